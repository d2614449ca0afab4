import { type Draft, type Evidence, message, type Suggestion } from '../model/index.ts';
import { frequency, isCommonEnglish, isEnglish, isGivenName, isPlaceWord } from '../terms/index.ts';
import { isApostrophe, isBlank, isLetter, type Token } from '../text/tokens.ts';
import { wordSet } from '../text/word-set.ts';
import { type Detector, draftsByRule } from './detector.ts';
import { type Join, months, sentenceOpeners } from './joins.ts';
import { type Reading, smallWords, type TextReading, type Word } from './reading.ts';
import { isReporting } from './reporting.ts';

/** Relative words: after a name they mostly add, so the comma comes first. */
const relatives = new Set(['which', 'who', 'whose', 'whom', 'where']);
const beforeRelative = new Set(['for', 'in', 'of', 'to', 'with', 'from', 'on', 'at']);
/** Letters right behind a figure that belong to it: "5kg", "3rd", "9mm", "100m", "4x4", "1990s", "20MW". */
const units =
  wordSet(`st nd rd th s k m b bn mn tn km kg g mg ml l cm mm nm mi ft lb lbs oz mph kph kmh am pm hr hrs h min sec ms x d p
  c f v w kw mw gw kwh mwh gwh hz khz mhz ghz kb mb gb tb gbps mbps px dpi ha er ers ish fold plus a e i o u
  cc hp bhp rpm cl dl pc pct usd eur mxn ar ta do va mo to bis`);
const closingMarks = new Set(['”', '’', '»', '"', "'"]);
const longestQuoted = 60;

const draftOf = draftsByRule('missing-space', 'major', 'spaces');

/**
 * Words that lost the space between them: "Sonorafor", "'El Gigio'who", "city,which", "25people". Suggests the
 * space, with a comma first where a name is followed by a relative clause.
 */
export const missingSpace: Detector = {
  id: 'missing-space',
  categories: ['missing-space'],
  find: ({ translation }: Reading) => {
    const seen = translation.joins.length > 0 ? firstTwoOfEach(translation.words) : new Map();
    return [
      ...translation.joins.map(join => describeJoin(translation, join, seen)),
      ...findAtMarks(translation),
    ];
  },
};

/** Where each word stands first, and where again: one of the two is not the word that lost its space. */
type Seen = ReadonlyMap<string, readonly Word[]>;

function firstTwoOfEach(words: readonly Word[]): Seen {
  const seen = new Map<string, Word[]>();
  for (const word of words) {
    const same = seen.get(word.text);
    if (!same) seen.set(word.text, [word]);
    else if (same.length < 2) same.push(word);
  }
  return seen;
}

function describeJoin(text: TextReading, join: Join, seen: Seen): Draft {
  const { start, end } = text.tokens[join.token]!;
  const parts = join.parts.map(part => part.text);
  return {
    start,
    end,
    category: 'missing-space',
    severity: 'major',
    confidence: join.trust,
    message: message('finding.missing-space.words', { left: parts[0]!, right: parts.slice(1).join(' ') }),
    suggestions: suggestSpaces(parts, text.tokens[join.token + 1], text.tokens[join.token - 1]),
    evidence: witnesses(join, seen),
  };
}

function suggestSpaces(
  parts: readonly string[],
  next: Token | undefined,
  before: Token | undefined,
): Suggestion[] {
  if (parts.length > 2) return [{ text: parts.join(', ') }, { text: parts.join(' ') }];
  if (sentenceOpeners.has(parts[1]!)) return [{ text: parts.join('. ') }, { text: parts.join(' ') }];
  if (isListed(parts, next, before)) return [{ text: parts.join(', ') }, { text: parts.join(' ') }];
  const right = parts[1]!.toLowerCase();
  const adds = relatives.has(right) || (beforeRelative.has(right) && relatives.has(next?.text ?? ''));
  const plain = { text: parts.join(' ') };
  const comma = { text: parts.join(', ') };
  return adds ? [comma, plain] : [plain, comma];
}

/** "Cliza|Punata and Aiquile", "spokesman|Rubén", "morning|Juan": two things side by side, not one name. */
function isListed(
  [left, right]: readonly string[],
  next: Token | undefined,
  before: Token | undefined,
): boolean {
  if (!left || !right || right[0] === right[0]!.toLowerCase()) return false;
  if (left[0] === left[0]!.toLowerCase())
    return left.length > 4 && !isCommonEnglish(right) && !months.has(right.toLowerCase());
  if (isCommonEnglish(left) || isCommonEnglish(right) || isGivenName(left)) return false;
  const [led, followed] = [before?.text === ',', /^(?:,|and|y)$/.test(next?.text ?? '')];
  return (led && followed) || ((led || followed) && isPlaceWord(left) && isPlaceWord(right));
}

