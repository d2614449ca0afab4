import { type Review, segmentAt } from '../../model/index.ts';
import { type DecisionRequest, isOpen } from '../../review/index.ts';
import type { Decided } from '../desk.ts';
import { anchors, type DeskPlace, deskAddress } from './desk-place.ts';

/** Where a decision leads: on to the next open finding, after the last one to the end, or back to what it was about. */
export function addressAfter(
  { decisions, before, after }: Decided,
  requests: readonly DecisionRequest[],
  place: DeskPlace,
): string {
  const [request] = requests;
  const done = decisions[0]?.id;
  if (!request) return deskAddress(place);
  switch (request.kind) {
    case 'comment':
      return request.finding === undefined
        ? toSegment(place, request.segment)
        : deskAddress({ ...place, finding: request.finding }, anchors.finding(request.finding));
    case 'confirm':
    case 'cut':
    case 'draw':
    case 'pin':
      return toSegment({ ...place, done }, request.translation);
    case 'undo':
      return backTo(after, request.decision, { ...place, done });
    case 'accept':
    case 'correct':
    case 'dismiss': {
      const about = before.findings.find(({ id }) => id === request.finding);
      // Who writes of their own accord reads that paragraph: they stay with it.
      if (request.kind === 'correct' && !about)
        return toSegment({ ...place, done }, segmentAt(before.segments.translation, request.start).index);
      const next = nextOpen(after, about?.start ?? 0, about?.id);
      if (next) return deskAddress({ ...place, finding: next.id, done }, anchors.finding(next.id));
      const wasLast = about !== undefined && isOpen(about);
      return about && !wasLast
        ? toSegment({ ...place, done }, about.segment)
        : deskAddress({ ...place, done }, wasLast ? 'end' : undefined);
    }
    default:
      return deskAddress({ ...place, done });
  }
}

const toSegment = (place: DeskPlace, index: number): string =>
  deskAddress({ ...place, at: index + 1 }, anchors.segment(index));

/** The open finding at or after a place of the text, else the first one. */
function nextOpen(review: Review, start: number, not: string | undefined) {
  const open = review.findings.filter(finding => isOpen(finding) && finding.id !== not);
  return open.find(finding => finding.start >= start) ?? open[0];
}

/** Undo brings one back to what was undone: its finding, else its paragraph. */
function backTo(after: Review, decision: string, place: DeskPlace): string {
  const item = after.history.find(({ id }) => id === decision);
  const finding = after.findings.find(({ id }) => id === item?.finding);
  if (finding) return deskAddress({ ...place, finding: finding.id }, anchors.finding(finding.id));
  return item?.segment === undefined ? deskAddress(place) : toSegment(place, item.segment);
}
