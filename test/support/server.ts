import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { main } from '../../src/main.ts';
import type { Permission } from '../../src/model/index.ts';

const start = join(import.meta.dirname, '../../src/start.js');
const passphrase = 'four plain words do';

/** A desk in a process of its own, on a folder of its own, with one account that may do everything. */
export type Server = {
  readonly origin: string;
  readonly folder: string;
  /** The secrets of a program and of a browser. */
  readonly token: string;
  readonly cookie: string;
  /** What the server has written to its log, the newest last. */
  log(): string;
  isAlive(): boolean;
  /** The most memory that it ever had, in MB; undefined where the system does not tell. */
  peakMb(): number | undefined;
  /** Ends it at once, as a crash would, and starts it again on the same folder. */
  crash(): Promise<void>;
  /** Ends it in order and removes its folder. Answers its exit code. */
  stop(): Promise<number | null>;
};

/** `within` may write into the folder while it still is there, after the server has gone. */
export async function startServer(): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'walnuts-hostile-'));
  await command(['user', 'add', 'owner', '--role', 'owner', '--data', folder], `${passphrase}\n`);
  const made = await command(
    ['token', 'add', 'test', '--user', 'owner', '--scope', 'admin' satisfies Permission, '--data', folder],
    '',
  );
  let log = '';
  const boot = async (): Promise<{ process: ChildProcess; origin: string }> => {
    const process_ = spawn(process.execPath, [start, 'serve', '--port', '0', '--data', folder], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    process_.stderr!.on('data', chunk => {
      log += chunk;
    });
    let printed = '';
    for await (const chunk of process_.stdout!) {
      printed += chunk;
      if (printed.includes('times in')) break;
    }
    return { process: process_, origin: /http:\/\/[\d.]+:\d+/.exec(printed)?.[0] ?? '' };
  };
  let running = await boot();
  const signedIn = await send(running.origin, {
    method: 'POST',
    path: '/login',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ name: 'owner', password: passphrase }).toString(),
  });
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (running.process.exitCode !== null) return running.process.exitCode;
    const exit = once(running.process, 'exit');
    running.process.kill(signal);
    return (await exit)[0];
  };
  return {
    get origin() {
      return running.origin;
    },
    folder,
    token: made.trim(),
    cookie: String(signedIn.headers['set-cookie']?.[0]).split(';')[0]!,
    log: () => log,
    isAlive: () => running.process.exitCode === null && running.process.signalCode === null,
    peakMb: () => {
      const status = statusOf(running.process.pid);
      const kb = /^VmHWM:\s+(\d+)/m.exec(status)?.[1];
      return kb === undefined ? undefined : Math.round(Number(kb) / 1024);
    },
    async crash() {
      await end('SIGKILL');
      running = await boot();
    },
    async stop() {
      const code = await end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
      return code;
    },
  };
}

function statusOf(pid: number | undefined): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}

async function command(args: readonly string[], input: string): Promise<string> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const code = await main(args, { stdin: Readable.from([Buffer.from(input)]), stdout, stderr, env: {} });
  stdout.end();
  stderr.end();
  if (code !== 0) throw new Error((await stderr.toArray()).join(''));
  return (await stdout.toArray()).join('');
}

/** A request as it goes out, byte for byte: headers that fetch would not send, paths that it would mend. */
export type Sent = {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer;
};
/** `status` 0: the line was cut without an answer; -1: there was none in time. */
export type Got = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly ms: number;
};

export function send(
  origin: string,
  { method, path, headers = {}, body }: Sent,
  timeoutMs = 60_000,
): Promise<Got> {
  const { hostname, port } = new URL(origin);
  const began = performance.now();
  return new Promise(resolve => {
    const chunks: Buffer[] = [];
    const done = (status: number, got: IncomingHttpHeaders = {}): void => {
      clearTimeout(timer);
      resolve({
        status,
        headers: got,
        body: Buffer.concat(chunks).toString(),
        ms: performance.now() - began,
      });
    };
    const timer = setTimeout(() => {
      done(-1);
      request.destroy();
    }, timeoutMs);
    const request = httpRequest({
      hostname,
      port,
      method,
      path,
      agent: false,
      headers: {
        ...headers,
        ...(body !== undefined &&
          !('Content-Length' in headers) &&
          !('Transfer-Encoding' in headers) && { 'Content-Length': String(Buffer.byteLength(body)) }),
      },
    });
    // A server that refuses early may close the line while the rest of the body is on its way: its answer counts.
    request.on('error', () => done(0));
    request.on('response', response => {
      response.on('data', chunk => chunks.push(chunk));
      response.on('close', () => done(response.statusCode ?? 0, response.headers));
      // A stream has no end of its own.
      if (/event-stream/.test(response.headers['content-type'] ?? ''))
        setTimeout(() => request.destroy(), 50);
    });
    request.end(body);
  });
}
