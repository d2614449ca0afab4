import { readData } from './data.ts';
import { fold } from './fold.ts';

let keys: ReadonlySet<string> | undefined;

/** True for a name of two words that news has in this order only: "united nations". `key` is folded. */
export function isEnglishName(key: string): boolean {
  keys ??= new Set((JSON.parse(readData('english-names.json')) as string[]).map(fold));
  return keys.has(key);
}
