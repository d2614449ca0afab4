import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { openStore } from '../../src/store/index.ts';
import { sample } from '../support/web.ts';
import { run } from './run.ts';

const start = join(import.meta.dirname, '../../src/start.js');
let folder: string;
const servers = new Set<ChildProcess>();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'walnuts-serve-'));
});
afterEach(async () => {
  for (const server of servers) server.kill('SIGKILL');
  servers.clear();
  await rm(folder, { recursive: true, force: true });
});

/** Starts a real server on a free port and waits for its address. */
async function serve(env: Record<string, string> = {}): Promise<{
  server: ChildProcess;
  origin: string;
  printed: string;
}> {
  const server = spawn(process.execPath, [start, 'serve', '--port', '0', '--data', folder], {
    stdio: 'pipe',
    env: { ...process.env, ...env },
  });
  servers.add(server);
  let printed = '';
  for await (const chunk of server.stdout!) {
    printed += chunk;
    if (printed.includes('times in')) break;
  }
  return { server, origin: /http:\/\/[\d.]+:\d+/.exec(printed)?.[0] ?? '', printed };
}

async function walnuts(args: string[], input = ''): Promise<{ code: number; out: string; err: string }> {
  const out = new PassThrough();
  const err = new PassThrough();
  const read = async (stream: PassThrough): Promise<string> => (await stream.toArray()).join('');
  const code = await main([...args, '--data', folder], {
    stdin: Readable.from([Buffer.from(input)]),
    stdout: out,
    stderr: err,
    env: {},
  });
  out.end();
  err.end();
  return { code, out: await read(out), err: await read(err) };
}

/** An account and its token, made beside whatever runs. */
async function makeToken(scope = 'review'): Promise<string> {
  expect(
    await walnuts(['user', 'add', 'marta', '--role', 'approver'], 'four plain words do\n'),
  ).toMatchObject({ code: 0 });
  const { out } = await walnuts(['token', 'add', 'test', '--user', 'marta', '--scope', scope]);
  return out.trim();
}

describe('walnuts serve', () => {
  it('prints the address of the first visit, holds the sample, and stops at SIGTERM with 0', async () => {
    const { server, origin, printed } = await serve();
    expect(printed).toMatch(/setup\?code=[\w-]{43}/);
    expect(await (await fetch(`${origin}/healthz`)).json()).toEqual({ status: 'ok' });
    const token = await makeToken('read');
    const answer = await fetch(`${origin}/api/v1/articles`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(await answer.json()).toMatchObject({ articles: [{ title: expect.stringContaining('El Gigio') }] });
    server.kill('SIGTERM');
    const [code] = await once(server, 'exit');
    expect(code).toBe(0);
  });

  it('answers what is no request with a problem, and never into a stream', async () => {
    const { origin } = await serve();
    const long = `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`;
    for (const [words, status, code] of [
      ['GET /\0 HTTP/1.1\r\n\r\n', '400 Bad Request', 'bad-request'],
      [long, '431 Request Header Fields Too Large', 'long-head'],
    ] as const) {
      const [head = '', body = ''] = (await sayBare(origin, words)).split('\r\n\r\n');
      expect(head).toMatch(`HTTP/1.1 ${status}\r\n`);
      expect(head).toContain('application/problem+json');
      expect(head).toContain(`Content-Length: ${body.length}`);
      expect(JSON.parse(body)).toMatchObject({ status: Number.parseInt(status, 10), code });
    }
    const { address, token } = await article(origin);
    const { pathname } = new URL(address);
    const listening = `GET ${pathname}/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`;
    const stream = await sayBare(origin, listening, '\0\r\n\r\n');
    expect(stream.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200']);
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  });

  it('says in a sentence what is wrong with its options', async () => {
    expect(await walnuts(['serve', '--port', 'x'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('0 to 65535'),
    });
    const { origin } = await serve();
    const { code, err } = await walnuts(['serve', '--port', new URL(origin).port]);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('is taken') });
  });

  it('keeps every acknowledged decision through kill -9, none lost, none doubled', {
    timeout: 180_000,
  }, async () => {
    const rounds = Number(process.env.WALNUTS_KILLS ?? 20);
    await walnuts(['user', 'add', 'owner', '--role', 'owner'], 'four plain words do\n');
    const token = await makeToken();
    const imported = join(folder, 'text.txt');
    await writeFile(imported, sample.translation);
    const id = (await walnuts(['import', imported])).out.trim();
    const acknowledged: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const { server, origin } = await serve();
      const gone = once(server, 'exit');
      const address = `${origin}/api/v1/articles/${id}`;
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
      const article = await fetch(address, { headers });
      const { segments } = (await article.json()) as {
        segments: { translation: { start: number; etag: string }[] };
      };
      /** Puts words in at the start of a segment, and notes the decision once it is acknowledged. */
      const write = async (index: number): Promise<void> => {
        const { start, etag } = segments.translation[index]!;
        const correction = {
          kind: 'correct',
          start,
          end: start,
          after: `(${round}) `,
          category: 'other',
          severity: 'minor',
        };
        const answer = await fetch(`${address}/decisions`, {
          method: 'POST',
          headers: { ...headers, 'If-Match': etag },
          body: JSON.stringify(correction),
        });
        const { decisions } = (await answer.json()) as { decisions?: { id: string }[] };
        if (answer.ok) acknowledged.push(decisions![0]!.id);
      };
      await write(0);
      // Several are under way when the server is killed straight behind an acknowledgement.
      const open = [1, 2, 3].map(index => write(index).catch(() => {}));
      await Promise.race(open);
      server.kill('SIGKILL');
      await gone;
      await Promise.all(open);
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(2 * rounds);
    const store = await openStore(folder);
    const record = await store.article(id);
    await store.close();
    const kept = record!.decisions.map(decision => decision.id);
    expect(new Set(kept).size).toBe(kept.length);
    expect(kept).toEqual(expect.arrayContaining(acknowledged));
    const written = record!.decisions.map(({ payload }) => JSON.stringify(payload));
    expect(new Set(written).size).toBe(written.length);
  });
});

/** Writes on a bare line, each part once something came back for the one before; answers all that came. */
async function sayBare(origin: string, ...parts: string[]): Promise<string> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('error', () => {});
  socket.on('data', chunk => {
    answer += chunk;
    const next = parts.shift();
    if (next !== undefined) socket.write(next);
  });
  socket.write(parts.shift() ?? '');
  await once(socket, 'close');
  return answer;
}

