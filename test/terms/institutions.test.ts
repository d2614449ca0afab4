import { describe, expect, it } from 'vitest';
import { regionsNamed } from '../../src/terms/index.ts';
import {
  everyInstitution,
  institutionByEnglish,
  institutionByShort,
  institutionsByEnglish,
  institutionsByShort,
  institutionsBySpanish,
} from '../../src/terms/institutions.ts';
import { knownEnglish, knownNames } from '../../src/terms/known-names.ts';

describe('institutions', () => {
  it.each([
    ['Sedena', 'Ministry of National Defense'],
    ['SSPC', 'Ministry of Security and Citizen Protection'],
    ['ICE', 'Immigration and Customs Enforcement'],
    ['OPEP', 'Organization of the Petroleum Exporting Countries'],
    ['OPEC', 'Organization of the Petroleum Exporting Countries'],
    ['NATO', 'North Atlantic Treaty Organization'],
    ['PDI', 'Investigations Police'],
    ['PNP', 'National Police of Peru'],
    ['INE', 'National Electoral Institute'],
    ['EsSalud', 'Social Health Insurance'],
    ['MS-13', 'Mara Salvatrucha'],
  ])('%s is first of all the %s', (short, english) => {
    expect(institutionByShort(short)?.english).toBe(english);
    expect(institutionsByShort(short)[0]?.english).toBe(english);
  });

  it.each([
    ['INE', ['MX', 'GT', 'BO', 'CL', 'UY', 'PY', 'ES']],
    ['PDI', ['CL', 'MX']],
    ['PRD', ['MX', 'PA', 'DO']],
    ['Sebin', ['VE']],
    ['QXZ', []],
  ])('%s belongs to %j', (short, countries) => {
    expect(institutionsByShort(short).map(({ country }) => country)).toEqual(countries);
  });

  it.each([
    ['Guardia Civil', 'Civil Guard'],
    ['la Fiscalía General de la Nación', "Attorney General's Office"],
    ['Fiscalia General de la Nacion', "Attorney General's Office"],
    ['Agencia Tributaria', 'Tax Agency'],
  ])('%s is in English the %s', (spanish, english) => {
    expect(institutionsBySpanish(spanish)[0]?.english).toBe(english);
  });

  it('does not choose among countries that shorten the same name differently', () => {
    expect(institutionByEnglish('Ministry of Health')).toBeUndefined();
    expect(institutionsByEnglish('the Ministry of Health').length).toBeGreaterThan(3);
    expect(institutionByEnglish('National Electoral Council')?.short).toBe('CNE');
    expect(institutionByEnglish('Civil Guard')).toBeUndefined();
  });

  it('have one entry a short form and country, no blanks at the ends, and a country that is known', () => {
    const keys = everyInstitution().map(({ short, english, country }) => `${country} ${short ?? english}`);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    for (const { short, english, spanish, englishShort, country } of everyInstitution()) {
      for (const text of [short ?? 'x', english, englishShort ?? 'x', ...spanish])
        expect(text).toMatch(/^\S(?:.*\S)?$/);
      expect(country ?? 'MX').toMatch(/^[A-Z]{2}$/);
      expect(spanish.length).toBeGreaterThan(0);
    }
  });
});

describe('known names', () => {
  it.each([
    ['club', 'Rosario Central'],
    ['newspaper', 'Reforma'],
    ['party', 'Movimiento Ciudadano'],
    ['group', 'Clan del Golfo'],
    ['nickname', 'Rebaño Sagrado'],
    ['alias', 'El Chapo'],
    ['competition', 'Copa Libertadores'],
  ] as const)('of the kind %s: %s', (kind, name) => {
    expect(knownNames()[kind]).toContain(name);
  });

  it.each([
    ['Partido Revolucionario Institucional', ['Institutional Revolutionary Party']],
    ['La Libertad Avanza', ['Liberty Advances']],
    ['rebano sagrado', ['Guadalajara']],
    ['El Mencho', ['Nemesio Oseguera Cervantes']],
    ['Cártel del Golfo', ['Gulf Cartel']],
    ['Liguilla', ['playoffs']],
    ['Morena', []],
    ['Nogales', []],
  ])('%s is in English %j', (name, english) => {
    expect(knownEnglish(name)).toEqual(english);
  });

  it('tells of every club that bears a nickname', () => {
    expect(knownEnglish('Xeneizes')).toEqual(['Boca Juniors']);
    expect(knownEnglish('El Cacique')).toEqual(expect.arrayContaining(['Colo Colo', 'Guaraní']));
  });

  it('stand once in each kind, without blanks at the ends', () => {
    for (const list of Object.values(knownNames())) {
      expect(new Set(list).size).toBe(list.length);
      for (const name of list) expect(name).toMatch(/^\S(?:.*\S)?$/);
    }
  });
});

describe('regions', () => {
  it.each([
    ['Francisco Morazán', 'HN 08'],
    ['Cerro Largo', 'UY 03'],
    ['Matanzas', 'CU 03'],
    ['Alto Paraná', 'PY 01'],
    ['Guanacaste', 'CR 03'],
    ['Distrito Capital', 'VE 25'],
  ])('%s is %s', (name, key) => {
    expect(regionsNamed(name).map(region => region.key)).toContain(key);
  });
});
