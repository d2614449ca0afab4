import type { Analysis, Evidence, Finding, Link, Message, Segment } from '../model/index.ts';

type Say = (message: Message) => string;

/** A witness in words: quoted kinds say where they stand, the others what the tool knows. */
export type WitnessResult = {
  readonly kind: Evidence['kind'];
  readonly text: string;
  readonly segment?: number;
  readonly start?: number;
  readonly end?: number;
};

export type FindingResult = Omit<Finding, 'message' | 'evidence'> & {
  readonly message: string;
  readonly evidence: readonly WitnessResult[];
};

export type LinkResult = Omit<Link, 'reasons'> & { readonly reasons: readonly string[] };

/** What `check --format json`, a line of `check --jsonl` and `POST /check` answer. */
export type CheckResult = {
  readonly id: string | number | null;
  readonly segments: {
    readonly translation: readonly Segment[];
    readonly comparable?: readonly Segment[];
    readonly source?: readonly Segment[];
  };
  readonly findings: readonly FindingResult[];
  readonly links: readonly LinkResult[];
  readonly unlinked: Analysis['alignment']['unlinked'];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
};

/**
 * Puts an analysis into the one shape that programs get by every door, sentences in the words of `say`. Fields
 * stand in the order of the documentation; findings stay sorted by start, end, category.
 */
export function checkResult(id: CheckResult['id'], analysis: Analysis, say: Say): CheckResult {
  const { translation, comparable, source } = analysis.segments;
  return {
    id,
    segments: {
      translation: translation.map(segmentResult),
      ...(comparable && { comparable: comparable.map(segmentResult) }),
      ...(source && { source: source.map(segmentResult) }),
    },
    findings: analysis.findings.map(finding => findingResult(finding, say)),
    links: analysis.alignment.links.map(link => linkResult(link, say)),
    unlinked: analysis.alignment.unlinked,
    warnings: analysis.warnings.map(({ code, message }) => ({ code, message: say(message) })),
  };
}

const segmentResult = ({ index, start, end, kind }: Segment): Segment => ({ index, start, end, kind });

export const findingResult = (finding: Finding, say: Say): FindingResult => ({
  id: finding.id,
  segment: finding.segment,
  start: finding.start,
  end: finding.end,
  text: finding.text,
  category: finding.category,
  severity: finding.severity,
  confidence: finding.confidence,
  quiet: finding.quiet,
  message: say(finding.message),
  suggestions: finding.suggestions.map(({ text }) => ({ text })),
  evidence: finding.evidence.map(witness => witnessResult(witness, say)),
  detector: finding.detector,
});

export const witnessResult = (witness: Evidence, say: Say): WitnessResult =>
  'say' in witness
    ? { kind: witness.kind, text: say(witness.say) }
    : {
        kind: witness.kind,
        text: witness.text,
        segment: witness.segment,
        start: witness.start,
        end: witness.end,
      };

export const linkResult = (link: Link, say: Say): LinkResult => ({
  translation: link.translation,
  comparable: link.comparable,
  probability: link.probability,
  reasons: link.reasons.map(say),
});
