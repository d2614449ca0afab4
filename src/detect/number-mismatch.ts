import { type Draft, type Message, message, type Severity, type Span } from '../model/index.ts';
import { wordSet } from '../text/word-set.ts';
import { type Amount, numeralFor, powerOf } from './amounts.ts';
import { capitalized } from './beside.ts';
import type { Detector } from './detector.ts';
import {
  areSame,
  areSlips,
  isYear,
  isYearValue,
  type Match,
  matchContexts,
  readSlots,
  type Slot,
} from './number-contexts.ts';
import { findInSource } from './number-in-source.ts';
import { type NameRun, type Reading, smallWords, type TextReading } from './reading.ts';

/** Whoever is wrong here does harm: dead and hurt, charges and sentences, money. */
const grave =
  wordSet(`killed kill kills killing dead deaths death died die dies murdered murders homicides casualties
  victims bodies injured wounded hurt missing kidnapped charges charged counts sentenced sentence prison jail convicted
  dollars pesos euros pounds`);
/** A toll before one of these grows from one day to the next, and so do those who count it. */
const growing =
  wordSet(`killed dead deaths death died injured wounded hurt missing arrested detained infected cases
  victims bodies casualties displaced evacuated rescued magnitude depth`);
const hedges = wordSet(
  'about around some nearly almost over roughly approximately than close least up estimated',
);
/** Units that measure the same, one line each; synonyms and plurals share a string. */
const dimensions: readonly (readonly string[])[] = [
  [
    'miles mile',
    'kilometers kilometres kilometer kilometre km',
    'meters metres meter metre m',
    'feet foot ft',
    'yards',
  ],
  ['kilos kilograms kilogram kg', 'pounds pound lbs', 'tons tonnes ton tonne', 'grams gram', 'ounces ounce'],
  ['hours hour', 'minutes minute', 'seconds second', 'days day', 'weeks week', 'months month', 'years year'],
  ['dollars dollar', 'pesos peso', 'euros euro', 'bolivars bolívares', 'soles', 'reais'],
  ['hectares hectare', 'acres acre'],
];
const unitOf: ReadonlyMap<string, { readonly dimension: number; readonly unit: string }> = new Map(
  dimensions.flatMap((dimension, at) =>
    dimension.flatMap(unit => unit.split(' ').map(word => [word, { dimension: at, unit }] as const)),
  ),
);

/**
 * Numbers that another text contradicts: the comparable has another value, unit or age where the same is told. The
 * nearer the words around both are alike, the surer; figures of the same thing in other words are a quiet question.
 * A number that the comparable lacks is no error. With a Spanish source, a figure that it does not have and its
 * paragraph's only figure that the translation does not have.
 */
export const numberMismatch: Detector = {
  id: 'number-mismatch',
  categories: ['number-mismatch'],
  find: reading => {
    if (!reading.comparable && !reading.source) return [];
    const slots = readSlots(reading.translation);
    const drafts = [
      ...compareContexts(reading, slots),
      ...compareAges(reading, slots),
      ...compareDigits(reading, slots),
      ...compareCurrencies(reading, slots),
      ...compareSource(reading, slots),
    ];
    const surest = new Map<number, Draft>();
    for (const draft of drafts)
      if (draft.confidence > (surest.get(draft.start)?.confidence ?? 0)) surest.set(draft.start, draft);
    return [...surest.values()];
  },
};

// --- the words around ----------------------------------------------------------------------------------------------

/** For each number of the translation the number of the comparable in the likest words, if no other claims it. */
function compareContexts({ translation, comparable, links }: Reading, slots: readonly Slot[]): Draft[] {
  if (!comparable || slots.length === 0) return [];
  const others = readSlots(comparable);
  const said = new Set(others.flatMap(({ values }) => values));
  const meant = new Set(slots.flatMap(({ values }) => values));
  const probabilityOf = new Map(
    links.map(link => [`${link.translation} ${link.comparable}`, link.probability]),
  );
  return matchContexts(translation, slots, comparable, others).flatMap(match => {
    const { ours, theirs } = match;
    if (match.same) return judgeUnit(translation, comparable, match);
    const linked = probabilityOf.get(`${ours.segment} ${theirs.segment}`) ?? 0;
    const known = ours.values.some(value => said.has(value));
    const meantElsewhere = theirs.values.some(value => meant.has(value));
    const sure = judgeMatch(translation, match, { linked, known, meantElsewhere });
    // "2-1 in the first leg", "3-1 in the second leg": two events, told in the same words.
    const confidence =
      sure && tellTwoTimes(translation, ours, comparable, theirs) ? Math.min(sure, 0.5) : sure;
    return confidence === undefined ? [] : valueDraft(translation, comparable, ours, theirs, confidence);
  });
}

