import { describe, expect, it } from 'vitest';
import { isLoanword, spanishWord } from '../../src/terms/spanish-words.ts';

describe('spanish words', () => {
  it.each([
    // Function words and auxiliaries.
    ['el', 'function', 'the'],
    ['según', 'function', 'according to'],
    ['cuando', 'function', 'when'],
    ['está', 'function', 'is'],
    ['fueron', 'function', 'were'],
    // Nouns and adjectives.
    ['ayuntamiento', 'content', 'city council'],
    ['detenciones', 'content', 'arrests'],
    ['jueces', 'content', 'judges'],
    ['ciudades', 'content', 'cities'],
    ['jóvenes', 'content', 'young people'],
    ['imágenes', 'content', 'images'],
    ['niñas', 'content', 'children'],
    ['directora', 'content', 'director'],
    ['alemana', 'content', 'German'],
    ['presuntos', 'content', 'alleged'],
    ['noticias', 'content', 'news'],
    ['ayer', 'content', 'yesterday'],
    // Verbs.
    ['informó', 'content', 'reported'],
    ['detuvieron', 'content', 'arrested'],
    ['dijo', 'content', 'said'],
    ['obtuvo', 'content', 'obtained'],
    ['muestran', 'content', 'show'],
    ['realizará', 'content', 'will carry out'],
    ['podrían', 'content', 'could'],
    ['desarmando', 'content', 'disarming'],
    ['robaron', 'content', 'stole'],
    ['asaltó', 'content', 'robbed'],
    ['asesinados', 'content', 'murdered'],
    ['busque', 'content', 'look for'],
    ['exija', 'content', 'demand'],
    ['huyó', 'content', 'fled'],
    ['tendrán', 'content', 'will have'],
    ['trasladarse', 'content', 'transfer'],
    // People by their towns.
    ['tapatío', 'demonym', 'Guadalajara'],
    ['tapatías', 'demonym', 'Guadalajara'],
    ['sinaloense', 'demonym', 'Sinaloa'],
    ['jujeños', 'demonym', 'Jujuy'],
    ['leonesa', 'demonym', 'León'],
    ['porteño', 'demonym', 'Buenos Aires'],
    ['costarricenses', 'demonym', 'Costa Rican'],
  ] as const)('%s: %s, "%s"', (word, kind, gloss) => {
    expect(spanishWord(word)).toEqual({ kind, gloss });
  });

  it.each([
    ['policia', 'police'],
    ['tapatio', 'Guadalajara'],
    ['elecciones', 'elections'],
    ['informo', 'report'],
    ['espanol', 'Spanish'],
    ['ministerio', 'ministry'],
    ['dispararan', 'shoot'],
  ])('%s needs no accent', (word, gloss) => {
    expect(spanishWord(word)?.gloss).toBe(gloss);
  });

  it.each([
    'walnuts',
    'scion',
    'suspicion',
    'session',
    'decision',
    'reunion',
    'heroin',
    'xylazine',
    'nogales',
    'of',
    'and',
    'government',
    'police',
    '',
    'qwrtz',
    'a'.repeat(99_999),
  ])('does not know %.20s', word => {
    expect(spanishWord(word)).toBeUndefined();
  });

  it.each([
    'vectorización',
    'vectorizaciones',
    'esponjosidad',
    'nuclearmente',
    'entronizamiento',
    'vectorizacion',
  ])('knows %s by its ending, without a gloss', word => {
    expect(spanishWord(word)).toEqual({ kind: 'content' });
  });

  it('answers forms that English has, too: the detector asks the dictionary', () => {
    for (const word of ['final', 'once', 'sin', 'son', 'hospital', 'dice'])
      expect(spanishWord(word)).toBeDefined();
  });
});

describe('loanwords', () => {
  it.each([
    'plaza',
    'barrios',
    'campesino',
    'campesinos',
    'sicarios',
    'quinceañera',
    'empanadas',
    'fujimorista',
    'chavistas',
    'páramo',
    'pupusas',
    'rebozo',
  ])('%s stays as it is', word => {
    expect(isLoanword(word)).toBe(true);
  });

  it.each([
    'ayuntamiento',
    'detenido',
    'policía',
    'derecho',
    'de',
    'son',
    'gobierno',
    'bomba',
    'walnuts',
    '',
  ])('%s does not', word => {
    expect(isLoanword(word)).toBe(false);
  });
});
