import { type Action, actor, namesOf, param } from '../context.ts';
import type { Decided } from '../desk.ts';
import { readBody } from '../forms/read.ts';
import { batchSchema, decisionSchema } from '../forms/schemas.ts';
import { type Answer, remembering, sendAnswer } from '../once.ts';
import { articlePresenter } from '../present/article-json.ts';
import { problemOfRefusal } from '../problem.ts';

/** `POST /api/v1/articles/:id/decisions`: the one door for every act. */
export const apiDecide: Action = async (services, request, response) => {
  const { desk, store, say } = services;
  const id = param(request, 'id');
  const body: unknown = request.body;
  const several = typeof body === 'object' && body !== null && Object.hasOwn(body, 'decisions');
  const requests = several ? readBody(request, batchSchema).decisions : [readBody(request, decisionSchema)];
  const presenter = articlePresenter(say, await namesOf(store));
  const answered = (decided: Decided): Answer => ({
    status: 200,
    body: presenter.decided(decided),
    article: id,
  });
  const remember = remembering(services, request);
  const answer = await desk.decide(
    id,
    requests,
    actor(request),
    request.get('If-Match'),
    remember && (decided => remember(answered(decided))),
  );
  if ('refusal' in answer)
    throw problemOfRefusal(answer.refusal, answer.present && { present: presenter.article(answer.present) });
  await sendAnswer(services, request, response, answered(answer));
};
