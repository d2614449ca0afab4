/**
 * How alike the segments of two texts are, by words and by character 4-grams, each weighted by how rare it is in
 * this very pair of texts (the pair's own IDF beats a collection's). An inverted index over one side, read by the
 * other, so that only segments that share something are ever compared.
 */

/** A pair of segments worth a look, with its raw similarities. */
export type Pair = {
  readonly row: number;
  readonly column: number;
  /** Cosine over character 4-grams. */
  readonly grams: number;
  /** Cosine over words. */
  readonly words: number;
  /** Words of the row (of the column) found in the other, by weight: a headline may lie wholly in a paragraph. */
  readonly rowCovered: number;
  readonly columnCovered: number;
  /** The mean of the two cosines; 4-grams see inflections and joined words, words see the rest. */
  readonly likeness: number;
};

/**
 * Candidates kept for each row and for each column. Eight hold 98 of 100 true links of news, but only 87 of a
 * novel's, whose paragraphs share fewer words; texts so long that memory counts have to do with six.
 */
const keptOf = (segments: number): number => Math.min(24, Math.max(6, Math.round(6000 / segments)));

/**
 * Multiplications that may be spent on each kind of feature. The commonest features, which tell least, are left
 * out until the rest costs no more than this; articles of ordinary length stay far below.
 */
const budget = 20_000_000;

/**
 * The most alike pairs: the best few of each row and of each column, sorted by row, then column. Empty strings
 * share nothing with anything and so appear in no pair. Time grows with the features shared, memory with the
 * length of the texts.
 */
export function likelyPairs(rows: readonly string[], columns: readonly string[]): Pair[] {
  const foldedRows = rows.map(fold);
  const foldedColumns = columns.map(fold);
  const words = indexed(foldedRows, foldedColumns, wordNumbers());
  const grams = indexed(foldedRows, foldedColumns, gramNumbers());
  const best = new Best(rows.length, columns.length);
  const wordDots = new Float64Array(columns.length);
  const gramDots = new Float64Array(columns.length);
  for (let row = 0; row < rows.length; row++) {
    addDots(words, row, wordDots);
    addDots(grams, row, gramDots);
    const wordNorm = words.rowNorms[row]!;
    const gramNorm = grams.rowNorms[row]!;
    for (let column = 0; column < columns.length; column++) {
      const wordDot = wordDots[column]!;
      const gramDot = gramDots[column]!;
      if (wordDot === 0 && gramDot === 0) continue;
      wordDots[column] = 0;
      gramDots[column] = 0;
      const columnNorm = words.columnNorms[column]!;
      const byGrams = ratio(gramDot, gramNorm * grams.columnNorms[column]!);
      const byWords = ratio(wordDot, wordNorm * columnNorm);
      const likeness = (byGrams + byWords) / 2;
      if (!best.wants(row, column, likeness)) continue;
      best.take({
        row,
        column,
        grams: byGrams,
        words: byWords,
        rowCovered: Math.min(1, ratio(wordDot, wordNorm ** 2)),
        columnCovered: Math.min(1, ratio(wordDot, columnNorm ** 2)),
        likeness,
      });
    }
  }
  return best.pairs();
}

const ratio = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);

/** Lower case without accents; everything but letters and digits is a single blank. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Gives each feature of a folded segment its number, counting from 0 in order of appearance, repeats included. */
type Numbers = (folded: string) => readonly number[];

function wordNumbers(): Numbers {
  const known = new Map<string, number>();
  return folded =>
    folded === ''
      ? []
      : folded.split(' ').map(word => {
          const number = known.get(word) ?? known.size;
          if (number === known.size) known.set(word, number);
          return number;
        });
}

/** Four characters packed into twenty bits: letters have their own five, digits share some, other scripts too. */
function gramNumbers(): Numbers {
  const known = new Int32Array(1 << 20);
  let count = 0;
  return folded => {
    const numbers: number[] = [];
    if (folded === '') return numbers;
    let gram = 0;
    for (let at = -1; at <= folded.length; at++) {
      gram = ((gram << 5) | smallCode(folded.charCodeAt(at))) & 0xfffff;
      if (at < 2) continue;
      known[gram] ||= ++count;
      numbers.push(known[gram]! - 1);
    }
    return numbers;
  };
}

/** Blanks and the ends of the text are 0, a to z 1 to 26. */
function smallCode(code: number): number {
  if (Number.isNaN(code) || code === 32) return 0;
  return code >= 97 && code <= 122 ? code - 96 : 27 + (code % 5);
}

/** Different features of a segment and how often each occurs in it. */
type Bag = { readonly features: Int32Array; readonly times: Uint16Array };

type Index = {
  readonly rows: readonly Bag[];
  readonly rowNorms: Float64Array;
  readonly columnNorms: Float64Array;
  /** Feature f stands in the columns `postings[starts[f]..starts[f + 1]]`; none for one that is left out. */
  readonly starts: Int32Array;
  readonly postings: Int32Array;
  readonly postingWeights: Float32Array;
  readonly rarity: Float64Array;
};