/** Tells a server to stop and answers its exit code and how long it took. */
async function terminate(server: ChildProcess): Promise<{ code: number | null; ms: number }> {
  const started = performance.now();
  const exit = once(server, 'exit');
  server.kill('SIGTERM');
  const [code] = await exit;
  return { code, ms: performance.now() - started };
}

/** The sample article, a token that may change it, and the etag of its first segment. */
async function article(
  origin: string,
): Promise<{ address: string; id: string; token: string; etag: string }> {
  const token = await makeToken();
  const headers = { Authorization: `Bearer ${token}` };
  const list = await (await fetch(`${origin}/api/v1/articles`, { headers })).json();
  const { id } = (list as { articles: { id: string }[] }).articles[0]!;
  const address = `${origin}/api/v1/articles/${id}`;
  const body = await (await fetch(address, { headers })).json();
  const { etag } = (body as { segments: { translation: { etag: string }[] } }).segments.translation[0]!;
  return { address, id, token, etag };
}

/** A decision whose last byte is sent when `finish` is called; answers what came back. */
async function slowDecision(address: string, token: string, etag: string) {
  const body = JSON.stringify({
    kind: 'correct',
    start: 0,
    end: 0,
    after: 'x',
    category: 'other',
    severity: 'minor',
  });
  const { hostname, port, pathname } = new URL(address);
  const request = httpRequest({
    hostname,
    port,
    path: `${pathname}/decisions`,
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      'Content-Length': String(body.length),
      'If-Match': etag,
    },
  });
  const answer = new Promise<{ status: number; body: string }>((resolve, reject) => {
    request.on('error', reject);
    request.on('response', async response => {
      resolve({ status: response.statusCode ?? 0, body: (await response.toArray()).join('') });
    });
  });
  answer.catch(() => {});
  request.write(body.slice(0, -1));
  await new Promise(resolve => setTimeout(resolve, 200));
  return { answer, finish: () => request.end(body.slice(-1)) };
}

