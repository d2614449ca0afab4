import type { Draft } from '../model/index.ts';
import { fold, isGivenName, isPlace, regionsNamed } from '../terms/index.ts';
import { wordSet } from '../text/word-set.ts';
import type { NameLookUp, Source } from './name-witnesses.ts';
import { type Reading, smallWords, type TextReading, type Word } from './reading.ts';

/** All that is known of the article while its words are walked. */
export type Scene = {
  readonly reading: Reading;
  readonly names: NameLookUp;
  /** Words that the comparable writes with a capital. */
  readonly shown: ReadonlySet<string>;
  /** Keys of the regions and countries that the texts name. */
  readonly regions: ReadonlySet<string>;
  /** The text names places or people of the Spanish-speaking world. */
  readonly spanish: boolean;
  /** Words that stand behind "De" in the texts: "Rodrigo De Paul". */
  readonly behindDe: ReadonlySet<string>;
};

export type Found = { readonly to: number; readonly draft: Draft };

/** Words that the comparable writes with a capital: its own "Church" says that a church is meant. */
export function capitalsOf(comparable: TextReading | undefined): ReadonlySet<string> {
  return new Set(comparable?.words.filter(word => word.capital && !word.opens).map(({ key }) => key));
}

export function behindDeIn({ translation, comparable }: Reading): Set<string> {
  const names = new Set<string>();
  for (const text of [translation, comparable])
    text?.words.forEach((word, at) => {
      if (word.capital && word.follows && text.words[at - 1]?.text === 'De') names.add(word.key);
    });
  return names;
}

export function regionsIn({ translation, comparable }: Reading): Set<string> {
  const regions = new Set<string>();
  for (const text of [translation, comparable])
    for (const key of text?.nameIndex.keys() ?? [])
      for (const region of regionsNamed(key)) regions.add(region.key).add(region.country);
  return regions;
}

const longestPhrase = 7;

/** No name ends in these. */
const linking = new Set(['and', 'or', 'of', 'in', 'by', 'with']);

/** The phrases that begin at a word, shortest first; `to` is the word behind. */
export function* phrasesFrom(
  words: readonly Word[],
  from: number,
): Generator<{ phrase: string; to: number }> {
  let phrase = '';
  for (let to = from + 1; to <= words.length && to - from <= longestPhrase; to++) {
    const word = words[to - 1]!;
    if (to - 1 > from && (!word.follows || words[to - 2]!.owns)) return;
    if (word.key.length > 40) return;
    phrase = phrase ? `${phrase} ${word.key}` : word.key;
    if (!linking.has(word.lower)) yield { phrase, to };
  }
}

export const contentOf = (words: readonly Word[], from: number, to: number): Word[] =>
  words.slice(from, to).filter(word => !smallWords.has(word.lower));

/** All capitals: initials, mostly. */
export const isShouted = ({ text }: Word): boolean =>
  text.length > 1 && text.length < 6 && text === text.toUpperCase();

/** Capitalised words that go before a person's name; any other capital before it makes one longer name. */
export const titles =
  wordSet(`governor mayor president senator deputy minister secretary judge justice prosecutor general colonel captain major
  commander sergeant officer detective bishop archbishop cardinal father sister doctor professor economist coach
  striker goalkeeper midfielder defender player chef singer actor actress writer journalist reporter lawyer attorney
  director chief chairman spokesman spokeswoman councillor councilor congressman congresswoman candidate leader boss
  operation cartel club team newspaper daily engineer architect rector ambassador king queen prince princess duke mrs
  don doña miss former ex vice interim acting teacher nurse activist businessman businesswoman`);

/** What may follow a half-translated name with a capital of its own: "Shells River". */
const tails = new Set(
  'river dam lake lagoon street avenue square bridge airport stadium hospital prison valley hill municipality cartel cup'.split(
    ' ',
  ),
);

const calendar = new Set(
  'january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday'.split(
    ' ',
  ),
);

/** The words are a whole name, not a part of a longer one ("Blue Cross Insurance", "Red Rose Hotel"). */
export function standsAlone(
  words: readonly Word[],
  from: number,
  to: number,
  capital: boolean,
  witnessed = false,
): boolean {
  const before = words[from]!.follows ? words[from - 1] : undefined;
  const after = words[to]?.follows && !words[to - 1]!.owns ? words[to] : undefined;
  if (!capital) return true;
  if (
    after?.capital &&
    !smallWords.has(after.lower) &&
    !calendar.has(after.lower) &&
    !(witnessed && tails.has(after.lower))
  )
    return false;
  // A title may stand before it ("Governor Flowers"), another name may not ("Kate Flowers", "Eagle Pass").
  // "the Dam the Mouth": the article parts them.
  const led = words[from]!.lower === 'the' || !before?.capital || smallWords.has(before.lower);
  return led || before.lower === 'y' || titles.has(before.lower);
}

export const isPersonSlot = (words: readonly Word[], from: number): boolean =>
  words[from]!.follows && words[from - 1]?.capital === true && isGivenName(words[from - 1]!.text);

/** Nothing follows that the phrase would describe ("in ivory trade"). */
export const ends = (words: readonly Word[], to: number): boolean => {
  const after = words[to];
  return !after?.follows || smallWords.has(after.lower) || after.capital || isVerb(after);
};

const isVerb = ({ lower }: Word): boolean => /(?:ed|gan|ook|ent)$/.test(lower) || verbs.has(lower);

const verbs = new Set(
  'go goes say says said spoke broke rose drove stood ran sat heard put fell came saw left made gave found hit began held met won lost told asked'.split(
    ' ',
  ),
);

export const determiners = new Set(
  'the a an this that these those his her their its our my your some any no every each of in by and or such'.split(
    ' ',
  ),
);

/** English surnames that well-known people of the Spanish-speaking world have: Vicente Fox, Carlos Slim. */
export const realSurnames = new Set('fox slim walker stone bush hill cook martin duke'.split(' '));

/** Heads of names that English does translate: "Policía Nacional" is the National Police. */
const translatable =
  wordSet(`policia ejercito guardia partido estado estados republica universidad gobierno corte congreso frente movimiento
  comision ministerio secretaria accion fuerzas instituto semana dia ano constitucion senado camara banco tribunal
  ley plan mar oceano peninsula america virgen senor nuestra cartel clan casa asociacion sociedad fundacion alianza
  pacto consejo real`);

/** Heads that English translates of a thing ("Central Park") and leaves of a town ("Ciudad Victoria"). */
const sometimesTranslated =
  wordSet(`union parque puente golfo lago isla islas calle avenida carretera centro plaza torre ciudad copa premio feria
  festival liga estadio museo teatro colegio escuela hospital iglesia catedral palacio fuerza`);

/** How much English's habit of translating such a name speaks against a finding; less where the other article does not. */
export function translatedBy(name: string, source: Source): number {
  const [first = ''] = fold(name)
    .replace(/^(?:el|la|los|las) /, '')
    .split(' ');
  if (translatable.has(first)) return 0.35;
  if (!sometimesTranslated.has(first)) return 0;
  return source === 'comparable' || isPlace(name) ? 0.12 : 0.35;
}

export const bounded = (sure: number): number => Math.max(0.1, Math.min(0.97, Number(sure.toFixed(2))));
