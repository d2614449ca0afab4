import type { Say } from '../../text/index.ts';
import {
  type ApiRoute,
  apiRoutes,
  type makeDocument,
  mayUse,
  problemsOf,
  templateOf,
} from '../openapi/document.ts';
import { type Example, groups } from '../openapi/operations.ts';
import { shown } from '../openapi/story.ts';
import { problemCodes } from '../problem-codes.ts';
import type { Route } from '../routes.ts';

/** Words of a line, some of them code, some of them leading to a shape. */
type Words = readonly { readonly text: string; readonly code?: true; readonly href?: string }[];

/** What we use of a JSON Schema in the document. */
type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly default?: unknown;
};
type Field = {
  readonly name: string;
  readonly type: Words;
  readonly says: Words;
  /** Where a parameter stands, and whether it has to be there. */
  readonly note: string;
};
type Shape = {
  readonly name: string;
  readonly anchor: string;
  readonly says: Words;
  readonly type?: Words;
  readonly fields: readonly Field[];
};

/** The page at /api, drawn from the document; what the page itself says comes from the catalogue. */
export const apiPage =
  (document: ReturnType<typeof makeDocument>, routes: readonly Route[]) => (say: Say) => {
    const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
    const paths = (document.paths ?? {}) as Record<string, Record<string, OperationObject>>;
    const named = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);
    // A shape that is sent is told where it is sent first; all others at the end.
    const told = new Set<string>();

    const shape = (name: string): Shape => {
      told.add(name);
      const schema = schemas[name]!;
      const fields = fieldsOf(schema, say({ key: 'api.needed' }));
      return {
        name,
        anchor: `shape-${name}`,
        says: marked(schema.description ?? ''),
        ...(fields.length === 0 && {
          type: typeOf(schema),
        }),
        fields,
      };
    };

    const sentShapes = (schema: Schema | undefined): Shape[] => {
      if (!schema) return [];
      if (schema.$ref === undefined) return (schema.anyOf ?? schema.oneOf ?? []).flatMap(sentShapes);
      const name = named(schema.$ref);
      if (told.has(name)) return [];
      return [shape(name), ...sentShapes({ anyOf: schemas[name]!.anyOf ?? schemas[name]!.oneOf ?? [] })];
    };

    const operation = (route: ApiRoute) => {
      const path = templateOf(route.path);
      const item = paths[path]![route.method]!;
      const { status, answer, examples, description = '' } = route.operation;
      const { media } = answer;
      const content = Object.entries(item.responses[status]?.content ?? {});
      const [first, ...more] = examples.map(example => exampleOf(route, example));
      return {
        id: route.doc,
        anchor: `op-${route.doc}`,
        method: route.method.toUpperCase(),
        path,
        summary: item.summary,
        says: marked(description),
        may: mayUse(route.permission),
        parameters: (item.parameters ?? []).map(
          ({ in: place, name, required = false, schema, description = '' }): Field => ({
            name,
            type: typeOf(schema),
            says: saysOf({ ...schema, description }),
            note: [say({ key: `api.in-${place}` }), ...(required ? [say({ key: 'api.needed' })] : [])].join(
              ', ',
            ),
          }),
        ),
        sent: sentShapes(item.requestBody?.content['application/json']?.schema),
        answer: {
          status,
          says: answer.says,
          type: content[0]?.[1].schema.$ref ? typeOf(content[0][1].schema) : undefined,
          media: content.length === 1 && media === undefined ? [] : content.map(([type]) => type),
          shown: answer.shown === undefined ? undefined : printed(answer.shown),
        },
        troubles: problemsOf(route).map(code => ({ code, status: problemCodes[code][0] })),
        first,
        more,
      };
    };

    const grouped = Object.entries(groups).map(([name, says]) => ({
      name,
      anchor: anchorOf(name),
      says,
      operations: apiRoutes(routes)
        .filter(route => route.operation.group === name)
        .map(operation),
    }));
    return {
      topics: topics.map(name => ({
        name,
        heading: say({ key: `api.${name}` }),
        says: say({ key: `api.${name}.says` })
          .split('\n')
          .map(marked),
        ...(name === 'token' && { commands }),
        ...(name === 'errors' && { errors: { example: printed(shown.problem), codes: codes() } }),
        ...(name === 'events' && { stream: shown.events.trimEnd() }),
        ...(name === 'examples' && { placeholders: placeholders(say) }),
      })),
      groups: grouped,
      shapes: Object.keys(schemas)
        .filter(name => !told.has(name))
        .sort()
        .map(shape),
    };
  };

