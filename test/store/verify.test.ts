import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainEntry, sha256 } from '../../src/store/chain.ts';
import {
  databaseFile,
  type Fault,
  openSqlite,
  openStore,
  type Place,
  verifyDesk,
} from '../../src/store/index.ts';
import type { NewEntry } from '../../src/store/store.ts';
import { textOf } from '../support/article.ts';

const at = '2026-01-01T10:00:00.000Z';
const lineCount = 66;
/** Lines about the article that was removed, the last of which says so. */
const removed = [62, 63, 66];

let folder: string;
let sound: string;
let copies = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'walnuts-verify-'));
  const store = await openStore(folder);
  let ids = 0;
  const entry = (kind: string, article: string, payload: object = {}): NewEntry => ({
    id: `entry-${++ids}`,
    at,
    by: 'marta',
    kind,
    article,
    payload,
  });
  const addArticle = (id: string, content: string) =>
    store.addArticle({
      id,
      title: id,
      texts: [{ ...textOf(content, 'translation', `${id}-t`), hash: sha256(content) }],
      entry: entry('import', id),
    });
  const comment = (id: string, text: string) =>
    store.change(id, () => ({
      answer: 0,
      append: [{ ...entry('comment', id, { text }), batch: `batch-${ids}` }],
    }));
  await addArticle('plaza', 'Operation Plaza Spike.');
  for (let n = 0; n < 60; n++) await comment('plaza', `Señora, word ${n}`);
  await addArticle('gone', 'Walnuts, Sonora.');
  await comment('gone', 'a word about it');
  await addArticle('other', 'A third article.');
  await comment('other', 'one more word');
  await store.removeArticle('gone', entry('remove', 'gone'));
  // Removing it again finds none, and takes nothing from what the log says of the first time.
  await store.removeArticle('gone', entry('remove', 'gone'));
  await store.close();
  sound = join(folder, databaseFile);
});
afterAll(() => rm(folder, { recursive: true }));

/** A copy in which somebody has changed something behind the desk's back. */
async function tampered(change: (database: DatabaseSync) => void): Promise<string> {
  const copy = join(folder, `copy-${++copies}`);
  await copyFile(sound, copy);
  const database = new DatabaseSync(copy, { enableForeignKeyConstraints: false });
  change(database);
  database.close();
  return copy;
}
const run = (...statements: string[]): Promise<string> =>
  tampered(database => {
    for (const statement of statements) database.exec(statement);
  });

function verify(path: string, noted?: Place): { faults: Fault[]; soundCount: number; last: Place } {
  const reading = verifyDesk(path, noted);
  const faults: Fault[] = [];
  for (;;) {
    const { done, value } = reading.next();
    if (done) return { faults, ...value };
    faults.push(value);
  }
}
const said = (path: string, noted?: Place) =>
  verify(path, noted).faults.map(fault => [fault.code, fault.line]);

