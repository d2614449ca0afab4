import { describe, expect, it } from 'vitest';
import { identifyLanguage, languageOf, paragraphsInSpanish } from '../../src/text/language.ts';
import { cutText } from '../../src/text/segment.ts';
import { nearlyEqual } from '../../src/text/warnings.ts';

const english =
  'The operation is carried out in coordination with the Drug Enforcement Administration and Homeland Security.';
const spanish =
  'El operativo se lleva a cabo en coordinación con la Administración de Control de Drogas y la oficina del gobierno.';
const article = (...paragraphs: string[]) => {
  const content = paragraphs.join('\n');
  return { content, segments: cutText(content) };
};

describe('identifyLanguage', () => {
  it('chooses between English and Spanish only', () => {
    expect(identifyLanguage(english)).toBe('en');
    expect(identifyLanguage(spanish)).toBe('es');
  });

  it('never judges a word or a heading', () => {
    expect(identifyLanguage('')).toBe('unknown');
    expect(identifyLanguage('Nogales')).toBe('unknown');
    expect(identifyLanguage('Decomisos superan los 20 millones de dólares')).toBe('unknown');
  });
});

describe('languageOf', () => {
  it('is that of most of the text', () => {
    expect(languageOf(article(english, spanish, english))).toBe('en');
    expect(languageOf(article(spanish, english, spanish))).toBe('es');
  });

  it('reads short paragraphs together', () => {
    expect(
      languageOf(article('The mayor left the city.', 'He was in a hurry.', 'Nobody knows why he did it.')),
    ).toBe('en');
    expect(languageOf(article('Nogales'))).toBe('unknown');
  });
});

describe('paragraphsInSpanish', () => {
  it('finds what was left untranslated', () => {
    expect(paragraphsInSpanish(article(english, spanish, english))).toEqual([1]);
  });

  it('does not mistake English full of Spanish names', () => {
    const names =
      'Andrés Manuel López Obrador, Claudia Sheinbaum Pardo, Adán Augusto López Hernández and Ricardo Monreal Ávila met in San Luis Río Colorado.';
    expect(paragraphsInSpanish(article(english, names))).toEqual([]);
  });
});

describe('nearlyEqual', () => {
  it('tells one text from two', () => {
    const long = `${english} ${english.toUpperCase().split(' ').reverse().join(' ')}`;
    expect(nearlyEqual(long, `${long} Indeed.`)).toBe(true);
    expect(nearlyEqual(english, spanish)).toBe(false);
    expect(nearlyEqual('', '')).toBe(true);
  });
});
