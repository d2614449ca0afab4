import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { client, listen } from '../support/api.ts';
import { startNeighbour } from '../support/neighbour.ts';
import { startServer } from '../support/server.ts';
import { Dice, storm } from '../support/storm.ts';
import { sample } from '../support/web.ts';

/**
 * `npm run torture -- [requests] [rounds] [seed]`: random requests against a real server while somebody asks for a
 * page; then rounds of kill -9 in the middle of writing, cut streams, one key many times at once, backups while it
 * writes; at the end the log is verified. Says what it saw; exit code 1 and what to replay when something broke.
 */
const [requests = 10_000, rounds = 20, firstSeed = Date.now() % 1_000_000] = process.argv
  .slice(2)
  .map(Number);
const seeds = [firstSeed, firstSeed + 1, firstSeed + 2];
const pageMs = 500;
/** Two threads of a gigabyte at most, and the server beside; what is more grows without end. */
const memoryMostMb = 1_500;

const faults: string[] = [];
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const server = await startServer();
const neighbour = await startNeighbour(server.origin);
try {
  await randomRequests();
  await atOnce();
  await cutStreams();
  await killedWhileWriting();
  await savedWhileWriting();
} finally {
  neighbour.stop();
}
const verified = await walnuts(['audit', 'verify']);
say(`audit verify: ${verified.said.trim()}`);
if (verified.code !== 0) faults.push(`audit verify exits with ${verified.code}`);
const shown = server
  .log()
  .split('\n')
  .filter(line => line.includes('"event":"fault"'));
faults.push(...shown.map(line => `fault in the log: ${line.slice(0, 1_000)}`));
const exit = await server.stop();
if (exit !== 0) faults.push(`stopped with ${exit}`);
say(faults.length === 0 ? 'Nothing broke.' : `${faults.length} faults:\n${faults.slice(0, 20).join('\n')}`);
process.exit(faults.length === 0 ? 0 : 1);

async function randomRequests(): Promise<void> {
  for (const seed of seeds) {
    const count = Math.ceil(requests / seeds.length);
    const began = performance.now();
    // By pieces, so that the other client's longest wait is told of few requests.
    const waits: number[] = [];
    const statuses = new Map<number, number>();
    let slowest = 0;
    const piece = 100;
    for (let from = 0; from < count; from += piece) {
      const seen = await storm(server, {
        seed,
        from,
        count: Math.min(piece, count - from),
        atOnce: 4,
        slowMs: 5_000,
      });
      faults.push(...seen.faults);
      for (const fault of seen.faults) say(`  ${fault}`);
      slowest = Math.max(slowest, seen.slowestMs);
      for (const [status, n] of seen.statuses) statuses.set(status, (statuses.get(status) ?? 0) + n);
      const wait = await neighbour.slowest();
      waits.push(wait);
      if (wait > pageMs)
        say(`  seed ${seed}, requests ${from} to ${from + piece}: a page waited ${Math.round(wait)} ms`);
      if (!server.isAlive()) throw new Error(`the server died: seed ${seed}, before request ${from + piece}`);
    }
    if ((server.peakMb() ?? 0) > memoryMostMb) faults.push(`seed ${seed}: ${server.peakMb()} MB of memory`);
    waits.sort((a, b) => a - b);
    const told = [...statuses].sort(([a], [b]) => a - b).map(([status, n]) => `${status}: ${n}`);
    say(
      `seed ${seed}: ${count} requests in ${Math.round((performance.now() - began) / 1_000)} s (${told.join(', ')}); slowest ${Math.round(slowest)} ms; a page meanwhile, longest in each hundred: median ${Math.round(waits[waits.length >> 1]!)}, most ${Math.round(waits.at(-1)!)} ms; memory at most ${server.peakMb()} MB; faults so far ${faults.length}`,
    );
  }
}

function api() {
  return client(server.origin, server.token);
}

async function made(): Promise<string> {
  const { status, body } = await api()<{ id: string }>('POST', '/articles', {
    translation: sample.translation,
  });
  if (status !== 201) throw new Error(`an article was not taken: ${status} ${JSON.stringify(body)}`);
  return body.id;
}

