import { wordSet } from '../text/word-set.ts';
import { areNear, isYear, longestList, readSlots, type Slot } from './number-contexts.ts';
import type { TextReading } from './reading.ts';

/** By their place: what a source has in letters, its translation may have in digits. */
const spanishNumerals: readonly string[] =
  `cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete
  dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho
  veintinueve treinta`.split(/\s+/);
const percents = wordSet('percent per');

/**
 * No links to the source are known here: its paragraph is the one that shares most names and figures, by far. Where
 * either side's paragraph has exactly one figure that the other text does not have, the two belong together.
 */
export function findInSource(
  translation: TextReading,
  slots: readonly Slot[],
  source: TextReading,
): { ours: Slot; theirs: Slot }[] {
  const theirs = readSlots(source);
  const said = new Set(theirs.flatMap(({ values }) => values));
  for (const { lower } of source.forms.values()) said.add(spanishNumerals.indexOf(lower));
  const meant = new Set(slots.flatMap(({ values }) => values));
  const strays = slots.filter(
    slot => isPlainFigure(translation, slot) && !slot.values.some(value => said.has(value)),
  );
  if (strays.length === 0) return [];
  const lists = listAnchors(source, theirs);
  const segments = groupBySegment(strays);
  const others = groupBySegment(
    theirs.filter(slot => isPlainFigure(source, slot) && !slot.values.some(value => meant.has(value))),
  );
  // Most translations keep the paragraphs of their source.
  const inStep = translation.segments.length === source.segments.length;
  const anchors = new Map([...segments.keys()].map((segment): [number, string[]] => [segment, []]));
  for (const [key, segment] of anchorsOf(translation, slots)) anchors.get(segment)?.push(key);
  return [...segments].flatMap(([segment, [slot, second]]) => {
    const beside = besideInSource(anchors.get(segment) ?? [], lists, inStep ? segment : undefined);
    const [other, rival] = (beside !== undefined && others.get(beside)) || [];
    if (!slot || second || !other || rival || !areAlike(translation, source, slot, other)) return [];
    return [{ ours: slot, theirs: other }];
  });
}

/** Digits of two places or more, no part of a time, date or code, no ordinal: what a translator leaves alone. */
function isPlainFigure({ tokens }: TextReading, { amount }: Slot): boolean {
  const { from, to, parts } = amount;
  if (parts.some(({ worded, figure }) => worded && figure !== '') || !/\d\d|\d[.,]\d/.test(parts[0]!.figure))
    return false;
  const before = tokens[from - 1];
  const after = tokens[to];
  if (before?.end === tokens[from]!.start && /[:/\-–.#_]/.test(before.text)) return false;
  if (after?.start === tokens[to - 1]!.end && (after.kind === 'word' || /[:/\-–º°ª'’_]/.test(after.text)))
    return false;
  return !/^(?:h|hs|hrs|horas|hours|a|p|am|pm)$/i.test(after?.text ?? '');
}

function groupBySegment(slots: readonly Slot[]): Map<number, Slot[]> {
  const groups = new Map<number, Slot[]>();
  for (const slot of slots) {
    const group = groups.get(slot.segment);
    if (group) group.push(slot);
    else groups.set(slot.segment, [slot]);
  }
  return groups;
}

/** Names and figures by which a paragraph and its translation are told: [key, segment], each once a segment. */
function anchorsOf(text: TextReading, slots: readonly Slot[]): [string, number][] {
  const names = text.words
    .filter(word => word.capital && !word.opens)
    .map((word): [string, number] => [word.key, word.segment]);
  const figures = slots.flatMap(({ values, segment }) =>
    values.map((value): [string, number] => [`${value}`, segment]),
  );
  return [...new Map([...names, ...figures].map(one => [one.join(' '), one])).values()];
}

function listAnchors(source: TextReading, slots: readonly Slot[]): Map<string, number[]> {
  const lists = new Map<string, number[]>();
  for (const [key, segment] of anchorsOf(source, slots)) {
    const list = lists.get(key);
    if (!list) lists.set(key, [segment]);
    else if (list.length <= longestList) list.push(segment);
  }
  return lists;
}

/**
 * The paragraph that shares most anchors, when it shares enough of them, and half as many again as the next; one is enough
 * for the one that is expected.
 */
function besideInSource(
  anchors: readonly string[],
  lists: ReadonlyMap<string, readonly number[]>,
  expected: number | undefined,
): number | undefined {
  const votes = new Map<number, number>();
  for (const key of anchors) {
    const list = lists.get(key) ?? [];
    if (list.length <= longestList)
      for (const segment of list) votes.set(segment, (votes.get(segment) ?? 0) + 1 / list.length);
  }
  const [first, second] = [...votes].sort((a, b) => b[1] - a[1]);
  if (!first) return undefined;
  if (first[0] === expected) return expected;
  return first[1] >= 0.75 && first[1] >= 1.5 * (second?.[1] ?? 0) ? first[0] : undefined;
}

/** A percentage beside a percentage, money beside money, a date beside a date, a year beside a year. */
const areAlike = (translation: TextReading, source: TextReading, ours: Slot, theirs: Slot): boolean =>
  kindOf(translation, ours) === kindOf(source, theirs) &&
  isYear(ours) === isYear(theirs) &&
  areNear(ours, theirs);

const months =
  wordSet(`january february march april may june july august september october november december enero febrero
  marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre`);
/** Units that a translator may have reckoned into: only a Spanish text that has them, too, says otherwise. */
const imperial = wordSet(
  'miles mile feet foot pounds acres inches gallons yards millas pies libras pulgadas galones yardas',
);

function kindOf({ tokens, formOf }: TextReading, { amount: { from, to } }: Slot): string {
  const next = formOf[to]?.lower ?? tokens[to]?.text ?? '';
  const second = formOf[to + 1]?.lower ?? '';
  if (next === '%' || percents.has(next) || (next === 'por' && /^ciento?$/.test(second))) return '%';
  if (/[$€£]/.test(tokens[from - 1]?.text ?? '') || /^(?:dollars|dólares|euros|pesos)$/.test(next))
    return '$';
  if (imperial.has(next)) return 'imperial';
  const dated =
    months.has(next) || months.has(formOf[from - 1]?.lower ?? '') || (next === 'de' && months.has(second));
  return dated ? 'date' : '';
}