describe('at SIGTERM walnuts serve', () => {
  it('finishes a request that is under way, and what it acknowledges is kept', async () => {
    const { server, origin } = await serve();
    const { address, id, token, etag } = await article(origin);
    const slow = await slowDecision(address, token, etag);
    const stopped = terminate(server);
    await new Promise(resolve => setTimeout(resolve, 700));
    await expect(fetch(`${origin}/healthz`)).rejects.toThrow();
    slow.finish();
    const answer = await slow.answer;
    expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('"correct"') });
    expect((await stopped).code).toBe(0);
    const store = await openStore(folder);
    const kept = (await store.article(id))!.decisions.map(decision => decision.id);
    await store.close();
    expect(kept).toContain(JSON.parse(answer.body).decisions[0].id);
  });

  it('ends event streams, which have no end of their own', async () => {
    const { server, origin } = await serve();
    const { address, token } = await article(origin);
    const streams = await Promise.all(
      [1, 2, 3].map(() => fetch(`${address}/events`, { headers: { Authorization: `Bearer ${token}` } })),
    );
    const read = streams.map(stream => stream.text());
    const { code, ms } = await terminate(server);
    expect(code).toBe(0);
    expect(ms).toBeLessThan(3_000);
    for (const text of await Promise.all(read)) expect(text).toContain('event: article');
  });

  it('cuts what takes longer than five seconds', { timeout: 30_000 }, async () => {
    const { server, origin } = await serve();
    const { address, token, etag } = await article(origin);
    const slow = await slowDecision(address, token, etag);
    const { code, ms } = await terminate(server);
    expect(code).toBe(0);
    expect(ms).toBeGreaterThan(4_500);
    expect(ms).toBeLessThan(7_500);
    await expect(slow.answer).rejects.toThrow();
  });

  it('loses no decision that it acknowledged while it was told to stop', { timeout: 60_000 }, async () => {
    const { server, origin } = await serve();
    const { address, id, token } = await article(origin);
    const acknowledged: string[] = [];
    const keepCommenting = async (): Promise<void> => {
      for (;;) {
        const answer = await fetch(`${address}/decisions`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
          body: JSON.stringify({ kind: 'comment', segment: 0, text: 'a word' }),
        });
        const { decisions } = (await answer.json()) as { decisions?: { id: string }[] };
        if (answer.ok) acknowledged.push(decisions![0]!.id);
      }
    };
    const writers = [1, 2, 3, 4].map(() => keepCommenting().catch(() => {}));
    await expect.poll(() => acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(20);
    expect((await terminate(server)).code).toBe(0);
    await Promise.all(writers);
    const store = await openStore(folder);
    const kept = (await store.article(id))!.decisions.map(decision => decision.id);
    await store.close();
    expect(kept).toEqual(expect.arrayContaining(acknowledged));
  });
});

describe('the log of walnuts serve', () => {
  /** Starts a server, sends it something, stops it, and answers what stands in its log. */
  async function logOf(env: Record<string, string>): Promise<string> {
    const { server, origin, printed } = await serve(env);
    const code = /code=([\w-]+)/.exec(printed)![1]!;
    const log = server.stderr!.toArray();
    await fetch(`${origin}/setup?code=${code}`);
    const token = await makeToken();
    await fetch(`${origin}/api/v1/articles?q=Nogales`, { headers: { Authorization: `Bearer ${token}` } });
    await fetch(`${origin}/readyz`);
    expect((await terminate(server)).code).toBe(0);
    const text = (await log).join('');
    for (const secret of [code, token, 'Nogales', 'four plain words']) expect(text).not.toContain(secret);
    return text;
  }

  it('is one JSON line a request', async () => {
    const lines = (await logOf({}))
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    const at = expect.stringMatching(/^\d{4}-.*Z$/);
    const ms = expect.any(Number);
    expect(lines).toEqual([
      { at, event: 'request', method: 'GET', route: '/setup', status: 200, ms },
      { at, event: 'request', method: 'GET', route: '/api/v1/articles', status: 200, ms, user: 'marta' },
    ]);
  });

  it('has no requests when it is told to be quiet, and a setting that it does not know is refused', async () => {
    expect(await logOf({ WALNUTS_LOG: 'quiet' })).toBe('');
    const { code, stderr } = await run(['serve', '--data', folder], '', { WALNUTS_LOG: 'loud\u001b[31m' });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('WALNUTS_LOG is loud�[31m.'),
    });
  });

  it('does not keep the server from stopping when nobody reads it', { timeout: 60_000 }, async () => {
    const { server, origin } = await serve();
    // More than the pipe holds.
    for (let n = 0; n < 60; n++)
      await Promise.all(Array.from({ length: 40 }, async () => (await fetch(`${origin}/keys`)).text()));
    const { code, ms } = await terminate(server);
    expect(code).toBe(0);
    expect(ms).toBeLessThan(5_000);
  });
});

describe('a desk that was stopped between a decision and its check', () => {
  it('reads the text when it starts again', async () => {
    const file = join(folder, 'text.txt');
    const content = 'Nothing odd here.\n\nThe boss was seen on the border with Sonora on Monday.';
    await writeFile(file, content);
    const id = (await walnuts(['import', file])).out.trim();
    const store = await openStore(folder);
    const start = content.indexOf('with Sonora on');
    const change = {
      start,
      end: start + 14,
      before: 'with Sonora on',
      after: 'with Sonorafor which on',
      category: 'other',
      severity: 'minor',
    } as const;
    await store.change(id, record => ({
      answer: 0,
      append: [
        { id: 'd1', at: 'now', by: '', kind: 'correct', article: id, payload: { kind: 'correct', change } },
      ],
      summary: {
        state: 'in-review',
        archived: false,
        tally: { critical: 0, major: 0, minor: 0, decided: 0, total: 0 },
        version: record.textsVersion + 1,
        checked: false,
        linkedCount: 0,
        returned: 0,
      },
    }));
    await store.close();
    const { origin } = await serve();
    const token = await makeToken('read');
    const headers = { Authorization: `Bearer ${token}` };
    await expect
      .poll(
        async () =>
          JSON.stringify(await (await fetch(`${origin}/api/v1/articles/${id}`, { headers })).json()),
        { timeout: 10_000 },
      )
      .toContain('missing-space');
  });
});