/** Sixteen requests under one key have one effect and one answer. */
async function atOnce(): Promise<void> {
  const id = await made();
  for (let round = 0; round < rounds; round++) {
    const key = `${firstSeed}-${round}`;
    const comment = { kind: 'comment', segment: 0, text: `round ${round}` };
    const answers = await Promise.all(
      Array.from({ length: 16 }, () =>
        api()('POST', `/articles/${id}/decisions`, comment, { 'Idempotency-Key': key }),
      ),
    );
    const different = new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`));
    if (different.size !== 1 || answers[0]!.status !== 200)
      faults.push(`one key, ${[...different].join('; ')}`);
  }
  const { body } = await api()<{ decisions: unknown[] }>('GET', `/articles/${id}/history`);
  if (body.decisions.length !== rounds) faults.push(`${rounds} keys had ${body.decisions.length} effects`);
  say(`one key sixteen times at once: ${rounds} rounds, ${body.decisions.length} effects`);
}

/** Listeners that are cut at random and come back miss no decision and hear none twice. */
async function cutStreams(): Promise<void> {
  const id = await made();
  const dice = new Dice(firstSeed);
  const sent: string[] = [];
  let writing = true;
  const follow = async (): Promise<string[]> => {
    const heard: string[] = [];
    let last: string | undefined = '0';
    while (writing || heard.length < sent.length) {
      const stream = await listen(server.origin, server.token, id, last);
      await new Promise(resolve => setTimeout(resolve, dice.below(200)));
      stream.cut();
      await stream.ended;
      last = stream.lastId();
      for (const { event, data } of stream.events) if (event === 'decision') heard.push(String(data.id));
      if (heard.length > 10 * rounds * 10) break;
    }
    return heard;
  };
  const followers = Array.from({ length: 8 }, follow);
  for (let n = 0; n < 5 * rounds; n++) {
    const comment = { kind: 'comment', segment: 0, text: `word ${n}` };
    const { body } = await api()<{ decisions: { id: string }[] }>(
      'POST',
      `/articles/${id}/decisions`,
      comment,
    );
    sent.push(body.decisions[0]!.id);
  }
  writing = false;
  for (const heard of await Promise.all(followers))
    if (heard.join() !== sent.join())
      faults.push(`a stream told ${heard.length} of ${sent.length} decisions, or another order`);
  say(`streams cut at random: 8 listeners, ${sent.length} decisions, each heard once`);
}

/** Four writers of comments; answers what was acknowledged. Ends when told, or when the server is gone. */
function writers(id: string): { acknowledged: string[]; stop(): Promise<void> } {
  const acknowledged: string[] = [];
  let writing = true;
  const write = async (): Promise<void> => {
    while (writing) {
      const comment = { kind: 'comment', segment: 0, text: 'a word' };
      const { status, body } = await api()<{ decisions: { id: string }[] }>(
        'POST',
        `/articles/${id}/decisions`,
        comment,
      );
      if (status === 200) acknowledged.push(body.decisions[0]!.id);
    }
  };
  const all = Promise.all(Array.from({ length: 4 }, () => write().catch(() => {})));
  return {
    acknowledged,
    async stop() {
      writing = false;
      await all;
    },
  };
}

async function kept(id: string): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor = ''; ; ) {
    const { status, body } = await api()<{ decisions: { id: string }[]; next?: string }>(
      'GET',
      `/articles/${id}/history${cursor}`,
    );
    if (status !== 200) throw new Error(`no history: ${status} ${JSON.stringify(body)}`);
    ids.push(...body.decisions.map(decision => decision.id));
    if (body.next === undefined) return ids;
    cursor = `?cursor=${body.next}`;
  }
}

async function killedWhileWriting(): Promise<void> {
  const dice = new Dice(firstSeed);
  const id = await made();
  const acknowledged: string[] = [];
  const starts: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const writing = writers(id);
    await new Promise(resolve => setTimeout(resolve, 100 + dice.below(400)));
    const began = performance.now();
    await server.crash();
    starts.push(performance.now() - began);
    await writing.stop();
    acknowledged.push(...writing.acknowledged);
    neighbour.watch(server.origin);
  }
  const found = await kept(id);
  const lost = acknowledged.filter(decision => !found.includes(decision));
  if (lost.length > 0) faults.push(`kill -9 lost ${lost.length} acknowledged decisions`);
  if (new Set(found).size !== found.length) faults.push('kill -9 doubled a decision');
  if (rounds > 0 && acknowledged.length === 0) faults.push('nothing was acknowledged between the kills');
  starts.sort((a, b) => a - b);
  say(
    `kill -9: ${rounds} rounds, 4 writers, ${acknowledged.length} acknowledged, ${lost.length} lost; up again within ${Math.round(starts.at(-1) ?? 0)} ms`,
  );
}

/** A backup made while four write has whatever was acknowledged before it was begun, and can be restored. */
async function savedWhileWriting(): Promise<void> {
  const id = await made();
  const folder = await mkdtemp(join(tmpdir(), 'walnuts-backup-'));
  const times = Math.ceil(rounds / 4);
  for (let round = 0; round < times; round++) {
    const writing = writers(id);
    await new Promise(resolve => setTimeout(resolve, 200));
    const before = [...writing.acknowledged];
    const file = join(folder, `${round}.walnuts`);
    const saved = await walnuts(['backup', file]);
    await writing.stop();
    const elsewhere = join(folder, `restored-${round}`);
    const restored = await walnuts(['restore', file], elsewhere);
    const { openStore } = await import('../../src/store/index.ts');
    const store = await openStore(elsewhere);
    const found = (await store.article(id))?.decisions.map(decision => decision.id) ?? [];
    await store.close();
    const lost = before.filter(decision => !found.includes(decision));
    if (saved.code || restored.code || lost.length)
      faults.push(`backup ${round}: ${saved.said} ${restored.said} lost ${lost.length}`);
  }
  await rm(folder, { recursive: true, force: true });
  say(`backup while four write: ${times} rounds, each restored with all that was acknowledged before`);
}

async function walnuts(
  args: readonly string[],
  data: string = server.folder,
): Promise<{ code: number; said: string }> {
  const start = join(import.meta.dirname, '../../src/start.js');
  const child = spawn(process.execPath, [start, ...args, '--data', data], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', chunk => {
      said += chunk;
    });
  const [code] = await once(child, 'close');
  return { code: code ?? -1, said };
}
