import { heaviestPath, orderKept } from './order.ts';
import { type Reading, shared } from './reading.ts';
import type { Pair } from './similarity.ts';

/**
 * What the scorer is told of a pair of segments. Absolute likeness says little between independent articles, so
 * most of it is relative: how the pair stands against the others of its row and column. All features are of the
 * order of 1, none is missing.
 */
export const pairFeatureNames = [
  'grams',
  'words',
  'rowRatio',
  'columnRatio',
  'rowRank',
  'columnRank',
  'rowMargin',
  'columnMargin',
  'level',
  'rowCovered',
  'columnCovered',
  'names',
  'numbers',
  'bothShort',
  'lengthRatio',
  'crowd',
] as const;
export type PairFeatures = Readonly<Record<(typeof pairFeatureNames)[number], number>>;

/** What a second look adds, once each pair has a first score: order, neighbours, rivals. */
export const contextFeatureNames = [
  'first',
  'onPath',
  'onPathInOrder',
  'nearPath',
  'nearPathInOrder',
  'order',
  'parallel',
  'onPathParallel',
  'diagonal',
  'lateral',
  'diagonalInOrder',
  'lateralInOrder',
  'rowRival',
  'columnRival',
] as const;
export type ContextFeatures = Readonly<Record<(typeof contextFeatureNames)[number], number>>;

/** The features of each pair, in the order of `pairs`, which is by row, then column. */
export function pairFeatures(
  pairs: readonly Pair[],
  rows: readonly Reading[],
  columns: readonly Reading[],
): PairFeatures[] {
  const byRow = standings(pairs, pair => pair.row, rows.length);
  const byColumn = standings(pairs, pair => pair.column, columns.length);
  const usual = mean(byRow.flatMap(values => values.slice(0, 1)));
  const mentions = nameCounts([...rows, ...columns]);
  return pairs.map(pair => {
    const value = pair.likeness;
    const row = byRow[pair.row]!;
    const column = byColumn[pair.column]!;
    const a = rows[pair.row]!;
    const b = columns[pair.column]!;
    return {
      grams: pair.grams,
      words: pair.words,
      rowRatio: value / row[0]!,
      columnRatio: value / column[0]!,
      rowRank: 1 / (1 + row.indexOf(value)),
      columnRank: 1 / (1 + column.indexOf(value)),
      rowMargin: margin(row, value),
      columnMargin: margin(column, value),
      level: Math.min(2, value / usual),
      rowCovered: pair.rowCovered,
      columnCovered: pair.columnCovered,
      names: Math.min(1.5, sharedNames(a, b, mentions)),
      numbers: Math.min(1.5, shared(a.numbers, b.numbers).length / 2),
      bothShort: 60 / (60 + Math.min(a.length, b.length)),
      lengthRatio: Math.min(a.length, b.length) / Math.max(a.length, b.length),
      crowd: 10 / (10 + Math.min(rows.length, columns.length)),
    };
  });
}

/** Of each row (or column) the likenesses of its pairs, best first. */
function standings(pairs: readonly Pair[], place: (pair: Pair) => number, size: number): number[][] {
  const all = Array.from({ length: size }, (): number[] => []);
  for (const pair of pairs) all[place(pair)]!.push(pair.likeness);
  for (const values of all) values.sort((a, b) => b - a);
  return all;
}

/** How far the best is ahead of the second, or how far this one is behind the best, as a share of the best. */
function margin(best: readonly number[], value: number): number {
  const rival = value === best[0] ? (best[1] ?? 0) : best[0]!;
  return (value - rival) / best[0]!;
}

const mean = (values: readonly number[]): number =>
  values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : 1;

