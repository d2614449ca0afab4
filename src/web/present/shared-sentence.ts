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

/** What both sides may share: names and numbers count most, then longer words. */
function weightsOf(text: string): Map<string, number> {
  const weights = new Map<string, number>();
  for (const [word] of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu)) {
    const weight = /\p{N}/u.test(word) ? 3 : /^\p{Lu}/u.test(word) ? 2 : word.length > 4 ? 1 : 0;
    const key = word.toLowerCase();
    if (weight > 0 && weight > (weights.get(key) ?? 0)) weights.set(key, weight);
  }
  return weights;
}

/** A quotation of a paragraph: the sentence that matters in full ink, and what was left out before and after. */
export type Quotation = {
  /** Where the sentence begins in its paragraph. */
  readonly start: number;
  readonly cutBefore: boolean;
  readonly before: string;
  readonly strong: string;
  readonly after: string;
  readonly cutAfter: boolean;
};

/** Paragraphs up to this length are quoted whole: leaving out half a line helps nobody. */
const wholeLength = 160;

/**
 * Quotes the sentence of `paragraph` that shares most with `words`, or the one that holds `place`. `whole`: the
 * rest is quoted too.
 */
export function quoteShared(paragraph: string, words: string, place?: Span, whole = false): Quotation {
  const sentences = sentencesOf(paragraph);
  const chosen = place
    ? sentences.find(({ end }) => place.start < end)
    : mostShared(sentences, paragraph, weightsOf(words));
  const { start, end } = chosen ?? { start: 0, end: paragraph.length };
  const all = whole || paragraph.length <= wholeLength;
  const strong = paragraph.slice(start, end).trimEnd();
  const strongEnd = start + strong.length;
  return {
    start,
    cutBefore: !all && start > 0,
    before: all ? paragraph.slice(0, start) : '',
    strong,
    after: all ? paragraph.slice(strongEnd) : '',
    cutAfter: !all && paragraph.slice(strongEnd).trim() !== '',
  };
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
