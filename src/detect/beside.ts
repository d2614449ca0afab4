import type { Token } from '../text/tokens.ts';
import { wordSet } from '../text/word-set.ts';
import { smallWords, type TextReading } from './reading.ts';
import { isReporting } from './reporting.ts';

/** One blank lies between the two, a no-break one counts. */
export const oneBlankBetween = (
  content: string,
  before: Token | undefined,
  after: Token | undefined,
): boolean =>
  before !== undefined &&
  after !== undefined &&
  after.start === before.end + 1 &&
  (content[before.end] === ' ' || content[before.end] === '\u00A0');

export const isUpper = (char: string | undefined): boolean =>
  char !== undefined && char !== char.toLowerCase();

export const isLower = (char: string | undefined): boolean =>
  char !== undefined && char !== char.toUpperCase();

export const capitalized = (word: string): string => word[0]!.toUpperCase() + word.slice(1);
export const uncapitalized = (word: string): string => word[0]!.toLowerCase() + word.slice(1);

const articles = wordSet('the a an this that these those his her its their our');
/** Inside a name of more than one word: "Bank of America", "Ruiz and Paz", "El Paso del Norte". */
const nameLinks = wordSet('of de del la las los el y and the for');
/** What a clause may begin behind. */
const clauseOpeners = wordSet(
  'but and or so while when that because as if although though since where after before however which then',
);
/** No subject of what follows: "Often He", "On Monday They"; of God, He is written large in any place. */
const noSubjects = wordSet(
  `god lord jesus christ allah father spirit often perhaps maybe sometimes together somehow therefore whether again
  instead indeed yes well tonight outside inside besides otherwise nowadays overall monday tuesday wednesday thursday
  friday saturday sunday january february march april may june july august september october november december`,
);
/** Words of a subject between its article and its noun: "the new Mexican coach". */
const longestSubject = 4;
const longestName = 7;

/**
 * Place of the first word of the subject that stands at the head of its clause and ends before `index`: "But the
 * Mexican economy |", "Ana Ruiz |", not "the people of the |", "He met Ruiz |".
 */
export function subjectBefore({ tokens, segmentOf }: TextReading, index: number): number | undefined {
  const isWord = (at: number): boolean => tokens[at]?.kind === 'word' && segmentOf[at] === segmentOf[index];
  const last = tokens[index - 1];
  if (!last || !isWord(index - 1) || noSubjects.has(last.text.toLowerCase())) return undefined;
  let at = index - 1;
  if (isUpper(last.text[0])) {
    const lower = last.text.toLowerCase();
    if (smallWords.has(lower) || clauseOpeners.has(lower) || /(?:ly|ing)$/.test(lower)) return undefined;
    while (
      index - at < longestName &&
      isWord(at - 1) &&
      (isUpper(tokens[at - 1]!.text[0])
        ? !clauseOpeners.has(tokens[at - 1]!.text.toLowerCase())
        : nameLinks.has(tokens[at - 1]!.text))
    )
      at--;
    while (at < index - 1 && isLower(tokens[at]!.text[0]) && !articles.has(tokens[at]!.text)) at++;
    // "In Spain They say".
    const first = tokens[at]!.text.toLowerCase();
    if (smallWords.has(first) && !articles.has(first)) return undefined;
  } else {
    if (smallWords.has(last.text)) return undefined;
    while (!articles.has(tokens[at]!.text.toLowerCase())) {
      if (index - at > longestSubject || !isWord(at - 1) || isReporting(tokens[at]!.text)) return undefined;
      at--;
    }
    if (at === index - 1) return undefined;
  }
  const before = tokens[at - 1];
  if (!isWord(at - 1) || !before) return at;
  // "faith in God and the freedom He gives": what "and" adds to a row has a clause of its own.
  const joins = before.text === 'and' || before.text === 'or';
  const opens = clauseOpeners.has(before.text.toLowerCase()) && !(joins && isLower(last.text[0]));
  return opens ? at : undefined;
}

const finite = wordSet(
  `is are was were has have had will would can could may might must should does do did goes went took made
  became began won lost said says told left came gave held met ran saw sought spoke knew got put set kept led felt brought
  thought found sent paid fell grew rose won wore wrote drew broke chose drove fought hit hurt cut beat bought built caught`,
);
const adverbs = wordSet('only also just now then always never still already even soon once again not');

/** A verb that has its subject before it, an adverb between them or not: "has", "only has", "stated", "seeks". */
export function finiteAt(tokens: readonly Token[], index: number): Token | undefined {
  const at =
    adverbs.has(tokens[index]?.text ?? '') || /[a-z]ly$/.test(tokens[index]?.text ?? '') ? index + 1 : index;
  const verb = tokens[at];
  if (verb?.kind !== 'word' || !isLower(verb.text[0])) return undefined;
  return finite.has(verb.text) || isReporting(verb.text) || /(?:[a-z]{2}ed|[a-rt-z]s)$/.test(verb.text)
    ? verb
    : undefined;
}
