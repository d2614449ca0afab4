import { type Draft, type Evidence, message } from '../model/index.ts';
import {
  compareWording,
  fold,
  institutionByEnglish,
  institutionByShort,
  institutionsByShort,
  isCommonEnglish,
  isEnglish,
  regionsNamed,
  sensesOf,
  spanishAcronym,
} from '../terms/index.ts';
import { capitalized } from './beside.ts';
import type { Detector } from './detector.ts';
import { type NameRun, type Reading, smallWords, type TextReading, type Word } from './reading.ts';

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
  'las',
  'los',
  'el',
  'e',
  'en',
  'para',
  'por',
  '&',
]);
/** What stands between a name and its short form: "X, better known as the MTN", "X, or UNN". */
const connectors = new Set(
  'or the known as better also by its acronym initials called abbreviated o las los sus siglas'.split(' '),
);
/** Who heads or speaks for a body: "the president of the Union of Growers (UNN)". */
const titles = new Set(
  `president director leader secretary head member members spokesperson spokesman spokeswoman delegate representative
  official officials deputy deputies candidate candidates governor mayor senator senators commissioner counselor
  coordinator chairman chairwoman chief general minister undersecretary superintendent`.split(/\s+/),
);
/** English acronyms read as words, or names of things: no article, where no noun follows. */
const withoutArticle = new Set(['NATO', 'OPEC', 'NAFTA', 'UNAIDS', 'HIV', 'AIDS', 'AI', 'VAT', 'FDI']);
/** English never has these without an article: "in EE.UU." is "in the U.S.". */
const withArticle = new Set(['U.S.', 'UN', 'EU']);
const prepositions = new Set([
  'in',
  'to',
  'from',
  'of',
  'with',
  'by',
  'for',
  'between',
  'and',
  'against',
  'at',
]);
const readAsWords = new Set(['NATO', 'SARS', 'NADBank', 'NAFTA', 'SME', 'SMEs']);
/** Spanish doubles the letters of a plural: EE. UU., FF. AA., DD. HH. */
const doubled = /^(?:EE\.? ?UU|FF\.? ?AA|DD\.? ?HH|JJ\.? ?OO|NN\.? ?UU|RR\.? ?HH)(?![\p{L}\d])\.?/u;
const untold = /\b(?:spanish|initials|acronym|abbreviation)\b/i;
/** Words on either side of an acronym that may tell what it means. */
const nearby = 40;
const letters = /^[A-Z]{2,7}$/;
/** A text with more names that have their short form behind them is a list, not news. */
const mostPairs = 200;
/** "U.S. Customs": what English puts before the name and the acronym leaves out. */
const countryWords = new Set(['u', 's', 'us', 'united', 'states', 'federal', 'national']);
const longestExpansion = 12;

type Quote = Extract<Evidence, { readonly kind: 'translation' | 'comparable' | 'source' }>;

/** An acronym in brackets and the words before it, back to the last that may belong to the name. */
type Expansion = {
  readonly acronym: Word;
  readonly words: readonly Word[];
  /** Place in `words` where the words that spell it begin; `words.length` when none do. */
  readonly spells: number;
};

/**
 * Names and letters of agencies that do not belong together: "the Office of Customs and Border Protection (CBP)",
 * words that do not spell the letters where the other article's name does ("Union of Growers of the North (UNN)"),
 * a word that the official name does not have ("Agricultural" for Sedatu's Agrarian), and Spanish letters where
 * English news has others (the OTAN, the UCI). Suggests the comparable's form, then the official English one.
 */
export const acronym: Detector = {
  id: 'acronym',
  categories: ['acronym'],
  find: ({ translation, comparable }: Reading) => {
    const drafts: Draft[] = [];
    const names = comparable && namesByAcronym(comparable);
    const pairs = comparable ? pairsIn(comparable) : [];
    const told = new Set<string>();
    let expansions = 0;
    for (let index = 1; index < translation.words.length; index++) {
      const expansion = readExpansion(translation, index);
      if (!expansion) continue;
      told.add(expansion.acronym.text);
      const draft =
        judgeExtra(translation, comparable, names, expansion) ??
        judgeShort(expansion) ??
        (++expansions <= mostPairs ? judgeOther(translation, comparable, pairs, expansion) : undefined) ??
        judgeWording(translation, comparable, index, expansion.acronym);
      if (draft) drafts.push(draft);
    }
    return [...drafts, ...findSpanish(translation, comparable, told)];
  },
};