/** Each text says which time it means, and not the same one. */
function tellTwoTimes(text: TextReading, ours: Slot, other: TextReading, theirs: Slot): boolean {
  const [mine, yours] = [timesBeside(text, ours), timesBeside(other, theirs)];
  return mine.size > 0 && yours.size > 0 && mine.isDisjointFrom(yours);
}

/** Ordinals and calendar words in the clause around a figure. */
function timesBeside({ tokens, formOf, segmentOf }: TextReading, { amount }: Slot): Set<string> {
  const found = new Set<string>();
  for (
    let at = Math.max(0, amount.from - nearTime);
    at < Math.min(tokens.length, amount.to + nearTime);
    at++
  ) {
    const lower = formOf[at]?.lower;
    if (lower && timeWords.has(lower) && segmentOf[at] === segmentOf[amount.from]) found.add(lower);
  }
  return found;
}

const nearTime = 8;
const timeWords = wordSet(
  `first second third fourth fifth sixth last previous next january february march april may june july august
  september october november december monday tuesday wednesday thursday friday saturday sunday`,
);

/** What the source has in a figure's place. */
function compareSource({ translation, source }: Reading, slots: readonly Slot[]): Draft[] {
  if (!source) return [];
  return findInSource(translation, slots, source).flatMap(({ ours, theirs }) =>
    valueDraft(translation, source, ours, theirs, 0.85, 'source'),
  );
}

/** What lies beyond the words around a match. */
type Circumstances = {
  /** Probability that the paragraphs are linked. */
  readonly linked: number;
  /** The comparable has our value elsewhere. */
  readonly known: boolean;
  /** The translation has their value elsewhere. */
  readonly meantElsewhere: boolean;
};

/** How sure a contradiction is, or nothing where the two numbers need not tell of the same. */
function judgeMatch(text: TextReading, match: Match, circumstances: Circumstances): number | undefined {
  const { linked, known, meantElsewhere } = circumstances;
  const { ours, theirs, like } = match;
  const { left, right, weight, share } = like;
  if (isAlone(ours) || isAlone(theirs)) return undefined;
  const touching = (left > 0 || like.opens) && (right > 0 || like.closes) && left + right >= 2;
  if (!touching) return askOf(text, match, circumstances);
  const verbatim = share >= 0.8 && left + right >= 5 && weight >= 4;
  const close = share >= 0.65 && left + right >= 4 && weight >= 4 && linked > 0 && !meantElsewhere;
  // What the comparable says elsewhere it does not contradict, unless these are the very words.
  if (known && !(verbatim && left >= 2 && right >= 2)) return undefined;
  if (verbatim || close) {
    if (mayHaveGrown(text, ours, theirs)) return 0.55;
    if (areRounded(text, ours, theirs) && !(share > 0.95 && weight >= 8)) return 0.5;
    return verbatim ? 0.95 : 0.82;
  }
  return askOf(text, match, circumstances);
}

/** The same thing is counted beside a linked paragraph's words: worth a question, no more. */
function askOf(
  text: TextReading,
  { ours, theirs, like }: Match,
  { linked, known, meantElsewhere }: Circumstances,
): number | undefined {
  if (meantElsewhere && like.score < 5) return undefined;
  if (!like.thing || like.score < 3 || linked < 0.6 || known) return undefined;
  if (text.tokens[ours.amount.to]?.text === ':') return undefined;
  if (areRounded(text, ours, theirs) || isYear(ours) !== isYear(theirs)) return undefined;
  return like.score >= 5 ? 0.45 : 0.4;
}

