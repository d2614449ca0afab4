import { Projection } from '../review/index.ts';
import type { Exporter } from './exporter.ts';

/**
 * The corrected text: the import with its corrections, unit for unit elsewhere. A draft begins with a line that
 * says so; corrections that were returned are left out of it, since nobody stands by them.
 */
export const txt: Exporter = {
  id: 'txt',
  label: 'export.txt',
  mediaType: 'text/plain; charset=utf-8',
  extension: 'txt',
  render({ review, draft, say, at }) {
    if (!draft) return review.currentText;
    const standing = review.corrections.filter(({ state }) => state !== 'returned');
    const { text } = new Projection(review.texts.translation.content, standing);
    return `${say({ key: 'export.draft-line', params: { at } })}\n\n${text}`;
  },
};
