import { readData } from './data.ts';
import { fold } from './fold.ts';
import { WordTable } from './word-table.ts';

/** A country, state, province or department. `english`: where English has its own form. */
export type Region = {
  /** "MX 26", or the country alone: "MX". */
  readonly key: string;
  readonly country: string;
  readonly spanish: string;
  readonly english: string;
};

/** A settlement. `size`: number of digits of its population. */
export type Place = { readonly name: string; readonly region: string; readonly size: number };

type Names = { spanish: string; english?: string; abbr?: string[] };
type RegionFile = {
  countries: Record<string, Names>;
  regions: (Names & { country: string; code: string })[];
};

type Gazetteer = {
  /** By folded Spanish and English name; several regions may share one ("Amazonas"). */
  readonly regions: ReadonlyMap<string, readonly Region[]>;
  readonly byKey: ReadonlyMap<string, Region>;
  /** By the short form that papers use, stops and case taken off: "nl", "son". */
  readonly byShort: ReadonlyMap<string, Region>;
  readonly lines: readonly Line[];
  /** Folded names of places; the value is the number of the last place by that name. */
  readonly names: WordTable;
  /** The place before it in the file that bears the same name, or -1. */
  readonly sameName: Int32Array;
  /** Folded single words that names of places are made of, and those of regions. */
  readonly words: WordTable;
  readonly regionWords: ReadonlySet<string>;
};

/** The places of one region, as the file has them; they are numbered through the file, from `first`. */
type Line = { readonly region: string; readonly names: string; readonly first: number };

const mostPlaces = 25_000;
const mostPlaceWords = 25_000;

let loaded: Gazetteer | undefined;
const gazetteer = (): Gazetteer => {
  loaded ??= load();
  return loaded;
};

/** Settlements of the Spanish-speaking countries and the US border states by that name, largest first. */
export function placesNamed(name: string): readonly Place[] {
  const { names, sameName } = gazetteer();
  const found: Place[] = [];
  for (let number = names.get(fold(name)); number >= 0; number = sameName[number]!)
    found.unshift(placeAt(number));
  return found.sort((a, b) => b.size - a.size);
}

/** Countries, states, provinces and departments by that Spanish or English name. */
export const regionsNamed = (name: string): readonly Region[] => gazetteer().regions.get(fold(name)) ?? [];

/** The state that Spanish papers shorten so: "NL", "N.L.", "Son.". */
export const regionByShort = (short: string): Region | undefined => gazetteer().byShort.get(bareShort(short));

const bareShort = (short: string): string => fold(short).replaceAll('.', '').replaceAll(' ', '');

/** Settlements of a region (by its key), largest first. */
export const placesOf = (region: string): readonly Place[] =>
  gazetteer().lines.flatMap(line => (line.region === region ? placesOn(line) : []));

/** Every settlement of the Spanish-speaking countries, region by region, and the regions themselves. */
export function* spanishPlaces(): Generator<Place> {
  for (const { key, country, spanish } of gazetteer().byKey.values())
    if (country !== 'US' && key !== country) yield { name: spanish, region: key, size: regionSize };
  for (const line of gazetteer().lines) if (!line.region.startsWith('US')) yield* placesOn(line);
}

/** A region counts like a town of a million. */
const regionSize = 7;

let english: ReadonlySet<string> | undefined;

/** True for a settlement of an English-speaking country that is named with everyday words: "White Plains". */
export function isEnglishPlace(name: string): boolean {
  english ??= new Set(readData('english-places.txt').split('\n').map(fold));
  return english.has(fold(name));
}

export const regionOf = (place: Place): Region | undefined => gazetteer().byKey.get(place.region);

/** True for a settlement, region or country, whole. */
export const isPlace = (name: string): boolean => {
  const key = fold(name);
  return gazetteer().names.has(key) || gazetteer().regions.has(key);
};

