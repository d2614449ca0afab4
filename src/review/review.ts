import {
  type Alignment,
  type ArticleRecord,
  byPlace,
  type Correction,
  type Decision,
  type Finding,
  type HistoryItem,
  type Link,
  type LinkState,
  noAlignment,
  type Review,
  type ReviewedFinding,
  type ReviewedLink,
  type ReviewedSourceLink,
  type StoredSegment,
  segmentAt,
  type Tally,
  type Text,
  touches,
  union,
} from '../model/index.ts';
import { type Fold, foldDecisions, pairKey } from './fold.ts';
import { Projection } from './projection.ts';

/** The etag of a translation segment: changes with each decision that touches it. */
export const segmentEtag = (segment: StoredSegment, version: number): string => `"${segment.id}-${version}"`;
/** The etag of an article: changes with each text and each decision but comments. */
export const articleEtag = (version: number): string => `"a-${version}"`;

/** Everything about an article at this moment: import, analysis and decisions folded into one. */
export function reviewArticle(stored: ArticleRecord): Review {
  const record = withoutOldAnalysis(stored);
  const fold = foldDecisions(record);
  const { translation, comparable, source } = record.texts;
  const projection = new Projection(translation.content, fold.corrections);
  const now = projection.segments(translation.segments);
  const alignment = alignmentOf(record, fold);
  const links = reviewedLinks(record, fold, alignment);
  const changed = changedPlaces(record, fold);
  const findings = reviewedFindings(record, fold, projection, changed);
  return {
    id: record.id,
    title: record.title,
    state: fold.state,
    archived: fold.archived,
    analysis: record.analysisState,
    checked: record.analysisState === 'done' && changed.length === 0,
    etag: articleEtag(fold.version),
    version: fold.version,
    texts: record.texts,
    segments: {
      translation: translation.segments.map((segment, index) => ({
        ...segment,
        text: projection.text.slice(now[index]!.start, now[index]!.end),
        etag: segmentEtag(segment, fold.segmentVersions[index]!),
      })),
      ...(comparable && { comparable: withWords(comparable) }),
      ...(source && { source: withWords(source) }),
    },
    currentText: projection.text,
    links,
    ...(source && { sourceLinks: reviewedSourceLinks(record, fold) }),
    cutLinks: cutLinks(record, fold),
    unlinked: unlinked(record, links),
    candidates: nextCandidates(alignment, links),
    warnings: (record.analysis?.warnings ?? []).map(warning => ({
      ...warning,
      dismissed: fold.dismissals.some(({ payload }) => payload.warning === warning.code),
    })),
    findings,
    corrections: fold.corrections,
    comments: fold.comments,
    history: history(record, fold),
    tally: tallyOf(findings),
    ...(fold.handedIn && { handedInBy: fold.handedIn }),
    ...(fold.verdict && { verdict: fold.verdict }),
  };
}

/** An analysis that has not seen the present texts says nothing of them. */
function withoutOldAnalysis(record: ArticleRecord): ArticleRecord {
  if (!record.analysis || record.analysis.version >= record.textsVersion) return record;
  const { analysis, ...rest } = record;
  return rest;
}

const withWords = (text: Text) =>
  text.segments.map(segment => ({ ...segment, text: text.content.slice(segment.start, segment.end) }));

/** The links to start from: those of the last aligning that read the comparable of today. */
function alignmentOf(record: ArticleRecord, fold: Fold): Alignment {
  const again = fold.realign?.payload;
  if (again && again.comparableText === record.texts.comparable?.id) return again.alignment;
  return record.analysis?.alignment ?? noAlignment(record.texts.translation.segments.length);
}

const reviewedLinks = (record: ArticleRecord, fold: Fold, { links }: Alignment): ReviewedLink[] =>
  linksBeside(
    record,
    fold,
    'comparable',
    links,
    link => link.comparable,
    (link, comparable) => ({
      ...link,
      comparable,
    }),
  );

const reviewedSourceLinks = (record: ArticleRecord, fold: Fold): ReviewedSourceLink[] =>
  linksBeside(
    record,
    fold,
    'source',
    record.analysis?.sourceLinks ?? [],
    link => link.source,
    (link, source) => ({ ...link, source }),
  );

type LinkStart = Omit<Link, 'comparable'>;

/**
 * Automatic links to another text with what people confirmed, cut, drew and pinned laid over them, in order of both
 * ends. `endOf` and `withEnd` read and write the end in that text.
 */
