import { readFileSync } from 'node:fs';

/** Reads a file of terms/data as text. */
export const readData = (name: string): string =>
  readFileSync(new URL(`./data/${name}`, import.meta.url), 'utf8');
