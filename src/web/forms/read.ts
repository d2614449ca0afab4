import type { Request } from 'express';
import type { z } from 'zod';
import { query } from '../context.ts';
import { Problem } from '../problem.ts';

/** Reads a JSON body by its schema; what does not fit is a 422 that names each field and what is wrong with it. */
export function readBody<T>(request: Request, schema: z.ZodType<T>): T {
  if (!request.is('application/json')) throw new Problem(415, 'not-json', { key: 'problem.not-json' });
  return readValue(request.body, schema);
}

export function readValue<T>(value: unknown, schema: z.ZodType<T>): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const errors = read.error.issues.flatMap(issue => plainErrors(issue)).slice(0, 20);
  throw new Problem(
    422,
    'invalid',
    {
      key: 'problem.invalid',
      params: {
        fields: errors.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join('; '),
      },
    },
    { errors },
  );
}

type FieldError = { readonly field: string; readonly message: string };

/**
 * What is wrong, by field. Of several shapes that would do (a text is a string or an object) it is told of the one
 * whose outside fits.
 */
function plainErrors(issue: z.core.$ZodIssue, within: readonly PropertyKey[] = []): FieldError[] {
  const path = [...within, ...issue.path];
  const named = (last: readonly PropertyKey[], message: string): FieldError => ({
    field: [...path, ...last].join('.'),
    message,
  });
  if (issue.code === 'unrecognized_keys') return issue.keys.map(key => named([key], 'is not known here'));
  if (issue.code === 'invalid_union') {
    const closest = issue.errors.find(
      branch => !branch.some(other => other.code === 'invalid_type' && other.path.length === 0),
    );
    if (closest) return closest.flatMap(other => plainErrors(other, path));
  }
  return [named([], issue.message)];
}

/**
 * Reads the query by its schema, each parameter once. What the schema does not name is let pass: a link may carry
 * marks of others.
 */
export function readQuery<T>(request: Request, schema: z.ZodType<T> & { readonly shape: object }): T {
  const names = Object.keys(schema.shape);
  return readValue(Object.fromEntries(names.map(name => [name, query(request, name)])), schema);
}

/** Fields of a form post. A field sent twice is a list only where the form means it to be. */
export function field(request: Request, name: string): string {
  const body: unknown = request.body;
  const value = isRecord(body) && Object.hasOwn(body, name) ? body[name] : undefined;
  if (Array.isArray(value))
    throw new Problem(400, 'doubled-field', { key: 'problem.doubled-field', params: { name } });
  return typeof value === 'string' ? value : '';
}

/** A field that holds a line of words, without the blanks around it. Longer, or with NUL in it, is no page's. */
export function line(request: Request, name: string, most: number): string {
  const value = field(request, name).trim();
  if (value.length > most) throw new Problem(413, 'too-large', { key: 'problem.too-large' });
  if (value.includes('\0')) throw new Problem(400, 'bad-form', { key: 'problem.bad-form' });
  return value;
}

export function fields(request: Request, name: string): string[] {
  const body: unknown = request.body;
  const value = isRecord(body) && Object.hasOwn(body, name) ? body[name] : undefined;
  return (Array.isArray(value) ? value : [value]).filter(item => typeof item === 'string');
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
