import { type Draft, type Message, message } from '../model/index.ts';
import { isApostrophe, type Token } from '../text/tokens.ts';
import { wordSet } from '../text/word-set.ts';
import { type Amount, amountValue, follows, type Part, powerOf, readAmounts } from './amounts.ts';
import type { Detector } from './detector.ts';
import type { Reading, TextReading } from './reading.ts';

/** Units of length, area, weight and volume. */
const units =
  wordSet(`feet foot miles mile km kms kilometers kilometer kilometres kilometre meters meter metres metre
  kilos kilo kilograms kg grams tons ton tonnes tonne acres hectares liters litres gallons pounds square cubic barrels`);
/** A figure with three decimals before one of these may be a measurement. */
const measures =
  wordSet(`percent per percentage seconds second minutes degrees degree inches inch gpa points point times
  magnitude caliber calibre mm cm average million billion trillion basis cents`);
/** Plurals and collectives without an s, and currencies that Spanish news leaves in the singular. */
const plurals = wordSet(
  'people men women children police troops cattle euro sheep personnel staff deaths cases',
);
/** Short and small words that end in s, or stand before a noun without being counted. */
const notCounted =
  wordSet(`was has is does says this its his as thus plus minus versus times points seconds degrees
  inches across always perhaps of in on at to for from with by and or but the a an that than more less after before
  when while who which were are had have would will could until since during among between into over under about`);
/** What stands before a figure that names and does not count: "Law 27.541 establishes". */
const namers =
  wordSet(`law laws decree resolution article articles section sections version number numbers no act ordinance
  agreement ruling file case route highway flight channel id release chapter chapters page pages figure table model bill
  ages verse verses psalm python windows score scores`);
/** The text speaks of prices for one of something, or of rates: "$1.989 a gallon". */
const unitPrices = /\b(?:gallons?|gasoline|petrol|diesel|lit(?:er|re)s?|per share|exchange rate|kilowatt)\b/i;
const raceTracks = /\b(?:circuit|laps?|track|grand prix|marathon)\b/i;
const moneySigns = wordSet('$ € £');
/** Money is meant by "pounds" where the text is about Britain, weight where they are pounds of something. */
const british =
  /£|\b(?:Britain|British|UK|England|English|London|Scotland|Scottish|Wales|Welsh|sterling|HM(?:S|RC)|Royal Navy|Premier League)\b/;

/** Amounts beside what the whole text says about them, looked up once when first asked. */
type Page = {
  readonly text: TextReading;
  readonly amounts: readonly Amount[];
  readonly dollar: () => string;
  readonly says: (pattern: RegExp) => boolean;
};

/**
 * Numbers in Spanish form: "100 thousand kilograms", "20 million dollars", "5 thousand 500 million pesos",
 * "US$5,000 million", "3,5 percent", "150.000 people", "the 2do". Says nothing of a value, only of how it is written.
 */
export const numberFormat: Detector = {
  id: 'number-format',
  categories: ['number-format'],
  find: reading => {
    const page = readPage(reading);
    const drafts = page.amounts.flatMap((amount, at): Draft[] => {
      const draft =
        judgeAmount(page, at) ??
        judgeTime(page.text, amount) ??
        judgeFigure(page, at) ??
        judgeOrdinal(page.text, amount);
      return draft ? [draft] : [];
    });
    return joinNeighbours(page.text.content, drafts);
  },
};

/** Longer rows of amounts stay single findings. */
const longestRow = 60;

/** "between 75 thousand and 80 thousand tons", "200 thousand, 500 thousand and one million": one act mends a row. */
function joinNeighbours(content: string, drafts: readonly Draft[]): Draft[] {
  const joined: Draft[] = [];
  for (const draft of drafts) {
    const before = joined.at(-1);
    const link = before && content.slice(before.end, draft.start);
    const alike = before?.message.key === message('finding.number-format.thousand').key;
    const near = before && draft.end - before.start <= longestRow;
    if (
      alike &&
      near &&
      draft.message.key === before.message.key &&
      /^(?:,| and| to| or|, and) $/.test(link ?? '')
    ) {
      const text = before.suggestions[0]!.text + link + draft.suggestions[0]!.text;
      joined[joined.length - 1] = { ...before, end: draft.end, suggestions: [{ text }] };
    } else joined.push(draft);
  }
  return joined;
}

