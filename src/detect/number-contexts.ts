import { type Amount, amountValue, readAmounts } from './amounts.ts';
import { smallWords, type TextReading } from './reading.ts';

/** Words on each side of a number that are held against those around another. */
const reach = 14;
/** A word around more numbers than this finds none of them. */
export const longestList = 24;
/** So many numbers of the comparable are looked at closely for one of the translation. */
const tries = 6;
/** What a small word weighs beside one that says something. */
const light = 0.3;
/** Nearness counts beside weight: words that touch the number say what it is. */
const nearWeight = 0.5;

/** A number with what it may mean. */
export type Slot = { readonly amount: Amount; readonly values: readonly number[]; readonly segment: number };

export function readSlots(text: TextReading): Slot[] {
  return readAmounts(text).flatMap((amount): Slot[] => {
    const values = valuesOf(amount);
    return values.length === 0 || isCut(text, amount)
      ? []
      : [{ amount, values, segment: text.segmentOf[amount.from]! }];
  });
}

function valuesOf({ parts }: Amount): number[] {
  const readings = [amountValue(parts), amountValue(parts, part => part.readings[1] ?? part.readings[0])];
  return [...new Set(readings.filter(value => value !== undefined))];
}

/** "£1m", "11million", "N60": there is more to the number than its figures. */
function isCut({ tokens }: TextReading, { from, to }: Amount): boolean {
  const after = tokens[to];
  if (after?.kind === 'word' && after.start === tokens[to - 1]!.end)
    return /^(?:m|mn|bn|b|k|tn|million|billion|thousand|trillion)$/i.test(after.text);
  const before = tokens[from - 1];
  return before?.kind === 'word' && before.end === tokens[from]!.start;
}

export const areSame = (a: Slot, b: Slot): boolean => a.values.some(value => b.values.includes(value));

/** The words and figures of a text in a row, marks left out, each as a number that both texts share. */
type Row = { readonly ids: Int32Array; readonly weights: Float64Array; readonly places: readonly Place[] };
/** Where a number stands in the row, and how far its context goes on both sides. */
type Place = {
  readonly slot: Slot;
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly last: number;
};

function readRow(text: TextReading, slots: readonly Slot[], idOf: Map<string, number>): Row {
  const { tokens, formOf, segmentOf } = text;
  const at = new Int32Array(tokens.length + 1);
  const ids: number[] = [];
  const weights: number[] = [];
  const segments: number[] = [];
  tokens.forEach((token, index) => {
    at[index] = ids.length;
    if (token.kind === 'mark') return;
    const key = formOf[index]?.key ?? token.text;
    const id = idOf.get(key) ?? idOf.size;
    idOf.set(key, id);
    ids.push(id);
    weights.push(smallWords.has(formOf[index]?.lower ?? '') ? light : 1);
    segments.push(segmentOf[index]!);
  });
  at[tokens.length] = ids.length;
  const places = slots.map((slot): Place => {
    const from = at[slot.amount.from]!;
    const to = at[slot.amount.to]!;
    let first = from;
    while (first > Math.max(0, from - reach) && segments[first - 1] === slot.segment) first--;
    let last = to;
    while (last < Math.min(ids.length, to + reach) && segments[last] === slot.segment) last++;
    return { slot, from, to, first, last };
  });
  return { ids: Int32Array.from(ids), weights: Float64Array.from(weights), places };
}

/** How like the words around two numbers are. */
type Likeness = {
  /** Words that touch the numbers and are the same, each side. */
  readonly left: number;
  readonly right: number;
  /** The word after them is the same and says something: the thing counted. */
  readonly thing: boolean;
  /** Same words in the same order, weighed. */
  readonly weight: number;
  /** `weight` beside what it could be, 0 to 1. */
  readonly share: number;
  readonly score: number;
  /** One of the sides is where the paragraph begins or ends, in both or either. */
  readonly opens: boolean;
  readonly closes: boolean;
};

function compare(a: Row, b: Row, x: Place, y: Place): Likeness {
  const left = compareSide(a, b, x.from - 1, x.from - x.first, y.from - 1, y.from - y.first, -1);
  const right = compareSide(a, b, x.to, x.last - x.to, y.to, y.last - y.to, 1);
  const weight = left.weight + right.weight;
  return {
    left: left.near,
    right: right.near,
    thing: right.near > 0 && a.weights[x.to] === 1,
    weight,
    share: weight / Math.max(1, left.possible + right.possible),
    score: weight + nearWeight * (left.near + right.near),
    opens: x.from === x.first || y.from === y.first,
    closes: x.to === x.last || y.to === y.last,
  };
}

const rowBefore = new Float64Array(reach + 1);
const rowNow = new Float64Array(reach + 1);

/** The longest common run of words in order on one side, outwards from the number. At most `reach` words a side. */
function compareSide(a: Row, b: Row, i: number, iCount: number, j: number, jCount: number, step: 1 | -1) {
  let near = 0;
  while (near < Math.min(iCount, jCount) && a.ids[i + near * step] === b.ids[j + near * step]) near++;
  let weight = 0;
  for (let at = 0; at < near; at++) weight += a.weights[i + at * step]!;
  const rest = commonWeight(a, b, i + near * step, iCount - near, j + near * step, jCount - near, step);
  const ours = sum(a.weights, i, iCount, step);
  const theirs = sum(b.weights, j, jCount, step);
  return { near, weight: weight + rest, possible: Math.min(ours, theirs) };
}

