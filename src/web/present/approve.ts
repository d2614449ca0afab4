import type { Category, Correction, Evidence, Review, ReviewedFinding, User } from '../../model/index.ts';
import { bySeverity } from '../../model/index.ts';
import type { Say } from '../../text/index.ts';
import { chipOf } from './chip.ts';
import { shortName } from './names.ts';
import { type Passage, passagesOf, quoteIn } from './passage.ts';
import type { Word } from './tracked-text.ts';

const witnessMost = 4;
/** How many findings left as they were stand in the rail before the rest is folded. */
const leftMost = 3;

export type ApproveViewer = {
  readonly id: string;
  readonly mayApprove: boolean;
  /** Rule 6: may approve their own corrections with a reason. */
  readonly mayOverride: boolean;
};

export type ApproveInput = {
  readonly say: Say;
  readonly review: Review;
  readonly user: (id: string) => User | undefined;
  /** Accounts that may approve, the viewer among them. */
  readonly approvers: readonly User[];
  readonly viewer: ApproveViewer;
  /** The text is read clean: jumps lead to the changes on their own page. */
  readonly clean?: boolean;
  /** The correction that the page was left at: the next waiting one is in hand. */
  readonly at?: string | undefined;
  /** A reason that was typed and not taken: for which correction, or for 'article'. */
  readonly typed?: { readonly for: string; readonly reason: string } | undefined;
};

