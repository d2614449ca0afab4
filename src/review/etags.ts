import { type ArticleRecord, type Refusal, type Review, segmentAt } from '../model/index.ts';
import { decisionTable } from './decisions.ts';
import { rootsOf } from './fold.ts';
import { type DecisionRequest, refuse } from './request.ts';

type Match = 'none' | 'unknown' | { readonly etag: string };

/** The etag that requests have to carry. 'unknown': what they name is not (or no longer) there. */
function neededEtag(record: ArticleRecord, review: Review, requests: readonly DecisionRequest[]): Match {
  const [request] = requests;
  const article: Match = { etag: review.etag };
  if (requests.length !== 1 || !request) return article;
  const ofSegment = (index: number | undefined): Match => {
    const segment = index === undefined ? undefined : review.segments.translation[index];
    return segment ? { etag: segment.etag } : 'unknown';
  };
  const ofFinding = (id: string): Match => ofSegment(review.findings.find(other => other.id === id)?.segment);
  switch (request.kind) {
    case 'comment':
      return 'none';
    case 'accept':
      return ofFinding(request.finding);
    case 'dismiss':
      return request.scope === 'here' && request.finding !== undefined ? ofFinding(request.finding) : article;
    case 'correct':
      return ofSegment(segmentAt(review.segments.translation, request.start).index);
    case 'confirm':
    case 'cut':
    case 'draw':
    case 'pin':
      return ofSegment(request.translation);
    case 'approve':
    case 'return':
      return request.correction === undefined
        ? article
        : ofSegment(review.corrections.find(other => other.id === request.correction)?.segment);
    case 'undo':
      return etagOfDecision(record, review, request.decision);
    default:
      return article;
  }
}

/** What an undo is matched against: the segment that the undone decision stands in, or the article. */
function etagOfDecision(record: ArticleRecord, review: Review, id: string): Match {
  const article: Match = { etag: review.etag };
  const decision = record.decisions.find(other => other.id === id);
  if (!decision) return 'unknown';
  if (decision.batch !== undefined) return article;
  const roots = rootsOf(record, [decision]);
  const [root] = roots;
  if (!root || roots.length > 1) return article;
  const { payload } = root;
  if (payload.kind === 'comment') return 'none';
  if ((payload.kind === 'approve' || payload.kind === 'return') && payload.correction !== undefined)
    return etagOfDecision(record, review, payload.correction);
  if (decisionTable[payload.kind].match === 'article') return article;
  if (payload.kind === 'dismiss' && (payload.scope !== 'here' || !payload.finding)) return article;
  const segment = review.history.find(item => item.id === root.id)?.segment;
  const present = segment === undefined ? undefined : review.segments.translation[segment];
  return present ? { etag: present.etag } : article;
}

/**
 * Something that is not there is for `judge` to refuse, unless the etag shows that it was there when the page
 * was drawn: then somebody was quicker, and the present state is the answer.
 */
export function refuseEtag(
  record: ArticleRecord,
  review: Review,
  requests: readonly DecisionRequest[],
  ifMatch: string | undefined,
): { refusal: Refusal } | undefined {
  const needed = neededEtag(record, review, requests);
  if (needed === 'none') return undefined;
  if (ifMatch === undefined || ifMatch === '') return refuse('missing-etag', 'refuse.missing-etag');
  const present = [review.etag, ...review.segments.translation.map(({ etag }) => etag)];
  const fits =
    needed === 'unknown'
      ? present.some(etag => sameEtag(ifMatch, etag))
      : // That of the article changes with everything: where it fits, nothing at all has changed.
        [needed.etag, review.etag].some(etag => sameEtag(ifMatch, etag)) ||
        fitsOneSegment(review, requests, ifMatch);
  return fits ? undefined : refuse('stale', 'refuse.stale');
}

/** The edit of one paragraph is a batch of corrections: the etag of that paragraph will do for it. */
function fitsOneSegment(review: Review, requests: readonly DecisionRequest[], ifMatch: string): boolean {
  const segments = new Set(
    requests.map(request =>
      request.kind === 'correct' ? segmentAt(review.segments.translation, request.start).index : -1,
    ),
  );
  const [index] = segments;
  const segment = index === undefined ? undefined : review.segments.translation[index];
  return segments.size === 1 && segment !== undefined && sameEtag(ifMatch, segment.etag);
}

/**
 * Etags are compared without their quotation marks: people copy them either way. If-Match may list several
 * (RFC 9110): a page sends the etags of passage and article that it has seen, whichever an act needs.
 */
export const sameEtag = (given: string, etag: string): boolean =>
  given.split(',').some(one => one.replaceAll('"', '').trim() === etag.replaceAll('"', ''));
