import type { Draft } from '../model/index.ts';
import { isBlank, isDigit, isLetter, type Token } from '../text/tokens.ts';
import { isLower, isUpper } from './beside.ts';
import { type Detector, draftsByRule } from './detector.ts';
import { isAbbreviation, type Reading, smallWords, type TextReading } from './reading.ts';
import { isReporting, isTag } from './reporting.ts';

/** Tokens looked through for the place where a lost mark stood. */
const farthest = 120;

type Side = 'opens' | 'closes' | 'either';
type Mark = { readonly token: number; readonly side: Side; readonly text: string };

const draftOf = draftsByRule('quote', 'minor', 'quotation');

/**
 * Quotation marks that face the wrong way, have no partner, stand twice, or are the guillemets of Spanish. A
 * quotation may run over paragraphs: each opens it anew and the last closes it. Single marks are apostrophes too
 * often: they are read only where a text quotes with them in the main. Inch marks ("5'10\"") are left alone, and so
 * is the last paragraph, which may be cut off.
 */
export const quote: Detector = {
  id: 'quote',
  categories: ['quote'],
  find: ({ translation }: Reading) => {
    const drafts: Draft[] = [];
    const marks = marksOf(translation);
    const page = { ...translation, stopsOutside: countStops(translation, 1) > countStops(translation, -1) };
    /** A quotation that an earlier paragraph left open: this one may close it. */
    let carried = false;
    for (let segment = 0; segment < translation.segments.length; segment++) {
      const walk = walkSegment(page, marks[segment]!, carried, reopens(marks[segment + 1], translation));
      for (const draft of walk.drafts) drafts.push(draft);
      carried = walk.open;
    }
    return [
      ...drafts,
      ...unmarked(translation, marks),
      ...questioned(translation),
      ...guillemets(translation),
      ...singleMarks(page),
    ];
  },
};

/** Stops beside closing marks: before them (-1) or behind (1). */
const countStops = ({ tokens }: TextReading, step: 1 | -1): number =>
  tokens.filter(
    ({ text, start, end }, at) =>
      (text === '”' || text === '"') &&
      tokens[at + step]?.text === '.' &&
      (step === 1 ? tokens[at + 1]!.start === end : tokens[at - 1]!.end === start),
  ).length;

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
  const after =
    end >= content.length ||
    isBlank(content, end) ||
    /[\])—–\-/’',.;:!?…]/.test(content[end]!) ||
    // `the end,““The works`, `so,""`; a heap of marks faces nowhere.
    (!before && /["“]/.test(content[end]!) && !/["“]/.test(content[start - 1]! + (content[end + 1] ?? '')));
  if (before === after) return 'either';
  return before ? 'opens' : 'closes';
}

/** True when the paragraph begins with a mark that opens. */
function reopens(marks: readonly Mark[] | undefined, { tokens, segments, segmentOf }: TextReading): boolean {
  const first = marks?.[0];
  if (!first) return false;
  return tokens[first.token]!.start === segments[segmentOf[first.token]!]!.start;
}

/** `stopsOutside`: the text sets more stops behind its closing marks than before them. */
type Page = TextReading & { readonly stopsOutside: boolean };

type Walk = { readonly drafts: Draft[]; readonly open: boolean };

