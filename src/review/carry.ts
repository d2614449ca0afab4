import {
  type ArticleRecord,
  type Carried,
  type Change,
  type Decision,
  type DecisionPayload,
  type Finding,
  type Span,
  segmentAt,
  type Text,
  touches,
  union,
} from '../model/index.ts';
import { findingId, ordinalOf } from '../text/finding-id.ts';
import { foldDecisions } from './fold.ts';
import { Places } from './places.ts';

export type CarriedOver = {
  /** What goes into the log with the newer translation. */
  readonly carried: Carried;
  /** How many standing decisions still stand. */
  readonly kept: number;
  /** Ids of standing decisions that have no place in it, in order of the log: they have to be made anew. */
  readonly unplaced: readonly string[];
};

/** The segment of a finding whose words are nowhere in the text any more. */
const nowhere = -1;

type Edit = Decision & { readonly payload: Extract<DecisionPayload, { change: Change }> };
const isEdit = (decision: Decision): decision is Edit => 'change' in decision.payload;

/**
 * Puts the decisions on a translation on a newer version of it. They follow the words that they are about (Places);
 * corrections that took each other's place move together or not at all; an approval holds only where the whole
 * paragraph reads as it did; the article is in review again, whatever it was. Nothing is moved by a guess.
 */
export function carryOver(record: ArticleRecord, next: Text): CarriedOver {
  const old = record.texts.translation;
  const places = new Places(old, next);
  const fold = foldDecisions(record);
  const moved: Record<string, DecisionPayload> = {};
  const lapsed = new Set<string>();
  const standsInSameWords = new Set<string>();
  const stands = ({ id, lapsed: before }: Decision): boolean => !before && !fold.undoneBy.has(id);
  const renamed = new Map(
    record.analysis?.findings.map(finding => [finding.id, movedFinding(finding, places, old, next)?.id]),
  );

  // Only the one that holds is missed when it lapses; those before it were history anyway.
  const stateAct =
    fold.state !== 'in-review' &&
    record.decisions.findLast(decision => stands(decision) && articleActs.includes(actOf(decision.payload)));

  for (const { edits, place } of placeEdits(record.decisions.filter(isEdit), places))
    for (const { id, payload } of edits) {
      if (!place) {
        lapsed.add(id);
        continue;
      }
      const { change, finding } = payload;
      const span = { start: change.start + place.shift, end: change.end + place.shift };
      if (place.same) standsInSameWords.add(id);
      moved[id] = {
        ...payload,
        change: { ...change, ...span },
        ...(finding && { finding: movedFinding(finding, places, old, next) ?? placed(finding, span, next) }),
      };
    }

  for (const decision of record.decisions) {
    const { id, payload } = decision;
    if (decision.lapsed || 'change' in payload) continue;
    const fate = fateOf(payload);
    if (fate === 'lapses') lapsed.add(id);
    else if (fate !== 'stays') moved[id] = fate;
  }

  const standing = record.decisions.filter(
    decision =>
      stands(decision) &&
      (decision === stateAct || !['undo', 'realign', ...articleActs].includes(actOf(decision.payload))),
  );
  const unplaced = standing.filter(({ id }) => lapsed.has(id)).map(({ id }) => id);
  return {
    carried: { moved, lapsed: [...lapsed] },
    kept: standing.length - unplaced.length,
    unplaced,
  };

  function fateOf(payload: DecisionPayload): 'stays' | 'lapses' | DecisionPayload {
    switch (payload.kind) {
      case 'dismiss': {
        if (!payload.finding) return 'lapses';
        const finding =
          payload.finding.segment === nowhere ? undefined : movedFinding(payload.finding, places, old, next);
        if (finding) return { ...payload, finding };
        // Where it was said does not matter to what holds for all such words.
        if (payload.scope !== 'here' && payload.finding.segment === nowhere) return 'stays';
        return payload.scope === 'here'
          ? 'lapses'
          : { ...payload, finding: { ...payload.finding, segment: nowhere } };
      }
      case 'comment': {
        const segment = places.segment(payload.segment);
        if (!segment) return 'lapses';
        const { finding, ...talk } = payload;
        const about = finding === undefined ? undefined : renamed.get(finding);
        return { ...talk, segment: segment.index, ...(about !== undefined && { finding: about }) };
      }
      case 'confirm':
      case 'cut':
      case 'draw':
      case 'pin': {
        const from = old.segments.find(({ id }) => id === payload.link.translation);
        const to = from && places.segment(from.index);
        return to ? { ...payload, link: { ...payload.link, translation: to.id } } : 'lapses';
      }
      case 'realign':
      case 'submit':
      case 'reopen':
        return 'lapses';
      case 'approve':
      case 'return': {
        const { correction } = payload;
        if (correction === undefined) return 'lapses';
        const holds =
          payload.kind === 'approve' ? standsInSameWords.has(correction) : !lapsed.has(correction);
        return holds ? 'stays' : 'lapses';
      }
      default:
        return 'stays';
    }
  }
}