/** "One" is a pronoun, too. */
const isAlone = ({ amount, values }: Slot): boolean => values[0] === 1 && amount.parts[0]!.worded;

/**
 * "At least 12 dead" beside "at least 14 dead", or 21: one of them was written later. 834 beside 384 is a slip, and
 * so is 700 beside 7,000.
 */
function mayHaveGrown({ formOf }: TextReading, ours: Slot, theirs: Slot): boolean {
  if (areSlips(ours.values[0]!, theirs.values[0]!) && Math.max(ours.values[0]!, theirs.values[0]!) >= 100)
    return false;
  const { from, to } = ours.amount;
  for (let at = Math.max(0, from - 4); at < to + 4; at++)
    if (growing.has(formOf[at]?.lower ?? '')) return true;
  return false;
}

/** "Nearly 800" beside 785. */
function areRounded({ formOf }: TextReading, ours: Slot, theirs: Slot): boolean {
  const a = ours.values[0]!;
  const b = theirs.values[0]!;
  if (Math.abs(a - b) > 0.06 * Math.max(a, b)) return false;
  const exact = (value: number): number => `${value}`.replace(/\.|0+$/g, '').length;
  return exact(a) !== exact(b) || hedges.has(formOf[ours.amount.from - 1]?.lower ?? '');
}

/** The same number of another unit in the very words: "40 miles" beside "40 kilometers". */
function judgeUnit(
  translation: TextReading,
  comparable: TextReading,
  { ours, theirs, like }: Match,
): Draft[] {
  if (like.left < 2 || like.right > 0 || like.weight < 4 || like.share < 0.8) return [];
  const at = ours.amount.to;
  const other = theirs.amount.to;
  const unit = unitOf.get(translation.formOf[at]?.lower ?? '');
  const otherUnit = unitOf.get(comparable.formOf[other]?.lower ?? '');
  if (
    !unit ||
    !otherUnit ||
    unit.dimension !== otherUnit.dimension ||
    unit === otherUnit ||
    unit.unit === otherUnit.unit
  )
    return [];
  const token = translation.tokens[at]!;
  const { start, end, text } = comparable.tokens[other]!;
  const said = { start, end, segment: theirs.segment };
  const because = message('finding.number-mismatch.unit', { other: text });
  return [draftOf(token, text, because, { kind: 'comparable', text: comparable, span: said }, 'major', 0.85)];
}

// --- slips ------------------------------------------------------------------------------------------------------

/** Words on each side that are held against each other, in any order. */
const around = 20;

/**
 * The same three digits or more in another order or with other noughts, told of the same thing beside a linked
 * paragraph: "221 containers" and "212 shipments" of clothing and appliances, "47.23 million" and "47.23 billion
 * pesos". Each value stands in its own text only.
 */
function compareDigits({ translation, comparable, links }: Reading, slots: readonly Slot[]): Draft[] {
  if (!comparable) return [];
  const theirs = readSlots(comparable);
  const said = new Set(theirs.flatMap(({ values }) => values));
  const meant = new Set(slots.flatMap(({ values }) => values));
  const byDigits = new Map<string, Slot | undefined>();
  for (const slot of theirs) {
    const key = digitsOf(slot);
    if (key && !slot.values.some(value => meant.has(value)))
      byDigits.set(key, byDigits.has(key) ? undefined : slot);
  }
  if (byDigits.size === 0) return [];
  const linked = new Set(links.map(link => `${link.translation} ${link.comparable}`));
  return slots.flatMap(slot => {
    const other = byDigits.get(digitsOf(slot) ?? '');
    if (!other || slot.values.some(value => said.has(value))) return [];
    if (!linked.has(`${slot.segment} ${other.segment}`)) return [];
    const shared = sharedAround(translation, slot, comparable, other);
    const enough = leastShared(translation, slot, comparable, other);
    if (shared < enough || isYear(slot) !== isYear(other)) return [];
    return valueDraft(translation, comparable, slot, other, shared > enough + 1 ? 0.82 : 0.75);
  });
}

