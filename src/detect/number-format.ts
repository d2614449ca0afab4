import { type Draft, type Message, message } from '../model/index.ts';
import type { Token } from '../text/tokens.ts';
import type { Detector } from './detector.ts';
import type { Reading, TextReading } from './reading.ts';

/** Scale words and their powers of ten. Spanish "mil millones" comes through as "thousand million". */
const scales: Readonly<Record<string, number>> = { thousand: 3, million: 6, billion: 9, trillion: 12 };
const ones: ReadonlyMap<string, string> = new Map(
  'one two three four five six seven eight nine ten'.split(' ').map((word, at) => [word, String(at + 1)]),
);
/** Currencies that English news writes as a sign before the figure. Pesos of many countries keep their word. */
const signs: Readonly<Record<string, string>> = { dollars: '$', dollar: '$', euros: '€', euro: '€' };
const moneySigns = new Set(['$', '€', '£']);
/** A figure with three decimals before one of these is a measurement, not a count. */
const measures = new Set([
  'percent',
  'per',
  'seconds',
  'degrees',
  'metres',
  'meters',
  'inches',
  'miles',
  'gpa',
]);

/** One run such as "1 million 500 thousand": its figures and scales, its span and what stands around it. */
type Amount = {
  readonly start: number;
  readonly end: number;
  readonly parts: readonly { readonly figure: string; readonly scale: string | undefined }[];
  /** "$", "US$", or nothing, right before it; the span begins there. */
  readonly sign: string;
  readonly next: Token | undefined;
  readonly tokenEnd: number;
  /** Begins with "one" to "ten" in letters. */
  readonly worded: boolean;
};

/**
 * Amounts in Spanish form: "100 thousand kilograms", "20 million dollars", "5 thousand 500 million pesos",
 * "US$5,000 million", "3,5 percent", "150.000 people". Says nothing of a value, only of how it is written.
 */
export const numberFormat: Detector = {
  id: 'number-format',
  categories: ['number-format'],
  find: ({ translation }: Reading) => {
    const drafts: Draft[] = [];
    for (let index = 0; index < translation.tokens.length; ) {
      const amount = readAmount(translation, index);
      if (!amount) {
        index++;
        continue;
      }
      const draft = judgeAmount(translation, amount) ?? judgeFigure(translation, index);
      if (draft) drafts.push(draft);
      index = amount.tokenEnd;
    }
    return drafts;
  },
};

function readAmount({ content, tokens, formOf }: TextReading, at: number): Amount | undefined {
  const first = tokens[at]!;
  const word = formOf[at] && ones.get(formOf[at].lower);
  const worded = word !== undefined;
  if (first.kind !== 'number' && !worded) return undefined;
  const parts: { figure: string; scale: string | undefined }[] = [];
  let index = at;
  let end = first.end;
  while (index < tokens.length) {
    const figure = tokens[index]!;
    const isFigure = figure.kind === 'number' || (index === at && worded);
    if (!isFigure || (parts.length > 0 && !follows(content, tokens[index - 1], figure))) break;
    if (parts.length > 0 && parts.at(-1)!.scale === undefined) break;
    const next = tokens[index + 1];
    const scale = scaleOf(content, figure, next);
    // "5 thousand 2 people": what has no scale of its own is the rest of a thousand only.
    if (parts.length > 0 && !scale && !isRest(parts.at(-1)!, figure.text)) break;
    parts.push({ figure: worded && index === at ? word : figure.text, scale });
    end = scale ? next!.end : figure.end;
    index += scale ? 2 : 1;
    // "thousand million"
    const second = tokens[index];
    if (scale === 'thousand' && second && scaleOf(content, tokens[index - 1]!, second) === 'million') {
      parts.push({ figure: '', scale: 'million' });
      end = second.end;
      index++;
    }
  }
  if (worded && !parts[0]?.scale) return undefined;
  const sign = signBefore(tokens, at);
  return {
    start: first.start - sign.length,
    end,
    parts,
    sign: sign.trim(),
    next: tokens[index],
    tokenEnd: Math.max(index, at + 1),
    worded,
  };
}

