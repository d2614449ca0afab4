/** Looks up each word of the file named on the command line, with nspell and nothing else. */
import { readFileSync } from 'node:fs';
import dictionary from 'dictionary-en';
import nspell from 'nspell';

const spell = nspell(Buffer.from(dictionary.aff), Buffer.from(dictionary.dic));
const words = readFileSync(process.argv[2]!, 'utf8').match(/\p{L}[\p{L}'’]*/gu) ?? [];
console.log(words.filter(word => !spell.correct(word)).length);
