import { readData } from './data.ts';
import { fold } from './fold.ts';
import { renderingsOf } from './lexicon.ts';

type People = {
  readonly given: ReadonlySet<string>;
  readonly shared: ReadonlySet<string>;
  readonly english: ReadonlySet<string>;
  /** Surnames that are words, by their renderings, folded. */
  readonly behind: ReadonlyMap<string, readonly string[]>;
};

let loaded: People | undefined;

/** True for a given name of the Spanish-speaking world, with or without its accents. */
export const isGivenName = (word: string): boolean => people().given.has(fold(word));

/** True for a given name that is as usual in English: "Daniel", "Laura", "Oscar". */
export const isSharedGivenName = (word: string): boolean => people().shared.has(fold(word));

/** True for an English word that English families are called by: "Hill", "Church". */
export const isEnglishSurname = (word: string): boolean => people().english.has(fold(word));

/** Spanish surnames that this English word may render: "bouquets" for Ramos. `word` is folded. */
export const surnamesBehind = (word: string): readonly string[] => people().behind.get(word) ?? [];

function people(): People {
  loaded ??= load();
  return loaded;
}

function load(): People {
  const { given, surnames, english, sharedGiven } = JSON.parse(readData('people.json')) as Record<
    string,
    string
  >;
  const behind = new Map<string, string[]>();
  for (const surname of surnames!.split(' '))
    for (const rendering of renderingsOf(surname)) {
      const known = behind.get(rendering);
      if (known) known.push(surname);
      else behind.set(rendering, [surname]);
    }
  const setOf = (words: string): ReadonlySet<string> => new Set(fold(words).split(' '));
  return { given: setOf(given!), shared: setOf(sharedGiven!), english: setOf(english!), behind };
}
