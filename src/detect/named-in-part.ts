import {
  isCommonEnglish,
  isEnglishName,
  isEnglishSurname,
  isGivenName,
  isKnownName,
  isPlace,
  isSharedGivenName,
  placesNamed,
  surnamesBehind,
} from '../terms/index.ts';
import { draftOf } from './name-draft.ts';
import { type Found, isPersonSlot, realSurnames, type Scene, titles } from './name-scene.ts';
import { placeSlotAt } from './name-slots.ts';
import { everydayCapitals, isTown, type Witness } from './name-witnesses.ts';
import { smallWords, type Word } from './reading.ts';

const articles = ['El', 'La', 'Los', 'Las'];

/** "The Estor", "in the Mochis": only the article was put into English, and the town has no name without it. */
export function byArticle({ reading, shown }: Scene, from: number): Found | undefined {
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
export function byLink({ reading, shown }: Scene, from: number): Found | undefined {
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
export function byParticle({ reading, behindDe }: Scene, from: number): Found | undefined {
  const { words } = reading.translation;
  const [particle, name] = [words[from]!, words[from + 1]];
  if (particle.text !== 'From' && particle.text !== 'Of') return undefined;
  if (!name?.follows || !name.capital) return undefined;
  if (!isPersonSlot(words, from) && !behindDe.has(name.key)) return undefined;
  const own = name.owns ? name.text.slice(0, -2) : name.text;
  const witnesses: Witness[] = [{ name: `De ${own}`, source: 'lexicon' }];
  return { to: from + 2, draft: draftOf(reading, from, from + 2, witnesses, 0.78, 2) };
}

/** "Beatriz Wall", "Rafael Warrior Peña": everyday words behind a Spanish given name, no surname that English has. */
export function byGivenName({ reading, shown, spanish }: Scene, from: number): Found | undefined {
  const { words, forms } = reading.translation;
  const word = words[from]!;
  if (!word.capital || !isPersonSlot(words, from) || shown.has(word.key)) return undefined;
  const given = words[from - 1]!;
  if (isCommonEnglish(given.text) || isInLongerName(words, from - 1)) return undefined;
  const after = words[from + 1];
  const second = after?.follows && after.capital && !smallWords.has(after.lower) ? after : undefined;
  if (second && !(spanish && !second.form.english)) return undefined;
  if (!isCommonEnglish(word.text) || isFamous(given, word)) return undefined;
  // "Bouquets" is Ramos rather than Ramo.
  const plural = word.key.endsWith('s');
  const surnames = surnamesBehind(word.key).toSorted(
    (a, b) => Number(b.endsWith('s') === plural) - Number(a.endsWith('s') === plural),
  );
  const met = surnames.find(name => forms.has(name));
  if (surnames.length === 0 || (everydayCapitals.has(word.key) && !met)) return undefined;
  // "Samuel Church" may be so called; Yadira Pine hardly is.
  const english = isEnglishSurname(word.key);
  const shared = isSharedGivenName(given.text) || !spanish || realSurnames.has(word.key);
  const doubtful = (english && shared) || isTown(given.key);
  const sure = met ? 0.8 : doubtful ? 0.4 : english ? 0.62 : spanish ? 0.75 : 0.6;
  const ranked = met ? [met, ...surnames.filter(name => name !== met)] : surnames;
  const witnesses = ranked.slice(0, 3).map((name): Witness => ({ name, source: 'lexicon' }));
  return { to: from + 1, draft: draftOf(reading, from, from + 1, witnesses, sure, 1) };
}

/** "San Antonio Spurs", "Victoria Station", not "Judge Antonio", "Yeison Andrés". */
function isInLongerName(words: readonly Word[], at: number): boolean {
  const before = words[at]!.follows ? words[at - 1] : undefined;
  return before?.capital === true && !titles.has(before.lower) && !isGivenName(before.text);
}

/** "Guillermo Lasso" is so called. */
const isFamous = (given: Word, surname: Word): boolean =>
  isEnglishName(`${given.key} ${surname.key}`) || isKnownName(`${given.key} ${surname.key}`);
