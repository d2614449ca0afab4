import {
  type ArticleRecord,
  type ArticleState,
  type Comment,
  type Correction,
  contains,
  type Decision,
  type DecisionPayload,
  type Finding,
  type LinkEnds,
  type Span,
  type StoredSegment,
  segmentAt,
  touches,
} from '../model/index.ts';

/** A decision whose payload is known to be of one shape. */
type Act<P extends DecisionPayload> = Decision & { readonly payload: P };
type Dismissal = Act<Extract<DecisionPayload, { kind: 'dismiss' }>>;
type LinkEdit = Act<Extract<DecisionPayload, { link: LinkEnds }>>;
type Realigning = Act<Extract<DecisionPayload, { kind: 'realign' }>>;

type Verdict = { readonly by: string; readonly at: string; readonly reason?: string };

/** What the decisions of one article amount to. */
export type Fold = {
  readonly state: ArticleState;
  readonly archived: boolean;
  /** Standing ones, by start, disjoint. */
  readonly corrections: readonly Correction[];
  /** The finding that a standing accept or correct answered, by decision id. */
  readonly answered: ReadonlyMap<string, { readonly finding: Finding; readonly accepted: boolean }>;
  readonly dismissals: readonly Dismissal[];
  /** The last standing act on a pair of segments, by `pairKey`. */
  readonly links: ReadonlyMap<string, LinkEdit>;
  readonly realign?: Realigning;
  readonly comments: readonly Comment[];
  readonly handedIn?: { readonly by: string; readonly at: string };
  readonly verdict?: Verdict;
  /** Which standing undo took a decision back, by decision id. */
  readonly undoneBy: ReadonlyMap<string, string>;
  /** Number of the last decision that touched each translation segment; 0 for none. */
  readonly segmentVersions: readonly number[];
  /** Number of the last decision that changed more than talk. */
  readonly version: number;
  /** Decisions that cut through another's correction: they may not stand together. */
  readonly clashes: readonly { readonly later: string; readonly earlier: string }[];
};

export const pairKey = ({ translation, comparable, source }: LinkEnds): string =>
  `${translation} ${comparable ?? source}`;

/**
 * Folds decisions, in order of `seq`, into the present state. First it is settled which are undone (an undo that is
 * itself undone undoes nothing), then the standing ones are played in order. Never throws: corrections that cut
 * through each other, which `decide` refuses, are reported as clashes and the later one stands.
 */
export function foldDecisions(record: ArticleRecord): Fold {
  const segments = record.texts.translation.segments;
  const undoneBy = settleUndone(record.decisions);
  const standing = record.decisions.filter(({ id, lapsed }) => !lapsed && !undoneBy.has(id));

  const corrections = new Map<string, Correction>();
  // By segment, so that each correction is held against its neighbours alone: there may be thousands. What touches
  // shares a place, and the segment of that place.
  const near: string[][] = segments.map(() => []);
  const order = new Map(standing.map(({ id }, index) => [id, index]));
  const answered = new Map<string, { finding: Finding; accepted: boolean }>();
  const verdicts = new Map<string, { state: 'approved' | 'returned'; verdict: Verdict }>();
  const links = new Map<string, LinkEdit>();
  const dismissals: Dismissal[] = [];
  const comments: Comment[] = [];
  const clashes: { later: string; earlier: string }[] = [];
  let realign: Realigning | undefined;
  let state: ArticleState = 'in-review';
  let archived = false;
  let handedIn: { by: string; at: string } | undefined;
  let verdict: Verdict | undefined;

  for (const decision of standing) {
    const { id, by, at, payload } = decision;
    const signed: Verdict = { by, at, ...reasonOf(payload) };
    switch (payload.kind) {
      case 'accept':
      case 'correct': {
        const { change, finding } = payload;
        const places = segmentsUnder(segments, change);
        const replaced = [...new Set(places.flatMap(index => near[index]!))]
          .flatMap(other => corrections.get(other) ?? [])
          .filter(other => touches(other, change))
          .sort((a, b) => order.get(a.id)! - order.get(b.id)!);
        for (const other of replaced) {
          corrections.delete(other.id);
          if (!contains(change, other)) clashes.push({ later: id, earlier: other.id });
        }
        if (finding) answered.set(id, { finding, accepted: payload.kind === 'accept' });
        // Writing the import's own words again takes the earlier correction away and leaves none.
        if (change.after === change.before) break;
        for (const index of places) near[index]!.push(id);
        corrections.set(id, {
          ...change,
          id,
          segment: segmentAt(segments, change.start).index,
          ...(finding && { finding: finding.id, detector: finding.detector }),
          by,
          at,
          state: 'proposed',
          replaces: replaced.flatMap(other => [other.id, ...other.replaces]),
        });
        break;
      }
      case 'approve':
      case 'return': {
        const outcome = payload.kind === 'approve' ? 'approved' : 'returned';
        if (payload.correction !== undefined)
          verdicts.set(payload.correction, { state: outcome, verdict: signed });
        else {
          state = outcome;
          verdict = signed;
        }
        break;
      }
      case 'submit':
        state = 'submitted';
        handedIn = { by, at };
        verdict = undefined;
        break;
      case 'reopen':
        state = 'in-review';
        break;
      case 'archive':
      case 'restore':
        archived = payload.kind === 'archive';
        break;
      case 'confirm':
      case 'cut':
      case 'draw':
      case 'pin':
        links.set(pairKey(payload.link), { ...decision, payload });
        break;
      case 'realign':
        realign = { ...decision, payload };
        break;
      case 'dismiss':
        dismissals.push({ ...decision, payload });
        break;
      case 'comment': {
        const { segment, finding, text } = payload;
        comments.push({ id, segment, ...(finding !== undefined && { finding }), text, by, at });
        break;
      }
    }
  }

  const segmentVersions = segments.map(() => 0);
  const touched = touchedSegments(record);
  let version = record.textsVersion;
  for (const { id, seq } of record.decisions) {
    const indexes = touched.get(id);
    if (!indexes) continue;
    // A text may have been set after the decision was made.
    version = Math.max(version, seq);
    for (const index of indexes) segmentVersions[index] = seq;
  }

  return {
    state,
    archived,
    corrections: [...corrections.values()]
      .map(correction => ({ ...correction, ...verdicts.get(correction.id) }))
      .sort((a, b) => a.start - b.start || a.end - b.end),
    answered,
    dismissals,
    links,
    ...(realign && { realign }),
    comments,
    ...(handedIn && { handedIn }),
    ...(verdict && { verdict }),
    undoneBy,
    segmentVersions,
    version,
    clashes,
  };
}

