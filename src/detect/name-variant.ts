import { type Draft, type Evidence, message } from '../model/index.ts';
import { isGivenName, isPlaceWord } from '../terms/index.ts';
import type { Detector } from './detector.ts';
import type { Reading, TextReading, Word } from './reading.ts';

const shortest = 5;
const longest = 24;

/** One spelling of a name in a text: how often, and where it stands first. */
type Spelling = { readonly key: string; readonly word: Word; count: number; readonly text: TextReading };

/**
 * One name in two spellings, one letter apart: "Obador" where the text, or the other article, has "Obrador". The
 * odd one out is the spelling that neither dictionary nor gazetteer knows and that stands less often. Endings
 * are left alone (Fernando and Fernanda, Mexican and Mexicans), and so are short names.
 */
export const nameVariant: Detector = {
  id: 'name-variant',
  categories: ['name-variant'],
  find: ({ translation, comparable }: Reading) => {
    const own = spellingsOf(translation);
    const others = comparable ? spellingsOf(comparable) : new Map<string, Spelling>();
    const neighbours = indexByDeletion([...others.values(), ...own.values()]);
    const drafts: Draft[] = [];
    for (const odd of own.values()) {
      if (others.has(odd.key) || odd.count > 2) continue;
      const rival = bestRival(odd, own, others, neighbours);
      if (!rival) continue;
      for (const word of translation.words)
        if (word.key === odd.key && word.capital) drafts.push(draftOf(word, rival, others.has(rival.key)));
    }
    return [...drafts, ...accents(translation, comparable)];
  },
};

/** "Canovas" and "Cánovas": one name with its accent and without, where the text itself mostly has it. */
function accents(translation: TextReading, comparable: TextReading | undefined): Draft[] {
  const accented = new Map<string, Word>();
  const counts = new Map<string, { bare: Word[]; marked: number }>();
  for (const text of [translation, comparable])
    for (const word of text?.words ?? []) {
      if (!word.capital || word.key.length < shortest || word.key.length > longest) continue;
      if (word.lower === word.key || word.text === word.text.toUpperCase()) continue;
      if (!accented.has(word.key) && isBareName(word)) accented.set(word.key, word);
    }
  if (accented.size === 0) return [];
  for (const word of translation.words) {
    if (!accented.has(word.key) || !word.capital) continue;
    const count = counts.get(word.key) ?? { bare: [], marked: 0 };
    counts.set(word.key, count);
    if (word.text.normalize('NFD') === word.text) count.bare.push(word);
    else count.marked++;
  }
  return [...counts].flatMap(([key, { bare, marked }]) => {
    // A text that writes without accents does so on purpose; the other article alone proves nothing.
    if (marked < bare.length || bare.length > 2) return [];
    // "Dominguez" is English, too; it has to be the exception by far.
    if (bare.some(({ form }) => form.common || (form.english && marked < 2 * bare.length))) return [];
    const word = accented.get(key)!;
    return bare.map(odd => draftOf(odd, { key, word, count: marked, text: translation }, false));
  });
}

const isBareName = ({ text }: Word): boolean => /^\p{L}+$/u.test(text);

/** Names by spelling; a word that also opens sentences counts there, too, once it is no everyday word. */
function spellingsOf(text: TextReading): Map<string, Spelling> {
  const found = new Map<string, Spelling>();
  for (const word of text.words) {
    const { key } = word;
    if (!word.capital || key.length < shortest || key.length > longest || word.form.common) continue;
    // "Nanjing (Nanking)": both spellings are given on purpose.
    if (text.content[word.start - 1] === '(' || text.content[word.end] === ')') continue;
    if (!/^\p{L}+$/u.test(key) || word.text === word.text.toUpperCase()) continue;
    const known = found.get(key);
    if (known) known.count++;
    else found.set(key, { key, word, count: 1, text });
  }
  return found;
}

/** Each spelling under itself with one letter left out, in turn: what is one letter apart meets there. */
function indexByDeletion(spellings: readonly Spelling[]): Map<string, Spelling[]> {
  const index = new Map<string, Spelling[]>();
  for (const spelling of spellings)
    for (const key of deletionsOf(spelling.key)) {
      const same = index.get(key);
      if (same) same.push(spelling);
      else index.set(key, [spelling]);
    }
  return index;
}