function sum(weights: Float64Array, from: number, count: number, step: number): number {
  let total = 0;
  for (let at = 0; at < count; at++) total += weights[from + at * step]!;
  return total;
}

function commonWeight(
  a: Row,
  b: Row,
  i: number,
  iCount: number,
  j: number,
  jCount: number,
  step: number,
): number {
  if (iCount === 0 || jCount === 0) return 0;
  rowBefore.fill(0);
  for (let p = 0; p < iCount; p++) {
    const id = a.ids[i + p * step];
    const weight = a.weights[i + p * step]!;
    for (let q = 0; q < jCount; q++)
      rowNow[q + 1] =
        id === b.ids[j + q * step] ? rowBefore[q]! + weight : Math.max(rowBefore[q + 1]!, rowNow[q]!);
    rowBefore.set(rowNow);
  }
  return rowBefore[jCount]!;
}

/** A whole number that may be a year. */
export const isYearValue = (value: number): boolean => value % 1 === 0 && value > 1500 && value < 2100;

export const isYear = ({ amount: { parts }, values }: Slot): boolean =>
  parts.length === 1 && /^\d{4}$/.test(parts[0]!.figure) && isYearValue(values[0]!);

/** The same digits in another order, or a nought more or less. */
export function areSlips(a: number, b: number): boolean {
  const digits = (value: number): string => [...`${value}`.replace(/0+$/, '')].sort().join('');
  return digits(a) === digits(b);
}

/** A digit slipped, or the numbers are at least of one length. */
export const areNear = (ours: Slot, theirs: Slot): boolean =>
  ours.values.some(a => theirs.values.some(b => areSlips(a, b) || `${a}`.length === `${b}`.length));

/** Two numbers in like words. */
export type Match = {
  readonly ours: Slot;
  readonly theirs: Slot;
  readonly place: Place;
  readonly other: Place;
  readonly like: Likeness;
  readonly same: boolean;
};

/**
 * Pairs of numbers in the likest words, each (nearly) the other's best, whatever their values. Words that stand around many
 * numbers find none, so that the cost grows with the length of the texts only.
 */
export function matchContexts(
  translation: TextReading,
  slots: readonly Slot[],
  comparable: TextReading,
  others: readonly Slot[],
): Match[] {
  const idOf = new Map<string, number>();
  const ours = readRow(translation, slots, idOf);
  const theirs = readRow(comparable, others, idOf);
  const lists = listPlaces(theirs);
  const bestOf = new Map<Place, Match>();
  const bestForTheirs = new Map<Place, Match>();
  for (const place of ours.places)
    for (const other of candidates(ours, place, theirs, lists)) {
      const like = compare(ours, theirs, place, other);
      const same = areSame(place.slot, other.slot);
      const match = { place, other, ours: place.slot, theirs: other.slot, like, same };
      if (isBetter(match, bestOf.get(place))) bestOf.set(place, match);
      if (isBetter(match, bestForTheirs.get(other))) bestForTheirs.set(other, match);
    }
  return [...bestOf.values()].filter(match => {
    const rival = bestForTheirs.get(match.other)!;
    // A headline and its story may both be wrong.
    return rival === match || (!rival.same && match.like.score >= 0.8 * rival.like.score);
  });
}

/** The same value wins a tie: whatever else stands there, nothing contradicts it. */
const isBetter = (match: Match, rival: Match | undefined): boolean =>
  !rival ||
  match.like.score > rival.like.score ||
  (match.like.score === rival.like.score && match.same && !rival.same);

/** The comparable's numbers by the words around them. */
function listPlaces({ ids, weights, places }: Row): Map<number, number[]> {
  const lists = new Map<number, number[]>();
  const add = (at: number, place: number): void => {
    if (weights[at] === light) return;
    const list = lists.get(ids[at]!);
    if (!list) lists.set(ids[at]!, [place]);
    else if (list.at(-1) !== place && list.length <= longestList) list.push(place);
  };
  places.forEach(({ first, from, to, last }, place) => {
    for (let at = first; at < from; at++) add(at, place);
    for (let at = to; at < last; at++) add(at, place);
  });
  return lists;
}

/** Those that share the most, and the rarest, words with a place. */
function candidates(
  row: Row,
  { first, from, to, last }: Place,
  other: Row,
  lists: ReadonlyMap<number, number[]>,
): Place[] {
  const votes = new Map<number, number>();
  const vote = (at: number): void => {
    const list = lists.get(row.ids[at]!);
    if (!list || list.length > longestList) return;
    for (const place of list) votes.set(place, (votes.get(place) ?? 0) + 1 / list.length);
  };
  for (let at = first; at < from; at++) vote(at);
  for (let at = to; at < last; at++) vote(at);
  return [...votes]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, tries)
    .map(([place]) => other.places[place]!);
}