function linksBeside<L extends LinkStart>(
  { texts }: ArticleRecord,
  fold: Fold,
  beside: 'comparable' | 'source',
  found: readonly L[],
  endOf: (link: L) => number,
  withEnd: (link: LinkStart, end: number) => L,
): (L & { state: LinkState })[] {
  const other = texts[beside];
  if (!other) return [];
  const starts = texts.translation.segments;
  const pairs = new Map<string, L & { state: LinkState }>();
  for (const link of found) {
    const ends = {
      translation: starts[link.translation]?.id ?? '',
      [beside]: other.segments[endOf(link)]?.id ?? '',
    };
    pairs.set(pairKey(ends), { ...link, state: 'automatic' });
  }
  for (const [key, { payload }] of fold.links) {
    const from = starts.find(({ id }) => id === payload.link.translation);
    const to = other.segments.find(({ id }) => id === payload.link[beside]);
    if (!from || !to) continue;
    if (payload.kind === 'cut') {
      pairs.delete(key);
      continue;
    }
    // What was drawn by hand and shares nothing comes back from aligning again with probability 0.
    const automatic = pairs.get(key);
    const link = automatic?.probability
      ? automatic
      : withEnd({ translation: from.index, probability: 1, reasons: [{ key: 'link.drawn' }] }, to.index);
    pairs.set(key, { ...link, state: payload.kind === 'pin' ? 'pinned' : 'confirmed' });
  }
  return [...pairs.values()].sort((a, b) => a.translation - b.translation || endOf(a) - endOf(b));
}

function cutLinks(record: ArticleRecord, fold: Fold): [number, number][] {
  const { translation, comparable } = record.texts;
  return [...fold.links.values()].flatMap(({ payload }): [number, number][] => {
    const from = translation.segments.find(({ id }) => id === payload.link.translation);
    const to = comparable?.segments.find(({ id }) => id === payload.link.comparable);
    return payload.kind === 'cut' && from && to ? [[from.index, to.index]] : [];
  });
}

function unlinked(record: ArticleRecord, links: readonly ReviewedLink[]): Review['unlinked'] {
  const { translation, comparable } = record.texts;
  const ours = new Set(links.map(link => link.translation));
  const theirs = new Set(links.map(link => link.comparable));
  return {
    translation: translation.segments.map(({ index }) => index).filter(index => !ours.has(index)),
    comparable: (comparable?.segments ?? []).map(({ index }) => index).filter(index => !theirs.has(index)),
  };
}

/** Candidates that have become links are no longer next in line. */
const nextCandidates = (alignment: Alignment, links: readonly ReviewedLink[]): Review['candidates'] =>
  alignment.candidates.map((candidates, index) =>
    candidates.filter(
      candidate =>
        !links.some(link => link.translation === index && link.comparable === candidate.comparable),
    ),
  );

/**
 * What the checks say of the text and what people answered, by place. Findings whose words a correction changed
 * after the checks last read the text are left out until they have read it again.
 */
function reviewedFindings(
  record: ArticleRecord,
  fold: Fold,
  projection: Projection,
  changed: readonly Correction[],
): ReviewedFinding[] {
  const answered = answeredFindings(record, fold, projection);
  const gone = new Set(answered.map(({ id }) => id));
  const asked = (record.analysis?.findings ?? [])
    .filter(finding => !gone.has(finding.id) && !changed.some(place => touches(place, finding)))
    .map(finding => judge(finding, record, fold));
  return [...answered, ...asked].sort(byPlace);
}

/** Corrections that came or went since the checks read the text: what stands there they have not seen. */
function changedPlaces(record: ArticleRecord, fold: Fold): Correction[] {
  const seen = record.analysis?.version ?? 0;
  if ((record.decisions.at(-1)?.seq ?? 0) <= seen) return [];
  const decisions = record.decisions.filter(({ seq }) => seq <= seen);
  const then = foldDecisions({ ...record, decisions }).corrections;
  const missingFrom = (others: readonly Correction[], own: readonly Correction[]) => {
    const known = new Set(others.map(({ id }) => id));
    return own.filter(({ id }) => !known.has(id));
  };
  return [...missingFrom(then, fold.corrections), ...missingFrom(fold.corrections, then)];
}

/** Accepted and corrected findings whose correction, or the one that took its place, stands. */
function answeredFindings(record: ArticleRecord, fold: Fold, projection: Projection): ReviewedFinding[] {
  const found: ReviewedFinding[] = [];
  for (const correction of fold.corrections)
    for (const decision of [correction.id, ...correction.replaces]) {
      const answer = fold.answered.get(decision);
      if (!answer || found.some(({ id }) => id === answer.finding.id)) continue;
      const place = projection.cover(union(answer.finding, correction));
      found.push({
        ...answer.finding,
        ...place,
        segment: segmentAt(record.texts.translation.segments, place.start).index,
        suggestions: [],
        state: answer.accepted ? 'accepted' : 'corrected',
        decision,
      });
    }
  return found;
}