function deletionsOf(key: string): Set<string> {
  const found = new Set([key]);
  for (let at = 1; at < key.length; at++) found.add(key.slice(0, at) + key.slice(at + 1));
  return found;
}

/** A name has few neighbours; a list of made-up words may have thousands. */
const mostNeighbours = 20;

function bestRival(
  odd: Spelling,
  own: ReadonlyMap<string, Spelling>,
  others: ReadonlyMap<string, Spelling>,
  neighbours: ReadonlyMap<string, readonly Spelling[]>,
): Spelling | undefined {
  let best: Spelling | undefined;
  for (const key of deletionsOf(odd.key))
    for (const rival of (neighbours.get(key) ?? []).slice(0, mostNeighbours)) {
      if (rival.key === odd.key || !isOneSlip(odd.key, rival.key)) continue;
      if (!convicts(odd, rival, own, others)) continue;
      if (!best || weightOf(rival, own, others) > weightOf(best, own, others)) best = rival;
    }
  return best;
}

const countIn = (spellings: ReadonlyMap<string, Spelling>, key: string): number =>
  spellings.get(key)?.count ?? 0;

/** The other article's spelling weighs more than this text's. */
const weightOf = (
  { key }: Spelling,
  own: ReadonlyMap<string, Spelling>,
  others: ReadonlyMap<string, Spelling>,
): number => countIn(own, key) + 3 * countIn(others, key);

function convicts(
  odd: Spelling,
  rival: Spelling,
  own: ReadonlyMap<string, Spelling>,
  others: ReadonlyMap<string, Spelling>,
): boolean {
  const times = countIn(own, rival.key);
  const seen = others.has(rival.key);
  const known = odd.word.form.english || isPlaceWord(odd.key);
  // Two names that both exist ("Monterey" in California, "Monterrey"): a doubled letter is a slip, another letter is not.
  if (known) return isDoubling(odd.key, rival.key) && (seen || times > odd.count);
  // "Petro" is no "Pedro": a surname beside a given name that it resembles.
  if (isGivenName(rival.key) && !isGivenName(odd.key)) return false;
  if (differsAtEnd(odd.key, rival.key) && !isDoubling(odd.key, rival.key))
    return seen && times > 0 && odd.key.length > 6;
  return seen || times > odd.count;
}

/** One letter more, less or other, or two that changed places; never the first. */
function isOneSlip(a: string, b: string): boolean {
  if (a[0] !== b[0] || Math.abs(a.length - b.length) > 1) return false;
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) from++;
  const [restA, restB] = [a.slice(from), b.slice(from)];
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}

/** "Monterey" and "Monterrey": the letter that one has more stands beside its twin. */
function isDoubling(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long.length !== short.length + 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  return long[at] === long[at - 1];
}

/** Gender, number, people: "Fernanda", "Kosovar", "Koreans". */
const differsAtEnd = (a: string, b: string): boolean => {
  const shared = Math.min(a.length, b.length) - 1;
  return a.slice(0, shared) === b.slice(0, shared);
};

function draftOf(word: Word, rival: Spelling, compared: boolean): Draft {
  const owner = word.owns ? word.text.slice(-2) : '';
  const name = rival.word.text.replace(/['’]s$/i, '');
  const confidence = compared ? 0.92 : rival.count > 2 ? 0.88 : 0.75;
  return {
    start: word.start,
    end: word.end,
    category: 'name-variant',
    severity: 'minor',
    confidence,
    message: message(compared ? 'finding.name-variant.comparable' : 'finding.name-variant.text', { name }),
    suggestions: [{ text: name + owner }],
    evidence: [evidenceOf(rival, compared)],
  };
}

const evidenceOf = ({ word: { segment, start, end, text } }: Spelling, compared: boolean): Evidence => ({
  kind: compared ? 'comparable' : 'translation',
  segment,
  start,
  end,
  text,
});