/** Walked from the last to the first, each undo is judged after all that could undo it. */
function settleUndone(decisions: readonly Decision[]): Map<string, string> {
  const undoneBy = new Map<string, string>();
  for (const decision of decisions.toReversed())
    if (decision.payload.kind === 'undo' && !undoneBy.has(decision.id))
      for (const id of decision.payload.decisions) undoneBy.set(id, decision.id);
  return undoneBy;
}

const reasonOf = (payload: DecisionPayload): { reason?: string } =>
  'reason' in payload && payload.reason !== undefined ? { reason: payload.reason } : {};

/**
 * Of each decision that changes anything the translation segments whose etag it changes. Talk, and taking talk
 * back, changes nothing. An undo touches what its targets touched: they stand before it, so one pass will do.
 */
function touchedSegments(record: ArticleRecord): ReadonlyMap<string, readonly number[]> {
  const segments = record.texts.translation.segments;
  const indexOf = new Map(segments.map(({ id, index }) => [id, index]));
  const touched = new Map<string, readonly number[]>();
  const under = (span: Span): number[] => segmentsUnder(segments, span);
  const ofPayload = (payload: DecisionPayload): readonly number[] | undefined => {
    switch (payload.kind) {
      case 'comment':
        return undefined;
      case 'accept':
      case 'correct':
        return under(payload.change);
      case 'dismiss':
        return payload.finding && payload.scope === 'here' ? under(payload.finding) : [];
      case 'confirm':
      case 'cut':
      case 'draw':
      case 'pin':
        return [indexOf.get(payload.link.translation)].filter(index => index !== undefined);
      case 'approve':
      case 'return':
        return payload.correction === undefined ? [] : (touched.get(payload.correction) ?? []);
      case 'undo': {
        const targets = payload.decisions.map(id => touched.get(id)).filter(indexes => indexes !== undefined);
        return targets.length ? [...new Set(targets.flat())] : undefined;
      }
      default:
        return [];
    }
  };
  for (const { id, payload, lapsed } of record.decisions) {
    const indexes = lapsed ? [] : ofPayload(payload);
    if (indexes) touched.set(id, indexes);
  }
  return touched;
}

/** A correction that ends where a segment begins has taken the break before it. */
function segmentsUnder(segments: readonly StoredSegment[], { start, end }: Span): number[] {
  const first = segmentAt(segments, start).index;
  const last = segmentAt(segments, end).index;
  return Array.from({ length: last - first + 1 }, (_, step) => first + step);
}

/** What undos, and undos of undos, are about in the end. Walked without recursion: chains may be long. */
export function rootsOf(record: ArticleRecord, decisions: readonly Decision[]): Decision[] {
  const byId = new Map(record.decisions.map(decision => [decision.id, decision]));
  const roots = new Set<Decision>();
  const left = [...decisions];
  for (let decision = left.pop(); decision; decision = left.pop())
    if (decision.payload.kind !== 'undo') roots.add(decision);
    else
      left.push(...decision.payload.decisions.map(id => byId.get(id)).filter(other => other !== undefined));
  return [...roots].sort((a, b) => a.seq - b.seq);
}
