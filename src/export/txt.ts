import type { Exporter } from './exporter.ts';
import { leavingText } from './leaving-text.ts';

/**
 * The corrected text: the import with its corrections, unit for unit elsewhere. A draft begins with a line that
 * says so.
 */
export const txt: Exporter = {
  id: 'txt',
  label: 'export.txt',
  mediaType: 'text/plain; charset=utf-8',
  extension: 'txt',
  render({ review, draft, say, at }) {
    const text = leavingText(review, draft);
    return draft ? `${say({ key: 'export.draft-line', params: { at } })}\n\n${text}` : text;
  },
};
