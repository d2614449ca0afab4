import { exporters, exportName } from '../../export/index.ts';
import { type Action, namesOf, param, query } from '../context.ts';
import { Problem } from '../problem.ts';
import { noArticle } from './api-article.ts';

/** `GET /api/v1/articles/:id/export`: a file to save, approved text alone unless `include=proposed`. */
export const apiExport: Action = async ({ desk, store, say, now }, request, response) => {
  const review = await desk.review(param(request, 'id'));
  if (!review) throw noArticle();
  const format = query(request, 'format') ?? 'txt';
  const include = query(request, 'include') ?? 'approved';
  const exporter = exporters.find(({ id }) => id === format);
  if (!exporter) {
    const formats = exporters.map(({ id }) => id).join(', ');
    throw new Problem(422, 'invalid', { key: 'problem.unknown-format', params: { formats } });
  }
  if (include !== 'approved' && include !== 'proposed')
    throw new Problem(422, 'invalid', { key: 'problem.unknown-include' });
  if (include === 'approved' && review.state !== 'approved')
    throw new Problem(
      409,
      'not-approved',
      {
        key: 'problem.not-approved',
        params: { n: review.corrections.filter(({ state }) => state !== 'approved').length },
      },
      {
        state: review.state,
        missing: review.corrections.filter(({ state }) => state !== 'approved').map(({ id }) => id),
      },
    );
  const draft = include === 'proposed';
  const names = await namesOf(store);
  const name = exportName(review.title, exporter.extension, draft);
  response
    .attachment(name)
    .type(exporter.mediaType)
    .send(
      exporter.render({
        review,
        draft,
        say,
        at: now().toISOString(),
        nameOf: id => names(id)?.fullName ?? id,
      }),
    );
};
