import type { AnalysisState, HistoryItem, Permission, Review, ReviewedFinding } from '../../model/index.ts';
import { blockers, movingKeys, type Projection } from '../../review/index.ts';
import type { Say } from '../../text/index.ts';
import { addressOfChange, anchors, type DeskPlace, deskAddress } from './desk-place.ts';

/** An article as one person sees it: what the parts of the page are made from. */
export type Here = {
  readonly review: Review;
  readonly projection: Projection;
  readonly say: Say;
  readonly place: DeskPlace;
  readonly nameOf: (id: string) => string;
  readonly may: (permission: Permission) => boolean;
  readonly mayEdit: boolean;
  readonly mayTalk: boolean;
};

/** What a newer translation has no place for, handing in and aligning aside: it may have to be decided anew. */
const lapsedOf = ({ history }: Review): HistoryItem[] =>
  history.filter(
    ({ kind, lapsed, undoneBy }) =>
      lapsed && undoneBy === undefined && !['undo', 'realign', 'submit'].includes(kind),
  );

/** As the page shows it: words that the checks have yet to read are being checked. */
export const analysisShown = ({ analysis, checked }: Review): AnalysisState =>
  analysis === 'done' && !checked ? 'pending' : analysis;

/** The hand-in: a button when it can act, otherwise what is missing and the way there. */
export function handIn({ review, say, place, may, mayEdit }: Here, open: readonly ReviewedFinding[]) {
  if (review.state === 'approved')
    return { link: `/articles/${review.id}/export`, says: say({ key: 'desk.export' }) };
  if (review.state === 'submitted') {
    if (!may('approve')) return undefined;
    return { link: `/articles/${review.id}/approve`, says: say({ key: 'desk.go-approve' }) };
  }
  if (!mayEdit) return undefined;
  const missing = blockers(review);
  const minor = open.length - missing.length;
  const first = missing[0];
  const end = {
    missing: missing.length
      ? say({
          key: 'desk.still-open',
          params: {
            items: openWords(say, { ...review.tally, minor: 0 })
              .map(({ words }) => words)
              .join(say({ key: 'desk.and' })),
          },
        })
      : say({ key: 'desk.nothing-open' }),
    minor: minor ? say({ key: 'desk.minor-may-stay', params: { n: minor } }) : '',
  };
  const analysis = analysisShown(review);
  if (analysis !== 'done')
    return { notYet: '#notices', says: say({ key: `desk.hand-in-${analysis}` }), ...end, missing: '' };
  if (first) {
    const href = deskAddress({ ...place, finding: first.id }, anchors.finding(first.id));
    return {
      notYet: href,
      first: href,
      says: say({ key: 'desk.hand-in-after', params: { n: missing.length } }),
      ...end,
    };
  }
  return { submit: true, says: say({ key: 'desk.hand-in' }), ...end };
}

/** A notice above the copy; `form` acts, `links` lead. */
type Notice = {
  readonly tone: 'warn' | 'stop' | 'good' | 'plain';
  readonly heading: string;
  readonly words?: string;
  readonly status?: boolean;
  readonly link?: { readonly href: string; readonly says: string };
  readonly check?: string;
  readonly decide?: { readonly kind: string; readonly warning?: string; readonly says: string };
};

