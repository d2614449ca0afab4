/**
 * Words that lie in one long text, found by their letters. Holds offsets into that text instead of a string for
 * each word: a set of 90,000 words is ready in some milliseconds, where a Set of strings took a tenth of a
 * second. Open addressing, never more than half full; words cannot be taken out.
 */
export class WordTable {
  readonly #text: string;
  /** Start, end and value of each entry, one after another; numbered from 1. */
  readonly #entries: Int32Array;
  /** Number of the entry in each slot, 0 where there is none. */
  readonly #slots: Int32Array;
  readonly #mask: number;
  #count = 0;

  /** `most`: how many different words will be added at most. */
  constructor(text: string, most: number) {
    const size = 2 ** Math.ceil(Math.log2(2 * most + 2));
    this.#text = text;
    this.#entries = new Int32Array(3 * (most + 1));
    this.#slots = new Int32Array(size);
    this.#mask = size - 1;
  }

  /**
   * Adds the word at `start..end` of the text with a value, 0 or more. Answers the value that it had before (the
   * new one takes its place), or -1. Throws a RangeError when there are more words than were announced.
   */
  add(start: number, end: number, value = 0): number {
    const slot = this.#slotOf(this.#text, start, end);
    const known = this.#slots[slot]!;
    if (known > 0) {
      const before = this.#entries[3 * known + 2]!;
      this.#entries[3 * known + 2] = value;
      return before;
    }
    this.#count++;
    if (3 * this.#count >= this.#entries.length) throw new RangeError('more words than announced');
    this.#slots[slot] = this.#count;
    this.#entries[3 * this.#count] = start;
    this.#entries[3 * this.#count + 1] = end;
    this.#entries[3 * this.#count + 2] = value;
    return -1;
  }

  has(word: string): boolean {
    return this.#slots[this.#slotOf(word, 0, word.length)] !== 0;
  }

  /** The value of a word, or -1. */
  get(word: string): number {
    const entry = this.#slots[this.#slotOf(word, 0, word.length)]!;
    return entry === 0 ? -1 : this.#entries[3 * entry + 2]!;
  }

  /** The slot that holds the word, or the free one where it belongs. */
  #slotOf(word: string, start: number, end: number): number {
    let slot = hashOf(word, start, end) & this.#mask;
    for (let entry = this.#slots[slot]!; entry !== 0; entry = this.#slots[slot]!) {
      if (this.#isEntry(entry, word, start, end)) return slot;
      slot = (slot + 1) & this.#mask;
    }
    return slot;
  }

  #isEntry(entry: number, word: string, start: number, end: number): boolean {
    const from = this.#entries[3 * entry]!;
    if (this.#entries[3 * entry + 1]! - from !== end - start) return false;
    for (let at = start; at < end; at++)
      if (word.charCodeAt(at) !== this.#text.charCodeAt(from + at - start)) return false;
    return true;
  }
}

/** FNV-1a over UTF-16 units, its high bits folded in because the table takes the low ones. */
function hashOf(word: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
}