/** The digits of 212 and 221, 2001 and 2010, 47.23 million and 47.23 billion, in one order; noughts do not count. */
function digitsOf(slot: Slot): string | undefined {
  if (
    slot.amount.parts.some(({ worded }) => worded) ||
    (figuresOf(slot).length < 3 && slot.values[0]! < 1000)
  )
    return undefined;
  return [...figuresOf(slot).replaceAll('0', '')].sort().join('');
}

const figuresOf = ({ values }: Slot): string => `${values[0]}`.replace('.', '').replace(/^0+|0+$/g, '');

/** The less a figure says, the more its surroundings have to. */
function leastShared(translation: TextReading, ours: Slot, comparable: TextReading, theirs: Slot): number {
  // Many years of one life have the same digits, and many round numbers.
  if (isYear(ours)) return 4;
  if (figuresOf(ours).length < 3 || figuresOf(theirs).length < 3) return 3;
  const thing = thingOf(translation, ours);
  const scaleSlipped = thing === thingOf(comparable, theirs) && figuresOf(ours) === figuresOf(theirs);
  return thing && scaleSlipped && figuresOf(ours).length > 3 ? 1 : 2;
}

function thingOf({ formOf, tokens }: TextReading, { amount: { from, to } }: Slot): string | undefined {
  if (tokens[from - 1]?.text === '$') return 'dollars';
  const thing = formOf[to]?.lower;
  return thing && !smallWords.has(thing) ? thing : undefined;
}

/** How many words and figures that say something stand around both. */
function sharedAround(translation: TextReading, ours: Slot, comparable: TextReading, theirs: Slot): number {
  const other = wordsAround(comparable, theirs);
  return [...wordsAround(translation, ours)].filter(word => other.has(word)).length;
}

function wordsAround({ tokens, formOf, segmentOf }: TextReading, { amount, segment }: Slot): Set<string> {
  const words = new Set<string>();
  for (let at = Math.max(0, amount.from - around); at < Math.min(tokens.length, amount.to + around); at++) {
    const token = tokens[at]!;
    if (segmentOf[at] !== segment || token.kind === 'mark' || (at >= amount.from && at < amount.to)) continue;
    if (!smallWords.has(formOf[at]?.lower ?? '')) words.add(formOf[at]?.key ?? token.text);
  }
  return words;
}

// --- currencies -------------------------------------------------------------------------------------------------

const currencyNames: ReadonlyMap<string, string> = new Map(
  `$ dollars dollar|€ euros euro|£ pounds pound|pesos peso|quetzales quetzal|bolivianos boliviano|soles sol|reais
  reales real|guaraníes guaranis guarani|colones colon|lempiras lempira|córdobas cordobas cordoba|bolívares bolivars
  bolivar bolivares|yuan yuans|yen yens|rubles ruble`
    .split('|')
    .flatMap(line =>
      line
        .trim()
        .split(/\s+/)
        .map((word, _, [first]) => [word, first!] as const),
    ),
);

/** A sum with its currency. `start`, `end`: with sign or word. */
type Money = Span & { readonly currency: string };

/** "$30 million", "US$30", "30 million pesos", "30 million Mexican pesos". Smaller sums meet by chance. */
function moneyOf({ tokens, formOf, content }: TextReading, { amount, values }: Slot): Money | undefined {
  if (values[0]! < 1000) return undefined;
  const { from, to, start, end } = amount;
  const sign = tokens[from - 1];
  if (sign && currencyNames.has(sign.text) && sign.kind === 'mark' && start - sign.end <= 1) {
    const prefix = tokens[from - 2];
    const whole = prefix?.end === sign.start && /^[A-Z]{1,3}$/.test(prefix.text) ? prefix : sign;
    // "R$", "MX$", "C$": other dollars, or none.
    if (whole !== sign && prefix!.text !== 'US') return undefined;
    return { start: whole.start, end, currency: currencyNames.get(sign.text)! };
  }
  const at = formOf[to]?.capital && !currencyNames.has(formOf[to].lower) ? to + 1 : to;
  const word = tokens[at];
  const currency = currencyNames.get(formOf[at]?.lower ?? '');
  if (!currency || !word || /[^ \u00A0\w]/.test(content.slice(end, word.start))) return undefined;
  return { start, end: word.end, currency };
}

