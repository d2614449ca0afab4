import { type Exporter, exporters, exportName } from '../../export/index.ts';
import type { Review, User } from '../../model/index.ts';
import type { Say } from '../../text/index.ts';
import { shortName } from './names.ts';

const lineMost = 200;
const unitMost = 30_000;

export type ExportInput = {
  readonly say: Say;
  readonly review: Review;
  readonly exporter: Exporter;
  readonly draft: boolean;
  readonly at: string;
  readonly user: (id: string) => User | undefined;
};

/** The page that shows what will leave before it does. */
export function presentExport({ say, review, exporter, draft, at, user }: ExportInput) {
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
    ...previewOf(say, exporter.render({ review, draft, say, at, nameOf })),
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

/** The first lines of a file; formats that are no text have none to show. */
function previewOf(say: Say, content: unknown) {
  if (typeof content !== 'string') return { noPreview: true };
  const lines = content.slice(0, unitMost).split('\n', lineMost + 1);
  const shown = lines.slice(0, lineMost);
  const whole = lines.length <= lineMost && content.length <= unitMost;
  return {
    preview: shown.join('\n'),
    ...(!whole && { cut: say({ key: 'export.cut', params: { n: shown.length } }) }),
  };
}
