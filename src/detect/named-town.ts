import type { Draft } from '../model/index.ts';
import {
  isCommonEnglish,
  isEnglishPlace,
  isGivenName,
  isPlaceWord,
  type Place,
  placesBehind,
  placesNamed,
  regionByShort,
  regionsNamed,
} from '../terms/index.ts';
import { draftOf } from './name-draft.ts';
import {
  bounded,
  contentOf,
  determiners,
  ends,
  type Found,
  isShouted,
  phrasesFrom,
  type Scene,
  standsAlone,
  translatedBy,
} from './name-scene.ts';
import { endsPlaceList, isInPlaceList, linkedSlotAt, placeSlotAt, type Slot } from './name-slots.ts';
import { everydayCapitals, isTelling, type Witness } from './name-witnesses.ts';
import { trust } from './named-in-texts.ts';
import { smallWords, type Word } from './reading.ts';

/** The longest phrase at a place's slot, or in a list of towns, that is the rendering of some town. */
export function byGazetteer(scene: Scene, from: number): Found | undefined {
  const { words, content } = scene.reading.translation;
  const word = words[from]!;
  if (word.lower !== 'the' && determiners.has(word.lower)) return undefined;
  const slot =
    placeSlotAt(words, from) ??
    linkedSlotAt(words, from) ??
    (isHalfSpanish(words, from) ? 'plain' : undefined);
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
  // "in The Roman": English would have a small article.
  const articled = words[from]!.text === 'The' && !words[from]!.opens;
  if (
    content.length === 1 &&
    ((everydayCapitals.has(content[0]!.key) && !articled) || isShouted(content[0]!))
  )
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

/** "saint cristóbal of the houses", "Port-of-Spain": the name goes on. */
const runsOn = (content: string, words: readonly Word[], to: number): boolean =>
  content[words[to - 1]!.end] === '-' || (words[to]?.follows === true && words[to]!.lower === 'of');

const isSpanishSpeaking = (words: readonly Word[], at: number): boolean =>
  regionAt(words, at) !== undefined || isPlaceWord(words[at]!.key);

/** "Golden, Colorado", "Cape Town, South Africa": the place behind the comma is none of the Spanish-speaking world. */
function isElsewhere(content: string, words: readonly Word[], to: number): boolean {
  const after = words[to];
  // "Black River in Jamaica"
  const inside = after?.follows && after.lower === 'in' ? words[to + 1] : undefined;
  if (inside?.follows && inside.capital && !isSpanishSpeaking(words, to + 1)) return true;
  if (!after?.capital || content.slice(words[to - 1]!.end, after.start) !== ', ') return false;
  if (regionAt(words, to) !== undefined || isGivenName(after.text) || smallWords.has(after.lower))
    return false;
  // "Black Stones, Guaymas": a list of towns.
  return isCommonEnglish(after.text) || !isPlaceWord(after.key);
}