const follows = (content: string, before: Token | undefined, token: Token): boolean =>
  before !== undefined && token.start === before.end + 1 && /[ \u00A0]/.test(content[before.end]!);

function scaleOf(content: string, figure: Token, next: Token | undefined): string | undefined {
  if (!next || !follows(content, figure, next)) return undefined;
  const word = next.text.toLowerCase().replace(/s$/, '');
  return Object.hasOwn(scales, word) && (next.text.endsWith('n') || next.text.endsWith('d'))
    ? word
    : undefined;
}

/** "10 thousand 238": three digits or fewer, no comma. */
const isRest = (before: { scale: string | undefined }, figure: string): boolean =>
  before.scale === 'thousand' && /^\d{1,3}$/.test(figure);

/** "$", "US$" or "US$ " right before the figure, as written. */
function signBefore(tokens: readonly Token[], at: number): string {
  const figure = tokens[at]!;
  const sign = tokens[at - 1];
  if (!sign || !moneySigns.has(sign.text) || figure.start - sign.end > 1) return '';
  const country = tokens[at - 2];
  const prefix = country?.end === sign.start && country.text === 'US' ? 'US' : '';
  return `${prefix}${sign.text}${' '.repeat(figure.start - sign.end)}`;
}

/** The value, or nothing where the figures cannot be read one way only. */
function amountOf(parts: Amount['parts']): number | undefined {
  let total = 0;
  /** What has no scale above it yet: "5 thousand 500" before "million". */
  let open = 0;
  for (const { figure, scale } of parts) {
    const number = figure === '' ? 0 : plainNumber(figure);
    if (number === undefined) return undefined;
    open += number;
    if (scale === undefined) continue;
    if (scale === 'thousand') open *= 1000;
    else {
      total += open * 10 ** scales[scale]!;
      open = 0;
    }
  }
  return total + open;
}

function plainNumber(figure: string): number | undefined {
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$/.test(figure))
    return Number(figure.replaceAll(',', ''));
  // "1.500 million": a point before three digits, with a scale behind, parts thousands.
  return undefined;
}

function judgeAmount(text: TextReading, amount: Amount): Draft | undefined {
  const { parts, sign } = amount;
  const scaled = parts.some(part => part.scale !== undefined);
  if (!scaled) return undefined;
  const value = amountOf(parts);
  if (value === undefined) return undefined;
  const currency = currencyAfter(text.content, amount);
  const end = currency && !sign ? currency.end : amount.end;
  const mark = sign || (currency ? currency.sign : '');
  const last = parts.at(-1)!;
  const longScale = last.scale === 'million' && value >= 1e9;
  const thousands = parts.length === 1 && last.scale === 'thousand';
  if (parts.length === 1 && !longScale && !thousands && !(currency && !sign)) return undefined;
  // "two million dollars": words as words are good English.
  if (amount.worded && parts.length === 1) return undefined;
  const written = write(value, mark, parts);
  const rounded = round(value, mark);
  const suggestions = [written, ...(rounded && rounded !== written ? [rounded] : [])];
  return draftOf(amount.start, end, suggestions, reasonFor(thousands, longScale, parts.length > 1), 0.93);
}

function reasonFor(thousands: boolean, longScale: boolean, mixed: boolean): Message {
  if (longScale) return message('finding.number-format.long-scale');
  if (thousands) return message('finding.number-format.thousand');
  return message(mixed ? 'finding.number-format.mixed' : 'finding.number-format.currency');
}

/** "20 million dollars", not "a 20 million dollar deal", where the unit is an adjective. */
function currencyAfter(content: string, { next, end }: Amount): { sign: string; end: number } | undefined {
  if (!next || next.start !== end + 1 || content[end] !== ' ') return undefined;
  const sign = Object.hasOwn(signs, next.text) && /s$/.test(next.text) ? signs[next.text] : undefined;
  return sign ? { sign, end: next.end } : undefined;
}

/** Made once: each new one costs a tenth of a millisecond. */
const figures = new Intl.NumberFormat('en-US');

