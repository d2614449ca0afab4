import { csvFile } from './csv-file.ts';
import type { Exporter, ExportInput } from './exporter.ts';
import { leavingCorrections } from './leaving-text.ts';

const columns = [
  'article',
  'segment',
  'start',
  'end',
  'before',
  'after',
  'category',
  'severity',
  'detector',
  'reviewer',
  'decided',
  'approver',
  'approved',
  'engine',
] as const;

/**
 * The record of corrections, one a row, in the order of the text. `segment` counts from 0, `start` and `end` are
 * offsets of the import, as in the JSON export. In a draft each `approved` begins with the word draft, so that no
 * reader takes it for a date; the time of an approval that was given follows.
 */
export const csv: Exporter = {
  id: 'csv',
  label: 'export.csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  extension: 'csv',
  render: input => csvFile(columns, rowsOf(input)),
  preview: input => ({ columns, rows: rowsOf(input).map(row => row.map(String)) }),
};

const rowsOf = ({ review, draft, say, nameOf }: ExportInput): (string | number)[][] =>
  leavingCorrections(review, draft).map(correction => {
    const verdict = correction.state === 'approved' ? correction.verdict : undefined;
    const row: Record<(typeof columns)[number], string | number> = {
      article: review.id,
      segment: correction.segment,
      start: correction.start,
      end: correction.end,
      before: correction.before,
      after: correction.after,
      category: correction.category,
      severity: correction.severity,
      detector: correction.detector ?? '',
      reviewer: nameOf(correction.by),
      decided: correction.at,
      approver: verdict ? nameOf(verdict.by) : '',
      approved: [draft ? say({ key: 'export.draft-cell' }) : '', verdict?.at ?? ''].join(' ').trim(),
      engine: review.texts.translation.engine ?? '',
    };
    return columns.map(column => row[column]);
  });
