import { type Action, actor, namesOf, param, query } from '../context.ts';
import { readBody } from '../forms/read.ts';
import { textSchema } from '../forms/schemas.ts';
import { asTextInput } from '../forms/text-input.ts';
import { articlePresenter } from '../present/article-json.ts';
import { Problem, problemOfInput, problemOfRefusal } from '../problem.ts';

export const noArticle = (): Problem => new Problem(404, 'not-found', { key: 'refuse.no-article' });

/** `GET /api/v1/articles/:id`. */
export const apiGetArticle: Action = async ({ desk, store, say }, request, response) => {
  const review = await desk.review(param(request, 'id'));
  if (!review) throw noArticle();
  response.json(articlePresenter(say, await namesOf(store)).article(review));
};

/** `PUT /api/v1/articles/:id/comparable` and `/source`. */
const putText =
  (role: 'comparable' | 'source'): Action =>
  async ({ desk, store, say }, request, response) => {
    const input = asTextInput(readBody(request, textSchema));
    const answer = await desk.setText(
      param(request, 'id'),
      role,
      input,
      actor(request),
      request.get('If-Match'),
    );
    const presenter = articlePresenter(say, await namesOf(store));
    if ('refused' in answer) throw problemOfInput(answer.refused, say);
    if ('refusal' in answer)
      throw problemOfRefusal(
        answer.refusal,
        answer.present && { present: presenter.article(answer.present) },
      );
    response.json(presenter.article(answer.review));
  };
export const apiPutComparable = putText('comparable');
export const apiPutSource = putText('source');

export const badCursor = (): Problem => new Problem(422, 'invalid', { key: 'problem.bad-cursor' });

const pageSize = 200;

/** `GET /api/v1/articles/:id/history`, oldest first. */
export const apiHistory: Action = async ({ desk, store, say }, request, response) => {
  const review = await desk.review(param(request, 'id'));
  if (!review) throw noArticle();
  const after = query(request, 'cursor');
  const from = after === undefined ? 0 : review.history.findIndex(({ id }) => id === after) + 1;
  if (after !== undefined && from === 0) throw badCursor();
  const page = review.history.slice(from, from + pageSize);
  const presenter = articlePresenter(say, await namesOf(store));
  const more = review.history.length > from + pageSize;
  response.json({ decisions: page.map(presenter.history), ...(more && { next: page.at(-1)!.id }) });
};
