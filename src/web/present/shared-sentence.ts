import type { Span } from '../../model/index.ts';

/** Sentences end at . ! ? with closing marks, before a space and something that can begin one. */
const sentenceEnd = /[.!?]["'”’)\]]*\s+(?=["'“‘([]?[\p{Lu}\p{N}])/gu;
/** Not ends: initials, titles and the like. */
const abbreviation =
  /(?:\b(?:\p{Lu}|Mr|Mrs|Ms|Dr|Gen|Gov|Sen|Rep|Lt|Sgt|St|Jr|Sr|No|vs|etc)|\b\p{Lu}\.\p{Lu})\.$/u;

/** The sentences of a paragraph as spans that cover it. */
export function sentencesOf(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(sentenceEnd)) {
    const end = match.index + match[0].length;
    if (abbreviation.test(text.slice(start, match.index + 1))) continue;
    spans.push({ start, end });
    start = end;
  }
  if (start < text.length || spans.length === 0) spans.push({ start, end: text.length });
  return spans;
}

const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu;

/** Numbers tell most, then names, then longer words. */
const weightOf = (word: string): number =>
  /\p{N}/u.test(word) ? 3 : /^\p{Lu}/u.test(word) ? 2 : word.length > 4 ? 1 : 0;

/** What both sides may share, each word once. */
function weightsOf(text: string): Map<string, number> {
  const weights = new Map<string, number>();
  for (const [word] of text.matchAll(wordPattern)) {
    const weight = weightOf(word);
    const key = word.toLowerCase();
    if (weight > 0 && weight > (weights.get(key) ?? 0)) weights.set(key, weight);
  }
  return weights;
}

/** A quotation of a paragraph: the shared words in full ink, some words around them, and what was left out. */
export type Quotation = {
  /** Where the words in full ink begin in their paragraph. */
  readonly start: number;
  readonly cutBefore: boolean;
  readonly before: string;
  readonly strong: string;
  readonly after: string;
  readonly cutAfter: boolean;
};

/** Longer sentences are quoted by the clauses that share most. */
const sentenceLength = 150;
const clauseLength = 110;
/** So far around a clause its edge may move to stand at a comma. */
const clauseSlack = 30;
/** Words around the shared ones, in second ink. */
const aroundLength = 24;

/**
 * Quotes what `paragraph` shares most with `words`, or what stands around `place`. `whole`: the rest of the
 * paragraph is quoted, too.
 */
export function quoteShared(paragraph: string, words: string, place?: Span, whole = false): Quotation {
  const shared = weightsOf(words);
  const sentence = place
    ? sentencesOf(paragraph).find(({ end }) => place.start < end)
    : mostShared(sentencesOf(paragraph), paragraph, shared);
  const found = clauseOf(paragraph, sentence ?? { start: 0, end: paragraph.length }, shared, place);
  const strong = paragraph.slice(found.start, found.end).trim();
  const start = paragraph.indexOf(strong, found.start);
  const end = start + strong.length;
  const from = whole ? 0 : wordsBack(paragraph, start);
  const to = whole ? paragraph.length : wordsOn(paragraph, end);
  return {
    start,
    cutBefore: from > 0,
    before: paragraph.slice(from, start),
    strong,
    after: paragraph.slice(end, to),
    cutAfter: paragraph.slice(to).trim() !== '',
  };
}

/** Some words before an offset, or all when hardly more stands there. */
function wordsBack(text: string, offset: number): number {
  if (offset <= aroundLength * 1.5) return 0;
  const space = text.indexOf(' ', offset - aroundLength);
  return space < 0 || space >= offset ? offset : space + 1;
}

function wordsOn(text: string, offset: number): number {
  if (text.length - offset <= aroundLength * 1.5) return text.length;
  const space = text.lastIndexOf(' ', offset + aroundLength);
  return space <= offset ? offset : space;
}

function mostShared(
  sentences: readonly Span[],
  paragraph: string,
  words: ReadonlyMap<string, number>,
): Span | undefined {
  let best = sentences[0];
  let most = -1;
  for (const sentence of sentences) {
    let shared = 0;
    for (const [word, weight] of weightsOf(paragraph.slice(sentence.start, sentence.end)))
      if (words.has(word)) shared += weight;
    if (shared > most) {
      most = shared;
      best = sentence;
    }
  }
  return best;
}

/** A short sentence as it is; of a long one the stretch that shares most, or that holds `place`, cut at commas. */
function clauseOf(paragraph: string, sentence: Span, words: ReadonlyMap<string, number>, place?: Span): Span {
  if (sentence.end - sentence.start <= sentenceLength) return sentence;
  const tokens = [...paragraph.slice(sentence.start, sentence.end).matchAll(wordPattern)].map(match => ({
    start: sentence.start + match.index,
    end: sentence.start + match.index + match[0].length,
    weight: words.has(match[0].toLowerCase()) ? weightOf(match[0]) : 0,
  }));
  let best = { start: sentence.start, end: Math.min(sentence.end, sentence.start + clauseLength) };
  let most = -1;
  let sum = 0;
  let first = 0;
  for (const [index, token] of tokens.entries()) {
    sum += token.weight;
    while (first < index && token.end - tokens[first]!.start > clauseLength) sum -= tokens[first++]!.weight;
    const window = { start: tokens[first]!.start, end: token.end };
    const held = !place || (window.start <= place.start && place.end <= window.end);
    if (held && sum > most) {
      most = sum;
      best = window;
    }
  }
  const end = tokens.findLast(token => token.end - best.start <= clauseLength)?.end ?? best.end;
  return toCommas(paragraph, sentence, { start: best.start, end: Math.max(best.end, end) });
}

function toCommas(paragraph: string, sentence: Span, { start, end }: Span): Span {
  const low = Math.max(sentence.start, start - clauseSlack);
  const high = Math.min(sentence.end, end + clauseSlack);
  const before = paragraph.slice(low, start).search(/(?:[,;:–—]\s|["“‘(])[^,;:–—"“‘(]*$/u);
  const after = paragraph.slice(end, high).search(/[,;:–—”)]/u);
  const from =
    before < 0
      ? low === sentence.start
        ? low
        : start
      : low + before + (/[,;:–—]/u.test(paragraph[low + before]!) ? 2 : 0);
  return { start: from, end: after < 0 ? (high === sentence.end ? high : end) : end + after + 1 };
}