/** The page on which an approver sees each change with its evidence and signs the article off. */
export function presentApproval(input: ApproveInput) {
  const { say, review, viewer, typed } = input;
  const nameOf = shortName(input.user);
  const isMine = ({ by }: { by: string }): boolean => by === viewer.id;
  const acts = viewer.mayApprove && review.state === 'submitted' && !review.archived;
  const { corrections } = review;
  const waiting = corrections.filter(({ state }) => state === 'proposed');
  const forMe = waiting.filter(correction => !isMine(correction));
  const own = corrections.filter(correction => isMine(correction) && correction.state !== 'approved');
  const back = corrections.filter(correction => correction.state === 'returned' && !isMine(correction));
  const missing = corrections.filter(({ state }) => state !== 'approved');
  const passages = passagesOf(review);
  const approvedBefore = reapproved(review);
  const jumpTo: JumpTo = correction =>
    `${input.clean ? `/articles/${review.id}/approve` : ''}#c-${correction?.id ?? ''}`;
  const inHand = acts ? nextAfter(corrections, forMe, input.at) : undefined;
  const left = review.findings
    .filter(({ state }) => state === 'dismissed')
    .sort((a, b) => bySeverity(a.severity, b.severity));
  const quote = quoteEvidence(say, review);

  const change = (correction: Correction) => {
    const { id, severity, category, by, at, state, verdict } = correction;
    const passage = passages.get(id)!;
    const finding = review.findings.find(other => other.id === correction.finding);
    const witnesses = (finding?.evidence ?? []).slice(0, witnessMost).map(quote);
    const past = state !== 'proposed';
    const mine = isMine(correction);
    return {
      id,
      no: correction.segment + 1,
      past,
      now: correction === inHand,
      ...presentPassage(say, passage),
      severity: severity === 'neutral' ? 'minor' : severity,
      severityWord: say({ key: `severity.${severity}` }),
      category: say({ key: `category.${category}` }),
      by: madeBy(say, review, correction, mine ? undefined : nameOf(by)),
      at,
      ...(!past && {
        ...(witnesses.length > 0 && { witnesses }),
        ...(witnesses.length === 0 && finding && { message: say(finding.message) }),
        ...(approvedBefore.has(id) && { again: say({ key: 'approve.again' }) }),
      }),
      ...(past && verdict && { verdict: verdictOf(correction) }),
      ...(acts && !past && !mine && { mayDecide: true }),
      ...(acts && mine && !(state === 'approved') && { own: ownNote(correction) }),
      ref: refOf(review, correction),
      reason: typed?.for === id ? typed.reason : '',
      reasonOpen: typed?.for === id,
    };
  };

  function verdictOf({ id, state, by, verdict }: Correction) {
    const judge = verdict!.by === viewer.id ? say({ key: 'approve.you' }) : nameOf(verdict!.by);
    const quoted = verdict!.reason;
    const act = review.history.findLast(
      item =>
        item.correction === id && ['approve', 'return'].includes(item.kind) && item.undoneBy === undefined,
    );
    const together = act?.batch
      ? review.history.filter(item => item.batch === act.batch && item.undoneBy === undefined).length
      : 1;
    return {
      approved: state === 'approved',
      word: say({ key: `approve.word-${state}` }),
      ...(quoted && {
        quoted: say({
          key: state === 'approved' ? 'approve.overruled-by' : 'approve.returned-by',
          params: {
            name: judge,
            reason: quoted,
            to: by === viewer.id ? say({ key: 'approve.you' }) : nameOf(by),
          },
        }),
      }),
      ...(acts &&
        act && {
          undo: {
            decision: act.id,
            etag: together > 1 ? review.etag : segmentEtag(review, id),
            label: say({ key: 'approve.undo', params: { n: together } }),
          },
        }),
    };
  }

  function ownNote(correction: Correction) {
    const others = input.approvers.filter(({ id }) => id !== viewer.id).map(({ id }) => nameOf(id));
    const note =
      others.length > 0
        ? say({ key: 'approve.own-ask', params: { names: others.join(', ') } })
        : say({ key: 'approve.own-alone' });
    return { note, etag: segmentEtag(review, correction.id), mayOverride: viewer.mayOverride };
  }

  const kinds = acts ? batches(corrections, isMine) : [];
  const critical = left.filter(({ severity }) => severity === 'critical').map(leftAs);
  const others = left.filter(({ severity }) => severity !== 'critical').map(leftAs);

  function leftAs(finding: ReviewedFinding) {
    const { dismissal, segment, text, severity } = finding;
    const reason = dismissal ? say({ key: `approve.left-${dismissal.reason}` }) : '';
    return {
      words: text.replace(/\s+/gu, ' '),
      severity,
      category: say({ key: `category.${finding.category}` }),
      said: say({ key: 'approve.left-said', params: { no: segment + 1, reason } }),
      message: say(finding.message),
      ...(dismissal && {
        by: isMine(dismissal) ? say({ key: 'approve.you' }) : nameOf(dismissal.by),
        at: dismissal.at,
      }),
      note: dismissal?.note,
      href: `/articles/${review.id}?finding=${encodeURIComponent(finding.id)}`,
    };
  }

  const changes = say(
    corrections.length === 0
      ? { key: 'approve.none' }
      : { key: 'approve.changes', params: { n: corrections.length } },
  );
  return {
    heading:
      left.length === 0
        ? changes
        : say({
            key: 'approve.heading',
            params: { changes, left: say({ key: 'approve.left', params: { n: left.length } }) },
          }),
    id: review.id,
    action: `/articles/${review.id}/approve`,
    desk: `/articles/${review.id}`,
    etag: review.etag,
    acts,
    ...(corrections.length === 0 && { noChanges: true }),
    changes: corrections.map(change),
    standing: standing(input, acts),
    ...(critical.length > 0 && { leftCritical: critical }),
    ...(others.length > 0 && {
      left: {
        first: others.slice(0, leftMost),
        ...(others.length > leftMost && {
          rest: others.slice(leftMost),
          more: say({ key: 'approve.left-more', params: { n: others.length - leftMost } }),
        }),
      },
    }),
    ...(acts && {
      signOff: signOff(input, jumpTo, missing.length, inHand, own, back),
      blockers: blockers(input, jumpTo, { forMe, own, back, approvedBefore, inHand }),
      ...(own.length > 1 &&
        viewer.mayOverride && {
          overrule: {
            refs: own.map(correction => refOf(review, correction)),
            label: say({ key: 'approve.overrule-all', params: { n: own.length } }),
          },
        }),
      batches: kinds.map(({ category, items }, index) => ({
        open: index === 0,
        heading: say({
          key: 'approve.batch',
          params: { n: items.length, kind: say({ key: `category.${category}` }) },
        }),
        items: items.map(correction => ({
          ref: refOf(review, correction),
          ticked: correction.state === 'proposed',
          no: correction.segment + 1,
          ...presentPassage(say, passages.get(correction.id)!),
        })),
        someReturned: items.some(({ state }) => state === 'returned'),
      })),
      returning: { reason: typed?.for === 'article' ? typed.reason : '', open: typed?.for === 'article' },
      ...lastAct(input),
    }),
  };
}

