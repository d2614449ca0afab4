import { type Change, type Finding, type Segment, type Span, touches } from '../model/index.ts';
import { findingId, ordinalOf } from '../text/finding-id.ts';

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
   * after; without a line break all of it belongs to the segment before.
   */
  segments(segments: readonly Segment[]): Segment[] {
    return segments.map(segment => {
      const start = this.#segmentStart(segment.start);
      return { ...segment, start, end: Math.max(start, this.#segmentEnd(segment.end)) };
    });
  }

  #segmentStart(offset: number): number {
    const over = this.#pieces.find(({ correction }) => correction.start < offset && offset <= correction.end);
    if (!over) return offset + this.#shift(({ correction }) => correction.end < offset);
    const after = over.correction.after;
    const lineBreak = after.search(/[\r\n\u2028\u2029][^\r\n\u2028\u2029]*$/);
    return lineBreak < 0 ? over.end : over.start + lineBreak + 1;
  }

  #segmentEnd(offset: number): number {
    const over = this.#pieces.find(({ correction }) => correction.start <= offset && offset < correction.end);
    if (!over) return offset + this.#shift(({ correction }) => correction.end <= offset);
    const lineBreak = over.correction.after.search(/[\r\n\u2028\u2029]/);
    return lineBreak < 0 ? over.end : over.start + lineBreak;
  }

  /** How far the text has moved after the last piece that lies before. */
  #shift(isBefore: (piece: Piece) => boolean): number {
    const piece = this.#pieces.findLast(isBefore);
    return piece ? piece.end - piece.correction.end : 0;
  }

  /** An import span widened to the corrections that it meets, and the words that stand there now. */
  cover(span: Span): Span & { text: string } {
    const met = this.#pieces.filter(({ correction }) => touches(correction, span));
    const start = Math.min(span.start, met[0]?.correction.start ?? span.start);
    const end = Math.max(span.end, met.at(-1)?.correction.end ?? span.end);
    const startShift = this.#shift(({ correction }) => correction.end <= start && correction.start < start);
    const endShift = this.#shift(({ correction }) => correction.start < end && correction.end <= end);
    const last = met.at(-1);
    const from = met[0]?.correction.start === start ? met[0].start : start + startShift;
    const to = last?.correction.end === end ? last.end : end + endShift;
    return { start, end, text: this.text.slice(from, Math.max(from, to)) };
  }

  /**
   * The import span behind a span of the text as it stands now, widened so that it covers each correction it
   * meets whole. `prefix` and `suffix` are what the widening added and `text` is the whole, as they stand now.
   */
  toImport(span: Span): Span & { prefix: string; suffix: string; text: string } {
    const met = this.#pieces.filter(piece => touches(piece, span));
    const first = met[0];
    const last = met.at(-1);
    const start = Math.min(span.start, first?.start ?? span.start);
    const end = Math.max(span.end, last?.end ?? span.end);
    const importStart =
      first && first.start === start
        ? first.correction.start
        : start - this.#shift(piece => piece.end <= start);
    // A deletion at the very end of the span lies behind it.
    const importEnd =
      last && last.end === end
        ? last.correction.end
        : end - this.#shift(piece => piece.end < end || (piece.end === end && piece.start < end));
    return {
      start: importStart,
      end: Math.max(importStart, importEnd),
      prefix: this.text.slice(start, span.start),
      suffix: this.text.slice(span.end, end),
      text: this.text.slice(start, end),
    };
  }

  /**
   * Findings of the text as it stands now, with places of the import: see ReviewedFinding. Evidence quoted from
   * the translation is placed in the import too. Keeps their order.
   */
  findings(findings: readonly Finding[]): Finding[] {
    if (this.#pieces.length === 0) return [...findings];
    return findings.map(finding => {
      const { start, end, prefix, suffix, text } = this.toImport(finding);
      const quoted = this.#content.slice(start, end);
      return {
        ...finding,
        id: findingId(
          finding.category,
          text === quoted ? quoted : `${quoted}\n${text}`,
          ordinalOf(this.#content, quoted, start),
        ),
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
