import { z } from 'zod';
import {
  articleSchema,
  batchSchema,
  checkSchema,
  decisionSchema,
  newTokenSchema,
  newUserSchema,
  textSchema,
  userChangeSchema,
} from '../../src/web/forms/schemas.ts';
import type { OperationId } from '../../src/web/openapi/operations.ts';
import { type Route, routes } from '../../src/web/routes.ts';
import { docx, wp } from './files.ts';
import { bytesOf, faultsOf, formBody, live, multipartBody, multipartType, nastyTexts } from './hostile.ts';
import { type Got, type Sent, type Server, send } from './server.ts';
import { sample } from './web.ts';

/** Random, the same for the same seed. */
export class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }
  /** 0 to 1; mulberry32. */
  roll(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
  below = (n: number): number => Math.floor(this.roll() * n);
  hits = (chance: number): boolean => this.roll() < chance;
  one = <T>(items: readonly T[]): T => items[this.below(items.length)]!;
  many = <T>(most: number, make: () => T): T[] => Array.from({ length: this.below(most + 1) }, make);
}

/** What requests are about: it changes while they run. */
export type Scene = { articles: string[]; etags: string[] };

// --- words and values ---------------------------------------------------------------------------------------

const sentences = sample.translation.match(/[^.\n]+\.?/g)!;
const pieces = [
  ...nastyTexts.flatMap(({ text, is }) => (is === 'refused' ? [] : [text.slice(18, 250)])),
  ...['\r\n', '\r', '\n\n', '\u2028', '\uFEFF', '\u202E', '😀', live, '{{x}}', '', ' ', '"', '\\'],
];
/** What no text may have: with one of these in every text, none would ever be taken. */
const forbidden = ['\0', '\uD83D', '\uDE00', '\uDE00\uD83D'];

/** A text of news and nasty pieces; now and then one of them very often. */
export function textOf(dice: Dice): string {
  const parts = dice.many(24, () =>
    dice.one(dice.hits(0.01) ? forbidden : dice.hits(0.6) ? sentences : pieces),
  );
  const text = parts.join(dice.one(['', ' ', '\n\n', '\n', '\r\n']));
  return dice.hits(0.02) ? dice.one(pieces).repeat(dice.below(20_000)).slice(0, 200_000) + text : text;
}

const wrong = (dice: Dice): unknown =>
  dice.one<() => unknown>([
    () => null,
    () => dice.hits(0.5),
    () => dice.one([0, -1, 1.5, 1e308, -0, 2 ** 53, 2 ** 31]),
    () => textOf(dice),
    () => [],
    () => ({}),
    () => dice.many(5, () => textOf(dice)),
    () => Object.fromEntries(dice.many(5, () => [dice.one(oddNames), textOf(dice)] as const)),
    () => [[[[[]]]]],
  ])();
const oddNames = [
  '__proto__',
  'constructor',
  'toString',
  'layout',
  'settings',
  'cache',
  'partials',
  '_locals',
  '',
];

type JsonSchema = {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
};

/** A value as the schema has it, or, where the dice say so, another. */
function shapedAs(
  dice: Dice,
  schema: JsonSchema,
  scene: Scene,
  damage: number,
  defs = schema.$defs ?? {},
): unknown {
  if (dice.hits(damage)) return wrong(dice);
  const again = (other: JsonSchema): unknown => shapedAs(dice, other, scene, damage, defs);
  if (schema.$ref) return again(defs[schema.$ref.split('/').at(-1)!] ?? {});
  if ('const' in schema) return schema.const;
  if (schema.enum) return dice.one(schema.enum);
  const shapes = schema.anyOf ?? schema.oneOf;
  if (shapes) return again(dice.one(shapes));
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => schema.required?.includes(name) || dice.hits(0.5))
          .map(([name, of]) => [name, again(of)]),
      );
    case 'array':
      return dice.many(4, () => again(schema.items ?? {}));
    case 'integer':
    case 'number':
      return dice.hits(0.9) ? dice.below(200) : dice.below(2 ** 31);
    case 'boolean':
      return dice.hits(0.5);
    case 'string':
      return dice.hits(0.1) ? dice.one(scene.articles) : textOf(dice);
    default:
      return null;
  }
}

