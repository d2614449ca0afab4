import type { Span } from '../model/index.ts';
import type { TextReading } from './reading.ts';

/** Words for powers of a thousand, as English and as Spanish left standing: "100 mil", "20 millones". */
type Scale = 'thousand' | 'million' | 'billion' | 'trillion';

export const powerOf: Readonly<Record<Scale, number>> = { thousand: 3, million: 6, billion: 9, trillion: 12 };

const scaleWords: ReadonlyMap<string, Scale> = new Map([
  ['thousand', 'thousand'],
  ['thousands', 'thousand'],
  ['mil', 'thousand'],
  ['million', 'million'],
  ['millions', 'million'],
  ['millones', 'million'],
  ['millón', 'million'],
  ['billones', 'trillion'],
  ['billón', 'trillion'],
  ['billion', 'billion'],
  ['billions', 'billion'],
  ['trillion', 'trillion'],
  ['trillions', 'trillion'],
]);

const listed = (words: string, from: number, step: number): [string, number][] =>
  words.split(' ').map((word, at) => [word, from + at * step]);
const twenty = 20;
const numerals: ReadonlyMap<string, number> = new Map([
  ...listed(
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    1,
    1,
  ),
  ...listed('twenty thirty forty fifty sixty seventy eighty ninety', twenty, 10),
]);

const inLetters: ReadonlyMap<number, string> = new Map([...numerals].map(([word, value]) => [value, word]));

/** The word for a whole number under 100, or nothing: 34 is "thirty-four". */
export function numeralFor(value: number): string | undefined {
  const whole = inLetters.get(value);
  if (whole || !Number.isInteger(value) || value < twenty || value > 99) return whole;
  return `${inLetters.get(value - (value % 10))}-${inLetters.get(value % 10)}`;
}

/**
 * One figure and the scale word behind it: "5 thousand" of "5 thousand 500 million". `figure` as written, in
 * digits or letters; empty where a scale stands alone ("thousand million", "a million 200 thousand").
 */
export type Part = {
  readonly figure: string;
  readonly scale: Scale | undefined;
  /** The scale as written: "million", "millions", "mil". */
  readonly scaleText: string;
  readonly worded: boolean;
  /** What the figure may mean, the English reading first; none where it can be no number. */
  readonly readings: readonly number[];
};

/** A number with all that belongs to it: "12", "twenty-five", "5 thousand 500 million". `from`, `to`: tokens. */
export type Amount = Span & {
  readonly from: number;
  readonly to: number;
  readonly parts: readonly Part[];
};

/** Every amount of a text, in order, disjoint. Linear in the number of tokens. "One" alone is a pronoun, too: kept. */
export function readAmounts(text: TextReading): Amount[] {
  const amounts: Amount[] = [];
  for (let at = 0; at < text.tokens.length; ) {
    const amount = readAmount(text, at);
    if (amount) amounts.push(amount);
    at = amount?.to ?? at + 1;
  }
  return amounts;
}

function readAmount(text: TextReading, at: number): Amount | undefined {
  if (text.tokens[at]!.kind === 'mark') return undefined;
  const parts: Part[] = [];
  let to = at;
  while (to < text.tokens.length) {
    if (parts.length > 0 && (!follows(text, to) || parts.at(-1)!.scale === undefined)) break;
    const part = readPart(text, to, parts.at(-1));
    if (!part) break;
    parts.push(part.part);
    to = part.to;
  }
  if (parts.length === 0) return undefined;
  const start = text.tokens[at]!.start;
  return { start, end: text.tokens[to - 1]!.end, from: at, to, parts };
}

