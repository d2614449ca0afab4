import type { HistoryItem, Permission, Review } from '../../model/index.ts';
import { decisionTable } from '../../review/index.ts';
import type { Say } from '../../text/index.ts';
import { addressOfChange, anchors, type DeskPlace, deskAddress } from './desk-place.ts';
import { withSigns } from './tracked-text.ts';

type Here = {
  readonly review: Review;
  readonly say: Say;
  readonly place: DeskPlace;
  readonly nameOf: (id: string) => string;
  readonly may: (permission: Permission) => boolean;
};

/** As many of the last decisions are listed until all are asked for. */
const listed = 40;
/** Words of a decision longer than this are cut where they are told. */
const toldLength = 60;

/** Every decision, newest first: who, when, what, and an undo where there may be one. */
export function deskHistory(here: Here, all: boolean) {
  const { review, say, place, nameOf } = here;
  const items = review.history.toReversed();
  const shown = all ? items : items.slice(0, listed);
  const seen = new Set<string>();
  return {
    count: items.length,
    heading: say({ key: 'desk.history', params: { n: items.length } }),
    ...(all && { open: true }),
    ...(shown.length < items.length && { all: deskAddress({ ...place, history: 'all' }, 'history') }),
    items: shown.map(item => {
      const repeated = item.batch !== undefined && seen.has(item.batch);
      if (item.batch !== undefined) seen.add(item.batch);
      return {
        id: item.id,
        did: tell(here, item),
        by: nameOf(item.by),
        at: item.at,
        note: item.kind === 'comment' || item.kind === 'dismiss' ? undefined : item.reason,
        ...(item.undoneBy !== undefined && { undone: true }),
        ...(item.lapsed && { lapsed: true }),
        struck: item.undoneBy !== undefined || item.lapsed === true,
        ...placeOf(here, item),
        ...(!repeated &&
          mayUndo(here, item) && {
            undo: item.id,
            etag: undoEtag(review, item),
            again: item.kind === 'undo',
          }),
      };
    }),
  };
}

/** The paragraph that a decision is about, and the way there; a verdict is about that of its change. */
function placeOf({ review, place }: Here, item: HistoryItem) {
  const change = review.corrections.find(({ id }) => id === item.correction);
  if (change) return { number: change.segment + 1, href: addressOfChange(review, change, place) };
  const segment = segmentOf(review, item);
  if (segment === undefined) return {};
  return {
    number: segment + 1,
    href: deskAddress(
      { ...place, finding: item.finding, at: item.finding ? undefined : segment + 1 },
      anchors.segment(segment),
    ),
  };
}

/** A change may be gone by now: who made it tells where it stood. */
const segmentOf = ({ history }: Review, { segment, correction }: HistoryItem): number | undefined =>
  segment ?? (correction === undefined ? undefined : history.find(({ id }) => id === correction)?.segment);

/** Decisions told by the number of their paragraph, which those on an earlier translation have lost. */
const earlier: Partial<Record<HistoryItem['kind'], 'link' | 'verdict'>> = {
  confirm: 'link',
  cut: 'link',
  draw: 'link',
  pin: 'link',
  approve: 'verdict',
  return: 'verdict',
};

/** A decision as a sentence: "Walnuts became Nogales". */
export function tell({ say, review }: Pick<Here, 'say' | 'review'>, item: HistoryItem): string {
  const { before = '', after = '', reason, text } = item;
  const segment = segmentOf(review, item);
  if (item.lapsed && segment === undefined && earlier[item.kind])
    return say({ key: `desk.did-earlier-${earlier[item.kind]}` });
  const params = {
    before: told(before),
    after: told(after),
    number: String((segment ?? 0) + 1),
    reason: reason ?? 'other',
  };
  switch (item.kind) {
    case 'accept':
    case 'correct':
      if (before === '') return say({ key: 'desk.did-insert', params });
      return say({ key: after === '' ? 'desk.did-delete' : 'desk.did-replace', params });
    case 'dismiss':
      return say({ key: before === '' ? 'desk.did-dismiss-warning' : 'desk.did-dismiss', params });
    case 'comment':
      return say({ key: 'desk.did-comment', params: { ...params, text: told(text ?? '') } });
    case 'approve':
    case 'return':
      return say({ key: `desk.did-${item.kind}${item.correction === undefined ? '-article' : ''}`, params });
    default:
      return say({ key: `desk.did-${item.kind}`, params });
  }
}

const told = (words: string): string => {
  const shown = withSigns(words);
  return shown.length <= toldLength ? shown : `${shown.slice(0, toldLength).trimEnd()} …`;
};

/** What the log will most likely let this person take back; the server has the last word. */
function mayUndo({ review, may }: Here, item: HistoryItem): boolean {
  if (item.undoneBy !== undefined || item.lapsed || review.archived) return false;
  const { acts, permission } = decisionTable[item.kind];
  if (!may('review') || !may(permission)) return false;
  return (
    review.state !== 'approved' || acts === 'talk' || (acts === 'state' && item.correction === undefined)
  );
}

/** The etags that were seen: of the passage, where it is about one, and of the article. */
export const undoEtag = (review: Review, item: HistoryItem): string => {
  const segment = item.segment === undefined ? undefined : review.segments.translation[item.segment];
  return segment ? `${segment.etag}, ${review.etag}` : etagsOfVerdict(review, item);
};

/** Verdicts on corrections name no segment: the correction does. */
function etagsOfVerdict(review: Review, item: HistoryItem): string {
  const correction = review.corrections.find(({ id }) => id === item.correction);
  const segment = correction && review.segments.translation[correction.segment];
  return segment ? `${segment.etag}, ${review.etag}` : review.etag;
}
