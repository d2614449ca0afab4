import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expandDictionary } from '../../src/terms/expand-dictionary.ts';
import { WordTable } from '../../src/terms/word-table.ts';

describe('words.txt', () => {
  it('holds what the dictionary package expands to', () => {
    const file = readFileSync(join(import.meta.dirname, '../../src/terms/data/words.txt'), 'utf8');
    expect(file === `${[...expandDictionary()].sort().join('\n')}\n`).toBe(true);
  });
});

describe('a table of words', () => {
  const text = 'walnut|Peña|walnut|nut|';

  it('finds words by their letters', () => {
    const table = new WordTable(text, 3);
    expect([table.add(0, 6, 7), table.add(7, 11, 8), table.add(19, 22)]).toEqual([-1, -1, -1]);
    expect(['walnut', 'Peña', 'nut', 'wal', 'walnuts', 'pena', ''].map(word => table.get(word))).toEqual([
      7, 8, 0, -1, -1, -1, -1,
    ]);
    expect(table.has('nut')).toBe(true);
    expect(table.has('walnut|')).toBe(false);
  });

  it('answers the value that a word had before', () => {
    const table = new WordTable(text, 2);
    table.add(0, 6, 1);
    expect(table.add(12, 18, 2)).toBe(1);
    expect(table.get('walnut')).toBe(2);
  });

  it('takes no more words than announced', () => {
    const table = new WordTable('abc', 2);
    table.add(0, 1);
    table.add(1, 2);
    expect(() => table.add(2, 3)).toThrow(RangeError);
  });
});
