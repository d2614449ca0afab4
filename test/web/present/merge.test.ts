import { describe, expect, it } from 'vitest';
import { mergeWords } from '../../../src/web/present/merge.ts';

const before = 'The cartel ships drugs to the north, the police said on Monday.';

describe('two who write in the same paragraph', () => {
  it('keeps both where they changed other words', () => {
    const mine = before.replace('ships', 'moves').replace('Monday', 'Sunday night');
    const present = before.replace('The cartel', 'This old cartel').replace('police', 'U.S. police');
    expect(mergeWords(before, mine, present)).toBe(
      'This old cartel moves drugs to the north, the U.S. police said on Sunday night.',
    );
  });

  it('gives up where both changed the same words, or put in at the same place', () => {
    expect(
      mergeWords(before, before.replace('ships', 'moves'), before.replace('ships', 'sends')),
    ).toBeUndefined();
    expect(mergeWords(before, `${before} No.`, `${before} Yes.`)).toBeUndefined();
  });

  it('leaves the present text alone where nothing of mine changed', () => {
    expect(mergeWords(before, before, 'Something else.')).toBe('Something else.');
  });
});
