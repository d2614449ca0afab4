import { type Message, message, type SourceLink } from '../model/index.ts';
import { readSegment, shared } from './reading.ts';
import { fold } from './similarity.ts';

/** A step through both texts: how many segments of each, and how often translators take it (Gale and Church). */
const steps = [
  { rows: 1, columns: 1, prior: 0.89 },
  { rows: 1, columns: 0, prior: 0.01 },
  { rows: 0, columns: 1, prior: 0.01 },
  { rows: 2, columns: 1, prior: 0.045 },
  { rows: 1, columns: 2, prior: 0.045 },
] as const;

/** English takes fewer characters than the Spanish it says; the spread grows with the length. */
const charactersPerSource = 0.93;
const variance = 6.8;

/** What a step is worth whose words agree in full: names, numbers and words of one root stay recognisable. */
const cognateWeight = 12;
/** So much agrees by chance between any two paragraphs of one article. */
const chanceAgreement = 0.12;

/** Letters that words of one origin begin with in both languages. */
const rootLength = 5;

/** Steps away from the straight line that are looked at. Longer detours than this are another text. */
const leastBand = 40;

/** A pair below this is none. */
const leastProbability = 0.5;

/**
 * Finds which segments of a translation say which segments of its Spanish original. Both are taken in one order,
 * nearly one to one, with merges and omissions; a segment without partner gets none. The probability is that of the
 * pair over all ways through both texts, each way weighted by lengths (Gale and Church 1993) and by names, numbers
 * and words of one root that both hold. Sorted by translation, then source. Time and memory grow with the length
 * of the texts times the band that is looked at.
 */
export function alignSource(translation: readonly string[], source: readonly string[]): SourceLink[] {
  const rows = translation.length;
  const columns = source.length;
  if (rows === 0 || columns === 0) return [];
  const lattice = new Lattice(rows, columns);
  const score = stepScorer(translation, source);
  const forward = lattice.filled();
  const backward = lattice.filled();
  forward[lattice.at(0, 0)] = 0;
  backward[lattice.at(rows, columns)] = 0;
  lattice.each((row, column) => {
    const here = forward[lattice.at(row, column)]!;
    if (here === -Infinity) return;
    for (const [index, step] of steps.entries()) {
      const next = lattice.find(row + step.rows, column + step.columns);
      if (next !== undefined) forward[next] = logSum(forward[next]!, here + score(row, column, index));
    }
  });
  const total = forward[lattice.at(rows, columns)]!;
  const found = new Map<number, number>();
  lattice.eachBackward((row, column) => {
    const at = lattice.at(row, column);
    for (const [index, step] of steps.entries()) {
      const next = lattice.find(row + step.rows, column + step.columns);
      if (next === undefined || backward[next] === -Infinity) continue;
      const way = score(row, column, index) + backward[next]!;
      backward[at] = logSum(backward[at]!, way);
      const probability = Math.exp(forward[at]! + way - total);
      if (probability < 0.01) continue;
      for (let one = row; one < row + step.rows; one++)
        for (let other = column; other < column + step.columns; other++) {
          const key = one * columns + other;
          found.set(key, (found.get(key) ?? 0) + probability);
        }
    }
  });
  return [...found]
    .filter(([, probability]) => probability >= leastProbability)
    .sort(([a], [b]) => a - b)
    .map(([key, probability]) => {
      const [row, column] = [Math.floor(key / columns), key % columns];
      return {
        translation: row,
        source: column,
        probability: Math.min(1, Math.round(probability * 1000) / 1000),
        reasons: reasonsFor(translation[row]!, source[column]!),
      };
    });
}

/** Names and numbers that both hold; of a pair without any its place speaks. */
function reasonsFor(text: string, original: string): Message[] {
  const ours = readSegment(text);
  const theirs = readSegment(original);
  const say = (key: string, items: readonly string[]): Message[] =>
    items.length > 0 ? [message(key, { items: items.slice(0, 4).join(', ') })] : [];
  const named = [
    ...say('link.names', shared(ours.names, theirs.names)),
    ...say('link.numbers', shared(ours.numbers, theirs.numbers)),
  ];
  return named.length > 0 ? named : [message('link.same-place')];
}

const logSum = (a: number, b: number): number => {
  const [low, high] = a < b ? [a, b] : [b, a];
  return low === -Infinity ? high : high + Math.log1p(Math.exp(low - high));
};

