import { type Change, type Finding, overlaps, type Segment, type Span, touches } from '../model/index.ts';
import { findingId, ordinalsOf } from '../text/finding-id.ts';

type Piece = { readonly correction: Change; readonly start: number; readonly end: number };

/**
 * The import with standing corrections applied, and the way back: every place of the text as it stands now has a
 * place in the import. `corrections` are disjoint; their order does not matter.
 */
export class Projection {
  readonly text: string;
  readonly #content: string;
  readonly #pieces: readonly Piece[];

  constructor(content: string, corrections: readonly Change[]) {
    const sorted = [...corrections].sort((a, b) => a.start - b.start || a.end - b.end);
    const pieces: Piece[] = [];
    let text = '';
    let done = 0;
    for (const correction of sorted) {
      text += content.slice(done, correction.start);
      pieces.push({ correction, start: text.length, end: text.length + correction.after.length });
      text += correction.after;
      done = correction.end;
    }
    this.text = text + content.slice(done);
    this.#content = content;
    this.#pieces = pieces;
  }

  /**
   * The segments as they stand now, in the text as it stands now. Of a correction over a break, what stands
   * before its first line break belongs to the segment before, what stands after its last one to the segment
   * after; without a line break all of it belongs to the segment before, as do words put into a break. No word
   * is outside every segment.
   */
  segments(segments: readonly Segment[]): Segment[] {
    const starts = this.#starts(segments);
    const ends = this.#ends(segments);
    return segments.map((segment, index) => {
      const start = index === 0 ? this.#firstWord(starts[0]!) : starts[index]!;
      const until = starts[index + 1] ?? this.text.length;
      const end = Math.max(start, ends[index]!);
      return { ...segment, start, end: end + this.text.slice(end, Math.max(end, until)).trimEnd().length };
    });
  }

  /** Words put in before the first segment belong to it; a byte-order mark is none. */
  #firstWord(start: number): number {
    const before = this.text.slice(0, start).search(/[^\s\uFEFF]/u);
    return before < 0 ? start : before;
  }

  /** Both walk pieces and segments together: they are in the same order. */
  #starts(segments: readonly Segment[]): number[] {
    let at = 0;
    let shift = 0;
    return segments.map(({ start: offset }) => {
      for (let piece = this.#pieces[at]; piece && piece.correction.end < offset; piece = this.#pieces[++at])
        shift = piece.end - piece.correction.end;
      const over = this.#pieces[at];
      if (!over || over.correction.start >= offset) return offset + shift;
      const lineBreak = over.correction.after.search(/[\r\n\u2028\u2029][^\r\n\u2028\u2029]*$/);
      return lineBreak < 0 ? over.end : over.start + lineBreak + 1;
    });
  }

  #ends(segments: readonly Segment[]): number[] {
    let at = 0;
    let shift = 0;
    return segments.map(({ end: offset }) => {
      for (let piece = this.#pieces[at]; piece && piece.correction.end <= offset; piece = this.#pieces[++at])
        shift = piece.end - piece.correction.end;
      const over = this.#pieces[at];
      if (!over || over.correction.start > offset) return offset + shift;
      const lineBreak = over.correction.after.search(/[\r\n\u2028\u2029]/);
      return lineBreak < 0 ? over.end : over.start + lineBreak;
    });
  }

  /** How far the text has moved after the last piece that lies before. */
  #shift(isBefore: (piece: Piece) => boolean): number {
    const piece = this.#pieces.findLast(isBefore);
    return piece ? piece.end - piece.correction.end : 0;
  }

  /** An import span widened to the corrections that it touches, and the words that stand there now. */
  cover(span: Span): Span & { text: string } {
    const { place, first, last } = this.#widen(span);
    const from =
      first?.correction.start === place.start
        ? first.start
        : place.start + this.#shift(({ correction }) => correction.end <= place.start);
    const to =
      last?.correction.end === place.end
        ? last.end
        : place.end + this.#shift(({ correction }) => correction.end <= place.end);
    return { ...place, text: this.text.slice(from, to) };
  }

  /**
   * The import span behind a span of the text as it stands now, widened so that it covers each correction it
   * meets whole. `now` is that place in the text as it stands
   * now, `text` its words, `prefix` and `suffix` what the widening added.
   */
  toImport(span: Span): Span & { prefix: string; suffix: string; text: string; now: Span } {
    const met = this.#pieces.filter(piece => overlaps(piece, span));
    const first = met[0];
    const last = met.at(-1);
    // Of a deletion at the edge, the span lies behind it at its start and before it at its end.
    const before = span.start - this.#shift(piece => piece.end <= span.start);
    const behind =
      span.end -
      this.#shift(piece => piece.end < span.end || (piece.end === span.end && piece.start < piece.end));
    const start = first && first.start <= span.start ? first.correction.start : before;
    const end = last && last.end >= span.end ? last.correction.end : behind;
    const place = this.cover({ start, end: Math.max(start, end) });
    const at = this.#currentStart(place.start);
    const now = { start: at, end: at + place.text.length };
    return {
      ...place,
      now,
      prefix: this.text.slice(now.start, span.start),
      suffix: this.text.slice(span.end, now.end),
    };
  }

  /** Where the start of a covering span stands now: before what was put in there. */
  #currentStart(offset: number): number {
    const piece = this.#pieces.find(({ correction }) => correction.start === offset);
    return piece ? piece.start : offset + this.#shift(({ correction }) => correction.end <= offset);
  }

  /** Takes in the corrections that a span touches, and those that it touches then. */
  #widen(span: Span): { place: Span; first?: Piece; last?: Piece } {
    let place = { start: span.start, end: span.end };
    for (;;) {
      const met = this.#pieces.filter(({ correction }) => touches(correction, place));
      const first = met[0];
      const last = met.at(-1);
      if (!first || !last) return { place };
      const wider = {
        start: Math.min(place.start, first.correction.start),
        end: Math.max(place.end, last.correction.end),
      };
      if (wider.start === place.start && wider.end === place.end) return { place, first, last };
      place = wider;
    }
  }

  /**
   * Findings of the text as it stands now, with places of the import: see ReviewedFinding. Evidence quoted from
   * the translation is placed in the import too. Keeps their order.
   */
  findings(findings: readonly Finding[]): Finding[] {
    if (this.#pieces.length === 0) return [...findings];
    const places = findings.map(finding => this.toImport(finding));
    const ordinals = ordinalsOf(this.#content, places);
    return findings.map((finding, index) => {
      const { start, end, prefix, suffix, text } = places[index]!;
      const quoted = this.#content.slice(start, end);
      // Two faults in one corrected passage cover the same words; where each stands in it tells them apart.
      const named = text === quoted ? quoted : `${quoted}\n${text}\n${prefix.length}`;
      return {
        ...finding,
        id: findingId(finding.category, named, ordinals[index]!),
        start,
        end,
        text,
        suggestions: finding.suggestions.map(suggestion => ({ text: prefix + suggestion.text + suffix })),
        evidence: finding.evidence.map(evidence => {
          if (evidence.kind !== 'translation') return evidence;
          const place = this.toImport(evidence);
          return { ...evidence, start: place.start, end: place.end };
        }),
      };
    });
  }
}
