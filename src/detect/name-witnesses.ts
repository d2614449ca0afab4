import {
  fold,
  institutionsBySpanish,
  isCommonEnglish,
  isGivenName,
  isPlace,
  knownBehind,
  knownEnglish,
  mayBeginKnown,
  NameIndex,
  type NameKind,
  type Place,
  placesNamed,
  regionsNamed,
} from '../terms/index.ts';
import { wordSet } from '../text/word-set.ts';
import { type NameRun, type Reading, smallWords, type TextReading } from './reading.ts';

/** Where a name was met; the order is the order of trust. */
export type Source = 'comparable' | 'translation' | 'source' | 'gazetteer' | 'lexicon';
export const sources: readonly Source[] = ['comparable', 'translation', 'source', 'gazetteer', 'lexicon'];

/** A Spanish name that may have been translated. */
export type Witness = {
  readonly name: string;
  readonly source: Source;
  readonly run?: NameRun;
  readonly place?: Place;
  readonly kind?: ToldKind;
  /** Last word of a longer name: a surname, standing alone. */
  readonly part?: boolean;
};

/** Kinds of well-known names that a word nearby gives away. */
type ToldKind = NameKind | 'nickname' | 'competition' | 'alias' | 'person';

const sport =
  wordSet(`team teams club clubs match goal goals coach league championship tournament stadium fans player players
  striker goalkeeper defeat beat defeated football soccer baseball final semifinal semifinals playoff playoffs squad
  midfielder defender points draw visitors referee`);

/** What shows that a club, paper, party or group is meant. */
export const contexts: Readonly<Record<ToldKind, ReadonlySet<string>>> = {
  club: sport,
  nickname: sport,
  competition:
    wordSet(`match matches goal goals coach football soccer baseball striker goalkeeper stadium team teams player
    players points final standings playoff leg qualifying qualifiers semifinal playoffs concacaf conmebol uefa fifa tournament`),
  // A full name needs no company.
  person: new Set(),
  alias: wordSet('alias aka nicknamed nickname kingpin capo capos lieutenant hitman'),
  newspaper: wordSet('newspaper newspapers daily editor newsroom columnist journalist reporter'),
  party: wordSet(
    'party parties candidate candidates senator deputy deputies election elections coalition bloc',
  ),
  group: wordSet('cartel gang group cell criminal hitmen members alleged traffickers'),
};
const kinds = Object.keys(contexts) as ToldKind[];
const kindsByWord = new Map(
  kinds.flatMap(kind =>
    [...contexts[kind]].map(word => [word, kinds.filter(one => contexts[one].has(word))]),
  ),
);

/** Single English words that stand with a capital for reasons of their own. */
export const everydayCapitals: ReadonlySet<string> =
  wordSet(`january february march april may june july august september october november december monday tuesday wednesday
  thursday friday saturday sunday north south east west northeast northwest southeast southwest spanish english french
  german american latin indian mexican roman god lord mr mrs sir navy marine army police court courts congress church
  king queen pope state states president general government party university school house senate republic union league
  force front press board council center centre bank street earth internet market war peace christ bible
  constitution federation committee commission mayor governor minister secretary captain colonel sergeant doctor father
  mother saint james christmas easter web american first second third new old free national central white black red
  blue green`);

/** Names of one text that are rendered; a text with more distinct names than this is a list, not news. */
const mostNames = 2000;

/** What may be behind a phrase: names of the texts, the better witnesses, and well-known ones that they speak of. */
export class NameLookUp {
  readonly #own: NameIndex<Witness>;
  readonly #kinds: Set<string>;

  constructor({ translation, comparable, source }: Reading) {
    const own = [
      ...(comparable ? namesIn(comparable, 'comparable') : []),
      ...namesIn(translation, 'translation'),
      ...(source ? namesIn(source, 'source').filter(({ name }) => isPlace(name)) : []),
    ];
    this.#own = new NameIndex(own.map(witness => [witness.name, witness]));
    this.#kinds = kindsIn(translation);
    if (isSpanishScene(translation)) this.#kinds.add('person');
  }

