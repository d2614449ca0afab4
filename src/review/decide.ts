import {
  type Alignment,
  type ArticleRecord,
  type Category,
  type Change,
  contains,
  type Decision,
  type DecisionKind,
  type DecisionPayload,
  type DismissReason,
  type DismissScope,
  type Finding,
  type Message,
  maxUnits,
  message,
  type Permission,
  type Refusal,
  type Review,
  type ReviewedFinding,
  refuseText,
  type Severity,
  type Span,
  segmentAt,
  touches,
} from '../model/index.ts';
import { decisionTable } from './decisions.ts';
import { foldDecisions } from './fold.ts';
import { Projection } from './projection.ts';
import { isOpen, reviewArticle } from './review.ts';

/** What people and programs ask for: DESIGN section 6, "One door for every act". */
export type DecisionRequest =
  | { kind: 'accept'; finding: string; suggestion: number }
  | {
      kind: 'correct';
      start: number;
      end: number;
      after: string;
      category: Category;
      severity: Severity;
      finding?: string | undefined;
    }
  | {
      kind: 'dismiss';
      finding?: string | undefined;
      warning?: string | undefined;
      reason: DismissReason;
      scope: DismissScope;
      note?: string | undefined;
    }
  | { kind: 'comment'; segment: number; finding?: string | undefined; text: string }
  | { kind: 'confirm' | 'cut' | 'draw' | 'pin'; translation: number; comparable: number }
  /** `alignment` is computed by the server before it decides. */
  | { kind: 'realign'; alignment?: Alignment | undefined }
  | { kind: 'submit' | 'reopen' | 'archive' | 'restore'; reason?: string | undefined }
  | { kind: 'approve' | 'return'; correction?: string | undefined; reason?: string | undefined }
  | { kind: 'undo'; decision: string };

/** Who asks, in whose name, and the clock and ids of the moment. */
export type DecisionContext = {
  readonly by: string;
  readonly may: (permission: Permission) => boolean;
  /** Rule 6: whether this person may approve their own correction when they give a reason. */
  readonly mayOverride: boolean;
  readonly at: string;
  readonly newId: () => string;
  /** The etag that came with the request. */
  readonly ifMatch: string | undefined;
};

/** A decision before the store has numbered it. */
export type NewDecision = Omit<Decision, 'seq'>;
export type Outcome = { readonly decisions: readonly NewDecision[] } | { readonly refusal: Refusal };

const refuse = (
  code: Refusal['code'],
  key: string,
  params?: Message['params'],
  more?: Pick<Refusal, 'span' | 'because'>,
): { refusal: Refusal } => ({ refusal: { code, message: message(key, params && { ...params }), ...more } });

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
  const stale = refuseEtag(record, requests, context.ifMatch);
  if (stale) return stale;
  const batch = requests.length > 1 ? context.newId() : undefined;
  const decisions: NewDecision[] = [];
  let present = record;
  for (const request of requests) {
    const judged = judge(present, request, context);
    if ('refusal' in judged) return judged;
    const decision: NewDecision = {
      id: context.newId(),
      at: context.at,
      by: context.by,
      ...(batch !== undefined && { batch }),
      payload: judged.payload,
    };
    decisions.push(decision);
    const seq = Math.max(present.textsVersion, present.decisions.at(-1)?.seq ?? 0) + 1;
    present = { ...present, decisions: [...present.decisions, { ...decision, seq }] };
  }
  return { decisions };
}

type Judged = { readonly payload: DecisionPayload } | { readonly refusal: Refusal };

function judge(record: ArticleRecord, request: DecisionRequest, context: DecisionContext): Judged {
  const { permission, acts } = decisionTable[request.kind];
  if (!context.may(permission)) return refuse('forbidden', 'refuse.permission');
  const review = reviewArticle(record);
  if (review.archived && request.kind !== 'restore' && acts !== 'talk')
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

/** Leaves out what was not given, so that records hold no empty fields. */
function given<T extends Record<string, unknown>>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

// ---- etags --------------------------------------------------------------------------------------

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
  const { payload } = decision;
  switch (payload.kind) {
    case 'comment':
      return 'none';
    case 'undo':
      return payload.decisions.length === 1 ? etagOfDecision(record, review, payload.decisions[0]!) : article;
    case 'approve':
    case 'return':
      return payload.correction === undefined ? article : etagOfDecision(record, review, payload.correction);
  }
  if (decisionTable[payload.kind].match === 'article') return article;
  if (payload.kind === 'dismiss' && (payload.scope !== 'here' || !payload.finding)) return article;
  const segment = review.history.find(item => item.id === id)?.segment;
  const present = segment === undefined ? undefined : review.segments.translation[segment];
  return present ? { etag: present.etag } : article;
}