/**
 * "30 million pesos" beside "$30 million" in a linked paragraph: a peso is no dollar, and $ stands for both in
 * Spanish. Each sum stands in its own text with one currency only.
 */
function compareCurrencies({ translation, comparable, links }: Reading, slots: readonly Slot[]): Draft[] {
  if (!comparable) return [];
  const theirs = readSums(comparable, readSlots(comparable));
  if (theirs.size === 0) return [];
  const linked = new Set(links.map(link => `${link.translation} ${link.comparable}`));
  return [...readSums(translation, slots)].flatMap(([value, ours]): Draft[] => {
    const other = theirs.get(value);
    if (!ours || !other || ours.money.currency === other.money.currency) return [];
    if (!linked.has(`${ours.slot.segment} ${other.slot.segment}`)) return [];
    const { start, end } = other.money;
    const text = comparable.content.slice(start, end);
    const because = message('finding.number-mismatch.currency', { other: text });
    const said = { start, end, segment: other.slot.segment };
    return [
      draftOf(
        ours.money,
        text,
        because,
        { kind: 'comparable', text: comparable, span: said },
        'critical',
        0.8,
      ),
    ];
  });
}

/** Sums by value; nothing for a value that stands with two currencies, or once without. */
function readSums(
  text: TextReading,
  slots: readonly Slot[],
): Map<number, { slot: Slot; money: Money } | undefined> {
  const sums = new Map<number, { slot: Slot; money: Money } | undefined>();
  for (const slot of slots) {
    const money = moneyOf(text, slot);
    const value = slot.values[0]!;
    const known = sums.get(value);
    if (!sums.has(value)) sums.set(value, money && { slot, money });
    else if (known?.money.currency !== money?.currency) sums.set(value, undefined);
  }
  return sums;
}

// --- ages -------------------------------------------------------------------------------------------------------

/** The age that a text gives each person of two names or more; nothing for whom it gives two. */
function readAges(text: TextReading, slots: readonly Slot[]): Map<string, Slot | undefined> {
  const byEnd = new Map(text.names.map(name => [name.end, name]));
  const byStart = new Map(text.names.map(name => [name.start, name]));
  const ages = new Map<string, Slot | undefined>();
  for (const slot of slots) {
    const value = slot.values[0]!;
    if (slot.amount.parts.length > 1 || slot.amount.parts[0]!.scale || value < 1 || value > 110 || value % 1)
      continue;
    const name = namedBefore(text, slot, byEnd) ?? namedAfter(text, slot, byStart);
    if (!name?.key.includes(' ')) continue;
    const known = ages.get(name.key);
    ages.set(name.key, ages.has(name.key) && !(known && areSame(known, slot)) ? undefined : slot);
  }
  return ages;
}

/** "Juan Pérez, 34, said", "Juan Pérez, aged 34", "Juan Pérez, 34 years old". */
function namedBefore({ tokens, formOf }: TextReading, { amount }: Slot, byEnd: ReadonlyMap<number, NameRun>) {
  const aged = formOf[amount.from - 1]?.lower === 'aged' || formOf[amount.from - 1]?.lower === 'of' ? 1 : 0;
  const comma = tokens[amount.from - 1 - aged];
  const name = comma?.text === ',' ? byEnd.get(tokens[amount.from - 2 - aged]?.end ?? -1) : undefined;
  const after = tokens[amount.to]?.text ?? '.';
  const years = after === 'years' && /^(?:old|of|,|\.|who)$/.test(tokens[amount.to + 1]?.text ?? '.');
  return name && name.end === comma!.start && (/^[,.;)]$/.test(after) || years) ? name : undefined;
}

/** "34-year-old Juan Pérez", "34-year-old lawyer Juan Pérez". */
function namedAfter({ tokens }: TextReading, { amount }: Slot, byStart: ReadonlyMap<number, NameRun>) {
  const words = tokens
    .slice(amount.to, amount.to + 4)
    .map(({ text }) => text)
    .join('');
  if (words !== '-year-old') return undefined;
  return byStart.get(tokens[amount.to + 4]?.start ?? -1) ?? byStart.get(tokens[amount.to + 5]?.start ?? -1);
}