/** Words with what their looks are, since a view asks no questions. */
const presentPassage = (say: Say, { before, words, after }: Passage) => ({
  before,
  after,
  words: words.map(({ as, text, sign, said }: Word) => ({
    text,
    del: as === 'del',
    ins: as === 'ins',
    ...(sign && said && { said: say({ key: said }) }),
  })),
});

const segmentEtag = (review: Review, id: string): string => {
  const correction = review.corrections.find(other => other.id === id);
  return review.segments.translation[correction?.segment ?? 0]!.etag;
};

/** A correction with the etag of its segment, as one value of a form: one alone is matched against that etag. */
const refOf = (review: Review, { id }: Correction): string => `${id} ${segmentEtag(review, id)}`;

/** The first that waits at or after the place that the page was left at, in reading order; else the first. */
function nextAfter(
  all: readonly Correction[],
  waiting: readonly Correction[],
  at: string | undefined,
): Correction | undefined {
  const from = all.find(({ id }) => id === at)?.start ?? 0;
  return waiting.find(({ start }) => start >= from) ?? waiting[0];
}

/** Corrections that took the place of approved ones. */
function reapproved({ corrections, history }: Review): Set<string> {
  const approved = new Set(
    history
      .filter(({ kind, undoneBy }) => kind === 'approve' && undoneBy === undefined)
      .map(item => item.correction),
  );
  return new Set(
    corrections
      .filter(({ state, replaces }) => state === 'proposed' && replaces.some(id => approved.has(id)))
      .map(({ id }) => id),
  );
}

function madeBy(say: Say, { history }: Review, { id }: Correction, name: string | undefined): string {
  const accepted = history.find(item => item.id === id)?.kind === 'accept';
  const key = `approve.${accepted ? 'accepted' : 'made'}-by${name === undefined ? '-you' : ''}`;
  return say({ key, params: { name: name ?? '' } });
}

/** A witness in words: quoted with what stands around it, or something that the tool knows. */
const quoteEvidence = (say: Say, review: Review) => (witness: Evidence) => {
  if ('say' in witness)
    return { cite: say({ key: `approve.knows-${witness.kind}` }), word: say(witness.say) };
  const { kind, segment } = witness;
  const text = review.texts[kind];
  const region = text?.segments[segment];
  const name = text?.name ?? say({ key: `approve.text-${kind}` });
  return {
    cite: say({
      key: kind === 'translation' ? 'approve.cite-own' : 'approve.cite',
      params: { name, no: segment + 1 },
    }),
    ...(text && region
      ? { quote: quoteIn(text.content, witness, region) }
      : { quote: { before: '', words: witness.text, after: '' } }),
  };
};

/** Changes of one category that can be approved together: two or more that wait. Returned ones may be ticked. */
function batches(
  corrections: readonly Correction[],
  isMine: (act: { by: string }) => boolean,
): { category: Category; items: readonly Correction[] }[] {
  const open = corrections.filter(correction => correction.state !== 'approved' && !isMine(correction));
  return [...Map.groupBy(open, ({ category }) => category)]
    .map(([category, items]) => ({ category, items }))
    .filter(({ items }) => items.filter(({ state }) => state === 'proposed').length > 1)
    .sort((a, b) => b.items.length - a.items.length);
}

/** Where the article stands, when nothing can be approved here. */
function standing({ say, review, user, viewer }: ApproveInput, acts: boolean) {
  const nameOf = shortName(user);
  const signed = review.verdict;
  if (review.archived) return { tone: '', heading: say({ key: 'approve.archived' }), text: '' };
  if (review.state === 'approved')
    return {
      tone: 'good',
      heading: say({
        key: signed?.by === viewer.id ? 'approve.approved-by-you' : 'approve.approved-by',
        params: { name: signed ? nameOf(signed.by) : '' },
      }),
      at: signed?.at,
      text: signed?.reason ?? '',
      export: `/articles/${review.id}/export`,
      ...(viewer.mayApprove && { mayReopen: true }),
    };
  if (review.state === 'submitted')
    return acts ? undefined : { tone: '', heading: say({ key: 'approve.no-approver' }), text: '' };
  if (review.state === 'returned')
    return {
      tone: 'warn',
      heading: say({
        key: signed?.by === viewer.id ? 'approve.article-returned-by-you' : 'approve.article-returned-by',
        params: { name: signed ? nameOf(signed.by) : '' },
      }),
      at: signed?.at,
      text: signed?.reason ?? '',
      toDesk: true,
    };
  const { critical, major } = review.tally;
  return {
    tone: '',
    heading: say({ key: 'approve.not-handed-in' }),
    text: critical + major > 0 ? say({ key: 'approve.open', params: { n: critical + major } }) : '',
    toDesk: true,
  };
}

