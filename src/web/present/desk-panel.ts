import {
  type Correction,
  categories,
  dismissReasons,
  dismissScopes,
  type Evidence,
  overlaps,
  type Review,
  type ReviewedFinding,
  type Span,
  segmentAt,
  severities,
} from '../../model/index.ts';
import { isOpen, type Projection } from '../../review/index.ts';
import type { Say } from '../../text/index.ts';
import { inked } from './desk-links.ts';
import { anchors, type DeskPlace, deskAddress } from './desk-place.ts';
import { isCounted } from './picture.ts';
import { withSigns } from './tracked-text.ts';

type Here = {
  readonly review: Review;
  readonly projection: Projection;
  readonly say: Say;
  readonly place: DeskPlace;
  readonly nameOf: (id: string) => string;
  readonly mayEdit: boolean;
  readonly mayTalk: boolean;
};

/** Letters of the sentence around a suggestion or a quoted witness. */
const aroundWords = 26;
const aroundWitness = 70;
/** As many of the same kind are offered with a tick each. */
const mostAlike = 50;

/** The chosen finding as the panel tells it: what, why, how sure, what to write, who bears it out. */
export function findingPanel(here: Here, finding: ReviewedFinding) {
  const { review, say, place, nameOf, mayEdit } = here;
  const segment = review.segments.translation[finding.segment]!;
  const waits = isOpen(finding) || (finding.quiet && finding.state === 'open');
  const decision = review.history.find(({ id }) => id === finding.decision);
  const same = review.findings.filter(
    other => other.category === finding.category && other.text === finding.text && isCounted(other),
  );
  const alike = same.filter(
    other => other !== finding && isOpen(other) && fixesOf(other) === fixesOf(finding),
  );
  const context = aroundPlace(here, finding);
  return {
    id: finding.id,
    severity: finding.severity === 'neutral' ? 'minor' : finding.severity,
    severityWord: say({ key: `severity.${finding.severity}` }),
    category: say({ key: `category.${finding.category}` }),
    quoted: withSigns(finding.text) || '‸',
    ...(finding.text.length > 40 && { long: true }),
    reason: say(finding.message),
    sure: say({
      key: `desk.confidence-${confidenceWord(finding.confidence)}`,
      params: { percent: Math.round(finding.confidence * 100) },
    }),
    found: say({ key: 'desk.found-times', params: { n: same.length } }),
    ...(finding.quiet && { quiet: true }),
    ...(finding.state === 'needs-look' && { needsLook: true }),
    waits,
    etag: `${segment.etag}, ${review.etag}`,
    ...(waits &&
      mayEdit && {
        act: {
          suggestions: finding.suggestions.slice(0, 9).map(({ text }, index) => ({
            index,
            key: index + 1,
            first: index === 0,
            text: text.trim() === '' ? say({ key: text === '' ? 'desk.take-out' : 'desk.one-space' }) : text,
            ...context,
            after: text,
          })),
          start: finding.start,
          end: finding.end,
          words: finding.text,
          rows: rowsOf(finding.text),
          draft: `finding-${finding.id}`,
          sorts: sortsOf(say, finding),
          reasons: dismissReasons.map(value => ({ value, label: say({ key: `reason.${value}` }) })),
          scopes: dismissScopes.map((value, index) => ({
            value,
            label: say({ key: `scope.${value}` }),
            chosen: index === 0,
          })),
          ...(alike.length && {
            alike: {
              heading: say({ key: 'desk.alike', params: { n: alike.length } }),
              items: alike.slice(0, mostAlike).map(other => ({
                id: other.id,
                ...aroundPlace(here, other),
                words: other.text,
                number: other.segment + 1,
              })),
            },
          }),
        },
      }),
    ...(!waits &&
      decision && {
        decided: {
          ...decidedWords(here, finding, decision),
          by: nameOf(decision.by),
          at: decision.at,
          note: finding.dismissal?.note,
          returned: returnedBy(
            here,
            review.corrections.find(({ id }) => id === decision.id),
          ),
          ...(mayEdit && { undo: decision.id }),
        },
      }),
    witnesses: witnessesOf(here, finding),
    overlapping: review.findings
      .filter(other => other !== finding && isCounted(other) && overlaps(other, finding))
      .map(other => ({
        href: deskAddress(
          { ...place, finding: other.id, at: undefined, change: undefined },
          anchors.finding(other.id),
        ),
        words: withSigns(other.text),
        category: say({ key: `category.${other.category}` }),
      })),
    talk: talkAbout(here, comment => comment.finding === finding.id),
    segment: finding.segment,
    ...(here.mayTalk && { mayTalk: true }),
  };
}

