import type { Exporter } from './exporter.ts';
import { leavingParagraphs, type Paragraph } from './paragraphs.ts';

/**
 * The corrected text as a page of its own: headline, headings and paragraphs, nothing that runs or fetches. A draft
 * says so in its title and above the text.
 */
export const html: Exporter = {
  id: 'html',
  label: 'export.html',
  mediaType: 'text/html; charset=utf-8',
  extension: 'html',
  render({ review, draft, say, at }) {
    const title = draft ? say({ key: 'export.draft-of', params: { title: review.title } }) : review.title;
    const banner = draft
      ? `<p><strong>${escaped(say({ key: 'export.draft-line', params: { at } }))}</strong></p>\n`
      : '';
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
body { max-width: 38rem; margin: 2rem auto; padding: 0 1rem; font: 1.125rem/1.6 Georgia, serif; overflow-wrap: anywhere; }
</style>
</head>
<body>
${banner}${leavingParagraphs(review, draft).map(elementOf).join('\n')}
</body>
</html>
`;
  },
  preview: ({ review, draft }) => ({ paragraphs: leavingParagraphs(review, draft) }),
};

const tagOf: Record<Paragraph['kind'], string> = { headline: 'h1', heading: 'h2', paragraph: 'p' };

const elementOf = ({ kind, text }: Paragraph): string => `<${tagOf[kind]}>${escaped(text)}</${tagOf[kind]}>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