/** What has to be said of the article as a whole, the gravest first. */
export function noticesOf({ review, say, place, may, mayEdit, nameOf }: Here): Notice[] {
  const notices: Notice[] = [];
  const words = wordCount(review.currentText);
  if (review.archived)
    notices.push({
      tone: 'warn',
      heading: say({ key: 'desk.archived' }),
      ...(may('review') && { decide: { kind: 'restore', says: say({ key: 'desk.restore' }) } }),
    });
  if (analysisShown(review) === 'pending')
    notices.push({
      tone: 'plain',
      status: true,
      heading: say({ key: 'desk.reading', params: { n: words } }),
      words: say({ key: 'desk.reading-why' }),
    });
  if (review.analysis === 'failed')
    notices.push({
      tone: 'stop',
      heading: say({ key: 'desk.failed' }),
      words: say({ key: 'desk.failed-why' }),
      ...(mayEdit && { check: say({ key: 'desk.check-again' }) }),
    });
  for (const { code, message, stops, dismissed } of review.warnings) {
    if (dismissed) continue;
    notices.push({
      tone: stops ? 'stop' : 'warn',
      heading: say({ key: stops ? 'desk.held' : 'desk.look-first' }),
      words: say(message),
      ...(mayEdit && { decide: { kind: 'dismiss', warning: code, says: say({ key: 'desk.right-as-is' }) } }),
      ...(mayEdit &&
        (code === 'translation-is-spanish' || code === 'probably-swapped') && {
          link: {
            href: `/articles/${review.id}/comparable?role=translation`,
            says: say({ key: 'desk.replace-translation' }),
          },
        }),
      ...(mayEdit &&
        code.startsWith('comparable') && {
          link: { href: `/articles/${review.id}/comparable`, says: say({ key: 'desk.replace-comparable' }) },
        }),
    });
  }
  const verdict = review.verdict && { name: nameOf(review.verdict.by), reason: review.verdict.reason ?? '' };
  if (review.state === 'returned' && verdict)
    notices.push({
      tone: 'warn',
      heading: say({ key: 'desk.returned', params: { name: verdict.name } }),
      words: verdict.reason,
    });
  const cameBack = review.corrections.filter(({ state }) => state === 'returned');
  if (cameBack[0] && review.state !== 'approved' && !review.archived)
    notices.push({
      tone: 'warn',
      heading: say({ key: 'desk.came-back', params: { n: cameBack.length } }),
      words: say({ key: 'desk.came-back-why', params: { n: cameBack.length } }),
      link: {
        href: addressOfChange(review, cameBack[0], place),
        says: say({ key: 'desk.came-back-first', params: { n: cameBack.length } }),
      },
    });
  const lapsed = lapsedOf(review);
  if (lapsed.length > 0 && review.state !== 'approved' && !review.archived)
    notices.push({
      tone: 'warn',
      heading: say({ key: 'desk.lapsed-heading', params: { n: lapsed.length } }),
      words: say({ key: 'desk.lapsed-why' }),
      link: {
        href: deskAddress({ ...place, history: 'all' }, 'history'),
        says: say({ key: 'desk.lapsed-list' }),
      },
    });
  if (review.state === 'submitted')
    notices.push({
      tone: 'good',
      heading: say({
        key: 'desk.submitted',
        params: { name: review.handedInBy ? nameOf(review.handedInBy.by) : '' },
      }),
      words: say({ key: 'desk.submitted-why' }),
    });
  if (review.state === 'approved')
    notices.push({
      tone: 'good',
      heading: say({ key: 'desk.approved', params: { name: verdict?.name ?? '' } }),
      words: say({ key: 'desk.approved-why' }),
      link: { href: `/articles/${review.id}/export`, says: say({ key: 'desk.export' }) },
      ...(may('approve') &&
        !review.archived && { decide: { kind: 'reopen', says: say({ key: 'desk.reopen' }) } }),
    });
  if (!review.texts.comparable)
    notices.push({
      tone: 'plain',
      heading: say({ key: 'desk.no-comparable' }),
      words: say({ key: 'desk.no-comparable-why' }),
      ...(mayEdit && {
        link: { href: `/articles/${review.id}/comparable`, says: say({ key: 'desk.add-comparable' }) },
      }),
    });
  if (review.analysis === 'done' && review.tally.total === 0)
    notices.push({
      tone: 'plain',
      heading: say({ key: 'desk.nothing-found', params: { n: words } }),
      words: say({ key: 'desk.nothing-found-why', params: { key: movingKeys.mark } }),
    });
  return notices;
}

export const wordCount = (text: string): number => text.match(/\S+/gu)?.length ?? 0;

export const comparableName = ({ review, say }: Pick<Here, 'review' | 'say'>): string =>
  review.texts.comparable?.name ?? say({ key: 'desk.comparable' });

/** "1 critical", "9 major": what is open, the gravest first, nothing said of none. */
export function openWords(say: Say, { critical, major, minor }: Review['tally']) {
  const counts = { critical, major, minor };
  return (['critical', 'major', 'minor'] as const).flatMap(severity =>
    counts[severity]
      ? [{ severity, words: say({ key: `desk.count-${severity}`, params: { n: counts[severity] } }) }]
      : [],
  );
}