function readExpansion(text: TextReading, at: number): Expansion | undefined {
  const { words } = text;
  const short = words[at]!;
  if (!isAcronym(short.text)) return undefined;
  const bracket = bracketBefore(text.content, short);
  const last = words[at - 1]!;
  if (bracket < 0 || bracket - last.end > 1 || bracket < last.end || last.segment !== short.segment)
    return undefined;
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

/** Place of the bracket that opens right before a word and closes right behind it, or -1. */
function bracketBefore(content: string, { start, end }: Word): number {
  const open = content[start - 1] === ' ' ? start - 2 : start - 1;
  const close = content[end] === ' ' ? end + 1 : end;
  return content[open] === '(' && content[close] === ')' ? open : -1;
}

/** Capitals, or a body that papers write like a word: "Sedatu". */
const isAcronym = (text: string): boolean =>
  letters.test(text) || (/^[A-Z][A-Za-z]{3,9}$/.test(text) && institutionsByShort(text).length > 0);

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
  if (spells === 0 || spells >= words.length || !letters.test(short.text)) return undefined;
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
  const quoted: Evidence[] = comparable && witness ? [quoteOf(witness)] : [];
  const known: Evidence[] = official
    ? [{ kind: 'lexicon', say: message('evidence.lexicon.institution', { short, name: official }) }]
    : [];
  return [...quoted, ...known, { kind: 'pattern', say: message('evidence.pattern.acronym', { short }) }];
}

const quoteOf = ({ segment, start, end, text }: Omit<Quote, 'kind'>): Quote => ({
  kind: 'comparable',
  segment,
  start,
  end,
  text,
});

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

/** A name of the comparable with its short form behind it. `spells`: the words' first letters give the short form. */
type Pair = {
  readonly short: Word;
  readonly segment: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly words: readonly Word[];
  readonly spells: boolean;
};

/** "Fiscalía de Delitos Aduaneros, or FDA", "North American Development Bank, known as NADBank", "X (XY)". */
function pairsIn({ content, words }: TextReading): Pair[] {
  const pairs: Pair[] = [];
  for (let at = 1; at < words.length && pairs.length < mostPairs; at++) {
    const short = words[at]!;
    if (!/^[A-Z]{2,7}$|^[A-Z]{2}[A-Za-z]{2,6}$/.test(short.text)) continue;
    let last = at - 1;
    while (last > 0 && at - last < longestExpansion && isBetween(words[last]!, short)) last--;
    const beside = words.slice(last + 1, at).every(({ lower }) => connectors.has(lower));
    let from = last;
    while (from > 0 && last - from < longestExpansion && isInside(content, words, from)) from--;
    const start = startOf(words, from, last, short.text, beside);
    if (start === undefined || !words[last]!.capital) continue;
    pairs.push({
      short,
      segment: short.segment,
      start: words[start.at]!.start,
      end: words[last]!.end,
      text: content.slice(words[start.at]!.start, words[last]!.end),
      words: words.slice(start.at, last + 1),
      spells: start.spells,
    });
  }
  return pairs;
}

/** Words between a name and its short form: small ones, none of them a name. */
const isBetween = (word: Word, short: Word): boolean => word.segment === short.segment && !word.capital;

/** Where the name begins: at the words that spell the short form, all of them or, right beside it, most. */
function startOf(
  words: readonly Word[],
  from: number,
  last: number,
  short: string,
  beside: boolean,
): { readonly at: number; readonly spells: boolean } | undefined {
  const run = words.slice(from, last + 1);
  const spelled = spellingStart(run, short);
  if (spelled < run.length)
    return short.length > 2 || beside ? { at: from + spelled, spells: true } : undefined;
  if (!beside) return undefined;
  // "Corporación Autónoma Regional del Alto Magdalena, known as CAM": some words have no letter.
  let letter = short.length - 1;
  for (let at = last; at >= from; at--) {
    if (!words[at]!.capital || words[at]!.text[0] !== short[letter]) continue;
    letter--;
    if (letter < 0) return { at, spells: true };
  }
  const capital = run.findIndex(word => word.capital);
  return capital < 0 ? undefined : { at: from + capital, spells: false };
}

