import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exporters } from '../../src/export/index.ts';
import { decisionKinds, decisionTable } from '../../src/review/index.ts';
import { problemCodes } from '../../src/web/problem-codes.ts';
import { routes } from '../../src/web/routes.ts';
import { client, listen, serve } from '../support/api.ts';
import {
  at,
  type Document,
  examplesOf,
  type Listed,
  nodes,
  operationsOf,
  validators,
  wayToAnswer,
  wayToBody,
} from '../support/api-document.ts';
import { startDesk, type TestDesk } from '../support/web.ts';

let desk: TestDesk;
let server: Awaited<ReturnType<typeof serve>>;
let document: Document;
let page: string;
let operations: Listed[];
let schemaAt: ReturnType<typeof validators>;
beforeAll(async () => {
  desk = await startDesk({ analyst: 'threads' });
  server = await serve(desk.app);
  document = (await request(desk.app).get('/api/v1/openapi.json').expect(200)).body;
  page = (await request(desk.app).get('/api').expect(200)).text;
  operations = operationsOf(document);
  schemaAt = validators(document);
});
afterAll(async () => {
  await server.close();
  await desk.close();
});

const withoutType = (type: string | null): string => (type ?? '').replace(/;.*/, '');
const operationNamed = (id: string): Listed => operations.find(({ operationId }) => operationId === id)!;

/** Holds an answer against what the document says of its status. */
function expectAnswer(operation: Listed, status: number, type: string | null, body: unknown): void {
  const answer = operation.responses[status];
  const who = `${operation.operationId} ${status}`;
  expect(answer, who).toBeDefined();
  if (!answer?.content) return;
  const media = withoutType(type);
  expect(Object.keys(answer.content), who).toContain(media);
  if (!media.endsWith('json')) return;
  const validate = schemaAt(wayToAnswer(operation, status, media));
  expect(validate(body), `${who}: ${JSON.stringify(validate.errors)}`).toBe(true);
}

/** Trouble as the document says: its status, its shape, and a code that is listed there. */
function expectTrouble(operation: Listed, status: number, type: string | null, body: unknown): void {
  expectAnswer(operation, status, type, body);
  expect(withoutType(type)).toBe('application/problem+json');
  const { code } = body as { code: string };
  expect(operation.responses[status]!.description, operation.operationId).toContain(`\`${code}\``);
}

