import type { Readable } from 'node:stream';
import { english } from '../messages/index.ts';
import { type Message, message } from '../model/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import { type Io, write } from './command.ts';

/** Longer lines are refused unread: an article within the limits is shorter however it is escaped. */
const maxLineBytes = 24 * 1024 * 1024;

/** Said of one line instead of an answer; the stream goes on. `code` is for programs, the message for people. */
export class LineError extends Error {
  readonly code: string;

  constructor(code: string, reason: Message) {
    super(english(reason));
    this.code = code;
  }
}

export type LineId = string | number | null;

/** What stood on a line: its own fields only, whatever they are called. */
export type Fields = ReadonlyMap<string, unknown>;

/**
 * Answers a stream of JSON objects, one a line, in order. One article is in memory at a time, and nothing is
 * read while the reader of the answers is behind. Blank lines are skipped, though counted. A line that cannot be
 * answered gives `{"id", "line", "error": {"code", "message"}}`. A reader that goes away ends it quietly.
 */
export async function answerLines(io: Io, answer: (id: LineId, fields: Fields) => object): Promise<void> {
  // Without a listener the closed pipe would also end the process with a stack trace.
  const ignore = () => {};
  io.stdout.on('error', ignore);
  try {
    for await (const line of linesOf(io.stdin)) {
      if (line.bytes && isBlank(line.bytes)) continue;
      await write(io.stdout, `${JSON.stringify(answerLine(line, answer))}\n`);
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  } finally {
    io.stdout.off('error', ignore);
  }
}

function answerLine(line: Line, answer: (id: LineId, fields: Fields) => object): object {
  let id: LineId = null;
  try {
    const fields = parse(line);
    id = idOf(fields);
    return answer(id, fields);
  } catch (error) {
    const { code, message: said } =
      error instanceof LineError ? error : new LineError('failed', message('input.failed'));
    return { id, line: line.number, error: { code, message: said } };
  }
}

function parse({ bytes }: Line): Fields {
  if (!bytes) throw new LineError('line-too-long', message('input.line-too-long'));
  const text = decodeUtf8(bytes);
  if (text === undefined) throw new LineError('not-utf8', message('input.line-not-utf8'));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new LineError('bad-json', message('input.bad-json'));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new LineError('not-an-object', message('input.not-an-object'));
  // A map holds "__proto__" and "constructor" as the mere words that they are.
  return new Map(Object.entries(value));
}

function idOf(fields: Fields): LineId {
  const id = fields.get('id') ?? null;
  if (id === null || typeof id === 'string' || typeof id === 'number') return id;
  throw new LineError('wrong-type', message('input.wrong-type', { field: 'id', type: 'string' }));
}

// --- lines --------------------------------------------------------------------------------------------------

/** `bytes` is missing on a line that is too long; it was read past, not kept. */
type Line = { readonly number: number; readonly bytes?: Buffer };

const newline = 10;

async function* linesOf(stream: Readable): AsyncGenerator<Line> {
  let number = 1;
  let parts: Buffer[] = [];
  let size = 0;
  const take = (part: Buffer) => {
    size += part.length;
    if (size <= maxLineBytes) parts.push(part);
    else parts = [];
  };
  const finish = (): Line => {
    const line = size <= maxLineBytes ? { number, bytes: Buffer.concat(parts) } : { number };
    number++;
    parts = [];
    size = 0;
    return line;
  };
  for await (const piece of stream) {
    const chunk = Buffer.from(piece);
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      take(chunk.subarray(start, end));
      yield finish();
      start = end + 1;
    }
    take(chunk.subarray(start));
  }
  if (size > 0) yield finish();
}

const isBlank = (bytes: Buffer): boolean =>
  bytes.every(byte => byte === 32 || byte === 9 || byte === 13 || byte === 11 || byte === 12);