function nameCounts(readings: readonly Reading[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { names } of readings)
    for (const name of names.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** A name of these two segments alone weighs .5, one that runs through the whole article next to nothing. */
function sharedNames(a: Reading, b: Reading, mentions: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const name of a.names.keys()) if (b.names.has(name)) sum += 1 / (mentions.get(name) ?? 1);
  return sum;
}

/** The order that two texts share: the path, and how much of both texts follows it. */
export type Order = {
  /** Positions in `pairs`. */
  readonly path: ReadonlySet<number>;
  /** 0 to 1; independent articles have 0. */
  readonly kept: number;
  /** Share of the segments that lie on the path. */
  readonly covered: number;
};

export function orderOf(
  pairs: readonly Pair[],
  features: readonly PairFeatures[],
  rowCount: number,
  columnCount: number,
): Order {
  const weights = features.map(
    ({ level, rowRatio, columnRatio }) => (level * (rowRatio + columnRatio)) / 2 - 0.2,
  );
  const path = new Set(heaviestPath(pairs, weights, columnCount));
  let best = 0;
  let onPath = 0;
  features.forEach(({ rowRank, columnRank }, at) => {
    if (rowRank < 1 && columnRank < 1) return;
    best++;
    if (path.has(at)) onPath++;
  });
  const rows = new Set([...path].map(at => pairs[at]!.row));
  const columns = new Set([...path].map(at => pairs[at]!.column));
  return {
    path,
    kept: orderKept(onPath, best, rowCount, columnCount),
    covered: (rows.size + columns.size) / Math.max(1, rowCount + columnCount),
  };
}

/** The features of the second look. `first` are the probabilities of the first, in the order of `pairs`. */
export function contextFeatures(
  pairs: readonly Pair[],
  first: readonly number[],
  order: Order,
  columnCount: number,
): ContextFeatures[] {
  const scores = new Map(pairs.map((pair, at) => [pair.row * columnCount + pair.column, first[at]!]));
  const score = (row: number, column: number): number =>
    column < 0 || column >= columnCount ? 0 : (scores.get(row * columnCount + column) ?? 0);
  const rowRival = rivals(pairs, first, pair => pair.row);
  const columnRival = rivals(pairs, first, pair => pair.column);
  const distance = distanceFrom([...order.path].map(at => pairs[at]!));
  return pairs.map((pair, at) => {
    const { row, column } = pair;
    const onPath = order.path.has(at) ? 1 : 0;
    const nearPath = 1 / (1 + distance(pair));
    const diagonal = Math.max(score(row - 1, column - 1), score(row + 1, column + 1));
    const lateral = Math.max(
      score(row, column - 1),
      score(row, column + 1),
      score(row - 1, column),
      score(row + 1, column),
    );
    const parallel = order.kept * order.covered;
    return {
      first: logit(first[at]!),
      onPath,
      onPathInOrder: onPath * order.kept,
      nearPath,
      nearPathInOrder: nearPath * order.kept,
      order: order.kept,
      parallel,
      onPathParallel: onPath * parallel,
      diagonal,
      lateral,
      diagonalInOrder: diagonal * order.kept,
      lateralInOrder: lateral * order.kept,
      rowRival: rowRival(pair, first[at]!),
      columnRival: columnRival(pair, first[at]!),
    };
  });
}

/** The best other score of the same row (or column). */
function rivals(
  pairs: readonly Pair[],
  scores: readonly number[],
  place: (pair: Pair) => number,
): (pair: Pair, own: number) => number {
  const best = new Map<number, [number, number]>();
  pairs.forEach((pair, at) => {
    const [one, two] = best.get(place(pair)) ?? [0, 0];
    const score = scores[at]!;
    best.set(place(pair), score > one ? [score, one] : [one, Math.max(two, score)]);
  });
  return (pair, own) => {
    const [one, two] = best.get(place(pair))!;
    return own === one ? two : one;
  };
}

/** How many columns a pair lies off the path, seen from the nearest path pairs; a row away costs half as much. */
function distanceFrom(path: readonly Pair[]): (pair: Pair) => number {
  let at = 0;
  return ({ row, column }) => {
    // Pairs come by row, so the place on the path only moves on.
    while (at < path.length - 1 && path[at + 1]!.row <= row) at++;
    let least = Number.POSITIVE_INFINITY;
    for (const near of path.slice(Math.max(0, at - 3), at + 4)) {
      const off = Math.abs(column - near.column - (row - near.row));
      least = Math.min(least, Math.max(off, Math.abs(row - near.row) / 2));
    }
    return least;
  };
}

const logit = (probability: number): number => {
  const inside = Math.min(1 - 1e-6, Math.max(1e-6, probability));
  return Math.log(inside / (1 - inside));
};