describe('the commands of the desk', () => {
  it('open a new folder at once without getting in each other’s way', { timeout: 60_000 }, async () => {
    const add = (n: number): Promise<number> =>
      new Promise(resolve => {
        const child = spawn(process.execPath, [
          start,
          'user',
          'add',
          `u${n}`,
          '--role',
          'reader',
          '--data',
          folder,
        ]);
        child.stdin.end('four plain words do\n');
        child.on('exit', code => resolve(code ?? -1));
      });
    expect(await Promise.all([1, 2, 3, 4, 5].map(add))).toEqual([0, 0, 0, 0, 0]);
  });

  it('say what is wrong with a data folder, and make none by a slip of the keyboard', async () => {
    const elsewhere = (name: string) => ['--data', join(folder, name)];
    const run = async (args: string[]) => {
      const err = new PassThrough();
      const code = await main(args, {
        stdin: Readable.from([]),
        stdout: new PassThrough(),
        stderr: err,
        env: {},
      });
      err.end();
      return { code, said: (await err.toArray()).join('') };
    };
    expect(await run(['export', 'x', ...elsewhere('typo')])).toMatchObject({
      code: 2,
      said: expect.stringContaining('no desk in'),
    });
    expect(existsSync(join(folder, 'typo'))).toBe(false);
    await writeFile(join(folder, 'file'), 'words');
    expect(await run(['serve', ...elsewhere('file')])).toMatchObject({
      code: 2,
      said: expect.stringContaining('cannot be used'),
    });
    await mkdir(join(folder, 'odd'));
    await writeFile(join(folder, 'odd', 'walnuts.sqlite'), 'this is no database at all, whatever its name');
    expect(await run(['serve', ...elsewhere('odd')])).toMatchObject({
      code: 2,
      said: expect.stringContaining('cannot be used'),
    });
  });

  it('make accounts and tokens, and refuse what does not fit', async () => {
    expect((await walnuts(['user', 'add', 'ana', '--role', 'owner'], 'short\n')).err).toContain('12 or more');
    expect((await walnuts(['user', 'add', 'ana', '--role', 'king'], 'four plain words do\n')).code).toBe(2);
    expect(
      (
        await walnuts(
          ['user', 'add', 'ana', '--role', 'owner', '--full-name', 'Ana Salcedo'],
          'four plain words do\n',
        )
      ).code,
    ).toBe(0);
    expect(
      (await walnuts(['user', 'add', 'Ana', '--role', 'reader'], 'four plain words do\n')).err,
    ).toContain('already');
    expect((await walnuts(['user', 'list'])).out).toBe('ana\towner\tAna Salcedo\n');
    expect((await walnuts(['user', 'disable', 'ana'])).err).toContain('only owner');
    await walnuts(['user', 'add', 'rita', '--role', 'reader'], 'four plain words do\n');
    expect((await walnuts(['token', 'add', 'ci', '--user', 'rita', '--scope', 'review'])).err).toContain(
      'smaller scope',
    );
    const { out } = await walnuts(['token', 'add', 'ci', '--user', 'rita', '--scope', 'check']);
    expect(out).toMatch(/^walnuts_[\w-]{43}\n$/);
    expect((await walnuts(['token', 'list'])).out).toMatch(/\tci\trita\tcheck\t/);
    expect((await walnuts(['token', 'revoke', 'ci'])).code).toBe(0);
    expect((await walnuts(['token', 'list'])).out).toBe('');
    expect((await walnuts(['user', 'disable', 'rita'])).code).toBe(0);
  });

  it('import an article and export it as a draft', async () => {
    const file = join(folder, 'translation.txt');
    await writeFile(file, sample.translation);
    const { out } = await walnuts(['import', file]);
    const id = out.trim();
    expect(await walnuts(['export', id])).toMatchObject({
      code: 2,
      err: expect.stringContaining('not approved'),
    });
    const draft = await walnuts(['export', id, '--include', 'proposed']);
    expect(draft.out).toMatch(/^DRAFT/);
    expect(draft.out.endsWith(sample.translation)).toBe(true);
    expect((await walnuts(['export', 'none'])).err).toContain('no article');
    expect((await walnuts(['export', id, '--format', 'nonsense'])).err).toContain('txt, md');
  });
});
