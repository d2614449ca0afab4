import { readData } from './data.ts';
import { fold } from './fold.ts';

/** What a well-known name is the name of. */
export type NameKind = 'club' | 'newspaper' | 'party' | 'group';

/** Kinds of names that stand for another: of clubs and national teams, of people; and of tournaments. */
export type ByNameKind = 'nickname' | 'alias' | 'competition';

/** Public figures with a word in their names that engines translate, given name and surname as news has them. */
type KnownPerson = 'person';

/** A name in the file: alone, or with what English papers write. */
type Entry = string | readonly [name: string, english: string];

type KnownNames = Readonly<Record<NameKind | ByNameKind | KnownPerson, readonly string[]>>;

let file: Readonly<Record<NameKind | ByNameKind | KnownPerson, readonly Entry[]>> | undefined;
let names: KnownNames | undefined;
let english: ReadonlyMap<string, readonly string[]> | undefined;

const entries = (): NonNullable<typeof file> => {
  file ??= JSON.parse(readData('known-names.json')) as NonNullable<typeof file>;
  return file;
};

/** Clubs, newspapers, parties, armed groups and so on whose names are made of common words, in Spanish. */
export function knownNames(): KnownNames {
  names ??= Object.fromEntries(
    Object.entries(entries()).map(([kind, list]) => [kind, [...new Set(list.map(nameOf))]] as const),
  ) as KnownNames;
  return names;
}

/**
 * What English papers write for a name, most usual first: its translation ("Voluntad Popular": Popular Will), for a
 * nickname the club or team ("Rebaño Sagrado": Guadalajara), for an alias the person. Empty for a name that stays
 * as it is. Accents and capitals do not count.
 */
export function knownEnglish(name: string): readonly string[] {
  english ??= indexEnglish();
  return english.get(fold(name)) ?? [];
}

function indexEnglish(): Map<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const entry of Object.values(entries()).flat()) {
    if (typeof entry === 'string') continue;
    const [key, text] = [fold(entry[0]), entry[1]];
    const known = index.get(key);
    if (!known) index.set(key, [text]);
    else if (!known.includes(text)) known.push(text);
  }
  return index;
}

const nameOf = (entry: Entry): string => (typeof entry === 'string' ? entry : entry[0]);
