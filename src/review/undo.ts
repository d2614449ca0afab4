import type {
  ArticleRecord,
  Decision,
  DecisionKind,
  DecisionPayload,
  Refusal,
  Review,
} from '../model/index.ts';
import { decisionTable } from './decisions.ts';
import { foldDecisions, pairKey, rootsOf } from './fold.ts';
import { type DecisionContext, type Judged, type NewDecision, refuse } from './request.ts';
import { withDecision } from './review.ts';
import { refuseUnready } from './state-acts.ts';

export function undo(record: ArticleRecord, review: Review, id: string, context: DecisionContext): Judged {
  const target = record.decisions.find(other => other.id === id);
  if (!target) return refuse('not-found', 'refuse.no-decision');
  const together =
    target.batch === undefined ? [target] : record.decisions.filter(({ batch }) => batch === target.batch);
  const ids = together.filter(({ lapsed }) => !lapsed).map(decision => decision.id);
  const undone = new Set(
    review.history.filter(({ undoneBy }) => undoneBy !== undefined).map(item => item.id),
  );
  if (undone.has(id)) return refuse('conflict', 'refuse.already-undone');
  const roots = rootsOf(record, together).filter(({ lapsed }) => !lapsed);
  if (roots.length === 0) return refuse('conflict', 'refuse.lapsed');
  if (review.archived && !roots.some(({ payload }) => payload.kind === 'archive'))
    return refuse('conflict', 'refuse.archived');
  for (const { payload } of roots) {
    const { permission, acts } = decisionTable[payload.kind];
    if (!context.may(permission)) return refuse('forbidden', 'refuse.permission');
    const touchesText =
      acts === 'text' || acts === 'links' || ('correction' in payload && payload.correction !== undefined);
    // Taking back the sign-off itself opens the text: what was signed in one batch goes with it.
    const opens = roots.some(
      root => root.payload.kind === 'approve' && root.payload.correction === undefined,
    );
    if (touchesText && review.state === 'approved' && !opens) return refuse('conflict', 'refuse.approved');
  }
  const later = roots
    .flatMap(root => buildingOn(record, review, root, undone))
    .filter(other => !ids.includes(other));
  if (later.length)
    return refuse('conflict', 'refuse.built-upon', { n: later.length }, { because: [...new Set(later)] });
  const payload: DecisionPayload = { kind: 'undo', decisions: ids };
  const undoing = { payload, at: context.at, by: context.by, id: 'undoing' };
  const handsInAgain = roots.some(root => root.payload.kind === 'submit');
  return refuseAftermath(record, review, undoing, handsInAgain) ?? { payload };
}

/** Standing decisions that make no sense without this one: they have to be undone first. */
function buildingOn(
  record: ArticleRecord,
  review: Review,
  { seq, id, payload }: Decision,
  undone: ReadonlySet<string>,
): string[] {
  const later = record.decisions.filter(other => other.seq > seq && !other.lapsed && !undone.has(other.id));
  const ofKinds = (...kinds: DecisionKind[]): string[] =>
    later.filter(other => kinds.includes(other.payload.kind)).map(other => other.id);
  switch (payload.kind) {
    case 'accept':
    case 'correct':
      return review.corrections.filter(({ replaces }) => replaces.includes(id)).map(other => other.id);
    case 'confirm':
    case 'cut':
    case 'draw':
    case 'pin':
      return later
        .filter(({ payload: other }) => 'link' in other && pairKey(other.link) === pairKey(payload.link))
        .map(other => other.id);
    case 'realign':
      return ofKinds('realign');
    case 'approve':
    case 'return':
      if (payload.correction !== undefined) return [];
      return articleVerdicts(later);
    case 'submit':
      return articleVerdicts(later);
    case 'reopen':
      return [...ofKinds('submit'), ...articleVerdicts(later)];
    case 'archive':
    case 'restore':
      return ofKinds('archive', 'restore');
    default:
      return [];
  }
}

const articleVerdicts = (decisions: readonly Decision[]): string[] =>
  decisions
    .filter(
      ({ payload }) =>
        payload.kind === 'submit' ||
        payload.kind === 'reopen' ||
        ((payload.kind === 'approve' || payload.kind === 'return') && payload.correction === undefined),
    )
    .map(({ id }) => id);

/**
 * An undo may not leave corrections that cut through each other, nor lift somebody's own work past four eyes, nor bring
 * a state back that the text as it stands has not earned: handed in with findings open, or approved over other words.
 */
function refuseAftermath(
  record: ArticleRecord,
  review: Review,
  undoing: NewDecision,
  handsInAgain: boolean,
): { refusal: Refusal } | undefined {
  const before = foldDecisions(record);
  const { record: later, review: after } = withDecision(record, undoing);
  const fold = foldDecisions(later);
  const clash = fold.clashes.find(({ later }) => !before.clashes.some(other => other.later === later));
  if (clash) return refuse('conflict', 'refuse.clash', {}, { because: [clash.later] });
  if (liftsOwnWork(review, after, undoing.by)) return refuse('forbidden', 'refuse.own-verdict');
  if (after.state === review.state) return undefined;
  if (after.state === 'submitted' && handsInAgain) return refuseUnready(after);
  if (after.state !== 'approved') return undefined;
  const signed = record.decisions.findLast(
    ({ id, payload }) =>
      payload.kind === 'approve' && payload.correction === undefined && !fold.undoneBy.has(id),
  );
  const signedAt = signed?.seq ?? 0;
  const then = foldDecisions({
    ...record,
    decisions: record.decisions.filter(decision => decision.seq <= signedAt),
  });
  const same =
    record.textsVersion <= signedAt && JSON.stringify(then.corrections) === JSON.stringify(fold.corrections);
  return same ? refuseUnready(after) : refuse('conflict', 'refuse.text-changed-since');
}

/** Whether an approval by another comes back, or a return by another goes, for somebody's own correction. */
function liftsOwnWork(before: Review, after: Review, by: string): boolean {
  const was = new Map(before.corrections.map(correction => [correction.id, correction]));
  return after.corrections.some(now => {
    const then = was.get(now.id);
    if (now.by !== by || !then || then.state === now.state) return false;
    const lifted = now.state === 'approved' && now.verdict?.by !== by;
    return lifted || (then.state === 'returned' && then.verdict?.by !== by);
  });
}

/** The decision that `u` takes back: my latest standing one, undos themselves and talk aside. */
export const latestUndoable = (review: Review, by: string): string | undefined =>
  review.history.findLast(
    item =>
      item.by === by &&
      item.undoneBy === undefined &&
      !item.lapsed &&
      item.kind !== 'undo' &&
      item.kind !== 'comment',
  )?.id;