describe('the document', () => {
  it('is open, the same each time, and kept by who asks again', async () => {
    const first = await request(desk.app).get('/api/v1/openapi.json').expect(200);
    expect(first.type).toBe('application/json');
    await request(desk.app).get('/api/v1/openapi.json').set('If-None-Match', first.headers.etag!).expect(304);
  });

  it('holds every route of the API, and no other', () => {
    const belongs = /^\/api\/v1\/|^\/(?:healthz|readyz|metrics)$/;
    const wanted = routes.filter(({ path }) => belongs.test(path));
    expect(wanted.filter(({ doc }) => doc === undefined)).toEqual([]);
    expect(routes.filter(({ path, doc }) => doc !== undefined && !belongs.test(path))).toEqual([]);
    expect(new Set(wanted.map(({ doc }) => doc)).size).toBe(wanted.length);
    const line = (method: string, path: string, id?: string) => `${method} ${path} ${id}`;
    expect(operations.map(({ method, path, operationId }) => line(method, path, operationId)).sort()).toEqual(
      wanted.map(({ method, path, doc }) => line(method, path.replace(/:(\w+)/g, '{$1}'), doc)).sort(),
    );
  });

  it('tells the permission of each row', () => {
    for (const { doc, permission } of routes)
      if (doc)
        expect(operationNamed(doc).security, doc).toEqual(
          permission === 'open' ? [] : [{ token: [permission] }, { session: [] }],
        );
  });

  // The whole of OpenAPI's own schema is not at hand here: these are its rules for what we use.
  it('keeps the rules of OpenAPI 3.1', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    expect(Object.keys(document).sort()).toEqual(
      ['components', 'externalDocs', 'info', 'openapi', 'paths', 'servers', 'tags'].sort(),
    );
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const refs = [...nodes(document)].flatMap(({ node }) =>
      typeof node.$ref === 'string' ? [node.$ref] : [],
    );
    expect(refs.length).toBeGreaterThan(100);
    for (const ref of refs)
      expect(document.components.schemas, ref).toHaveProperty([ref.replace('#/components/schemas/', '')]);
    for (const {
      operationId,
      path,
      parameters = [],
      responses,
      requestBody,
      tags,
      security,
      method,
    } of operations) {
      const inPath = parameters.filter(parameter => parameter.in === 'path');
      expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
      expect(inPath.every(({ required }) => required === true)).toBe(true);
      const names = parameters.map(parameter => `${parameter.in} ${parameter.name}`);
      expect(new Set(names).size).toBe(names.length);
      for (const parameter of parameters) expect(parameter.schema, parameter.name).toBeTypeOf('object');
      for (const [status, { description }] of Object.entries(responses)) {
        expect(status).toMatch(/^[2-5]\d\d$/);
        expect(description.length, operationId).toBeGreaterThan(3);
      }
      expect(Object.keys(responses).some(status => status.startsWith('2'))).toBe(true);
      expect(document.tags.map(({ name }) => name)).toEqual(expect.arrayContaining([...tags]));
      for (const need of security)
        for (const name of Object.keys(need))
          expect(document.components.securitySchemes).toHaveProperty(name);
      if (method === 'get' || method === 'delete') expect(requestBody).toBeUndefined();
    }
    for (const name of Object.keys(document.components.schemas)) {
      expect(name).toMatch(/^[\w.-]+$/);
      expect(() => schemaAt(`#/components/schemas/${name}`)).not.toThrow();
    }
  });

  it('shows examples that fit their own schemas', () => {
    for (const operation of operations) {
      const { requestBody, responses } = operation;
      for (const { value } of Object.values(requestBody?.content['application/json']?.examples ?? {})) {
        const validate = schemaAt(wayToBody(operation));
        expect(validate(value), `${operation.operationId}: ${JSON.stringify(validate.errors)}`).toBe(true);
      }
      for (const [status, { content = {} }] of Object.entries(responses))
        for (const [media, { example }] of Object.entries(content))
          if (example !== undefined) expectAnswer(operation, Number(status), media, example);
    }
  });

  it('knows every kind of decision, who may, and every format', () => {
    for (const kind of decisionKinds) {
      const name = kind.charAt(0).toUpperCase() + kind.slice(1);
      const schema = document.components.schemas[name] as { description: string };
      if (kind !== 'undo')
        expect(schema.description, kind).toContain(
          decisionTable[kind].permission === 'approve' ? 'For approvers' : 'For reviewers',
        );
      expect(schema.description, kind).toContain('If-Match');
    }
    const { parameters = [], responses } = operationNamed('exportArticle');
    expect(parameters.find(({ name }) => name === 'format')?.schema.enum).toEqual(
      exporters.map(({ id }) => id),
    );
    for (const { mediaType } of exporters)
      expect(responses[200]!.content).toHaveProperty([withoutType(mediaType)]);
  });
});

