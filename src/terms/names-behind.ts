import { fold } from './fold.ts';
import { type Place, spanishPlaces } from './gazetteer.ts';
import { isNameLink, renderingsOf, sensesOf } from './lexicon.ts';

/**
 * From the English words back to the name: which places of the Spanish-speaking countries would be put into English
 * as this phrase? Rendering all 15,000 names beforehand would take a second and fifty megabytes; so the words of the
 * phrase lead to the Spanish words that may be behind them, these to the names that have them, and only those few
 * are rendered.
 */
type Index = {
  /** Names by folded Spanish word. */
  readonly withWord: ReadonlyMap<string, readonly Entry[]>;
  /** Folded Spanish words by an English word of one of their senses. */
  readonly behind: ReadonlyMap<string, readonly string[]>;
};
type Entry = { readonly place: Place; readonly words: number };

let loaded: Index | undefined;
const remembered = new Map<string, readonly Place[]>();
const mostRemembered = 5000;
/** A word that stands in more names than this leads nowhere; the phrase needs a rarer one beside it. */
const mostNames = 600;
const mostFound = 4;

/**
 * Places whose literal rendering is this phrase (folded words, one blank between), largest first, at most four.
 * Empty when no word of it leads to a Spanish one.
 */
export function placesBehind(phrase: string): readonly Place[] {
  let places = remembered.get(phrase);
  if (!places) {
    if (remembered.size >= mostRemembered) remembered.clear();
    places = find(phrase);
    remembered.set(phrase, places);
  }
  return places;
}

function find(phrase: string): readonly Place[] {
  loaded ??= build();
  const words = phrase.split(' ').filter(word => !smallWords.has(word));
  let fewest: readonly Entry[] | undefined;
  for (const word of words) {
    const names = namesFor(word, loaded);
    if (names.length === 0) return [];
    if (!fewest || names.length < fewest.length) fewest = names;
  }
  if (!fewest || fewest.length > mostNames) return [];
  return fewest
    .filter(entry => entry.words <= words.length && renderingsOf(entry.place.name).includes(phrase))
    .map(({ place }) => place)
    .sort((a, b) => b.size - a.size)
    .slice(0, mostFound);
}

const smallWords = new Set(['the', 'of', 'and', 'in', 'with', 'to', 'a']);

/** Names with the word itself, left in Spanish, or with one that is put into English so. */
function namesFor(word: string, { withWord, behind }: Index): readonly Entry[] {
  const own = withWord.get(word) ?? [];
  const spanish = behind.get(word) ?? [];
  return spanish.length === 0 ? own : [...own, ...spanish.flatMap(one => withWord.get(one) ?? [])];
}

/** A name borne by several places is one entry, of the largest. */
function build(): Index {
  const withWord = new Map<string, Entry[]>();
  const behind = new Map<string, string[]>();
  const largest = new Map<string, Place>();
  for (const place of spanishPlaces()) {
    const known = largest.get(place.name);
    if (!known || known.size < place.size) largest.set(place.name, place);
  }
  for (const place of largest.values()) {
    const words = place.name.split(/[\s-]+/).filter(word => word && !isNameLink(word));
    const entry = { place, words: words.length };
    for (const word of new Set(words)) {
      const key = fold(word);
      const names = withWord.get(key);
      if (names) names.push(entry);
      else {
        withWord.set(key, [entry]);
        addSenses(word, key, behind);
      }
    }
  }
  return { withWord, behind };
}

function addSenses(word: string, key: string, behind: Map<string, string[]>): void {
  const english = new Set(sensesOf(word).flatMap(sense => fold(sense).split(' ')));
  for (const one of english) {
    if (smallWords.has(one)) continue;
    const spanish = behind.get(one);
    if (spanish) spanish.push(key);
    else behind.set(one, [key]);
  }
}
