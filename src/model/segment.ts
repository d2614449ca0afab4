import type { Span } from './span.ts';

export type SegmentKind = 'headline' | 'heading' | 'paragraph';

/** The smallest unit that links and decisions address. `index` counts non-empty paragraphs from 0. */
export type Segment = Span & { readonly index: number; readonly kind: SegmentKind };

/** A segment as the store keeps it: `id` never changes for an imported text. */
export type StoredSegment = Segment & { readonly id: string };

/** A text beside its segments, sorted by start, disjoint. Offsets point into `content`. */
export type SegmentedText = { readonly content: string; readonly segments: readonly Segment[] };

/**
 * The segment that an offset belongs to. A break between two segments belongs to the one before it; what
 * stands before the first segment belongs to the first. Binary search. Throws when there are no segments.
 */
export function segmentAt(segments: readonly Segment[], offset: number): Segment {
  let low = 0;
  let high = segments.length - 1;
  if (high < 0) throw new RangeError('no segments');
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (segments[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return segments[low]!;
}
