import {
  type Exporter,
  type ExportInput,
  exporters,
  exportName,
  type Paragraph,
  type Preview,
  type Run,
  type TrackedParagraph,
} from '../../export/index.ts';
import type { Review, SegmentKind, User } from '../../model/index.ts';
import type { Say } from '../../text/index.ts';
import { shortName } from './names.ts';
import { withBidiSigns, withSigns } from './tracked-text.ts';

/** How much a preview shows: lines, paragraphs or rows, and units of text. */
const itemsMost = 200;
const unitsMost = 30_000;
const cellMost = 300;

export type ExportPageInput = {
  readonly say: Say;
  readonly review: Review;
  readonly exporter: Exporter;
  readonly draft: boolean;
  readonly at: string;
  readonly user: (id: string) => User | undefined;
};

/** The page that shows what will leave before it does. */
export async function presentExport({ say, review, exporter, draft, at, user }: ExportPageInput) {
  const approvable = review.state === 'approved';
  const fileName = exportName(review.title, exporter.extension, draft);
  const nameOf = (id: string): string => user(id)?.fullName ?? id;
  const include = draft ? 'proposed' : 'approved';
  const address = `/articles/${review.id}/export`;
  return {
    action: address,
    formats: exporters.map(({ id, label, extension }) => ({
      id,
      label: say({ key: label }),
      extension,
      chosen: id === exporter.id,
    })),
    includes: [
      {
        name: 'approved',
        label: say({ key: approvable ? 'export.approved' : 'export.approved-not' }),
        chosen: !draft,
        closed: !approvable,
      },
      { name: 'proposed', label: say({ key: 'export.draft' }), chosen: draft, closed: false },
    ],
    ...(draft ? { draft: draftNote(say, review, fileName) } : { record: recordNote(say, review, user) }),
    fileName,
    save: say(draft ? { key: 'export.save-draft' } : { key: 'export.download', params: { name: fileName } }),
    file: `${address}/file?${new URLSearchParams({ format: exporter.id, include })}`,
    ...(await previewOf(exporter, { review, draft, say, at, nameOf })),
  };
}

function draftNote(say: Say, { id, corrections, state }: Review, fileName: string) {
  const n = corrections.length;
  const approved = corrections.filter(correction => correction.state === 'approved').length;
  return {
    count: say(n > 0 ? { key: 'export.draft-count', params: { n, approved } } : { key: 'export.draft-none' }),
    fileName,
    ...(state !== 'approved' && { missing: `/articles/${id}/approve` }),
  };
}

function recordNote(say: Say, { verdict }: Review, user: (id: string) => User | undefined) {
  const name = verdict ? shortName(user)(verdict.by) : '';
  return { said: say({ key: 'export.record', params: { name } }), at: verdict?.at };
}

// --- previews -----------------------------------------------------------------------------------------------

/** The first lines of a text, and the first paragraphs or rows of what only a program can open. */
async function previewOf(exporter: Exporter, input: ExportInput) {
  const preview = exporter.preview?.(input);
  if (!preview) return linesOf(String(await exporter.render(input)), input);
  if ('rows' in preview) return tableOf(preview, input);
  return 'tracked' in preview ? trackedOf(preview.tracked, input) : copyOf(preview.paragraphs, input);
}

function linesOf(content: string, { say }: ExportInput) {
  const lines = content.slice(0, unitsMost).split('\n', itemsMost + 1);
  const shown = lines.slice(0, itemsMost);
  const whole = lines.length <= itemsMost && content.length <= unitsMost;
  return {
    lines: shown.join('\n'),
    ...(!whole && { cut: say({ key: 'export.cut', params: { n: shown.length } }) }),
  };
}

type Word = { readonly text: string; readonly as: Run['as']; readonly sign?: string };

function copyOf(paragraphs: readonly Paragraph[], input: ExportInput) {
  const shown = upTo(paragraphs, ({ text }) => text.length);
  return {
    copy: shown.map(({ kind, text }) => blockOf(kind, [wordOf('kept', text)])),
    ...copyNotes(shown.length, paragraphs.length, input),
  };
}

function trackedOf(paragraphs: readonly TrackedParagraph[], input: ExportInput) {
  const shown = upTo(paragraphs, ({ runs }) => runs.reduce((sum, { text }) => sum + text.length, 0));
  const authors = new Map<string, Set<string>>();
  for (const trace of paragraphs.flatMap(({ runs, end }) => [...runs, end]))
    if (trace.as !== 'kept') {
      const name = input.nameOf(trace.correction.by);
      authors.set(name, (authors.get(name) ?? new Set()).add(trace.correction.id));
    }
  return {
    copy: shown.map(({ kind, runs, end }) =>
      blockOf(kind, [
        ...runs.map(({ as, text }) => wordOf(as, text)),
        ...(end.as === 'kept' ? [] : [wordOf(end.as, '\n')]),
      ]),
    ),
    authors: [...authors].map(([name, { size: n }]) =>
      input.say({ key: 'export.changes-by', params: { name, n } }),
    ),
    ...copyNotes(shown.length, paragraphs.length, input),
  };
}

const copyNotes = (n: number, all: number, { draft, say, at }: ExportInput) => ({
  ...(draft && { draftLine: say({ key: 'export.draft-line', params: { at } }) }),
  ...(n < all && { cut: say({ key: 'export.cut-paragraphs', params: { n } }) }),
});

const blockOf = (kind: SegmentKind, words: readonly Word[]) => ({
  headline: kind === 'headline',
  heading: kind === 'heading',
  words: words.map(({ as, ...word }) => ({ ...word, ins: as === 'inserted', del: as === 'deleted' })),
});

/** White space alone that came or went is shown by a sign, and spoken. */
function wordOf(as: Run['as'], text: string): Word {
  if (as === 'kept' || /\S/u.test(text)) return { as, text: withBidiSigns(text) };
  const kind = text === '\n' ? 'break' : 'space';
  return { as, text: withSigns(text), sign: `desk.${kind}-${as === 'inserted' ? 'ins' : 'del'}` };
}

function tableOf({ columns, rows }: Extract<Preview, { rows: unknown }>, { say }: ExportInput) {
  const shown = rows.slice(0, itemsMost).map(row => row.map(clipped));
  return {
    table: { columns, rows: shown },
    ...(shown.length < rows.length && { cut: say({ key: 'export.cut-rows', params: { n: shown.length } }) }),
  };
}

const clipped = (cell: string): string =>
  withBidiSigns(cell.length > cellMost ? `${cell.slice(0, cellMost)}…` : cell);

/** As many as a page takes, at least one. */
function upTo<T>(items: readonly T[], unitsOf: (item: T) => number): readonly T[] {
  let units = 0;
  const end = items.findIndex((item, at) => {
    units += unitsOf(item);
    return at > 0 && (at === itemsMost || units > unitsMost);
  });
  return end < 0 ? items : items.slice(0, end);
}
