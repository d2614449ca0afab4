export {
  blockers,
  type DecisionContext,
  type DecisionRequest,
  decide,
  latestUndoable,
  type NewDecision,
  type Outcome,
  sameEtag,
} from './decide.ts';
export { decisionKinds, decisionTable, isDecisionKind, movingKeys } from './decisions.ts';
export { correctionsOfEdit } from './edit.ts';
export { foldDecisions } from './fold.ts';
export { Projection } from './projection.ts';
export { isOpen, reviewArticle } from './review.ts';
