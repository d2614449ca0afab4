import { type Draft, type Evidence, message } from '../model/index.ts';
import {
  fold,
  frequency,
  isCommonEnglish,
  isEnglish,
  isGivenName,
  isLoanword,
  isPlaceWord,
  regionByShort,
  type SpanishWord,
  spanishWord,
} from '../terms/index.ts';
import type { Token } from '../text/tokens.ts';
import { capitalized, isUpper, oneBlankBetween } from './beside.ts';
import type { Detector } from './detector.ts';
import type { Form } from './form.ts';
import { isSpanishScene, isTown } from './name-witnesses.ts';
import { type Reading, smallWords, type TextReading } from './reading.ts';
import { spanishNameAt } from './spanish-names.ts';

/** Endings that English words do not have: "señaló", "investigación", "salteño", "rápidamente". */
const endings =
  /(?:ción|ciones|sión|siones|dad|dades|mente|ando|iendo|eñ[oa]s?|ñ[oa]s?|ía|ías|aron|ieron|[aeiou]ó|ísima|ísimo)$/;
/** Endings that other tongues have, too: they count in an article about the Spanish-speaking world. */
const likelyEndings =
  /(?:[ai]d[oa]s?|[ou]s[oa]s|oso|osa|iv[oa]s?|ismos?|ari[oa]s?|tori[oa]s?|mientos?|dor(?:a|[ae]s)?|ncias?|er[oa]s|ic[oa]s|iz(?:ar|ad[oa]s?)|ear|[aei]rse|istas|azos?|antes|ientes|[ai]bles|itud(?:es)?|ajes?|arán?|erán?|irán?|[aei]ron|aba[ns]?|ando|iendo)$/;
const shortestLikely = 7;
const shortest = 3;
const longest = 24;
/** A word that stands as often as this is a term that the article explains ("huachicol"). */
const houseTerm = 3;
/** Marks in whose company a foreign word stands on purpose, when it is quoted shortly. */
const quoteMarks = new Set(['“', '”', '"', "'", '‘', '’', '«', '»']);
const mostQuoted = 6;
/** Second halves of Latin and French phrases that English has: "pro forma", "mea culpa", "de jure". */
const ofPhrases = new Set(
  'alma bono celebre corpus culpa diem facto forma iure jure mater parte persona rata usa verbatim café cafés'.split(
    ' ',
  ),
);
/** A word that talk uses as often as this is the name that the dictionary has with a capital ("iran"). */
const knownName = 60;
/** Small Spanish words that hold a run together. */
const links = new Set('de del la las los el en y a al con por para que se su sus lo un una'.split(' '));

/** Spanish words in a row. */
type Run = {
  readonly from: number;
  readonly to: number;
  readonly words: readonly (SpanishWord | undefined)[];
};

/**
 * Spanish left standing: "salteños musicians", "[en las protestas]", "the exedil", and its abbreviations
 * ("Monterrey, NL."). A word counts when English does not know it and Spanish does, by our list or by its ending.
 * Names, words in brackets or quotation marks that are explained or meant, words that English papers use (barrio,
 * cartel), and what the other article also has are left alone.
 */
export const untranslated: Detector = {
  id: 'untranslated',
  categories: ['untranslated', 'name-variant'],
  find: ({ translation, comparable }: Reading) => {
    const scene = { text: translation, comparable, spanish: isSpanishScene(translation) };
    const drafts: Draft[] = [];
    for (let index = 0; index < translation.tokens.length; ) {
      const run = runFrom(scene, index);
      if (!run) {
        const name = spanishNameAt(translation, comparable, index);
        if (name) {
          drafts.push(name.draft);
          index = name.to;
          continue;
        }
        const short =
          shortRegion(translation, index) ??
          conjunction(translation, index) ??
          nounOfTrade(translation, index) ??
          otherArticle(translation, index);
        if (short) drafts.push(short);
        index++;
        continue;
      }
      const draft = judge(translation, run);
      if (draft) drafts.push(draft);
      index = run.to;
    }
    return drafts;
  },
};

type Scene = {
  readonly text: TextReading;
  readonly comparable: TextReading | undefined;
  /** The article is about the Spanish-speaking world. */
  readonly spanish: boolean;
};

