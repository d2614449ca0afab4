import type { Draft } from '../model/index.ts';
import { isBlank, isDigit, isLetter, type Token } from '../text/tokens.ts';
import { isLower } from './beside.ts';
import { type Detector, draftsByRule } from './detector.ts';
import type { Reading, TextReading } from './reading.ts';
import { isReporting } from './reporting.ts';

/** Tokens looked through for the place where a lost mark stood. */
const farthest = 120;

type Side = 'opens' | 'closes' | 'either';
type Mark = { readonly token: number; readonly side: Side; readonly text: string };

const draftOf = draftsByRule('quote', 'minor', 'quotation');

/**
 * Double quotation marks that face the wrong way or have no partner. A quotation may run over paragraphs: each
 * opens it anew and the last closes it. Single marks are apostrophes too often and are left alone; so are inch
 * marks ("5'10\"") and the last paragraph, which may be cut off.
 */
export const quote: Detector = {
  id: 'quote',
  categories: ['quote'],
  find: ({ translation }: Reading) => {
    const drafts: Draft[] = [];
    const marks = marksOf(translation);
    /** A quotation that an earlier paragraph left open: this one may close it. */
    let carried = false;
    for (let segment = 0; segment < translation.segments.length; segment++) {
      const walk = walkSegment(
        translation,
        marks[segment]!,
        carried,
        reopens(marks[segment + 1], translation),
      );
      drafts.push(...walk.drafts);
      carried = walk.open;
    }
    return [...drafts, ...unmarked(translation, marks), ...questioned(translation)];
  },
};

/** A paragraph without any mark whose tag begins the next one ("highlighted the president"): a quotation that lost both. */
function unmarked({ content, tokens, segments, segmentOf }: TextReading, marks: readonly Mark[][]): Draft[] {
  const drafts: Draft[] = [];
  for (let index = 1; index < tokens.length; index++) {
    const segment = segmentOf[index]!;
    const token = tokens[index]!;
    if (segment === segmentOf[index - 1] || !isLower(token.text[0]) || !isTag(tokens, index)) continue;
    const before = segments[segment - 1]!;
    if (before.kind !== 'paragraph' || marks[segment - 1]!.length > 0 || before.end - before.start < 60)
      continue;
    const word = /^\p{L}+/u.exec(content.slice(before.start, before.start + 40))?.[0];
    if (!word || word.length > 30) continue;
    drafts.push(
      draftOf(before.start, before.start + word.length, [`“${word}`], 'finding.quote.unopened', 0.75),
    );
  }
  return drafts;
}

/** "highlighted the president", "he indicated." */
const isTag = (tokens: readonly Token[], at: number): boolean =>
  isReporting(tokens[at]!.text) ||
  (/^(?:he|she)$/.test(tokens[at]!.text) &&
    isReporting(tokens[at + 1]?.text ?? '') &&
    /^[.,]$/.test(tokens[at + 2]?.text ?? ''));

/** `the ?Gigante? said`: both marks could not be read. */
function questioned({ content, tokens }: TextReading): Draft[] {
  const drafts: Draft[] = [];
  for (let index = 1; index + 1 < tokens.length; index++) {
    const { text, start, end } = tokens[index]!;
    if (text !== '?' || !isBlank(content, start - 1) || !isLetter(content, end)) continue;
    for (let at = index + 2; at < tokens.length && at < index + 12; at++) {
      if (tokens[at]!.text !== '?') continue;
      const close = tokens[at]!;
      if (isBlank(content, close.start - 1)) break;
      const words = content.slice(end, close.start);
      drafts.push(draftOf(start, close.end, [`“${words}”`], 'finding.quote.became-question', 0.85));
      index = at;
      break;
    }
  }
  return drafts;
}

