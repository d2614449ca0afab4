import { wordSet } from '../text/word-set.ts';
import { readData } from './data.ts';
import { fold } from './fold.ts';

/** An agency, party or body: its Spanish short form, official or usual English name, Spanish names. */
export type Institution = {
  /** Missing where newspapers use none: Carabineros. */
  readonly short?: string;
  readonly english: string;
  readonly spanish: readonly string[];
  /** Where English has an acronym, or short words, of its own: UN for ONU. */
  readonly englishShort?: string;
  /** Words of which one stands nearby when these letters are meant and not their other readings: "tax" by IVA. */
  readonly beside?: string;
  /** Words beside which the letters mean something else. */
  readonly unless?: string;
  /** As in regions.json; bodies of several countries have none. */
  readonly country?: string;
  /** Where countries share a short form: the body that is meant most often. Without it, the first in the file. */
  readonly usual?: boolean;
};

/** An institution that has a short form. */
type Abbreviated = Institution & { readonly short: string };

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

/** What is meant by Spanish letters that English does not use: ONU (UN), T-MEC (USMCA), UCI (ICU). */
export const spanishAcronym = (
  short: string,
): (Abbreviated & { readonly englishShort: string }) | undefined =>
  withShort(short).find(
    (one): one is Abbreviated & { readonly englishShort: string } =>
      one.englishShort !== undefined && one.short === short.toUpperCase(),
  );

/** What kind of body it is, and where: translations may choose freely among these. */
const heads =
  wordSet(`ministry secretariat secretary department office agency bureau institute administration service
  directorate superintendency commission committee council board body entity unit system center centre attorney
  prosecutor ombudsman attorney's prosecutor's delegate's ombudsman's authority corporation directorate general
  national federal state republic nation country municipal the`);
const joiners = wordSet('of and the for on in to against with de del y la e & by at from');

/** Words that may stand for each other in a body's name. */
const alike: ReadonlyMap<string, string> = new Map(
  [
    'finance treasury finances hacienda economy',
    'security safety welfare protection wellbeing well-being',
    'workers worker labor labour employees work employment',
    'health healthcare sanitary sanitation',
    'electricity electric electrical power energy',
    'transport transportation transports transit traffic',
    'migration immigration migratory',
    'penitentiary prison prisons penitentiaries correctional rehabilitation reinsertion reintegration',
    'territorial land territory lands',
    'women gender woman',
    'affairs relations',
    'foreign external exterior abroad',
    'interior government governance governation home internal',
    'development promotion fostering encouragement',
    'fight combat fighting prevention against',
    'drug narcotics drugs anti-drug antidrug',
    'judicial judiciary justice judicature',
    'forensic legal',
    'weather meteorological meteorology',
    'tax taxes revenue fiscal taxation',
    'investigation investigations investigative research',
    'natural nature',
    'consumer consumers users',
    'disaster disasters emergency emergencies',
    'peasant peasants farmers farmer rural campesino',
    'indigenous native',
    'employers business entrepreneurs businessmen employer',
    'football soccer',
    'union trade',
    'army military armed forces',
    'citizen citizens public civic people’s',
    'social solidarity',
    'electoral elections',
    'people persons missing disappeared search',
    'communication communications',
    'supreme high',
    'information data',
    'infrastructure works',
    'oil petroleum hydrocarbons',
    'childhood children minors infancy adolescence family',
    'sport sports',
    'agriculture agricultural farming livestock cattle ranching',
  ].flatMap(group => group.split(' ').map(word => [word, group] as const)),
);

/** Words that say what a body is for, kind and country left out. */
const tellingWords = (words: readonly string[]): readonly string[] =>
  words.map(word => fold(word).replace(/'s$|'$/, '')).filter(word => !joiners.has(word) && !heads.has(word));

/** "Agrarian" is not "agricultural"; "environment" is "environmental" and "workers" stands for "labor". */
function isAlike(one: string, other: string): boolean {
  if (one === other || (alike.has(one) && alike.get(one) === alike.get(other))) return true;
  const shared = Math.max(4, Math.min(one.length, other.length) - 3);
  return one.length >= 4 && one.slice(0, shared) === other.slice(0, shared);
}

/** How the words of a text differ from those of an official name, order, kind and country apart. */
type Wording = {
  /** Words of the text that the official name does not have, and the other way round; folded. */
  readonly extra: readonly string[];
  readonly missing: readonly string[];
  /** How many words both have. */
  readonly shared: number;
};

/** Holds the words of a text against an official English name. Only the last ones count: as many as the name has. */
export function compareWording(words: readonly string[], official: string): Wording {
  const theirs = [...tellingWords(official.split(/[\s,]+/))];
  const ours = tellingWords(words).slice(-theirs.length || words.length);
  const extra: string[] = [];
  for (const word of ours) {
    const at = theirs.findIndex(one => isAlike(one, word));
    if (at >= 0) theirs.splice(at, 1);
    else extra.push(word);
  }
  return { extra, missing: theirs, shared: ours.length - extra.length };
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