function compareAges({ translation, comparable }: Reading, slots: readonly Slot[]): Draft[] {
  if (!comparable) return [];
  const ours = readAges(translation, slots);
  if (ours.size === 0) return [];
  const theirs = readAges(comparable, readSlots(comparable));
  return [...ours].flatMap(([key, slot]) => {
    const other = theirs.get(key);
    if (!slot || !other || areSame(slot, other)) return [];
    // A birthday lies between the two articles, or one counted from the year of birth.
    const confidence = Math.abs(slot.values[0]! - other.values[0]!) <= 1 ? 0.5 : 0.85;
    return valueDraft(translation, comparable, slot, other, confidence, 'age');
  });
}

// --- drafts -----------------------------------------------------------------------------------------------------

function valueDraft(
  translation: TextReading,
  witness: TextReading,
  ours: Slot,
  theirs: Slot,
  confidence: number,
  kind: 'value' | 'age' | 'source' = 'value',
): Draft[] {
  const { start, end } = theirs.amount;
  const replaced = inOurHand(ours, theirs, witness, kind);
  const because = message(`finding.number-mismatch.${kind}`, { other: witness.content.slice(start, end) });
  const said = { start, end, segment: theirs.segment };
  const evidence = { kind: kind === 'source' ? kind : ('comparable' as const), text: witness, span: said };
  // 0.1234 would be written as 0.123.
  if (replaced.text === translation.content.slice(replaced.start, replaced.end)) return [];
  const severity = severityOf(translation, ours.amount);
  return [draftOf(replaced, replaced.text, because, evidence, severity, confidence)];
}

/**
 * Their value as our text writes numbers: its scale word, and letters or digits as ours had. The figure alone is
 * replaced where the scale may stay.
 */
function inOurHand(ours: Slot, theirs: Slot, witness: TextReading, kind: string): Span & { text: string } {
  const { start, end, parts } = ours.amount;
  const part = parts[0]!;
  const value = theirs.values[kind === 'source' ? theirs.values.length - 1 : 0]!;
  const written = witness.content.slice(theirs.amount.start, theirs.amount.end);
  if (parts.length > 1) return { start, end, text: kind === 'source' ? writePlain(value) : written };
  const scaled = part.scale ? value / 10 ** powerOf[part.scale] : value;
  // "0.0183 million": their scale is another one.
  if (part.scale && (scaled < 1 || scaled >= 1000 || scaled !== Number(scaled.toFixed(2))))
    return { start, end, text: kind === 'source' ? writePlain(value) : written };
  const figure = { start, end: start + part.figure.length };
  const word = part.worded ? numeralFor(scaled) : undefined;
  if (word)
    return {
      ...figure,
      text: part.figure[0] === part.figure[0]!.toLowerCase() ? word : capitalized(word),
    };
  const own = theirs.amount.parts;
  const plain = kind !== 'source' && own.length === 1 && own[0]!.scale === part.scale && !own[0]!.worded;
  return { ...figure, text: plain ? own[0]!.figure : writePlain(scaled) };
}

const figures = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 });
const writePlain = (value: number): string => (isYearValue(value) ? `${value}` : figures.format(value));

function severityOf({ tokens, formOf }: TextReading, { from, to }: Amount): Severity {
  if (/[$€£]/.test(tokens[from - 1]?.text ?? '')) return 'critical';
  for (let at = Math.max(0, from - 4); at < Math.min(tokens.length, to + 4); at++)
    if (grave.has(formOf[at]?.lower ?? '')) return 'critical';
  return 'major';
}

type Witness = {
  readonly kind: 'comparable' | 'source';
  readonly text: TextReading;
  readonly span: Span & { readonly segment: number };
};

const draftOf = (
  { start, end }: Span,
  text: string,
  because: Message,
  { kind, text: { content }, span }: Witness,
  severity: Severity,
  confidence: number,
): Draft => ({
  start,
  end,
  category: 'number-mismatch',
  severity,
  confidence,
  message: because,
  suggestions: [{ text }],
  evidence: [{ kind, ...span, text: content.slice(span.start, span.end) }],
});
