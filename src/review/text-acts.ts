import {
  type ArticleRecord,
  type Change,
  contains,
  type Finding,
  maxUnits,
  type Refusal,
  type Review,
  type ReviewedFinding,
  refuseText,
  touches,
} from '../model/index.ts';
import { Projection } from './projection.ts';
import { type DecisionRequest, given, type Judged, refuse } from './request.ts';

export function accept(
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

export function correct(
  record: ArticleRecord,
  review: Review,
  request: Extract<DecisionRequest, { kind: 'correct' }>,
): Judged {
  const { start, end, after, category, severity } = request;
  const finding =
    request.finding === undefined ? undefined : review.findings.find(other => other.id === request.finding);
  if (request.finding !== undefined && !finding) return refuse('not-found', 'refuse.no-finding');
  const change = { start, end, after, category, severity };
  if (finding && !touches(finding, change)) return refuse('invalid', 'refuse.finding-elsewhere');
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

export function dismiss(review: Review, request: Extract<DecisionRequest, { kind: 'dismiss' }>): Judged {
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
