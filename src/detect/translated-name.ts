import { type Draft, type Evidence, message, type Suggestion } from '../model/index.ts';
import {
  fold,
  frequency,
  isCommonEnglish,
  isEnglishPlace,
  isEnglishSurname,
  isGivenName,
  isKnownName,
  isPlace,
  isPlaceWord,
  isSharedGivenName,
  knownEnglish,
  type Place,
  placesBehind,
  placesNamed,
  type Region,
  regionByShort,
  regionOf,
  regionsNamed,
  surnamesBehind,
} from '../terms/index.ts';
import type { Detector } from './detector.ts';
import { endsPlaceList, isInPlaceList, placeSlotAt, type Slot } from './name-slots.ts';
import {
  contexts,
  everydayCapitals,
  isSpanishScene,
  isTelling,
  isTown,
  NameLookUp,
  type Source,
  sources,
  type Witness,
} from './name-witnesses.ts';
import { type NameRun, type Reading, smallWords, type TextReading, type Word } from './reading.ts';
import { isReporting } from './reporting.ts';

const trust: Readonly<Record<Source, number>> = {
  comparable: 0.92,
  translation: 0.86,
  source: 0.86,
  gazetteer: 0.55,
  lexicon: 0.66,
};

/** Words after which a name may stand in lower case: "in walnuts", "against the millionaires". */
const slots = new Set(
  'in from near to at of outside around through between toward towards against with'.split(' '),
);
const determiners = new Set(
  'the a an this that these those his her their its our my your some any no every each of in by and or such'.split(
    ' ',
  ),
);
/** Capitalised words that go before a person's name; any other capital before it makes one longer name. */
const titles = new Set(
  `governor mayor president senator deputy minister secretary judge justice prosecutor general colonel captain major
  commander sergeant officer detective bishop archbishop cardinal father sister doctor professor economist coach
  striker goalkeeper midfielder defender player chef singer actor actress writer journalist reporter lawyer attorney
  director chief chairman spokesman spokeswoman councillor councilor congressman congresswoman candidate leader boss
  operation cartel club team newspaper daily engineer architect rector ambassador king queen prince princess duke mrs
  don doña miss former ex vice interim acting teacher nurse activist businessman businesswoman`
    .split(/\s+/)
    .filter(Boolean),
);
/** Heads of names that English does translate: "Policía Nacional" is the National Police. */
const translatable = new Set(
  `policia ejercito guardia partido estado estados republica universidad gobierno corte congreso frente movimiento
  comision ministerio secretaria accion fuerzas instituto semana dia ano constitucion senado camara banco tribunal
  ley plan mar oceano peninsula america virgen senor nuestra cartel clan casa asociacion sociedad fundacion alianza
  pacto consejo real`
    .split(/\s+/)
    .filter(Boolean),
);
/** Heads that English translates of a thing ("Central Park") and leaves of a town ("Ciudad Victoria"). */
const sometimesTranslated = new Set(
  `union parque puente golfo lago isla islas calle avenida carretera centro plaza torre ciudad copa premio feria
  festival liga estadio museo teatro colegio escuela hospital iglesia catedral palacio fuerza`
    .split(/\s+/)
    .filter(Boolean),
);
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
/** Teams of the English-speaking world bear these names, too; papers, those. */
const sharedNames = new Set(
  `tigers lions eagles pirates bulls stars giants cardinals braves indians rangers saints bears dolphins falcons hawks
  warriors rockets kings suns jets titans royals cubs reds blues lakers patriots vikings cowboys sharks devils wolves
  panthers jaguars rebels union united city wanderers rovers athletic junior students hornets bees
  time times herald independent guardian telegraph mirror sun post star globe nation economist observer press tribune
  alliance liberty progress freedom unity hope independence change future victory palestinian spanish italian
  republic mail express standard journal chronicle examiner world sunday`
    .split(/\s+/)
    .filter(Boolean),
);
/** English surnames that well-known people of the Spanish-speaking world have: Vicente Fox, Carlos Slim. */
const realSurnames = new Set('fox slim walker stone bush hill cook martin duke'.split(' '));
/** Less sure than this is not even asked. */
const leastSure = 0.35;
const loud = 0.6;
const manyNames = 6;
const longestPhrase = 7;
/** Words on either side in which a context word counts. */
const nearby = 12;
const wide = 40;

/**
 * Proper names put into English word by word: "Walnuts" for Nogales, "Blue Cross" for Cruz Azul. Works backwards:
 * every Spanish name that the comparable, this text or the source holds is rendered literally, and the translation
 * is searched for that rendering. Where a place is named and no text has it, the gazetteer is asked what the words
 * may have been; behind a Spanish given name, the surnames. A name that nobody knows is left alone. So are names
 * that English does translate ("National Police"), places of the English-speaking world and calendar words.
 */
