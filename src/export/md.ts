import type { Exporter } from './exporter.ts';
import { leavingParagraphs, type Paragraph } from './paragraphs.ts';

/**
 * The corrected text as Markdown (CommonMark): `#` before the headline, `##` before headings, one line a paragraph.
 * Whatever a reader of Markdown would take for a sign is escaped, so that it shows the same words. A draft begins
 * with a paragraph that says so.
 */
export const md: Exporter = {
  id: 'md',
  label: 'export.md',
  mediaType: 'text/markdown; charset=utf-8; variant=CommonMark',
  extension: 'md',
  render({ review, draft, say, at }) {
    const blocks = leavingParagraphs(review, draft).map(blockOf);
    if (draft) blocks.unshift(`**${escaped(say({ key: 'export.draft-line', params: { at } }))}**`);
    return `${blocks.join('\n\n')}\n`;
  },
};

const signOf: Record<Paragraph['kind'], string> = { headline: '# ', heading: '## ', paragraph: '' };

const blockOf = ({ kind, text }: Paragraph): string => signOf[kind] + escaped(text);

/**
 * One line of words, each sign with a meaning behind a backslash. `$` has none in CommonMark, but many readers take
 * two sums of money for a formula. Addresses are no links: the colon of "https://", the point of "www." and "@" are
 * escaped because some readers look for them.
 */
const escaped = (text: string): string =>
  text
    .replace(/[\\`*_[\]<>~|#$@]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/(www)\./gi, '$1\\.')
    .replace(/^(?=[-+=])/, '\\')
    .replace(/^(\d{1,9})(?=[.)])/, '$1\\');