/** The amount as English news writes it: 415,671 / 1.5 million / $20 billion. */
function write(value: number, sign: string, parts: Amount['parts']): string {
  if (value < 1e6) return `${sign}${figures.format(value)}`;
  const [power, word] = value >= 1e12 ? [12, 'trillion'] : value >= 1e9 ? [9, 'billion'] : [6, 'million'];
  const figure = trim((value / 10 ** power).toFixed(parts.length > 1 || value >= 1e9 ? 6 : 3));
  const own = parts.length === 1 && parts[0]!.scale === word ? parts[0]!.figure : figure;
  return `${sign}${own} ${word}`;
}

/** The same to three figures, for amounts that nobody reads out in full. */
function round(value: number, sign: string): string | undefined {
  if (value < 1e9) return undefined;
  const [power, word] = value >= 1e12 ? [12, 'trillion'] : [9, 'billion'];
  return `${sign}${trim((value / 10 ** power).toFixed(2))} ${word}`;
}

const trim = (figure: string): string => figure.replace(/\.?0+$/, '');

/** A figure alone: "3,5 percent", "150.000 people". */
function judgeFigure({ content, tokens }: TextReading, at: number): Draft | undefined {
  const figure = tokens[at]!;
  const next = tokens[at + 1];
  const before = tokens[at - 1];
  if (figure.kind !== 'number' || isPartOfMore(content, figure, before, next)) return undefined;
  if (/^\d{1,3}(?:\.\d{3})+$/.test(figure.text) && isCount(content, figure, before, next))
    return draftOf(
      figure.start,
      figure.end,
      [figure.text.replaceAll('.', ',')],
      message('finding.number-format.point'),
      figure.text.indexOf('.') === figure.text.lastIndexOf('.') ? 0.85 : 0.95,
    );
  if (/^\d{1,3},\d{1,2}$/.test(figure.text) && isMeasured(content, figure, next))
    return draftOf(
      figure.start,
      figure.end,
      [figure.text.replace(',', '.')],
      message('finding.number-format.comma'),
      0.92,
    );
  return undefined;
}

/** "192.168.1.1", "v2.500", "1,5,7", "3.000-4.000": no figure by itself. */
function isPartOfMore(content: string, figure: Token, before?: Token, next?: Token): boolean {
  if (before?.end === figure.start && (before.kind === 'word' || '/#@-:=_.,'.includes(before.text)))
    return true;
  if (next?.start !== figure.end) return false;
  return (
    next.kind === 'word' || ('/@:=_-'.includes(next.text) && next.text !== '' && content[next.end] !== ' ')
  );
}

/** People, pesos, votes: a plural noun follows. A decimal is measured in something. */
function isCount(content: string, figure: Token, before?: Token, next?: Token): boolean {
  if (before && moneySigns.has(before.text) && before.end === figure.start) return true;
  if (figure.text.startsWith('0')) return false;
  if (next?.kind !== 'word' || next.start !== figure.end + 1 || content[figure.end] !== ' ') return false;
  const word = next.text.toLowerCase();
  return !measures.has(word) && (word === 'people' || (word.endsWith('s') && word.length > 3));
}

const measuredBy = new Set(
  'percent percentage % million billion trillion thousand kilometers kilometres km meters metres kg kilos kilograms tons tonnes hectares liters litres degrees points magnitude times hours years goals'.split(
    ' ',
  ),
);

function isMeasured(content: string, figure: Token, next: Token | undefined): boolean {
  if (!next || next.start > figure.end + 1) return false;
  if (next.text === '%') return true;
  return measuredBy.has(next.text.toLowerCase()) && content[figure.end] === ' ';
}

function draftOf(
  start: number,
  end: number,
  texts: readonly string[],
  because: Message,
  confidence: number,
): Draft {
  return {
    start,
    end,
    category: 'number-format',
    severity: 'minor',
    confidence,
    message: because,
    suggestions: texts.map(text => ({ text })),
    evidence: [{ kind: 'pattern', say: message('evidence.pattern.number') }],
  };
}
