import type { Response } from 'express';
import type { Message, Refusal } from '../model/index.ts';
import { type Say, sayRefusal } from '../text/index.ts';
import type { InputRefusal } from './desk.ts';
import type { ProblemCode } from './problem-codes.ts';

/** An expected trouble on its way to the one handler that answers it as page or JSON. */
export class Problem extends Error {
  readonly status: number;
  readonly code: ProblemCode;
  readonly said: Message;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(status: number, code: ProblemCode, said: Message, extra: Record<string, unknown> = {}) {
    super(`${status} ${code}`);
    this.status = status;
    this.code = code;
    this.said = said;
    this.extra = extra;
  }
}

const statusOfRefusal: Record<Refusal['code'], number> = {
  'not-found': 404,
  invalid: 422,
  forbidden: 403,
  conflict: 409,
  stale: 412,
  'missing-etag': 428,
};

/** A refused act as a problem; `extra` goes into the answer beside the standard fields. */
export const problemOfRefusal = (refusal: Refusal, extra: Record<string, unknown> = {}): Problem =>
  new Problem(statusOfRefusal[refusal.code], refusal.code, refusal.message, {
    ...(refusal.span && { span: refusal.span }),
    ...(refusal.because && { because: refusal.because }),
    ...extra,
  });

/** A text that cannot be taken, said with what it was meant to be. */
export function messageOfInput(refused: InputRefusal, say: Say): Message {
  const name = say({ key: `input.role.${refused.role}` });
  switch (refused.code) {
    case 'segments':
      return { key: 'input.segments', params: { name } };
    case 'spanish':
      return { key: 'input.spanish', params: { name } };
    default:
      return sayRefusal(refused, name);
  }
}

export function problemOfInput(refused: InputRefusal, say: Say): Problem {
  const tooLarge = refused.code === 'too-long' || refused.code === 'too-many-segments';
  const { code, role } = refused;
  return new Problem(tooLarge ? 413 : 422, `text-${code}`, messageOfInput(refused, say), { field: role });
}

/** A problem as application/problem+json (RFC 9457): what happened, what to do, never a stack. */
export function problemJson({ status, code, said, extra }: Problem, say: Say): string {
  return JSON.stringify({
    type: `/api#problem-${code}`,
    title: say({ key: `problem.${status}` }),
    status,
    code,
    detail: say(said),
    ...extra,
  });
}

export function sendProblem(response: Response, problem: Problem, say: Say): void {
  response.status(problem.status).type('application/problem+json').send(problemJson(problem, say));
}
