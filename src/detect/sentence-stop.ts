import { isCommonEnglish } from '../terms/index.ts';
import type { Token } from '../text/tokens.ts';
import { wordSet } from '../text/word-set.ts';
import { isLower } from './beside.ts';
import { isAbbreviation, type TextReading } from './reading.ts';

/** Words that a sentence may well begin with; nouns and verbs hardly ever do without a word before them. */
const openers =
  wordSet(`the a this these those there they he she it we you his her their our its my in on at according however but and so
  when while if although after before since as for with during because once then now both all some many most several
  each every another one two three no none nobody everyone what why how where who also meanwhile instead still yet
  despite although despite moreover furthermore therefore thus finally later today yesterday such about more other`);
/** What goes on with the sentence before when a small word follows: "as well as", "with which", "but also". */
const joins = new Set('which whose whom and or nor of than'.split(' '));

/**
 * True when a full stop stands before the word at `index`, which begins small: either the stop or the small letter
 * is wrong. Abbreviations ("vs. the"), initials, figures and dots for an omission end no sentence.
 */
export function stopInside({ content, tokens, formOf, segmentOf }: TextReading, index: number): boolean {
  const [word, stop] = [tokens[index]!, tokens[index - 1]];
  if (stop?.text !== '.' || segmentOf[index] !== segmentOf[index - 1]) return false;
  const gap = word.start - stop.end;
  if (gap < 1 || gap > 2 || !isLower(word.text[0])) return false;
  if (/[^\p{Ll}'’-]/u.test(word.text) || word.text.length > 20) return false;
  // "the Aedes mosquito. aegypti": a word that English lacks begins no sentence either.
  if (!isCommonEnglish(word.text) && word.text.length < 4) return false;
  if (content[word.end] === '.' || content[word.end] === '@') return false;
  const before = tokens[index - 2];
  if (before?.end !== stop.start || segmentOf[index - 2] !== segmentOf[index]) return false;
  if (before.kind === 'number') return before.text.length > 1;
  if (before.kind === 'mark') return before.text === '”' || before.text === ')' || before.text === '"';
  if (isAbbreviation(before.text)) return false;
  const form = formOf[index - 2]!;
  // "Corp. said", "Mich. the": a short word with a capital may be cut short.
  if (form.capital) return before.text.length >= 6 && /[aeiouy]/.test(before.text);
  return (before.text.length >= 3 || shortVerbs.has(before.text)) && (form.common || before.text.length >= 6);
}

/** Words of two letters that sentences do end in. */
const shortVerbs = new Set('is be do it up so us me him as'.split(' '));

/** True when the word that begins small would begin a sentence: "the officers were", not "of the installation". */
export function beginsSentence({ tokens }: TextReading, index: number): boolean {
  const lower = tokens[index]!.text.toLowerCase();
  if (lower === 'who' || lower === 'where') return isAsked(tokens, index);
  // "Francos. for whom the clubs owe"
  if (/^(?:whom|which)$/.test(tokens[index + 1]?.text ?? '')) return false;
  return openers.has(lower) && !joins.has(lower);
}

/** "hall. where are they?" asks; "the mayor. who was late, left." goes on. */
function isAsked(tokens: readonly Token[], index: number): boolean {
  for (let at = index + 1; at < tokens.length && at < index + 40; at++)
    if (/^[.?!]$/.test(tokens[at]!.text)) return tokens[at]!.text === '?';
  return false;
}
