import type { Link, SegmentedText, Span } from '../model/index.ts';
import { fold } from '../terms/index.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import { wordSet } from '../text/word-set.ts';
import { Form, longestWord } from './form.ts';
import { findJoins, type Join } from './joins.ts';

/** A word as detectors see it: where a space was lost, the two words that were meant. */
export type Word = Token & {
  readonly segment: number;
  readonly form: Form;
  readonly lower: string;
  /** Lower case, no accents, no owner's ending: what names are compared by. */
  readonly key: string;
  readonly capital: boolean;
  /** First word of a sentence, heading or quotation: its capital says nothing. */
  readonly opens: boolean;
  /** Only one blank (or a lost one) lies between the word before and this one. */
  readonly follows: boolean;
  /** Ends in 's. */
  readonly owns: boolean;
};

/** Capitalised words in a row, Spanish link words between them: "San Luis Río Colorado", "Mar del Plata". */
export type NameRun = Span & {
  readonly text: string;
  readonly key: string;
  readonly segment: number;
  /** Places in `words`, end exclusive. */
  readonly from: number;
  readonly to: number;
};

/** One text read once. `forms`: each word token as written. */
export type TextReading = SegmentedText & {
  readonly tokens: readonly Token[];
  /** Form of each token that is a word. */
  readonly formOf: readonly (Form | undefined)[];
  /** Segment of each token. */
  readonly segmentOf: readonly number[];
  readonly joins: readonly Join[];
  readonly words: readonly Word[];
  readonly names: readonly NameRun[];
  /** Name runs by key, in order. */
  readonly nameIndex: ReadonlyMap<string, readonly NameRun[]>;
  readonly forms: ReadonlyMap<string, Form>;
};

/** All that detectors are told. Made once per check; every list is in text order. */
export type Reading = {
  readonly translation: TextReading;
  readonly comparable?: TextReading;
  readonly source?: TextReading;
  readonly links: readonly Link[];
};

export type Texts = {
  readonly translation: SegmentedText;
  readonly comparable?: SegmentedText;
  readonly source?: SegmentedText;
};

const spanishLinks = new Set(['de', 'del', 'la', 'las', 'los', 'el', 'y']);
/** Words that open a sentence with a capital and begin no name. */
export const smallWords =
  wordSet(`a an the this that these those it its he she they we i you his her their our my your who what which when where
  why how and or but nor so yet if as at by for from in into of on off to up with without within after before
  during since until while because although though despite according about above across against along among around
  between beyond through throughout toward towards under over upon via per is are was were be been has have had
  there here then thus also only even just still some any all both each every many much more most other another no
  not one two three four five six seven eight nine ten once meanwhile however moreover furthermore likewise today
  yesterday tomorrow now soon later earlier like unlike than said says say let do does did can could will would
  should may might must`);
const abbreviations =
  wordSet(`mr mrs ms dr sr sra dra jr st gen gov sen rep col lt sgt capt prof lic ing arq mtro no nos vs inc co corp ltd bros
  jan feb mar apr aug sept sep oct nov dec ariz calif tex fla mich minn penn conn okla ave av blvd rd
  etc eg ie cf approx incl est dept govt gral cnel tte pdte fig vol ed eds pp al ext tel fr rev hon maj cmdr adm`);
const sentenceEnds = new Set(['.', '!', '?', '…', ':', '•', '¿', '¡']);
const openingMarks = new Set(['“', '‘', '«', '"', "'", '(', '[', '—', '–', '-']);
const longestName = 6;

/** Reads the texts: tokens, lost spaces, words, names. Linear in their length. */
export function readTexts(texts: Texts, links: readonly Link[]): Reading {
  const comparable = texts.comparable && readText(texts.comparable);
  const source = texts.source && readText(texts.source);
  const elsewhere = new Set<string>();
  for (const text of [comparable, source])
    if (text) for (const { text: form } of text.forms.values()) elsewhere.add(fold(form));
  return {
    translation: readText(texts.translation, {
      elsewhere,
      others: [comparable, source].flatMap(text => (text?.tokens ? [text.tokens] : [])),
    }),
    ...(comparable && { comparable }),
    ...(source && { source }),
    links,
  };
}

/** What the other texts know of a word that may have lost a space. */
type Knowledge = { readonly elsewhere: ReadonlySet<string>; readonly others: readonly (readonly Token[])[] };

function readText({ content, segments }: SegmentedText, knowledge?: Knowledge): TextReading {
  const tokens = tokenize(content);
  const segmentOf = assignSegments(tokens, segments);
  const forms = new Map<string, Form>();
  const formOf = tokens.map(token => (token.kind === 'word' ? formIn(forms, token.text) : undefined));
  for (const form of formOf) if (form) form.count++;
  // Only a translation's lost spaces are looked for: a comparable is a witness, not a patient.
  const joins = knowledge ? findJoins(tokens, formOf, forms, knowledge.elsewhere, knowledge.others) : [];
  const words = readWords(content, tokens, formOf, segmentOf, joins);
  const names = findNames(content, words);
  const nameIndex = new Map<string, NameRun[]>();
  for (const name of names) {
    const same = nameIndex.get(name.key);
    if (same) same.push(name);
    else nameIndex.set(name.key, [name]);
  }
  return { content, segments, tokens, formOf, segmentOf, joins, words, names, nameIndex, forms };
}

