import { exporters, exportName, namelessFormats, refuseExport } from '../../export/index.ts';
import { type Action, namesOf, param } from '../context.ts';
import { readQuery } from '../forms/read.ts';
import { exportQuery } from '../forms/schemas.ts';
import { Problem } from '../problem.ts';
import { noArticle } from './api-article.ts';

/**
 * `GET /api/v1/articles/:id/export?format=&include=&names=`: a file to save, approved text alone unless
 * `include=proposed`; `names=false` leaves out who did what, where the format can do without.
 */
export const apiExport: Action = async ({ desk, store, say, now }, request, response) => {
  const review = await desk.review(param(request, 'id'));
  if (!review) throw noArticle();
  const { format, include, names } = readQuery(request, exportQuery);
  const exporter = exporters.find(({ id }) => id === format)!;
  if (names === 'false' && exporter.names)
    throw new Problem(422, 'invalid', { key: 'export.names-stay', params: { formats: namelessFormats } });
  const refusal = refuseExport(review, include);
  if (refusal)
    throw new Problem(
      409,
      'not-approved',
      { key: 'problem.not-approved', params: { n: refusal.missing.length } },
      { state: review.state, ...refusal },
    );
  const draft = include === 'proposed';
  const user = await namesOf(store);
  const file = await exporter.render({
    review,
    draft,
    say,
    at: now().toISOString(),
    nameOf: names === 'false' ? () => '' : id => user(id)?.fullName ?? id,
  });
  response
    .attachment(exportName(review.title, exporter.extension, draft))
    .type(exporter.mediaType)
    .send(file);
};
