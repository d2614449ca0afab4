import type { Exporter } from './exporter.ts';
import { trackedParagraphs } from './paragraphs.ts';
import { wordFile, wordType } from './word-file.ts';

/**
 * The import as a Word file with every correction as a tracked change by the person who entered it: accepting all
 * gives the corrected text, rejecting all gives the import.
 */
export const docxTracked: Exporter = {
  id: 'docx-tracked',
  label: 'export.docx-tracked',
  mediaType: wordType,
  extension: 'docx',
  names: true,
  render: input => wordFile(input, trackedParagraphs(input.review, input.draft)),
  preview: ({ review, draft }) => ({ tracked: trackedParagraphs(review, draft) }),
};