function readPart(
  text: TextReading,
  at: number,
  before: Part | undefined,
): { part: Part; to: number } | undefined {
  const token = text.tokens[at]!;
  const figure =
    token.kind === 'number' ? (readSpaced(text, at) ?? readDigits(token.text, at)) : readNumeral(text, at);
  const to = figure?.to ?? at;
  const scaled = (to === at || follows(text, to)) && scaleAt(text, to);
  // "In 2013 thousands of people marched": a year, then a word for many.
  if (figure && scaled && isYearLike(token.text) && text.tokens[to]!.text.endsWith('s'))
    return { part: partOf(token.text, figure.readings), to };
  const written = figure ? text.content.slice(token.start, text.tokens[to - 1]!.end) : '';
  if (!figure && !scaled) return undefined;
  // "5 thousand 2 people": what has no scale of its own is the rest of a thousand only, up to three digits.
  if (before && !scaled && !(before.scale === 'thousand' && isRest(text, at, written))) return undefined;
  if (before && scaled && !mayFollow[before.scale!].includes(scaled)) return undefined;
  // "thousand million", but not "million thousand", nor "5 million millions".
  if (!figure && before && before.scale !== 'thousand') return undefined;
  // A scale by itself begins an amount where a figure goes on only: "thousand 500", "million 200 thousand".
  if (!figure && !before && !goesOn(text, at)) return undefined;
  return {
    part: {
      figure: written,
      scale: scaled || undefined,
      scaleText: scaled ? text.tokens[to]!.text : '',
      worded: token.kind !== 'number',
      readings: figure?.readings ?? [],
    },
    to: scaled ? to + 1 : to,
  };
}

const readDigits = (figure: string, at: number) => ({ to: at + 1, readings: readFigure(figure) });

/** "10 000 million": blanks part thousands, which only a scale word behind makes certain. */
function readSpaced(text: TextReading, at: number): { to: number; readings: number[] } | undefined {
  const { tokens } = text;
  if (!/^[1-9]\d{0,2}$/.test(tokens[at]!.text)) return undefined;
  let to = at + 1;
  while (to < at + 3 && follows(text, to) && /^\d{3}$/.test(tokens[to]!.text)) to++;
  if (to === at + 1 || !follows(text, to) || !scaleAt(text, to)) return undefined;
  const digits = tokens.slice(at, to).map(token => token.text);
  return { to, readings: [Number(digits.join(''))] };
}

const isYearLike = (figure: string): boolean => /^(?:1[5-9]|20)\d\d$/.test(figure);

const partOf = (figure: string, readings: readonly number[]): Part => ({
  figure,
  scale: undefined,
  scaleText: '',
  worded: false,
  readings,
});

/** Scales fall from left to right, only that Spanish counts thousands of millions: "5 thousand 500 million". */
const mayFollow: Readonly<Record<Scale, readonly Scale[]>> = {
  thousand: ['million'],
  million: ['thousand'],
  billion: ['million', 'thousand'],
  trillion: ['billion', 'million', 'thousand'],
};

/** "10 thousand 238", not "a thousand 500-pound bombs". */
const isRest = (text: TextReading, at: number, figure: string): boolean =>
  /^\d{1,3}$/.test(figure) && !touches(text, at);

/** "a thousand 500", "thousand million", but neither "thousand people" nor "several thousand 500". */
function goesOn(text: TextReading, at: number): boolean {
  if (text.tokens[at]!.text.endsWith('s') || !follows(text, at + 1)) return false;
  const next = text.tokens[at + 1]!;
  if (next.kind !== 'number') return scaleAt(text, at) === 'thousand' && scaleAt(text, at + 1) === 'million';
  const before = text.formOf[at - 1]?.lower;
  if (before && /^(?:hundred|dozen|several|few|some|many)s?$/.test(before)) return false;
  const rest = scaleAt(text, at) === 'thousand' && isRest(text, at + 1, next.text);
  return rest || (follows(text, at + 2) && scaleAt(text, at + 2) === 'thousand');
}

/** Something hangs on the token: "500-pound", "20th". */
const touches = ({ tokens }: TextReading, at: number): boolean => {
  const next = tokens[at + 1];
  return next?.start === tokens[at]!.end && (next.kind === 'word' || /[-–‑/:%]/.test(next.text));
};

const scaleAt = ({ tokens, formOf }: TextReading, at: number): Scale | undefined =>
  tokens[at]?.kind === 'word' ? scaleWords.get(formOf[at]!.lower) : undefined;

/** One blank, which may be a no-break one, lies before the token, in the same segment. */
export function follows({ content, tokens, segmentOf }: TextReading, at: number): boolean {
  const before = tokens[at - 1];
  const token = tokens[at];
  if (!before || !token || token.start !== before.end + 1) return false;
  return /[ \u00A0\u202F]/.test(content[before.end]!) && segmentOf[at] === segmentOf[at - 1];
}

