import type { Draft } from '../model/index.ts';
import { isPlace } from '../terms/index.ts';
import { wordSet } from '../text/word-set.ts';
import { announcement, fitsKnown, isAmong, isGang, isSquad } from './known-kinds.ts';
import { draftOf } from './name-draft.ts';
import {
  bounded,
  contentOf,
  determiners,
  ends,
  type Found,
  isPersonSlot,
  isShouted,
  phrasesFrom,
  type Scene,
  standsAlone,
  translatedBy,
} from './name-scene.ts';
import { placeSlotAt } from './name-slots.ts';
import { contexts, type NameLookUp, type Source, sources, type Witness } from './name-witnesses.ts';
import { type NameRun, type Reading, smallWords, type TextReading, type Word } from './reading.ts';
import { isReporting } from './reporting.ts';

export const trust: Readonly<Record<Source, number>> = {
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

/** Teams of the English-speaking world bear these names, too; papers, those. */
const sharedNames =
  wordSet(`tigers lions eagles pirates bulls stars giants cardinals braves indians rangers saints bears dolphins falcons hawks
  warriors rockets kings suns jets titans royals cubs reds blues lakers patriots vikings cowboys sharks devils wolves
  panthers jaguars rebels union united city wanderers rovers athletic junior students hornets bees
  time times herald independent guardian telegraph mirror sun post star globe nation economist observer press tribune
  alliance liberty progress freedom unity hope independence change future victory palestinian spanish italian
  republic mail express standard journal chronicle examiner world sunday`);

const manyNames = 6;

export function byTables({ reading, names, shown, spanish }: Scene, from: number): Found | undefined {
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

export function judge(
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

/** "in walnuts", "the mayor of new city": a preposition and no article, and nothing that the words describe. */
function inNameSlot(words: readonly Word[], from: number, to: number): boolean {
  const before = words[from]!.follows ? words[from - 1] : undefined;
  if (!before || !(slots.has(before.lower) || placeSlotAt(words, from))) return false;
  if (words[from]!.lower !== 'the' && determiners.has(words[from]!.lower)) return false;
  if (to - from > 1) return true;
  const slot = placeSlotAt(words, from);
  return ends(words, to) && (slot === 'strong' || slot === 'certain');
}

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
  else if (paper !== undefined) sure += 0.05;
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

const finite = /^(?:scored|won|arrived|returned|left|signed|beat|lost|played|faced)$/;
