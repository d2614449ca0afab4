import type { Alignment, Review } from '../model/index.ts';
import { type DecisionRequest, given, type Judged, refuse } from './request.ts';

export function comment(review: Review, request: Extract<DecisionRequest, { kind: 'comment' }>): Judged {
  const { segment, finding, text } = request;
  if (!text.trim()) return refuse('invalid', 'refuse.empty-comment');
  if (!review.segments.translation[segment]) return refuse('not-found', 'refuse.no-segment');
  if (finding !== undefined && !review.findings.some(({ id }) => id === finding))
    return refuse('not-found', 'refuse.no-finding');
  return { payload: { kind: 'comment', segment, ...given({ finding }), text } };
}

export function editLink(
  review: Review,
  {
    kind,
    translation,
    comparable,
    source,
  }: Extract<DecisionRequest, { kind: 'confirm' | 'cut' | 'draw' | 'pin' }>,
): Judged {
  if ((comparable === undefined) === (source === undefined))
    return refuse('invalid', 'refuse.comparable-or-source');
  const from = review.segments.translation[translation];
  const to =
    comparable === undefined ? review.segments.source?.[source!] : review.segments.comparable?.[comparable];
  if (!from || !to) return refuse('not-found', 'refuse.no-segment');
  const link =
    comparable === undefined
      ? review.sourceLinks?.find(other => other.translation === translation && other.source === source)
      : review.links.find(other => other.translation === translation && other.comparable === comparable);
  if (!link && (kind === 'cut' || kind === 'confirm')) return refuse('not-found', 'refuse.no-link');
  const settled =
    (link?.state === 'pinned' && kind !== 'cut') ||
    (link?.state === 'confirmed' && (kind === 'confirm' || kind === 'draw'));
  if (settled) return refuse('conflict', 'refuse.already-decided');
  const other = comparable === undefined ? { source: to.id } : { comparable: to.id };
  return { payload: { kind, link: { translation: from.id, ...other } } };
}

export function realign(review: Review, alignment: Alignment | undefined): Judged {
  const comparable = review.texts.comparable;
  if (!comparable) return refuse('conflict', 'refuse.no-comparable');
  if (!alignment) throw new RangeError('the alignment is computed before it is decided on');
  return { payload: { kind: 'realign', comparableText: comparable.id, alignment } };
}
