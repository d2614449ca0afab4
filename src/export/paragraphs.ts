import {
  type Correction,
  type Review,
  type Segment,
  type SegmentKind,
  type Span,
  segmentAt,
} from '../model/index.ts';
import { type Edit, wordEdits } from '../text/index.ts';
import { leavingCorrections } from './leaving-text.ts';

/** How words, or the break at a paragraph's end, came to be there; what is not kept names its correction. */
export type Trace =
  | { readonly as: 'kept' }
  | { readonly as: 'inserted' | 'deleted'; readonly correction: Correction };

export type Run = Trace & { readonly text: string };

/** A paragraph of a text with its changes tracked; `end` is the break after it. */
export type TrackedParagraph = {
  readonly kind: SegmentKind;
  readonly runs: readonly Run[];
  readonly end: Trace;
};

export type Paragraph = { readonly kind: SegmentKind; readonly text: string };

/** Stands for a paragraph break while texts are compared: the one character that no text of the desk may hold. */
const breakSign = '\0';

/**
 * The import and the text that leaves, as one sequence of paragraphs with tracked changes, word by word. Leaving out
 * what was inserted, joining at inserted breaks, gives the import's segments; leaving out what was deleted, joining
 * at deleted breaks, gives the paragraphs that leave (and now and then an empty one).
 *
 * A line break that a correction puts in begins a paragraph. In a segment that the import wraps over several lines
 * only a blank line does; those lines are joined by a space. Linear in the text, but for the corrections' own words.
 */
export function trackedParagraphs(review: Review, draft: boolean): TrackedParagraph[] {
  const { content, segments } = review.texts.translation;
  const corrections = leavingCorrections(review, draft);
  const words = new ImportWords(content, segments);
  const flow = new Flow(segments);
  let at = 0;
  corrections.forEach((correction, index) => {
    const change = words.change(correction, at, corrections[index + 1]?.start);
    flow.add(words.between(at, change.start), { as: 'kept' });
    addChange(flow, change, correction);
    at = change.end;
  });
  flow.add(words.between(at, content.length), { as: 'kept' });
  return flow.finish();
}

/** The paragraphs that leave, in order, none of them empty, without the white space around them. */
export function leavingParagraphs(review: Review, draft: boolean): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let text = '';
  for (const { kind, runs, end } of trackedParagraphs(review, draft)) {
    text += leaving(runs);
    if (end.as === 'deleted') continue;
    if (text.trim()) paragraphs.push({ kind, text: text.trim() });
    text = '';
  }
  return paragraphs;
}

const leaving = (runs: readonly Run[]): string =>
  runs.map(run => (run.as === 'deleted' ? '' : run.text)).join('');

/** A correction with the white space between segments that it meets; both sides have break signs in them. */
type ChangedWords = Span & { readonly before: string; readonly after: string };

/** The import read as words and breaks: what stands between two segments is one break, whatever it is made of. */
class ImportWords {
  readonly #content: string;
  readonly #segments: readonly Segment[];

  constructor(content: string, segments: readonly Segment[]) {
    this.#content = content;
    this.#segments = segments;
  }