function witnesses({ parts, witness }: Join, words: Seen): Evidence[] {
  const left = parts[0]!.text;
  const seen =
    witness === 'seen' ? words.get(left)?.find(({ start }) => start !== parts[0]!.start) : undefined;
  if (seen)
    return [
      { kind: 'translation', segment: seen.segment, start: seen.start, end: seen.end, text: seen.text },
    ];
  return witness === 'place'
    ? [{ kind: 'gazetteer', say: message('evidence.gazetteer.place', { name: left }) }]
    : [
        {
          kind: 'dictionary',
          say: message('evidence.dictionary.unknown', { word: parts.map(part => part.text).join('') }),
        },
      ];
}

/** Spaces lost beside a closing quotation mark, a comma, a bracket, a full stop or a figure. */
function findAtMarks(text: TextReading): Draft[] {
  const { content, tokens, segmentOf } = text;
  const drafts: Draft[] = [];
  /** Where the single quotation of this segment opened, if one is open. */
  let single = -1;
  let doubles = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!;
    if (index > 0 && segmentOf[index] !== segmentOf[index - 1]) {
      single = -1;
      doubles = 0;
    }
    const next = tokens[index + 1];
    const touching = next?.start === token.end && segmentOf[index + 1] === segmentOf[index];
    if (token.kind === 'number' && touching) {
      const draft = afterNumber(content, token, next, tokens[index - 1]);
      if (draft) drafts.push(draft);
    }
    if (token.kind !== 'mark') continue;
    if (token.text === '"') doubles++;
    if (touching && next.kind === 'word') {
      const draft = afterMark(text, index, single, doubles);
      if (draft) drafts.push(draft);
    }
    if (isApostrophe(token.text) || token.text === '‘') {
      // Not "rock 'n'roll", where a letter was left out.
      const opens = !isLetter(content, token.start - 1) && isLetter(content, token.end) && isPlainWord(next);
      single = opens && single < 0 ? index : -1;
    }
  }
  return drafts;
}

