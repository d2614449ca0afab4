import { writeFileSync } from 'node:fs';
import { expandDictionary } from './expand-dictionary.ts';

/**
 * Makes data/words.txt from the npm package dictionary-en: every form, one a line, sorted by code units. Run by
 * hand when that package changes: `node src/terms/compile-words.ts`.
 */
const words = [...expandDictionary()].sort();
writeFileSync(new URL('./data/words.txt', import.meta.url), `${words.join('\n')}\n`);
process.stdout.write(`${words.length} forms\n`);
