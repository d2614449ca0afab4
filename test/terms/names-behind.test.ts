import { describe, expect, it } from 'vitest';
import {
  isEnglishName,
  isEnglishPlace,
  isEnglishSurname,
  isGivenName,
  knownBehind,
  mayBeginKnown,
  placesBehind,
  regionByShort,
  spanishNamesFrom,
  spanishPlaces,
  surnamesBehind,
} from '../../src/terms/index.ts';

const names = (phrase: string) => placesBehind(phrase).map(({ name }) => name);

describe('placesBehind', () => {
  it.each([
    ['walnuts', 'Nogales'],
    ['good airs', 'Buenos Aires'],
    ['old apiary', 'Colmenar Viejo'],
    ['city victoria', 'Ciudad Victoria'],
  ])('%s: %s', (phrase, name) => {
    expect(names(phrase)).toContain(name);
  });

  it('is empty for everyday words, half phrases and names themselves', () => {
    for (const phrase of ['yesterday', 'walnuts of', 'the', '', 'nogales', 'zzz'])
      expect(names(phrase)).toEqual([]);
  });

  it('answers what is rendered word for word first', () => {
    expect(names('black river')[0]).toMatch(/^R[ií]o ?[Nn]egro$/);
    expect(names('walnuts')[0]).toBe('Nogales');
  });

  it('knows no places of the United States', () => {
    expect([...spanishPlaces()].filter(({ region }) => region.startsWith('US'))).toEqual([]);
  });
});

describe('knownBehind', () => {
  it('finds clubs, papers and groups', () => {
    expect(knownBehind('blue cross')).toContainEqual({ name: 'Cruz Azul', kind: 'club' });
    expect(knownBehind('the hour')).toContainEqual({ name: 'La Hora', kind: 'newspaper' });
    expect(knownBehind('black eagles')).toContainEqual({ name: 'Águilas Negras', kind: 'group' });
    expect(knownBehind('blue yesterday')).toEqual([]);
  });

  it('tells what none begins with', () => {
    expect(mayBeginKnown('blue')).toBe(true);
    expect(mayBeginKnown('zzz')).toBe(false);
  });
});

describe('people', () => {
  it('knows given names and the surnames behind English words', () => {
    expect(isGivenName('Rocio')).toBe(true);
    expect(isGivenName('Walter')).toBe(false);
    expect(surnamesBehind('hangman')).toContain('Verdugo');
    expect(surnamesBehind('zzz')).toEqual([]);
    expect(isEnglishSurname('Church')).toBe(true);
    expect(isEnglishSurname('Hangman')).toBe(false);
  });
});

describe('names of both worlds', () => {
  it('knows places that English named with everyday words', () => {
    expect(isEnglishPlace('White Plains')).toBe(true);
    expect(isEnglishPlace('Good Airs')).toBe(false);
  });

  it('knows the order of well-known names', () => {
    expect(isEnglishName('united nations')).toBe(true);
    expect(isEnglishName('nations united')).toBe(false);
  });

  it('knows the short forms of states', () => {
    for (const short of ['NL', 'N.L.', 'nl']) expect(regionByShort(short)?.english).toBe('Nuevo León');
    expect(regionByShort('zz')).toBeUndefined();
  });

  it('knows Spanish names of the world, the longest first', () => {
    expect(spanishNamesFrom('Londres')).toMatchObject([{ english: 'London', words: 1, kind: 'places' }]);
    expect(spanishNamesFrom('Corea').map(({ words }) => words)).toEqual([3, 3, 1]);
    expect(spanishNamesFrom('London')).toEqual([]);
  });
});