  /** False when no rendering begins with words that begin and end so (folded). */
  goesOn(first: string, last: string): boolean {
    if (first !== 'the' && !this.#leads(first)) return false;
    return last === first || smallWords.has(last) || this.#leads(last);
  }

  #leads(word: string): boolean {
    return this.#own.leads(word) || (this.#kinds.size > 0 && mayBeginKnown(word));
  }

  /** Every name whose rendering is the phrase. */
  find(phrase: string): readonly Witness[] {
    const own = this.#own.find(phrase).filter(({ name }) => isTelling(phrase, name));
    if (this.#kinds.size === 0) return own;
    const known = knownBehind(phrase).filter(
      ({ name, kind }) => this.#kinds.has(kind) && isTelling(phrase, name),
    );
    return known.length === 0
      ? own
      : [
          ...own,
          ...known.map(({ name, kind }): Witness => ({ name, source: 'lexicon', kind: kind as ToldKind })),
        ];
  }
}

/** Whole names of a text, once each, and the surnames of those of two or three words. */
function namesIn(text: TextReading, source: Source): Witness[] {
  const witnesses: Witness[] = [];
  for (const [key, [run]] of text.nameIndex) {
    if (!run || witnesses.length >= mostNames) break;
    if (!key.includes(' ') && isCommonEnglish(key) && !isTown(key)) continue;
    witnesses.push({ name: run.text, source, run });
    const surname = run.to - run.from === 2 || run.to - run.from === 3 ? text.words[run.to - 1]! : undefined;
    if (surname && source !== 'source' && !isCommonEnglish(surname.key) && !text.nameIndex.has(surname.key))
      witnesses.push({
        name: surname.owns ? surname.text.slice(0, -2) : surname.text,
        source,
        run,
        part: true,
      });
  }
  return witnesses;
}

/** A town of some size: a witness, even where its name is an English word, too. */
export const isTown = (key: string): boolean => placesNamed(key).some(({ size }) => size >= 5);

/** The kinds of well-known names that words of the text speak of. */
function kindsIn({ words }: TextReading): Set<string> {
  const present = new Set<string>();
  for (const { lower } of words) {
    for (const kind of kindsByWord.get(lower) ?? []) present.add(kind);
    // "according to Brand", "published The Universe"
    if (lower === 'according' || lower === 'published') present.add('newspaper');
  }
  return present;
}

/** Not "Sunday" for Domingo, "Mexico City" for Ciudad de México, "United States" for Estados Unidos. */
export function isTelling(phrase: string, name: string): boolean {
  if (regionsNamed(phrase).length > 0 || phrase.length < 3) return false;
  // "The Peace" for La Paz keeps the article of a name; "peace" alone is everyday English.
  const bare = /^(?:el|la|los|las) /i.test(name) ? phrase : phrase.replace(/^the /, '');
  // "Argentine" for Argentina: the people of a country, not its name.
  if (!bare.includes(' ') && bare.slice(0, 4) === fold(name).slice(0, 4) && regionsNamed(name).length > 0)
    return false;
  if (!bare.includes(' ')) return !everydayCapitals.has(bare) && !smallWords.has(bare);
  if (bare.endsWith(' city') && /^ciudad de /i.test(name)) return false;
  // "Shining Path" is what English calls Sendero Luminoso, "Red Cross" the Cruz Roja.
  const official = [...knownEnglish(name), ...institutionsBySpanish(name).map(({ english }) => english)];
  return !official.some(english => fold(english).replace(/^the /, '') === phrase.replace(/^the /, ''));
}

/**
 * True for an article about the Spanish-speaking world: two of its given names, states or towns that are no English
 * words will do.
 */
export function isSpanishScene({ nameIndex }: TextReading): boolean {
  let signs = 0;
  for (const [key, [run]] of nameIndex) {
    const [first] = key.split(' ');
    const known =
      regionsNamed(key).some(({ country }) => country !== 'US') ||
      (!isCommonEnglish(key) && isTown(key)) ||
      (run!.to - run!.from > 1 && isGivenName(first!));
    if (known && ++signs === 2) return true;
  }
  return false;
}