/** Gives a finding of the checks its state. The words are looked at again where a dismissal no longer fits. */
function judge(finding: Finding, record: ArticleRecord, fold: Fold): ReviewedFinding {
  const dismissed = fold.dismissals.findLast(({ payload: { finding: other, scope } }) =>
    scope === 'here'
      ? other?.id === finding.id
      : other?.category === finding.category && other.text === finding.text,
  );
  if (dismissed) {
    const { by, at, payload } = dismissed;
    const { reason, scope, note } = payload;
    return {
      ...finding,
      state: 'dismissed',
      decision: dismissed.id,
      dismissal: { by, at, reason, scope, ...(note !== undefined && { note }) },
    };
  }
  const desk = record.deskDismissals.find(
    ({ category, text }) => category === finding.category && text === finding.text,
  );
  if (desk) {
    const { by, at, reason, note } = desk;
    return {
      ...finding,
      state: 'dismissed',
      // Where it was said it can be taken back; elsewhere it is only shown.
      ...(record.decisions.some(({ id }) => id === desk.decision) && { decision: desk.decision }),
      dismissal: { by, at, reason, scope: 'everywhere', ...(note !== undefined && { note }) },
    };
  }
  const changed = fold.dismissals.some(
    ({ payload: { finding: other, scope } }) =>
      scope === 'here' && other?.category === finding.category && touches(other, finding),
  );
  return { ...finding, state: changed ? 'needs-look' : 'open' };
}

/** Open for the tally and for handing in: it waits for somebody. */
export const isOpen = (finding: ReviewedFinding): boolean =>
  !finding.quiet && (finding.state === 'open' || finding.state === 'needs-look');

function tallyOf(findings: readonly ReviewedFinding[]): Tally {
  const open = findings.filter(isOpen);
  const count = (severity: Finding['severity']): number =>
    open.filter(finding => finding.severity === severity).length;
  const total = findings.filter(finding => !finding.quiet || finding.state !== 'open').length;
  return {
    critical: count('critical'),
    major: count('major'),
    minor: open.length - count('critical') - count('major'),
    decided: total - open.length,
    total,
  };
}

function history(record: ArticleRecord, fold: Fold): HistoryItem[] {
  const replaced = new Map(fold.corrections.map(({ id, replaces }) => [id, replaces]));
  return record.decisions.map(decision => ({
    id: decision.id,
    kind: decision.payload.kind,
    by: decision.by,
    at: decision.at,
    ...(decision.batch !== undefined && { batch: decision.batch }),
    ...inThisText(details(decision, record), decision),
    ...(replaced.get(decision.id)?.length && { replaces: replaced.get(decision.id)! }),
    ...(fold.undoneBy.has(decision.id) && { undoneBy: fold.undoneBy.get(decision.id)! }),
    ...(decision.lapsed && { lapsed: true as const }),
  }));
}

type Details = Pick<
  HistoryItem,
  'segment' | 'finding' | 'correction' | 'before' | 'after' | 'reason' | 'text'
>;

/** Decisions on words of an earlier translation have no paragraph in this one. */
function inThisText({ segment, ...details }: Details, { lapsed }: Decision): Details {
  return lapsed || segment === undefined || segment < 0 ? details : { ...details, segment };
}

function details({ id, payload }: Decision, record: ArticleRecord): Details {
  const segments = record.texts.translation.segments;
  switch (payload.kind) {
    case 'accept':
    case 'correct':
      return {
        segment: segmentAt(segments, payload.change.start).index,
        ...(payload.finding && { finding: payload.finding.id }),
        correction: id,
        before: payload.change.before,
        after: payload.change.after,
      };
    case 'dismiss':
      return {
        ...(payload.finding && {
          segment: payload.finding.segment,
          finding: payload.finding.id,
          before: payload.finding.text,
        }),
        reason: payload.reason,
        ...(payload.note !== undefined && { text: payload.note }),
      };
    case 'comment':
      return {
        segment: payload.segment,
        ...(payload.finding !== undefined && { finding: payload.finding }),
        text: payload.text,
      };
    case 'confirm':
    case 'cut':
    case 'draw':
    case 'pin': {
      const segment = segments.find(({ id }) => id === payload.link.translation);
      return segment ? { segment: segment.index } : {};
    }
    case 'approve':
    case 'return':
      return {
        ...(payload.correction !== undefined && { correction: payload.correction }),
        ...(payload.reason !== undefined && { reason: payload.reason }),
      };
    case 'submit':
    case 'reopen':
    case 'archive':
    case 'restore':
      return payload.reason === undefined ? {} : { reason: payload.reason };
    default:
      return {};
  }
}

/** The article as it will stand once the decision is in the log. */
export function withDecision(record: ArticleRecord, decision: Omit<Decision, 'seq'>) {
  const seq = Math.max(record.textsVersion, record.decisions.at(-1)?.seq ?? 0) + 1;
  const later = { ...record, decisions: [...record.decisions, { ...decision, seq }] };
  return { record: later, review: reviewArticle(later) };
}
