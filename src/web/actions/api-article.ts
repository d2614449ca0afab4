import type { HistoryItem } from '../../model/index.ts';
import { type Action, actor, namesOf, param, type Services } from '../context.ts';
import type { Desk, TextSet } from '../desk.ts';
import { readBody, readQuery } from '../forms/read.ts';
import { historyQuery, textSchema } from '../forms/schemas.ts';
import { asTextInput } from '../forms/text-input.ts';
import { type Answer, nothingMore, remembering, sendAnswer } from '../once.ts';
import { type ArticlePresenter, articlePresenter } from '../present/article-json.ts';
import { Problem, problemOfInput, problemOfRefusal } from '../problem.ts';

export const noArticle = (): Problem => new Problem(404, 'not-found', { key: 'refuse.no-article' });

/** `GET /api/v1/articles/:id`. */
export const apiGetArticle: Action = async ({ desk, store, say }, request, response) => {
  const review = await desk.review(param(request, 'id'));
  if (!review) throw noArticle();
  response.json(articlePresenter(say, await namesOf(store)).article(review));
};

/** `PUT /api/v1/articles/:id/comparable` and `/source`: adds or replaces it, answers the article. */
const putText =
  (role: 'comparable' | 'source'): Action =>
  async (services, request, response) => {
    const { desk, store, say } = services;
    const id = param(request, 'id');
    const input = asTextInput(readBody(request, textSchema));
    const presenter = articlePresenter(say, await namesOf(store));
    const answered = ({ review }: TextSet): Answer => ({
      status: 200,
      body: presenter.article(review),
      article: id,
    });
    const remember = remembering(services, request);
    const set = await desk.setText(
      id,
      role,
      input,
      actor(request),
      request.get('If-Match'),
      remember && (set => remember(answered(set))),
    );
    await sendAnswer(services, request, response, answered(orThrow(set, services, presenter)));
  };
export const apiPutComparable = putText('comparable');
export const apiPutSource = putText('source');

/**
 * `PUT /api/v1/articles/:id/translation`: a newer machine translation. Answers how many decisions stand on it, and
 * those that have no place in it, as they were.
 */
export const apiPutTranslation: Action = async (services, request, response) => {
  const { desk, store, say } = services;
  const id = param(request, 'id');
  const input = asTextInput(readBody(request, textSchema));
  const presenter = articlePresenter(say, await namesOf(store));
  const answered = ({ review, carried }: TextSet): Answer => ({
    status: 200,
    body: {
      id,
      etag: review.etag,
      state: review.state,
      analysis: review.analysis,
      kept: carried?.kept ?? 0,
      unplaced: unplacedIn(carried).map(presenter.history),
    },
    article: id,
  });
  const remember = remembering(services, request);
  const set = await desk.setText(
    id,
    'translation',
    input,
    actor(request),
    request.get('If-Match'),
    remember && (set => remember(answered(set))),
  );
  await sendAnswer(services, request, response, answered(orThrow(set, services, presenter)));
};

/** The decisions that a newer translation has no place for, as the history of the one before told them. */
const unplacedIn = (carried: TextSet['carried']): HistoryItem[] =>
  carried?.before.history.filter(({ id }) => carried.unplaced.includes(id)) ?? [];

/** What was set, unless it was refused. */
function orThrow(
  answer: Awaited<ReturnType<Desk['setText']>>,
  { say }: Pick<Services, 'say'>,
  presenter: ArticlePresenter,
): TextSet {
  if ('refused' in answer) throw problemOfInput(answer.refused, say);
  if ('refusal' in answer)
    throw problemOfRefusal(answer.refusal, answer.present && { present: presenter.article(answer.present) });
  return answer;
}

/** `DELETE /api/v1/articles/:id`: erases its words; the log keeps its lines and their hashes. */
export const apiRemoveArticle: Action = async (services, request, response) => {
  const remember = remembering(services, request)?.(nothingMore);
  const removed = await services.desk.remove(param(request, 'id'), actor(request).user.id, remember);
  if (!removed) throw noArticle();
  await sendAnswer(services, request, response, nothingMore);
};

const pageSize = 200;

/** `GET /api/v1/articles/:id/history`, oldest first. */
export const apiHistory: Action = async ({ desk, store, say }, request, response) => {
  const review = await desk.review(param(request, 'id'));
  if (!review) throw noArticle();
  const { cursor: after } = readQuery(request, historyQuery);
  const from = after === undefined ? 0 : review.history.findIndex(({ id }) => id === after) + 1;
  if (after !== undefined && from === 0) throw new Problem(422, 'invalid', { key: 'problem.bad-cursor' });
  const page = review.history.slice(from, from + pageSize);
  const presenter = articlePresenter(say, await namesOf(store));
  const more = review.history.length > from + pageSize;
  response.json({ decisions: page.map(presenter.history), ...(more && { next: page.at(-1)!.id }) });
};
