import { describe, expect, it } from 'vitest';
import { withLineBreaksOf } from '../../../src/web/forms/decision-form.ts';
import { ranges } from '../../../src/web/present/desk.ts';
import { quoteShared, sentencesOf } from '../../../src/web/present/shared-sentence.ts';
import { trackedWords, withSigns } from '../../../src/web/present/tracked-text.ts';

const tracked = (before: string, after: string): string =>
  trackedWords(before, after)
    .map(({ as, text }) => (as === 'del' ? `-${text}-` : as === 'ins' ? `+${text}+` : text))
    .join('');

describe('tracked replacements', () => {
  it('shows a short one as one: struck, then written', () => {
    expect(tracked('government of USA', 'U.S. government')).toBe('-government of USA-+U.S. government+');
    expect(tracked('whose', '')).toBe('-whose-');
    expect(tracked('', ' —')).toBe('+ —+');
    expect(tracked(" '", "'")).toBe("-␣'-+'+");
  });

  it('compares a long one word by word, never letter by letter', () => {
    const long =
      'The purpose is to stop organized crime that operates transnationally to traffic fentanyl from Mexico';
    expect(tracked(long, long.replace('operates', 'works'))).toBe(
      long.replace('operates', '-operates-+works+'),
    );
  });

  it('leaves alone the white space that both begin or end with', () => {
    expect(tracked('one\n\n', 'two\n\n')).toBe('-one-+two+¶');
    expect(tracked(' one', ' two')).toBe(' -one-+two+');
    expect(tracked('a ', 'a  ')).toBe('-a-+a␣+ ');
  });

  it('shows marks that turn the direction of writing', () => {
    expect(withSigns('a\u202Eb\u2069')).toBe('a⇄b⇄');
    expect(tracked('a\u202E', 'b')).toBe('-a⇄-+b+');
  });

  it('makes white space visible where it would be overlooked', () => {
    expect(withSigns(' two  words\r\nand ')).toBe('␣two␣␣words¶and␣');
    expect(withSigns('\n\n')).toBe('¶');
    expect(withSigns('plain words')).toBe('plain words');
  });
});

describe('quoting the second article', () => {
  const paragraph =
    'Cartels are rich. Sergio Valenzuela, aka “Gio,” runs drug-trafficking operations for the Sinaloa cartel in the Nogales, Mexico/Nogales, Arizona, region, and officers seize shipments almost daily, according to Troy A. Miller, acting commissioner of CBP. Nobody else spoke.';

  it('cuts sentences, not at initials or titles', () => {
    const cut = (text: string) => sentencesOf(text).map(({ start, end }) => text.slice(start, end).trim());
    expect(cut('Troy A. Miller spoke. “So it is.” He left.')).toEqual([
      'Troy A. Miller spoke.',
      '“So it is.”',
      'He left.',
    ]);
    expect(cut('Mr. Smith of the U.S. Army came')).toEqual(['Mr. Smith of the U.S. Army came']);
    expect(cut('')).toEqual(['']);
  });

  it('puts what is shared in full ink, with a few words around', () => {
    const { strong, cutBefore, cutAfter } = quoteShared(
      paragraph,
      'the plaza boss of the Sinaloa Cartel in Nogales',
    );
    expect(strong).toContain('Sinaloa cartel in the Nogales');
    expect(strong.length).toBeLessThan(180);
    expect([cutBefore, cutAfter]).toEqual([false, true]);
  });

  it('holds the words that a finding points at', () => {
    const start = paragraph.indexOf('Troy');
    expect(quoteShared(paragraph, 'nothing shared', { start, end: start + 4 }).strong).toContain(
      'Troy A. Miller',
    );
  });

  it('loses nothing when it is whole', () => {
    const { before, strong, after, cutBefore, cutAfter } = quoteShared(paragraph, 'Sinaloa', undefined, true);
    expect(before + strong + after).toBe(paragraph);
    expect([cutBefore, cutAfter]).toEqual([false, false]);
  });
});

describe('small words', () => {
  it('names runs of paragraphs as the page counts them', () => {
    expect(ranges([3, 7, 8, 9, 10, 11, 12])).toBe('4, 8–13');
    expect(ranges([0, 1, 5])).toBe('1, 2, 6');
    expect(ranges([])).toBe('');
  });

  it('gives a text its own line breaks back', () => {
    expect(withLineBreaksOf('a\r\nb', 'a\r\nb')).toBe('a\r\nb');
    expect(withLineBreaksOf('a\nb', 'a\r\nc')).toBe('a\nc');
    expect(withLineBreaksOf('a\rb', 'a\r\nb')).toBe('a\rb');
    expect(withLineBreaksOf('a', 'a\r\nb')).toBe('a\nb');
  });
});
