import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { type Remembered, Repeated } from '../store/store.ts';
import { actor, type Services } from './context.ts';
import { Problem } from './problem.ts';

/** An answer of the API to something that had an effect. `article`: whose words may stand in the body. */
export type Answer = {
  readonly status: number;
  readonly body: object;
  readonly location?: string;
  readonly article?: string;
};

/** The answer to what is gone now. */
export const nothingMore: Answer = { status: 204, body: {} };

/** What names a request: its key with who asks for what, and what it asks. */
type Naming = Pick<Remembered, 'key' | 'bodyHash'>;
const named = new WeakMap<Request, Naming>();

const hash = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/**
 * Idempotency-Key: the same key with the same body has one effect and gets the first answer again, also when the
 * requests come at once or the desk broke down in between; with another body it is refused. What was refused had no
 * effect and is not remembered. After draft-ietf-httpapi-idempotency-key-header.
 */
export function once({ store }: Pick<Services, 'store'>): RequestHandler {
  const underWay = new Map<string, Promise<void>>();
  return async (request, response, next) => {
    const given = request.get('Idempotency-Key');
    if (given === undefined) return next();
    if (!/^[\x21-\x7e]{1,200}$/.test(given)) throw new Problem(422, 'bad-key', { key: 'problem.bad-key' });
    const naming: Naming = {
      key: hash([actor(request).user.id, request.method, request.path, given]),
      bodyHash: hash([request.body ?? null]),
    };
    for (let other = underWay.get(naming.key); other; other = underWay.get(naming.key)) await other;
    let finish = () => {};
    underWay.set(
      naming.key,
      new Promise(resolve => {
        finish = resolve;
      }),
    );
    response.once('close', () => {
      underWay.delete(naming.key);
      finish();
    });
    const remembered = await store.remembered(naming.key);
    if (remembered) return again(response, remembered, naming);
    named.set(request, naming);
    next();
  };
}

/** How an action says what is to be kept with its effect, or nothing where no key came along. */
export function remembering(
  { now }: Pick<Services, 'now'>,
  request: Request,
): ((answer: Answer) => Remembered) | undefined {
  const naming = named.get(request);
  return naming && (answer => kept(naming, answer, now()));
}

const kept = (naming: Naming, { status, body, location, article }: Answer, at: Date): Remembered => ({
  ...naming,
  status,
  body: JSON.stringify(body),
  ...(location !== undefined && { location }),
  ...(article !== undefined && { article }),
  at: at.toISOString(),
});

/** Sends what is really known by now, and keeps it in place of what was kept with the effect. */
export async function sendAnswer(
  { store, now }: Pick<Services, 'store' | 'now'>,
  request: Request,
  response: Response,
  answer: Answer,
): Promise<void> {
  const naming = named.get(request);
  const sent = kept(naming ?? { key: '', bodyHash: '' }, answer, now());
  if (naming) await store.correctRemembered(sent);
  send(response, sent);
}

/** Answers a request whose effect another process had in the meantime. Throws what is no such thing. */
export async function answerRepeated(
  { store }: Pick<Services, 'store'>,
  request: Request,
  response: Response,
  error: unknown,
): Promise<void> {
  const naming = named.get(request);
  const remembered = error instanceof Repeated && naming && (await store.remembered(naming.key));
  if (!remembered) throw error;
  again(response, remembered, naming);
}

function again(response: Response, remembered: Remembered, { bodyHash }: Naming): void {
  if (remembered.bodyHash !== bodyHash) throw new Problem(422, 'key-reused', { key: 'problem.key-reused' });
  if (remembered.status === 410) throw new Problem(410, 'removed', { key: 'problem.removed' });
  response.setHeader('Idempotency-Replayed', 'true');
  send(response, remembered);
}

function send(response: Response, { status, body, location }: Remembered): void {
  response.status(status);
  if (location !== undefined) response.location(location);
  if (status === 204) response.end();
  else response.type('application/json').send(body);
}
