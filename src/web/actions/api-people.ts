import type { Request } from 'express';
import type { User } from '../../model/index.ts';
import type { Token } from '../../store/store.ts';
import { type Action, actor, param, type Services } from '../context.ts';
import { readBody } from '../forms/read.ts';
import { newTokenSchema, newUserSchema, userChangeSchema } from '../forms/schemas.ts';
import { type Answer, nothingMore, remembering, sendAnswer } from '../once.ts';
import { addToken, addUser, changeUser, type MadeToken, revokeToken } from '../people.ts';
import { Problem } from '../problem.ts';

const partsOf = ({ store, now, newId }: Services, request: Request) => ({
  store,
  now,
  newId,
  by: actor(request).user.id,
});

/** `GET /api/v1/users`. */
export const apiUsers: Action = async ({ store }, _request, response) => {
  response.json({ users: await store.users() });
};

/** `POST /api/v1/users`: makes an account. */
export const apiAddUser: Action = async (services, request, response) => {
  const input = readBody(request, newUserSchema);
  const remember = remembering(services, request);
  const made = await addUser(
    partsOf(services, request),
    input,
    remember && (user => remember({ status: 201, body: user })),
  );
  if ('refused' in made) throw new Problem(made.code === 'taken' ? 409 : 422, made.code, made.refused);
  await sendAnswer(services, request, response, { status: 201, body: made.user });
};

/** `PATCH /api/v1/users/:id`: another role, or shut out, or let in again. */
export const apiChangeUser: Action = async (services, request, response) => {
  const change = readBody(request, userChangeSchema);
  const id = param(request, 'id');
  const find = async () => (await services.store.users()).find(user => user.id === id);
  const user = await find();
  if (!user) throw noUser(id);
  const answered = (changed: User): Answer => ({ status: 200, body: changed });
  const { role = user.role, disabled = user.disabled } = change;
  const remember = remembering(services, request)?.(answered({ ...user, role, disabled }));
  const refused = await changeUser(partsOf(services, request), user, change, { remember });
  if (refused) throw refused.code === 'unknown' ? noUser(id) : new Problem(409, 'conflict', refused.refused);
  await sendAnswer(services, request, response, answered((await find()) ?? user));
};

const noUser = (id: string): Problem =>
  new Problem(404, 'not-found', { key: 'user.unknown', params: { name: id } });

/** `GET /api/v1/tokens`: those that are alive. Their secrets are nowhere. */
export const apiTokens: Action = async ({ store }, _request, response) => {
  const shown = ({ id, name, user, scope, at, usedAt }: Token) => ({
    id,
    name,
    user: user.name,
    scope,
    at,
    ...(usedAt !== undefined && { usedAt }),
  });
  response.json({ tokens: (await store.tokens()).map(shown) });
};

/**
 * `POST /api/v1/tokens`: makes a token. Its secret is in this answer alone: sent again under the same
 * Idempotency-Key, the answer comes without it, because no secret is kept.
 */
export const apiAddToken: Action = async (services, request, response) => {
  const input = readBody(request, newTokenSchema);
  const answered = (token: MadeToken): Answer => ({ status: 201, body: token });
  const remember = remembering(services, request);
  const made = await addToken(
    partsOf(services, request),
    input,
    remember && (token => remember(answered(token))),
  );
  if ('refused' in made) throw new Problem(422, 'invalid', made.refused);
  response.status(201).json({ ...made.token, token: made.secret });
};

/** `DELETE /api/v1/tokens/:id`. */
export const apiRevokeToken: Action = async (services, request, response) => {
  const id = param(request, 'id');
  const remember = remembering(services, request)?.(nothingMore);
  if (!(await revokeToken(partsOf(services, request), id, { remember })))
    throw new Problem(404, 'not-found', { key: 'token.unknown', params: { name: id } });
  await sendAnswer(services, request, response, nothingMore);
};
