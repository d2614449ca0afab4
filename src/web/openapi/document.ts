import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiParameters,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import type { Permission } from '../../model/index.ts';
import { cookieName } from '../guard.ts';
import { type ProblemCode, problemCodes } from '../problem-codes.ts';
import type { Route } from '../routes.ts';
import * as answers from './answers.ts';
import { type Example, groups, type Operation, operations } from './operations.ts';
import { shown } from './story.ts';

/** A row of the route table that belongs to the API, with what its documentation says. */
export type ApiRoute = Route & { readonly operation: Operation };

/** The API in the order of the page: every row that names an operation. */
export function apiRoutes(routes: readonly Route[]): ApiRoute[] {
  const order = Object.keys(operations);
  return routes
    .flatMap(route => (route.doc ? [{ ...route, operation: operations[route.doc] as Operation }] : []))
    .sort((a, b) => order.indexOf(a.doc!) - order.indexOf(b.doc!));
}

/** `/articles/:id` as OpenAPI writes it. */
export const templateOf = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

/** Who a permission is of, beside the scope of a token, which has its name. */
export const rolesOf: Record<Permission, string> = {
  read: 'everybody with an account',
  check: 'everybody with an account',
  review: 'reviewers, approvers and owners',
  approve: 'approvers and owners',
  admin: 'owners',
};

/** What can go wrong with every request of a sort, and what with this one. */
export function problemsOf({ method, path, permission, body, operation }: ApiRoute): ProblemCode[] {
  const { query, once, lastEventId, problems = [] } = operation;
  const codes: ProblemCode[] = ['bad-token', ...problems];
  if (permission !== 'open') codes.push('sign-in', 'forbidden');
  if (permission !== 'open' && method !== 'get') codes.push('foreign-site', 'disk-full');
  if (path.includes(':')) codes.push('not-found', 'bad-request');
  if (body === 'json') codes.push('bad-request', 'too-large', 'not-json', 'invalid');
  if (query) codes.push('doubled-field', 'invalid');
  if (lastEventId) codes.push('invalid');
  if (once) codes.push('bad-key', 'key-reused', 'removed');
  codes.push('fault');
  const known = Object.keys(problemCodes);
  return [...new Set(codes)].sort((a, b) => known.indexOf(a) - known.indexOf(b));
}

/** The OpenAPI 3.1 document, drawn from the route table, the schemas that validate, and operations.ts. */
export function makeDocument(routes: readonly Route[]): ReturnType<typeof createDocument> {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of apiRoutes(routes)) {
    const path = templateOf(route.path);
    paths[path] = { ...paths[path], [route.method]: operationObject(route) };
  }
  const { decision, ...events } = answers.events;
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Walnuts',
        version: '1',
        summary: 'The review desk for machine-translated news, for programs.',
        description: introduction,
      },
      servers: [{ url: '/', description: 'The desk that this document comes from.' }],
      externalDocs: { url: '/api', description: 'The same, to be read.' },
      tags: Object.entries(groups).map(([name, description]) => ({ name, description })),
      paths,
      components: {
        securitySchemes: {
          token: {
            type: 'http',
            scheme: 'bearer',
            description:
              'A token of a program, made by an owner. Its scope is read, check, review, approve or admin; each holds the ones before it, and none gives more than the account behind it may.',
          },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: cookieName,
            description:
              'The session of a person, who signed in at /login (a form with name and password). The roles reader, reviewer, approver and owner add up.',
          },
        },
        schemas: Object.fromEntries(Object.values(events).map(schema => [schema.meta()!.id!, schema])),
      },
    } satisfies ZodOpenApiObject,
    {
      // Whoever reads answers has to bear new fields; what is sent is held to the letter.
      override: ({ jsonSchema, io }) => {
        if (io === 'output' && jsonSchema.additionalProperties === false)
          delete jsonSchema.additionalProperties;
      },
    },
  );
}