function formIn(forms: Map<string, Form>, text: string): Form {
  let form = forms.get(text);
  if (!form) {
    form = new Form(text);
    forms.set(text, form);
  }
  return form;
}

function assignSegments(tokens: readonly Token[], segments: SegmentedText['segments']): number[] {
  let at = 0;
  return tokens.map(({ start }) => {
    while (at + 1 < segments.length && segments[at + 1]!.start <= start) at++;
    return at;
  });
}

function readWords(
  content: string,
  tokens: readonly Token[],
  formOf: readonly (Form | undefined)[],
  segmentOf: readonly number[],
  joins: readonly Join[],
): Word[] {
  const words: Word[] = [];
  const joinAt = new Map(joins.map(join => [join.token, join]));
  let opens = true;
  let previousEnd = -1;
  tokens.forEach((token, index) => {
    const segment = segmentOf[index]!;
    if (index > 0 && segment !== segmentOf[index - 1]) opens = true;
    if (token.kind !== 'word') {
      if (token.kind === 'number') opens = false;
      else if (sentenceEnds.has(token.text)) opens = !isShortened(token, words.at(-1));
      else if (openingMarks.has(token.text)) opens ||= startsQuotation(content, token, tokens[index - 1]);
      else if (token.text === ',' || token.text === ';') opens = false;
      return;
    }
    const add = (part: Token, form: Form): void => {
      const gap = part.start - previousEnd;
      const follows = previousEnd >= 0 && (gap === 0 || (gap === 1 && content[previousEnd] === ' '));
      words.push(readWord(part, form, segment, opens, follows));
      opens = false;
      previousEnd = part.end;
    };
    const join = joinAt.get(index);
    if (join) for (const part of join.parts) add(part, new Form(part.text));
    else add(token, formOf[index]!);
  });
  return words;
}

function readWord(
  { text, start, end }: Token,
  form: Form,
  segment: number,
  opens: boolean,
  follows: boolean,
): Word {
  const { lower, key, capital, owns } = form;
  return { kind: 'word', text, start, end, segment, form, lower, key, capital, opens, follows, owns };
}

/** "Gen", "Calif", initials: a stop behind them ends no sentence. */
export const isAbbreviation = (word: string): boolean =>
  word.length === 1 || abbreviations.has(word.toLowerCase());

/** "Gen. Luis", "U.S. Customs". */
const isShortened = (stop: Token, before: Word | undefined): boolean =>
  stop.text === '.' && before?.end === stop.start && isAbbreviation(before.text);

/** `he said: “The ...`, `he said, "The ...`: the capital is the quotation's. */
function startsQuotation(content: string, mark: Token, before: Token | undefined): boolean {
  if (mark.text === '-' || mark.text === '(') return false;
  const spaced = mark.start === 0 || /\s/.test(content[mark.start - 1]!);
  return spaced && before?.kind === 'mark';
}

function findNames(content: string, words: readonly Word[]): NameRun[] {
  const runs: NameRun[] = [];
  for (let from = 0; from < words.length; from++) {
    if (!beginsName(words, from)) continue;
    let to = from + 1;
    while (to < words.length && !words[to - 1]!.owns) {
      const next = continuesName(words, to);
      if (next === to) break;
      to = next;
    }
    if (to - from <= longestName) runs.push(runOf(content, words, from, to));
    from = to - 1;
  }
  return runs;
}

function runOf(content: string, words: readonly Word[], from: number, to: number): NameRun {
  const start = words[from]!.start;
  const last = words[to - 1]!;
  const end = last.owns ? last.end - 2 : last.end;
  return {
    start,
    end,
    text: content.slice(start, end),
    key: words
      .slice(from, to)
      .map(({ key }) => key)
      .join(' '),
    segment: last.segment,
    from,
    to,
  };
}

function beginsName(words: readonly Word[], at: number): boolean {
  const word = words[at]!;
  if (!word.capital || word.text.length > longestWord) return false;
  if (!word.opens) return !smallWords.has(word.lower) || spanishLinks.has(word.lower);
  if (smallWords.has(word.lower)) return false;
  // "Plaza Spike will ...": a common word opens the sentence, but a name goes on.
  return !word.form.common || continuesName(words, at + 1) > at + 1;
}

/** Place after the next word of the name, or `at` when the name is over. */
function continuesName(words: readonly Word[], at: number): number {
  let next = at;
  // Up to two link words: "San Miguel de la Paz".
  while (
    next < at + 2 &&
    words[next]?.follows &&
    !words[next]!.capital &&
    spanishLinks.has(words[next]!.lower)
  )
    next++;
  const word = words[next];
  if (!word?.follows || !word.capital || word.text.length > longestWord) return at;
  return next + 1;
}