/** Begins and ends with a word that is Spanish only; small words between two of them, or before one, go along. */
function runFrom(scene: Scene, at: number): Run | undefined {
  const { text } = scene;
  const { content, tokens, formOf, segmentOf } = text;
  let from = at;
  // "[en las protestas]", "en las protestas"
  while (isLinkAt(text, from) && from < at + 3) from++;
  if (!isSpanishOnly(scene, from)) return undefined;
  let to = from + 1;
  for (let next = to; next < tokens.length && segmentOf[next] === segmentOf[at]; next++) {
    if (!oneBlankBetween(content, tokens[next - 1], tokens[next]) || !formOf[next]) break;
    if (isSpanishOnly(scene, next)) to = next + 1;
    else if (!links.has(formOf[next]!.lower)) break;
  }
  const words = tokens.slice(at, to).map(token => wordFor(token.text.toLowerCase()));
  return { from: at, to, words };
}

const isLinkAt = ({ content, tokens, formOf }: TextReading, at: number): boolean =>
  formOf[at] !== undefined &&
  links.has(formOf[at].text) &&
  formOf[at].lower !== 'a' &&
  oneBlankBetween(content, tokens[at], tokens[at + 1]);

function isSpanishOnly({ text, comparable, spanish }: Scene, at: number): boolean {
  const form = text.formOf[at];
  // "heroinas" is "heroin as": missing-space says so.
  if (text.joins.some(join => join.token === at)) return false;
  if (!form || form.english || form.text.length < shortest || form.text.length > longest) return false;
  if (!/^\p{L}+$/u.test(form.text) || form.text === form.text.toUpperCase() || isLoanword(form.lower))
    return false;
  if (form.capital && !(opensSentence(text, at) && isPlainStart(text, at))) return false;
  if (comparable?.forms.has(form.lower) || touchesMark(text, at)) return false;
  return (
    isSpanish(form, spanish) &&
    !isNamePart(text, at) &&
    !isFragment(text, at) &&
    // In an article about those countries, a word of our list beside an unknown one is Spanish all the same.
    ((spanish && wordFor(form.lower) !== undefined) || !isOtherTongue(text, at))
  );
}

function isSpanish({ lower, text, capital }: Form, scene: boolean): boolean {
  if (ofPhrases.has(lower) || isGivenName(lower)) return false;
  if (isEnglish(capitalized(lower)) && frequency(lower) >= knownName) return false;
  if (wordFor(lower) !== undefined || (!capital && endings.test(text))) return true;
  return scene && !capital && text.length >= shortestLikely && likelyEndings.test(fold(text));
}

/** Our list's word; "exalcalde" is made of one. */
function wordFor(lower: string): SpanishWord | undefined {
  const word = spanishWord(lower);
  if (word || !lower.startsWith('ex') || lower.length < 6) return word;
  const former = spanishWord(lower.slice(2));
  return former?.kind === 'content' && former.gloss
    ? { kind: 'content', gloss: `former ${former.gloss}` }
    : undefined;
}

/** "Investigación de" opens a sentence; "Cristiano Ronaldo", "Regan advises" are names. */
const isPlainStart = ({ tokens, formOf }: TextReading, at: number): boolean =>
  endings.test(tokens[at]!.text) && !isUpper(tokens[at + 1]?.text[0]) && formOf[at + 1] !== undefined;

/** "rema ining", "sur veillance": half of an English word. */
const isFragment = ({ content, tokens }: TextReading, at: number): boolean =>
  oneBlankBetween(content, tokens[at], tokens[at + 1]) &&
  tokens[at + 1]!.text.length < longest &&
  isCommonEnglish(tokens[at]!.text + tokens[at + 1]!.text);

/** Of English words that the dictionary lacks: "subnational". */
const englishEndings = /(?:al|ed|ing|ly|ers?|ness|ments?|tions?|ive|ous|able|ists?|ity|ized?)$/;

/** "Il faut bien le faire": the neighbours are neither English nor Spanish. */
function isOtherTongue({ formOf }: TextReading, at: number): boolean {
  const strange = (form: Form | undefined): boolean =>
    form !== undefined &&
    !form.capital &&
    !form.english &&
    form.text.length < longest &&
    !links.has(form.lower) &&
    !englishEndings.test(form.lower) &&
    wordFor(form.lower) === undefined &&
    !endings.test(form.text);
  return strange(formOf[at - 1]) || strange(formOf[at + 1]);
}

