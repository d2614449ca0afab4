import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type Bench, median } from './measure.ts';

const rounds = 7;

/** Loading every list that checks read, beside nspell loading dictionary-en, in turn; and the memory it takes. */
export const load: Bench = async () => {
  const [ours, theirs]: [Loaded[], Loaded[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    theirs.push(loaded('nspell'));
    ours.push(loaded('walnuts'));
  }
  const of = (measured: readonly Loaded[], figure: keyof Loaded): number =>
    median(measured.map(one => one[figure]));
  return [
    {
      what: 'word lists loaded: ms; nspell with dictionary-en',
      ours: of(ours, 'ms').toFixed(0),
      beside: of(theirs, 'ms').toFixed(0),
      figure: of(ours, 'ms') / of(theirs, 'ms'),
      atMost: 1.5,
    },
    {
      what: 'word lists loaded: MB; nspell with dictionary-en',
      ours: of(ours, 'mb').toFixed(0),
      beside: of(theirs, 'mb').toFixed(0),
      figure: of(ours, 'mb'),
      atMost: 150,
    },
  ];
};

type Loaded = { readonly ms: number; readonly mb: number };

const loaded = (what: string): Loaded =>
  JSON.parse(
    execFileSync(process.execPath, ['--expose-gc', join(import.meta.dirname, 'bare/load-lists.ts'), what], {
      encoding: 'utf8',
    }),
  );
