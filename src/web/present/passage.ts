import { type Correction, type Review, type Span, segmentAt } from '../../model/index.ts';
import { Projection } from '../../review/index.ts';
import { trackedWords, type Word } from './tracked-text.ts';

/** A correction in the sentence that it stands in: what comes before, the tracked words, what comes after. */
export type Passage = {
  readonly before: string;
  readonly words: readonly Word[];
  readonly after: string;
};

/** How much of a sentence is shown on each side of a correction or of quoted words. */
const contextLength = 75;
/** Around a change that was decided, which is read past. */
const pastContextLength = 40;
const quoteContextLength = 50;

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * Shows corrections in their sentences, the other corrections of the sentence as they stand now. A correction
 * that begins or ends inside a word is widened to the whole word.
 */
export function passagesOf(review: Review): Map<string, Passage> {
  const { translation } = review.texts;
  const text = review.currentText;
  const now = new Projection(translation.content, review.corrections).segments(translation.segments);
  const passages = new Map<string, Passage>();
  let shift = 0;
  for (const correction of review.corrections) {
    const start = correction.start + shift;
    const end = start + correction.after.length;
    shift += correction.after.length - (correction.end - correction.start);
    const first = now[correction.segment]!;
    const last = now[segmentAt(translation.segments, Math.max(correction.start, correction.end - 1)).index]!;
    const region = { start: Math.min(first.start, start), end: Math.max(last.end, end) };
    passages.set(correction.id, passageOf(text, region, { start, end }, correction));
  }
  return passages;
}

function passageOf(text: string, region: Span, place: Span, { before, after, state }: Correction): Passage {
  const start = joinsLeft(before, after) ? wordStart(text, region.start, place.start) : place.start;
  const end = joinsRight(before, after) ? wordEnd(text, region.end, place.end) : place.end;
  const head = text.slice(start, place.start);
  const tail = text.slice(place.end, end);
  const around = sentenceAround(text, region, { start, end });
  const most = state === 'proposed' ? contextLength : pastContextLength;
  return {
    before: shortenLeft(text.slice(around.start, start), most),
    words: trackedWords(head + before + tail, head + after + tail),
    after: shortenRight(text.slice(end, around.end), most),
  };
}

const isWord = (unit: string | undefined): boolean => unit !== undefined && /[\p{L}\p{N}]/u.test(unit);

/** A space taken out, or a comma put in, belongs to the word that it stands at. */
const joinsLeft = (before: string, after: string): boolean =>
  before === '' || after === '' || isWord(before[0]) || isWord(after[0]) || /^\s/u.test(before);
const joinsRight = (before: string, after: string): boolean => isWord(before.at(-1)) || isWord(after.at(-1));

function wordStart(text: string, least: number, from: number): number {
  let at = from;
  while (at > least && isWord(text[at - 1])) at--;
  return at;
}

function wordEnd(text: string, most: number, from: number): number {
  let at = from;
  while (at < most && isWord(text[at])) at++;
  return at;
}

/** The sentences that a place lies in, inside the region. */
function sentenceAround(text: string, region: Span, place: Span): Span {
  let { start, end } = { start: place.start, end: place.end };
  for (const { segment, index } of sentences.segment(text.slice(region.start, region.end))) {
    const from = region.start + index;
    const to = from + segment.length;
    if (to < place.start || (to === place.start && place.end > place.start)) continue;
    if (from > place.end || (from === place.end && from > place.start)) break;
    start = Math.min(start, from);
    end = Math.max(end, to);
  }
  return { start, end: Math.max(end, place.end) };
}

/** One line, cut at a word on the far side where it is too long. */
export function shortenLeft(text: string, most: number): string {
  const line = text.replace(/\s+/gu, ' ').trimStart();
  return line.length <= most ? line : `… ${line.slice(-most).replace(/^\S*\s+/u, '')}`;
}

export function shortenRight(text: string, most: number): string {
  const line = text.replace(/\s+/gu, ' ').trimEnd();
  return line.length <= most ? line : `${line.slice(0, most).replace(/\s+\S*$/u, '')} …`;
}

/** Quoted words with some of what stands around them, for a witness. */
export function quoteIn(content: string, { start, end }: Span, region: Span) {
  const before = content.slice(region.start, start);
  const after = content.slice(end, region.end);
  return {
    before: shortenLeft(before, quoteContextLength),
    words: content.slice(start, end).replace(/\s+/gu, ' '),
    after: shortenRight(after, quoteContextLength),
  };
}