const bodies: Partial<Record<OperationId, z.ZodType>> = {
  check: checkSchema,
  createArticle: articleSchema,
  keepText: textSchema,
  setTranslation: textSchema,
  setComparable: textSchema,
  setSource: textSchema,
  decide: z.union([decisionSchema, batchSchema]),
  addUser: newUserSchema,
  changeUser: userChangeSchema,
  addToken: newTokenSchema,
};
const jsonSchemas = new Map(
  Object.entries(bodies).map(([doc, schema]) => [
    doc,
    z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as JsonSchema,
  ]),
);

/** Bytes with something done to them. */
function damaged(dice: Dice, bytes: Buffer): Buffer {
  const at = dice.below(bytes.length + 1);
  const to = Math.min(bytes.length, at + dice.below(40));
  switch (dice.below(6)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([dice.below(256)]), bytes.subarray(at + 1)]);
    case 2:
      return Buffer.concat([
        bytes.subarray(0, at),
        bytesOf(dice.one([...pieces, ...forbidden])),
        bytes.subarray(at),
      ]);
    case 3:
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)]);
    case 4:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]);
    default:
      return Buffer.concat([
        Buffer.from(dice.one(['[', '{"a":', '"', '--', '\uFEFF']).repeat(dice.below(3_000))),
        bytes,
      ]);
  }
}

// --- requests -----------------------------------------------------------------------------------------------

const fieldNames = [
  ...['translation', 'comparable', 'source'].flatMap(role => [
    role,
    ...['name', 'url', 'published', 'author', 'engine', 'cut', 'kind', 'kept', 'kept-name', 'kept-read'].map(
      name => `${role}-${name}`,
    ),
  ]),
  ...[
    'do',
    'title',
    'place',
    'etag',
    'kind',
    'segment',
    'text',
    'before',
    'after',
    'start',
    'end',
    'category',
    'severity',
    'finding',
    'suggestion',
    'also',
    'reason',
    'scope',
    'note',
    'decision',
    'correction',
    'at',
    'act',
    'name',
    'password',
    'next',
    'code',
    'fullName',
    'passphrase',
  ],
  ...oddNames,
];
const fieldValues = [
  'check',
  'preview',
  'keep',
  'join:translation:0',
  'cut:translation:9',
  'open:translation:0',
  'move:translation',
  'drop:translation',
  'correct',
  'accept',
  'dismiss',
  'submit',
  'approve',
  'return',
  'undo',
  'realign',
  'other',
  'minor',
  'here',
  '0',
  '1',
  '99',
  '-1',
  '2024-01-01',
  'x:0-5p',
  'owner',
];
const queryNames = [
  'q',
  'cursor',
  'state',
  'archived',
  'format',
  'include',
  'names',
  'limit',
  'after',
  'at',
  'finding',
  'change',
  'view',
  'whole',
  'from',
  'to',
  'history',
  'role',
  'next',
  'code',
  'sort',
  ...oddNames,
];
const queryValues = [
  '',
  '1',
  '-1',
  '1e9',
  'true',
  'all',
  'clean',
  'txt',
  'docx',
  'docx-tracked',
  'json',
  'csv',
  'html',
  'md',
  'proposed',
  'approved',
  'in-review',
  '%',
  '%00',
  '%ff',
  '..%2f',
  '%22',
  '*',
];

async function formOf(dice: Dice, scene: Scene, isParts: boolean): Promise<{ type: string; body: Buffer }> {
  const fields = dice.many(10, () => {
    const value = dice.hits(0.4)
      ? textOf(dice)
      : dice.hits(0.1)
        ? dice.one(scene.etags)
        : dice.one(fieldValues);
    return [dice.one(fieldNames), value] as const;
  });
  if (!isParts)
    return {
      type: 'application/x-www-form-urlencoded',
      body: Buffer.from(formBody(Object.fromEntries(fields))),
    };
  const files = await Promise.all(dice.many(2, () => fileOf(dice)));
  const parts = [...fields.map(([name, value]) => ({ name, value })), ...files];
  return { type: multipartType, body: multipartBody(parts) };
}