/** True for a single word that stands in the name of some place: "Hermosillo", "Reynosa", "Potosí". */
export const isPlaceWord = (word: string): boolean => {
  const key = fold(word);
  return gazetteer().words.has(key) || gazetteer().regionWords.has(key);
};

const onLine = new Map<Line, readonly Place[]>();

/** The places of a line, made when one of them is asked for. */
function placesOn(line: Line): readonly Place[] {
  let places = onLine.get(line);
  if (!places) {
    places = line.names
      .split('|')
      .map(entry => ({ name: entry.slice(0, -1), region: line.region, size: Number(entry.at(-1)) }));
    onLine.set(line, places);
  }
  return places;
}

function placeAt(number: number): Place {
  const line = gazetteer().lines.findLast(({ first }) => first <= number)!;
  return placesOn(line)[number - line.first]!;
}

function load(): Gazetteer {
  const text = readData('gazetteer.txt');
  const regions = loadRegions();
  return { ...regions, ...indexNames(fold(text)), lines: linesOf(text, regions.byKey) };
}

function loadRegions(): Pick<Gazetteer, 'regions' | 'byKey' | 'byShort' | 'regionWords'> {
  const file = JSON.parse(readData('regions.json')) as RegionFile;
  const regions = new Map<string, Region[]>();
  const byKey = new Map<string, Region>();
  const byShort = new Map<string, Region>();
  const regionWords = new Set<string>();
  const add = (key: string, country: string, { spanish, english = spanish, abbr = [] }: Names): void => {
    const region: Region = { key, country, spanish, english };
    byKey.set(key, region);
    if (country !== 'US')
      for (const short of abbr) if (!byShort.has(bareShort(short))) byShort.set(bareShort(short), region);
    for (const name of new Set([fold(spanish), fold(english)])) {
      for (const word of name.split(/[ -]/)) if (word.length > 2) regionWords.add(word);
      const known = regions.get(name);
      if (known) known.push(region);
      else regions.set(name, [region]);
    }
  };
  for (const [key, names] of Object.entries(file.countries)) add(key, key, names);
  for (const { country, code, ...names } of file.regions) add(`${country} ${code}`, country, names);
  return { regions, byKey, byShort, regionWords };
}

/** A region that regions.json does not have counts as its country. */
function linesOf(text: string, byKey: ReadonlyMap<string, Region>): Line[] {
  let first = 0;
  return text.split('\n').flatMap(line => {
    const [region, names] = line.split('\t');
    if (!region || !names) return [];
    const here = first;
    for (let at = names.indexOf('|'); at >= 0; at = names.indexOf('|', at + 1)) first++;
    first++;
    return { region: byKey.has(region) ? region : region.slice(0, 2), names, first: here };
  });
}

/** Reads the whole file folded: name by name that took ten times as long. */
function indexNames(folded: string): Pick<Gazetteer, 'names' | 'sameName' | 'words'> {
  const names = new WordTable(folded, mostPlaces);
  const words = new WordTable(folded, mostPlaceWords);
  const sameName = new Int32Array(mostPlaces);
  let number = 0;
  let start = 0;
  let wordStart = 0;
  for (let at = folded.indexOf('\t'); at >= 0 && at < folded.length; at++) {
    const unit = folded.charCodeAt(at);
    const ends = unit === bar || unit === newline;
    if (ends) {
      // The last character of an entry is its size.
      sameName[number] = names.add(start, at - 1, number);
      number++;
    }
    if (ends || unit === space || unit === hyphen) {
      const end = ends ? at - 1 : at;
      if (end - wordStart > 2) words.add(wordStart, end);
      wordStart = at + 1;
    }
    if (unit === newline) {
      at = folded.indexOf('\t', at);
      if (at < 0) break;
    }
    if (ends || unit === tab) {
      start = at + 1;
      wordStart = at + 1;
    }
  }
  return { names, sameName, words };
}

const tab = 9;
const newline = 10;
const space = 32;
const hyphen = 45;
const bar = 124;
