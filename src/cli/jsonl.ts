import { availableParallelism } from 'node:os';
import process from 'node:process';
import type { Readable } from 'node:stream';
import { AnalysisFailed, type Analyst, startThreads } from '../analysis/index.ts';
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
 * What is asked about a line: `ask` reads its fields, throwing a LineError at what is wrong with them, and hands
 * the work to the threads; `answer` puts what came back into the shape that is printed.
 */
export type Question<T> = {
  readonly ask: (fields: Fields, analyst: Analyst) => Promise<T>;
  readonly answer: (id: LineId, value: T) => object;
};

/**
 * Answers a stream of JSON objects, one a line, in order, on as many threads as there are cores. Few lines are in
 * memory at a time, and nothing is read while the reader of the answers is behind. Blank lines are skipped, though
 * counted. A line that cannot be answered, or takes too much time or memory, gives
 * `{"id", "line", "error": {"code", "message"}}`. A reader that goes away ends it quietly.
 */
export async function answerLines<T>(
  io: Io,
  question: Question<T>,
  { size = threadCount(), ...limits }: Parameters<typeof startThreads>[0] = {},
): Promise<void> {
  const analyst = startThreads({ size, memoryMb: threadMb, ...limits });
  // Without a listener the closed pipe would also end the process with a stack trace.
  const ignore = () => {};
  io.stdout.on('error', ignore);
  try {
    const answers = inOrder(linesOf(io.stdin), line => answerLine(line, question, analyst), size);
    for await (const answer of answers) await write(io.stdout, `${answer}\n`);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  } finally {
    io.stdin.destroy();
    io.stdout.off('error', ignore);
    await analyst.close();
  }
}

/**
 * Begins with a line as soon as there is room for it, and gives the answers in the order of the lines, each as soon
 * as it is there: who writes line by line need not write the next to get the answer.
 */
async function* inOrder(
  lines: AsyncGenerator<Line>,
  begin: (line: Line) => Promise<string>,
  threads: number,
): AsyncGenerator<string> {
  const waiting: { readonly bytes: number; readonly answer: Promise<string> }[] = [];
  let bytes = 0;
  let ended = false;
  let reading: Promise<undefined> | undefined;
  const read = async (): Promise<undefined> => {
    const { done, value: line } = await lines.next();
    reading = undefined;
    if (done) ended = true;
    else if (!line.bytes || !isBlank(line.bytes)) {
      const size = line.bytes?.length ?? 0;
      bytes += size;
      waiting.push({ bytes: size, answer: begin(line) });
    }
  };
  for (;;) {
    const hasRoom = waiting.length < linesAhead * threads && bytes < bytesAhead;
    if (!ended && hasRoom) reading ??= read();
    const first = waiting[0];
    if (!first && !reading) return;
    const answer = await Promise.race([...(first ? [first.answer] : []), ...(reading ? [reading] : [])]);
    if (!first || answer === undefined) continue;
    waiting.shift();
    bytes -= first.bytes;
    yield answer;
  }
}

/** So many lines a thread are in memory: one that is worked on, and one that is ready when it is done. */
const linesAhead = 2;
/** Long lines are fewer: nothing more is read while so much waits. */
const bytesAhead = maxLineBytes;

/** Below 2 GB V8 collects garbage so eagerly that a third of the time goes there; no text needs half of it. */
const threadMb = 2048;
/** A thread takes some 200 MB with its dictionaries; a machine of many cores need not have that for each. */
const bytesPerThread = 512 * 1024 * 1024;
const threadCount = (): number =>
  Math.max(1, Math.min(availableParallelism(), Math.floor(process.availableMemory() / bytesPerThread)));

/** The answer to a line as it is printed. Never rejects. */
async function answerLine<T>(line: Line, { ask, answer }: Question<T>, analyst: Analyst): Promise<string> {
  // What was parsed is forgotten while the answer is awaited: it may be many times as large as what is asked.
  const asked = askLine(line, fields => ask(fields, analyst));
  try {
    return JSON.stringify(answer(asked.id, await asked.value));
  } catch (error) {
    const { code, message: said } = asLineError(error);
    return JSON.stringify({ id: asked.id, line: line.number, error: { code, message: said } });
  }
}

function askLine<T>(
  line: Line,
  ask: (fields: Fields) => Promise<T>,
): { readonly id: LineId; readonly value: Promise<T> } {
  let id: LineId = null;
  try {
    const fields = parse(line);
    id = idOf(fields);
    return { id, value: ask(fields) };
  } catch (error) {
    return { id, value: Promise.reject(error) };
  }
}

function asLineError(error: unknown): LineError {
  if (error instanceof LineError) return error;
  if (error instanceof AnalysisFailed && (error.reason === 'time' || error.reason === 'memory'))
    return new LineError(`analysis-${error.reason}`, message('problem.analysis-failed'));
  return new LineError('failed', message('input.failed'));
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