async function fileOf(dice: Dice) {
  const text = textOf(dice).toWellFormed();
  const whole = dice.hits(0.3)
    ? await docx(wp(text.replace(/[&<>]/g, ' ')))
    : Buffer.from(
        dice.hits(0.5) ? text : `<!doctype html><article><h1>T</h1><p>${text}`,
        dice.one(['utf8', 'latin1', 'utf16le']),
      );
  return {
    name: dice.one(['translation-file', 'comparable-file', 'source-file']),
    value: dice.hits(0.6) ? damaged(dice, whole) : whole,
    file: dice.one(['a.txt', 'a.html', 'a.docx', 'a.pdf', 'a', '../a.docx', `${live}.txt`]),
  };
}

/** Ending the session and shutting the owner out would leave nothing to try. */
const tried = routes.filter(({ path }) => path !== '/logout');

/** The n-th request of a seed: the same in the same scene. */
export async function requestOf(
  dice: Dice,
  scene: Scene,
  { token, cookie }: Pick<Server, 'token' | 'cookie'>,
): Promise<Sent> {
  const route = dice.one(tried);
  const path = pathOf(dice, scene, route);
  const { type, body } = await bodyOf(dice, scene, route);
  const isApi = path.startsWith('/api');
  const headers: Record<string, string> = {
    ...(dice.hits(0.95) && (isApi ? { Authorization: `Bearer ${token}` } : { Cookie: cookie })),
    ...(type !== undefined && {
      'Content-Type': dice.hits(0.95)
        ? type
        : dice.one([
            'text/plain',
            'application/json; charset=utf-16',
            'multipart/form-data',
            ';',
            'application/json',
          ]),
    }),
    ...(dice.hits(0.6) && { 'If-Match': dice.one([...scene.etags, '*', '"x"', ',']) }),
    ...(dice.hits(0.1) && { 'Idempotency-Key': dice.one(['a', 'b', 'c', ' ', 'é', 'x'.repeat(300)]) }),
    ...(dice.hits(0.05) && { 'Last-Event-ID': dice.one(['1', '-1', 'x', '99999999999']) }),
    ...(dice.hits(0.02) && { 'Content-Encoding': dice.one(['gzip', 'br', 'x']) }),
    ...(dice.hits(0.02) && { 'Sec-Fetch-Site': 'cross-site' }),
  };
  const method = dice.hits(0.97)
    ? route.method.toUpperCase()
    : dice.one(['GET', 'PUT', 'HEAD', 'OPTIONS', 'TRACE', 'PATCH']);
  return { method, path, headers, ...(body && { body: dice.hits(0.15) ? damaged(dice, body) : body }) };
}

function pathOf(dice: Dice, scene: Scene, route: Route): string {
  const id = dice.hits(0.9)
    ? dice.one(scene.articles)
    : dice.one(['none', '%00', '%', '..%2f', '__proto__', '%F0%9F%98%80']);
  const queries = dice.many(3, () => `${encodeURIComponent(dice.one(queryNames))}=${dice.one(queryValues)}`);
  return route.path.replace(':id', id) + (dice.hits(0.4) ? `?${queries.join('&')}` : '');
}

async function bodyOf(dice: Dice, scene: Scene, route: Route): Promise<{ type?: string; body?: Buffer }> {
  if (!route.body) return {};
  if (route.body !== 'json') return formOf(dice, scene, route.body === 'files' && dice.hits(0.7));
  const schema = jsonSchemas.get(route.doc ?? '') ?? {};
  const value = shapedAs(dice, schema, scene, dice.one([0, 0, 0.1, 0.3]));
  return { type: 'application/json', body: Buffer.from(JSON.stringify(value) ?? '') };
}

// --- the storm ----------------------------------------------------------------------------------------------