function readPage({ translation, comparable }: Reading): Page {
  const said = new Map<RegExp, boolean>();
  let dollar: string | undefined;
  return {
    text: translation,
    amounts: readAmounts(translation),
    dollar: () => {
      dollar ??= dollarOf(translation.content) ?? dollarOf(comparable?.content ?? '') ?? '$';
      return dollar;
    },
    says: pattern => {
      const known = said.get(pattern) ?? pattern.test(translation.content);
      said.set(pattern, known);
      return known;
    },
  };
}

/** How a text writes dollars most often: "US$" or "$". */
function dollarOf(content: string): string | undefined {
  const all = content.match(/\$ ?\d/g)?.length ?? 0;
  const long = content.match(/US\$ ?\d/g)?.length ?? 0;
  return all === 0 ? undefined : long > all - long ? 'US$' : '$';
}

// --- amounts with scale words -------------------------------------------------------------------------------

function judgeAmount(page: Page, at: number): Draft | undefined {
  const { text } = page;
  const amount = page.amounts[at]!;
  const last = amount.parts.at(-1)!;
  if (!amount.parts.some(({ scale }) => scale)) return undefined;
  if (isBareThousandMillion(amount)) return wordsDraft(amount, 'billion', 'long-scale', 0.85);
  const value = amountValue(amount.parts, meantBy);
  if (value === undefined || namesSomething(text, amount)) return undefined;
  const sign = signBefore(text, amount.from);
  const currency = last.scale && currencyAfter(page, amount);
  const reason = reasonOf(text, amount, value, Boolean(currency && !sign));
  if (!reason) return undefined;
  // "two million dollars": words as words are good English, and stay words.
  if (amount.parts.length === 1 && last.worded) return judgeWorded(text, amount, reason);
  if (isYear(text, amount, value)) return rangeDraft(amount, [`${value}`], reason);
  const mark = sign?.mark ?? currency?.sign ?? '';
  const from = rangeBefore(page, at, mark !== '' || last.scale === 'thousand');
  const end = currency?.end ?? (dropsOf(text, amount) ? text.tokens[amount.to]!.end : amount.end);
  const write = (one: number, rounded: boolean): string =>
    mark + (rounded ? roundAmount(one) : writeAmount(one, one === value ? amount.parts : []));
  const range = from && { value: from.value * 10 ** powerOf[last.scale!], link: from.link };
  const texts = [false, true].map(rounded =>
    range
      ? `${write(range.value, rounded)}${range.link}${write(value, rounded)}`
      : write(value, rounded && value >= 1e9),
  );
  const suggestions = [...new Set(value >= 1e9 ? texts : texts.slice(0, 1))];
  return rangeDraft({ start: from?.start ?? sign?.start ?? amount.start, end }, suggestions, reason);
}

/** "several thousand million" has no figure: "several billion". */
const isBareThousandMillion = ({ parts }: Amount): boolean =>
  parts.length === 2 && parts.every(({ figure }) => figure === '') && parts[1]!.scale === 'million';

type Reason = 'long-scale' | 'thousand' | 'mixed' | 'currency' | 'comma' | 'point' | 'scale';

function reasonOf(text: TextReading, amount: Amount, value: number, currency: boolean): Reason | undefined {
  const { parts } = amount;
  const last = parts.at(-1)!;
  const single = parts.length === 1;
  if (last.scale === 'million' && value >= 1e9) return 'long-scale';
  if (!single) return 'mixed';
  if (last.scale === 'thousand' && !last.worded) return 'thousand';
  if (/^\d+,\d{1,2}$/.test(last.figure)) return 'comma';
  if (currency && !last.worded) return 'currency';
  if (!/^(?:million|billion|trillion|thousand)$/i.test(last.scaleText) || dropsOf(text, amount))
    return 'scale';
  return undefined;
}

/** "two millions dollars" -> "two million dollars"; "two thousands" and "two mil" have no witness. */
function judgeWorded(text: TextReading, amount: Amount, reason: Reason): Draft | undefined {
  const { figure, scale } = amount.parts[0]!;
  if (reason !== 'scale' || scale === 'thousand' || figure.length < 3) return undefined;
  // "Two millions" alone, or of something, is English, if of an older kind.
  if (!follows(text, amount.to) || !isPluralNoun(text.formOf[amount.to]?.lower ?? '')) return undefined;
  return rangeDraft(amount, [`${figure} ${scale}`], reason);
}

