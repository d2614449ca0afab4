import {
  type Analysis,
  type Category,
  categories,
  type Finding,
  type Severity,
  type Span,
  taxonomy,
} from '../model/index.ts';
import type { Say } from '../text/index.ts';
import { newlines, placeCounter } from './places.ts';

/** What was checked: its words, and an address by which a reader finds the file. */
type CheckedText = { readonly uri: string; readonly content: string };

/**
 * A check as a SARIF 2.1.0 log. Each category that the checks report is a rule; offsets and columns count UTF-16
 * code units of the text without its byte-order mark. What stands in the way of handing an article in (critical and
 * major) is an error, the minor a warning, the neutral a note. A quiet finding is of kind `review` and has no level:
 * somebody should look, and nothing counts it. Warnings about the text as a whole are notifications; one that holds
 * the text back makes the run unsuccessful.
 */
export function sarifLog({ uri, content }: CheckedText, analysis: Analysis, say: Say): object {
  const artifactLocation = { uri, index: 0 };
  const placeOf = placeCounter(content);
  const regionOf = ({ start, end }: Span) => {
    const [from, to] = [placeOf(start), placeOf(end)];
    return {
      startLine: from.line,
      startColumn: from.column,
      endLine: to.line,
      endColumn: to.column,
      charOffset: start,
      charLength: end - start,
    };
  };
  const result = (finding: Finding) => ({
    ruleId: finding.category,
    ruleIndex: rules.indexOf(finding.category),
    ...(finding.quiet ? { kind: 'review', level: 'none' } : { level: levelOf[finding.severity] }),
    message: { text: say(finding.message) },
    locations: [
      {
        physicalLocation: {
          artifactLocation,
          region: { ...regionOf(finding), snippet: { text: finding.text } },
        },
      },
    ],
    partialFingerprints: { 'walnutsFinding/v1': finding.id },
    ...(finding.suggestions.length > 0 && {
      fixes: finding.suggestions.map(({ text }) => ({
        description: {
          text: say(text === '' ? { key: 'check.fix-delete' } : { key: 'check.fix', params: { text } }),
        },
        artifactChanges: [
          {
            artifactLocation,
            replacements: [{ deletedRegion: regionOf(finding), insertedContent: { text } }],
          },
        ],
      })),
    }),
    properties: {
      severity: finding.severity,
      confidence: finding.confidence,
      detector: finding.detector,
      segment: finding.segment,
    },
  });
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Walnuts', rules: rules.map(category => ruleOf(category, say)) } },
        invocations: [
          {
            executionSuccessful: !analysis.warnings.some(({ stops }) => stops),
            toolExecutionNotifications: analysis.warnings.map(({ code, message, stops }) => ({
              descriptor: { id: code },
              level: stops ? 'error' : 'warning',
              message: { text: say(message) },
            })),
          },
        ],
        artifacts: [
          { location: { uri }, roles: ['analysisTarget'], mimeType: 'text/plain', encoding: 'utf-8' },
        ],
        columnKind: 'utf16CodeUnits',
        newlineSequences: newlines,
        results: analysis.findings.map(result),
      },
    ],
  };
}

const levelOf: Record<Severity, string> = {
  critical: 'error',
  major: 'error',
  minor: 'warning',
  neutral: 'note',
};

const rules: readonly Category[] = categories.filter(category => taxonomy[category].detected);

function ruleOf(category: Category, say: Say): object {
  const { dimension, severity } = taxonomy[category];
  return {
    id: category,
    shortDescription: { text: say({ key: `category.${category}` }) },
    help: { text: say({ key: 'check.rule', params: { category, dimension, severity } }) },
    defaultConfiguration: { level: levelOf[severity] },
    properties: { tags: [`MQM/${dimension}`] },
  };
}
