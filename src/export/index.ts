import articleSchema from './article.schema.json' with { type: 'json' };
import { csv } from './csv.ts';
import { docx } from './docx.ts';
import { docxTracked } from './docx-tracked.ts';
import type { Exporter } from './exporter.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { md } from './md.ts';
import { txt } from './txt.ts';

/** Every format that an article leaves in. */
export const exporters: readonly Exporter[] = [txt, md, html, docx, docxTracked, json, csv];

/** The formats that can leave without names, as a list for sentences. */
export const namelessFormats = exporters
  .filter(({ names }) => !names)
  .map(({ id }) => id)
  .join(', ');

const slugLength = 60;

/** Names that Windows keeps for devices, whatever their ending. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * The file's name: the title in plain letters, `DRAFT-` before it unless the text is approved. Safe on every file
 * system: letters a to z, digits and hyphens.
 */
export function exportName(title: string, extension: string, draft: boolean): string {
  const slug = title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, slugLength)
    .replace(/^-+|-+$/g, '');
  const name = reserved.test(slug) ? `article-${slug}` : slug || 'article';
  return `${draft ? 'DRAFT-' : ''}${name}.${extension}`;
}

export { type CheckResult, checkResult } from './check-json.ts';
export type { Exporter, ExportInput, Preview } from './exporter.ts';
export type { Paragraph, Run, TrackedParagraph } from './paragraphs.ts';
export { type Include, includes, refuseExport } from './refuse.ts';
/** What the JSON export looks like, as JSON Schema 2020-12. */
export { articleSchema };