const isPlainWord = (token: Token | undefined): boolean =>
  token?.kind === 'word' && token.text.length > 1 && !/['’]/.test(token.text);

function afterMark(text: TextReading, index: number, single: number, doubles: number): Draft | undefined {
  const { tokens } = text;
  const mark = tokens[index]!;
  const before = tokens[index - 1];
  if (before?.end !== mark.start) return undefined;
  if (closingMarks.has(mark.text)) return afterQuote(text, index, single, doubles);
  if (mark.text === ',' || mark.text === ';' || mark.text === ')' || mark.text === ':')
    return afterPause(text, index);
  return mark.text === '.' || mark.text === '?' || mark.text === '!' ? afterStop(text, index) : undefined;
}

/** `'El Gigio'who`, `"word"said`, `”said`. Not "Hawai’ian" or "rock ’n’roll": something has to have been opened. */
function afterQuote(text: TextReading, index: number, single: number, doubles: number): Draft | undefined {
  const { content, tokens } = text;
  const mark = tokens[index]!;
  const next = tokens[index + 1]!;
  if (next.text.length < 2) return undefined;
  if (isApostrophe(mark.text) && (single < 0 || !isEnglish(next.text))) return undefined;
  // A straight mark closes when it is the second, fourth, ... of its paragraph.
  if (mark.text === '"' && doubles % 2 === 1) return undefined;
  const opened = isApostrophe(mark.text) ? tokens[single]! : undefined;
  const start = opened && next.end - opened.start <= longestQuoted ? opened.start : tokens[index - 1]!.start;
  const head = content.slice(start, mark.end);
  const pause = /[,.!?]$/.test(content.slice(start, mark.start));
  const plain = `${head} ${next.text}`;
  const comma = `${head}, ${next.text}`;
  // `bicycle’he joked`: the tag of the quotation, with its comma inside.
  const inside = `${content.slice(start, mark.start)},${mark.text} ${next.text}`;
  const tag =
    isReporting(next.text) ||
    (/^(?:he|she|they)$/.test(next.text) && isReporting(tokens[index + 2]?.text ?? ''));
  const texts = pause
    ? [plain]
    : tag
      ? [inside, comma, plain]
      : relatives.has(next.text)
        ? [comma, plain]
        : [plain, comma];
  return draftOf(start, next.end, texts, 'finding.missing-space.quote', 0.92);
}

/** "city,which", "(Sedena)through". Not "a,b" in formulas, handles or addresses. */
function afterPause({ content, tokens }: TextReading, index: number): Draft | undefined {
  const mark = tokens[index]!;
  const before = tokens[index - 1]!;
  const next = tokens[index + 1]!;
  // `the window”,recounted`: the quotation is closed before the comma.
  if (before.kind === 'mark' && mark.text !== ')' && before.text !== '”') return undefined;
  if (next.text.length < 2 || !isEnglish(next.text)) return undefined;
  // "TL:DR"
  if (next.text === next.text.toUpperCase() && before.text === before.text.toUpperCase()) return undefined;
  if (mark.text === ':' && (before.kind !== 'word' || /[/@#]/.test(content[next.end] ?? '')))
    return undefined;
  // "(s)he", "re(d)iscover", "Latin@s": brackets inside a word.
  if (mark.text === ')' && bracketInWord(content, tokens, index)) return undefined;
  if (isAddress(content, mark.start)) return undefined;
  const plain = `${content.slice(before.start, mark.end)} ${next.text}`;
  const comma = `${content.slice(before.start, mark.end)}, ${next.text}`;
  return draftOf(
    before.start,
    next.end,
    mark.text === ')' ? [plain, comma] : [plain],
    'finding.missing-space.mark',
    0.92,
  );
}

function bracketInWord(content: string, tokens: readonly Token[], index: number): boolean {
  for (let at = index - 1; at >= 0 && at > index - 8; at--)
    if (tokens[at]!.text === '(')
      return (
        isLetter(content, tokens[at]!.start - 1) || isEnglish(tokens[at + 1]!.text + tokens[index + 1]!.text)
      );
  return true;
}

/** "end.The". Not "U.S.The", "example.com", "Node.Js": both sides are everyday words, the right has a capital. */
function afterStop({ content, tokens }: TextReading, index: number): Draft | undefined {
  const mark = tokens[index]!;
  const before = tokens[index - 1]!;
  const next = tokens[index + 1]!;
  if (before.kind !== 'word' || before.text.length < 2) return undefined;
  // "on Friday.at 10:00": no address ends in a day.
  const day = months.has(before.text.toLowerCase()) && smallWords.has(next.text);
  if (!day && next.text[0] === next.text[0]!.toLowerCase()) return undefined;
  const small = before.text === before.text.toLowerCase();
  if (small ? !isCommonEnglish(before.text) : before.text.length < 4 || !isNameOrWord(before.text))
    return undefined;
  // Behind a name only what begins sentences: "Wales.From", not "Booking.Com".
  if (!small && !smallWords.has(next.text.toLowerCase())) return undefined;
  if (!isEnglish(next.text) && !isPlaceWord(next.text)) return undefined;
  if (isAddress(content, mark.start) || content[next.end] === '.') return undefined;
  return draftOf(
    before.start,
    next.end,
    [`${content.slice(before.start, day ? before.end : mark.end)} ${next.text}`],
    'finding.missing-space.mark',
    0.9,
  );
}

/** "Wales", "Pérez": no address has an accent. */
const isNameOrWord = (word: string): boolean => isEnglish(word) || /[áéíóúñ]/.test(word);

/** True inside something like "https://a.b/c,d", "name@host" or "file.Ext": looks 40 units back and on. */
function isAddress(content: string, at: number): boolean {
  for (let back = at; back > 0 && back > at - 40 && !isBlank(content, back); back--)
    if (content[back] === '/' || content[back] === '@' || content[back] === '#' || content[back] === '=')
      return true;
  for (let on = at; on < content.length && on < at + 40 && !isBlank(content, on); on++)
    if (content[on] === '/' || content[on] === '@' || content[on] === '=' || content[on] === '_') return true;
  return false;
}

/** "25people". Not "25th", "5kg", "F16", "G20summit": a figure alone before an everyday word. */
function afterNumber(
  content: string,
  token: Token,
  next: Token,
  before: Token | undefined,
): Draft | undefined {
  if (next.kind !== 'word' || next.text.length < 3 || units.has(next.text.toLowerCase())) return undefined;
  if (before?.end === token.start && (before.kind === 'word' || !'("“‘\'$€£'.includes(before.text)))
    return undefined;
  if (content[next.end] === '-' || isAddress(content, next.start)) return undefined;
  const lower = next.text.toLowerCase();
  if (!isCommonEnglish(next.text) || (lower.length < 7 && frequency(lower) < (lower.length < 5 ? 100 : 5)))
    return undefined;
  return draftOf(token.start, next.end, [`${token.text} ${next.text}`], 'finding.missing-space.number', 0.9);
}
