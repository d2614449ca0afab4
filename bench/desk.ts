import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { main } from '../src/main.ts';
import { sample, startScript } from './measure.ts';

const passphrase = 'four plain words do';

/** A desk as people run it: a process of its own, on a folder on disk, with one account that may do everything. */
export type ServedDesk = {
  readonly folder: string;
  readonly origin: string;
  readonly pid: number;
  /** Session cookie of the account. */
  readonly cookie: string;
  /** Asks the API; throws on any answer but 2xx. */
  api<T>(token: string, method: string, path: string, body?: unknown, headers?: Headers): Promise<T>;
  /** The secret of a new token that may review. */
  token(): Promise<string>;
  /** Keeps the sample article so many times and waits until all are checked. Answers their ids. */
  articles(count: number): Promise<string[]>;
  stop(): Promise<void>;
};
type Headers = Readonly<Record<string, string>>;

export async function serveDesk(): Promise<ServedDesk> {
  const folder = await makeFolder();
  const { process: server, origin } = await startProcess([
    startScript,
    'serve',
    '--port',
    '0',
    '--data',
    folder,
  ]);
  const signedIn = await fetch(`${origin}/login`, {
    method: 'POST',
    body: new URLSearchParams({ name: 'bench', password: passphrase }),
    redirect: 'manual',
  });
  let tokens = 0;
  const token = (): Promise<string> =>
    command(['token', 'add', `bench-${++tokens}`, '--user', 'bench', '--scope', 'review', '--data', folder]);
  const api: ServedDesk['api'] = async (secret, method, path, body, headers = {}) => {
    const answer = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json() as never;
  };
  return {
    folder,
    origin,
    pid: server.pid!,
    cookie: signedIn.headers.get('set-cookie')!.split(';')[0]!,
    api,
    token,
    async articles(count) {
      const secret = await token();
      const ids: string[] = [];
      for (let at = 0; at < count; at++) {
        const made = await api<{ id: string }>(secret, 'POST', '/articles', {
          title: `Article ${at + 1}`,
          translation: sample.translation,
          comparable: sample.comparable,
        });
        ids.push(made.id);
      }
      for (const id of ids)
        while ((await api<{ analysis: string }>(secret, 'GET', `/articles/${id}`)).analysis === 'pending')
          await new Promise(resolve => setTimeout(resolve, 20));
      return ids;
    },
    async stop() {
      await stopProcess(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A new data folder with one account in it, and the sample article when somebody starts a desk there. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'walnuts-bench-'));
  await command(['user', 'add', 'bench', '--role', 'owner', '--data', folder], passphrase);
  return folder;
}

/** Starts a node process that prints its address first, and waits for that. */
export async function startProcess(
  args: readonly string[],
): Promise<{ process: ChildProcess; origin: string }> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let printed = '';
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    printed += chunk;
    const origin = /http:\/\/[\d.]+:\d+/.exec(printed)?.[0];
    if (origin) {
      child.stdout.resume();
      return { process: child, origin };
    }
  }
  throw new Error(`did not start: ${args.join(' ')}`);
}

export async function stopProcess(child: ChildProcess): Promise<void> {
  child.kill();
  await once(child, 'exit');
}

/** Runs a command of ours in this process; answers what it printed. */
async function command(args: readonly string[], input = ''): Promise<string> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const code = await main(args, { stdin: Readable.from([Buffer.from(input)]), stdout, stderr, env: {} });
  stdout.end();
  if (code !== 0) throw new Error(`${args.join(' ')} answered ${code}`);
  return (await stdout.toArray()).join('').trim();
}