const introduction = `JSON in UTF-8. Offsets count UTF-16 code units of the text as it was imported, end exclusive. A text has at most 1,000,000 of them and 5,000 segments; a batch has at most 200 decisions, a request at most 9 MB.

If-Match carries the etag of what is changed: without it 428, with an old one 412 and the present state. Idempotency-Key makes a request safe to repeat: the same body gets the first answer again, with Idempotency-Replayed: true, another body 422. Trouble is application/problem+json with a code. A method that an address does not take is answered 405, and Allow lists those that it takes.`;

function operationObject(route: ApiRoute): ZodOpenApiOperationObject {
  const { doc, permission, operation } = route;
  const { group, summary, description, query, body } = operation;
  return {
    operationId: doc!,
    tags: [group],
    summary,
    description: [description, mayUse(permission)].filter(Boolean).join('\n\n'),
    security: permission === 'open' ? [] : [{ token: [permission] }, { session: [] }],
    requestParams: {
      ...(route.path.includes(':') && { path: z.object({ id: idOf(route.path) }) }),
      ...(query && { query }),
      ...headersOf(operation),
    },
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: body, examples: bodyExamples(operation.examples) } },
      },
    }),
    responses: { ...goodAnswer(route), ...troubles(route) },
  };
}

const things: Record<string, string> = { articles: 'article', users: 'account', tokens: 'token' };
const idOf = (path: string): z.ZodType => {
  const [, list = ''] = /\/(\w+)\/:id/.exec(path) ?? [];
  return z.string().meta({ description: `The id of the ${things[list]}.` });
};

/** Who may use a route, as a sentence. */
export const mayUse = (permission: Route['permission']): string =>
  permission === 'open'
    ? 'Open without signing in.'
    : `For ${rolesOf[permission]}; tokens with scope ${permission} or more.`;

function headersOf({ ifMatch, once, lastEventId }: Operation): Pick<ZodOpenApiParameters, 'header'> {
  const header = {
    ...(ifMatch && {
      'If-Match': (ifMatch === 'needed' ? z.string() : z.string().optional()).meta({
        description: 'The etag of what is changed, as it was read.',
        example: '"a-12"',
      }),
    }),
    ...(once && {
      'Idempotency-Key': z
        .string()
        .regex(/^[\x21-\x7e]{1,200}$/)
        .optional()
        .meta({ description: 'Your name for this request: sent again, it has no second effect.' }),
    }),
    ...(lastEventId && {
      'Last-Event-ID': z
        .string()
        .regex(/^\d{1,15}$/)
        .optional()
        .meta({ description: 'Number of the last line heard; the later ones are told.' }),
    }),
  };
  return Object.keys(header).length ? { header: z.object(header) } : {};
}

const bodyExamples = (examples: readonly Example[]) =>
  Object.fromEntries(
    examples.map(({ says, body }, index) => [`example-${index + 1}`, { summary: says, value: body }]),
  );

function goodAnswer({ operation, doc }: ApiRoute): ZodOpenApiResponsesObject {
  const { status, answer, once } = operation;
  const { says, schema = z.string(), media = ['application/json'], headers = {} } = answer;
  const told = { ...headers, ...(once && { 'Idempotency-Replayed': 'true: the first answer, sent again.' }) };
  return {
    [`${status}`]: {
      description: says,
      ...(Object.keys(told).length && {
        headers: Object.fromEntries(
          Object.entries(told).map(([name, description]) => [
            name,
            { description, schema: { type: 'string' } },
          ]),
        ),
      }),
      ...(status !== 204 && {
        content: Object.fromEntries(
          media.map(type => [
            type,
            {
              schema,
              ...(answer.shown !== undefined && { example: answer.shown }),
            },
          ]),
        ),
      }),
    },
    ...(doc === 'readiness' && {
      '503': { description: 'It does not.', content: { 'application/json': { schema: answers.health } } },
    }),
  };
}

function troubles(route: ApiRoute): ZodOpenApiResponsesObject {
  const byStatus = Map.groupBy(problemsOf(route), code => problemCodes[code][0]);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map(code => `\`${code}\`: ${problemCodes[code][1]}`).join('\n\n'),
        content: {
          'application/problem+json': {
            schema: answers.problem,
            ...(status === shown.problem.status && { example: shown.problem }),
          },
        },
      },
    ]),
  );
}
