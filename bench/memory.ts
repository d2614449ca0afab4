import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { serveDesk, startProcess, stopProcess } from './desk.ts';
import { type Bench, megabytesOf, type Row, sample, startScript } from './measure.ts';

const articles = 2_000;
const paragraphs = 5_000;

/** What processes hold: a long stream of checks, a server that nobody asks, two very long texts aligned. */
export const memory: Bench = async () => [await streaming(), await idling(), await aligning()];

/** Growth between the halves of the stream: what is kept of an article after its answer. */
async function streaming(): Promise<Row> {
  let answered = 0;
  let [early, late] = [0, 0];
  const child = spawn(process.execPath, [startScript, 'check', '--jsonl'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdout.on('data', (chunk: Buffer) => {
    for (const byte of chunk) if (byte === 10 && ++answered % 50 === 0) look();
  });
  const look = (): void => {
    const megabytes = megabytesOf(child.pid!);
    if (answered <= articles / 2) early = Math.max(early, megabytes);
    else late = Math.max(late, megabytes);
  };
  const closed = once(child, 'close');
  const start = performance.now();
  await pipeline(Readable.from(lines()), child.stdin);
  await closed;
  const each = (performance.now() - start) / articles;
  if (answered !== articles) throw new Error(`${answered} answers to ${articles} lines`);
  return {
    what: `check --jsonl, ${articles} articles: MB at most in the second half, ms each; first half`,
    ours: `${late.toFixed(0)}, ${each.toFixed(1)}`,
    beside: early.toFixed(0),
    figure: late - early,
    atMost: 40,
  };
}

function* lines(): Generator<string> {
  for (let id = 0; id < articles; id++) {
    // A salt, so that no two articles are the same string.
    const translation = `${sample.translation}\nArticle ${id}.`;
    yield `${JSON.stringify({ id: String(id), translation, comparable: sample.comparable })}\n`;
  }
}

async function idling(): Promise<Row> {
  const desk = await serveDesk();
  const bare = await startProcess([join(import.meta.dirname, 'bare/server.ts')]);
  await new Promise(resolve => setTimeout(resolve, 1_000));
  const [ours, theirs] = [megabytesOf(desk.pid), megabytesOf(bare.process.pid!)];
  await desk.stop();
  await stopProcess(bare.process);
  return {
    what: 'serve, idle: MB; bare server with the same packages',
    ours: ours.toFixed(0),
    beside: theirs.toFixed(0),
    figure: ours / theirs,
  };
}

async function aligning(): Promise<Row> {
  const child = spawn(process.execPath, [startScript, 'align', '--jsonl'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const answer = child.stdout.toArray();
  const most = watch(child);
  const start = performance.now();
  child.stdin.end(`${JSON.stringify({ translation: paragraphsOf(1), comparable: paragraphsOf(3) })}\n`);
  const { links } = JSON.parse((await answer).join(''));
  const seconds = (performance.now() - start) / 1000;
  if (!links) throw new Error('not aligned');
  return {
    what: `align, ${paragraphs} x ${paragraphs} paragraphs: MB at most, s`,
    ours: `${most().toFixed(0)}, ${seconds.toFixed(1)}`,
    figure: most(),
    atMost: 300,
  };
}

/** Looks at a process until it ends; answers the most memory seen. */
function watch(child: ChildProcess): () => number {
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, megabytesOf(child.pid!));
  }, 100);
  child.once('exit', () => clearInterval(timer));
  return () => most;
}

/** Fourteen pairs of words each, half of them the sample's; another salt gives paragraphs that share some. */
function paragraphsOf(salt: number): string[] {
  const words = sample.translation.match(/\p{L}+/gu)!;
  return Array.from({ length: paragraphs }, (_, at) =>
    Array.from(
      { length: 14 },
      (_, k) => `w${(at * 31 + k * 17 * salt) % 9000} ${words[(at + k) % words.length]}`,
    ).join(' '),
  );
}