/** "2 millions of people", "5 million of dollars", not "2 million of the refugees", "3 million of Syria's". */
function dropsOf(text: TextReading, { to, parts }: Amount): boolean {
  const { tokens, formOf } = text;
  if (formOf[to]?.lower !== 'of' || !parts.at(-1)!.scale || !follows(text, to)) return false;
  const next = tokens[to + 1];
  if (next?.kind !== 'word' || !follows(text, to + 1)) return false;
  const form = formOf[to + 1]!;
  if (form.owns || form.capital || !isPluralNoun(form.lower)) return false;
  return parts.at(-1)!.scaleText.endsWith('s') || /^(?:dollars|euros|pesos|people)$/.test(form.lower);
}

/** What a figure before a scale word means: "1.500 million" with its idle noughts parts thousands. */
const meantBy = ({ figure, readings }: Part): number | undefined =>
  /^\d{1,3}\.\d\d0$/.test(figure) ? readings[1] : readings[0];

/** "in 2 thousand 23". */
function isYear({ formOf }: TextReading, { from, parts }: Amount, value: number): boolean {
  const before = formOf[from - 1]?.lower ?? '';
  return parts.length === 2 && value > 2000 && value < 2050 && /^(?:in|of|year|since|until)$/.test(before);
}

/** "R$ 5", "US$5", "USD 5": the sign as English writes it, and where it begins. */
function signBefore(
  { tokens, content }: TextReading,
  from: number,
): { mark: string; start: number } | undefined {
  const figure = tokens[from]!;
  const sign = tokens[from - 1];
  if (!sign || figure.start - sign.end > 1 || /[\r\n]/.test(content.slice(sign.end, figure.start)))
    return undefined;
  if (sign.text === 'USD' || sign.text === 'EUR')
    return { mark: sign.text === 'USD' ? 'US$' : '€', start: sign.start };
  if (!moneySigns.has(sign.text)) return undefined;
  const country = tokens[from - 2];
  const prefix = country?.end === sign.start && /^[A-Z]{1,3}$/.test(country.text) ? country : undefined;
  return { mark: `${prefix?.text ?? ''}${sign.text}`, start: prefix?.start ?? sign.start };
}

/**
 * "20 million dollars", also "of dollars", "US dollars" and "dollars bribe". Pesos of many countries keep their
 * word, and so do "dollar" and "pound" as adjectives: "a 20 million dollar deal".
 */
function currencyAfter(page: Page, { to }: Amount): { sign: string; end: number } | undefined {
  const { text } = page;
  let at = text.formOf[to]?.lower === 'of' ? to + 1 : to;
  if (!follows(text, to)) return undefined;
  const american = /^(?:US|American)$/.test(text.tokens[at]?.text ?? '');
  if (american) at++;
  const word = text.formOf[at]?.lower;
  if (!follows(text, at)) return undefined;
  const end = text.tokens[at]!.end;
  // "20 million dollars' worth" keeps its word.
  if (isApostrophe(text.content[end] ?? '')) return undefined;
  if (word === 'dollars') return { sign: american ? 'US$' : page.dollar(), end };
  if (american) return undefined;
  if (word === 'euros') return { sign: '€', end };
  return word === 'pounds' ? poundsAfter(page, at) : undefined;
}

function poundsAfter({ text, says }: Page, at: number): { sign: string; end: number } | undefined {
  const next = text.formOf[at + 1]?.lower;
  if (next === 'sterling' && follows(text, at + 1)) return { sign: '£', end: text.tokens[at + 1]!.end };
  const weight = next === 'of' && follows(text, at + 1);
  return !weight && says(british) ? { sign: '£', end: text.tokens[at]!.end } : undefined;
}

/**
 * "between 5 and 7 thousand", "5 to 10 million dollars": the first figure shares scale and sign of the second.
 * `shares`: whether the first has to be written anew at all.
 */