  /** The words of a span; a break belongs to the span in which it begins. */
  between(start: number, end: number): string {
    let words = '';
    for (let { index } = segmentAt(this.#segments, start); index < this.#segments.length; index++) {
      const segment = this.#segments[index]!;
      if (segment.start >= end) break;
      words += this.#content.slice(Math.max(segment.start, start), Math.min(segment.end, end));
      if (this.#isBreak(segment.end) && start <= segment.end && segment.end < end) words += breakSign;
    }
    return unwrapped(words);
  }

  /** The text's last segment has no break after it. */
  #isBreak(segmentEnd: number): boolean {
    return segmentEnd < this.#segments.at(-1)!.end;
  }

  /**
   * A correction that meets a gap between segments is widened over what is left of it, so that a break that stands
   * on the one side is found again on the other. `from` is where the one before ends, `to` where the
   * next one begins.
   */
  change(correction: Correction, from: number, to: number | undefined): ChangedWords {
    const left = this.#gapAt(correction.start);
    const right = this.#gapAt(correction.end);
    const start = left ? Math.max(from, left.start) : correction.start;
    const end = right ? Math.min(to ?? right.end, right.end) : correction.end;
    const lines = correction.after.split(lineBreak);
    const wrapped = lineBreak.test(this.#wordsOf(segmentAt(this.#segments, correction.start)));
    const after = collapsed(
      this.#rest(left, start, correction.start) +
        (wrapped ? paragraphsOfLines(lines) : lines.join(breakSign)) +
        this.#rest(right, correction.end, end),
    );
    return {
      start,
      end,
      before: this.between(start, end),
      after: withinText(after, start === 0, end === this.#content.length && to === undefined),
    };
  }

  #wordsOf({ start, end }: Span): string {
    return this.#content.slice(start, end);
  }

  /** The gap that an offset lies in or touches; before the first segment and after the last is one, too. */
  #gapAt(offset: number): Span | undefined {
    const { index, start, end } = segmentAt(this.#segments, offset);
    if (offset >= end) return { start: end, end: this.#segments[index + 1]?.start ?? this.#content.length };
    if (offset <= start) return { start: this.#segments[index - 1]?.end ?? 0, end: start };
    return undefined;
  }

  /**
   * What a correction leaves standing of a gap. Segments that a person cut within a line have no line break between
   * them: there the break goes when the gap's beginning goes.
   */
  #rest(gap: Span | undefined, start: number, end: number): string {
    if (!gap || start >= end) return '';
    const rest = this.#content.slice(start, end);
    const outside = gap.start === 0 || gap.end === this.#content.length;
    const parts = outside || lineBreak.test(this.#wordsOf(gap)) ? lineBreak.test(rest) : start === gap.start;
    return parts ? breakSign : rest;
  }
}

const lineBreak = /\r\n|[\r\n\u2028\u2029]/;

/** Lines of one paragraph joined by a space, as a page would set them. */
function unwrapped(words: string): string {
  const lines = words.split(lineBreak);
  const last = lines.length - 1;
  return lines
    .map((line, at) => (at > 0 ? line.trimStart() : line))
    .map((line, at) => (at < last ? line.trimEnd() : line))
    .join(' ');
}

/** Blank lines part paragraphs; other lines run on. */
function paragraphsOfLines(lines: readonly string[]): string {
  let text = lines[0]!;
  let blank = false;
  for (const [at, line] of lines.entries()) {
    if (at === 0) continue;
    if (!line.trim() && at < lines.length - 1) blank = true;
    else {
      text += (blank ? breakSign : ' ') + line;
      blank = false;
    }
  }
  return text;
}

/** Breaks without the white space around them, and one where several follow each other. */
function collapsed(text: string): string {
  const parts = text.split(breakSign);
  const last = parts.length - 1;
  return parts
    .map((part, at) => (at > 0 ? part.trimStart() : part))
    .map((part, at) => (at < last ? part.trimEnd() : part))
    .filter((part, at) => part !== '' || at === 0 || at === last)
    .join(breakSign);
}

/** Before the text's first words and after its last there is nothing to part. */
function withinText(words: string, isFirst: boolean, isLast: boolean): string {
  const begun = isFirst ? words.slice(words.startsWith(breakSign) ? 1 : 0).trimStart() : words;
  return isLast ? begun.slice(0, begun.endsWith(breakSign) ? -1 : undefined).trimEnd() : begun;
}

function addChange(flow: Flow, { before, after }: ChangedWords, correction: Correction): void {
  const whole: Edit = { start: 0, end: before.length, newStart: 0, newEnd: after.length };
  let done = 0;
  for (const found of wordEdits(before, after) ?? [whole]) {
    const edit = behindBreak(found, before, after);
    flow.add(before.slice(done, edit.start), { as: 'kept' });
    flow.add(before.slice(edit.start, edit.end), { as: 'deleted', correction });
    flow.add(after.slice(edit.newStart, edit.newEnd), { as: 'inserted', correction });
    done = edit.end;
  }
  flow.add(before.slice(done), { as: 'kept' });
}

/**
 * Of "break, words" put in or taken out before a break, it is as true that "words, break" were behind it; said that
 * way the paragraph goes or comes whole, with the break that is its own.
 */
function behindBreak(edit: Edit, before: string, after: string): Edit {
  const { start, end, newStart, newEnd } = edit;
  const taken = newStart === newEnd && before[start] === breakSign && before[end] === breakSign;
  const given = start === end && after[newStart] === breakSign && after[newEnd] === breakSign;
  if (!taken && !given) return edit;
  return { start: start + 1, end: end + 1, newStart: newStart + 1, newEnd: newEnd + 1 };
}

/** Gathers runs into paragraphs. */
class Flow {
  readonly #segments: readonly Segment[];
  readonly #paragraphs: TrackedParagraph[] = [];
  #runs: Run[] = [];
  /** How many breaks of the import have passed: the segment in which it is. */
  #segment = 0;

  constructor(segments: readonly Segment[]) {
    this.#segments = segments;
  }

  /** Words with break signs. */
  add(words: string, trace: Trace): void {
    for (const [at, text] of words.split(breakSign).entries()) {
      if (at > 0) this.#end(trace);
      if (text !== '') this.#run({ ...trace, text });
    }
  }

  /** Kept words that follow kept words are one run. */
  #run(run: Run): void {
    const last = this.#runs.at(-1);
    if (run.as === 'kept' && last?.as === 'kept')
      this.#runs.splice(-1, 1, { ...run, text: last.text + run.text });
    else this.#runs.push(run);
  }

  finish(): TrackedParagraph[] {
    this.#end({ as: 'kept' });
    return withJoinedKinds(this.#paragraphs);
  }

  #end(end: Trace): void {
    const own = end.as !== 'inserted' || this.#runs.some(({ as }) => as !== 'inserted');
    const kind = own ? this.#segments[this.#segment]!.kind : 'paragraph';
    if (end.as !== 'inserted') this.#segment++;
    this.#paragraphs.push({ kind, runs: this.#runs, end });
    this.#runs = [];
  }
}

/**
 * Where paragraphs are joined the last one's kind is that of the whole, as in Word: a paragraph where one of them was
 * one, and what the first was otherwise.
 */
function withJoinedKinds(paragraphs: readonly TrackedParagraph[]): TrackedParagraph[] {
  let kinds: SegmentKind[] = [];
  return paragraphs.map(paragraph => {
    if (leaving(paragraph.runs).trim()) kinds.push(paragraph.kind);
    if (paragraph.end.as === 'deleted') return paragraph;
    const kind = kinds.includes('paragraph') ? 'paragraph' : (kinds[0] ?? paragraph.kind);
    kinds = [];
    return { ...paragraph, kind };
  });
}