function walkSegment(text: Page, marks: readonly Mark[], carried: boolean, nextReopens: boolean): Walk {
  const drafts: Draft[] = [];
  let open: Mark | undefined;
  let mayClose = carried;
  let before: Mark | undefined;
  /** Opening marks more than closing ones. */
  const surplus = marks.reduce((sum, { text: mark }) => sum + (mark === '“' ? 1 : mark === '”' ? -1 : 0), 0);
  for (let at = 0; at < marks.length; at++) {
    const mark = marks[at]!;
    const rest = marks.slice(at + 1, at + 3);
    if (isDoubled(text, marks, at, surplus)) {
      drafts.push(doubled(text, mark));
      at++;
    }
    const role = roleOf(mark, open !== undefined || mayClose);
    // `“He called it “a disgrace” and left,” she said`: a quotation in a quotation, closed twice.
    if (open && role === 'opens' && rest.length === 2 && rest.every(({ side }) => side === 'closes')) {
      before = rest[0];
      at++;
      continue;
    }
    const turned = isWrongWay(mark, role);
    if (turned) drafts.push(wrongWay(text, mark, role));
    const crossed = open && role === 'opens' ? closesTooLate(text, open, marks, at) : undefined;
    if (crossed) {
      drafts.push(crossed);
      open = undefined;
    } else if (role === 'opens') {
      if (open) drafts.push(...unclosed(text, open, mark, marks[at + 1]));
      open = mark;
      mayClose = false;
    } else {
      // One mark, one fault: where it is turned round, that is what is wrong with it.
      if (!open && !mayClose && !turned) drafts.push(unopened(text, mark, before));
      if (open) drafts.push(...innerTag(text, open, mark));
      open = undefined;
      mayClose = false;
    }
    before = mark;
  }
  if (!open) return { drafts, open: false };
  const place = placeOf(text, open, lastTokenOf(text, open.token));
  if (place) return { drafts: [...drafts, place], open: false };
  return { drafts: [...drafts, ...leftOpen(text, open, nextReopens)], open: true };
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
  const single = mark.text === '‘' || mark.text === '’';
  const right = role === 'opens' ? (single ? '‘' : '“') : single ? '’' : '”';
  const comma = role === 'closes' && (content[end] === ',' || content[end] === '.') ? content[end]! : '';
  const texts = comma ? [right + comma, comma + right] : [right];
  return draftOf(start, end + comma.length, texts, 'finding.quote.wrong-way', 0.93);
}

/** `a nation can have, "said the head of state`: the closing mark slid behind the blank. */
function closesTooLate(
  { content, tokens }: TextReading,
  open: Mark,
  marks: readonly Mark[],
  at: number,
): Draft | undefined {
  const mark = marks[at]!;
  const token = tokens[mark.token]!;
  const next = tokens[mark.token + 1];
  const comma = tokens[mark.token - 1];
  if (next?.start !== token.end || !isLower(next.text[0]) || comma?.text !== ',') return undefined;
  if (content[token.start - 1] !== ' ' || comma.end !== token.start - 1) return undefined;
  const tag = isReporting(next.text);
  // `"Ruiz, "shouted the crowd`: another word only behind speech in straight marks, of which none would be left over.
  const speech = token.text === '"' && isUpper(tokens[open.token + 1]?.text[0]) && !smallWords.has(next.text);
  if (!tag && !(speech && (marks.length - at) % 2 === 1 && marks[at + 1]?.side !== 'closes'))
    return undefined;
  const closing = token.text === '"' ? '"' : '”';
  return draftOf(
    comma.start,
    next.end,
    [`,${closing} ${next.text}`],
    'finding.quote.late',
    tag ? 0.93 : 0.75,
  );
}

/** `““We need`, `the end.””`: not `““X” is Y”`, where one quotation begins with another. */
function isDoubled(
  { tokens, content }: TextReading,
  marks: readonly Mark[],
  at: number,
  surplus: number,
): boolean {
  const [mark, next] = [marks[at]!, marks[at + 1]];
  if (!next || mark.text === '"' || next.text !== mark.text) return false;
  const [one, two] = [tokens[mark.token]!, tokens[next.token]!];
  // `the problem,““The works`: one closes, the other opens.
  const free =
    mark.text === '“' ? one.start === 0 || isBlank(content, one.start - 1) : !isLetter(content, two.end);
  // A heap of them quotes nothing.
  if (tokens[mark.token - 1]?.text === mark.text || tokens[next.token + 1]?.text === mark.text) return false;
  if (two.start !== one.end || !free) return false;
  return mark.text === '“' ? surplus > 0 : surplus < 0;
}

function doubled({ tokens }: TextReading, { token, text }: Mark): Draft {
  return draftOf(tokens[token]!.start, tokens[token + 1]!.end, [text], 'finding.quote.doubled', 0.85);
}

/** A second quotation opens while the first still stands open: its closing mark is lost, mostly before "he said". */
function unclosed(text: Page, open: Mark, next: Mark, last: Mark | undefined): Draft[] {
  // Marks in a heap quote nothing.
  if (next.token === open.token + 1) return [];
  const place =
    placeOf(text, open, next.token) ??
    (last?.side === 'closes' ? reopened(text, open, next) : undefined) ??
    endOfSentence(text, open.token, next.token);
  if (place) return [place];
  const { start, end } = withWord(text.tokens, open.token, 1);
  const sure = open.side === 'opens' && next.side === 'opens';
  return [draftOf(start, end, [], 'finding.quote.unclosed', sure ? 0.72 : 0.55)];
}

