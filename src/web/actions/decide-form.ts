import type { Request, Response } from 'express';
import type { DecisionRequest } from '../../review/index.ts';
import { type Action, actor, param, type Services } from '../context.ts';
import type { DecideAnswer } from '../desk.ts';
import { readDecisionForm } from '../forms/decision-form.ts';
import { field } from '../forms/read.ts';
import { presentConflict } from '../present/conflict.ts';
import { addressAfter } from '../present/desk-next.ts';
import { readPlaceField } from '../present/desk-place.ts';
import { problemOfRefusal } from '../problem.ts';
import { deskReader } from './desk.ts';

/** `POST /articles/:id/decisions`: every act of the desk as a form. */
export const decideForm: Action = async (services, request, response) => {
  const id = param(request, 'id');
  const requests = readDecisionForm(request);
  const answer = await services.desk.decide(id, requests, actor(request), field(request, 'etag'));
  await answerForm(services, request, response, requests, answer);
};

/** Leads back to the desk with the next finding chosen, or shows what stood in the way and loses nothing. */
export async function answerForm(
  services: Services,
  request: Request,
  response: Response,
  requests: readonly DecisionRequest[],
  answer: DecideAnswer,
): Promise<void> {
  const place = readPlaceField(field(request, 'place'), param(request, 'id'));
  if (!('refusal' in answer)) return response.redirect(303, addressAfter(answer, requests, place));
  const { refusal, present } = answer;
  if (!present) throw problemOfRefusal(refusal);
  const reader = await deskReader(services, request);
  const page = presentConflict({
    review: present,
    refusal,
    requests,
    place,
    reader,
    typed: typedIn(request),
  });
  response.status(problemOfRefusal(refusal).status).render('conflict', page);
}

/** Fields as they were sent, to be sent anew. */
function typedIn(request: Request): { name: string; value: string }[] {
  const body: Record<string, unknown> = request.body ?? {};
  return Object.keys(body).flatMap(name =>
    [body[name]].flat().flatMap(value => (typeof value === 'string' ? [{ name, value }] : [])),
  );
}
