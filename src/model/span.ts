/**
 * A half-open stretch of a text: `start` and `end` are offsets in UTF-16 code units, end exclusive.
 * Spans of imported text never move; whatever changes the text is computed from them.
 */
export type Span = { readonly start: number; readonly end: number };

/** Builds a span. Throws a RangeError with both numbers when they are not whole, negative or reversed. */
export function span(start: number, end: number): Span {
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end < start)
    throw new RangeError(`not a span: ${start}..${end}`);
  return { start, end };
}

/** True when the two spans share at least one code unit. */
export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/**
 * True when the two overlap, or one of them is empty and lies on or in the other. This is how corrections meet:
 * what is put in at the edge of a corrected word belongs to that word.
 */
export const touches = (a: Span, b: Span): boolean =>
  overlaps(a, b) || ((a.start === a.end || b.start === b.end) && a.start <= b.end && b.start <= a.end);

/** True when `inner` lies wholly in `outer`. */
export const contains = (outer: Span, inner: Span): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;

/** The least span that covers both. */
export const union = (a: Span, b: Span): Span => ({
  start: Math.min(a.start, b.start),
  end: Math.max(a.end, b.end),
});