export const translatedName: Detector = {
  id: 'translated-name',
  categories: ['translated-name'],
  find: (reading: Reading) => {
    const scene: Scene = {
      reading,
      names: new NameLookUp(reading),
      shown: capitalsOf(reading.comparable),
      regions: regionsIn(reading),
      spanish: isSpanishScene(reading.translation),
      behindDe: behindDeIn(reading),
    };
    const { words } = reading.translation;
    const drafts: Draft[] = [];
    for (let from = 0; from < words.length; ) {
      const found =
        surer(byTables(scene, from), scene, from) ??
        byArticle(scene, from) ??
        byLink(scene, from) ??
        byGivenName(scene, from) ??
        byParticle(scene, from);
      if (found) drafts.push(found.draft);
      from = found ? found.to : from + 1;
    }
    return withRepetitions(reading.translation, drafts).filter(({ confidence }) => confidence >= leastSure);
  },
};

/** What is surely a name in one place is one in the others, where its slot alone would leave it a question. */
function withRepetitions({ content }: TextReading, drafts: readonly Draft[]): Draft[] {
  const sure = new Map(drafts.filter(({ quiet }) => !quiet).map(draft => [spokenOf(content, draft), draft]));
  return drafts.map(draft => {
    const first = draft.quiet ? sure.get(spokenOf(content, draft)) : undefined;
    if (!first || !/\p{Lu}/u.test(content[draft.start]!)) return draft;
    const { suggestions, evidence, message: said, severity } = first;
    return {
      ...draft,
      suggestions,
      evidence,
      message: said,
      severity,
      confidence: repeatedTrust,
      quiet: false,
    };
  });
}

const spokenOf = (content: string, { start, end }: Draft): string =>
  content.slice(start, end).toLowerCase().replace(/^the /, '');
const repeatedTrust = 0.75;

