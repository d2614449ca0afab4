import { isCommonEnglish, isPlaceWord } from '../terms/index.ts';
import { wordSet } from '../text/word-set.ts';
import type { Word } from './reading.ts';

/**
 * How surely a place is named at a point of the text. `certain`: English would have an article before anything but
 * a name ("the mayor of", "the dam the"); `strong`: a noun that goes with places ("police in"); `plain`: a
 * preposition of place.
 */
export type Slot = 'certain' | 'strong' | 'plain' | undefined;

const prepositions = wordSet('in from near outside around between');
const places =
  wordSet(`state province municipality municipalities city cities town towns village villages community communities neighborhood
  neighbourhood district county province parish suburb outskirts colony hamlet locality`);
const heads =
  wordSet(`mayor authorities police residents inhabitants neighbors neighbours voters farmers firefighters university
  bishop archbishop diocese road highway street train bus tourism court prison hospital airport customs council people
  councillor councilor mine plant factory campaign airport station born lives living lived works based held officials
  prosecutors church cathedral stadium bridge coast mayors patrols soldiers troops migrants fishermen growers`);
/** After these and "of" a bare noun can only be a name: "the bishop of lion". */
const ofHeads = wordSet(
  'mayor governor bishop archbishop diocese municipality municipalities residents inhabitants outskirts natives parish',
);
const movements = wordSet('to toward towards');
const moving =
  wordSet(`road highway flown taken fled travelled traveled moved returned transferred train bus trip journey way route
  bound went go going drove walked marched extradited deported flew sent ride flight visit railway path`);
const reaching = wordSet(
  'left shook reached entered hit struck rocked crossed leaving reaching shaking entering',
);
/** What Spanish sets a name beside without "of": "the dam the Mouth", "the ranch The Willows". */
const apposing =
  wordSet(`dam river hill neighborhood neighbourhood ranch prison volcano lagoon lake beach colony stream community
  municipality hamlet village sector district parish mountain estate farm valley canyon island bridge reservoir`);

/** The slot at `from`; looks at the two words before it. */
export function placeSlotAt(words: readonly Word[], from: number): Slot {
  const word = words[from]!;
  const before = word.follows ? words[from - 1] : undefined;
  if (!before) return undefined;
  const head = before.follows ? words[from - 2] : undefined;
  if (apposing.has(before.lower) && (word.lower === 'the' || (word.capital && !before.capital)))
    return word.capital && word.lower !== 'the' && words[from + 1]?.capital !== false ? 'strong' : 'certain';
  if (before.lower === 'of')
    return head && ofHeads.has(head.lower) ? 'certain' : head && isHead(head) ? 'strong' : undefined;
  if (prepositions.has(before.lower))
    return head && (isHead(head) || (before.lower === 'from' && moving.has(head.lower))) ? 'strong' : 'plain';
  if (movements.has(before.lower)) return head && moving.has(head.lower) ? 'strong' : undefined;
  return reaching.has(before.lower) ? 'plain' : undefined;
}

const isHead = ({ lower }: Word): boolean => heads.has(lower) || places.has(lower);

/** "Hermosillo, Cash me, Caborca": towns on both sides, or one before and the end of the sentence behind. */
export function isInPlaceList(content: string, words: readonly Word[], from: number, to: number): boolean {
  const [before, after] = [words[from - 1], words[to]];
  if (!before || !isSpanishPlace(before) || before.segment !== words[from]!.segment) return false;
  const gap = content.slice(before.end, words[from]!.start);
  const behind = content.slice(words[to - 1]!.end, words[to - 1]!.end + 2);
  if (gap === ', ') return after !== undefined && isSpanishPlace(after) && /^, ?| $/.test(behind);
  return false;
}

/** "Guaymas, Opodepe Y Splice.", "Guaymas, Opodepe and Splice": the last of a list of towns. */
export function endsPlaceList(words: readonly Word[], from: number): boolean {
  const [link, town, other] = [words[from - 1], words[from - 2], words[from - 3]];
  if (!link || !town || !other || !words[from]!.follows || !/^(?:and|y)$/.test(link.lower)) return false;
  return (isSpanishPlace(town) && isNameLike(other)) || (isNameLike(town) && isSpanishPlace(other));
}

/** "in Ovalle and the Serene": the slot of the town before holds for this one, too. */
export function linkedSlotAt(words: readonly Word[], from: number): Slot {
  const [link, town] = [words[from - 1], words[from - 2]];
  if (!link || !town || !words[from]!.follows || !link.follows || !/^(?:and|y)$/.test(link.lower))
    return undefined;
  return isSpanishPlace(town) && placeSlotAt(words, from - 2) ? 'plain' : undefined;
}

const isNameLike = (word: Word): boolean => word.capital && !isCommonEnglish(word.text);

const isSpanishPlace = (word: Word): boolean =>
  word.capital && !isCommonEnglish(word.text) && isPlaceWord(word.key);
