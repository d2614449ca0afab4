import { type Draft, type Evidence, message } from '../model/index.ts';
import { isEnglishName, isGivenName, isPlace, sensesOf } from '../terms/index.ts';
import { wordSet } from '../text/word-set.ts';
import type { Detector } from './detector.ts';
import { type Reading, smallWords, type TextReading, type Word } from './reading.ts';

/** Places of a two-word name in each order, and of what stands before it. */
type Pair = { readonly at: number[] };

/** What English names end in: "World Cup", "European Union". A lake or a river may come first. */
const lastWords =
  wordSet(`party union kingdom nations states cup house court league street university bank army police ocean council
  association federation commission committee institute agency board bureau award prize festival games championship
  airport station hospital church square avenue assembly guard force front`);

/**
 * One name whose two words stand in two orders: "Operation Spike Plaza" where the comparable, or most of this
 * text, has "Plaza Spike"; and names that everybody knows, turned round ("Nations United"). Sees through a lost
 * space ("Spike Plazawhose"). Names that double a word, and pairs that are names both ways round, are left alone;
 * without a majority or a comparable it only asks.
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
      if (turned === key || other?.has(key)) continue;
      const rivals = own.get(turned)?.at ?? [];
      const witnesses = other?.get(turned)?.at ?? [];
      const known = isEnglishName(turned) && !isEnglishName(key);
      if (rivals.length === 0 && witnesses.length === 0 && !known) continue;
      if (witnesses.length === 0 && !known && rivals.length < at.length) continue;
      const sure =
        known ||
        witnesses.length > 0 ||
        (rivals.length > at.length
          ? !isSpanishOrder(key)
          : isTurned(key, [translation, comparable]) &&
            !at.some(index => isTitled(translation.words, index)));
      // Undecided: the question is asked once, of one of the two.
      if (!sure && rivals.length === at.length && key > turned) continue;
      const evidence = evidenceOf(translation, rivals, comparable, witnesses);
      for (const index of at)
        drafts.push(draftOf(translation, index, evidence, sure, witnesses.length > 0 || known));
    }
    return drafts;
  },
};

/** "Judge Brett Kavanaugh": behind a title the given name comes first. */
const isTitled = (words: readonly Word[], at: number): boolean =>
  words[at]!.follows && titles.has(words[at - 1]?.lower ?? '');

const titles = new Set(
  'judge justice president senator governor mayor minister secretary general captain doctor professor mr mrs ms dr'.split(
    ' ',
  ),
);

/** A Spanish noun in front ("Plaza Spike") is the order of the original, however often English turned it. */
function isSpanishOrder(key: string): boolean {
  const [first, second] = key.split(' ');
  return sensesOf(first!).length > 0 && !isGivenName(second!);
}

/** Equally often: the head comes last ("Cup World"), and so does what also stands alone ("Kavanaugh Brett"). */
function isTurned(key: string, texts: readonly (TextReading | undefined)[]): boolean {
  const [first, last] = key.split(' ');
  if (lastWords.has(first!) && !lastWords.has(last!)) return true;
  if (lastWords.has(last!) && !lastWords.has(first!)) return false;
  const alone = (word: string): number =>
    texts.reduce((sum, text) => sum + (text?.nameIndex.get(word)?.length ?? 0), 0);
  return alone(first!) > 0 && alone(last!) === 0;
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

/** `certain`: the comparable has it the other way, or everybody does. */
function draftOf(
  { words }: TextReading,
  at: number,
  evidence: readonly Evidence[],
  sure: boolean,
  certain: boolean,
): Draft {
  const { start, end } = spanOf(words, at);
  const first = words[at]!.text;
  const second = words[at + 1]!.text.slice(0, end - words[at + 1]!.start);
  return {
    start,
    end,
    category: 'name-order',
    severity: 'major',
    confidence: certain ? 0.92 : sure ? 0.85 : 0.45,
    quiet: !sure,
    message: message(`finding.name-order.${evidence[0]?.kind ?? 'known'}`, { name: `${second} ${first}` }),
    suggestions: [{ text: `${second} ${first}` }],
    evidence:
      evidence.length > 0
        ? evidence
        : [{ kind: 'lexicon', say: message('evidence.lexicon.name', { name: `${second} ${first}` }) }],
  };
}