/** Numbers that are the same in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('a sound log', () => {
  it('has no faults, a removed article included, and an end that can be noted', () => {
    const { faults, soundCount, last } = verify(sound);
    expect(faults).toEqual([]);
    expect(soundCount).toBe(lineCount);
    expect(last).toEqual({ seq: lineCount, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(said(sound, last)).toEqual([]);
  });

  it('may be written to while it is read', async () => {
    const copy = await run('delete from payloads where seq = 9');
    const reading = verifyDesk(copy);
    expect(reading.next()).toMatchObject({ done: false, value: { line: 9 } });
    const store = await openSqlite(copy);
    await store.endSession('none', { id: 'late', at, by: 'marta', kind: 'sign-out', payload: {} });
    await store.close();
    expect(reading.next()).toMatchObject({ done: true, value: { last: { seq: lineCount } } });
    expect(verify(copy)).toMatchObject({ faults: [{ line: 9 }], last: { seq: lineCount + 1 } });
  });
});

describe('what was changed behind the desk', () => {
  const columns = ['id', 'at', 'by', 'kind', 'article_id', 'batch', 'payload_hash', 'previous_hash', 'hash'];

  it('is found in each of 100 letters of lines and of what they say', { timeout: 60_000 }, async () => {
    const pick = seeded(2026);
    for (let round = 0; round < 100; round++) {
      const line = 1 + pick(lineCount);
      const column = columns[pick(columns.length)]!;
      const inPayload = !removed.slice(0, 2).includes(line) && pick(3) === 0;
      const [table, name] = inPayload ? ['payloads', 'json'] : ['log', column];
      const copy = await tampered(database => {
        const row = database.prepare(`select "${name}" as old from ${table} where seq = ?`).get(line);
        const old = String(row?.old ?? 'x');
        const place = pick(old.length);
        const other = old[place] === 'e' ? 'f' : 'e';
        const changed = old.slice(0, place) + other + old.slice(place + 1);
        database.prepare(`update ${table} set "${name}" = ? where seq = ?`).run(changed, line);
      });
      const found = verify(copy).faults;
      expect(found, `round ${round}: ${name} of line ${line}`).toContainEqual(
        expect.objectContaining({ line }),
      );
    }
  });

  it('is found in each of 100 bytes of the file where the log stands', { timeout: 60_000 }, async () => {
    const pick = seeded(7);
    const bytes = await readFile(sound);
    const database = new DatabaseSync(sound);
    const rows = database
      .prepare('select id, hash, previous_hash, payload_hash, json from log join payloads using (seq)')
      .all();
    database.close();
    for (let round = 0; round < 100; round++) {
      const words = Object.values(rows[pick(rows.length)]!).map(String);
      const word = Buffer.from(words[pick(words.length)]!);
      const copy = Buffer.from(bytes);
      const place = copy.indexOf(word) + pick(word.length);
      copy[place]! ^= 1 << pick(8);
      const path = join(folder, 'flipped');
      await writeFile(path, copy);
      expect(verify(path).faults.length, `round ${round}: byte ${place}`).toBeGreaterThan(0);
    }
  });

  it('is found when lines are missing, moved or cut off', async () => {
    const without = (line: number) => [
      `delete from payloads where seq = ${line}`,
      `delete from log where seq = ${line}`,
    ];
    expect(said(await run(...without(7)))).toEqual([['missing', 7]]);
    expect(said(await run(...without(1), ...without(2)))).toEqual([['missing', 1]]);
    const swap = (table: string) => [
      `update ${table} set seq = -1 where seq = 5`,
      `update ${table} set seq = 5 where seq = 6`,
      `update ${table} set seq = 6 where seq = -1`,
    ];
    expect(said(await run(...swap('log')))).toEqual(
      expect.arrayContaining([
        ['changed', 5],
        ['changed', 6],
      ]),
    );
    expect(said(await run(...swap('payloads')))).toEqual([
      ['payload-changed', 5],
      ['payload-changed', 6],
    ]);
    expect(said(await run(...without(66)))).toContainEqual(['cut', 65]);
    expect(said(await run('delete from payloads', 'delete from log'))).toContainEqual(['cut', 0]);
  });

  it('is found when a line was written anew, by the line behind it', async () => {
    const copy = await tampered(database => {
      const old = database.prepare('select * from log where seq = 10').get()!;
      const forged: NewEntry = {
        id: String(old.id),
        at,
        by: 'eve',
        kind: 'comment',
        article: 'plaza',
        batch: String(old.batch),
        payload: { text: 'forged' },
      };
      const { line, payload } = chainEntry(forged, 10, String(old.previous_hash));
      database
        .prepare('update log set "by" = ?, payload_hash = ?, hash = ? where seq = 10')
        .run('eve', line.payloadHash, line.hash);
      database.prepare('update payloads set json = ? where seq = 10').run(payload);
    });
    expect(said(copy)).toEqual([['unchained', 11]]);
  });

  it('is found when words are gone without an article having been removed', async () => {
    expect(said(await run('delete from payloads where seq = 9'))).toEqual([['payload-missing', 9]]);
    expect(
      said(
        await run(
          "delete from segments where text_id = 'other-t'",
          "delete from texts where id = 'other-t'",
          "delete from articles where id = 'other'",
        ),
      ),
    ).toEqual([['article-missing', 65]]);
    expect(
      said(await run("update texts set content = 'Operation Spike Plaza.' where id = 'plaza-t'")),
    ).toEqual([['text-changed', undefined]]);
  });

  it('is held against the texts that it tells of', async () => {
    const store = await openStore(join(folder, 'told'));
    const content = 'Operation Plaza Spike.';
    const text = { ...textOf(content, 'archive', 'told'), hash: sha256(content) };
    const entry = {
      id: 'told-1',
      at,
      by: '',
      kind: 'archive-text',
      payload: { id: 'told', hash: text.hash },
    };
    await store.addText(text, entry);
    await store.close();
    const path = join(folder, 'told', databaseFile);
    expect(said(path)).toEqual([]);
    const other = 'Operation Spike Plaza.';
    for (const change of [
      `update texts set content = '${other}', hash = '${sha256(other)}'`,
      'delete from texts',
    ]) {
      const database = new DatabaseSync(path);
      database.exec(`pragma foreign_keys = off; ${change}`);
      database.close();
      expect(said(path)).toEqual([['text-changed', undefined]]);
    }
  });

  it('is told apart from what was noted where the chain itself cannot', async () => {
    const { last } = verify(sound);
    const cut = await run(
      'delete from payloads where seq > 60',
      'delete from log where seq > 60',
      "update sqlite_sequence set seq = 60 where name = 'log'",
      'delete from segments',
      'delete from texts',
      "delete from articles where id <> 'plaza'",
      'update articles set version = 1, texts_version = 1',
    );
    // Whoever cuts everything that tells of the end leaves a log that looks sound.
    expect(said(cut)).toEqual([]);
    expect(said(cut, last)).toEqual([['cut', 60]]);
    expect(said(sound, { seq: 3, hash: last.hash })).toEqual([['not-as-noted', 3]]);
  });

  it('is called damage where it is no database any more', async () => {
    const bytes = await readFile(sound);
    const half = join(folder, 'half');
    await writeFile(half, bytes.subarray(0, bytes.length / 2));
    expect(said(half)).toContainEqual(['damaged', undefined]);
    await writeFile(half, 'no database at all, '.repeat(500));
    expect(said(half)).toEqual([['damaged', undefined]]);
  });
});
