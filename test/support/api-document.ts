import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { unescaped } from './page.ts';

type Schema = Record<string, unknown>;
export type Operation = {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly security: readonly Record<string, readonly string[]>[];
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly required?: boolean;
    readonly schema: Schema & { enum?: string[] };
  }[];
  readonly requestBody?: {
    readonly content: Record<string, { schema: Schema; examples: Record<string, { value: unknown }> }>;
  };
  readonly responses: Record<
    string,
    { description: string; content?: Record<string, { schema: Schema; example?: unknown }> }
  >;
};
export type Document = {
  readonly openapi: string;
  readonly info: { title: string; version: string };
  readonly tags: readonly { name: string }[];
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { schemas: Record<string, Schema>; securitySchemes: Record<string, unknown> };
};

export type Listed = Operation & { readonly method: string; readonly path: string };
export const operationsOf = ({ paths }: Document): Listed[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ ...operation, method, path })),
  );

/** Every object of a document, with the way to it. */
export function* nodes(value: unknown, way = '#'): Generator<{ way: string; node: Schema }> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield { way, node: value as Schema };
  for (const [key, child] of Object.entries(value))
    yield* nodes(child, `${way}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
}

/**
 * Schemas of the document, by their place in it. Answers are held against them to the letter: the document lets new
 * fields pass, the tests do not.
 */
export function validators(document: Document): (way: string) => ValidateFunction {
  const closed = structuredClone(document) as Document;
  for (const { node } of nodes(closed.components.schemas))
    if (node.type === 'object' && node.properties && node.additionalProperties === undefined)
      node.additionalProperties = false;
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ ...closed, $id: 'api' });
  const known = new Map<string, ValidateFunction>();
  return way => {
    const validate = known.get(way) ?? ajv.compile({ $ref: `api${way}` });
    known.set(way, validate);
    return validate;
  };
}

const escaped = (part: string): string => encodeURI(part.replaceAll('~', '~0').replaceAll('/', '~1'));
export const wayToAnswer = ({ path, method }: Listed, status: number | string, media: string): string =>
  `#/paths/${escaped(path)}/${method}/responses/${status}/content/${escaped(media)}/schema`;
export const wayToBody = ({ path, method }: Listed): string =>
  `#/paths/${escaped(path)}/${method}/requestBody/content/application~1json/schema`;

/** An example of the page at /api, as it stands there. */
export type Shown = {
  readonly operation: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly status: number;
  readonly gives: readonly (readonly [name: string, where: string])[];
};

/** Reads every example of the page, in its order. Understands the few ways of curl that the page uses. */
export function examplesOf(html: string): Shown[] {
  return html.split(/<section class="api-op" id="op-/).flatMap(part => {
    const operation = /^\w+/.exec(part)?.[0] ?? '';
    return part.split('<div class="api-example">').flatMap(block => {
      const found = /<pre [^>]*data-example data-status="(\d+)"><code>([^<]*)<\/code>/.exec(block);
      if (!found) return [];
      const [, status, code] = found;
      const gives = [...block.matchAll(/<span data-gives><code>\{([^}]+)\}<\/code> = <code>([^<]+)</g)];
      return [
        {
          operation,
          ...readCurl(unescaped(code!)),
          status: Number(status),
          gives: gives.map(([, name, where]) => [name!, where!] as const),
        },
      ];
    });
  });
}

function readCurl(line: string): Pick<Shown, 'method' | 'url' | 'headers' | 'body'> {
  const [curl, ...rest] = shellWords(line);
  if (curl !== 'curl') throw new Error(`no curl: ${line}`);
  const read = { method: undefined as string | undefined, url: '', headers: {} as Record<string, string> };
  let body: string | undefined;
  while (rest.length) {
    const word = rest.shift()!;
    if (word === '-X') read.method = rest.shift()!;
    else if (word === '-d') body = rest.shift()!;
    else if (word === '-H') {
      const [, name, value] = /^([\w-]+): (.*)$/.exec(rest.shift()!)!;
      read.headers[name!] = value!;
    } else if (!/^-[NOJ]+$/.test(word)) read.url = word;
  }
  return {
    ...read,
    method: read.method ?? (body === undefined ? 'GET' : 'POST'),
    ...(body !== undefined && { body }),
  };
}

/** Words as a shell cuts them; variables stay as they are. */
function shellWords(line: string): string[] {
  const words: string[] = [];
  for (const [, word] of line.matchAll(/((?:'[^']*'|"[^"]*"|\\'|[^\s'"\\])+)/g))
    words.push(word!.replace(/'([^']*)'|"([^"]*)"|\\'/g, (all, one, two) => one ?? two ?? all.slice(1)));
  return words;
}

/** The value at a place such as `findings[0].id`. */
export const at = (value: unknown, where: string): unknown =>
  where
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