const fixesOf = ({ suggestions }: ReviewedFinding): string => JSON.stringify(suggestions);
const rowsOf = (text: string): number => Math.min(12, 1 + Math.ceil(text.length / 34));

/** Above these, in words. */
const confidenceWord = (confidence: number): string => {
  if (confidence >= 0.95) return 'nearly-certain';
  if (confidence >= 0.8) return 'likely';
  return confidence >= 0.6 ? 'perhaps' : 'guess';
};

/** What one may call a correction: every category, the usual severities. */
export const sortsOf = (say: Say, like?: { category: string; severity: string }) => ({
  categories: categories.map(value => ({
    value,
    label: say({ key: `category.${value}` }),
    chosen: value === (like?.category ?? 'other'),
  })),
  severities: severities.toReversed().map(value => ({
    value,
    label: say({ key: `severity.${value}` }),
    chosen: value === (like?.severity ?? 'minor'),
  })),
});

/** The words before and after a place of the import as they stand now, cut at a word. */
function aroundPlace(
  { review, projection }: Here,
  { start, end }: Span,
): { lead: string; before: string; trail: string } {
  const segment = segmentAt(review.segments.translation, start);
  const before = projection.cover({ start, end }).text;
  const lead = segment.start < start ? projection.cover({ start: segment.start, end: start }).text : '';
  const trail = end < segment.end ? projection.cover({ start: end, end: segment.end }).text : '';
  return { lead: lastWords(lead, aroundWords), before, trail: firstWords(trail, aroundWords) };
}

const lastWords = (text: string, length: number): string =>
  text.length <= length ? text : `… ${text.slice(-length).replace(/^\S*\s+/u, '')}`;