function rangeBefore({ text, amounts }: Page, at: number, shares: boolean) {
  const amount = amounts[at]!;
  const first = amounts[at - 1];
  if (!shares || amount.parts.length > 1 || first?.parts.length !== 1 || first.to !== amount.from - 1)
    return undefined;
  const { scale, figure, worded, readings } = first.parts[0]!;
  const value = readings[0];
  if (scale || worded || value === undefined || !/^\d{1,3}(?:\.\d)?$/.test(figure)) return undefined;
  const link = text.content.slice(first.end, amount.start);
  const between = text.formOf[first.from - 1]?.lower === 'between';
  if (!/^(?: (?:to|or) |[-–])$/.test(link) && !(between && link === ' and ')) return undefined;
  if (value >= (amount.parts[0]!.readings[0] ?? 0)) return undefined;
  return { start: first.start, value, link: /^[-–]$/.test(link) ? ' to ' : link };
}

/** Made once: each new one costs a tenth of a millisecond. */
const figures = new Intl.NumberFormat('en-US');

/** The amount as English news writes it: 415,671 / 1.5 million / 20 billion. */
function writeAmount(value: number, parts: readonly Part[]): string {
  if (value < 1e6) return figures.format(value);
  const [power, word] = scaleFor(value);
  const exact = trim((value / 10 ** power).toFixed(parts.length > 1 || value >= 1e9 ? 6 : 3));
  const own = parts.length === 1 && parts[0]!.scale === word && !parts[0]!.worded && plainFigure(parts[0]!);
  return `${own || exact} ${word}`;
}

/** Kept as written where only the sign moves: "3.0 million". */
const plainFigure = ({ figure }: Part): string | false => /^\d{1,3}(?:\.\d{1,2})?$/.test(figure) && figure;

/** The same to three figures, for amounts that nobody reads out in full. */
function roundAmount(value: number): string {
  const [power, word] = scaleFor(value);
  return `${trim((Math.round((value / 10 ** power) * 100 + 1e-6) / 100).toFixed(2))} ${word}`;
}

const scaleFor = (value: number): [number, string] =>
  value >= 1e12 ? [12, 'trillion'] : value >= 1e9 ? [9, 'billion'] : [6, 'million'];

const trim = (figure: string): string => figure.replace(/\.?0+$/, '');

// --- figures ------------------------------------------------------------------------------------------------

/** A figure alone: "3,5 percent", "150.000 people", "1'500,000". */
function judgeFigure(page: Page, at: number): Draft | undefined {
  const { text } = page;
  const { from, parts } = page.amounts[at]!;
  const part = parts[0]!;
  const figure = text.tokens[from]!;
  if (part.worded || part.scale || parts.length > 1) return undefined;
  const millions = judgeMillions(text, from);
  if (millions) return millions;
  if (isPartOfMore(text, from) || namesSomething(text, page.amounts[at]!)) return undefined;
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/.test(figure.text))
    return figureDraft(
      figure,
      figure.text.replaceAll('.', ' ').replace(',', '.').replaceAll(' ', ','),
      'point',
    );
  if (/^\d{1,3}(?:\.\d{3}){2,}$/.test(figure.text)) return figureDraft(figure, withCommas(figure), 'point');
  if (/^\d{1,3}\.\d{3}$/.test(figure.text) && isCount(page, from))
    return figureDraft(figure, withCommas(figure), 'point', figure.text.endsWith('00') ? 0.92 : 0.85);
  if (/^(?:\d{1,3},\d{1,2}|0,\d+)$/.test(figure.text) && isDecimal(text, from))
    return figureDraft(figure, figure.text.replace(',', '.'), 'comma', 0.92);
  return undefined;
}

const withCommas = ({ text }: Token): string => text.replaceAll('.', ',');