/** Where the text itself tells that the quotation ended. */
const placeOf = (text: TextReading, { token }: Mark, until: number): Draft | undefined =>
  attributionAfter(text, token, until) ?? becameQuestion(text, token, until);

function leftOpen(text: Page, open: Mark, nextReopens: boolean): Draft[] {
  const segment = text.segments[text.segmentOf[open.token]!]!;
  const next = text.segments[segment.index + 1];
  // The next paragraph goes on with it, or closes it: the quotation is whole (if its paragraph is broken,
  // broken-paragraph says so). The last paragraph may be cut off.
  if (nextReopens || !next || closesWithoutOpening(text, next.index)) return [];
  const end = endOfSentence(text, open.token, lastTokenOf(text, open.token) + 1);
  if (end) return [end];
  const opening = withWord(text.tokens, open.token, 1);
  const sure = opening !== text.tokens[open.token];
  return [draftOf(opening.start, opening.end, [], 'finding.quote.unclosed', sure ? 0.7 : 0.55)];
}

/** `“We will go on “together with everyone”`: the mark in the middle of the sentence opens what is open. */
function reopened({ content, tokens }: TextReading, open: Mark, next: Mark): Draft | undefined {
  const [first, before, word] = [tokens[open.token + 1], tokens[next.token - 1], tokens[next.token + 1]];
  if (!first || !before || word?.kind !== 'word' || word.start !== tokens[next.token]!.end) return undefined;
  if (!isUpper(first.text[0]) || !isLower(word.text[0]) || !isLower(before.text[0])) return undefined;
  // "known as “The King and “the Queen”": another one opens, and the first was not closed.
  if (isReporting(before.text) || beforeTerm.has(before.text)) return undefined;
  if (next.side !== 'opens' || !isBlank(content, before.end)) return undefined;
  for (let at = open.token; at < next.token; at++) if (/^[.?!]$/.test(tokens[at]!.text)) return undefined;
  const { start } = tokens[next.token]!;
  return draftOf(start, word.end, [word.text], 'finding.quote.reopened', 0.7);
}

const beforeTerm = new Set('and or as called named the a an of that is was'.split(' '));

/** Words that a quotation may have until the end of its sentence, where its mark is set. */
const longestSentence = 25;
/** A quotation this short is shown whole: it may end before its sentence does. */
const longestPart = 60;

/**
 * `between the sword and the wall.`: nobody tells where the quotation ends, and its sentence ends soon. Of a sentence
 * that is quoted from its beginning the end is shown, of a part of one the whole part.
 */
function endOfSentence(text: Page, from: number, until: number): Draft | undefined {
  const { content, tokens } = text;
  const [open, first] = [tokens[from]!, tokens[from + 1]];
  const part = isLower(first?.text[0]);
  for (let at = from + 2; at < until && at < from + longestSentence + 2; at++) {
    const stop = tokens[at]!;
    const word = tokens[at - 1]!;
    const last = at === until - 1;
    if (!/^[.?!…]$/.test(stop.text) || !(last || isBlank(content, stop.end))) continue;
    if (stop.text === '.' && !last && isAbbreviation(word.text)) continue;
    // `through the door the coach said.`: it ended before its tag.
    if (isReporting(word.text) || word.end !== stop.start) return undefined;
    const short = stop.end - open.start <= longestPart;
    if (!(last || part) || (part && !short)) return undefined;
    const start = short ? open.start : word.start;
    const words = content.slice(start, stop.start);
    const closing = closingOf(open.text);
    const texts = [words + stop.text + closing, words + closing + stop.text];
    return draftOf(
      start,
      stop.end,
      part && text.stopsOutside ? texts.reverse() : texts,
      'finding.quote.unclosed',
      0.72,
    );
  }
  return undefined;
}

