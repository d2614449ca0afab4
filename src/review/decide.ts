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

/** The article as it will stand once the decision is in the log. */
function withDecision(record: ArticleRecord, decision: NewDecision) {
  const seq = Math.max(record.textsVersion, record.decisions.at(-1)?.seq ?? 0) + 1;
  const later = { ...record, decisions: [...record.decisions, { ...decision, seq }] };
  return { record: later, review: reviewArticle(later) };
}

type Judged = { readonly payload: DecisionPayload } | { readonly refusal: Refusal };

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
function refuseEtag(
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
export const sameEtag = (given: string, etag: string): boolean =>
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
  if (finding !== undefined && !review.findings.some(({ id }) => id === finding))
    return refuse('not-found', 'refuse.no-finding');
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
  const settled =
    (link?.state === 'pinned' && kind !== 'cut') ||
    (link?.state === 'confirmed' && (kind === 'confirm' || kind === 'draw'));
  if (settled) return refuse('conflict', 'refuse.already-decided');
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

/** What the checks still have to say, or people to answer, before the text may go on to the next desk. */
function refuseUnready(review: Review): { refusal: Refusal } | undefined {
  if (review.analysis !== 'done') return refuse('conflict', `refuse.analysis-${review.analysis}`);
  if (!review.checked) return refuse('conflict', 'refuse.analysis-pending');
  const open = blockers(review);
  if (open.length === 0) return undefined;
  const because = open.map(({ id }) => id);
  return refuse('conflict', 'refuse.open-findings', { n: open.length }, { because });
}

function submit(review: Review, reason: string | undefined): Judged {
  if (review.state !== 'in-review' && review.state !== 'returned')
    return refuse('conflict', 'refuse.already-handed-in');
  return refuseUnready(review) ?? { payload: { kind: 'submit', ...given({ reason }) } };
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
  // A reason stands for the override: with somebody else's correction there is none.
  return { payload: { kind, correction: id } };
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
  return refuseUnready(review) ?? { payload: { kind } };
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
  const roots = rootsOf(record, together);
  if (review.archived && !roots.some(({ payload }) => payload.kind === 'archive'))
    return refuse('conflict', 'refuse.archived');
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
  const undoing = { payload, at: context.at, by: context.by, id: 'undoing' };
  const handsInAgain = roots.some(root => root.payload.kind === 'submit');
  return refuseAftermath(record, review, undoing, handsInAgain) ?? { payload };
}

/** What undos, and undos of undos, are about in the end. Walked without recursion: chains may be long. */
function rootsOf(record: ArticleRecord, decisions: readonly Decision[]): Decision[] {
  const byId = new Map(record.decisions.map(decision => [decision.id, decision]));
  const roots = new Set<Decision>();
  const left = [...decisions];
  for (let decision = left.pop(); decision; decision = left.pop())
    if (decision.payload.kind !== 'undo') roots.add(decision);
    else
      left.push(...decision.payload.decisions.map(id => byId.get(id)).filter(other => other !== undefined));
  return [...roots].sort((a, b) => a.seq - b.seq);
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

/**
 * An undo may neither leave corrections that cut through each other, nor bring a state back that the text as it
 * stands has not earned: handed in with findings open, or approved over other words.
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
  if (after.state === review.state) return undefined;
  if (after.state === 'submitted' && handsInAgain) return refuseUnready(after);
  if (after.state !== 'approved') return undefined;
  const signed = record.decisions.findLast(
    ({ id, payload }) =>
      payload.kind === 'approve' && payload.correction === undefined && !fold.undoneBy.has(id),
  );
  const then = foldDecisions({
    ...record,
    decisions: record.decisions.filter(decision => decision.seq <= (signed?.seq ?? 0)),
  });
  const same = JSON.stringify(then.corrections) === JSON.stringify(fold.corrections);
  return same ? undefined : refuse('conflict', 'refuse.text-changed-since');
}

/** The decision that `u` takes back: my latest standing one, undos themselves and talk aside. */
export const latestUndoable = (review: Review, by: string): string | undefined =>
  review.history.findLast(
    item => item.by === by && item.undoneBy === undefined && item.kind !== 'undo' && item.kind !== 'comment',
  )?.id;
