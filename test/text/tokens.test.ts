import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from '../../src/text/tokens.ts';

const cut = (text: string): string[] => tokenize(text).map(token => token.text);

describe('tokenize', () => {
  it('keeps contractions, owners and prefixed names whole', () => {
    expect(cut("Miller's O’Brien's men don't")).toEqual([
      "Miller's",
      'O’Brien’s'.replace('’s', "'s"),
      'men',
      "don't",
    ]);
  });

  it('keeps a lost space after a closing quotation mark apart', () => {
    expect(cut("'El Gigio'who")).toEqual(["'", 'El', 'Gigio', "'", 'who']);
  });

  it('keeps the points and commas of a figure inside it', () => {
    expect(cut('10,967 pounds, 3.5%.')).toEqual(['10,967', 'pounds', ',', '3.5', '%', '.']);
  });

  it('cuts a letter from a figure', () => {
    expect(cut('25people')).toEqual(['25', 'people']);
  });

  it('counts a character outside the basic plane as one mark of two units', () => {
    expect(tokenize('a😀b').map(({ start, end }) => [start, end])).toEqual([
      [0, 1],
      [1, 3],
      [3, 4],
    ]);
  });

  it('gives back every unit that is not blank, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), text => {
        let at = 0;
        for (const token of tokenize(text)) {
          expect(text.slice(at, token.start).replace(/[\s\u200B\u2060\uFEFF]/g, '')).toBe('');
          expect(token.text).toBe(text.slice(token.start, token.end));
          expect(token.end).toBeGreaterThan(token.start);
          at = token.end;
        }
        expect(text.slice(at).replace(/[\s\u200B\u2060\uFEFF]/g, '')).toBe('');
      }),
    );
  });
});