/** "1'500,000", "2’345.678": an apostrophe parts millions in much of Latin America. Not 6'2". */
function judgeMillions({ tokens }: TextReading, from: number): Draft | undefined {
  const [figure, mark, rest] = [tokens[from]!, tokens[from + 1], tokens[from + 2]];
  if (!mark || !rest || mark.start !== figure.end || rest.start !== mark.end) return undefined;
  if (!/^['’´]$/.test(mark.text) || !/^\d{1,3}$/.test(figure.text) || !/^\d{3}[.,]\d{3}$/.test(rest.text))
    return undefined;
  const text = `${figure.text},${rest.text.replace('.', ',')}`;
  return figureDraft({ start: figure.start, end: rest.end }, text, 'point');
}

/** "192.168.1.1", "v2.500", "1,5,7", "3.000/4.000": no figure by itself. "3.000-seat" and "R$3.000" are. */
function isPartOfMore({ content, tokens }: TextReading, at: number): boolean {
  const figure = tokens[at]!;
  const before = tokens[at - 1];
  const next = tokens[at + 1];
  if (before?.end === figure.start) {
    if (before.kind === 'word' && !/^(?:US|USD|EUR|ARS|MXN)$/.test(before.text)) return true;
    if ("/#@-:=_.,'’´".includes(before.text)) return true;
  }
  if (next?.start !== figure.end) return false;
  if (next.kind === 'word') return true;
  if (next.text === '-') return tokens[at + 2]?.kind === 'number' || !/000$|,\d/.test(figure.text);
  return '/@:=_'.includes(next.text) && content[next.end] !== ' ';
}

/** "Law 27.541 establishes", "No. 1.234": a name, whatever its points mean. */
function namesSomething({ tokens, formOf }: TextReading, { from }: Amount): boolean {
  const before = formOf[tokens[from - 1]?.text === '.' ? from - 2 : from - 1]?.lower;
  return before !== undefined && namers.has(before);
}

const currencies =
  /^(?:dollars?|euros?|pounds?|pesos?|soles|sol|reais|real|bol[ií]vars?|bol[ií]vares|colones|quetzals?|yuan|yen)$/;

/**
 * Three digits after the point: thousands or a measurement to the thousandth? Three noughts, a counted noun and a
 * currency sign speak for thousands.
 */
function isCount(page: Page, at: number): boolean {
  const { text } = page;
  const { tokens, formOf } = text;
  const figure = tokens[at]!;
  const noughts = figure.text.endsWith('00');
  if (figure.text.startsWith('0')) return false;
  // "3.785 soles per dollar": a rate.
  if (currencies.test(formOf[at + 1]?.lower ?? '') && !noughts) return false;
  if (signBefore(text, at)) return noughts || !page.says(unitPrices);
  if (tokens[at + 1]?.text === '-') return figure.text !== '1.000';
  if (tokens[at + 1]?.text === '%') return false;
  const next = follows(text, at + 1) ? formOf[at + 1]?.lower : undefined;
  const long = figure.text.length > '1.234'.length;
  if (next && units.has(next)) return isLongDistance(page, figure.text, long);
  if (next && measures.has(next)) return noughts && next === 'times' && long;
  if (figure.text.endsWith('000') && long) return true;
  if (next === undefined) return noughts && long;
  if (isPluralNoun(next)) return true;
  if (next === 'of') return /^(?:which|whom|them|these|those|the)$/.test(formOf[at + 2]?.lower ?? '');
  if (next === 'were' || next === 'are') return true;
  // "scored 15.100 on vault"
  if (next === 'on' || next === 'for') return false;
  if (notCounted.has(next)) return noughts && (long || next === 'of');
  // "1.250 new cases": a word lies between.
  const noun = follows(text, at + 2) ? formOf[at + 2]?.lower : undefined;
  return (noun !== undefined && isPluralNoun(noun)) || (noughts && long);
}

/** "1.240 miles" and "12.533 feet" are long; "1.609 km" is a mile, "42.195 km" a marathon, "5.412 km" a lap. */
const isLongDistance = ({ says }: Page, figure: string, long: boolean): boolean =>
  !/^(?:42\.195|21\.097|26\.219)$/.test(figure) && (long || (figure.endsWith('0') && !says(raceTracks)));

const isPluralNoun = (word: string): boolean =>
  plurals.has(word) ||
  (word.endsWith('s') && word.length > 3 && !word.endsWith('ss') && !notCounted.has(word));

/** Hardly any English figure has one or two digits after a comma; lists without blanks do: "ages 7,8". */
function isDecimal(text: TextReading, at: number): boolean {
  const { tokens, formOf, content } = text;
  const figure = tokens[at]!;
  if (figure.text.startsWith('0,') || signBefore(text, at)) return true;
  if (isMeasured(text, at)) return !/,0+$/.test(figure.text) || tokens[at + 1]!.text === '%';
  const before = formOf[at - 1]?.lower;
  const index = before === 'of' ? formOf[at - 2]?.lower : before;
  if (index === 'magnitude' || index === 'average') return true;
  // "between 3,5 and 4,2 percent"
  const other = tokens[at + 2];
  const linked = /^(?:and|to|or|-|–)$/.test(tokens[at + 1]?.text ?? '') && other?.kind === 'number';
  return Boolean(
    linked && content[figure.end] !== ',' && /^\d+,\d{1,2}$/.test(other.text) && isMeasured(text, at + 2),
  );
}

function isMeasured(text: TextReading, at: number): boolean {
  const { tokens, formOf } = text;
  const figure = tokens[at]!;
  const next = tokens[at + 1];
  if (!next) return false;
  if (next.text === '%') return next.start <= figure.end + 1;
  if (next.text === '-')
    return /^(?:magnitude|met(?:er|re)|mile|kilomet(?:er|re)|point)$/.test(formOf[at + 2]?.lower ?? '');
  const word = follows(text, at + 1) ? formOf[at + 1]?.lower : undefined;
  if (!word) return false;
  // "at 20,30 hours" is a time of day.
  if (word === 'hours' && /^\d\d,\d\d$/.test(figure.text)) return false;
  return measures.has(word) || units.has(word) || isPluralNoun(word);
}

// --- times of day ------------------------------------------------------------------------------------------------

const timeLeads = wordSet('at from until till by around about since to and between of for');
const weekdays =
  wordSet(`monday tuesday wednesday thursday friday saturday sunday today tonight tomorrow yesterday kickoff
  noon evening morning afternoon`);
/** What is quoted with two decimals: "the dollar closed at 17.30 on Friday". */
const quoted = wordSet(
  'peso pesos dollar dollars euro euros percent index points closed exchange rate cents traded units',
);
const lookAround = 10;

/** "at 20:30 hours", "at 9.30 hours", "on Sunday at 17.30". A plain 17:30 is for the house to judge. */
function judgeTime(text: TextReading, { from, parts }: Amount): Draft | undefined {
  const { tokens, formOf } = text;
  const figure = tokens[from]!;
  if (parts.length > 1 || !timeLeads.has(formOf[from - 1]?.lower ?? '') || !follows(text, from))
    return undefined;
  const colon = tokens[from + 1]?.text === ':' && tokens[from + 2]?.start === figure.end + 1;
  const last = colon ? tokens[from + 2]! : figure;
  const time = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(text.content.slice(figure.start, last.end));
  if (!time) return undefined;
  const next = from + (colon ? 3 : 1);
  const hours = follows(text, next) && /^(?:hours|hrs|h)$/.test(formOf[next]?.lower ?? '');
  if (!hours && (colon || Number(time[1]) <= 12 || !isSaidOfADay(text, from))) return undefined;
  const end = hours ? tokens[next]!.end : last.end;
  // The stop of "p.m." is the sentence's, too.
  const span = { start: figure.start, end: text.content[end] === '.' ? end + 1 : end };
  return figureDraft(span, clock(Number(time[1]), time[2]!), 'time', colon ? 0.75 : 0.85);
}

/** A day is named nearby, and neither money nor a measure. */
function isSaidOfADay(text: TextReading, from: number): boolean {
  const { formOf, tokens } = text;
  if (formOf[from - 1]!.lower !== 'at' || tokens[from + 1]?.text === '%') return false;
  const next = follows(text, from + 1) ? formOf[from + 1]?.lower : undefined;
  if (next && (units.has(next) || measures.has(next) || isPluralNoun(next))) return false;
  let day = false;
  for (let at = Math.max(0, from - lookAround); at < from + lookAround; at++) {
    const word = formOf[at]?.lower ?? '';
    if (quoted.has(word)) return false;
    day ||= weekdays.has(word);
  }
  return day;
}

const clock = (hour: number, minutes: string): string =>
  `${hour % 12 || 12}:${minutes} ${hour < 12 ? 'a.m.' : 'p.m.'}`;

// --- ordinals -----------------------------------------------------------------------------------------------

/** The endings that Spanish hangs on each last digit: 1er, 2do, 3ra, 4to, 7mo, 8vo, 9no. */
const endings: readonly (RegExp | undefined)[] = [
  /^m[oa]$/,
  /^(?:er|ro|ra)$/,
  /^d[oa]$/,
  /^(?:er|ro|ra)$/,
  /^t[oa]$/,
  /^t[oa]$/,
  /^t[oa]$/,
  /^m[oa]$/,
  /^v[oa]$/,
  /^n[oa]$/,
];
/** What a small º before it measures. */
const degrees = wordSet(
  'angle turn temperature c f celsius fahrenheit north south east west latitude longitude rotation',
);

/** "on the corner of Gómez Rendón and 14 streets" */
function isCrossing({ formOf }: TextReading, from: number): boolean {
  for (let at = from - 2; at > from - 8 && at >= 0; at--) {
    const form = formOf[at];
    if (!form) return false;
    if (!form.capital) return /^(?:on|at|of|in|between|near|streets?|avenues?|from|the)$/.test(form.lower);
  }
  return false;
}

/** "the 2do", "his 12ª time", "N° 5", "Gómez Rendón and 14 streets". */
function judgeOrdinal(text: TextReading, { from, parts }: Amount): Draft | undefined {
  const { tokens, formOf } = text;
  const figure = tokens[from]!;
  if (parts.length > 1 || !/^\d{1,3}$/.test(figure.text) || tokens[from - 1]?.end === figure.start)
    return undefined;
  const next = tokens[from + 1];
  const value = Number(figure.text);
  if (next?.start === figure.end) {
    const word = follows(text, from + 2) ? formOf[from + 2]?.lower : undefined;
    const counted = word !== undefined && !notCounted.has(word) && !degrees.has(word);
    const isOrdinal =
      next.kind === 'word' && !/^[ªº]$/.test(next.text)
        ? !(formOf[from + 1]!.lower === 'mo' && value > 10) &&
          !/^(?:old|baby|child|infant|sentence)$/.test(word ?? '') &&
          endings[value % 10]!.test(formOf[from + 1]!.lower) &&
          tokens[from + 2]?.kind !== 'number'
        : next.text === 'ª' || (next.text === 'º' && counted);
    return isOrdinal && value > 0
      ? figureDraft({ start: figure.start, end: next.end }, ordinal(value), 'ordinal', 0.9)
      : undefined;
  }
  // A street crossing: "and 14 streets". Not "Brown and 14 cities", nor "Mexico and 14 avenues of attack".
  if (!follows(text, from + 1) || !/^(?:streets|avenues)$/.test(formOf[from + 1]?.lower ?? ''))
    return undefined;
  const joined = formOf[from - 1]?.lower === 'and' && follows(text, from) && formOf[from - 2]?.capital;
  // "closed Avenida Juárez and 14 streets" counts them.
  if (joined && !isCrossing(text, from)) return undefined;
  return joined && formOf[from + 2]?.lower !== 'of'
    ? figureDraft(figure, ordinal(value), 'street', 0.75)
    : undefined;
}

function ordinal(value: number): string {
  const teen = Math.floor(value / 10) % 10 === 1;
  return `${value}${(!teen && ['', 'st', 'nd', 'rd'][value % 10]) || 'th'}`;
}

// --- drafts -------------------------------------------------------------------------------------------------

const rangeDraft = (span: { start: number; end: number }, texts: readonly string[], reason: Reason): Draft =>
  draftOf(span, texts, message(`finding.number-format.${reason}`), 0.93);

const wordsDraft = (span: { start: number; end: number }, text: string, reason: Reason, confidence: number) =>
  draftOf(span, [text], message(`finding.number-format.${reason}`), confidence);

const figureDraft = (
  span: { start: number; end: number },
  text: string,
  reason: 'point' | 'comma' | 'ordinal' | 'street' | 'time',
  confidence = 0.95,
): Draft => draftOf(span, [text], message(`finding.number-format.${reason}`), confidence);

const draftOf = (
  { start, end }: { start: number; end: number },
  texts: readonly string[],
  because: Message,
  confidence: number,
): Draft => ({
  start,
  end,
  category: 'number-format',
  severity: 'minor',
  confidence,
  message: because,
  suggestions: texts.map(text => ({ text })),
  evidence: [{ kind: 'pattern', say: message('evidence.pattern.number') }],
});