const topics = ['token', 'examples', 'texts', 'errors', 'versions', 'repeats', 'events', 'document'] as const;

const commands = `walnuts token add "my program" --user olga --scope admin
export WALNUTS_URL=http://127.0.0.1:4100
export WALNUTS_TOKEN=walnuts_…`;

type Media = Readonly<Record<string, { readonly schema: Schema }>>;
/** What we use of an operation in the document. */
type OperationObject = {
  readonly summary: string;
  readonly parameters?: readonly {
    readonly in: 'path' | 'query' | 'header';
    readonly name: string;
    readonly required?: boolean;
    readonly description?: string;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: Media };
  readonly responses: Readonly<Record<string, { readonly content?: Media }>>;
};

const anchorOf = (name: string): string => `about-${name.toLowerCase().replaceAll(' ', '-')}`;
const printed = (value: unknown): string =>
  typeof value === 'string' ? value.trimEnd() : JSON.stringify(value, null, 2);

/** Backticks mark code. */
function marked(text: string): Words {
  return text
    .split('`')
    .map((part, index) => (index % 2 ? { text: part, code: true as const } : { text: part }))
    .filter(({ text: part }) => part !== '');
}

function fieldsOf({ properties = {}, required = [] }: Schema, needed: string): Field[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    type: typeOf(schema),
    says: saysOf(schema),
    note: required.includes(name) ? needed : '',
  }));
}

/** The description, and what stands in for a value that is not there. */
const saysOf = ({ description, default: usual }: Schema): Words =>
  marked([description, usual !== undefined && `Without it: \`${usual}\`.`].filter(Boolean).join(' '));

/** What a value may be, in words. */
function typeOf(schema: Schema): Words {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
    return [{ text: name, href: `#shape-${name}` }];
  }
  if (schema.const !== undefined) return [{ text: String(schema.const), code: true }];
  if (schema.enum) return joined(schema.enum.map(value => [{ text: String(value), code: true as const }]));
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) {
    const kinds = new Map(choice.map(typeOf).map(words => [words.map(({ text }) => text).join(''), words]));
    return joined([...kinds.values()]);
  }
  if (schema.type === 'array') return [{ text: 'list of ' }, ...typeOf(schema.items ?? {})];
  if (schema.type === 'object' && schema.properties) {
    const names = Object.keys(schema.properties);
    return [
      { text: 'object with ' },
      ...joined(
        names.map(name => [{ text: name, code: true as const }]),
        ', ',
      ),
    ];
  }
  return [{ text: [schema.type ?? 'anything'].flat().join(' or ') }];
}

const joined = (all: readonly Words[], between = ' or '): Words =>
  all.flatMap((words, index) => (index ? [{ text: between }, ...words] : [...words]));

/** Every code, in the order of their statuses; the address of each is the `type` of its answers. */
const codes = () =>
  Object.entries(problemCodes).map(([code, [status, says]]) => ({ code, status, says: marked(says) }));

const placeholderNames = [
  'article',
  'spare',
  'etag',
  'passage',
  'finding',
  'correction',
  'decision',
  'user',
  'token',
] as const;
const placeholders = (say: Say) =>
  placeholderNames.map(name => ({
    name: name === 'passage' ? '{passage-0}' : `{${name}}`,
    says: marked(say({ key: `api.placeholder.${name}` })),
  }));

/** The request as one types it. */
function exampleOf(route: ApiRoute, { says, at, query, headers = {}, body, status, gives = {} }: Example) {
  const path = at === undefined ? route.path : route.path.replace(':id', at);
  const method = route.method.toUpperCase();
  const streams = route.operation.answer.media?.some(type => type === 'text/event-stream');
  const file = route.doc === 'exportArticle';
  const lines = [
    `curl ${streams ? '-N ' : ''}${file ? '-OJ ' : ''}${['GET', 'POST'].includes(method) ? '' : `-X ${method} `}"$WALNUTS_URL${path}${query ? `?${query}` : ''}"`,
    ...(route.permission === 'open' ? [] : ['-H "Authorization: Bearer $WALNUTS_TOKEN"']),
    ...Object.entries(headers).map(([name, value]) => `-H '${name}: ${value}'`),
    ...(body === undefined
      ? []
      : [
          "-H 'Content-Type: application/json'",
          `-d '${JSON.stringify(body, null, 2).replaceAll("'", "'\\''")}'`,
        ]),
  ];
  return {
    says,
    curl: lines.join(' \\\n  '),
    status: status ?? route.operation.status,
    gives: Object.entries(gives).map(([name, where]) => ({ name: `{${name}}`, where })),
  };
}
