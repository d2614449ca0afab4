import { type Span, type StoredSegment, segmentAt, type Text } from '../model/index.ts';

/** Where words of one version stand in the next. `same`: the whole paragraph around them reads as it did. */
export type NewPlace = Span & { readonly same: boolean };

/** Units on either side that have to stay when the paragraph around quoted words has changed. */
const contextLength = 16;

/** Stands before and after each paragraph: the one character that no text of the desk may hold. */
const edge = '\0';

/**
 * Finds the words of one version of a text in another, never by a guess. A paragraph is the same when it reads the
 * same and is the only one of its kind in both versions, or the only one beside the same neighbour. Words of a
 * changed paragraph are found by what stands on both sides of them, where exactly one place of each version has it;
 * an edge of the paragraph counts as what stands there. Quoted words with context are how annotations outlive edits
 * elsewhere (W3C Web Annotation, TextQuoteSelector).
 */
export class Places {
  readonly #old: Text;
  readonly #next: Text;
  /** Index in the next version, of each segment that is the same in both. */
  readonly #same: ReadonlyMap<number, number>;
  #changed: { readonly old: ChangedWords; readonly next: ChangedWords } | undefined;

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
    return this.#inSameSegments(span) ?? this.#byContext(span);
  }

  #inSameSegments({ start, end }: Span): NewPlace | undefined {
    const { segments, content } = this.#old;
    const first = segmentAt(segments, start);
    const last = segmentAt(segments, end);
    const from = this.segment(first.index);
    const to = this.segment(last.index);
    if (!from || !to || to.index - from.index !== last.index - first.index) return undefined;
    const place = { start: from.start + start - first.start, end: to.start + end - last.start };
    const stands =
      place.start >= 0 && this.#next.content.slice(place.start, place.end) === content.slice(start, end);
    return stands ? { ...place, same: true } : undefined;
  }

  /** Words over a break, or outside every paragraph, have nothing around them that would make them certain. */
  #byContext({ start, end }: Span): NewPlace | undefined {
    const { content, segments } = this.#old;
    const segment = segmentAt(segments, start);
    if (start < segment.start || end > segment.end) return undefined;
    const from = Math.max(segment.start, start - contextLength);
    const to = Math.min(segment.end, end + contextLength);
    const before = `${from === segment.start ? edge : ''}${content.slice(from, start)}`;
    const after = `${content.slice(end, to)}${to === segment.end ? edge : ''}`;
    const words = content.slice(start, end);
    this.#changed ??= {
      old: new ChangedWords(this.#old, new Set(this.#same.keys())),
      next: new ChangedWords(this.#next, new Set(this.#same.values())),
    };
    const { old, next } = this.#changed;
    const quoted = before + words + after;
    if (old.onlyPlaceOf(quoted) === undefined) return undefined;
    const at = next.onlyPlaceOf(quoted);
    if (at === undefined) return undefined;
    const place = next.offsetOf(at + before.length);
    return { start: place, end: place + words.length, same: false };
  }
}

/** The segments of a text that the other version does not have, each between two edges. */
class ChangedWords {
  readonly #text: string;
  readonly #starts: { readonly at: number; readonly start: number }[] = [];

  constructor({ content, segments }: Text, same: ReadonlySet<number>) {
    let text = edge;
    for (const { index, start, end } of segments) {
      if (same.has(index)) continue;
      this.#starts.push({ at: text.length, start });
      text += content.slice(start, end) + edge;
    }
    this.#text = text;
  }

  onlyPlaceOf(quoted: string): number | undefined {
    const at = this.#text.indexOf(quoted);
    return at < 0 || this.#text.indexOf(quoted, at + 1) >= 0 ? undefined : at;
  }

  /** The offset in the whole text, of a place here. */
  offsetOf(place: number): number {
    const { at, start } = this.#starts.findLast(({ at }) => at <= place)!;
    return start + place - at;
  }
}

/** Pairs segments that read the same and cannot be taken for another one: see Places. */
function sameSegments(old: Text, next: Text): Map<number, number> {
  const same = new Map<number, number>();
  const taken = new Set<number>();
  const [ours, theirs] = [wordsOf(old), wordsOf(next)];
  const ways: ((words: readonly string[], index: number) => string)[] = [
    (words, index) => words[index]!,
    (words, index) => [words[index - 1] ?? '', words[index], words[index + 1] ?? ''].join(edge),
    (words, index) => [words[index - 1] ?? '', words[index]].join(edge),
    (words, index) => [words[index], words[index + 1] ?? ''].join(edge),
  ];
  for (const way of ways) {
    const there = onlyOnes(theirs, way);
    for (const [key, index] of onlyOnes(ours, way)) {
      const other = there.get(key);
      if (other === undefined || same.has(index) || taken.has(other)) continue;
      same.set(index, other);
      taken.add(other);
    }
  }
  return same;
}

const wordsOf = ({ content, segments }: Text): string[] =>
  segments.map(({ start, end }) => content.slice(start, end));

/** Indexes by key, of those whose key no other has. */
function onlyOnes(
  words: readonly string[],
  keyOf: (words: readonly string[], index: number) => string,
): Map<string, number> {
  const found = new Map<string, number>();
  const several = new Set<string>();
  for (const index of words.keys()) {
    const key = keyOf(words, index);
    if (found.has(key)) several.add(key);
    else found.set(key, index);
  }
  for (const key of several) found.delete(key);
  return found;
}