/**
 * Something that is not there is for `judge` to refuse, unless the etag shows that it was there when the page
 * was drawn: then somebody was quicker, and the present state is the answer.
 */
function refuseEtag(
  record: ArticleRecord,
  requests: readonly DecisionRequest[],
  ifMatch: string | undefined,
): { refusal: Refusal } | undefined {
  const review = reviewArticle(record);
  const needed = neededEtag(record, review, requests);
  if (needed === 'none') return undefined;
  if (ifMatch === undefined || ifMatch === '') return refuse('missing-etag', 'refuse.missing-etag');
  const present = [review.etag, ...review.segments.translation.map(({ etag }) => etag)];
  const fits =
    needed === 'unknown'
      ? present.some(etag => sameEtag(ifMatch, etag))
      : sameEtag(ifMatch, needed.etag) || fitsOneSegment(review, requests, ifMatch);
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
const sameEtag = (given: string, etag: string): boolean =>
  given.split(',').some(one => one.replaceAll('"', '').trim() === etag.replaceAll('"', ''));

// ---- text ---------------------------------------------------------------------------------------

function accept(
  record: ArticleRecord,
  review: Review,
  { finding: id, suggestion }: Extract<DecisionRequest, { kind: 'accept' }>,
): Judged {
  const finding = review.findings.find(other => other.id === id);
  if (!finding) return refuse('not-found', 'refuse.no-finding');
  if (finding.state === 'accepted' || finding.state === 'corrected')
    return refuse('conflict', 'refuse.already-decided');
  const chosen = finding.suggestions[suggestion];
  if (!chosen) return refuse('invalid', 'refuse.no-suggestion', { n: finding.suggestions.length });
  const { start, end, category, severity } = finding;
  const change = { start, end, after: chosen.text, category, severity };
  const refused = refuseChange(record, review, change);
  if (refused) return refused;
  return {
    payload: {
      kind: 'accept',
      finding: plain(finding),
      suggestion,
      change: { ...change, before: record.texts.translation.content.slice(start, end) },
    },
  };
}

function correct(
  record: ArticleRecord,
  review: Review,
  request: Extract<DecisionRequest, { kind: 'correct' }>,
): Judged {
  const { start, end, after, category, severity } = request;
  const finding =
    request.finding === undefined ? undefined : review.findings.find(other => other.id === request.finding);
  if (request.finding !== undefined && !finding) return refuse('not-found', 'refuse.no-finding');
  const change = { start, end, after, category, severity };
  const refused = refuseChange(record, review, change);
  if (refused) return refused;
  return {
    payload: {
      kind: 'correct',
      ...(finding && { finding: plain(finding) }),
      change: { ...change, before: record.texts.translation.content.slice(start, end) },
    },
  };
}

/** The finding without what the desk made of it. */
function plain(finding: ReviewedFinding): Finding {
  const { state, decision, dismissal, ...rest } = finding;
  return rest;
}

function refuseChange(
  record: ArticleRecord,
  review: Review,
  change: Omit<Change, 'before'>,
): { refusal: Refusal } | undefined {
  const { content } = record.texts.translation;
  const { start, end, after } = change;
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end < start || end > content.length)
    return refuse('invalid', 'refuse.span', { n: content.length });
  if (!cutsCleanly(content, start) || !cutsCleanly(content, end))
    return refuse('invalid', 'refuse.half-character');
  const bad = after === '' ? undefined : refuseText(after);
  if (bad && bad.code !== 'empty') return refuse('invalid', 'refuse.characters');
  if (review.currentText.length + after.length > 2 * maxUnits) return refuse('invalid', 'refuse.too-long');
  const cover = new Projection(content, review.corrections).cover({ start, end });
  const cut = review.corrections.some(other => touches(other, change) && !contains(change, other));
  if (cut)
    return refuse(
      'invalid',
      'refuse.cuts-correction',
      { start: cover.start, end: cover.end },
      { span: { start: cover.start, end: cover.end } },
    );
  if (cover.text === after) return refuse('invalid', 'refuse.no-change');
  return undefined;
}

