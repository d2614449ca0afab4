import weights from './data/weights.json' with { type: 'json' };
import {
  type ContextFeatures,
  contextFeatureNames,
  contextFeatures,
  type Order,
  orderOf,
  type PairFeatures,
  pairFeatureNames,
  pairFeatures,
} from './features.ts';
import type { Reading } from './reading.ts';
import type { Pair } from './similarity.ts';

/** A pair with the probability that it is a link, and what speaks for it. */
export type ScoredPair = Pair & {
  readonly probability: number;
  readonly features: PairFeatures & ContextFeatures;
};

/**
 * Gives every pair its probability: a logistic model over the pair alone, then one more that also sees the
 * order that the texts keep, the neighbours and the rivals. Fitted by bench/fit-alignment.ts on real news beside
 * machine-written articles and beside its own round-trip translation, whose licences allow it.
 */
export function scorePairs(
  pairs: readonly Pair[],
  rows: readonly Reading[],
  columns: readonly Reading[],
): { readonly scored: readonly ScoredPair[]; readonly order: Order } {
  const alone = pairFeatures(pairs, rows, columns);
  const first = alone.map(features => logistic(weights.first, pairVector(features)));
  const order = orderOf(pairs, alone, rows.length, columns.length);
  const context = contextFeatures(pairs, first, order, columns.length);
  const scored = pairs.map((pair, at) => {
    const features = { ...alone[at]!, ...context[at]! };
    return { ...pair, features, probability: logistic(weights.second, contextVector(features)) };
  });
  return { scored, order };
}

/** The numbers that the first and the second model see, the constant first: the order of the weights. */

export const pairVector = (features: PairFeatures): number[] => [
  1,
  ...pairFeatureNames.map(name => features[name]),
];
export const contextVector = (features: PairFeatures & ContextFeatures): number[] => [
  ...pairVector(features),
  ...contextFeatureNames.map(name => features[name]),
];

export function logistic(model: readonly number[], vector: readonly number[]): number {
  const sum = vector.reduce((total, value, at) => total + value * model[at]!, 0);
  return 1 / (1 + Math.exp(-sum));
}
