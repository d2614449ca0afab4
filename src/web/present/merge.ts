import { touches } from '../../model/index.ts';
import { wordEdits } from '../../text/index.ts';

/**
 * Sets what one person changed into what another one has made of the same words meanwhile. Undefined where both
 * changed the same place, or so much that nobody can tell.
 */
export function mergeWords(before: string, mine: string, present: string): string | undefined {
  const ours = wordEdits(before, mine);
  const theirs = wordEdits(before, present);
  if (!ours || !theirs) return undefined;
  if (ours.some(edit => theirs.some(other => touches(edit, other)))) return undefined;
  let merged = '';
  let done = 0;
  let shift = 0;
  let next = 0;
  for (const { start, end, newStart, newEnd } of ours) {
    for (; next < theirs.length && theirs[next]!.end <= start; next++) shift = shiftAfter(theirs[next]!);
    merged += present.slice(done, start + shift) + mine.slice(newStart, newEnd);
    done = end + shift;
  }
  return merged + present.slice(done);
}

/** How far what comes after an edit has moved. */
const shiftAfter = ({ end, newEnd }: { end: number; newEnd: number }): number => newEnd - end;
