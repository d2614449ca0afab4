import { readData } from './data.ts';
import { fold } from './fold.ts';

/** An agency, party or body: its Spanish short form, official or usual English name, Spanish names. */
export type Institution = {
  /** Missing where newspapers use none: Carabineros. */
  readonly short?: string;
  readonly english: string;
  readonly spanish: readonly string[];
  /** Where English has an acronym of its own: UN for ONU. */
  readonly englishShort?: string;
  /** As in regions.json; bodies of several countries have none. */
  readonly country?: string;
  /** Where countries share a short form: the body that is meant most often. Without it, the first in the file. */
  readonly usual?: boolean;
};

/** An institution that has a short form. */
export type Abbreviated = Institution & { readonly short: string };

type Index = ReadonlyMap<string, readonly Institution[]>;

let list: readonly Institution[] | undefined;
let shorts: Index | undefined;
let english: Index | undefined;
let spanish: Index | undefined;

/** All institutions known, in the order of the file; bodies of different countries may share a short form. */
export function everyInstitution(): readonly Institution[] {
  list ??= JSON.parse(readData('institutions.json')) as Institution[];
  return list;
}

/** One institution for each short form: the most usual one. */
export const institutions = (): readonly Abbreviated[] =>
  everyInstitution()
    .filter(isAbbreviated)
    .filter(one => usualOf(withShort(one.short)) === one);

/** The institutions with that acronym, Spanish or English, in capitals or not ("Sedena"); INE: six countries. */
export const institutionsByShort = (short: string): readonly Institution[] => {
  const known = withShort(short);
  const usual = usualOf(known);
  return usual && usual !== known[0] ? [usual, ...known.filter(one => one !== usual)] : known;
};

/** The most usual of the institutions with that acronym. */
export const institutionByShort = (short: string): Institution | undefined => usualOf(withShort(short));

/** The institutions with that official English name; "the" and "U.S." before it do not count. */
export function institutionsByEnglish(name: string): readonly Institution[] {
  english ??= indexBy(one => [bare(one.english)]);
  return english.get(bare(name)) ?? [];
}

/** The institutions with that Spanish name; accents, capitals and "la" before it do not count. */
export function institutionsBySpanish(name: string): readonly Institution[] {
  spanish ??= indexBy(one => one.spanish.map(fold));
  return spanish.get(fold(name).replace(/^(?:el|la|los|las) /, '')) ?? [];
}

/**
 * The institution that an English name and its acronym can be held against. Nothing where countries that share
 * the name shorten it differently: "Ministry of Health" (MINSA, MINSAL).
 */
export function institutionByEnglish(name: string): Abbreviated | undefined {
  const [first, ...others] = institutionsByEnglish(name).filter(isAbbreviated);
  return others.every(one => one.short === first?.short) ? first : undefined;
}

function withShort(short: string): readonly Institution[] {
  shorts ??= indexBy(one => [one.short, one.englishShort].flatMap(key => key?.toUpperCase() ?? []));
  return shorts.get(short.toUpperCase()) ?? [];
}

const isAbbreviated = (one: Institution): one is Abbreviated => one.short !== undefined;

const usualOf = (known: readonly Institution[]): Institution | undefined =>
  known.find(({ usual }) => usual) ?? known[0];

function indexBy(keysOf: (one: Institution) => readonly string[]): Index {
  const index = new Map<string, Institution[]>();
  for (const one of everyInstitution())
    for (const key of new Set(keysOf(one))) {
      const known = index.get(key);
      if (known) known.push(one);
      else index.set(key, [one]);
    }
  return index;
}

const bare = (name: string): string => fold(name).replace(/^(?:the |u\.s\. |us )+/, '');