/** The other article has another name before the same acronym, or the same name before another acronym. */
function judgeOther(
  text: TextReading,
  comparable: TextReading | undefined,
  pairs: readonly Pair[],
  { acronym: short, words, spells }: Expansion,
): Draft | undefined {
  if (!comparable || spells < words.length || pairs.length === 0) return undefined;
  const from = nameStart(words);
  if (from === undefined) return undefined;
  const own = words.slice(from);
  const same = pairs.find(pair => pair.spells && pair.short.text === short.text);
  if (!same) return judgeSameName(text, comparable, pairs, short, own);
  if (hasPhrase(comparable, own)) return undefined;
  const official = institutionsByShort(short.text);
  if (official.some(one => isOfficial(own, one.english))) return undefined;
  const matched = own.filter(word => word.capital && same.words.some(other => isRendering(word, other)));
  const sure = matched.length > 0 && matched.length * 3 >= own.filter(word => word.capital).length;
  return draftOf(
    own[0]!.start,
    own.at(-1)!.end,
    [same.text],
    'finding.acronym.comparable',
    short.text,
    sure ? 0.86 : 0.5,
    [quoteOf(same)],
  );
}

/** The other article has the words itself, one after another. */
function hasPhrase({ words }: TextReading, phrase: readonly Word[]): boolean {
  const [first] = phrase;
  for (let at = 0; at + phrase.length <= words.length; at++)
    if (words[at]!.key === first!.key && phrase.every(({ key }, next) => words[at + next]!.key === key))
      return true;
  return false;
}

const textOf = ({ content }: TextReading, words: readonly Word[]): string =>
  content.slice(words[0]!.start, words.at(-1)!.end);

/** All that the official name tells of, and no more: order, and ministry or secretariat, are the translator's. */
function isOfficial(words: readonly Word[], english: string): boolean {
  const { extra, missing } = compareWording(
    words.map(({ text }) => text),
    english,
  );
  return extra.length === 0 && missing.length === 0;
}

/** Place of the first word of the name itself, behind an article and "the president of the". */
function nameStart(words: readonly Word[]): number | undefined {
  let from = 0;
  for (let at = 0; at + 1 < words.length; at++)
    if (titles.has(words[at]!.lower) && words[at + 1]!.lower === 'of') from = at + 2;
  // "According to the Prosecutor's Office": the capital of the sentence.
  if (words[from]?.opens && smallWords.has(words[from]!.lower)) from++;
  while (from < words.length && !words[from]!.capital) from++;
  if (words[from]?.lower === 'the') from++;
  return from < words.length && words.length - from > 1 ? from : undefined;
}

/** "Union" beside "Unión", "North" beside "Norte". */
function isRendering({ key }: Word, { key: other, lower }: Word): boolean {
  if (key.length >= 4 && key.slice(0, 4) === other.slice(0, 4)) return true;
  return sensesOf(lower).some(sense => fold(sense).split(/[ ']/).includes(key.replace(/'s?$/, '')));
}

/** "Development Bank of North America (BDAN)": the other article has these words in its order, and NADBank. */
function judgeSameName(
  text: TextReading,
  comparable: TextReading,
  pairs: readonly Pair[],
  short: Word,
  own: readonly Word[],
): Draft | undefined {
  if (!letters.test(short.text) || isWordOf(comparable, short.text)) return undefined;
  const capitals = own.filter(({ capital }) => capital);
  const same = pairs.find(pair => {
    const theirs = pair.words.filter(({ capital }) => capital);
    return (
      capitals.length >= 3 &&
      theirs.length === capitals.length &&
      capitals.every(word => theirs.some(other => hasStem(word, other)))
    );
  });
  if (!same) return undefined;
  // Only the letters are Spanish: they are judged for themselves.
  if (spanishAcronym(short.text)?.englishShort === same.short.text && same.text.endsWith(textOf(text, own)))
    return undefined;
  const close = text.content.indexOf(')', short.end) + 1;
  return draftOf(
    own[0]!.start,
    close,
    [`${same.text} (${same.short.text})`],
    'finding.acronym.comparable',
    short.text,
    0.86,
    [quoteOf(same)],
  );
}

/** "America", "American". */
const hasStem = ({ key }: Word, { key: other }: Word): boolean =>
  key === other || (key.length >= 5 && other.length >= 5 && key.slice(0, 5) === other.slice(0, 5));