export type Storm = {
  readonly seed: number;
  /** The first of them, and how many. */
  readonly from?: number;
  readonly count: number;
  /** How many are under way at once. */
  readonly atOnce: number;
  readonly slowMs: number;
};
/** `faults`: each with what is needed to send it again. */
export type Weather = {
  readonly statuses: ReadonlyMap<number, number>;
  readonly slowestMs: number;
  readonly faults: readonly string[];
};

export async function storm(
  server: Server,
  { seed, from = 0, count, atOnce, slowMs }: Storm,
): Promise<Weather> {
  const statuses = new Map<number, number>();
  const faults: string[] = [];
  let slowestMs = 0;
  let next = from;
  let scene = await sceneOf(server);
  const work = async (): Promise<void> => {
    for (let n = next++; n < from + count; n = next++) {
      if (n % 50 === 0) scene = await sceneOf(server);
      const sent = await requestOf(new Dice(seed * 1_000_003 + n), scene, server);
      const got = await send(server.origin, sent);
      statuses.set(got.status, (statuses.get(got.status) ?? 0) + 1);
      slowestMs = Math.max(slowestMs, got.ms);
      const found = [...faultsOf(sent, got, { slowMs }), ...(await changed(server, sent, got))];
      if (got.body.includes(live) && /html/.test(String(got.headers['content-type']))) found.push('is alive');
      for (const fault of found) faults.push(`seed ${seed}, request ${n}: ${fault}\n${replay(sent)}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { statuses, slowestMs, faults };
}

/** A request that can be sent again: its body in base64. */
const replay = ({ body, ...sent }: Sent): string =>
  JSON.stringify({
    ...sent,
    body: Buffer.from(body ?? '')
      .toString('base64')
      .slice(0, 20_000),
  });

/** Articles to talk of, and the etags of one; made where there are none left. */
async function sceneOf(server: Server): Promise<Scene> {
  const headers = { Authorization: `Bearer ${server.token}`, 'Content-Type': 'application/json' };
  const ask = async (path: string) =>
    JSON.parse((await send(server.origin, { method: 'GET', path, headers })).body);
  const list = await ask('/api/v1/articles');
  const articles: string[] = list.articles.slice(0, 6).map(({ id }: { id: string }) => id);
  if (articles.length < 3) {
    const body = JSON.stringify({ translation: sample.translation, comparable: sample.comparable });
    await send(server.origin, { method: 'POST', path: '/api/v1/articles', headers, body });
    return sceneOf(server);
  }
  const { etag, segments } = await ask(`/api/v1/articles/${articles[0]}`);
  // The storm removes articles, too.
  if (!segments) return sceneOf(server);
  return {
    articles,
    etags: [etag, ...segments.translation.slice(0, 3).map((segment: { etag: string }) => segment.etag)],
  };
}

/** An article that was taken leaves unit for unit as it came. */
async function changed(
  server: Server,
  { method, path, headers = {}, body }: Sent,
  { status, headers: answered, body: said }: Got,
): Promise<string[]> {
  const isNew = method === 'POST' && /^\/api\/v1\/articles(?:\?|$)/.test(path) && status === 201;
  if (!isNew || answered['idempotency-replayed']) return [];
  const { translation } = JSON.parse(String(body));
  const text = (translation.text ?? translation).replace(/^\uFEFF/, '');
  const export_ = `/api/v1/articles/${JSON.parse(said).id}/export?include=proposed`;
  const { Authorization } = headers as { Authorization: string };
  const left = await send(server.origin, { method: 'GET', path: export_, headers: { Authorization } });
  // Somebody else of the storm may have removed or replaced it by now.
  const ours = left.status === 200 && (await isUntouched(server, JSON.parse(said).id));
  return ours && left.body.slice(left.body.indexOf('\n\n') + 2) !== text ? ['changes the text'] : [];
}

async function isUntouched(server: Server, id: string): Promise<boolean> {
  const headers = { Authorization: `Bearer ${server.token}` };
  const { status, body } = await send(server.origin, {
    method: 'GET',
    path: `/api/v1/articles/${id}`,
    headers,
  });
  if (status !== 200) return false;
  const { texts, corrections } = JSON.parse(body);
  return texts.translation.version === 1 && corrections.length === 0;
}