const firstWords = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length).replace(/\s+\S*$/u, '')} …`;

function decidedWords({ say }: Here, finding: ReviewedFinding, decision: Review['history'][number]) {
  if (finding.state !== 'dismissed') return { before: decision.before, after: decision.after, changed: true };
  const { reason, scope } = finding.dismissal ?? { reason: 'other', scope: 'here' };
  return { words: say({ key: 'desk.left-as', params: { reason, scope } }) };
}

/** The witnesses: quotations of the same paragraph together, then what the tool knows. */
function witnessesOf({ review, say, place }: Here, finding: ReviewedFinding) {
  const quoted = finding.evidence.filter((evidence): evidence is Quoted => !('say' in evidence));
  const groups = Map.groupBy(quoted, ({ kind, segment }) => `${kind} ${segment}`);
  const quotations = [...groups.values()].flatMap(group => {
    const text = paragraphOf(review, group[0]!);
    if (!text) return [];
    const { kind, segment } = group[0]!;
    const places = group
      .map(({ start, end }) => ({ start: start - text.start, end: end - text.start }))
      .filter(({ start, end }) => start >= 0 && end <= text.text.length && end > start);
    const anchor = kind === 'translation' ? anchors.segment(segment) : anchors.comparable(segment);
    return [
      {
        cite: citeOf({ review, say }, kind, segment),
        ...(kind !== 'source' && { href: deskAddress({ ...place, finding: finding.id }, anchor) }),
        pieces: clipped(text.text, places),
      },
    ];
  });
  const said = finding.evidence.flatMap(evidence =>
    'say' in evidence
      ? [{ cite: say({ key: `desk.witness-${evidence.kind}` }), words: say(evidence.say), word: true }]
      : [],
  );
  return [...quotations, ...said];
}

function citeOf(
  { review, say }: Pick<Here, 'review' | 'say'>,
  kind: 'translation' | 'comparable' | 'source',
  segment: number,
) {
  const number = String(segment + 1);
  if (kind === 'translation') return say({ key: 'desk.witness-translation', params: { number } });
  const text = kind === 'comparable' ? review.texts.comparable : review.texts.source;
  return say({
    key: 'desk.witness-text',
    params: { name: text?.name ?? say({ key: `desk.${kind}` }), number },
  });
}

type Quoted = Extract<Evidence, { segment: number }>;

/** The paragraph that a witness stands in; evidence from the translation is placed in the import. */
function paragraphOf(review: Review, { kind, segment }: Quoted): { text: string; start: number } | undefined {
  const text = review.texts[kind];
  const found = text?.segments[segment];
  return text && found && { text: text.content.slice(found.start, found.end), start: found.start };
}

/** A quotation with its words marked, cut to what stands around them. */
function clipped(text: string, places: readonly Span[]) {
  const first = Math.min(...places.map(({ start }) => start));
  const last = Math.max(...places.map(({ end }) => end));
  const lead = first > aroundWitness + 20 ? text.slice(0, first - aroundWitness).search(/\S*$/u) : 0;
  const rest = text.slice(last + aroundWitness);
  const to = rest.length > 20 ? last + aroundWitness + (rest.match(/^\S*/u)?.[0].length ?? 0) : text.length;
  const pieces = inked(text.slice(lead, to), lead, places);
  return [...(lead > 0 ? [{ text: '… ' }] : []), ...pieces, ...(to < text.length ? [{ text: ' …' }] : [])];
}

function talkAbout({ review, nameOf }: Here, isAbout: (comment: Review['comments'][number]) => boolean) {
  return review.comments.filter(isAbout).map(({ text, by, at }) => {
    return { text, at, name: nameOf(by) };
  });
}

/** Who sent a change back, and why. */
function returnedBy({ say, nameOf }: Here, correction: Correction | undefined): string | undefined {
  const { state, verdict } = correction ?? {};
  if (state !== 'returned' || !verdict) return undefined;
  return say({
    key: 'desk.change-returned',
    params: { name: nameOf(verdict.by), reason: verdict.reason ?? '' },
  });
}

/** A correction without a finding: what a reviewer wrote of their own accord. */
export function changePanel(here: Here, correction: Correction) {
  const { say, nameOf, mayEdit, review } = here;
  return {
    before: withSigns(correction.before),
    after: withSigns(correction.after),
    severity: correction.severity === 'neutral' ? 'minor' : correction.severity,
    severityWord: say({ key: `severity.${correction.severity}` }),
    category: say({ key: `category.${correction.category}` }),
    by: nameOf(correction.by),
    at: correction.at,
    ...(review.history.some(({ id, kind }) => id === correction.id && kind === 'accept') && {
      accepted: true,
    }),
    returned: returnedBy(here, correction),
    etag: `${review.segments.translation[correction.segment]!.etag}, ${review.etag}`,
    ...(mayEdit && { undo: correction.id }),
    number: correction.segment + 1,
    href: deskAddress(
      { ...here.place, change: undefined, at: correction.segment + 1 },
      anchors.segment(correction.segment),
    ),
  };
}

/** A paragraph as a whole: its words to write over, its links, its findings, its talk. */
export function paragraphPanel(here: Here, index: number, selected: Pick<DeskPlace, 'from' | 'to'>) {
  const { review, say, place, mayEdit } = here;
  const segment = review.segments.translation[index]!;
  const linked = review.links.filter(({ translation }) => translation === index);
  const taken = new Set(linked.map(({ comparable }) => comparable));
  const etag = `${segment.etag}, ${review.etag}`;
  return {
    number: index + 1,
    index,
    etag,
    kind: say({ key: `desk.kind-${segment.kind}` }),
    text: segment.text,
    rows: Math.min(18, 2 + Math.ceil(segment.text.length / 40)),
    draft: `paragraph-${segment.id}`,
    sorts: sortsOf(say),
    ...(mayEdit && { act: true, ...markedWords(here, index, selected) }),
    findings: review.findings
      .filter(finding => finding.segment === index && isCounted(finding))
      .map(finding => ({
        href: deskAddress({ ...place, at: undefined, finding: finding.id }, anchors.finding(finding.id)),
        words: withSigns(finding.text),
        category: say({ key: `category.${finding.category}` }),
        severity: finding.severity === 'neutral' ? 'minor' : finding.severity,
        open: isOpen(finding),
      })),
    links: linked.map(({ comparable, state, reasons }) => ({
      translation: index,
      comparable,
      number: comparable + 1,
      etag,
      says: say({ key: `desk.link-${state}` }),
      reasons: reasons.map(say).join('. '),
      automatic: state === 'automatic',
      pinned: state === 'pinned',
    })),
    ...(review.segments.comparable && {
      draw: review.segments.comparable
        .filter(other => !taken.has(other.index))
        .map(other => ({
          value: other.index,
          label: `¶ ${other.index + 1}  ${firstWords(other.text, 60)}`,
          chosen: other.index === review.candidates[index]?.[0]?.comparable,
        })),
    }),
    talk: talkAbout(here, comment => comment.segment === index && comment.finding === undefined),
    ...(here.mayTalk && { mayTalk: true }),
  };
}

/** The words that were marked in the copy, widened to the corrections they meet: `from..to` of what stands now. */
function markedWords(
  { review, projection, say }: Here,
  index: number,
  { from, to }: Pick<DeskPlace, 'from' | 'to'>,
) {
  const segment = review.segments.translation[index]!;
  if (from === undefined || to === undefined || to <= from || to > segment.text.length) return {};
  const now = projection.segments(review.segments.translation)[index]!;
  const { start, end, text } = projection.toImport({ start: now.start + from, end: now.start + to });
  return {
    marked: {
      start,
      end,
      text,
      shown: withSigns(text),
      rows: rowsOf(text),
      sorts: sortsOf(say),
      draft: `mark-${start}-${end}`,
    },
  };
}
