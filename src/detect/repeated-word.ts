import type { Draft } from '../model/index.ts';
import type { Token } from '../text/tokens.ts';
import { wordSet } from '../text/word-set.ts';
import { finiteAt, isLower, isUpper, oneBlankBetween, subjectBefore } from './beside.ts';
import { type Detector, draftsByRule } from './detector.ts';
import type { Reading, TextReading } from './reading.ts';

/** Small words that never stand twice in a row in good English. */
const neverTwice =
  wordSet(`a an the and or but nor if of to for from with by at into onto upon as than this these those their its his
  your our my we they he she it which who whose whom when where while because was were are be been being has have will
  would could should may might must not been also about between during after before against under through de la`);
/**
 * Small words that may meet: "the house he lives in in summer", "what it is is unclear", "he had had enough",
 * "the point that that makes". They are asked, quietly.
 */
const mayMeet = new Set('in on had that her do you'.split(' '));
/** After these "is is" closes a clause: "what it is is unclear", "the thing is is that". */
const beforeIsIs = new Set(
  'it that this what there who he she thing problem point truth fact question reason'.split(' '),
);

const draftOf = draftsByRule('repeated-word', 'minor', 'repeated');

/**
 * A small word that stands twice: "the the", "been been", and a subject said twice: "Ruiz He stated", as Spanish verbs
 * that hold their subject are turned into English. Leaves alone names that double (Valenzuela Valenzuela,
 * Walla Walla), stress ("very very", "no no"), and doubles with a mark between them ("who he was, was").
 */
export const repeatedWord: Detector = {
  id: 'repeated-word',
  categories: ['repeated-word'],
  find: ({ translation }: Reading) => {
    const { content, tokens, formOf, segmentOf } = translation;
    const drafts: Draft[] = [];
    for (let index = 1; index < tokens.length; index++) {
      if (pronouns.has(tokens[index]!.text)) {
        const draft = doubledSubject(translation, index);
        if (draft) drafts.push(draft);
        continue;
      }
      const [one, two] = [formOf[index - 1], formOf[index]];
      if (!one || one.lower !== two?.lower || segmentOf[index] !== segmentOf[index - 1]) continue;
      // "The The", "La La Land": a name; "the The Times" and "A a" are not.
      if (one.capital && two.capital) continue;
      const [first, second] = [tokens[index - 1]!, tokens[index]!];
      if (!oneBlankBetween(content, first, second)) continue;
      const sure =
        neverTwice.has(one.lower) || isDoubled(one.lower, formOf[index - 2]?.lower, formOf[index + 1]?.lower);
      if (!sure && !mayMeet.has(one.lower)) continue;
      drafts.push(draftOf(first.start, second.end, [first.text], 'finding.repeated-word', sure ? 0.93 : 0.5));
    }
    return drafts;
  },
};

/** "is is still the largest", "there were no no arrests"; not "what it is is", "no no". */
function isDoubled(word: string, before = '', after = ''): boolean {
  if (word === 'is') return before !== '' && !beforeIsIs.has(before);
  return word === 'no' && /^(?:was|were|is|are|had|have|there)$/.test(before) && after !== '';
}

/** With a small letter only behind a full name: "the people they know" and "the day Ruiz she met" leave out "whom". */
const pronouns = new Set(['He', 'She', 'It', 'They', 'he', 'she', 'they']);

/** "Santa Fe they will", "Alejandro Ruiz he has"; not "the Americans they were about to", "Often he was". */
function isFullName({ tokens, formOf }: TextReading, from: number, to: number): boolean {
  const words = tokens.slice(from, to);
  return (
    to - from > 1 &&
    !formOf[to - 1]?.common &&
    words.every(({ text }) => text !== 'The' && (isUpper(text[0]) || text.length <= 3))
  );
}

/** "Ruiz He stated", "But the economy It goes through": the pronoun repeats the subject right before it. */
function doubledSubject(text: TextReading, index: number): Draft | undefined {
  const { content, tokens } = text;
  const [before, pronoun]: readonly (Token | undefined)[] = [tokens[index - 1], tokens[index]];
  const verb = finiteAt(tokens, index + 1);
  if (
    !verb ||
    !oneBlankBetween(content, before, pronoun) ||
    !oneBlankBetween(content, pronoun, tokens[index + 1])
  )
    return undefined;
  const from = subjectBefore(text, index);
  if (from === undefined) return undefined;
  if (isLower(pronoun!.text[0]) && !isFullName(text, from, index)) return undefined;
  return draftOf(
    pronoun!.start,
    verb.end,
    [content.slice(tokens[index + 1]!.start, verb.end)],
    'finding.repeated-word.subject',
    0.85,
  );
}
