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
  const first = alone.map(features => logistic(weights.first, features, pairFeatureNames));
  const order = orderOf(pairs, alone, rows.length, columns.length);
  const context = contextFeatures(pairs, first, order, columns.length);
  const scored = pairs.map((pair, at) => {
    const features = { ...alone[at]!, ...context[at]! };
    return { ...pair, features, probability: logistic(weights.second, features, allFeatureNames) };
  });
  return { scored, order };
}

/** The features that the second model sees. */
export const allFeatureNames = [...pairFeatureNames, ...contextFeatureNames] as const;

/** A probability from a model: the constant, then a weight for each of the named features, in their order. */
export function logistic<Name extends string>(
  model: readonly number[],
  features: Readonly<Record<Name, number>>,
  names: readonly Name[],
): number {
  let sum = model[0]!;
  for (let at = 0; at < names.length; at++) sum += model[at + 1]! * features[names[at]!];
  return 1 / (1 + Math.exp(-sum));
}