/** "twenty-five", "two hundred and six", "a hundred", "a million". */
function readNumeral(text: TextReading, at: number): { to: number; readings: number[] } | undefined {
  const { formOf } = text;
  const first = formOf[at]?.lower;
  if (first === 'a' || first === 'an') {
    if (!follows(text, at + 1)) return undefined;
    if (formOf[at + 1]?.lower === 'hundred') return readHundreds(text, at + 1, 1);
    return scaleAt(text, at + 1) ? { to: at + 1, readings: [1] } : undefined;
  }
  const small = readSmall(text, at);
  if (!small) return undefined;
  const single = small.to === at + 1;
  return single && formOf[at + 1]?.lower === 'hundred' && follows(text, at + 1)
    ? readHundreds(text, at + 1, small.readings[0]!)
    : small;
}

/** "six", "twenty", "twenty-five": what may stand behind a hundred. */
function readSmall(text: TextReading, at: number): { to: number; readings: number[] } | undefined {
  const { tokens, formOf } = text;
  const tens = formOf[at] && numerals.get(formOf[at].lower);
  if (tens === undefined) return undefined;
  if (tens >= twenty) {
    const dash = tokens[at + 1]?.text === '-' && tokens[at + 1]!.start === tokens[at]!.end ? 1 : 0;
    const unit = formOf[at + 1 + dash] && numerals.get(formOf[at + 1 + dash]!.lower);
    if (unit && unit < 10 && (dash ? tokens[at + 2]!.start === tokens[at + 1]!.end : follows(text, at + 1)))
      return { to: at + 2 + dash, readings: [tens + unit] };
  }
  return { to: at + 1, readings: [tens] };
}

/** `at`: the word "hundred". */
function readHundreds(text: TextReading, at: number, count: number): { to: number; readings: number[] } {
  const joined = text.formOf[at + 1]?.lower === 'and' && follows(text, at + 1) ? at + 2 : at + 1;
  const small = readSmall(text, joined);
  return small && follows(text, joined)
    ? { to: small.to, readings: [count * 100 + small.readings[0]!] }
    : { to: at + 1, readings: [count * 100] };
}

/** What digits may mean: "150.000" is 150 in English and 150,000 in Spanish; "3,5" is 3.5 in Spanish only. */
function readFigure(figure: string): number[] {
  const readings: number[] = [];
  if (/^0\d/.test(figure)) return readings;
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$/.test(figure))
    readings.push(Number(figure.replaceAll(',', '')));
  if (/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(figure))
    readings.push(Number(figure.replaceAll('.', '').replace(',', '.')));
  else if (/^\d+,\d+$/.test(figure)) readings.push(Number(figure.replace(',', '.')));
  return readings.filter(value => value < Number.MAX_SAFE_INTEGER);
}

/**
 * The value of parts whose figures are read as `read` says, or nothing where one cannot be read. "5 thousand 500
 * million" is 5.5 billion; "one billion 415 thousand million" is Spanish, a million millions and so on.
 */
export function amountValue(
  parts: readonly Part[],
  read = (part: Part): number | undefined => part.readings[0],
): number | undefined {
  let total = 0;
  /** What has no scale above it yet: "5 thousand 500" before "million". */
  let open = 0;
  const long = isLongBillion(parts);
  for (const part of parts) {
    const number = part.figure === '' ? (open === 0 ? 1 : 0) : read(part);
    if (number === undefined) return undefined;
    open += number;
    if (part.scale === undefined) continue;
    if (part.scale === 'thousand') open *= 1000;
    else {
      total += open * 10 ** (long && part.scale === 'billion' ? powerOf.trillion : powerOf[part.scale]);
      open = 0;
    }
  }
  return total + open;
}

/** "one billion 415 thousand million": so many millions are more than an English billion. */
const isLongBillion = (parts: readonly Part[]): boolean =>
  parts[0]?.scale === 'billion' && parts.some(({ scale }) => scale === 'thousand') && parts.length > 2;