function signOff(
  { say, review }: ApproveInput,
  jumpTo: JumpTo,
  missing: number,
  inHand: Correction | undefined,
  own: readonly Correction[],
  back: readonly Correction[],
) {
  const total = review.corrections.length;
  const first = inHand ?? own[0] ?? back[0];
  return {
    ready: missing === 0,
    ...(missing > 0 && {
      label: say({ key: 'approve.to-go', params: { n: missing } }),
      href: jumpTo(first),
    }),
    approved: total - missing,
    of: say({ key: 'approve.of', params: { n: total } }),
  };
}

type JumpTo = (correction: Correction | undefined) => string;

type Piles = {
  readonly forMe: readonly Correction[];
  readonly own: readonly Correction[];
  readonly back: readonly Correction[];
  readonly approvedBefore: ReadonlySet<string>;
  readonly inHand: Correction | undefined;
};

/** What stands in the way, each line with a jump to the first of its kind. */
function blockers(
  { say, user }: ApproveInput,
  jumpTo: JumpTo,
  { forMe, own, back, approvedBefore, inHand }: Piles,
) {
  const line = (first: Correction | undefined, severity: string, text: string) =>
    first ? [{ href: jumpTo(first), severity, text }] : [];
  const critical = forMe.filter(({ severity }) => severity === 'critical').length;
  const wait = say({ key: 'approve.blocks-wait', params: { n: forMe.length } });
  const grave = critical > 0 ? say({ key: 'approve.blocks-critical', params: { n: critical, wait } }) : wait;
  const again = forMe.filter(({ id }) => approvedBefore.has(id));
  const names = [...new Set(back.map(({ by }) => shortName(user)(by)))].join(', ');
  return [
    ...line(inHand ?? forMe[0], critical > 0 ? 'critical' : 'major', grave),
    ...line(own[0], 'major', say({ key: 'approve.blocks-own', params: { n: own.length } })),
    ...line(again[0], 'major', say({ key: 'approve.blocks-again', params: { n: again.length } })),
    ...line(back[0], 'minor', say({ key: 'approve.blocks-back', params: { n: back.length, names } })),
  ];
}

/** The viewer's last verdict, for the `u` key: undone where it stands. */
function lastAct({ say, review, viewer }: ApproveInput) {
  const last = review.history.findLast(
    ({ by, undoneBy, kind }) =>
      by === viewer.id && undoneBy === undefined && kind !== 'undo' && kind !== 'comment',
  );
  if (!last || (last.kind !== 'approve' && last.kind !== 'return') || !last.correction) return {};
  const standing = review.corrections.some(({ id }) => id === last.correction);
  if (!standing) return {};
  return {
    last: {
      decision: last.id,
      etag: last.batch === undefined ? segmentEtag(review, last.correction) : review.etag,
      label: say({ key: `approve.undo-last-${last.kind}` }),
    },
  };
}

/** The crumb of the top bar: headline, state, who and when. */
export function crumbOf(say: Say, review: Review, user: (id: string) => User | undefined) {
  const { title, state, archived, analysis, handedInBy, verdict } = review;
  const chip = chipOf({ state, archived, analysis }, say);
  const signed = state === 'submitted' ? handedInBy : state === 'in-review' ? undefined : verdict;
  if (!signed || archived) return { title, chip };
  const params = { state: chip.word, name: shortName(user)(signed.by) };
  return { title, chip: { ...chip, word: say({ key: 'approve.chip', params }), at: signed.at } };
}
