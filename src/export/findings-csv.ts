import type { Analysis } from '../model/index.ts';
import type { Say } from '../text/index.ts';
import { csvFile } from './csv-file.ts';
import { placeCounter } from './places.ts';

const columns = [
  'file',
  'segment',
  'line',
  'column',
  'start',
  'end',
  'text',
  'category',
  'severity',
  'confidence',
  'quiet',
  'message',
  'suggestion',
  'detector',
] as const;

/**
 * A check as a table, one finding a row, quiet ones among them. `segment` counts from 0, `line` and `column` from 1;
 * `start`, `end` and `column` count UTF-16 code units. `suggestion` is the best one; one that takes the words out is
 * said in words, since an empty cell means that there is none.
 */
export function findingsCsv(file: string, content: string, { findings }: Analysis, say: Say): string {
  const placeOf = placeCounter(content);
  return csvFile(
    columns,
    findings.map(finding => {
      const [best] = finding.suggestions;
      const row: Record<(typeof columns)[number], string | number | boolean> = {
        file,
        segment: finding.segment,
        ...placeOf(finding.start),
        start: finding.start,
        end: finding.end,
        text: finding.text,
        category: finding.category,
        severity: finding.severity,
        confidence: finding.confidence,
        quiet: finding.quiet,
        message: say(finding.message),
        suggestion: best?.text === '' ? say({ key: 'check.delete' }) : (best?.text ?? ''),
        detector: finding.detector,
      };
      return columns.map(column => row[column]);
    }),
  );
}
