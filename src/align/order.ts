import type { Pair } from './similarity.ts';

/**
 * The heaviest path through the pairs that never steps back in row or column: the links of two texts that tell
 * the same things in the same order. Several columns of a row, and several rows of a column, may lie on it.
 * `pairs` are sorted by row, then column; only pairs with a positive weight are taken. Answers their positions
 * in `pairs`, ascending. A Fenwick tree of prefix maxima: n log n, no table of rows by columns.
 */
export function heaviestPath(
  pairs: readonly Pair[],
  weights: readonly number[],
  columnCount: number,
): number[] {
  const heaviest = new Float64Array(columnCount + 1);
  const endsAt = new Int32Array(columnCount + 1).fill(-1);
  const total = new Float64Array(pairs.length);
  const before = new Int32Array(pairs.length).fill(-1);
  let last = -1;
  for (const [at, { column }] of pairs.entries()) {
    const weight = weights[at]!;
    if (weight <= 0) continue;
    let most = 0;
    for (let node = column + 1; node > 0; node -= node & -node) {
      if (heaviest[node]! <= most) continue;
      most = heaviest[node]!;
      before[at] = endsAt[node]!;
    }
    total[at] = most + weight;
    if (last < 0 || total[at]! > total[last]!) last = at;
    for (let node = column + 1; node <= columnCount; node += node & -node) {
      if (heaviest[node]! >= total[at]!) continue;
      heaviest[node] = total[at]!;
      endsAt[node] = at;
    }
  }
  const path: number[] = [];
  for (let at = last; at >= 0; at = before[at]!) path.push(at);
  return path.reverse();
}

/**
 * How far two texts keep one order, 0 to 1: the share of the best pairs of rows and columns that lie on the
 * path, less what chance would put there (of n pairs in random order about 2√n lie on the longest path).
 * Novel chapters beside their translation have .34 to .91, independent articles 0.
 */
export function orderKept(onPath: number, best: number, rowCount: number, columnCount: number): number {
  if (best === 0) return 0;
  const chance = Math.min(0.95, 2 / Math.sqrt(Math.min(rowCount, columnCount)));
  return Math.max(0, (onPath / best - chance) / (1 - chance));
}