function marksOf({ content, tokens, segmentOf, segments }: TextReading): Mark[][] {
  const marks: Mark[][] = segments.map(() => []);
  tokens.forEach(({ text, start, end }, token) => {
    if (text !== '“' && text !== '”' && text !== '"') return;
    const here = marks[segmentOf[token]!]!;
    // `a 12" record"`: the next one closes.
    const open =
      here.length % 2 === 1 &&
      token - here.at(-1)!.token < nearQuotation &&
      !tokens.slice(token + 1, token + 4).some(next => next.text === '"');
    const inches = text === '"' && isDigit(content, start - 1) && !open && !isClosingAfterDigit(content, end);
    if (!inches) here.push({ token, text, side: sideOf(content, start, end) });
  });
  return marks;
}

/** So many tokens behind an opening mark, one after a figure closes (`"COVID-19" is`), it does not measure. */
const nearQuotation = 8;

/** `in 2024", he said` closes; `5'10" tall` and `a 12" record` measure. */
const isClosingAfterDigit = (content: string, end: number): boolean => /[,.;:]/.test(content[end] ?? '.');

/** Which way the neighbours say that it faces. */
function sideOf(content: string, start: number, end: number): Side {
  const before = start === 0 || isBlank(content, start - 1) || /[([—–\-/‘'¿¡:]/.test(content[start - 1]!);
  const after = end >= content.length || isBlank(content, end) || /[\])—–\-/’',.;:!?…]/.test(content[end]!);
  if (before === after) return 'either';
  return before ? 'opens' : 'closes';
}

/** True when the paragraph begins with a mark that opens. */
function reopens(marks: readonly Mark[] | undefined, { tokens, segments, segmentOf }: TextReading): boolean {
  const first = marks?.[0];
  if (!first) return false;
  return tokens[first.token]!.start === segments[segmentOf[first.token]!]!.start;
}

type Walk = { readonly drafts: Draft[]; readonly open: boolean };

function walkSegment(
  text: TextReading,
  marks: readonly Mark[],
  carried: boolean,
  nextReopens: boolean,
): Walk {
  const drafts: Draft[] = [];
  let open: Mark | undefined;
  let mayClose = carried;
  let before: Mark | undefined;
  for (const mark of marks) {
    const role = roleOf(mark, open !== undefined || mayClose);
    const turned = isWrongWay(mark, role);
    if (turned) drafts.push(wrongWay(text, mark, role));
    const crossed = open && role === 'opens' ? closesTooLate(text, mark) : undefined;
    if (crossed) {
      drafts.push(crossed);
      open = undefined;
    } else if (role === 'opens') {
      if (open) drafts.push(...unclosed(text, open, mark));
      open = mark;
      mayClose = false;
    } else {
      // One mark, one fault: where it is turned round, that is what is wrong with it.
      if (!open && !mayClose && !turned) drafts.push(unopened(text, mark, before));
      open = undefined;
      mayClose = false;
    }
    before = mark;
  }
  if (open) drafts.push(...leftOpen(text, open, nextReopens));
  return { drafts, open: open !== undefined };
}

function roleOf({ side, text }: Mark, isOpen: boolean): 'opens' | 'closes' {
  if (side !== 'either') return side;
  if (text === '"') return isOpen ? 'closes' : 'opens';
  return text === '“' ? 'opens' : 'closes';
}

const isWrongWay = ({ text, side }: Mark, role: 'opens' | 'closes'): boolean =>
  text !== '"' && side !== 'either' && (text === '“') !== (role === 'opens');

/** `dollars“, indicates`: the mark is turned; before or behind the comma is a matter of house style. */
function wrongWay({ content, tokens }: TextReading, mark: Mark, role: 'opens' | 'closes'): Draft {
  const { start, end } = tokens[mark.token]!;
  const right = role === 'opens' ? '“' : '”';
  const comma = role === 'closes' && (content[end] === ',' || content[end] === '.') ? content[end]! : '';
  const texts = comma ? [`”${comma}`, `${comma}”`] : [right];
  return draftOf(start, end + comma.length, texts, 'finding.quote.wrong-way', 0.93);
}

/** `a nation can have, "said the head of state`: the closing mark slid behind the blank. */
function closesTooLate({ content, tokens }: TextReading, mark: Mark): Draft | undefined {
  const token = tokens[mark.token]!;
  const next = tokens[mark.token + 1];
  const comma = tokens[mark.token - 1];
  if (next?.start !== token.end || !isReporting(next.text) || comma?.text !== ',') return undefined;
  if (content[token.start - 1] !== ' ' || comma.end !== token.start - 1) return undefined;
  const closing = token.text === '"' ? '"' : '”';
  return draftOf(comma.start, next.end, [`,${closing} ${next.text}`], 'finding.quote.late', 0.93);
}

/** A second quotation opens while the first still stands open: its closing mark is lost, mostly before "he said". */
function unclosed(text: TextReading, open: Mark, next: Mark): Draft[] {
  // Marks in a heap quote nothing.
  if (next.token === open.token + 1) return [];
  const place =
    attributionAfter(text, open.token, next.token) ?? becameQuestion(text, open.token, next.token);
  if (place) return [place];
  const { start, end } = withWord(text.tokens, open.token, 1);
  const sure = open.side === 'opens' && next.side === 'opens';
  return [draftOf(start, end, [], 'finding.quote.unclosed', sure ? 0.72 : 0.55)];
}

function leftOpen(text: TextReading, open: Mark, nextReopens: boolean): Draft[] {
  const segment = text.segments[text.segmentOf[open.token]!]!;
  const next = text.segments[segment.index + 1];
  const last = lastTokenOf(text, open.token);
  const place = attributionAfter(text, open.token, last) ?? becameQuestion(text, open.token, last);
  if (place) return [place];
  // The next paragraph goes on with it, or closes it: the quotation is whole (if its paragraph is broken,
  // broken-paragraph says so). The last paragraph may be cut off.
  if (nextReopens || !next || closesWithoutOpening(text, next.index)) return [];
  const opening = withWord(text.tokens, open.token, 1);
  const sure = opening !== text.tokens[open.token];
  return [draftOf(opening.start, opening.end, [], 'finding.quote.unclosed', sure ? 0.7 : 0.55)];
}

/** `greater of the Gorge?; and`: what could not be read became a question mark; here it closed the quotation. */
function becameQuestion({ content, tokens }: TextReading, from: number, until: number): Draft | undefined {
  for (let at = from + 2; at <= until && at < from + farthest; at++) {
    const { text, start, end } = tokens[at]!;
    if (text !== '?' || isBlank(content, start - 1)) continue;
    const goesOn = /^[;,]|^ \p{Ll}/u.test(content.slice(end, end + 2));
    if (!goesOn) return undefined;
    return draftOf(
      start,
      end,
      [tokens[from]!.text === '"' ? '"' : '”'],
      'finding.quote.became-question',
      0.85,
    );
  }
  return undefined;
}

function lastTokenOf({ tokens, segmentOf }: TextReading, from: number): number {
  let at = from;
  while (at + 1 < tokens.length && segmentOf[at + 1] === segmentOf[from]) at++;
  return at;
}

/** True when the first double mark of that paragraph closes. */
export function closesWithoutOpening({ content, tokens, segments }: TextReading, segment: number): boolean {
  const { start, end } = segments[segment]!;
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < tokens.length && tokens[at]!.start < end; at++) {
    const { text, start: from, end: to } = tokens[at]!;
    if (text === '“' || text === '”' || text === '"') return sideOf(content, from, to) === 'closes';
  }
  return false;
}

/** `“It was a real crossroads, he recalled`: the mark belongs behind the comma. */
function attributionAfter({ content, tokens }: TextReading, from: number, until: number): Draft | undefined {
  const closing = tokens[from]!.text === '"' ? '"' : '”';
  for (let at = from + 2; at + 2 <= until && at < from + farthest; at++) {
    const comma = tokens[at]!;
    if (comma.text !== ',') continue;
    const speaker = tokens[at + 1]!;
    const verb = tokens[at + 2]!;
    const third = tokens[at + 3];
    const named =
      isReporting(verb.text) || (third !== undefined && at + 3 <= until && isReporting(third.text));
    const tag = isReporting(speaker.text) || (isSpeaker(speaker) && named);
    const word = tokens[at - 1]!;
    if (!tag || content[comma.end] !== ' ') continue;
    return draftOf(word.start, comma.end, [`${word.text},${closing}`], 'finding.quote.unclosed', 0.85);
  }
  return undefined;
}

const isSpeaker = ({ kind, text }: Token): boolean =>
  kind === 'word' && (/^(?:he|she|they|it|the)$/.test(text) || text[0] !== text[0]!.toLowerCase());

/**
 * A closing mark with nothing to close. Its partner stood behind a colon or "he said,", or before the first word of
 * the paragraph where all of it is one sentence of speech; else we cannot say where. `before`: the mark before it.
 */
function unopened(text: TextReading, mark: Mark, before: Mark | undefined): Draft {
  const { content, tokens, segments, segmentOf } = text;
  const token = tokens[mark.token]!;
  const segment = segments[segmentOf[mark.token]!]!;
  const opening = token.text === '"' ? '"' : '“';
  const speech = /[,.!?]/.test(content[token.start - 1] ?? '');
  const announced = speech ? announcedFrom(text, mark.token, before?.token ?? -1) : undefined;
  if (announced)
    return draftOf(
      announced.start,
      announced.end,
      [opening + announced.text],
      'finding.quote.unopened',
      0.85,
    );
  const first = speech && !before ? speechFrom(tokens, mark.token, segment.start) : undefined;
  if (first && isLetter(content, segment.start))
    return draftOf(first.start, first.end, [opening + first.text], 'finding.quote.unopened', 0.8);
  const place = withWord(tokens, mark.token, -1);
  // A mark between blanks tells nothing of its side.
  const sure = mark.side === 'closes' && place !== token;
  return draftOf(place.start, place.end, [], 'finding.quote.unopened', sure ? 0.7 : 0.55);
}

/** `Jorge Ruiz said: Our results …"`, `he said, This is …"`: the capital behind the announcement. */
function announcedFrom(
  { content, tokens, segmentOf }: TextReading,
  mark: number,
  before: number,
): Token | undefined {
  for (let at = mark - 1; at > before + 1 && at > mark - farthest; at--) {
    const [pause, word, verb] = [tokens[at - 1]!, tokens[at]!, tokens[at - 2]];
    if (segmentOf[at - 1] !== segmentOf[mark]) return undefined;
    if (word.kind !== 'word' || word.start !== pause.end + 1 || isLower(word.text[0])) continue;
    if (pause.text === ':' || (pause.text === ',' && verb && isReporting(verb.text) && at > before + 2))
      return isBlank(content, pause.end) ? word : undefined;
  }
  return undefined;
}

/** First word of the paragraph, when nobody is said to speak before the mark and no sentence ends: all of it is speech. */
function speechFrom(tokens: readonly Token[], mark: number, start: number): Token | undefined {
  for (let at = mark - 2; at >= 0 && at > mark - farthest; at--) {
    if (isReporting(tokens[at]!.text) || /^[:.?!]$/.test(tokens[at]!.text)) return undefined;
    if (tokens[at]!.start <= start) return tokens[at];
  }
  return undefined;
}

/** The mark with the word that it touches, so that there is something to see. */
function withWord(tokens: readonly Token[], at: number, step: 1 | -1): { start: number; end: number } {
  const mark = tokens[at]!;
  const beside = tokens[at + step];
  const touches = beside && (step === 1 ? beside.start === mark.end : beside.end === mark.start);
  if (!touches || beside.text.length > 40) return mark;
  return { start: Math.min(mark.start, beside.start), end: Math.max(mark.end, beside.end) };
}
