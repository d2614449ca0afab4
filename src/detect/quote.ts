import type { Draft } from '../model/index.ts';
import { isBlank, isDigit, isLetter, type Token } from '../text/tokens.ts';
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
    return drafts;
  },
};

function marksOf({ content, tokens, segmentOf, segments }: TextReading): Mark[][] {
  const marks: Mark[][] = segments.map(() => []);
  tokens.forEach(({ text, start, end }, token) => {
    if (text !== '“' && text !== '”' && text !== '"') return;
    if (text === '"' && isDigit(content, start - 1) && !isClosingAfterDigit(content, end)) return;
    marks[segmentOf[token]!]!.push({ token, text, side: sideOf(content, start, end) });
  });
  return marks;
}

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
  for (const mark of marks) {
    const role = roleOf(mark, open !== undefined || mayClose);
    if (isWrongWay(mark, role)) drafts.push(wrongWay(text, mark, role));
    const crossed = open && role === 'opens' ? closesTooLate(text, mark) : undefined;
    if (crossed) {
      drafts.push(crossed);
      open = undefined;
      continue;
    }
    if (role === 'opens') {
      if (open) drafts.push(...unclosed(text, open, mark.token));
      open = mark;
      mayClose = false;
    } else {
      if (!open && !mayClose) drafts.push(...unopened(text, mark, marks));
      open = undefined;
      mayClose = false;
    }
  }
  const last = marks.length > 0 && text.segmentOf[marks.at(-1)!.token] === text.segments.length - 1;
  if (open && !nextReopens && !last) drafts.push(...leftOpen(text, open));
  return { drafts, open: open !== undefined };
}

function roleOf({ side, text }: Mark, isOpen: boolean): 'opens' | 'closes' {
  if (side !== 'either') return side;
  if (text === '"') return isOpen ? 'closes' : 'opens';
  return text === '“' ? 'opens' : 'closes';
}

const isWrongWay = ({ text, side }: Mark, role: 'opens' | 'closes'): boolean =>
  text !== '"' && side !== 'either' && (text === '“') !== (role === 'opens');

/** `dollars“, indicates`: the mark is turned, and goes behind the comma as American papers have it. */
function wrongWay({ content, tokens }: TextReading, mark: Mark, role: 'opens' | 'closes'): Draft {
  const { start, end } = tokens[mark.token]!;
  const right = role === 'opens' ? '“' : '”';
  const comma = role === 'closes' && (content[end] === ',' || content[end] === '.') ? content[end]! : '';
  const texts = comma ? [`${comma}”`, `”${comma}`] : [right];
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
function unclosed(text: TextReading, open: Mark, until: number): Draft[] {
  // Marks in a heap quote nothing.
  if (until === open.token + 1) return [];
  const place = attributionAfter(text, open.token, until);
  if (place) return [place];
  const { start, end } = withWord(text.tokens, open.token, 1);
  return [draftOf(start, end, [], 'finding.quote.unclosed', 0.55)];
}

function leftOpen(text: TextReading, open: Mark): Draft[] {
  const segment = text.segments[text.segmentOf[open.token]!]!;
  const next = text.segments[segment.index + 1];
  // The next paragraph closes it: the quotation is whole, its paragraph broken (broken-paragraph says so).
  if (next && closesWithoutOpening(text, next.index)) return [];
  const place = attributionAfter(text, open.token, lastTokenOf(text, open.token));
  if (place) return [place];
  const opening = withWord(text.tokens, open.token, 1);
  const sure = opening !== text.tokens[open.token];
  return [draftOf(opening.start, opening.end, [], 'finding.quote.unclosed', sure ? 0.7 : 0.55)];
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

/** A closing mark with nothing to close: its partner stood at the start of the paragraph, or we cannot say where. */
function unopened(
  { content, tokens, segments, segmentOf }: TextReading,
  mark: Mark,
  marks: readonly Mark[],
): Draft[] {
  const token = tokens[mark.token]!;
  const segment = segments[segmentOf[mark.token]!]!;
  const opening = token.text === '"' ? '"' : '“';
  const isFirst = marks[0] === mark;
  const speech = /[,.!?]/.test(content[token.start - 1] ?? '');
  const first = speech && isFirst ? speechFrom(tokens, mark.token, segment.start) : undefined;
  if (first && isLetter(content, segment.start))
    return [draftOf(first.start, first.end, [opening + first.text], 'finding.quote.unopened', 0.8)];
  const place = withWord(tokens, mark.token, -1);
  // A mark between blanks tells nothing of its side.
  const sure = isFirst && place !== token;
  return [draftOf(place.start, place.end, [], 'finding.quote.unopened', sure ? 0.7 : 0.55)];
}

/** First word of the paragraph, when nobody is said to speak between it and the mark: all of it may be speech. */
function speechFrom(tokens: readonly Token[], mark: number, start: number): Token | undefined {
  for (let at = mark - 1; at >= 0 && at > mark - farthest; at--) {
    if (isReporting(tokens[at]!.text) || tokens[at]!.text === ':') return undefined;
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
