import { type Action, actor, namesOf, param } from '../context.ts';
import { readBody } from '../forms/read.ts';
import { batchSchema, decisionSchema } from '../forms/schemas.ts';
import { articlePresenter } from '../present/article-json.ts';
import { problemOfRefusal } from '../problem.ts';

/** `POST /api/v1/articles/:id/decisions`: the one door for every act. */
export const apiDecide: Action = async ({ desk, store, say }, request, response) => {
  const body: unknown = request.body;
  const several = typeof body === 'object' && body !== null && Object.hasOwn(body, 'decisions');
  const requests = several ? readBody(request, batchSchema).decisions : [readBody(request, decisionSchema)];
  const answer = await desk.decide(param(request, 'id'), requests, actor(request), request.get('If-Match'));
  const presenter = articlePresenter(say, await namesOf(store));
  if ('refusal' in answer)
    throw problemOfRefusal(answer.refusal, answer.present && { present: presenter.article(answer.present) });
  response.json(presenter.decided(answer));
};
