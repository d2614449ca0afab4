import type { Draft } from '../model/index.ts';
import { frequency, isCommonEnglish, isEnglishSurname, isGivenName, isPlace } from '../terms/index.ts';
import { isBlank, type Token } from '../text/tokens.ts';
import { wordSet } from '../text/word-set.ts';
import {
  capitalized,
  finiteAt,
  isLower,
  isUpper,
  oneBlankBetween,
  subjectBefore,
  uncapitalized,
} from './beside.ts';
import { type Detector, draftsByRule } from './detector.ts';
import type { Reading, TextReading } from './reading.ts';
import { isReporting } from './reporting.ts';
import { beginsSentence, stopInside } from './sentence-stop.ts';

/** Words that go on with a sentence: a capital on them after a comma is left over from another sentence. */
const goOn =
  wordSet(`who which whose whom where but and or so because although though while since with without from for by
  after before during through until as if when that however likewise meanwhile therefore furthermore moreover also in on at to of
  according including despite while where both not only even this these those its their his her an a the`);
/** After a semicolon these go on, too; after a comma a quotation without marks may begin ("he said, We ..."). */
const subjects = wordSet('we he she they it you there');
/** Of these, the ones that also begin names and titles: "The Hague", "A Clockwork Orange", "For Whom the Bell". */
const beginTitles = wordSet('the a an');
/** Small words that stand in the middle of a sentence. Not "his": of God it is written large ("in His image"). */
const midWords =
  wordSet(`in on at to of for from with by through into and but or as that which who where when while because since
  although this these those their the is are was were has have had would also`);
/** Behind these a title begins: "the newspaper The word", "published On Liberty". */
const titled =
  wordSet(`newspaper daily magazine portal outlet song songs album film films movie movies series book books novel
  play plays band group article essay essays work works author poem speech report show program programme published wrote
  called titled entitled named convention welcome perk`);
/** Of these, the ones that go before names and figures, too: "arrived In Mexico", "who In 2019", "held This Saturday". */
const goesAnywhere = wordSet('in on at from with by to for this these that and but who which when');
/** Bodies that "the" goes before without a capital: "in The Senate and the House". */
const bodies =
  wordSet(`senate house congress government president ministry minister governor state court army police
  parliament mayor party commission council embassy constitution municipality prosecutor secretary`);
/** Offices, bodies and what is holy: English papers differ on "the President" and "the Church". */
const dignified = wordSet(
  `senate house congress government president ministry minister governor state court church army police parliament mayor
  party commission council embassy republic constitution municipality prosecutor secretary union league cup crown king
  queen prince pope bishop board committee agency department office bank company corporation fund club team
  association federation federal nation nations national capital west east north south left right internet web net
  earth sun moon bible gospel lord cabinet chamber assembly judge justice administration executive attorney general
  institute university college school faculty academy act bill treaty agreement charter code pact accord convention
  ambassador chancellor premier chief chairman director navy force forces marines guard corps command treasury
  mission museum foundation center centre tower bridge dam canal gulf coast valley world street avenue plaza square park`,
);
const pronouns = new Set(['He', 'She', 'It', 'They', 'We']);
/** Behind these a pronoun belongs to what is said: "all that He gives", "may He". */
const leadsPronoun = wordSet(
  'that as if when than because may what which where how why whom while and or but who is was',
);
/** What a Spanish capital leaves at the head of a text: "AT Santiago de Veraguas". */
const shouted = wordSet('at in the to from on of for with by an and but');
const speakers = wordSet('he she they it we');

const draftOf = draftsByRule('casing', 'minor', 'capitals');

/**
 * Capitals and small letters on the wrong word: after a comma or semicolon ("; Likewise"), in mid-sentence
 * ("expected In the"), after a quotation ("”, He said"), a sentence that begins small. Titles and names keep
 * theirs ("The Hague", "Gone With the Wind"); headings are not looked at.
 */
export const casing: Detector = {
  id: 'casing',
  categories: ['casing'],
  find: ({ translation, comparable }: Reading) => {
    const { tokens, segmentOf, segments } = translation;
    const drafts: Draft[] = [];
    const theNouns = nounsBehindThe(translation);
    for (let index = 0; index < tokens.length; index++) {
      const token = tokens[index]!;
      if (token.kind !== 'word' || segments[segmentOf[index]!]?.kind !== 'paragraph') continue;
      const draft = isUpper(token.text[0])
        ? (afterQuotation(translation, index) ??
          afterPause(translation, index) ??
          inMidSentence(translation, comparable, index) ??
          pronounInMidSentence(translation, index) ??
          nounOfClause(translation, index) ??
          nounBehindThe(translation, theNouns, index) ??
          shoutedStart(translation, index) ??
          strayCapital(translation, index))
        : smallStart(translation, index);
      if (draft) drafts.push(draft);
    }
    return drafts;
  },
};

