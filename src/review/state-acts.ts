import type { Refusal, Review, ReviewedFinding } from '../model/index.ts';
import { type DecisionContext, given, type Judged, refuse } from './request.ts';
import { isOpen } from './review.ts';

/** Open critical and major findings, quiet ones aside: they stand in the way of handing in. */
export const blockers = (review: Review): ReviewedFinding[] =>
  review.findings.filter(
    finding => isOpen(finding) && (finding.severity === 'critical' || finding.severity === 'major'),
  );

/** What the checks still have to say, or people to answer, before the text may go on to the next desk. */
export function refuseUnready(review: Review): { refusal: Refusal } | undefined {
  if (review.analysis !== 'done') return refuse('conflict', `refuse.analysis-${review.analysis}`);
  if (!review.checked) return refuse('conflict', 'refuse.analysis-pending');
  const open = blockers(review);
  if (open.length === 0) return undefined;
  const because = open.map(({ id }) => id);
  return refuse('conflict', 'refuse.open-findings', { n: open.length }, { because });
}

export function submit(review: Review, reason: string | undefined): Judged {
  if (review.state !== 'in-review' && review.state !== 'returned')
    return refuse('conflict', 'refuse.already-handed-in');
  return refuseUnready(review) ?? { payload: { kind: 'submit', ...given({ reason }) } };
}

export function verdict(
  review: Review,
  kind: 'approve' | 'return',
  id: string,
  reason: string | undefined,
  context: DecisionContext,
): Judged {
  const correction = review.corrections.find(other => other.id === id);
  if (!correction) return refuse('not-found', 'refuse.no-correction');
  if (review.state !== 'submitted') return refuse('conflict', 'refuse.not-handed-in');
  if (kind === 'return') {
    if (!reason?.trim()) return refuse('invalid', 'refuse.reason-needed');
    return { payload: { kind, correction: id, reason } };
  }
  if (correction.state === 'approved') return refuse('conflict', 'refuse.already-decided');
  if (correction.by === context.by) {
    if (!reason?.trim()) return refuse('forbidden', 'refuse.own-correction');
    if (!context.mayOverride) return refuse('forbidden', 'refuse.no-override');
    return { payload: { kind, correction: id, reason } };
  }
  // A reason stands for the override: with somebody else's correction there is none.
  return { payload: { kind, correction: id } };
}

export function signOff(
  review: Review,
  kind: 'approve' | 'return',
  reason: string | undefined,
  context: DecisionContext,
): Judged {
  if (review.state !== 'submitted') return refuse('conflict', 'refuse.not-handed-in');
  if (kind === 'return') {
    if (!reason?.trim()) return refuse('invalid', 'refuse.reason-needed');
    return { payload: { kind, reason } };
  }
  const missing = review.corrections.filter(({ state }) => state !== 'approved');
  if (missing.length)
    return refuse(
      'conflict',
      missing.some(({ by }) => by !== context.by) ? 'refuse.unapproved' : 'refuse.unapproved-own',
      { n: missing.length },
      { because: missing.map(({ id }) => id) },
    );
  return refuseUnready(review) ?? { payload: { kind } };
}
