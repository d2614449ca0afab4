import { type Draft, type Evidence, message } from '../model/index.ts';
import { institutionByEnglish, institutionByShort, isCommonEnglish } from '../terms/index.ts';
import type { Detector } from './detector.ts';
import type { NameRun, Reading, TextReading, Word } from './reading.ts';

/** What a translation puts before an agency's own name: "the Office of Customs and Border Protection". */
const kindsOfBody = new Set([
  'office',
  'agency',
  'bureau',
  'department',
  'administration',
  'service',
  'directorate',
  'secretariat',
  'institution',
  'body',
  'entity',
]);
const inside = new Set([
  'of',
  'and',
  'the',
  'for',
  'on',
  'in',
  'to',
  'against',
  'with',
  'de',
  'del',
  'y',
  'la',
  '&',
]);
/** "U.S. Customs": what English puts before the name and the acronym leaves out. */
const countryWords = new Set(['u', 's', 'us', 'united', 'states', 'federal', 'national']);
const longestExpansion = 12;

/** An acronym in brackets and the words before it, back to the last that may belong to the name. */
type Expansion = {
  readonly acronym: Word;
  readonly words: readonly Word[];
  /** Place in `words` where the words that spell it begin; `words.length` when none do. */
  readonly spells: number;
};

/**
 * An agency's name that does not spell the acronym behind it: "the Office of Customs and Border Protection
 * (CBP)". Suggests the form of the comparable, the official English one, then the words that do spell it.
 */
export const acronym: Detector = {
  id: 'acronym',
  categories: ['acronym'],
  find: ({ translation, comparable }: Reading) => {
    const drafts: Draft[] = [];
    const names = comparable && namesByAcronym(comparable);
    for (let index = 1; index < translation.words.length; index++) {
      const expansion = readExpansion(translation, index);
      if (!expansion) continue;
      const draft = judgeExtra(translation, comparable, names, expansion) ?? judgeShort(expansion);
      if (draft) drafts.push(draft);
    }
    return drafts;
  },
};

function readExpansion({ content, words }: TextReading, at: number): Expansion | undefined {
  const short = words[at]!;
  if (content[short.start - 1] !== '(' || content[short.end] !== ')' || !isAcronym(short.text))
    return undefined;
  const last = words[at - 1]!;
  const gap = short.start - 1 - last.end;
  if (gap < 0 || gap > 1 || last.segment !== short.segment) return undefined;
  let from = at - 1;
  while (
    from > 0 &&
    at - from < longestExpansion &&
    words[from]!.follows &&
    (words[from - 1]!.capital || inside.has(words[from - 1]!.lower))
  )
    from--;
  // "Agency": a name begins with a capital; an article before it is carried along.
  while (from < at && !words[from]!.capital && words[from]!.lower !== 'the') from++;
  const expansion = words.slice(from, at);
  return { acronym: short, words: expansion, spells: spellingStart(expansion, short.text) };
}

const isAcronym = (text: string): boolean => /^[A-Z]{2,7}$/.test(text);

/** Reads from the end: each letter is the first of a word, small words may be passed over. */
function spellingStart(words: readonly Word[], acronym: string): number {
  let letter = acronym.length - 1;
  for (let at = words.length - 1; at >= 0; at--) {
    const word = words[at]!;
    if (word.text[0]!.toUpperCase() === acronym[letter] && (word.capital || !inside.has(word.lower)))
      letter--;
    else if (!inside.has(word.lower)) return words.length;
    if (letter < 0) return at;
  }
  return words.length;
}

/** Extra words in front of those that spell it. */
function judgeExtra(
  text: TextReading,
  comparable: TextReading | undefined,
  names: ReadonlyMap<string, NameRun> | undefined,
  { acronym: short, words, spells }: Expansion,
): Draft | undefined {
  if (spells === 0 || spells >= words.length) return undefined;
  const head = words.slice(0, spells).filter(word => word.lower !== 'the');
  // "the Office of X (XY)"; "Secretary Jones of the Office of X" is cut by the comma or the small words.
  const kind = head.findLast(word => word.capital);
  if (!kind || !kindsOfBody.has(kind.lower) || head.at(-1)!.lower !== 'of') return undefined;
  const before = words[words.indexOf(kind) - 1];
  const start = before?.lower === 'the' ? before.start : kind.start;
  const end = words.at(-1)!.end;
  const spelled = text.content.slice(words[spells]!.start, end);
  const witness = names?.get(
    words
      .slice(spells)
      .map(({ key }) => key)
      .join(' '),
  );
  const official = institutionByShort(short.text)?.english;
  const suggestions = [...new Set([witness?.text, officialForm(official, spelled), spelled])].filter(
    name => name !== undefined,
  );
  // "Department of Veterans Affairs (VA)" is right: without the other article or the list it is only asked.
  const sure = witness !== undefined || officialForm(official, spelled) !== undefined;
  return draftOf(
    start,
    end,
    suggestions,
    'finding.acronym.extra',
    short.text,
    sure ? 0.9 : 0.45,
    evidenceOf(comparable, witness, official, short.text),
  );
}

