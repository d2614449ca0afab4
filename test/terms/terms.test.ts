import { describe, expect, it } from 'vitest';
import {
  fold,
  frequency,
  institutionByEnglish,
  institutionByShort,
  institutions,
  isCommonEnglish,
  isEnglish,
  isPlace,
  isPlaceWord,
  placesNamed,
  placesOf,
  pluralOf,
  regionsNamed,
  renderingsOf,
  sensesOf,
} from '../../src/terms/index.ts';

describe('dictionary', () => {
  it.each(['walnuts', 'Walnuts', 'CARTEL', 'unrecognizable', 'happier', 'Miller’s', 'Sonora', 'xylazine'])(
    'knows %s',
    word => {
      expect(isEnglish(word)).toBe(true);
    },
  );

  it.each(['recognise', 'neighbourhood', 'travelled', 'centre', 'anaesthetic', 'defence', 'analysing'])(
    'accepts the British %s',
    word => {
      expect(isEnglish(word)).toBe(true);
    },
  );

  it.each(['heroinas', 'Sonorafor', 'sonora', 'nogales', 'a'.repeat(100_000)])(
    'does not know %.20s',
    word => {
      expect(isEnglish(word)).toBe(false);
    },
  );

  it('tells a common word from a name', () => {
    expect(isCommonEnglish('Walnuts')).toBe(true);
    expect(isCommonEnglish('Sonora')).toBe(false);
  });

  it('knows how often a word is said', () => {
    expect(frequency('the')).toBeGreaterThan(frequency('whose'));
    expect(frequency('qwrtz')).toBe(0);
  });
});

describe('gazetteer', () => {
  it('has Nogales of Sonora as the largest', () => {
    expect(placesNamed('NOGALES')[0]).toMatchObject({ name: 'Nogales', region: 'MX 26' });
    expect(placesOf('MX 26').map(({ name }) => name)).toContain('Hermosillo');
  });

  it('finds regions by Spanish and English name, accents or none', () => {
    expect(regionsNamed('Nuevo Leon')[0]?.key).toBe('MX 19');
    expect(regionsNamed('Spain')[0]?.spanish).toBe('España');
    expect(isPlace('Potosí')).toBe(true);
    expect(isPlaceWord('obregon')).toBe(true);
    expect(isPlace('Sonorafor')).toBe(false);
  });
});

describe('name lexicon', () => {
  it.each([
    ['Nogales', 'walnuts'],
    ['Cruz Azul', 'blue cross'],
    ['Cruz Azul', 'cross blue'],
    ['San Luis de la Paz', 'saint luis of the peace'],
    ['Ciudad Victoria', 'city victoria'],
    ['Independiente Santa Fe', 'santa fe independent'],
    ['Rosario Central', 'central rosary'],
    ['Las Rosas', 'the roses'],
    ['Medias Rojas', 'red averages'],
    ['Peña Nieto', 'rock nieto'],
    ['Águilas Negras', 'black eagles'],
    ['Nogales', 'walnut'],
    ['Gómez Palacio', 'gomez palace'],
    ['La Libertad', 'la liberty'],
    ['Zaragoza (La Purísima)', 'saragossa'],
    ['Zaragoza (La Purísima)', 'the immaculate'],
    ['San José del Cabo', 'saint joseph of the cape'],
    ['Boca del Río', 'river mouth'],
    ['Valle de Bravo', 'valley de brave'],
    ['Nueva Rosita', 'new little rose'],
    ['Nuestra Señora del Buen Pastor', 'our lady of the good shepherd'],
    ['Deportivo Cruz Azul', 'deportivo blue cross'],
    ['Buenavista', 'good view'],
    ['Villaflores', 'flower village'],
    ['Rionegro', 'black river'],
    ['Montehondo', 'deep mountain'],
    ['Naranjito', 'little orange tree'],
    ['Santiaguito', 'little saint james'],
    ['Campillos', 'little fields'],
    ['La Contadora', 'the accountant'],
    ['De Paul', 'from paul'],
    ['Petro', 'petrol'],
    ['El Chueco', 'the crooked'],
    ['Los Mochis', 'the mochis'],
    ['Alcalá de Henares', 'alcala of henares'],
    ['Puerto Castilla', 'port castile'],
    ['Hidalgo del Parral', 'hidalgo of the grapevine'],
    ['Treinta y Tres', 'thirty three'],
    ['Treinta y Tres', 'thirty-three'],
    ['Santa Cruz del Norte', 'saint north cross'],
    ['Lomas del Sur', 'hills south'],
    ['Salta', 'jumps'],
    ['Comas', 'commas'],
    ['Plato', 'dish'],
    ['Santa Tecla', 'holy key'],
    ['Grandes Montañas', 'big mountains'],
    ['Rodrigo De Paul', 'rodrigo from paul'],
  ])('%s may become "%s"', (name, rendering) => {
    expect(renderingsOf(name)).toContain(rendering);
  });

  it.each([
    'Hermes',
    'Xochimilco',
    'Troy Miller',
    'Los Zuttas',
    'La Guajira',
    'Trujillo',
    'Murillito',
    'Chinchilla',
    'Higuita',
    '()',
    '',
  ])('has nothing for "%s"', name => {
    expect(renderingsOf(name)).toEqual([]);
  });

  it('never renders a name as itself', () => {
    for (const name of ['Nogales', 'La Paz', 'Rosa', 'San Juan', 'El Salto'])
      expect(renderingsOf(name)).not.toContain(fold(name));
  });

  it('looks accents up first, and does without', () => {
    expect(sensesOf('jardín')).toEqual(['garden']);
    expect(sensesOf('jardin')).toEqual(['garden']);
    expect(sensesOf('cortés')).toContain('courteous');
  });

  it('makes plurals', () => {
    expect(['walnut', 'berry', 'cross', 'wolf', 'fig tree', 'board of trustees'].map(pluralOf)).toEqual([
      'walnuts',
      'berries',
      'crosses',
      'wolves',
      'fig trees',
      'boards of trustees',
    ]);
    expect(['german', 'fireman', 'potato', 'goose', 'calf'].map(pluralOf)).toEqual([
      'germans',
      'firemen',
      'potatoes',
      'geese',
      'calves',
    ]);
  });

  it('keeps the renderings of a long name within bounds', () => {
    expect(renderingsOf('Villa Nueva de la Cruz de Piedra Blanca').length).toBeLessThan(1500);
    expect(renderingsOf('Santa Cruz '.repeat(40))).toEqual([]);
    expect(sensesOf('monte'.repeat(1000))).toEqual([]);
  });
});

describe('institutions', () => {
  it('are found by acronym and by English name', () => {
    expect(institutionByShort('Sedena')?.english).toBe('Ministry of National Defense');
    expect(institutionByShort('UN')?.short).toBe('ONU');
    expect(institutionByEnglish('the U.S. Customs and Border Protection')?.short).toBe('CBP');
  });

  it('have one entry a short form', () => {
    const shorts = institutions().map(({ short }) => short);
    expect(new Set(shorts).size).toBe(shorts.length);
  });
});
