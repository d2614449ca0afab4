import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { run } from './run.ts';

const start = join(import.meta.dirname, '../../src/start.js');
let folder: string;
let data: string;
let server: ChildProcess | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'walnuts-backup-'));
  data = join(folder, 'data');
});
afterEach(async () => {
  server?.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

/** Starts a real server in a process of its own and answers its address. */
async function serve(): Promise<string> {
  server = spawn(process.execPath, [start, 'serve', '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let printed = '';
  for await (const chunk of server.stdout!) {
    printed += chunk;
    if (printed.includes('times in')) break;
  }
  return /http:\/\/[\d.]+:\d+/.exec(printed)![0];
}

/** A command in a process of its own, as cron would start it. */
async function walnuts(...args: string[]): Promise<number> {
  const child = spawn(process.execPath, [start, ...args], { stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  return code;
}

/** Four short paragraphs, so that the checks read them in no time. */
const words = ['Spike was caught.', 'He was in Nogales.', 'Police said so.', 'He will be tried.'].join(
  '\n\n',
);
const passphrase = 'four plain words do\n';

describe('walnuts backup', () => {
  it('holds every correction that was acknowledged before it began, while four go on writing', {
    timeout: 600_000,
  }, async () => {
    const rounds = Number(process.env.WALNUTS_ROUNDS ?? 5);
    await run(['user', 'add', 'marta', '--role', 'approver', '--data', data], passphrase);
    const { stdout } = await run([
      'token',
      'add',
      't',
      '--user',
      'marta',
      '--scope',
      'review',
      '--data',
      data,
    ]);
    const text = join(folder, 'text.txt');
    await writeFile(text, words);
    const id = (await run(['import', text, '--data', data])).stdout.trim();
    const origin = await serve();
    const address = `${origin}/api/v1/articles/${id}`;
    const headers = { Authorization: `Bearer ${stdout.trim()}`, 'Content-Type': 'application/json' };
    const acknowledged: string[] = [];
    let stopped = false;

    /** Puts a number in at the start of a segment again and again; notes what is acknowledged. */
    const keepWriting = async (index: number): Promise<void> => {
      const article = await (await fetch(address, { headers })).json();
      const { start: at } = (article as { segments: { translation: { start: number }[] } }).segments
        .translation[index]!;
      for (let n = 0; !stopped; n++) {
        const now = await (await fetch(address, { headers })).json();
        const { etag } = (now as { segments: { translation: { etag: string }[] } }).segments.translation[
          index
        ]!;
        const answer = await fetch(`${address}/decisions`, {
          method: 'POST',
          headers: { ...headers, 'If-Match': etag },
          body: JSON.stringify({
            kind: 'correct',
            start: at,
            end: at,
            after: `(${n}) `,
            category: 'other',
            severity: 'minor',
          }),
        });
        const { decisions } = (await answer.json()) as { decisions?: { id: string }[] };
        if (answer.ok) acknowledged.push(decisions![0]!.id);
      }
    };
    const writers = [0, 1, 2, 3].map(keepWriting);
    for (let round = 0; round < rounds; round++) {
      const least = acknowledged.length + 20;
      await expect.poll(() => acknowledged.length, { timeout: 60_000 }).toBeGreaterThan(least);
      const before = [...acknowledged];
      const file = join(folder, `backup-${round}`);
      expect(await walnuts('backup', file, '--data', data)).toBe(0);
      const elsewhere = join(folder, `restored-${round}`);
      expect(await walnuts('restore', file, '--data', elsewhere)).toBe(0);
      const store = await openStore(elsewhere);
      const kept = (await store.article(id))!.decisions.map(decision => decision.id);
      await store.close();
      expect(kept).toEqual(expect.arrayContaining(before));
      expect(new Set(kept).size).toBe(kept.length);
      expect((await run(['audit', 'verify', '--data', elsewhere])).code).toBe(0);
    }
    stopped = true;
    await Promise.all(writers);
    // Nobody was held up so long that work was lost in the desk itself.
    expect((await run(['audit', 'verify', '--data', data])).code).toBe(0);
  });

  it('says in a sentence what is wrong, and writes nothing then', async () => {
    const file = join(folder, 'b');
    expect(await run(['backup', '--data', data])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Name one'),
    });
    expect(await run(['backup', file, '--data', data])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no desk'),
    });
    await run(['user', 'add', 'ana', '--role', 'owner', '--data', data], passphrase);
    const { code, stdout } = await run(['backup', file, '--data', data]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/1:[0-9a-f]{64}\n$/) });
    expect(await run(['backup', file, '--data', data])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there already'),
    });
    expect(await run(['backup', join(folder, 'no', 'b'), '--data', data])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('ENOENT'),
    });
    expect((await readdir(folder)).sort()).toEqual(['b', 'data']);
  });
});

describe('walnuts restore', () => {
  it('gives back accounts and articles, and refuses what it should', async () => {
    const file = join(folder, 'b');
    const restored = join(folder, 'restored');
    await run(['user', 'add', 'ana', '--role', 'owner', '--data', data], passphrase);
    await run(['backup', file, '--data', data]);
    const { code, stdout } = await run(['restore', file, '--data', restored]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining(restored) });
    expect((await run(['user', 'list', '--data', restored])).stdout).toContain('ana\towner');
    const refusals = [
      [file, restored, 'holds a desk already'],
      [join(folder, 'none'), join(folder, 'x'), 'ENOENT'],
      [folder, join(folder, 'x'), 'EISDIR'],
      [join(data, 'walnuts.sqlite'), join(folder, 'x'), 'no Walnuts backup'],
    ];
    for (const [from, to, said] of refusals)
      expect(await run(['restore', from!, '--data', to!])).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(said!),
      });
    expect(await run(['restore'])).toMatchObject({ code: 2 });
    expect((await readdir(folder)).sort()).toEqual(['b', 'data', 'restored']);
  });

  it('leaves a desk alone that a later version has used', async () => {
    await run(['user', 'add', 'ana', '--role', 'owner', '--data', data], passphrase);
    const database = new DatabaseSync(join(data, 'walnuts.sqlite'));
    database.exec("insert into kysely_migration values ('9999-later', '2030-01-01T00:00:00.000Z')");
    database.close();
    const newer = { code: 2, stderr: expect.stringContaining('later Walnuts') };
    expect(await run(['user', 'list', '--data', data])).toMatchObject(newer);
    // It can still be copied; only the version that made it opens the copy.
    expect((await run(['backup', join(folder, 'b'), '--data', data])).code).toBe(0);
    expect(await run(['restore', join(folder, 'b'), '--data', join(folder, 'x')])).toMatchObject(newer);
  });

  it('refuses the folder of a server that runs', async () => {
    const file = join(folder, 'b');
    await serve();
    expect(await walnuts('backup', file, '--data', data)).toBe(0);
    expect(await walnuts('restore', file, '--data', data)).toBe(2);
  });
});
