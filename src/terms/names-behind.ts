import { fold } from './fold.ts';
import { type Place, spanishPlaces } from './gazetteer.ts';
import { type ByNameKind, knownNames, type NameKind } from './known-names.ts';
import { isNameLink, renderingsOf, sensesOf } from './lexicon.ts';

/**
 * From English words back to the name: which of many names would be put into English as this phrase? Rendering all
 * of them beforehand would take a second and fifty megabytes; so the words of the phrase lead to the Spanish words
 * that may be behind them, these to the names that have them, and only those few are rendered.
 */
export class NameIndex<T> {
  /** Names by folded Spanish word. */
  readonly #withWord = new Map<string, Entry<T>[]>();
  /** Folded Spanish words by an English word of one of their senses. */
  readonly #behind = new Map<string, string[]>();
  readonly #remembered = new Map<string, readonly T[]>();
  readonly #names = new Map<string, ReadonlySet<Entry<T>>>();

  constructor(names: Iterable<readonly [name: string, item: T]>) {
    /** Of each word, looked up once: many names share theirs. */
    const senses = new Map<string, readonly string[]>();
    for (const [name, item] of names) {
      const words = wordsOf(name);
      for (const word of words) if (!senses.has(word)) senses.set(word, sensesOf(word));
      // "Guaymas": a name without a word that has a sense is never put into English.
      if (!words.some(word => senses.get(word)!.length > 0)) continue;
      const entry = { name, item, words: words.length };
      for (const word of words) this.#add(word, senses.get(word)!, entry);
    }
  }

  #add(word: string, senses: readonly string[], entry: Entry<T>): void {
    const key = fold(word);
    const names = this.#withWord.get(key);
    if (names) {
      if (names.at(-1) !== entry) names.push(entry);
      return;
    }
    this.#withWord.set(key, [entry]);
    for (const sense of senses)
      for (const english of fold(sense).split(' ')) {
        if (smallWords.has(english)) continue;
        const spanish = this.#behind.get(english);
        if (!spanish) this.#behind.set(english, [key]);
        else if (!spanish.includes(key)) spanish.push(key);
      }
  }

  /** True when some name has the word, or one that is put into English so. */
  leads = (word: string): boolean => this.#behind.has(word) || this.#withWord.has(word);

  /**
   * Items of the names whose literal rendering is this phrase (folded words, one blank between); first those of which
   * it is the first rendering, word for word.
   */
  find(phrase: string): readonly T[] {
    let found = this.#remembered.get(phrase);
    if (!found) {
      if (this.#remembered.size >= mostRemembered) this.#remembered.clear();
      found = this.#search(phrase);
      this.#remembered.set(phrase, found);
    }
    return found;
  }

  #search(phrase: string): readonly T[] {
    const sets = phrase
      .split(' ')
      .filter(word => !smallWords.has(word))
      .map(word => this.#namesFor(word));
    const [fewest, ...others] = sets.sort((one, other) => one.size - other.size);
    if (!fewest || fewest.size === 0 || fewest.size > mostNames) return [];
    const [first, further]: [T[], T[]] = [[], []];
    for (const entry of fewest) {
      if (entry.words > sets.length || !others.every(names => names.has(entry))) continue;
      const rank = renderingsOf(entry.name).indexOf(phrase);
      if (rank >= 0) (rank === 0 ? first : further).push(entry.item);
    }
    return [...first, ...further];
  }

  /** Names with the word itself, left in Spanish, or with one that is put into English so. */
  #namesFor(word: string): ReadonlySet<Entry<T>> {
    let names = this.#names.get(word);
    if (!names) {
      if (this.#names.size >= mostRemembered) this.#names.clear();
      const spanish = this.#behind.get(word) ?? [];
      names = new Set([word, ...spanish].flatMap(one => this.#withWord.get(one) ?? []));
      this.#names.set(word, names);
    }
    return names;
  }
}

const wordsOf = (name: string): readonly string[] =>
  name.includes(' ') || name.includes('-')
    ? name.split(/[\s-]+/).filter(word => word.length > 3 || (word && !isNameLink(word)))
    : [name];

type Entry<T> = { readonly name: string; readonly item: T; readonly words: number };

const smallWords = new Set('the of and in with to a from el la los las de del y'.split(' '));
const mostRemembered = 5000;
/** A word that stands in more names than this leads nowhere; the phrase needs a rarer one beside it. */
const mostNames = 600;

// --- places -------------------------------------------------------------------------------------------------

const mostPlaces = 4;
let places: NameIndex<Place> | undefined;

/**
 * Places of the Spanish-speaking countries whose literal rendering is this phrase, at most four: first those that it
 * renders word for word, then the larger.
 */
export function placesBehind(phrase: string): readonly Place[] {
  places ??= new NameIndex([...largestByName()].sort(([, a], [, b]) => b.size - a.size));
  return places.find(phrase).slice(0, mostPlaces);
}

/** A name borne by several places is that of the largest. */
function largestByName(): Map<string, Place> {
  const largest = new Map<string, Place>();
  for (const place of spanishPlaces()) {
    const known = largest.get(place.name);
    if (!known || known.size < place.size) largest.set(place.name, place);
  }
  return largest;
}

// --- well-known names ---------------------------------------------------------------------------------------

export type KnownName = { readonly name: string; readonly kind: NameKind | ByNameKind };
let known: NameIndex<KnownName> | undefined;

const knownIndex = (): NameIndex<KnownName> => {
  known ??= new NameIndex(allKnown());
  return known;
};

/** Clubs, papers, parties, groups, nicknames, ... whose literal rendering is this phrase, in the order of the list. */
export const knownBehind = (phrase: string): readonly KnownName[] => knownIndex().find(phrase);

let knownKeys: ReadonlySet<string> | undefined;

/** True for a well-known name as Spanish has it, accents and case aside. */
export function isKnownName(name: string): boolean {
  knownKeys ??= new Set(Object.values(knownNames()).flatMap(names => names.map(fold)));
  return knownKeys.has(fold(name));
}

/** True when a well-known name may be behind a phrase that begins with this folded word. */
export const mayBeginKnown = (word: string): boolean => knownIndex().leads(word);

function* allKnown(): Generator<readonly [string, KnownName]> {
  for (const [kind, names] of Object.entries(knownNames()) as [KnownName['kind'], readonly string[]][])
    for (const name of names) yield [name, { name, kind }];
}
