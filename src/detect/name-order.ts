import { type Draft, type Evidence, message } from '../model/index.ts';
import { isPlace, sensesOf } from '../terms/index.ts';
import type { Detector } from './detector.ts';
import { type Reading, smallWords, type TextReading, type Word } from './reading.ts';

/** Places of a two-word name in each order, and of what stands before it. */
type Pair = { readonly at: number[] };

/**
 * One name whose two words stand in two orders: "Operation Spike Plaza" where the comparable, or most of this
 * text, has "Plaza Spike". Sees through a lost space ("Spike Plazawhose"). Names that double a word, and pairs
 * that are names both ways round, are left alone; without a majority or a comparable it only asks.
 */
export const nameOrder: Detector = {
  id: 'name-order',
  categories: ['name-order'],
  find: ({ translation, comparable }: Reading) => {
    const own = pairsOf(translation);
    const other = comparable && pairsOf(comparable);
    const drafts: Draft[] = [];
    for (const [key, { at }] of own) {
      const turned = turn(key);
      if (turned === key) continue;
      const rivals = own.get(turned)?.at ?? [];
      const witnesses = other?.get(turned)?.at ?? [];
      if ((rivals.length === 0 && witnesses.length === 0) || other?.has(key)) continue;
      if (witnesses.length === 0 && rivals.length < at.length) continue;
      const sure =
        witnesses.length > 0 ||
        (rivals.length > at.length ? !isSpanishOrder(key) : standsAlone(translation, turned));
      // Undecided: the question is asked once, of one of the two.
      if (!sure && rivals.length === at.length && key > turned) continue;
      const evidence = evidenceOf(translation, rivals, comparable, witnesses);
      for (const index of at)
        drafts.push(draftOf(translation.words, index, evidence, sure, witnesses.length > 0));
    }
    return drafts;
  },
};

/** A Spanish noun in front ("Plaza Spike") is the order of the original, however often English turned it. */
const isSpanishOrder = (key: string): boolean => sensesOf(key.split(' ')[0]!).length > 0;

/** Equally often: the last word of a name is the one that also stands alone ("Kavanaugh", "the Cup"). */
function standsAlone({ nameIndex }: TextReading, key: string): boolean {
  const [first, last] = key.split(' ').map(word => nameIndex.get(word)?.length ?? 0);
  return last! > first!;
}

const turn = (key: string): string => key.split(' ').reverse().join(' ');

/** Neighbouring capitalised words, by their keys. A pair across a sentence's opening small word is none. */
function pairsOf({ words }: TextReading): Map<string, Pair> {
  const pairs = new Map<string, Pair>();
  for (let index = 0; index + 1 < words.length; index++) {
    const [first, second] = [words[index]!, words[index + 1]!];
    if (!second.follows || !isNameWord(first) || !isNameWord(second) || first.owns) continue;
    if (isTwoNames(first, second)) continue;
    const key = `${first.key} ${second.key}`;
    const known = pairs.get(key);
    if (known) known.at.push(index);
    else pairs.set(key, { at: [index] });
  }
  return pairs;
}

const isNameWord = (word: Word): boolean =>
  word.capital && word.key.length > 2 && !smallWords.has(word.lower) && word.text.length <= 40;

/** "Monday Congress": two places or days may meet by chance in either order. */
const isTwoNames = (first: Word, second: Word): boolean => isPlace(first.key) && isPlace(second.key);

function evidenceOf(
  text: TextReading,
  rivals: readonly number[],
  comparable: TextReading | undefined,
  witnesses: readonly number[],
): Evidence[] {
  return [
    ...(comparable ? witnesses.slice(0, 1).map(at => quoted('comparable', comparable, at)) : []),
    ...rivals.slice(0, 1).map(at => quoted('translation', text, at)),
  ];
}

function quoted(kind: 'comparable' | 'translation', { content, words }: TextReading, at: number): Evidence {
  const { start, end, segment } = spanOf(words, at);
  return { kind, segment, start, end, text: content.slice(start, end) };
}

function spanOf(words: readonly Word[], at: number): { start: number; end: number; segment: number } {
  const last = words[at + 1]!;
  return { start: words[at]!.start, end: last.owns ? last.end - 2 : last.end, segment: last.segment };
}

function draftOf(
  words: readonly Word[],
  at: number,
  evidence: readonly Evidence[],
  sure: boolean,
  compared: boolean,
): Draft {
  const { start, end } = spanOf(words, at);
  const first = words[at]!.text;
  const second = words[at + 1]!.text.slice(0, end - words[at + 1]!.start);
  return {
    start,
    end,
    category: 'name-order',
    severity: 'major',
    confidence: compared ? 0.92 : sure ? 0.85 : 0.45,
    quiet: !sure,
    message: message(compared ? 'finding.name-order.comparable' : 'finding.name-order.text', {
      name: `${second} ${first}`,
    }),
    suggestions: [{ text: `${second} ${first}` }],
    evidence,
  };
}
