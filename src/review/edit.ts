import { type Category, overlaps, type Review, type Severity, type Span, touches } from '../model/index.ts';
import { type Edit, wordEdits } from '../text/diff.ts';
import { Projection } from './projection.ts';
import type { DecisionRequest } from './request.ts';

/**
 * Turns the free edit of a passage into the least word-level corrections: `span` is of the text as it stands
 * now and `after` is what the person wrote in its place. Edits that meet standing corrections cover them whole;
 * edits that meet the same one become one. "Too different" gives one correction for the whole passage. Empty
 * when nothing changed.
 */
export function correctionsOfEdit(
  review: Review,
  span: Span,
  after: string,
  sort: { category: Category; severity: Severity; finding?: string | undefined },
): Extract<DecisionRequest, { kind: 'correct' }>[] {
  const before = review.currentText.slice(span.start, span.end);
  if (before === after) return [];
  const projection = new Projection(review.texts.translation.content, review.corrections);
  const whole: Edit = { start: 0, end: before.length, newStart: 0, newEnd: after.length };
  const edits = wordEdits(before, after) ?? [whole];
  const place = (edit: Edit) =>
    projection.toImport({ start: span.start + edit.start, end: span.start + edit.end });
  const merged: Edit[] = [];
  for (let edit of edits) {
    for (let last = merged.at(-1); last && meet(place(last), place(edit)); last = merged.at(-1)) {
      edit = { ...edit, start: last.start, newStart: last.newStart };
      merged.pop();
    }
    merged.push(edit);
  }
  return merged.map(edit => {
    const { start, end, prefix, suffix } = place(edit);
    return {
      kind: 'correct',
      start,
      end,
      after: prefix + after.slice(edit.newStart, edit.newEnd) + suffix,
      category: sort.category,
      severity: sort.severity,
      ...(sort.finding !== undefined && { finding: sort.finding }),
    };
  });
}

/** Two edits that cover the same words, of the import or of the text as it stands now, are one edit. */
const meet = (a: Span & { now: Span }, b: Span & { now: Span }): boolean =>
  touches(a, b) || overlaps(a.now, b.now);
