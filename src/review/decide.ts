import type { ArticleRecord, Review } from '../model/index.ts';
import { decisionTable } from './decisions.ts';
import { refuseEtag } from './etags.ts';
import {
  type DecisionContext,
  type DecisionRequest,
  given,
  type Judged,
  type NewDecision,
  type Outcome,
  refuse,
} from './request.ts';
import { reviewArticle, withDecision } from './review.ts';
import { signOff, submit, verdict } from './state-acts.ts';
import { comment, editLink, realign } from './talk-and-links.ts';
import { accept, correct, dismiss } from './text-acts.ts';
import { undo } from './undo.ts';

/**
 * Judges requests against the article as it stands: all of them become decisions, or none does. Pure; the store
 * calls it inside the transaction that appends the answer, so that what it saw is what stands. A request of
 * several is judged in turn, each on what the ones before it leave.
 */
export function decide(
  record: ArticleRecord,
  requests: readonly DecisionRequest[],
  context: DecisionContext,
): Outcome {
  const review = reviewArticle(record);
  const stale = refuseEtag(record, review, requests, context.ifMatch);
  if (stale) return stale;
  const batch = requests.length > 1 ? context.newId() : undefined;
  const decisions: NewDecision[] = [];
  let present = { record, review };
  for (const request of requests) {
    if (batch !== undefined && request.kind === 'realign') return refuse('invalid', 'refuse.realign-alone');
    const judged = judge(present.record, present.review, request, context);
    if ('refusal' in judged) return judged;
    const decision: NewDecision = {
      id: context.newId(),
      at: context.at,
      by: context.by,
      ...(batch !== undefined && { batch }),
      payload: judged.payload,
    };
    decisions.push(decision);
    if (decisions.length < requests.length) present = withDecision(present.record, decision);
  }
  return { decisions };
}

function judge(
  record: ArticleRecord,
  review: Review,
  request: DecisionRequest,
  context: DecisionContext,
): Judged {
  const { permission, acts } = decisionTable[request.kind];
  if (!context.may(permission)) return refuse('forbidden', 'refuse.permission');
  if (!wordsCanBeKept(request)) return refuse('invalid', 'refuse.characters');
  if (review.archived && request.kind !== 'restore' && acts !== 'talk' && acts !== 'undo')
    return refuse('conflict', 'refuse.archived');
  if (review.state === 'approved' && (acts === 'text' || acts === 'links'))
    return refuse('conflict', 'refuse.approved');
  switch (request.kind) {
    case 'accept':
      return accept(record, review, request);
    case 'correct':
      return correct(record, review, request);
    case 'dismiss':
      return dismiss(review, request);
    case 'comment':
      return comment(review, request);
    case 'confirm':
    case 'cut':
    case 'draw':
    case 'pin':
      return editLink(review, request);
    case 'realign':
      return realign(review, request.alignment);
    case 'submit':
      return submit(review, request.reason);
    case 'reopen':
      return review.state === 'approved'
        ? { payload: { kind: 'reopen', ...given({ reason: request.reason }) } }
        : refuse('conflict', 'refuse.not-approved');
    case 'archive':
      return { payload: { kind: 'archive', ...given({ reason: request.reason }) } };
    case 'restore':
      return review.archived
        ? { payload: { kind: 'restore', ...given({ reason: request.reason }) } }
        : refuse('conflict', 'refuse.not-archived');
    case 'approve':
    case 'return':
      return request.correction === undefined
        ? signOff(review, request.kind, request.reason, context)
        : verdict(review, request.kind, request.correction, request.reason, context);
    case 'undo':
      return undo(record, review, request.decision, context);
  }
}

/** Notes, reasons and comments are kept as they come, so they hold nothing that no store can keep. */
const wordsCanBeKept = (request: DecisionRequest): boolean =>
  Object.values(request).every(
    value => typeof value !== 'string' || (value.isWellFormed() && !value.includes('\0')),
  );