/** The places between segments of both texts that lie near the straight line from beginning to end. */
class Lattice {
  readonly #rows: number;
  readonly #columns: number;
  readonly #band: number;

  constructor(rows: number, columns: number) {
    this.#rows = rows;
    this.#columns = columns;
    this.#band = Math.max(leastBand, Math.abs(rows - columns), Math.ceil(Math.max(rows, columns) / 25));
  }

  filled(): Float64Array {
    return new Float64Array((this.#rows + 1) * (2 * this.#band + 1)).fill(-Infinity);
  }

  #middle = (row: number): number => Math.round((row * this.#columns) / this.#rows);

  at(row: number, column: number): number {
    return row * (2 * this.#band + 1) + column - this.#middle(row) + this.#band;
  }

  /** Where a place is kept, or nothing when it lies outside. */
  find(row: number, column: number): number | undefined {
    if (row > this.#rows || column > this.#columns) return undefined;
    return Math.abs(column - this.#middle(row)) > this.#band ? undefined : this.at(row, column);
  }

  #ends(row: number): readonly [first: number, last: number] {
    const middle = this.#middle(row);
    return [Math.max(0, middle - this.#band), Math.min(this.#columns, middle + this.#band)];
  }

  each(visit: (row: number, column: number) => void): void {
    for (let row = 0; row <= this.#rows; row++) {
      const [first, last] = this.#ends(row);
      for (let column = first; column <= last; column++) visit(row, column);
    }
  }

  eachBackward(visit: (row: number, column: number) => void): void {
    for (let row = this.#rows; row >= 0; row--) {
      const [first, last] = this.#ends(row);
      for (let column = last; column >= first; column--) visit(row, column);
    }
  }
}

type Read = { readonly length: number; readonly roots: Int32Array };

/** The log weight of a step that begins before a row and a column. */
function stepScorer(translation: readonly string[], source: readonly string[]) {
  const numbers = new Map<string, number>();
  const rows = translation.map(text => read(text, numbers));
  const columns = source.map(text => read(text, numbers));
  const rowPairs = rows.slice(1).map((row, at) => joined(rows[at]!, row));
  const columnPairs = columns.slice(1).map((column, at) => joined(columns[at]!, column));
  return (row: number, column: number, index: number): number => {
    const step = steps[index]!;
    const prior = Math.log(step.prior);
    if (step.rows === 0 || step.columns === 0) return prior;
    const ours = step.rows === 1 ? rows[row]! : rowPairs[row]!;
    const theirs = step.columns === 1 ? columns[column]! : columnPairs[column]!;
    const expected = theirs.length * charactersPerSource;
    const delta = (ours.length - expected) / Math.sqrt(variance * Math.max(1, (ours.length + expected) / 2));
    const agreement = agreementOf(ours.roots, theirs.roots);
    const words = agreement === undefined ? 0 : cognateWeight * (agreement - chanceAgreement);
    return prior - (delta * delta) / 2 + words;
  };
}

/** Roots of words long enough to have one, and numbers whole: "operación" and "operation" share "opera". */
function read(text: string, numbers: Map<string, number>): Read {
  const roots = fold(text)
    .split(' ')
    .filter(word => /\d/.test(word) || word.length >= rootLength - 1)
    .map(word => (/\d/.test(word) ? word.replace(/[.,]/g, '') : word.slice(0, rootLength)))
    .map(root => numbers.get(root) ?? numbers.set(root, numbers.size).size - 1);
  return { length: text.length, roots: Int32Array.from(new Set(roots)).sort() };
}

const joined = (one: Read, two: Read): Read => ({
  length: one.length + two.length + 1,
  roots: Int32Array.from(new Set([...one.roots, ...two.roots])).sort(),
});

/** Shared roots over those of the side with fewer, 0 to 1; nothing where one side has none. Both sorted. */
function agreementOf(left: Int32Array, right: Int32Array): number | undefined {
  const fewer = Math.min(left.length, right.length);
  if (fewer === 0) return undefined;
  let both = 0;
  for (let at = 0, other = 0; at < left.length && other < right.length; ) {
    const difference = left[at]! - right[other]!;
    if (difference === 0) both++;
    if (difference <= 0) at++;
    if (difference >= 0) other++;
  }
  return both / fewer;
}
