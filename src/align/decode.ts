import type { Order } from './features.ts';
import { heaviestPath } from './order.ts';
import type { ScoredPair } from './scorer.ts';

/** From this probability on two segments of independent articles are linked. */
const linked = 0.33;

/** Texts that keep this much order over this much of their length tell the same story line by line. */
const orderEnough = 0.3;
const coverEnough = 0.8;

/** How strong a pair must stand in its row and column to bend the path of near-parallel texts. */
const pathRatio = 0.45;

/** Off the path of near-parallel texts a pair must be this sure. */
const linkedOffPath = 0.7;

/** Times that lying on the path of near-parallel texts multiplies the odds of a pair. */
const oddsOnPath = 12;

/**
 * Chooses the links, in the order of `pairs`. Near-parallel texts: all that lies on the heaviest path, several
 * to one where the translator cut or joined paragraphs. Others: each pair that is likely enough for itself, so
 * that links may cross, share segments, or be none. The texts themselves say which they are.
 */
export function chooseLinks(
  pairs: readonly ScoredPair[],
  order: Order,
  columnCount: number,
): readonly ScoredPair[] {
  const nearParallel = order.kept > orderEnough && order.covered > coverEnough;
  return nearParallel ? linksInOrder(pairs, columnCount) : pairs.filter(pair => pair.probability >= linked);
}

function linksInOrder(pairs: readonly ScoredPair[], columnCount: number): ScoredPair[] {
  const weights = pairs.map(({ features }) => (features.rowRatio + features.columnRatio) / 2 - pathRatio);
  const path = new Set(heaviestPath(pairs, weights, columnCount));
  return pairs.flatMap((pair, at) => {
    if (path.has(at)) return [{ ...pair, probability: raised(pair.probability) }];
    return pair.probability > linkedOffPath ? [pair] : [];
  });
}

const raised = (probability: number): number =>
  (probability * oddsOnPath) / (1 - probability + probability * oddsOnPath);
