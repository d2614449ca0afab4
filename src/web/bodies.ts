import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type RequestHandler } from 'express';
import multer, { MulterError } from 'multer';
import { maxFileBytes } from '../intake/index.ts';
import { Problem } from './problem.ts';
import type { Route } from './routes.ts';

/** Three texts of a million code units, three bytes each, hardly ever come together; two do, with the form around. */
const bodyMost = 9 * 1024 * 1024;
/** Three files, as large as they may be, and what is typed beside them. */
const filesMost = 3 * maxFileBytes + 2 * 1024 * 1024;
/** Whoever is not signed in has a name and a passphrase to send. */
const openMost = 64 * 1024;
const fieldsMost = 1_000;

const tooLarge = (): Problem => new Problem(413, 'too-large', { key: 'problem.too-large' });
const badForm = (): Problem => new Problem(400, 'bad-form', { key: 'problem.bad-form' });
const badRequest = (): Problem => new Problem(400, 'bad-request', { key: 'problem.bad-request' });

/** What reads the body of a route, as the route table says how it comes. */
export function bodyReaders({ body, permission }: Pick<Route, 'body' | 'permission'>): RequestHandler[] {
  switch (body) {
    case 'json':
      return [readJson];
    case 'form':
      return [permission === 'open' ? readForm(openMost) : readForm(bodyMost)];
    case 'files':
      return [readForm(bodyMost), readParts];
    default:
      return [];
  }
}

// Whatever is no UTF-8 is refused here: the readers behind would put U+FFFD in its place and say nothing.

const isOurs = (bytes: Buffer, encoding: string): boolean => /^utf-?8$/i.test(encoding) && isUtf8(bytes);

// --- JSON ---------------------------------------------------------------------------------------------------

/** More fields and items than any request of ours has. */
const itemsMost = 50_000;
/** A decision in a batch is three levels deep. What reads JSON by recursion breaks at some thousands. */
const depthMost = 32;

const readJson = express.json({
  limit: bodyMost,
  strict: false,
  type: 'application/json',
  verify: (_request: IncomingMessage, _response: ServerResponse, bytes: Buffer, encoding: string) => {
    if (!/^utf-?8$/i.test(encoding)) throw new Problem(415, 'not-json', { key: 'problem.not-json' });
    if (!isUtf8(bytes)) throw badRequest();
    const { items, depth } = measureJson(bytes);
    if (depth > depthMost) throw badRequest();
    if (items > itemsMost) throw new Problem(413, 'too-large', { key: 'problem.too-many-fields' });
  },
});

const [quote, comma, backslash] = Buffer.from('",\\');
const opening = new Set(Buffer.from('[{'));
const closing = new Set(Buffer.from(']}'));

/**
 * How much there is in a JSON text, and how deep, before anything is made of it. Of what is no JSON it tells the
 * part that a reader gets to. Stops where it is too much.
 */
function measureJson(bytes: Buffer): { items: number; depth: number } {
  let items = 0;
  let level = 0;
  let depth = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === quote) at = endOfString(bytes, at);
    else if (byte === comma) items++;
    else if (opening.has(byte)) {
      items++;
      depth = Math.max(depth, ++level);
    } else if (closing.has(byte)) level--;
    if (items > itemsMost || depth > depthMost) break;
  }
  return { items, depth };
}

/** The quotation mark that ends the string begun at `start`: one before it that is escaped ends nothing. */
function endOfString(bytes: Buffer, start: number): number {
  for (let end = bytes.indexOf(quote!, start + 1); end >= 0; end = bytes.indexOf(quote!, end + 1)) {
    let first = end;
    while (bytes[first - 1] === backslash) first--;
    if ((end - first) % 2 === 0) return end;
  }
  return bytes.length;
}

// --- forms --------------------------------------------------------------------------------------------------

const readForm = (limit: number): RequestHandler =>
  express.urlencoded({
    extended: false,
    limit,
    parameterLimit: 2 * fieldsMost,
    verify: (_request: IncomingMessage, _response: ServerResponse, bytes: Buffer, encoding: string) => {
      if (!isOurs(bytes, encoding) || !isDecodable(bytes.toString())) throw badForm();
    },
  });

/** What does not decode would be taken as it stands, per cent signs and all. */
function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** How values come in: decoded below, where they can be refused. The types of multer do not know it yet. */
const byteByByte = { defCharset: 'latin1' };

const upload = multer({
  storage: multer.memoryStorage(),
  limits: {
    fileSize: maxFileBytes,
    files: 3,
    fields: fieldsMost,
    parts: fieldsMost + 10,
    fieldSize: bodyMost / 2,
    fieldNameSize: 100,
    // No name of ours has brackets; one with a large number in them would be a list as long as that.
    fieldNestingDepth: 0,
  },
  defParamCharset: 'utf8',
  ...byteByByte,
}).any();

const readParts: RequestHandler = (request, response, next) => {
  if (!request.is('multipart')) return next();
  // Without a length nobody knows when it is too much; browsers send it.
  const length = Number(request.headers['content-length']);
  if (!request.is('multipart/form-data') || !Number.isSafeInteger(length)) throw badForm();
  if (length > filesMost) throw tooLarge();
  upload(request, response, error => {
    if (error) return next(troubleOf(error));
    // Multer leaves alone what its own reading of the type does not know as parts.
    const body = request.body && decodedFields(request.body);
    if (!body) return next(badForm());
    request.body = body;
    next();
  });
};

const troubleOf = (error: unknown): Problem =>
  error instanceof MulterError && (error.code === 'LIMIT_FILE_SIZE' || error.code === 'LIMIT_FIELD_VALUE')
    ? tooLarge()
    : badForm();

type Fields = Record<string, string | string[]>;

/** Fields that came as bytes, as the words that they are; undefined where one is no UTF-8. */
function decodedFields(given: Fields): Fields | undefined {
  const fields: Fields = Object.create(null);
  for (const [name, value] of Object.entries(given)) {
    const words = [value].flat().map(decoded);
    if (words.includes(undefined)) return undefined;
    fields[name] = Array.isArray(value) ? (words as string[]) : words[0]!;
  }
  return fields;
}

/** Each unit is a byte, unless the part claims another encoding than that of the page. */
function decoded(units: string): string | undefined {
  const bytes = Buffer.from(units, 'latin1');
  return /^[\0-\xFF]*$/.test(units) && isUtf8(bytes) ? bytes.toString() : undefined;
}
