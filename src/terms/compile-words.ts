import { copyFileSync, writeFileSync } from 'node:fs';
import { expandDictionary } from './expand-dictionary.ts';

/**
 * Makes data/words.txt from the npm package dictionary-en: every form, one a line, sorted by code units. Its
 * licence, which has to go along, lies beside it. Run by hand when that package changes:
 * `node src/terms/compile-words.ts`.
 */
const file = (name: string): URL => new URL(`./data/${name}`, import.meta.url);
const words = [...expandDictionary()].sort();
writeFileSync(file('words.txt'), `${words.join('\n')}\n`);
copyFileSync(new URL('license', import.meta.resolve('dictionary-en')), file('words-license.txt'));
process.stdout.write(`${words.length} forms\n`);
