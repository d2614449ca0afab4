import type {
  Correction,
  Evidence,
  HistoryItem,
  Link,
  Review,
  ReviewedFinding,
  Text,
  User,
  Warning,
} from '../../model/index.ts';
import type { Say } from '../../text/index.ts';
import type { Decided } from '../desk.ts';

/** Puts reviews into the JSON that programs read. `user`: who is behind an id; erased accounts keep their id. */
export function articlePresenter(say: Say, user: (id: string) => User | undefined) {
  const nameOf = (id: string): string => user(id)?.name ?? id;

  const text = ({ id, content, segments, role, ...details }: Text) => details;

  const finding = (found: ReviewedFinding) => ({
    id: found.id,
    segment: found.segment,
    start: found.start,
    end: found.end,
    text: found.text,
    category: found.category,
    severity: found.severity,
    confidence: found.confidence,
    quiet: found.quiet,
    message: say(found.message),
    suggestions: found.suggestions,
    evidence: found.evidence.map(evidence),
    detector: found.detector,
    state: found.state,
    ...(found.decision !== undefined && { decision: found.decision }),
    ...(found.dismissal && { dismissal: { ...found.dismissal, by: nameOf(found.dismissal.by) } }),
  });

  const evidence = (witness: Evidence) =>
    'say' in witness ? { kind: witness.kind, text: say(witness.say) } : witness;

  const link = <L extends Pick<Link, 'reasons'>>({ reasons, ...rest }: L) => ({
    ...rest,
    reasons: reasons.map(say),
  });

  const correction = ({ by, verdict, detector, replaces, ...rest }: Correction) => ({
    ...rest,
    by: nameOf(by),
    ...(verdict && { verdict: { ...verdict, by: nameOf(verdict.by) } }),
  });

  const warning = ({ code, message, segments, dismissed }: Warning & { dismissed?: boolean }) => ({
    code,
    message: say(message),
    ...(segments && { segments }),
    ...(dismissed !== undefined && { dismissed }),
  });

  const history = ({ by, ...rest }: HistoryItem) => {
    const { id, kind, at, ...details } = rest;
    return { id, kind, by: nameOf(by), at, ...details };
  };

  /** `GET /articles/:id`. */
  const article = (review: Review) => ({
    id: review.id,
    title: review.title,
    state: review.state,
    archived: review.archived,
    analysis: review.analysis,
    etag: review.etag,
    texts: {
      translation: text(review.texts.translation),
      ...(review.texts.comparable && { comparable: text(review.texts.comparable) }),
      ...(review.texts.source && { source: text(review.texts.source) }),
    },
    segments: review.segments,
    links: review.links.map(link),
    ...(review.sourceLinks && { sourceLinks: review.sourceLinks.map(link) }),
    unlinked: review.unlinked,
    warnings: review.warnings.map(warning),
    findings: review.findings.map(finding),
    corrections: review.corrections.map(correction),
  });

  /** What decisions changed: `POST /articles/:id/decisions`. `gone`: ids that are no longer there. */
  const decided = ({ decisions, before, after }: Decided) => {
    const changed = <T>(then: readonly T[], now: readonly T[], key: (item: T) => string): T[] => {
      const known = new Map(then.map(item => [key(item), JSON.stringify(item)]));
      return now.filter(item => known.get(key(item)) !== JSON.stringify(item));
    };
    const gone = (then: readonly { id: string }[], now: readonly { id: string }[]): string[] => {
      const left = new Set(now.map(({ id }) => id));
      return then.map(({ id }) => id).filter(id => !left.has(id));
    };
    return {
      decisions,
      etag: after.etag,
      state: after.state,
      segments: changed(before.segments.translation, after.segments.translation, ({ id }) => id),
      findings: changed(before.findings, after.findings, ({ id }) => id).map(finding),
      corrections: changed(before.corrections, after.corrections, ({ id }) => id).map(correction),
      gone: {
        findings: gone(before.findings, after.findings),
        corrections: gone(before.corrections, after.corrections),
      },
    };
  };

  return { article, decided, finding, correction, history, warning, nameOf };
}

export type ArticlePresenter = ReturnType<typeof articlePresenter>;
