import { exporters } from '../../export/index.ts';
import { type Action, actor, namesOf, param, query } from '../context.ts';
import { crumbOf } from '../present/approve.ts';
import { presentExport } from '../present/export-page.ts';
import { noArticle } from './api-article.ts';

/** `GET /articles/:id/export?format=&include=`: what will leave, before it does. Unapproved text is a draft. */
export const showExport: Action = async ({ desk, store, say, now }, request, response) => {
  const review = await desk.review(param(request, 'id'));
  if (!review) throw noArticle();
  const format = query(request, 'format');
  const exporter = exporters.find(({ id }) => id === format) ?? exporters[0]!;
  const draft = review.state !== 'approved' || query(request, 'include') === 'proposed';
  const user = await namesOf(store);
  response.render('export', {
    pageTitle: say({ key: 'page.export', params: { title: review.title } }),
    scripts: ['keys.js'],
    user: actor(request).user,
    crumb: crumbOf(say, review, user),
    desk: `/articles/${review.id}`,
    ...(await presentExport({ say, review, exporter, draft, at: now().toISOString(), user })),
  });
};
