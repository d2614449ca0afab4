import { type Span, type StoredSegment, segmentAt, type Text } from '../model/index.ts';

/** Where words of one version stand in the next. `same`: the whole paragraph around them reads as it did. */
export type NewPlace = Span & { readonly same: boolean };

/** Units on either side that have to stay when the paragraph around quoted words has changed. */
const contextLength = 24;

/** Words that stand alone as a quotation: fewer letters are found anywhere. */
const leastAlone = 5;

/**
 * Finds the words of one version of a text in another, never by a guess. A paragraph is the same when it reads the
 * same and occurs equally often in both versions. Words of a changed paragraph are found by themselves and what
 * surrounds them, or by themselves alone, where exactly one place of each version has them. Quoted words with
 * context are how annotations outlive edits elsewhere (W3C Web Annotation, TextQuoteSelector).
 */
export class Places {
  readonly #old: Text;
  readonly #next: Text;
  /** Index in the next version, of each segment that is the same in both. */
  readonly #same: ReadonlyMap<number, number>;

  constructor(old: Text, next: Text) {
    this.#old = old;
    this.#next = next;
    this.#same = sameSegments(old, next);
  }

  /** The segment of the next version that is this one, or nothing. */
  segment(index: number): StoredSegment | undefined {
    const at = this.#same.get(index);
    return at === undefined ? undefined : this.#next.segments[at];
  }

  /** Where the words of a span stand in the next version, or nothing. */
  span(span: Span): NewPlace | undefined {
    return this.#inSameSegments(span) ?? this.#byWords(span);
  }

  #inSameSegments({ start, end }: Span): NewPlace | undefined {
    const { segments } = this.#old;
    const first = segmentAt(segments, start);
    const last = segmentAt(segments, end);
    const from = this.segment(first.index);
    const to = this.segment(last.index);
    if (!from || !to || to.index - from.index !== last.index - first.index) return undefined;
    const place = { start: from.start + start - first.start, end: to.start + end - last.start };
    return place.start >= 0 && this.#quoted(place) === this.#old.content.slice(start, end)
      ? { ...place, same: true }
      : undefined;
  }

  #byWords({ start, end }: Span): NewPlace | undefined {
    const { content, segments } = this.#old;
    const from = Math.max(segmentAt(segments, start).start, start - contextLength);
    const to = Math.min(Math.max(end, segmentAt(segments, end).end), end + contextLength);
    const words = content.slice(start, end);
    const around = content.slice(Math.min(from, start), to);
    const lead = start - Math.min(from, start);
    if (around.length >= words.length + contextLength) {
      const at = this.#onlyPlaceOf(around, false);
      if (at !== undefined) return { start: at + lead, end: at + lead + words.length, same: false };
    }
    if ((words.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < leastAlone) return undefined;
    const at = this.#onlyPlaceOf(words, true);
    return at === undefined ? undefined : { start: at, end: at + words.length, same: false };
  }

  #quoted = ({ start, end }: Span): string => this.#next.content.slice(start, end);

  /** The offset in the next version, when both versions have it once. */
  #onlyPlaceOf(quoted: string, asWords: boolean): number | undefined {
    const places = [this.#old.content, this.#next.content].map(content => onlyPlace(content, quoted));
    const [before, after] = places;
    if (before === undefined || after === undefined) return undefined;
    return asWords && !standsAlone(this.#next.content, after, quoted.length) ? undefined : after;
  }
}

function onlyPlace(content: string, quoted: string): number | undefined {
  const at = content.indexOf(quoted);
  return at < 0 || content.indexOf(quoted, at + 1) >= 0 ? undefined : at;
}

/** False in the middle of a longer word. */
function standsAlone(content: string, start: number, length: number): boolean {
  const edges = [start, start + length].map(offset => content.slice(Math.max(0, offset - 1), offset + 1));
  return edges.every(edge => !/^[\p{L}\p{N}]{2}$/u.test(edge));
}

/** Segments that read the same, as often in one version as in the other, paired in their order. */
function sameSegments(old: Text, next: Text): Map<number, number> {
  const theirs = byWords(next);
  const same = new Map<number, number>();
  for (const [words, indexes] of byWords(old)) {
    const others = theirs.get(words) ?? [];
    if (others.length !== indexes.length) continue;
    for (const [at, index] of indexes.entries()) same.set(index, others[at]!);
  }
  return same;
}

function byWords({ content, segments }: Text): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const { index, start, end } of segments) {
    const words = content.slice(start, end);
    const group = groups.get(words);
    if (group) group.push(index);
    else groups.set(words, [index]);
  }
  return groups;
}