/** A word in the name of a known body that its English name does not have: "Agricultural" for Agrarian. */
function judgeWording(
  { content, words }: TextReading,
  comparable: TextReading | undefined,
  at: number,
  short: Word,
): Draft | undefined {
  const known = institutionsByShort(short.text);
  if (known.length === 0) return undefined;
  // "of Agricultural, Territorial and Urban Development (Sedatu)": commas are part of such names.
  let from = at - 1;
  while (from > 0 && at - from < longestExpansion && isListed(content, words, from)) from--;
  const own = words.slice(from, at);
  const wordings = known.map(one => ({
    one,
    ...compareWording(
      own.map(({ text }) => text),
      one.english,
    ),
  }));
  if (wordings.some(({ extra, missing }) => extra.length === 0 && missing.length === 0)) return undefined;
  const single = wordings.filter(({ one, extra, missing, shared }) => {
    // "value-added tax", "acquired immunodeficiency syndrome" are no bodies.
    if (/^[a-z]/.test(one.english)) return false;
    const enough = shared >= (short.text.length > 3 ? 1 : 2);
    return extra.length === 1 && missing.length === 1 && enough && !regionsNamed(missing[0]!).length;
  });
  if (single.length !== 1) return undefined;
  const { one, extra, missing } = single[0]!;
  const word = own.findLast(({ key }) => key.replace(/'s$/, '') === extra[0]);
  if (!word?.capital || !isCommonEnglish(word.lower) || regionsNamed(word.text).length > 0) return undefined;
  const right = one.english.split(/[\s,]+/).find(other => fold(other).replace(/'s?$/, '') === missing[0]);
  if (!right || !isCommonEnglish(right) || (comparable && isWordOf(comparable, word.text))) return undefined;
  return draftOf(word.start, word.end, [right], 'finding.acronym.wording', short.text, 0.82, [
    {
      kind: 'lexicon',
      say: message('evidence.lexicon.institution', { short: short.text, name: one.english }),
    },
  ]);
}

/** True when the word at `at` goes on with the name of the word before it, with or without a comma. */
function isListed(content: string, words: readonly Word[], at: number): boolean {
  const [before, word] = [words[at - 1]!, words[at]!];
  if (before.segment !== word.segment) return false;
  const gap = content.slice(before.end, word.start);
  return (gap === ' ' || gap === ', ') && (before.capital || inside.has(before.lower));
}

/** Stands as a word of its own somewhere in the text, in these capitals. */
const isWordOf = ({ forms }: TextReading, text: string): boolean => forms.has(text);

/** Spanish letters where English news has others: "the OTAN summit", "four remain in the UCI". */
function findSpanish(
  text: TextReading,
  comparable: TextReading | undefined,
  told: ReadonlySet<string>,
): Draft[] {
  const drafts: Draft[] = [];
  for (let at = 0; at < text.words.length; at++) {
    const found = spanishAt(text, at);
    if (!found || isUsed(comparable, found.written)) continue;
    const { start, end } = found;
    const said = told.has(found.short) || isTold(text, found);
    const inComparable = comparable !== undefined && isUsed(comparable, found.english);
    const confidence = said && !inComparable ? 0.5 : inComparable ? 0.92 : 0.85;
    drafts.push({
      ...draftOf(start, end, found.texts, 'finding.acronym.spanish', found.written, confidence, [
        {
          kind: 'lexicon',
          say: message('evidence.lexicon.institution', { short: found.written, name: found.name }),
        },
      ]),
      message: message('finding.acronym.spanish', { short: found.written, english: found.english }),
    });
  }
  return drafts;
}

type Spanish = {
  readonly start: number;
  readonly end: number;
  /** As the text has it, and as the list does. */
  readonly written: string;
  readonly short: string;
  readonly name: string;
  readonly english: string;
  readonly texts: readonly string[];
};

function spanishAt({ content, words }: TextReading, at: number): Spanish | undefined {
  const word = words[at]!;
  if (word.text.length < 2 && content.slice(word.start, word.start + 5) !== 'T-MEC') return undefined;
  const { written, short } = shortAt(content, word);
  const known = short && spanishAcronym(short);
  if (!known || /[@#/_.\p{L}-]/u.test(content[word.start - 1] ?? ' ')) return undefined;
  let end = word.start + written.length;
  if (/^[\p{L}\d@_/]|^[-.][\p{L}\d]/u.test(content.slice(end, end + 2))) return undefined;
  if (known.beside && !hasNearby(words, at, known.beside)) return undefined;
  // "UCI points" of a cyclist, "the CPI, an inquiry of the Senate"
  if (known.unless && hasNearby(words, at, known.unless)) return undefined;
  // "ADN Político", "El Sol de UCI": a common thing's letters beside a name are part of it.
  const next = words[at + 1];
  if (/^[a-z]/.test(known.english) && written === word.text && next?.follows && next.capital)
    return undefined;
  // The stop of "EE.UU." may end the sentence, too.
  if (
    written.endsWith('.') &&
    !/^ \p{Ll}|^[,;]/u.test(content.slice(end, end + 2)) &&
    !known.englishShort.endsWith('.')
  )
    end--;
  const plural =
    /s$/i.test(written) && written.toUpperCase() !== known.short && !/S$/.test(known.englishShort);
  const english = plural ? `${known.englishShort}s` : known.englishShort;
  return { ...framed(words, at, end, english), end, written, short, name: known.english, english };
}

/** The letters at a word as written, stops and all, and as the list has them. */
function shortAt(content: string, { text, start, lower }: Word): { written: string; short: string } {
  if (content.startsWith('T-MEC', start)) return { written: 'T-MEC', short: 'T-MEC' };
  if (text === 'TMEC') return { written: text, short: 'T-MEC' };
  const stops = doubled.exec(content.slice(start, start + 8))?.[0];
  if (stops) return { written: stops, short: stops.replace(/[. ]/g, '') };
  const bare = text.replace(/['’]s$/, '');
  if (/^[A-Z]{2,7}$/.test(bare) && spanishAcronym(bare)) return { written: bare, short: bare };
  if (/^[A-Z]{2,7}[sS]$/.test(bare)) return { written: bare, short: bare.slice(0, -1) };
  // "Otan", "Cepal", "Opep": longer ones are written like words.
  if (/^[A-Z][a-z]{3,6}$/.test(bare) && !isEnglish(lower))
    return { written: bare, short: bare.toUpperCase() };
  return { written: bare, short: '' };
}

const besideLists = new Map<string, ReadonlySet<string>>();

/** One of these words stands in the same paragraph, not far away. */
function hasNearby(words: readonly Word[], at: number, beside: string): boolean {
  let list = besideLists.get(beside);
  if (!list) {
    list = new Set(beside.split(' '));
    besideLists.set(beside, list);
  }
  for (let place = Math.max(0, at - nearby); place < Math.min(words.length, at + nearby); place++)
    if (words[place]!.segment === words[at]!.segment && list.has(words[place]!.lower)) return true;
  return false;
}

/** The English letters with the article that they need: "an ICU", "NATO", "in the U.S.". */
function framed(
  words: readonly Word[],
  at: number,
  end: number,
  english: string,
): { readonly start: number; readonly texts: readonly string[] } {
  const word = words[at]!;
  const before = word.follows ? words[at - 1] : undefined;
  const next = words[at + 1];
  const alone =
    !next?.follows || next.start < end || next.segment !== word.segment || smallWords.has(next.lower);
  if (before?.lower === 'the' && withoutArticle.has(english) && alone)
    return { start: before.start, texts: [english] };
  if (before?.lower === 'a' || before?.lower === 'an') {
    const wanted = isSpokenWithVowel(english) ? 'an' : 'a';
    const article = before.capital ? capitalized(wanted) : wanted;
    if (wanted !== before.lower) return { start: before.start, texts: [`${article} ${english}`] };
  }
  if (before && withArticle.has(english) && prepositions.has(before.lower) && alone)
    return { start: word.start, texts: [`the ${english}`, english] };
  return { start: word.start, texts: [english] };
}

const isSpokenWithVowel = (text: string): boolean =>
  readAsWords.has(text) || /^[a-z]/.test(text) ? /^[aeiou]/i.test(text) : /^[AEFHILMNORSX]/.test(text);

/** "OMS (World Health Organization)", "the OEA, by its Spanish initials": the reader is told. */
function isTold({ content }: TextReading, { end, start }: Spanish): boolean {
  const after = content.slice(end, end + 45);
  return (
    /^ ?\((?:\p{Lu}|the )/u.test(after) ||
    untold.test(after.split('.')[0]!) ||
    untold.test(content.slice(Math.max(0, start - 30), start))
  );
}

/** The other article uses these letters itself. */
const isUsed = (text: TextReading | undefined, short: string): boolean => {
  if (!text) return false;
  if (/^[A-Za-z]+$/.test(short)) return text.forms.has(short);
  const { content } = text;
  return content.includes(short);
};

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