describe('the page', () => {
  it('has an anchor and a sentence for every code, and no link that leads nowhere', () => {
    for (const [code, [status, says]] of Object.entries(problemCodes)) {
      expect(page).toContain(`id="problem-${code}"`);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(says.length, code).toBeGreaterThan(10);
    }
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!);
    expect(links.length).toBeGreaterThan(100);
    expect(links.filter(id => !ids.includes(id))).toEqual([]);
  });

  it('gives each code the status that the server gives it', () => {
    const web = join(import.meta.dirname, '../../src/web');
    const thrown = readdirSync(web, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .flatMap(name => [
        ...readFileSync(join(web, name), 'utf8').matchAll(/new Problem\(\s*(\d{3}),\s*'([\w-]+)'/g),
      ]);
    expect(thrown.length).toBeGreaterThan(25);
    for (const [, status, code] of thrown)
      expect(problemCodes[code as keyof typeof problemCodes]?.[0], code).toBe(Number(status));
  });

  it('shows every operation, with an example of each and of each kind of decision', () => {
    const examples = examplesOf(page);
    expect(new Set(examples.map(({ operation }) => operation))).toEqual(
      new Set(operations.map(({ operationId }) => operationId)),
    );
    const sent = examples.map(({ body = '' }) => body).join();
    for (const kind of decisionKinds) expect(sent, kind).toContain(`"kind": "${kind}"`);
  });
});

describe('the examples of the page', () => {
  it('work as they stand, in order, and answer what the document says', async () => {
    const token = await desk.token('owner', 'admin');
    const names = new Map<string, string>();
    const fill = (text: string): string =>
      text
        .replace('$WALNUTS_URL', server.url)
        .replace('$WALNUTS_TOKEN', token)
        .replace(/\{([a-z][a-z0-9-]*)\}/g, (_, name: string) => {
          const value = names.get(name);
          if (value === undefined) throw new Error(`nothing gave {${name}}`);
          return value;
        });
    for (const example of examplesOf(page)) {
      const operation = operationNamed(example.operation);
      const cutter = new AbortController();
      const url = fill(example.url);
      const response = await fetch(url, {
        method: example.method,
        signal: cutter.signal,
        headers: Object.fromEntries(
          Object.entries(example.headers).map(([name, value]) => [name, fill(value)]),
        ),
        ...(example.body !== undefined && { body: fill(example.body) }),
      });
      const type = response.headers.get('content-type');
      const streams = withoutType(type) === 'text/event-stream';
      const text = streams ? '' : await response.text();
      cutter.abort();
      const who = `${operation.operationId} ${example.body ?? url}`;
      expect(example.method.toLowerCase(), who).toBe(operation.method);
      expect(response.status, `${who}: ${text}`).toBe(example.status);
      const body: unknown = withoutType(type).endsWith('json') ? JSON.parse(text) : text;
      expectAnswer(operation, response.status, type, body);
      for (const [name, where] of example.gives) {
        const value = at(body, where);
        expect(value, `${who}: ${where}`).toBeTypeOf('string');
        names.set(name, String(value));
      }
      await desk.desk.settled();
    }
  });

  it('leave events as the document describes them', async () => {
    const owner = await desk.token('owner', 'admin');
    const id = await desk.article({ translation: { text: 'The boss was seen on the border.' } });
    const api = client(server.url, owner);
    await api('PUT', `/articles/${id}/comparable`, 'Officials saw the boss on the border.');
    await api('POST', `/articles/${id}/decisions`, { kind: 'comment', segment: 0, text: 'So?' });
    const stream = await listen(server.url, owner, id, '0');
    await api('DELETE', `/articles/${id}`);
    await stream.until(events => events.some(({ event }) => event === 'removed'));
    const shapes: Record<string, string> = {
      article: 'ArticleEvent',
      decision: 'HistoryItem',
      text: 'TextEvent',
      import: 'ImportEvent',
      removed: 'RemovedEvent',
    };
    expect(new Set(stream.events.map(({ event }) => event))).toEqual(new Set(Object.keys(shapes)));
    for (const { event, data } of stream.events) {
      const validate = schemaAt(`#/components/schemas/${shapes[event]}`);
      expect(validate(data), `${event} ${JSON.stringify(data)}: ${JSON.stringify(validate.errors)}`).toBe(
        true,
      );
    }
    stream.cut();
  });
});

/** Sends a request of an operation; `{id}` is filled in. */
async function send(
  { method, path }: Pick<Listed, 'method' | 'path'>,
  {
    token,
    id = 'none',
    query = '',
    body,
    headers = {},
  }: {
    token?: string;
    id?: string;
    query?: string;
    body?: unknown;
    headers?: Record<string, string>;
  },
) {
  const cutter = new AbortController();
  const response = await fetch(`${server.url}${path.replace('{id}', id)}${query}`, {
    method: method.toUpperCase(),
    signal: cutter.signal,
    headers: {
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const type = response.headers.get('content-type');
  if (withoutType(type) === 'text/event-stream') {
    cutter.abort();
    return { status: response.status, type, body: {} };
  }
  const text = await response.text();
  return {
    status: response.status,
    type,
    body: /json/.test(type ?? '') ? (JSON.parse(text) as unknown) : text,
  };
}

const firstBody = ({ requestBody }: Listed): unknown =>
  Object.values(requestBody?.content['application/json']?.examples ?? {})[0]?.value;

describe('every operation', () => {
  it('answers what the document says to who is nobody, may not, or asks for what is not there', async () => {
    const owner = await desk.token('owner', 'admin');
    const scopes = ['read', 'check', 'review', 'approve', 'admin'] as const;
    for (const operation of operations) {
      const { operationId, security, path, parameters = [] } = operation;
      const body = firstBody(operation);
      const badToken = await send(operation, { token: 'walnuts_none', body });
      expect(badToken.status, operationId).toBe(401);
      expectTrouble(operation, 401, badToken.type, badToken.body);
      const needed = security[0]?.token?.[0];
      if (needed !== undefined) {
        const nobody = await send(operation, { body });
        expect(nobody.status, operationId).toBe(401);
        expectTrouble(operation, 401, nobody.type, nobody.body);
        const below = scopes[scopes.indexOf(needed as (typeof scopes)[number]) - 1];
        if (below) {
          const less = await send(operation, { token: await desk.token('owner', below), body });
          expect(less.status, operationId).toBe(403);
          expectTrouble(operation, 403, less.type, less.body);
        }
      }
      if (path.includes('{id}')) {
        const absent = await send(operation, { token: owner, body, headers: { 'If-Match': '"a-1"' } });
        expect(absent.status, operationId).toBe(404);
        expectTrouble(operation, 404, absent.type, absent.body);
      }
      for (const { name, schema } of parameters.filter(parameter => parameter.in === 'query')) {
        const id = await desk.article({ translation: { text: 'A text of words.' } });
        const doubled = await send(operation, { token: owner, id, query: `?${name}=1&${name}=2` });
        expect(doubled.status, `${operationId} ${name}`).toBe(400);
        expectTrouble(operation, 400, doubled.type, doubled.body);
        if (!schema.enum && !schema.pattern && schema.type !== 'integer') continue;
        const wrong = await send(operation, { token: owner, id, query: `?${name}=nonsense` });
        expect(wrong.status, `${operationId} ${name}`).toBe(422);
        expectTrouble(operation, 422, wrong.type, wrong.body);
        expect(JSON.stringify(wrong.body)).toContain(`"field":"${name}"`);
      }
      if (operation.requestBody) {
        const kind = await send(operation, { token: owner, body, headers: { 'Content-Type': 'text/plain' } });
        expect(kind.status, operationId).toBe(415);
        expectTrouble(operation, 415, kind.type, kind.body);
        for (const nonsense of [null, 5, [], [{}], true]) {
          const id = await desk.article({ translation: { text: 'A text of words.' } });
          const refused = await send(operation, { token: owner, id, body: nonsense });
          expect([404, 422], operationId).toContain(refused.status);
          expectTrouble(operation, refused.status, refused.type, refused.body);
        }
      }
      if (parameters.some(({ name }) => name === 'Idempotency-Key')) {
        const key = await send(operation, {
          token: owner,
          body,
          headers: { 'Idempotency-Key': 'two words' },
        });
        expect(key.status, operationId).toBe(422);
        expectTrouble(operation, 422, key.type, key.body);
      }
    }
  }, 60_000);
});

/** Every way to a field of a value. */
function* fieldsIn(value: unknown, way: readonly (string | number)[] = []): Generator<(string | number)[]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const here = [...way, Array.isArray(value) ? Number(key) : key];
    if (!Array.isArray(value)) yield here;
    yield* fieldsIn(child, here);
  }
}

/** A copy with the field at `way` changed. */
function changed(
  value: unknown,
  way: readonly (string | number)[],
  change: (owner: object, key: string) => void,
) {
  const copy = structuredClone(value);
  const owner = way
    .slice(0, -1)
    .reduce((inner, key) => (inner as Record<string, object>)[key]!, copy as object);
  change(owner, String(way.at(-1)));
  return copy;
}

const unlike = (value: unknown): unknown[] =>
  [7.5, true, {}, ['x'], 'no such', null].filter(other => typeof other !== typeof value || other === null);

describe('every body', () => {
  it('with a field missing, of another kind, or too many is refused by name, as its schema says', async () => {
    const owner = await desk.token('owner', 'admin');
    const article = await desk.article({ translation: { text: 'A text of words.' } });
    const { id: user } = await desk.user('reader', 'somebody');
    let refusedCount = 0;
    const hold = async (operation: Listed, sent: unknown, field: string) => {
      const fits = schemaAt(wayToBody(operation))(sent);
      const id = operation.operationId === 'changeUser' ? user : article;
      const answer = await send(operation, { token: owner, id, body: sent });
      const who = `${operation.operationId} ${field} ${JSON.stringify(sent)?.slice(0, 300)}`;
      expect(answer.status, who).toBeLessThan(500);
      if (fits) {
        const code = (answer.body as { errors?: unknown[] }).errors;
        // A shape that fits may still be refused for what it means, never for its fields.
        expect(code, `${who} ${JSON.stringify(answer.body)}`).toBeUndefined();
        return;
      }
      refusedCount++;
      expect(answer.status, `${who} ${JSON.stringify(answer.body)}`).toBe(422);
      expectTrouble(operation, 422, answer.type, answer.body);
      const named = (answer.body as { errors: { field: string }[] }).errors.map(error => error.field);
      expect(named, who).toContainEqual(expect.stringContaining(field));
    };
    for (const operation of operations.filter(({ requestBody }) => requestBody)) {
      for (const { value } of Object.values(operation.requestBody!.content['application/json']!.examples)) {
        if (typeof value !== 'object') continue;
        await hold(operation, { ...value, unexpected: 1 }, 'unexpected');
        for (const way of fieldsIn(value)) {
          const field = way.join('.');
          await hold(
            operation,
            changed(value, way, (owner, key) => Reflect.deleteProperty(owner, key)),
            // Without its decisions a batch is taken for a decision that lacks its kind.
            field === 'decisions' ? 'kind' : field,
          );
          const present = way.reduce(
            (inner, key) => (inner as Record<string, unknown>)[key],
            value as unknown,
          );
          for (const other of unlike(present))
            await hold(
              operation,
              changed(value, way, (owner, key) => Reflect.set(owner, key, other)),
              field,
            );
        }
      }
    }
    expect(refusedCount).toBeGreaterThan(300);
  }, 120_000);
});