/** False between the two halves of a surrogate pair. */
const cutsCleanly = (content: string, offset: number): boolean =>
  !(isHigh(content.charCodeAt(offset - 1)) && isLow(content.charCodeAt(offset)));
const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

function dismiss(review: Review, request: Extract<DecisionRequest, { kind: 'dismiss' }>): Judged {
  const { reason, scope, note } = request;
  if (reason === 'other' && !note?.trim()) return refuse('invalid', 'refuse.note-needed');
  if ((request.finding === undefined) === (request.warning === undefined))
    return refuse('invalid', 'refuse.finding-or-warning');
  const rest = { reason, scope, ...given({ note }) };
  if (request.warning !== undefined) {
    const warning = review.warnings.find(({ code }) => code === request.warning);
    if (!warning) return refuse('not-found', 'refuse.no-warning');
    if (warning.dismissed) return refuse('conflict', 'refuse.already-decided');
    return { payload: { kind: 'dismiss', warning: request.warning, ...rest } };
  }
  const finding = review.findings.find(({ id }) => id === request.finding);
  if (!finding) return refuse('not-found', 'refuse.no-finding');
  if (finding.state !== 'open' && finding.state !== 'needs-look')
    return refuse('conflict', 'refuse.already-decided');
  return { payload: { kind: 'dismiss', finding: plain(finding), ...rest } };
}

// ---- talk and links -----------------------------------------------------------------------------

function comment(review: Review, request: Extract<DecisionRequest, { kind: 'comment' }>): Judged {
  const { segment, finding, text } = request;
  if (!text.trim()) return refuse('invalid', 'refuse.empty-comment');
  if (!review.segments.translation[segment]) return refuse('not-found', 'refuse.no-segment');
  return { payload: { kind: 'comment', segment, ...given({ finding }), text } };
}

function editLink(
  review: Review,
  { kind, translation, comparable }: Extract<DecisionRequest, { kind: 'confirm' | 'cut' | 'draw' | 'pin' }>,
): Judged {
  const from = review.segments.translation[translation];
  const to = review.segments.comparable?.[comparable];
  if (!from || !to) return refuse('not-found', 'refuse.no-segment');
  const link = review.links.find(
    other => other.translation === translation && other.comparable === comparable,
  );
  if (!link && (kind === 'cut' || kind === 'confirm')) return refuse('not-found', 'refuse.no-link');
  if (link?.state === 'confirmed' && (kind === 'confirm' || kind === 'draw'))
    return refuse('conflict', 'refuse.already-decided');
  return { payload: { kind, link: { translation: from.id, comparable: to.id } } };
}

function realign(review: Review, alignment: Alignment | undefined): Judged {
  const comparable = review.texts.comparable;
  if (!comparable) return refuse('conflict', 'refuse.no-comparable');
  if (!alignment) throw new RangeError('the alignment is computed before it is decided on');
  return { payload: { kind: 'realign', comparableText: comparable.id, alignment } };
}

// ---- state --------------------------------------------------------------------------------------

/** Open critical and major findings, quiet ones aside: they stand in the way of handing in. */
export const blockers = (review: Review): ReviewedFinding[] =>
  review.findings.filter(
    finding => isOpen(finding) && (finding.severity === 'critical' || finding.severity === 'major'),
  );

function submit(review: Review, reason: string | undefined): Judged {
  if (review.state !== 'in-review' && review.state !== 'returned')
    return refuse('conflict', 'refuse.already-handed-in');
  if (review.analysis !== 'done') return refuse('conflict', `refuse.analysis-${review.analysis}`);
  const open = blockers(review);
  if (open.length)
    return refuse(
      'conflict',
      'refuse.open-findings',
      { n: open.length },
      { because: open.map(({ id }) => id) },
    );
  return { payload: { kind: 'submit', ...given({ reason }) } };
}