/** "The Venezuelan economy" begins no name; "The Hague", "The Atlantic reported" may. */
const isPeoples = (word: Token | undefined, next: Token | undefined): boolean =>
  word !== undefined &&
  /^\p{Lu}\p{Ll}{2,}(?:an|ese|ish)$/u.test(word.text) &&
  !isCommonEnglish(word.text) &&
  lowerWord(next);

/** A name or a figure, or a small word before it. */
const isThing = (next: Token | undefined): boolean => next !== undefined && next.kind !== 'mark';

const isCapitalized = ({ text }: Token): boolean => text.length === 1 || isLower(text[1]);

const lowerWord = (token: Token | undefined): boolean => token?.kind === 'word' && isLower(token.text[0]);

/** `”, He said`, `“, He said` (a mark that faces the wrong way closes, too). */
function afterQuotation({ content, tokens }: TextReading, index: number): Draft | undefined {
  const said = saidAfter(content, tokens, index);
  if (said) return said;
  const [mark, comma, word, verb] = [tokens[index - 2], tokens[index - 1], tokens[index]!, tokens[index + 1]];
  if (!mark || !comma || !verb || comma.end !== word.start - 1 || mark.end !== comma.start) return undefined;
  const closed = [mark.text, comma.text].sort().join('');
  if (![',”', ',“', '",'].includes(closed)) return undefined;
  const tag = speakers.has(word.text.toLowerCase()) ? isReporting(verb.text) : isReporting(word.text);
  if (!tag) return undefined;
  return oneBlankBetween(content, comma, word)
    ? draftOf(word.start, word.end, [uncapitalized(word.text)], 'finding.casing.tag', 0.92)
    : undefined;
}