/** A capital there says nothing of the word. */
const opensSentence = ({ tokens, segmentOf }: TextReading, at: number): boolean =>
  at === 0 || segmentOf[at] !== segmentOf[at - 1] || tokens[at - 1]!.text === '.';

/** "@prensa", "mañana.com", "co-gobierno": an address, a handle, half of a compound. */
const touchesMark = ({ content, tokens }: TextReading, at: number): boolean => {
  const { start, end } = tokens[at]!;
  return (
    /[@#/_.-]/.test(content[start - 1] ?? ' ') ||
    /[@/_-]/.test(content[end] ?? ' ') ||
    (content[end] === '.' && /\p{L}/u.test(content[end + 1] ?? ' '))
  );
};

/** "San Luis de la Paz", "Defensa y Justicia": small words between the words of a name. */
function isNamePart({ content, tokens, formOf }: TextReading, at: number): boolean {
  const [before, word, after] = [tokens[at - 1], tokens[at]!, tokens[at + 1]];
  // "cabo de Palos"
  const [link, name] = [formOf[at + 1], formOf[at + 2]];
  if (link && /^del?$/.test(link.lower) && name?.capital) return true;
  if (!links.has(word.text.toLowerCase())) {
    // "Ministerio de salud", "Plan vuelta": a Spanish capital leads on.
    const led =
      before !== undefined &&
      oneBlankBetween(content, before, word) &&
      isForeignCapital(formOf[at - 1], tokens, at - 1);
    return led;
  }
  return isUpper(before?.text[0]) || isUpper(after?.text[0]);
}

const isForeignCapital = (form: Form | undefined, tokens: readonly Token[], at: number): boolean =>
  form?.capital === true &&
  !form.english &&
  spanishWord(form.lower) !== undefined &&
  at > 0 &&
  tokens[at - 1]!.text !== '.';

function judge(text: TextReading, { from, to, words }: Run): Draft | undefined {
  const { content, tokens, formOf } = text;
  const [first, last] = [tokens[from]!, tokens[to - 1]!];
  const bracket = content[first.start - 1] === '[' && content[last.end] === ']';
  if (!bracket && (isQuoted(text, from, to) || isExplained(text, from, to))) return undefined;
  const known = words.filter(word => word !== undefined && word.kind !== 'function').length;
  const times = Math.max(
    ...formOf.slice(from, to).map(form => (form && !links.has(form.lower) ? form.count : 0)),
  );
  const several = to - from > 1 && words.filter(Boolean).length > 1;
  const ended = endings.test(last.text);
  let sure = bracket ? 0.93 : known > 0 ? 0.85 : ended ? 0.7 : 0.62;
  if (several) sure = Math.max(sure, 0.88);
  if (times >= houseTerm) sure = 0.45;
  const noun = bracket ? undefined : nounBefore(text, from, words);
  const start = bracket ? first.start - 1 : (noun?.start ?? first.start);
  const span = { start, end: bracket ? last.end + 1 : last.end };
  const plain = glossOf(words, content.slice(first.start, last.end));
  const gloss = noun && plain ? `${plain} ${noun.text}` : plain && asSubject(text, from, to, plain);
  return draftOf(
    span,
    gloss === undefined ? [] : [bracket ? `[${gloss}]` : gloss],
    sure,
    'finding.untranslated.words',
    {
      kind: 'lexicon',
      say: message('evidence.lexicon.spanish', { word: content.slice(first.start, last.end) }),
    },
  );
}

/** "locality jujeña": the noun goes behind the people in English, "Jujuy locality". */
function nounBefore(
  { content, tokens, formOf }: TextReading,
  from: number,
  words: Run['words'],
): Token | undefined {
  const [noun, word] = [tokens[from - 1], tokens[from]!];
  if (words.length !== 1 || words[0]?.kind !== 'demonym' || !oneBlankBetween(content, noun, word))
    return undefined;
  const form = formOf[from - 1];
  const plain = form && !form.capital && form.common && !smallWords.has(form.lower) && form.text.length > 3;
  return plain && smallWords.has(formOf[from - 2]?.lower ?? '') ? noun : undefined;
}

/** "The rojiblancos had": a plural that stands for people. */
function asSubject({ formOf }: TextReading, from: number, to: number, gloss: string): string {
  const plural = formOf[to - 1]!.lower.endsWith('s') && /-\w*[^s]$/.test(gloss);
  const led = formOf[from - 1]?.lower === 'the' && smallWords.has(formOf[to]?.lower ?? '');
  return plural && led ? `${gloss}s` : gloss;
}

/** Word for word; nothing where a word has no gloss or several want another order: none is better than a bad one. */
function glossOf(words: readonly (SpanishWord | undefined)[], own: string): string | undefined {
  const parts = words.map(word => word?.gloss);
  const meant = words.filter(word => word?.kind !== 'function').length;
  if (meant > 1 || parts.some(part => part === undefined)) return undefined;
  const gloss = parts.join(' ');
  const text = isUpper(own[0]) ? capitalized(gloss) : gloss;
  return text === own ? undefined : text;
}

/** Within a short quotation: the word itself is spoken of. */
function isQuoted({ content, tokens, segmentOf }: TextReading, from: number, to: number): boolean {
  // An apostrophe within "the rescuers' muertes" opens nothing.
  const opens = (at: number): boolean =>
    quoteMarks.has(tokens[at]!.text) && !/\p{L}/u.test(content[tokens[at]!.start - 1] ?? ' ');
  const closes = (at: number): boolean =>
    quoteMarks.has(tokens[at]!.text) && !/\p{L}/u.test(content[tokens[at]!.end] ?? ' ');
  let before = from - 1;
  while (before >= 0 && from - before <= mostQuoted && !opens(before)) before--;
  let after = to;
  while (after < tokens.length && after - to < mostQuoted && !closes(after)) after++;
  return (
    before >= 0 &&
    after < tokens.length &&
    opens(before) &&
    closes(after) &&
    segmentOf[before] === segmentOf[from] &&
    segmentOf[after] === segmentOf[from] &&
    after - before <= mostQuoted + 2
  );
}

/** "halcones (lookouts)", "lookouts (halcones)", "known as halcones", "huachicoleros, or fuel thieves", "voceadoras: women who". */
function isExplained({ content, tokens }: TextReading, from: number, to: number): boolean {
  const [before, after] = [tokens[from - 1], tokens[to]];
  if (before?.text === '(' || (after?.text === '(' && after.start - tokens[to - 1]!.end <= 1)) return true;
  const behind = content.slice(tokens[to - 1]!.end, tokens[to - 1]!.end + 12);
  const ahead = content.slice(Math.max(0, tokens[from]!.start - 22), tokens[from]!.start);
  return (
    /^(?:: (?:the|a|an|women|men|people|those) |,? (?:or |meaning|which means|\(|–|—))/.test(behind) ||
    /(?:\b(?:known as|called|so-called|term|word)|, or|\b(?:such|them|it) as) (?:the |a |an )?$/.test(ahead)
  );
}

/** "Monterrey, NL. The lack of": the Spanish abbreviation of a state, in a dateline or behind its town. */
function shortRegion({ content, tokens, formOf, segmentOf }: TextReading, at: number): Draft | undefined {
  const [town, comma, short] = [tokens[at - 2], tokens[at - 1], tokens[at]!];
  if (!town || comma?.text !== ',' || short.kind !== 'word' || !isUpper(short.text[0])) return undefined;
  if (segmentOf[at - 2] !== segmentOf[at] || town.end !== comma.start || !isTown(town.text)) return undefined;
  if (formOf[at]!.common && short.text !== short.text.toUpperCase()) return undefined;
  const stop = content[short.end] === '.' ? 1 : 0;
  const region = regionByShort(short.text);
  if (!region || fold(region.spanish) === fold(short.text)) return undefined;
  const dateline = at < 2 || segmentOf[at - 3] !== segmentOf[at] || !isPlaceWord(tokens[at - 3]?.text ?? '-');
  return dateline
    ? draftOf(
        { start: short.start, end: short.end + stop },
        [region.english + '.'.repeat(stop)],
        0.8,
        'finding.untranslated.region',
        {
          kind: 'gazetteer',
          say: message('evidence.gazetteer.region', { short: short.text, name: region.english }),
        },
      )
    : undefined;
}

/** "Guaymas, Opodepe Y Empalme": the Spanish "and", with a capital or behind a list. */
function conjunction({ content, tokens }: TextReading, at: number): Draft | undefined {
  const [before, word, after] = [tokens[at - 1], tokens[at]!, tokens[at + 1]];
  if (word.text !== 'Y' && word.text !== 'y') return undefined;
  if (!oneBlankBetween(content, before, word) || !oneBlankBetween(content, word, after)) return undefined;
  if (!isUpper(before!.text[0]) || !isUpper(after!.text[0]) || isUpper(after!.text[1])) return undefined;
  const listed = tokens[at - 2]?.text === ',' || tokens[at - 3]?.text === ',';
  // "the club, Defensa y Justicia" is a name; "Icá, Junín y Loreto" is a list.
  if (word.text === 'y' && !(tokens[at - 2]?.text === ',' && isUpper(tokens[at - 3]?.text[0])))
    return undefined;
  return draftOf(word, ['and'], word.text === 'Y' && listed ? 0.9 : 0.65, 'finding.untranslated.words', {
    kind: 'lexicon',
    say: message('evidence.lexicon.spanish', { word: 'y' }),
  });
}

/** English adjectives that are Spanish nouns: "The fiscal in the case" is its prosecutor. */
const nouns: Readonly<Record<string, string>> = {
  fiscal: 'prosecutor',
  fiscals: 'prosecutors',
  edil: 'councilor',
  imputado: 'defendant',
  particular: 'private citizen',
  civil: 'civilian',
};

/** "The fiscal in the case": the adjective has an article and describes nothing. */
function nounOfTrade({ content, tokens, formOf }: TextReading, at: number): Draft | undefined {
  const form = formOf[at];
  if (!form || !Object.hasOwn(nouns, form.text)) return undefined;
  const [before, next] = [formOf[at - 1], formOf[at + 1]];
  if (!before || !/^(?:the|a|this|that)$/.test(before.lower) || !next) return undefined;
  if (
    !oneBlankBetween(content, tokens[at - 1], tokens[at]) ||
    !oneBlankBetween(content, tokens[at], tokens[at + 1])
  )
    return undefined;
  const goesOn = /^(?:in|of|who|said|was|is|has|had|for|told|asked)$/.test(next.lower);
  // "the fiscal Marta Ruiz"
  if (!goesOn && !(next.capital && isGivenName(next.text))) return undefined;
  return draftOf(tokens[at]!, [nouns[form.text]!], 0.8, 'finding.untranslated.words', {
    kind: 'lexicon',
    say: message('evidence.lexicon.spanish-noun', { word: form.text, meaning: nouns[form.text]! }),
  });
}

/** "O governor", "Os Foundation": the article of Portuguese, through which some engines go. */
function otherArticle({ content, tokens, formOf, segmentOf }: TextReading, at: number): Draft | undefined {
  const [word, next] = [tokens[at]!, formOf[at + 1]];
  if (!/^(?:O|Os)$/.test(word.text) || !next?.common || next.text.length < 4) return undefined;
  if (!oneBlankBetween(content, word, tokens[at + 1]) || content[word.start - 1] === '(') return undefined;
  const opens = at === 0 || segmentOf[at] !== segmentOf[at - 1] || tokens[at - 1]!.text === '.';
  // "O Lord", "O Canada" call; "Type O negative" is blood.
  if (
    next.capital
      ? at === 0 || /^(?:lord|god|magazine|canada|come|little|negative|positive)$/.test(next.lower)
      : !opens
  )
    return undefined;
  return draftOf(word, ['The'], next.capital ? 0.6 : 0.8, 'finding.untranslated.article', {
    kind: 'pattern',
    say: message('evidence.pattern.article', { word: word.text }),
  });
}

function draftOf(
  { start, end }: { readonly start: number; readonly end: number },
  texts: readonly string[],
  confidence: number,
  key: string,
  evidence: Evidence,
): Draft {
  return {
    start,
    end,
    category: 'untranslated',
    severity: 'major',
    confidence,
    message: message(key),
    suggestions: texts.map(text => ({ text })),
    evidence: [evidence],
  };
}
