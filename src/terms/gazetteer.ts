import { readData } from './data.ts';
import { fold } from './fold.ts';

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

type Names = { spanish: string; english?: string };
type RegionFile = {
  countries: Record<string, Names>;
  regions: (Names & { country: string; code: string })[];
};

type Gazetteer = {
  /** By folded Spanish and English name; several regions may share one ("Amazonas"). */
  readonly regions: Map<string, Region[]>;
  readonly byKey: Map<string, Region>;
  /** By folded name, the largest first. */
  readonly places: Map<string, Place[]>;
  readonly placesOf: Map<string, Place[]>;
  /** Folded single words that names of places are made of. */
  readonly words: Set<string>;
};

let loaded: Gazetteer | undefined;
const gazetteer = (): Gazetteer => {
  loaded ??= load();
  return loaded;
};

/** Settlements of the Spanish-speaking countries and the US border states by that name, largest first. */
export const placesNamed = (name: string): readonly Place[] => gazetteer().places.get(fold(name)) ?? [];

/** Countries, states, provinces and departments by that Spanish or English name. */
export const regionsNamed = (name: string): readonly Region[] => gazetteer().regions.get(fold(name)) ?? [];

/** Settlements of a region (by its key), largest first. */
export const placesOf = (region: string): readonly Place[] => gazetteer().placesOf.get(region) ?? [];

export const regionOf = (place: Place): Region | undefined => gazetteer().byKey.get(place.region);

/** True for a settlement, region or country, whole. */
export const isPlace = (name: string): boolean => {
  const key = fold(name);
  return gazetteer().places.has(key) || gazetteer().regions.has(key);
};

/** True for a single word that stands in the name of some place: "Hermosillo", "Reynosa", "Potosí". */
export const isPlaceWord = (word: string): boolean => gazetteer().words.has(fold(word));

function load(): Gazetteer {
  const found: Gazetteer = {
    regions: new Map(),
    byKey: new Map(),
    places: new Map(),
    placesOf: new Map(),
    words: new Set(),
  };
  const { countries, regions } = JSON.parse(readData('regions.json')) as RegionFile;
  for (const [key, names] of Object.entries(countries)) addRegion(found, key, key, names);
  for (const { country, code, ...names } of regions) addRegion(found, `${country} ${code}`, country, names);
  for (const line of readData('gazetteer.txt').split('\n')) {
    const [region, names] = line.split('\t');
    if (region && names) addPlaces(found, region, names.split('|'));
  }
  for (const places of found.places.values()) if (places.length > 1) places.sort((a, b) => b.size - a.size);
  return found;
}

function addRegion(into: Gazetteer, key: string, country: string, names: Names): void {
  const region: Region = { key, country, spanish: names.spanish, english: names.english ?? names.spanish };
  into.byKey.set(key, region);
  for (const name of new Set([fold(region.spanish), fold(region.english)])) {
    addWords(into, name);
    const known = into.regions.get(name);
    if (known) known.push(region);
    else into.regions.set(name, [region]);
  }
}

function addPlaces(into: Gazetteer, region: string, names: readonly string[]): void {
  const places = names.map(entry => ({
    name: entry.slice(0, -1),
    region: into.byKey.has(region) ? region : region.slice(0, 2),
    size: Number(entry.at(-1)),
  }));
  for (const place of places) {
    const key = fold(place.name);
    addWords(into, key);
    const known = into.places.get(key);
    if (known) known.push(place);
    else into.places.set(key, [place]);
    const neighbours = into.placesOf.get(place.region);
    if (neighbours) neighbours.push(place);
    else into.placesOf.set(place.region, [place]);
  }
}

function addWords(into: Gazetteer, folded: string): void {
  for (const word of folded.split(/[ -]/)) if (word.length > 2) into.words.add(word);
}