/** All that is known of the article while its words are walked. */
type Scene = {
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

/** A name of the texts, unless it is only a question and the gazetteer is sure ("Delights, Chih."). */
function surer(found: Found | undefined, scene: Scene, from: number): Found | undefined {
  if (found && !found.draft.quiet) return found;
  const place = byGazetteer(scene, from);
  if (!place || (found && place.draft.quiet)) return found;
  // The text that has the name is the better witness of the two.
  const same =
    found && found.to === place.to && found.draft.suggestions[0]?.text === place.draft.suggestions[0]?.text;
  return same
    ? { ...found, draft: { ...found.draft, confidence: place.draft.confidence, quiet: false } }
    : place;
}

type Found = { readonly to: number; readonly draft: Draft };

/** Words that the comparable writes with a capital: its own "Church" says that a church is meant. */
function capitalsOf(comparable: TextReading | undefined): ReadonlySet<string> {
  return new Set(comparable?.words.filter(word => word.capital && !word.opens).map(({ key }) => key));
}

function behindDeIn({ translation, comparable }: Reading): Set<string> {
  const names = new Set<string>();
  for (const text of [translation, comparable])
    text?.words.forEach((word, at) => {
      if (word.capital && word.follows && text.words[at - 1]?.text === 'De') names.add(word.key);
    });
  return names;
}

function regionsIn({ translation, comparable }: Reading): Set<string> {
  const regions = new Set<string>();
  for (const text of [translation, comparable])
    for (const key of text?.nameIndex.keys() ?? [])
      for (const region of regionsNamed(key)) regions.add(region.key).add(region.country);
  return regions;
}

// --- names that a text or a list has ------------------------------------------------------------------------

function byTables({ reading, names, shown, spanish }: Scene, from: number): Found | undefined {
  const { words } = reading.translation;
  if (!mayBeginName(words, from)) return undefined;
  const match = longestMatch(words, from, names);
  // "the League of Nations": the longer name begins behind the article.
  const behind = match && words[from]!.lower === 'the' ? longestMatch(words, from + 1, names) : undefined;
  if (behind && behind.to > match!.to) return undefined;
  const draft = match && judge(reading, shown, spanish, from, match.to, match.witnesses);
  return draft && { to: match.to, draft };
}

/** In lower case a rendering stands behind a preposition, an article or what announces a name, or nowhere. */
function mayBeginName(words: readonly Word[], from: number): boolean {
  const word = words[from]!;
  if (word.capital || word.lower === 'the') return true;
  const before = word.follows ? words[from - 1] : undefined;
  return before !== undefined && (slots.has(before.lower) || leads.has(before.lower));
}

const leads = new Set(
  'the newspaper outlet portal magazine alias left shook reached entered hit struck'.split(' '),
);

type Match = { readonly to: number; readonly witnesses: readonly Witness[] };

function longestMatch(words: readonly Word[], from: number, names: NameLookUp): Match | undefined {
  let best: Match | undefined;
  for (const { phrase, to } of phrasesFrom(words, from)) {
    if (!names.goesOn(words[from]!.key, words[to - 1]!.key)) break;
    const witnesses = names.find(phrase);
    if (witnesses.length > 0) best = { to, witnesses };
  }
  return best;
}

/** The phrases that begin at a word, shortest first; `to` is the word behind. */
function* phrasesFrom(words: readonly Word[], from: number): Generator<{ phrase: string; to: number }> {
  let phrase = '';
  for (let to = from + 1; to <= words.length && to - from <= longestPhrase; to++) {
    const word = words[to - 1]!;
    if (to - 1 > from && (!word.follows || words[to - 2]!.owns)) return;
    if (word.key.length > 40) return;
    phrase = phrase ? `${phrase} ${word.key}` : word.key;
    yield { phrase, to };
  }
}

function judge(
  reading: Reading,
  shown: ReadonlySet<string>,
  spanish: boolean,
  from: number,
  to: number,
  witnesses: readonly Witness[],
): Draft | undefined {
  const { words } = reading.translation;
  const content = contentOf(words, from, to);
  if (content.length === 0 || content.every(word => shown.has(word.key))) return undefined;
  const capital = content.every(word => word.capital);
  const mixed = !capital && content.some(word => word.capital && !word.opens);
  // "Mario Rose bushes Paiz": only the first word of a rendered surname keeps its capital.
  if (mixed && !(isPersonSlot(words, from) && content[0]!.capital)) return undefined;
  if (!mixed && !standsAlone(words, from, to, capital, true)) return undefined;
  // "Columbus", "Puerto Rican": what English calls them; and "ICE" is no ice.
  if (content.every(word => word.form.english && !word.form.common) || content.every(isShouted))
    return undefined;
  const fitting = witnesses.filter(witness => fits(witness, reading.translation, from, to, capital));
  if (fitting.length === 0) return undefined;
  const ranked = [...fitting].sort(
    (a, b) =>
      sources.indexOf(a.source) - sources.indexOf(b.source) || Number(a.part ?? 0) - Number(b.part ?? 0),
  );
  const best = ranked[0]!;
  // Many names and none of them Spanish: the Steelers are the Steelers.
  const foreign = !spanish && reading.translation.nameIndex.size >= manyNames;
  const doubt = best.source === 'lexicon' && foreign ? 0.15 : 0;
  const confidence = bounded(weigh(best, words, from, to, content.length, capital) - doubt);
  return draftOf(reading, from, to, ranked, confidence, content.length);
}

/** All capitals: initials, mostly. */
const isShouted = ({ text }: Word): boolean =>
  text.length > 1 && text.length < 6 && text === text.toUpperCase();

const contentOf = (words: readonly Word[], from: number, to: number): Word[] =>
  words.slice(from, to).filter(word => !smallWords.has(word.lower));

/** The words are a whole name, not a part of a longer one ("Blue Cross Insurance", "Red Rose Hotel"). */
function standsAlone(
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

/** What each kind of witness asks of the place where the rendering stands. */
function fits(witness: Witness, text: TextReading, from: number, to: number, capital: boolean): boolean {
  const { words } = text;
  if (witness.source === 'lexicon') return fitsKnown(witness, words, from, to, capital);
  const telling = witness.source === 'comparable' && contentOf(words, from, to).length > 1 && to - from > 2;
  const slot =
    telling ||
    inNameSlot(words, from, to) ||
    isPersonSlot(words, from) ||
    announcement(words, from) === 'noun';
  if (!capital && !slot) return false;
  // The name stands right beside its rendering ("Los Zetas, the Zs"): a gloss, no slip.
  return !(
    witness.source === 'translation' &&
    witness.run &&
    isGloss(text.content, witness.run, words[from]!)
  );
}

/** The name and its rendering stand in one sentence, a few words apart. */
function isGloss(content: string, run: NameRun, word: Word): boolean {
  const [start, end] = run.start < word.start ? [run.end, word.start] : [word.end, run.start];
  return end - start < longestGloss && !/[.!?\n]/.test(content.slice(start, end));
}

const longestGloss = 30;

/** A well-known name needs its kind spoken of: "the newspaper Reform", "the Purslane team". */
function fitsKnown(
  { kind, name }: Witness,
  words: readonly Word[],
  from: number,
  to: number,
  capital: boolean,
): boolean {
  // "newspaper presses" are no La Prensa.
  const lone = to - from === 1 && !words[from]!.capital;
  if (kind === 'newspaper' && !lone && announcement(words, from)) return true;
  // "the purslane team"; any team may be "the mighty team".
  if (kind === 'nickname' && isSquad(words[to]) && (capital || isRare(words, from, to))) return true;
  if (kind === 'person') return capital && isOneOf(name, words, from, to);
  const several = contentOf(words, from, to).length > 1;
  if (kind === undefined || !(capital || several)) return false;
  // There was a League of Nations before football had one: two words of the game are wanted.
  if (kind === 'competition') return several && companyOf(words, from, to, contexts.competition, wide) > 1;
  return isAmong(words, from, to, contexts[kind]);
}

/** "Evo Morals": the given name stays, an everyday word stands for the surname. "John Charles" may be anybody. */
function isOneOf(name: string, words: readonly Word[], from: number, to: number): boolean {
  const [given] = fold(name).split(' ');
  return (
    words[from]!.key === given &&
    words.slice(from + 1, to).some(({ form, key }) => form.common && !realSurnames.has(key))
  );
}

const isRare = (words: readonly Word[], from: number, to: number): boolean =>
  contentOf(words, from, to).every(({ key }) => frequency(key) < rare);
const rare = 200;

/** "the gang The Wolves" */
const isGang = (words: readonly Word[], from: number): boolean =>
  words[from]!.follows &&
  /^(?:gang|group|cartel|band|cell|criminals|organization|gangs|faction)$/.test(words[from - 1]?.lower ?? '');

const isSquad = (after: Word | undefined): boolean =>
  after?.follows === true && /^(?:team|squad|side|club|fans|players?)$/.test(after.lower);

/** How a paper is announced: by the noun ("the newspaper Reform"), or by what papers have ("the editor of the hour"). */
function announcement(words: readonly Word[], from: number): 'noun' | 'role' | undefined {
  const before = words[from]!.follows ? words[from - 1] : undefined;
  if (before && /^(?:newspaper|outlet|portal|magazine)$/.test(before.text)) return 'noun';
  // "the daily Reform", not "a weekly newspaper".
  if (before && /^(?:daily|weekly)$/.test(before.text) && words[from]!.capital) return 'noun';
  const head = words[from - 2]?.text ?? '';
  const role =
    before?.text === 'of'
      ? /^(?:editor|reporter|columnist|director)$/
      : before?.text === 'in' || before?.text === 'for'
        ? /^(?:article|column|interview|poll|editorial|report)$/
        : undefined;
  return role?.test(head) ? 'role' : undefined;
}

/** A word of the kind stands near, in the same paragraph. */
const isAmong = (words: readonly Word[], from: number, to: number, context: ReadonlySet<string>): boolean =>
  companyOf(words, from, to, context, nearby) > 0;

/** How many different words of the kind stand so near, in the same paragraph. */
function companyOf(
  words: readonly Word[],
  from: number,
  to: number,
  context: ReadonlySet<string>,
  within: number,
): number {
  const found = new Set<string>();
  for (let at = Math.max(0, from - within); at < Math.min(words.length, to + within); at++) {
    const { lower, segment } = words[at]!;
    if ((at < from || at >= to) && segment === words[from]!.segment && context.has(lower)) found.add(lower);
  }
  return found.size;
}

/** "in walnuts", "the mayor of new city": a preposition and no article, and nothing that the words describe. */
function inNameSlot(words: readonly Word[], from: number, to: number): boolean {
  const before = words[from]!.follows ? words[from - 1] : undefined;
  if (!before || !(slots.has(before.lower) || placeSlotAt(words, from))) return false;
  if (words[from]!.lower !== 'the' && determiners.has(words[from]!.lower)) return false;
  if (to - from > 1) return true;
  const slot = placeSlotAt(words, from);
  return ends(words, to) && (slot === 'strong' || slot === 'certain');
}

/** Nothing follows that the phrase would describe ("in ivory trade"). */
const ends = (words: readonly Word[], to: number): boolean => {
  const after = words[to];
  return !after?.follows || smallWords.has(after.lower) || after.capital || isVerb(after);
};

/** "saint cristóbal of the houses", "Port-of-Spain": the name goes on. */
const runsOn = (content: string, words: readonly Word[], to: number): boolean =>
  content[words[to - 1]!.end] === '-' || (words[to]?.follows === true && words[to]!.lower === 'of');

const isVerb = ({ lower }: Word): boolean => /(?:ed|gan|ook|ent)$/.test(lower) || verbs.has(lower);
const verbs = new Set(
  'go goes say says said spoke broke rose drove stood ran sat heard put fell came saw left made gave found hit began held met won lost told asked'.split(
    ' ',
  ),
);

function weigh(
  { source, part, name, kind }: Witness,
  words: readonly Word[],
  from: number,
  to: number,
  size: number,
  capital: boolean,
): number {
  let sure = trust[source];
  const person = isPersonSlot(words, from);
  if (kind !== 'club' && kind !== 'competition') sure -= translatedBy(name, source);
  // People are called by their surnames: "Handsome" where "Jenni Hermoso" stands.
  if (part && !person) sure -= source === 'translation' ? 0.08 : 0.2;
  // A capital at the start of a sentence says nothing.
  if (size === 1 && words[from]!.opens) sure -= openingDoubt(source, words, from, to);
  const paper = kind === 'newspaper' ? announcement(words, from) : undefined;
  const squad = kind === 'nickname' && isSquad(words[to]);
  const article = words[from]!.text === 'The' && !words[from]!.opens;
  if (!capital && paper !== 'noun' && !squad && !article)
    sure -= size === 1 && paper === undefined ? 0.25 : 0.1;
  if (source === 'lexicon') {
    const gang = kind === 'group' && isGang(words, from);
    if (gang) sure += 0.1;
    else if (words.slice(from, to).every(({ key, lower }) => sharedNames.has(key) || smallWords.has(lower)))
      sure -= 0.25;
    // English papers put most parties into English.
    else if (kind === 'party') sure -= 0.15;
    else if (kind === 'person') sure += 0.2;
    else if (size === 1 && paper === undefined) sure -= kind === 'club' ? 0.05 : 0.2;
  }
  // "the newspaper Time" may be called so; El Tiempo would be "The Time".
  if (paper && /^(?:El|La|Los|Las) /.test(name) && words[from]!.lower !== 'the') sure -= 0.15;
  if (paper === 'noun') sure += 0.2;
  else if (paper === 'role') sure += 0.05;
  if (squad) sure += 0.2;
  if (source === 'translation' && size === 1 && !isPlace(name) && !person) sure -= 0.14;
  return bounded(sure);
}

/** What a capital at the start of a sentence is worth: "Handsome said" has no article, so it names somebody. */
function openingDoubt(source: Source, words: readonly Word[], from: number, to: number): number {
  const named = source === 'comparable' || source === 'translation';
  const after = words[to];
  if (named && after?.follows && (isReporting(after.text) || finite.test(after.lower))) return 0.12;
  return isAmong(words, from, to, contexts.club) && source === 'comparable' ? 0.25 : 0.35;
}

const finite =
  /^(?:is|was|has|had|will|would|scored|won|arrived|returned|left|signed|beat|lost|played|faced)$/;

const bounded = (sure: number): number => Math.max(0.1, Math.min(0.97, Number(sure.toFixed(2))));

/** How much English's habit of translating such a name speaks against a finding; less where the other article does not. */
function translatedBy(name: string, source: Source): number {
  const [first = ''] = fold(name)
    .replace(/^(?:el|la|los|las) /, '')
    .split(' ');
  if (translatable.has(first)) return 0.35;
  if (!sometimesTranslated.has(first)) return 0;
  return source === 'comparable' || isPlace(name) ? 0.12 : 0.35;
}

const isPersonSlot = (words: readonly Word[], from: number): boolean =>
  words[from]!.follows && words[from - 1]?.capital === true && isGivenName(words[from - 1]!.text);

// --- names that the gazetteer has ---------------------------------------------------------------------------

/** The longest phrase at a place's slot, or in a list of towns, that is the rendering of some town. */
function byGazetteer(scene: Scene, from: number): Found | undefined {
  const { words, content } = scene.reading.translation;
  const word = words[from]!;
  if (word.lower !== 'the' && determiners.has(word.lower)) return undefined;
  const slot = placeSlotAt(words, from) ?? (isHalfSpanish(words, from) ? 'plain' : undefined);
  const listed = endsPlaceList(words, from) || (from > 0 && !word.follows);
  if (!slot && !listed && !word.capital) return undefined;
  let best: Found | undefined;
  for (const { phrase, to } of phrasesFrom(words, from)) {
    const here =
      slot ??
      (endsPlaceList(words, from) || isInPlaceList(content, words, from, to) ? 'certain' : undefined) ??
      (isBeforeRegion(content, words, to) ? 'plain' : undefined);
    if (!here) continue;
    const draft = judgePlace(scene, from, to, phrase, here);
    if (draft) best = { to, draft };
  }
  return best;
}

/** "La Liberty": the article stayed Spanish, with its capital in mid-sentence. */
function isHalfSpanish(words: readonly Word[], from: number): boolean {
  const [article, next] = [words[from]!, words[from + 1]];
  if (article.opens || !/^(?:El|La|Los|Las)$/.test(article.text)) return false;
  return next?.follows === true && next.capital && next.form.common;
}

/** "Walnuts, Sonora" */
function isBeforeRegion(content: string, words: readonly Word[], to: number): boolean {
  const after = words[to];
  return (
    after?.capital === true &&
    content.slice(words[to - 1]!.end, after.start) === ', ' &&
    regionAt(words, to) !== undefined
  );
}

/** The region of the Spanish-speaking world that is named at a word; two words are tried first. */
function regionAt(words: readonly Word[], at: number): string | undefined {
  const [one, two] = [words[at], words[at + 1]];
  if (!one) return undefined;
  const long = two?.follows ? regionsNamed(`${one.key} ${two.key}`) : [];
  const named = (long.length > 0 ? long : regionsNamed(one.key)).find(({ country }) => country !== 'US');
  // "Delights, Chih."
  return (named ?? (one.capital && one.text.length < 5 ? regionByShort(one.text) : undefined))?.key;
}

function judgePlace(
  { reading, shown, regions, spanish }: Scene,
  from: number,
  to: number,
  phrase: string,
  slot: NonNullable<Slot>,
): Draft | undefined {
  const { words, content: text } = reading.translation;
  const content = contentOf(words, from, to);
  if (content.length === 0 || content.every(word => shown.has(word.key))) return undefined;
  const capitals = content.filter(word => word.capital).length;
  const capital = capitals === content.length;
  const half = content.some(word => !word.form.common);
  if (!capital && capitals > 0 && !half && !(slot === 'certain' && content[0]!.capital)) return undefined;
  if (!standsAlone(words, from, to, capital) || !(capital || ends(words, to)) || runsOn(text, words, to))
    return undefined;
  // "London" is what English calls Londres: what was put into English is everyday words.
  if (!content.some(word => word.form.common)) return undefined;
  if (content.length === 1 && (everydayCapitals.has(content[0]!.key) || isShouted(content[0]!)))
    return undefined;
  if (text[words[from]!.start - 1] === '-') return undefined;
  const places = placesBehind(phrase).filter(({ name }) => isTelling(phrase, name));
  if (places.length === 0) return undefined;
  const listed = isBeforeRegion(text, words, to) ? regionAt(words, to) : undefined;
  const elsewhere = listed === undefined && isElsewhere(text, words, to);
  const isNear = ({ region }: Place): boolean =>
    listed ? region === listed || region.startsWith(listed) : regions.has(region);
  const ranked = places
    .map(place => placesNamed(place.name).find(isNear) ?? place)
    .sort((a, b) => Number(isNear(b)) - Number(isNear(a)));
  const near = isNear(ranked[0]!);
  let sure = trust.gazetteer;
  sure += slot === 'certain' ? 0.3 : slot === 'strong' ? 0.1 : 0;
  sure += capital ? 0.1 : content.length === 1 ? -0.2 : -0.05;
  sure += content.length > 2 ? 0.15 : content.length === 2 ? 0.07 : 0;
  if (half) sure += content.length > 1 ? 0.15 : -0.2;
  if (near) sure += listed ? 0.3 : 0.1;
  if (spanish || half) sure += 0.05;
  else sure -= content.length === 1 ? 0.15 : 0.1;
  if (/\bof the\b|\bsaint\b/.test(phrase)) sure += 0.1;
  if (words[from]!.text === 'the') sure -= 0.15;
  if (!listed && capital && isEnglishPlace(phrase)) sure -= 0.3;
  if (elsewhere) sure -= 0.4;
  if (!listed) sure -= translatedBy(ranked[0]!.name, 'gazetteer') / 3;
  const confidence = bounded(sure);
  // A namesake in another state is no witness for this one.
  const witnesses = ranked.map(
    (place): Witness => ({
      name: place.name,
      source: 'gazetteer',
      ...((near || !listed) && { place }),
    }),
  );
  return draftOf(reading, from, to, witnesses, confidence, content.length);
}

/** "Golden, Colorado", "Cape Town, South Africa": the place behind the comma is none of the Spanish-speaking world. */
function isElsewhere(content: string, words: readonly Word[], to: number): boolean {
  const after = words[to];
  if (!after?.capital || content.slice(words[to - 1]!.end, after.start) !== ', ') return false;
  if (regionAt(words, to) !== undefined || isGivenName(after.text) || smallWords.has(after.lower))
    return false;
  // "Black Stones, Guaymas": a list of towns.
  return isCommonEnglish(after.text) || !isPlaceWord(after.key);
}

// --- articles and particles of names ------------------------------------------------------------------------

const articles = ['El', 'La', 'Los', 'Las'];

/** "The Estor", "in the Mochis": only the article was put into English, and the town has no name without it. */
function byArticle({ reading, shown }: Scene, from: number): Found | undefined {
  const { words } = reading.translation;
  const [article, name] = [words[from]!, words[from + 1]];
  if (article.lower !== 'the' || !name?.follows || !name.capital || name.form.english || name.owns)
    return undefined;
  if (shown.has(name.key) && !reading.comparable?.nameIndex.has(name.key)) return undefined;
  const after = words[from + 2];
  if (after?.follows && after.capital && !smallWords.has(after.lower)) return undefined;
  const said = (article.capital && !article.opens) || placeSlotAt(words, from) !== undefined;
  if (!said || isPlace(name.key)) return undefined;
  const places = articles.flatMap(one => placesNamed(`${one} ${name.key}`));
  const known = articles.map(one => `${one} ${name.text}`).filter(isKnownName);
  const witnesses = [
    ...places.map((place): Witness => ({ name: place.name, source: 'gazetteer', place })),
    ...known.map((one): Witness => ({ name: one, source: 'lexicon', kind: 'group' })),
  ];
  if (witnesses.length === 0) return undefined;
  return { to: from + 2, draft: draftOf(reading, from, from + 2, witnesses, 0.82, 1) };
}

/** "Magdalena of Kino": of the town's name only the link was put into English. */
function byLink({ reading, shown }: Scene, from: number): Found | undefined {
  const { words } = reading.translation;
  const [first, of] = [words[from]!, words[from + 1]];
  if (!first.capital || first.form.common || first.owns || !of?.follows || of.text !== 'of') return undefined;
  const article = words[from + 2]?.lower === 'the' ? 1 : 0;
  const last = words[from + 2 + article];
  if (!last?.follows || !last.capital || shown.has(last.key)) return undefined;
  const name = last.owns ? last.text.slice(0, -2) : last.text;
  const links = article ? ['del', 'de la', 'de los', 'de las'] : ['de'];
  const places = links.flatMap(link => placesNamed(`${first.key} ${link} ${last.key}`));
  if (places.length === 0 && !links.some(link => isKnownName(`${first.key} ${link} ${name}`)))
    return undefined;
  const witnesses = places.map((place): Witness => ({ name: place.name, source: 'gazetteer', place }));
  const to = from + 3 + article;
  return witnesses.length > 0 ? { to, draft: draftOf(reading, from, to, witnesses, 0.85, 2) } : undefined;
}

/** "Rodrigo From Paul", and "From Paul" where "De Paul" stands: the "de" of a surname. */
function byParticle({ reading, behindDe }: Scene, from: number): Found | undefined {
  const { words } = reading.translation;
  const [particle, name] = [words[from]!, words[from + 1]];
  if (particle.text !== 'From' && particle.text !== 'Of') return undefined;
  if (!name?.follows || !name.capital) return undefined;
  if (!isPersonSlot(words, from) && !behindDe.has(name.key)) return undefined;
  const own = name.owns ? name.text.slice(0, -2) : name.text;
  const witnesses: Witness[] = [{ name: `De ${own}`, source: 'lexicon' }];
  return { to: from + 2, draft: draftOf(reading, from, from + 2, witnesses, 0.78, 2) };
}

// --- surnames behind given names ----------------------------------------------------------------------------

/** "Alfredo Hangman", whom nobody else names: Verdugo. Surnames that English families have are asked quietly. */
function byGivenName({ reading, shown, spanish }: Scene, from: number): Found | undefined {
  const { words } = reading.translation;
  const word = words[from]!;
  if (!word.capital || !isPersonSlot(words, from) || shown.has(word.key)) return undefined;
  const given = words[from - 1]!;
  // "San Antonio Spurs", "Victoria Station"
  if (
    isCommonEnglish(given.text) ||
    (given.follows && words[from - 2]?.capital && !titles.has(words[from - 2]!.lower))
  )
    return undefined;
  const after = words[from + 1];
  if (after?.follows && after.capital && !smallWords.has(after.lower)) return undefined;
  if (!isCommonEnglish(word.text) || everydayCapitals.has(word.key)) return undefined;
  // "Bouquets" is Ramos rather than Ramo.
  const plural = word.key.endsWith('s');
  const surnames = surnamesBehind(word.key).toSorted(
    (a, b) => Number(b.endsWith('s') === plural) - Number(a.endsWith('s') === plural),
  );
  if (surnames.length === 0) return undefined;
  // "Samuel Church" may be so called; Yadira Pine hardly is.
  const both =
    isEnglishSurname(word.key) && (isSharedGivenName(given.text) || !spanish || realSurnames.has(word.key));
  const known = both || isTown(given.key);
  const sure = known ? 0.4 : isEnglishSurname(word.key) ? 0.62 : spanish ? 0.75 : 0.6;
  const witnesses = surnames.slice(0, 3).map((name): Witness => ({ name, source: 'lexicon' }));
  return { to: from + 1, draft: draftOf(reading, from, from + 1, witnesses, bounded(sure), 1) };
}

// --- what is said -------------------------------------------------------------------------------------------

function draftOf(
  reading: Reading,
  from: number,
  to: number,
  ranked: readonly Witness[],
  confidence: number,
  size: number,
): Draft {
  const { words } = reading.translation;
  const last = words[to - 1]!;
  const best = ranked[0]!;
  const spoken = ranked.flatMap(({ name, kind }) =>
    kind === 'competition' ? [...knownEnglish(name), name] : [name],
  );
  const squad = best.kind === 'nickname' && words[from]!.lower === 'the' && isSquad(words[to]);
  const named = squad ? spoken.map(name => `the ${name.replace(/^(?:El|La|Los|Las) /, '')}`) : spoken;
  const names = [...new Map(named.map(name => [fold(name), name])).values()].slice(0, 3);
  const own = new Set(fold(best.name).split(' '));
  const half = size > 1 && words.slice(from, to).some(({ key }) => key.length > 3 && own.has(key));
  return {
    start: words[hasSpareArticle(reading, from, to, best) ? from - 1 : from]!.start,
    end: last.owns ? last.end - 2 : last.end,
    category: 'translated-name',
    severity: half || best.kind !== undefined ? 'major' : 'critical',
    confidence,
    quiet: confidence < loud,
    message: message(`finding.translated-name.${best.source}`, { name: best.name }),
    suggestions: names.map((text): Suggestion => ({ text })),
    evidence: evidenceOf(reading, ranked),
  };
}

/** "the Duke should" for Duque: the article goes with the common word, unless the name's own text has it, too. */
function hasSpareArticle(
  { translation, comparable }: Reading,
  from: number,
  to: number,
  best: Witness,
): boolean {
  const { words } = translation;
  const before = words[from - 1];
  if (before?.text !== 'the' || !words[from]!.follows) return false;
  const after = words[to];
  // "the Blue Cross team": the article is the team's.
  if (words[to - 1]!.owns || (after?.follows && !smallWords.has(after.lower))) return false;
  if (best.source === 'lexicon') return best.kind === 'club';
  const text =
    best.source === 'comparable' ? comparable : best.source === 'translation' ? translation : undefined;
  if (!text || !best.run || isTown(best.name)) return false;
  return text.words[best.run.from - 1]?.lower !== 'the';
}

/** One witness of each source, the most trusted first. */
function evidenceOf(reading: Reading, ranked: readonly Witness[]): Evidence[] {
  const name = fold(ranked[0]!.name);
  const spoken = sources.flatMap(
    source => ranked.find(one => one.source === source && fold(one.name) === name) ?? [],
  );
  const towns = placesNamed(name).slice(0, 1);
  const quoted = spoken.flatMap(witness => quote(witness, reading));
  const known = quoted.some(({ kind }) => kind === 'gazetteer' || kind === 'lexicon');
  return known ? quoted : [...quoted, ...towns.map(town => inGazetteer(town.name, regionOf(town)))];
}

function quote(
  { source, run, place, name, kind }: Witness,
  { translation, comparable, source: original }: Reading,
): Evidence[] {
  if (source === 'gazetteer') return [inGazetteer(name, place && regionOf(place))];
  if (source === 'lexicon')
    return [{ kind: 'lexicon', say: message(`evidence.lexicon.${kind ?? 'surname'}`, { name }) }];
  const text = source === 'comparable' ? comparable : source === 'source' ? original : translation;
  return run && text
    ? [{ kind: source, segment: run.segment, start: run.start, end: run.end, text: run.text }]
    : [];
}

const inGazetteer = (name: string, region: Region | undefined): Evidence => ({
  kind: 'gazetteer',
  say: region
    ? message('evidence.gazetteer.town', { name, region: region.english })
    : message('evidence.gazetteer.place', { name }),
});