function indexed(rows: readonly string[], columns: readonly string[], numbersOf: Numbers): Index {
  const bag = bagger();
  const rowBags = rows.map(row => bag(numbersOf(row)));
  const columnBags = columns.map(column => bag(numbersOf(column)));
  const size = 1 + largestFeature([...rowBags, ...columnBags]);
  const inRows = segmentCounts(rowBags, size);
  const inColumns = segmentCounts(columnBags, size);
  const segments = rows.length + columns.length;
  const rarity = new Float64Array(size);
  for (let feature = 0; feature < size; feature++)
    rarity[feature] = Math.log(1 + segments / (inRows[feature]! + inColumns[feature]!));
  const used = worthComparing(inRows, inColumns);
  const starts = new Int32Array(size + 1);
  for (let feature = 0; feature < size; feature++)
    starts[feature + 1] = starts[feature]! + (used[feature] ? inColumns[feature]! : 0);
  const next = starts.slice();
  const postings = new Int32Array(starts[size]!);
  const postingWeights = new Float32Array(starts[size]!);
  columnBags.forEach(({ features, times }, column) => {
    features.forEach((feature, at) => {
      if (!used[feature]) return;
      const place = next[feature]!++;
      postings[place] = column;
      postingWeights[place] = weight(times[at]!, rarity[feature]!);
    });
  });
  const norms = (bags: readonly Bag[]) => Float64Array.from(bags, one => normOf(one, rarity));
  return {
    rows: rowBags,
    rowNorms: norms(rowBags),
    columnNorms: norms(columnBags),
    starts,
    postings,
    postingWeights,
    rarity,
  };
}

const weight = (times: number, rarity: number): number => (1 + Math.log(times)) * rarity;

function normOf({ features, times }: Bag, rarity: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < features.length; at++) sum += weight(times[at]!, rarity[features[at]!]!) ** 2;
  return Math.sqrt(sum);
}

/** Counts the features of one segment after another, with one scratch table for all of them. */
function bagger(): (numbers: readonly number[]) => Bag {
  // Where each feature stands in the bag being filled, counted from 1; 0 between bags.
  let places = new Int32Array(4096);
  return numbers => {
    const features = new Int32Array(numbers.length);
    const times = new Uint16Array(numbers.length);
    let size = 0;
    for (const number of numbers) {
      if (number >= places.length) places = grown(places, number);
      if (places[number] === 0) {
        features[size] = number;
        places[number] = ++size;
      }
      const place = places[number]! - 1;
      if (times[place]! < 65_535) times[place]!++;
    }
    for (let at = 0; at < size; at++) places[features[at]!] = 0;
    return { features: features.slice(0, size), times: times.slice(0, size) };
  };
}

function grown(table: Int32Array<ArrayBuffer>, index: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * (index + 1));
  larger.set(table);
  return larger;
}

function largestFeature(bags: readonly Bag[]): number {
  let largest = -1;
  for (const { features } of bags) for (const feature of features) if (feature > largest) largest = feature;
  return largest;
}

/** In how many segments each feature stands. */
function segmentCounts(bags: readonly Bag[], size: number): Int32Array {
  const counts = new Int32Array(size);
  for (const { features } of bags) for (const feature of features) counts[feature]!++;
  return counts;
}

/** Marks the features on both sides, without the most expensive, commonest ones that would break the budget. */
function worthComparing(inRows: Int32Array, inColumns: Int32Array): Uint8Array {
  const used = new Uint8Array(inRows.length);
  let total = 0;
  for (let feature = 0; feature < used.length; feature++) {
    const cost = inRows[feature]! * inColumns[feature]!;
    used[feature] = cost > 0 ? 1 : 0;
    total += cost;
  }
  if (total <= budget) return used;
  const cost = (feature: number): number => inRows[feature]! * inColumns[feature]!;
  const expensive = Int32Array.from(used.keys()).sort((a, b) => cost(b) - cost(a) || a - b);
  for (const feature of expensive) {
    if (total <= budget) break;
    used[feature] = 0;
    total -= cost(feature);
  }
  return used;
}

function addDots(index: Index, row: number, dots: Float64Array): void {
  const { features, times } = index.rows[row]!;
  const { starts, postings, postingWeights, rarity } = index;
  for (let at = 0; at < features.length; at++) {
    const feature = features[at]!;
    const end = starts[feature + 1]!;
    const own = weight(times[at]!, rarity[feature]!);
    for (let place = starts[feature]!; place < end; place++)
      dots[postings[place]!]! += own * postingWeights[place]!;
  }
}

/** Keeps the best few pairs of each row and each column. Of equally alike ones the earlier stays. */
class Best {
  readonly #rows: Pair[][];
  readonly #columns: Pair[][];
  readonly #kept: number;

  constructor(rowCount: number, columnCount: number) {
    this.#kept = keptOf(rowCount + columnCount);
    this.#rows = Array.from({ length: rowCount }, () => []);
    this.#columns = Array.from({ length: columnCount }, () => []);
  }

  /** True when a pair of this likeness would stay among the best of its row or of its column. */
  wants(row: number, column: number, value: number): boolean {
    return this.#hasRoom(this.#rows[row]!, value) || this.#hasRoom(this.#columns[column]!, value);
  }

  take(pair: Pair): void {
    this.#insert(this.#rows[pair.row]!, pair);
    this.#insert(this.#columns[pair.column]!, pair);
  }

  pairs(): Pair[] {
    const all = new Set([...this.#rows, ...this.#columns].flat());
    return [...all].sort((a, b) => a.row - b.row || a.column - b.column);
  }

  #hasRoom(best: readonly Pair[], value: number): boolean {
    return best.length < this.#kept || best[this.#kept - 1]!.likeness < value;
  }

  #insert(best: Pair[], pair: Pair): void {
    const value = pair.likeness;
    if (!this.#hasRoom(best, value)) return;
    let at = best.length;
    while (at > 0 && best[at - 1]!.likeness < value) at--;
    best.splice(at, 0, pair);
    if (best.length > this.#kept) best.pop();
  }
}
