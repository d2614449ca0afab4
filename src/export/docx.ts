import type { Exporter } from './exporter.ts';
import { leavingParagraphs } from './paragraphs.ts';
import { wordFile, wordType } from './word-file.ts';

/** The corrected text as a Word file, without a trace of what was changed. */
export const docx: Exporter = {
  id: 'docx',
  label: 'export.docx',
  mediaType: wordType,
  extension: 'docx',
  names: true,
  render(input) {
    const paragraphs = leavingParagraphs(input.review, input.draft);
    const kept = { as: 'kept' } as const;
    return wordFile(
      input,
      paragraphs.map(({ kind, text }) => ({ kind, runs: [{ ...kept, text }], end: kept })),
    );
  },
  preview: ({ review, draft }) => ({ paragraphs: leavingParagraphs(review, draft) }),
};
