/**
 * Fits the weights of the aligner's scorer and writes src/align/data/weights.json. Reads synth.dev.json and
 * mt-news.dev.json from the folder alignment/ of WALNUTS_BENCH; measures nothing: `walnuts score` does.
 *
 *     WALNUTS_BENCH=... node bench/fit-alignment.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contextFeatures, orderOf, pairFeatureNames, pairFeatures } from '../src/align/features.ts';
import { readSegment } from '../src/align/reading.ts';
import { allFeatureNames, logistic } from '../src/align/scorer.ts';
import { likelyPairs } from '../src/align/similarity.ts';

type Gold = { mt: string[]; ref: string[]; links: [number, number][] };
type Example = { readonly vector: number[]; readonly linked: boolean; readonly weight: number };

const folder = join(process.env.WALNUTS_BENCH ?? '.', 'alignment');
const read = (name: string): Gold[] => JSON.parse(readFileSync(join(folder, name), 'utf8'));

/** Each set counts by its links, the round-trip translations half as much: they are easier than any real pair. */
const sets = [
  { articles: read('synth.dev.json'), share: 1 },
  { articles: read('mt-news.dev.json'), share: 0.5 },
];

const prepared = sets.flatMap(({ articles, share }) => {
  const links = articles.reduce((sum, { links }) => sum + links.length, 0);
  return articles.map(({ mt, ref, links: gold }) => {
    const pairs = likelyPairs(mt, ref);
    const linked = new Set(gold.map(([row, column]) => `${row},${column}`));
    return {
      columnCount: ref.length,
      rowCount: mt.length,
      pairs,
      features: pairFeatures(pairs, mt.map(readSegment), ref.map(readSegment)),
      linked: pairs.map(({ row, column }) => linked.has(`${row},${column}`)),
      weight: share / links,
    };
  });
});

const first = fitModel(
  prepared.flatMap(({ features, linked, weight }) =>
    features.map((one, at) => ({ vector: vectorOf(one, pairFeatureNames), linked: linked[at]!, weight })),
  ),
);
const second = fitModel(
  prepared.flatMap(({ pairs, features, linked, weight, rowCount, columnCount }) => {
    const scores = features.map(one => logistic(first, one, pairFeatureNames));
    const order = orderOf(pairs, features, rowCount, columnCount);
    return contextFeatures(pairs, scores, order, columnCount).map((context, at) => ({
      vector: vectorOf({ ...features[at]!, ...context }, allFeatureNames),
      linked: linked[at]!,
      weight,
    }));
  }),
);

/** What the weights were learnt from wants its credit wherever they go. */
const credit =
  'Fitted on news_synth (UKPLab, TU Darmstadt; CC BY 4.0) and NTREX-128 (Federmann, Kocmi, Xin 2022; ' +
  'Barrault et al. 2019; CC BY-SA 4.0). This file: CC BY-SA 4.0.';
const rounded = (values: readonly number[]) => values.map(value => Number(value.toFixed(4)));
writeFileSync(
  join(import.meta.dirname, '../src/align/data/weights.json'),
  `${JSON.stringify({ credit, first: rounded(first), second: rounded(second) })}\n`,
);

/** The constant, then the features by name: the order of the weights. */
function vectorOf<Name extends string>(features: Record<Name, number>, names: readonly Name[]): number[] {
  return [1, ...names.map(name => features[name])];
}

/** Logistic regression by Newton's method, with a small quadratic penalty on all but the constant. */
function fitModel(examples: readonly Example[], penalty = 1e-3): number[] {
  const size = examples[0]!.vector.length;
  const model: number[] = new Array(size).fill(0);
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  for (let round = 0; round < 25; round++) {
    const system = Array.from({ length: size }, (): number[] => new Array(size + 1).fill(0));
    for (const { vector, linked, weight } of examples) {
      const guess = 1 / (1 + Math.exp(-vector.reduce((sum, value, at) => sum + value * model[at]!, 0)));
      const error = (Number(linked) - guess) * weight;
      const curve = guess * (1 - guess) * weight;
      for (let a = 0; a < size; a++) {
        system[a]![size]! += error * vector[a]!;
        for (let b = 0; b < size; b++) system[a]![b]! += curve * vector[a]! * vector[b]!;
      }
    }
    for (let a = 1; a < size; a++) {
      system[a]![size]! -= penalty * total * model[a]!;
      system[a]![a]! += penalty * total;
    }
    const steps = solve(system);
    for (let a = 0; a < size; a++) model[a]! += steps[a]!;
    if (Math.max(...steps.map(Math.abs)) < 1e-6) break;
  }
  return model;
}

/** Gauss-Jordan with pivots; the last column is the right-hand side. */
function solve(system: number[][]): number[] {
  const size = system.length;
  for (let at = 0; at < size; at++) {
    let pivot = at;
    for (let row = at; row < size; row++)
      if (Math.abs(system[row]![at]!) > Math.abs(system[pivot]![at]!)) pivot = row;
    [system[at], system[pivot]] = [system[pivot]!, system[at]!];
    for (let row = 0; row < size; row++) {
      if (row === at) continue;
      const times = system[row]![at]! / system[at]![at]!;
      for (let column = at; column <= size; column++) system[row]![column]! -= times * system[at]![column]!;
    }
  }
  return system.map((row, at) => row[size]! / row[at]!);
}
