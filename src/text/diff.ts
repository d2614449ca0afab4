import { diffWordsWithSpace } from 'diff';
import type { Span } from '../model/index.ts';

/** A replaced stretch: `start..end` of the old text became `newStart..newEnd` of the new one. */
export type Edit = Span & { readonly newStart: number; readonly newEnd: number };

/**
 * More words than this taken out or put in count as "too different": the comparison is quadratic in it, and
 * people see one replaced paragraph sooner than hundreds of words.
 */
const maxEditLength = 400;
/** Units of both texts together: no paragraph is as long, and splitting more into words holds others up. */
const maxCompared = 200_000;

/**
 * The least word-level edits that make `before` into `after`, sorted, disjoint, whole words; undefined when the
 * two are too different to compare. Edits that only white space parts are one edit ("Sonorafor" to "Sonora, for"),
 * because an editor thinks of them as one. Each edit is trimmed of white space that both sides share.
 */
export function wordEdits(before: string, after: string): Edit[] | undefined {
  if (before.length + after.length > maxCompared) return undefined;
  const parts = diffWordsWithSpace(before, after, { maxEditLength });
  if (!parts) return undefined;
  const edits: Edit[] = [];
  let old = 0;
  let now = 0;
  for (const part of parts) {
    const length = part.value.length;
    if (part.added || part.removed) {
      const edit = {
        start: old,
        end: old + (part.removed ? length : 0),
        newStart: now,
        newEnd: now + (part.added ? length : 0),
      };
      const last = edits.at(-1);
      if (last && !/\S/u.test(before.slice(last.end, edit.start)))
        edits[edits.length - 1] = { ...last, end: edit.end, newEnd: edit.newEnd };
      else edits.push(edit);
    }
    if (!part.added) old += length;
    if (!part.removed) now += length;
  }
  return edits.map(edit => trim(edit, before, after));
}

function trim({ start, end, newStart, newEnd }: Edit, before: string, after: string): Edit {
  while (start < end && newStart < newEnd && before[start] === after[newStart] && isSpace(before[start])) {
    start++;
    newStart++;
  }
  while (
    start < end &&
    newStart < newEnd &&
    before[end - 1] === after[newEnd - 1] &&
    isSpace(before[end - 1])
  ) {
    end--;
    newEnd--;
  }
  return { start, end, newStart, newEnd };
}

const isSpace = (unit: string | undefined): boolean => unit !== undefined && /\s/u.test(unit);
