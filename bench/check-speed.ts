import { readFileSync } from 'node:fs';
import dictionary from 'dictionary-en';
import nspell from 'nspell';
import { analyse } from '../src/pipeline.ts';

/**
 * How long a check takes beside looking up each word of the same text with nspell alone, in one run and in turn.
 * Prints medians in ms per 1,000 words and the ratio; only the ratio means something on another machine.
 */
const content = readFileSync('corpus/nogales-plaza-spike/translation.txt', 'utf8');
const rounds = 30;
const spell = nspell(Buffer.from(dictionary.aff), Buffer.from(dictionary.dic));
const words = content.match(/\p{L}[\p{L}'’]*/gu) ?? [];

const timed = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};
const median = (times: number[]): number => times.sort((a, b) => a - b)[times.length >> 1]!;

// Both have read their words once before the first round counts.
const lookUp = (): void => {
  for (const word of words) spell.correct(word);
};
const check = (): void => {
  analyse({ translation: { content } });
};
lookUp();
check();
const ours: number[] = [];
const theirs: number[] = [];
for (let round = 0; round < rounds; round++) {
  theirs.push(timed(lookUp));
  ours.push(timed(check));
}
const per1000 = (ms: number): string => ((ms / words.length) * 1000).toFixed(1);
const [check1, spell1] = [median(ours), median(theirs)];
console.log(`check    ${per1000(check1)} ms per 1,000 words`);
console.log(`nspell   ${per1000(spell1)} ms per 1,000 words`);
console.log(`nspell / check = ${(spell1 / check1).toFixed(2)} (bar: 2)`);