/** The list's name, when it ends in the words that spell the acronym: another body may share its letters. */
const officialForm = (official: string | undefined, spelled: string): string | undefined =>
  official?.toLowerCase().endsWith(spelled.toLowerCase()) ? official : undefined;

function evidenceOf(
  comparable: TextReading | undefined,
  witness: NameRun | undefined,
  official: string | undefined,
  short: string,
): Evidence[] {
  const quoted: Evidence[] =
    comparable && witness
      ? [
          {
            kind: 'comparable',
            segment: witness.segment,
            start: witness.start,
            end: witness.end,
            text: witness.text,
          },
        ]
      : [];
  const known: Evidence[] = official
    ? [{ kind: 'lexicon', say: message('evidence.lexicon.institution', { short, name: official }) }]
    : [];
  return [...quoted, ...known, { kind: 'pattern', say: message('evidence.pattern.acronym', { short }) }];
}

/** Names of the comparable with "and", "of" inside, by the words after their country: "customs and border protection". */
function namesByAcronym({ content, words }: TextReading): Map<string, NameRun> {
  const names = new Map<string, NameRun>();
  for (let from = 0; from < words.length; from++) {
    if (!words[from]!.capital || (from > 0 && words[from]!.follows && words[from - 1]!.capital)) continue;
    let to = from + 1;
    while (to < words.length && to - from < longestExpansion && isInside(content, words, to)) to++;
    while (to > from && !words[to - 1]!.capital) to--;
    let body = from;
    while (body < to && countryWords.has(words[body]!.lower)) body++;
    if (to - body < 2) continue;
    const key = words
      .slice(body, to)
      .map(word => word.key)
      .join(' ');
    if (names.has(key)) continue;
    const [start, end] = [words[from]!.start, words[to - 1]!.end];
    names.set(key, {
      start,
      end,
      text: content.slice(start, end),
      key,
      segment: words[from]!.segment,
      from,
      to,
    });
  }
  return names;
}

/** "U.S. Customs and ...": stops of initials do not end the name. */
function isInside(content: string, words: readonly Word[], at: number): boolean {
  const [before, word] = [words[at - 1]!, words[at]!];
  if (before.segment !== word.segment || before.owns) return false;
  const gap = content.slice(before.end, word.start);
  const joined = gap === ' ' || (before.text.length === 1 && (gap === '.' || gap === '. '));
  return joined && (word.capital || inside.has(word.lower));
}

/** "National Electoral Institute (OTHER)": the acronym itself was read as a word and translated. */
function judgeShort({ acronym: short, words, spells }: Expansion): Draft | undefined {
  if (spells < words.length || !isCommonEnglish(short.text)) return undefined;
  const capitals = words.findIndex(word => word.capital);
  if (capitals < 0) return undefined;
  const body = institutionByEnglish(
    words
      .slice(capitals)
      .map(({ text }) => text)
      .join(' '),
  );
  if (!body || [body.short, body.englishShort].includes(short.text)) return undefined;
  return draftOf(short.start, short.end, [body.short], 'finding.acronym.translated', short.text, 0.88, [
    {
      kind: 'lexicon',
      say: message('evidence.lexicon.institution', { short: body.short, name: body.english }),
    },
  ]);
}

function draftOf(
  start: number,
  end: number,
  texts: readonly string[],
  key: string,
  short: string,
  confidence: number,
  evidence: readonly Evidence[],
): Draft {
  return {
    start,
    end,
    category: 'acronym',
    severity: 'major',
    confidence,
    quiet: confidence < 0.6,
    message: message(key, { short }),
    suggestions: texts.map(text => ({ text })),
    evidence,
  };
}