/** Acts on the state of the article as a whole: they were about another text. */
const articleActs: readonly string[] = ['submit', 'reopen', 'approve article', 'return article'];

const actOf = (payload: DecisionPayload): string =>
  (payload.kind === 'approve' || payload.kind === 'return') && payload.correction === undefined
    ? `${payload.kind} article`
    : payload.kind;

type Placed = {
  readonly edits: readonly Edit[];
  readonly place?: { readonly shift: number; readonly same: boolean };
};

/**
 * Where the corrections go, those together that touch each other. Groups that would meet in the newer version
 * are told apart by nothing but a guess: the later one has no place.
 */
function placeEdits(edits: readonly Edit[], places: Places): Placed[] {
  const taken: Span[] = [];
  return groupsOf(edits.filter(({ lapsed }) => !lapsed)).map(({ edits, span }) => {
    const place = places.span(span);
    if (!place || taken.some(other => touches(other, place))) return { edits };
    taken.push(place);
    return { edits, place: { shift: place.start - span.start, same: place.same } };
  });
}

/** Corrections that touch each other, and the span of them all, in order of the first of each. */
function groupsOf(edits: readonly Edit[]): { edits: Edit[]; span: Span }[] {
  const groups: { edits: Edit[]; span: Span }[] = [];
  const byPlace = [...edits].sort(
    (a, b) => a.payload.change.start - b.payload.change.start || a.payload.change.end - b.payload.change.end,
  );
  for (const edit of byPlace) {
    const { change } = edit.payload;
    const last = groups.at(-1);
    const meets =
      last &&
      change.start <= last.span.end &&
      last.edits.some(other => touches(other.payload.change, change));
    if (last && meets) {
      last.edits.push(edit);
      last.span = union(last.span, change);
    } else groups.push({ edits: [edit], span: { start: change.start, end: change.end } });
  }
  const firstOf = (group: { edits: Edit[] }): number => Math.min(...group.edits.map(({ seq }) => seq));
  return groups.sort((a, b) => firstOf(a) - firstOf(b));
}

/** The finding at its new place, named anew, or nothing when its words have none. */
function movedFinding(finding: Finding, places: Places, old: Text, next: Text): Finding | undefined {
  const place = places.span(finding);
  if (!place) return undefined;
  const moved = placed(finding, place, next);
  return {
    ...moved,
    // One of corrected words is named after what stood there, too; that has not changed.
    ...(finding.text === old.content.slice(finding.start, finding.end) && {
      id: findingId(finding.category, finding.text, ordinalOf(next.content, finding.text, place.start)),
    }),
    evidence: finding.evidence.flatMap(witness => {
      if (witness.kind !== 'translation') return [witness];
      const at = places.span(witness);
      if (!at) return [];
      const segment = segmentAt(next.segments, at.start).index;
      return [{ ...witness, start: at.start, end: at.end, segment }];
    }),
  };
}

const placed = (finding: Finding, { start, end }: Span, { segments }: Text): Finding => ({
  ...finding,
  start,
  end,
  segment: segmentAt(segments, start).index,
});

/**
 * Puts the links that people made on a newer version of the text beside: those to paragraphs that read the same stay,
 * the others lapse.
 */
export function carryLinks(record: ArticleRecord, beside: 'comparable' | 'source', next: Text): Carried {
  const old = record.texts[beside];
  if (!old) return { moved: {}, lapsed: [] };
  const places = new Places(old, next);
  const moved: Record<string, DecisionPayload> = {};
  const lapsed: string[] = [];
  for (const { id, payload, lapsed: before } of record.decisions) {
    if (before || !('link' in payload) || payload.link[beside] === undefined) continue;
    const from = old.segments.find(segment => segment.id === payload.link[beside]);
    const to = from && places.segment(from.index);
    if (to) moved[id] = { ...payload, link: { ...payload.link, [beside]: to.id } };
    else lapsed.push(id);
  }
  return { moved, lapsed };
}