const closingOf = (opening: string): string => (opening === '"' ? '"' : opening === '‘' ? '’' : '”');

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
function closesWithoutOpening({ content, tokens, segments }: TextReading, segment: number): boolean {
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
  const closing = closingOf(tokens[from]!.text);
  for (let at = from + 2; at + 2 <= until && at < from + farthest; at++) {
    const comma = tokens[at]!;
    if (comma.text !== ',') continue;
    const [speaker, verb] = [tokens[at + 1]!, tokens[at + 2]!];
    const tag =
      isTagAt(tokens, at + 1, until) ||
      (speaker.text === 'and' && isSaid(verb) && isLower(tokens[from + 1]?.text[0]));
    const word = tokens[at - 1]!;
    if (!tag || content[comma.end] !== ' ') continue;
    // `“What is it?, asked the mayor`: no comma beside another mark.
    const pause = /^[?!]$/.test(word.text) ? '' : ',';
    return draftOf(word.start, comma.end, [word.text + pause + closing], 'finding.quote.unclosed', 0.85);
  }
  return undefined;
}

/** A verb of saying, not "the United States". */
const isSaid = (token: Token | undefined): boolean =>
  token !== undefined && isLower(token.text[0]) && isReporting(token.text);

/** "said", "he said", "the local mayor said", "Ana Ruiz told", "Ana Ruiz, an analyst of the party, told". */
function isTagAt(tokens: readonly Token[], from: number, until: number): boolean {
  const [first, second, third, fourth] = tokens.slice(from, from + 4);
  if (isSaid(first)) return true;
  if (!first || !isSpeaker(first)) return false;
  if (isSaid(second) || (from + 2 <= until && isSaid(third))) return true;
  if (first.text === 'the' && from + 3 <= until && isSaid(fourth)) return true;
  let at = from;
  while (at < from + longestName && tokens[at]?.kind === 'word' && isUpper(tokens[at]!.text[0])) at++;
  if (at <= until && isSaid(tokens[at])) return at > from;
  if (at === from || tokens[at]?.text !== ',') return false;
  for (at++; at < until && at < from + longestIntroduction; at++) {
    if (/^[.?!;:“”"]$/.test(tokens[at]!.text)) return false;
    if (tokens[at]!.text === ',' && isSaid(tokens[at + 1])) return true;
  }
  return false;
}

const longestName = 7;
const longestIntroduction = 18;

/**
 * The tag of a quotation inside the marks: `“The fire grew, said Ana Ruiz. It is over,” said the mayor`. Two marks
 * were lost, the one that closes before the first tag, the one that opens behind it.
 */
function innerTag({ content, tokens }: TextReading, open: Mark, close: Mark): Draft[] {
  if (tokens[open.token]!.text === '‘' || close.token - open.token > farthest) return [];
  if (!isTagAt(tokens, close.token + 1, tokens.length)) return [];
  for (let at = open.token + 3; at + 3 < close.token; at++) {
    const [word, comma, said, who] = tokens.slice(at - 1, at + 3);
    if (comma!.text !== ',' || !isSaid(said) || !/^(?:says|said)$/.test(said!.text)) continue;
    if (
      who!.kind !== 'word' ||
      /^(?:he|she|they|it|I|we|to|that|so)$/.test(who!.text) ||
      isBlank(content, word!.end)
    )
      continue;
    return [
      draftOf(
        word!.start,
        comma!.end,
        [`${word!.text},${closingOf(open.text)}`],
        'finding.quote.unclosed',
        0.72,
      ),
    ];
  }
  return [];
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
  const whole = speech && !before ? speechFrom(tokens, mark.token, segment.start) : undefined;
  const first =
    whole && isLetter(content, segment.start) ? whole : sentencesFrom(text, mark.token, before?.token ?? -1);
  if (first) return draftOf(first.start, first.end, [opening + first.text], 'finding.quote.unopened', 0.8);
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

/** What people say of themselves, not papers. */
const firstPerson = new Set('i we me us my our ours mine myself ourselves'.split(' '));

/**
 * `He sat down. We left. I saw no one,” Ruiz said`: where a tag follows, the sentence before it was said, and those
 * before that in which somebody speaks of himself.
 */
function sentencesFrom(text: TextReading, mark: number, before: number): Token | undefined {
  const { tokens, segmentOf } = text;
  if (tokens[mark - 1]?.text !== ',' || !isTagAt(tokens, mark + 1, tokens.length)) return undefined;
  let first: Token | undefined;
  let own = true;
  for (let at = mark - 2; at > before && at > mark - farthest; at--) {
    const token = tokens[at]!;
    // The tag of another quotation, or its end.
    if (isReporting(token.text)) return first;
    own ||= firstPerson.has(token.text.toLowerCase());
    const edge = segmentOf[at - 1] !== segmentOf[at];
    const stop = /^[.?!]$/.test(tokens[at - 1]?.text ?? '') && !isAbbreviation(tokens[at - 2]?.text ?? '');
    if (!edge && !stop) continue;
    if (!own) return first;
    if (isUpper(token.text[0])) first = token;
    if (edge) return first;
    own = false;
  }
  return first;
}

/** The mark with the word that it touches, so that there is something to see. */
function withWord(tokens: readonly Token[], at: number, step: 1 | -1): { start: number; end: number } {
  const mark = tokens[at]!;
  const beside = tokens[at + step];
  const touches = beside && (step === 1 ? beside.start === mark.end : beside.end === mark.start);
  if (!touches || beside.text.length > 40) return mark;
  return { start: Math.min(mark.start, beside.start), end: Math.max(mark.end, beside.end) };
}

/** `«We need it now», said`: Spanish marks in English text. "« Back" and "» More" point somewhere. */
function guillemets({ content, tokens, segmentOf }: TextReading): Draft[] {
  const drafts: Draft[] = [];
  /** In a guillemet, in a quotation with English marks: then it holds one in the other. */
  let [open, inner] = [false, false];
  for (let index = 0; index < tokens.length; index++) {
    if (index > 0 && segmentOf[index] !== segmentOf[index - 1]) [open, inner] = [false, false];
    const { text, start, end } = tokens[index]!;
    if (text === '“' || text === '”') inner = text === '“';
    const opens = text === '«' && !open && /[\p{L}\p{N}“‘¿¡]/u.test(content[end] ?? '');
    const closes = text === '»' && /[\p{L}\p{N}.,!?…”’)%]/u.test(content[start - 1] ?? '');
    if (!opens && !closes) continue;
    const [opening, closing] = inner ? ['‘', '’'] : ['“', '”'];
    drafts.push(draftOf(start, end, [opens ? opening! : closing!], 'finding.quote.guillemet', 0.93));
    open = opens;
  }
  return drafts;
}

/** Words that begin with an apostrophe, which word processors turn round: "‘em", "‘tis". */
const elided = new Set('em til till tis twas cause n bout round neath cuz ere'.split(' '));

/**
 * ‘…’ where it is the main mark: a quotation that is not closed before its tag, and one that ‘ closes. A mark behind
 * an s ("the players’ coach") may close or own; what is not certain is left alone.
 */
function singleMarks(text: Page): Draft[] {
  const { content, tokens, segmentOf } = text;
  const opening = tokens.map((_, index) => opensSingle(text, index));
  const doubleCount = tokens.filter(token => token.text === '“' || token.text === '"').length;
  const singleCount = opening.filter(Boolean).length;
  if (singleCount < 2 || singleCount <= doubleCount) return [];
  const drafts: Draft[] = [];
  let open: number | undefined;
  for (let index = 0; index < tokens.length; index++) {
    const { text: mark, start, end } = tokens[index]!;
    const free = start === 0 || isBlank(content, start - 1);
    if (opening[index]) {
      if (open !== undefined) drafts.push(...unclosedSingle(text, open, index));
      open = index;
    } else if (open !== undefined && !free && (mark === '’' || mark === '‘')) {
      if (mark === '‘' && !isLetter(content, end))
        drafts.push(wrongWay(text, { token: index, side: 'closes', text: mark }, 'closes'));
      open = undefined;
    }
    const last = segmentOf[index + 1] !== segmentOf[index];
    if (last && open !== undefined && index + 1 < tokens.length)
      drafts.push(...unclosedSingle(text, open, index, opening[index + 1]));
    if (last) open = undefined;
  }
  return drafts;
}

/** `‘We are`, not "the ‘90s", "‘em", "rock ‘n’ roll". */
function opensSingle({ content, tokens }: TextReading, index: number): boolean {
  const { text, start, end } = tokens[index]!;
  if (text !== '‘' || !isLetter(content, end)) return false;
  if (start > 0 && !isBlank(content, start - 1) && !/[([—–]/.test(content[start - 1]!)) return false;
  return !elided.has(tokens[index + 1]!.text.toLowerCase());
}

/** `reopens`: the next paragraph goes on with the quotation. */
function unclosedSingle(text: Page, open: number, until: number, reopens = false): Draft[] {
  const place =
    attributionAfter(text, open, until) ?? (reopens ? undefined : endOfSentence(text, open, until + 1));
  return place ? [place] : [];
}