/** `goals,” Said the coach`: the verb of saying behind a quotation that ended in a comma or in no mark. */
function saidAfter(content: string, tokens: readonly Token[], index: number): Draft | undefined {
  const [mark, word] = [tokens[index - 1], tokens[index]!];
  if (!mark || !/^[”"]$/.test(mark.text) || !isReporting(word.text) || !oneBlankBetween(content, mark, word))
    return undefined;
  if (isBlank(content, mark.start - 1) || /[.!?]/.test(content[mark.start - 1] ?? '.')) return undefined;
  return draftOf(word.start, word.end, [uncapitalized(word.text)], 'finding.casing.tag', 0.85);
}

/** ", But instead", "; Organized crime". */
function afterPause(text: TextReading, index: number): Draft | undefined {
  const { content, tokens } = text;
  const [mark, word, next] = [tokens[index - 1], tokens[index]!, tokens[index + 1]];
  if ((mark?.text !== ',' && mark?.text !== ';') || !oneBlankBetween(content, mark, word)) return undefined;
  if (!isCapitalized(word) || !next || tokens[index - 2]?.end !== mark.start) return undefined;
  const lower = word.text.toLowerCase();
  const semicolon = mark.text === ';';
  const goes = goOn.has(lower) || (semicolon && subjects.has(lower));
  if (lower === 'god' || isGivenName(word.text)) return undefined;
  if (goes ? !goesOn(lower, next) : !(semicolon && isPlainWord(text, index))) return undefined;
  if (!semicolon && isTitleTo(tokens, index + 2)) return undefined;
  return draftOf(
    word.start,
    word.end,
    [uncapitalized(word.text)],
    semicolon ? 'finding.casing.semicolon' : 'finding.casing.comma',
    semicolon ? 0.85 : 0.88,
  );
}

/** ", In the Heights, won": capitals go on to the next comma. */
function isTitleTo(tokens: readonly Token[], from: number): boolean {
  let at = from;
  while (at < from + 3 && tokens[at]?.kind === 'word' && !isUpper(tokens[at]!.text[0])) at++;
  while (at < from + 6 && isUpper(tokens[at]?.text[0])) at++;
  return isUpper(tokens[at - 1]?.text[0]) && tokens[at]?.text === ',' && titleLinks(tokens, from - 1);
}

/** "the", "a", "your" follow: "In the Heights", "And Your Mother Too". */
const titleLinks = (tokens: readonly Token[], at: number): boolean => beginTitles.has(tokens[at]?.text ?? '');

/** "The owner", not "The Hague"; "With events", "However, ...", not "Who Framed". */
function goesOn(lower: string, next: Token): boolean {
  if (beginTitles.has(lower)) return lowerWord(next);
  return lowerWord(next) || next.kind === 'number' || next.text === ',' || !goOnTitle.has(lower);
}

/** With a capital behind them these may begin a title: "From Dusk", "Where Eagles Dare". */
const goOnTitle = wordSet(
  'from for by to of in on at after before both not only even this these those its their his her who where when that as if',
);

/** An everyday word that goes on small and has its capital here alone: "; Organized crime", not "; Congress agreed". */
function isPlainWord({ tokens, formOf }: TextReading, index: number): boolean {
  const form = formOf[index]!;
  if (!form.common || form.text.length < 3 || form.count > 1) return false;
  return lowerWord(tokens[index + 1]) && frequency(form.lower) >= everyday && !isPlace(form.text);
}

/** Names that are words, too, are rarer than this in talk ("Bliss", "Garrison"). */
const everyday = 400;

/** "expected In the", "But The economy", "in The Senate". */
function inMidSentence(
  { content, tokens, forms }: TextReading,
  comparable: TextReading | undefined,
  index: number,
): Draft | undefined {
  const [before, word, next] = [tokens[index - 1], tokens[index]!, tokens[index + 1]];
  if (!lowerWord(before) && !(before && isSmallOpener(tokens, index - 1))) return undefined;
  if (!oneBlankBetween(content, before, word) || !oneBlankBetween(content, word, next)) return undefined;
  const lower = word.text.toLowerCase();
  if (!isCapitalized(word) || word.text.length < 2 || !midWords.has(lower)) return undefined;
  if (titled.has(before!.text)) return undefined;
  const next2 = tokens[index + 2];
  const plain =
    (lowerWord(next) && !isUpper(next2?.text[0])) ||
    (lower === 'the' ? isPeoples(next, next2) : goesAnywhere.has(lower) && isThing(next));
  const body =
    lower === 'the' && next !== undefined && bodies.has(next.text.toLowerCase()) && !isUpper(next2?.text[0]);
  if (!plain && !body) return undefined;
  // The other article writes it so, too: a title.
  if (comparable?.forms.has(word.text) && body) return undefined;
  const known = forms.has(lower);
  return draftOf(
    word.start,
    word.end,
    [uncapitalized(word.text)],
    'finding.casing.middle',
    known || body ? 0.85 : 0.7,
  );
}

/**
 * "those who do not They paid": a pronoun written large that begins a clause, in mid-sentence. A subject that it says
 * once more ("the economy It goes") is repeated-word's; in a text that names God, He is left alone.
 */
function pronounInMidSentence(text: TextReading, index: number): Draft | undefined {
  const { content, tokens, forms } = text;
  const [before, word, next] = [tokens[index - 1], tokens[index]!, tokens[index + 1]];
  if (!pronouns.has(word.text) || !lowerWord(before)) return undefined;
  // "all that He gives" may be said of one who is not named.
  if (word.text === 'He' && leadsPronoun.has(before!.text)) return undefined;
  if (isReporting(before!.text) || ['God', 'Lord', 'Jesus', 'Christ', 'Allah'].some(name => forms.has(name)))
    return undefined;
  if (!oneBlankBetween(content, before, word) || !oneBlankBetween(content, word, next)) return undefined;
  if (!finiteAt(tokens, index + 1) || subjectBefore(text, index) !== undefined) return undefined;
  return draftOf(word.start, word.end, [uncapitalized(word.text)], 'finding.casing.middle', 0.75);
}

/** "that is why Parents must take": an everyday noun that begins a clause, written large here alone. */
function nounOfClause({ content, tokens, formOf }: TextReading, index: number): Draft | undefined {
  const [before, word, next] = [tokens[index - 1], tokens[index]!, tokens[index + 1]];
  const form = formOf[index]!;
  if (!conjunctions.has(before?.text ?? '') || !modal.has(next?.text ?? '') || !isCapitalized(word))
    return undefined;
  if (!oneBlankBetween(content, before, word) || !oneBlankBetween(content, word, next)) return undefined;
  if (!form.common || form.count > 1 || frequency(form.lower) < everyday || dignified.has(form.lower))
    return undefined;
  if (isPlace(word.text) || isGivenName(word.text) || isEnglishSurname(word.text)) return undefined;
  return draftOf(word.start, word.end, [form.lower], 'finding.casing.middle', 0.72);
}

const conjunctions = wordSet('that why because if since although unless whether');
const modal = wordSet('must should will would can could may might');

/** Everyday nouns that stand small behind "the", in this text. */
function nounsBehindThe({ tokens }: TextReading): ReadonlySet<string> {
  const nouns = new Set<string>();
  for (let index = 1; index < tokens.length; index++)
    if (lowerWord(tokens[index]) && tokens[index - 1]!.text.toLowerCase() === 'the')
      nouns.add(tokens[index]!.text);
  return nouns;
}

/**
 * "in the Port.", where "the port" stands elsewhere: a noun by itself at the end of its clause, no office and no part
 * of a name ("the Festival of the Sea", "the Strategy for Growth").
 */
function nounBehindThe(
  { content, tokens, formOf }: TextReading,
  nouns: ReadonlySet<string>,
  index: number,
): Draft | undefined {
  const [place, the, word, next] = [tokens[index - 2], tokens[index - 1], tokens[index]!, tokens[index + 1]];
  if (the?.text !== 'the' || !isCapitalized(word) || !oneBlankBetween(content, the, word)) return undefined;
  const lower = word.text.toLowerCase();
  if (!nouns.has(lower) || dignified.has(lower) || formOf[index]!.count > 1) return undefined;
  if (!placing.has(place?.text ?? '') || (next && !/^[.,;]$/.test(next.text))) return undefined;
  return draftOf(word.start, word.end, [lower], 'finding.casing.noun', 0.7);
}

const placing = wordSet('in on at to from near through by with');

/** "But The economy": the word before opens the sentence, so its own capital says nothing. */
function isSmallOpener(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  const opens = before === undefined || before.text === '.';
  return opens && ['but', 'and', 'that', 'in'].includes(tokens[index]!.text.toLowerCase());
}

/** "the company Announced that": a verb of saying has no capital of its own. */
function strayCapital({ content, tokens, formOf, forms }: TextReading, index: number): Draft | undefined {
  const [before, word, next] = [tokens[index - 1], tokens[index]!, tokens[index + 1]];
  const form = formOf[index]!;
  if (!lowerWord(before) || !lowerWord(next) || !isCapitalized(word) || !form.common) return undefined;
  if (!oneBlankBetween(content, before, word) || !oneBlankBetween(content, word, next)) return undefined;
  if (beforeNouns.has(before!.text) || titled.has(before!.text) || form.count > 1) return undefined;
  if (!isReporting(form.lower) || form.lower === 'states') return undefined;
  const known = forms.has(form.lower);
  return draftOf(
    word.start,
    word.end,
    [uncapitalized(word.text)],
    'finding.casing.middle',
    known ? 0.8 : 0.66,
  );
}

const beforeNouns = wordSet(
  'the a an of this that his her their its our my your and or for in to at by from with',
);

/** "AT Santiago de Veraguas": the first word shouts, the second does not. */
function shoutedStart({ content, tokens, segmentOf }: TextReading, index: number): Draft | undefined {
  const [word, next] = [tokens[index]!, tokens[index + 1]];
  if (word.text.length < 2 || word.text !== word.text.toUpperCase()) return undefined;
  if (!shouted.has(word.text.toLowerCase()) || next?.kind !== 'word') return undefined;
  const before = index > 0 && segmentOf[index - 1] === segmentOf[index] ? tokens[index - 1] : undefined;
  if (before !== undefined && before.text !== '.') return undefined;
  if (!oneBlankBetween(content, word, next) || next.text === next.text.toUpperCase()) return undefined;
  return draftOf(
    word.start,
    word.end,
    [word.text[0] + word.text.slice(1).toLowerCase()],
    'finding.casing.shouted',
    0.9,
  );
}

/** "... terrorist acts. according to": the sentence begins small. Where the stop is the slip, punctuation says so. */
function smallStart(text: TextReading, index: number): Draft | undefined {
  const token = text.tokens[index]!;
  if (index > 0 && text.segmentOf[index] !== text.segmentOf[index - 1]) return smallParagraph(text, index);
  if (!stopInside(text, index) || !beginsSentence(text, index)) return undefined;
  return draftOf(token.start, token.end, [capitalized(token.text)], 'finding.casing.sentence', 0.88);
}

/** A paragraph that begins small behind one that was ended: not a list, not the tag of a quotation. */
function smallParagraph(text: TextReading, index: number): Draft | undefined {
  const { tokens, segmentOf, segments, content } = text;
  const token = tokens[index]!;
  const before = segments[segmentOf[index - 1]!]!;
  const here = segments[segmentOf[index]!]!;
  if (before.kind !== 'paragraph' || here.end - here.start < 60 || before.end - before.start < 60)
    return undefined;
  const last = tokens[index - 1]!;
  if (last.text !== '.' || isReporting(token.text) || !beginsSentence(text, index)) return undefined;
  if (!isCommonEnglish(token.text) || isBlank(content, token.start + 1)) return undefined;
  return draftOf(token.start, token.end, [capitalized(token.text)], 'finding.casing.sentence', 0.8);
}