function verdict(
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
  return { payload: { kind, correction: id, ...given({ reason }) } };
}

function signOff(
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
  return { payload: { kind, ...given({ reason }) } };
}

// ---- undo ---------------------------------------------------------------------------------------

function undo(record: ArticleRecord, review: Review, id: string, context: DecisionContext): Judged {
  const target = record.decisions.find(other => other.id === id);
  if (!target) return refuse('not-found', 'refuse.no-decision');
  const together =
    target.batch === undefined ? [target] : record.decisions.filter(({ batch }) => batch === target.batch);
  const ids = together.map(decision => decision.id);
  const undone = new Set(
    review.history.filter(({ undoneBy }) => undoneBy !== undefined).map(item => item.id),
  );
  if (undone.has(id)) return refuse('conflict', 'refuse.already-undone');
  const roots = together.flatMap(decision => rootsOf(record, decision));
  for (const { payload } of roots) {
    const { permission, acts } = decisionTable[payload.kind];
    if (!context.may(permission)) return refuse('forbidden', 'refuse.permission');
    const touchesText =
      acts === 'text' || acts === 'links' || ('correction' in payload && payload.correction !== undefined);
    if (touchesText && review.state === 'approved') return refuse('conflict', 'refuse.approved');
  }
  const later = roots
    .flatMap(root => buildingOn(record, review, root, undone))
    .filter(other => !ids.includes(other));
  if (later.length)
    return refuse('conflict', 'refuse.built-upon', { n: later.length }, { because: [...new Set(later)] });
  const payload: DecisionPayload = { kind: 'undo', decisions: ids };
  return refuseAftermath(record, { payload, at: context.at, by: context.by, id: '' }) ?? { payload };
}

/** What an undo, or the undo of an undo, is about in the end. */
function rootsOf(record: ArticleRecord, decision: Decision): Decision[] {
  const { payload } = decision;
  if (payload.kind !== 'undo') return [decision];
  return payload.decisions.flatMap(id => {
    const other = record.decisions.find(candidate => candidate.id === id);
    return other ? rootsOf(record, other) : [];
  });
}

/** Standing decisions that make no sense without this one: they have to be undone first. */
function buildingOn(
  record: ArticleRecord,
  review: Review,
  { seq, id, payload }: Decision,
  undone: ReadonlySet<string>,
): string[] {
  const later = record.decisions.filter(other => other.seq > seq && !undone.has(other.id));
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
        .filter(
          ({ payload: other }) =>
            'link' in other &&
            other.link.translation === payload.link.translation &&
            other.link.comparable === payload.link.comparable,
        )
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

/** An undo may neither leave corrections that cut through each other nor bring an approval back over other text. */
function refuseAftermath(
  record: ArticleRecord,
  undoing: Omit<Decision, 'seq'>,
): { refusal: Refusal } | undefined {
  const seq = (record.decisions.at(-1)?.seq ?? 0) + 1;
  const after = foldDecisions({ ...record, decisions: [...record.decisions, { ...undoing, seq }] });
  const before = foldDecisions(record);
  const clash = after.clashes.find(({ later }) => !before.clashes.some(other => other.later === later));
  if (clash) return refuse('conflict', 'refuse.clash', {}, { because: [clash.later] });
  if (after.state !== 'approved' || before.state === 'approved') return undefined;
  const signed = record.decisions.findLast(
    ({ id, payload }) =>
      payload.kind === 'approve' && payload.correction === undefined && !after.undoneBy.has(id),
  );
  const then = foldDecisions({
    ...record,
    decisions: record.decisions.filter(decision => decision.seq <= (signed?.seq ?? 0)),
  });
  const same = (a: readonly Span[], b: readonly Span[]): boolean => JSON.stringify(a) === JSON.stringify(b);
  return same(then.corrections, after.corrections)
    ? undefined
    : refuse('conflict', 'refuse.text-changed-since');
}

/** The decision that `u` takes back: my latest standing one, undos themselves and talk aside. */
export const latestUndoable = (review: Review, by: string): string | undefined =>
  review.history.findLast(
    item => item.by === by && item.undoneBy === undefined && item.kind !== 'undo' && item.kind !== 'comment',
  )?.id;
