import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/store/chain.ts';
import { backUp, databaseFile, openStore, restoreBackup } from '../../src/store/index.ts';
import { migrations } from '../../src/store/migrations.ts';
import { openNodeSqlite } from '../../src/store/node-sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { textOf } from '../support/article.ts';

const content = 'Operation Plaza Spike.\r\n\r\nWalnuts, Sonora.';
const entry = (kind: string, id: string) => ({
  id,
  at: '2026-01-01T10:00:00.000Z',
  by: 'marta',
  kind,
  article: 'plaza',
  payload: { kind },
});

let folder: string;
let desk: string;
let database: string;
let file: string;
/** Stays open throughout: a backup is made beside a desk that runs. */
let store: Store;
let names = 0;
/** A place for a desk that has none yet. */
const elsewhere = (): string => join(folder, `desk-${++names}`, databaseFile);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'walnuts-backup-'));
  desk = join(folder, 'desk');
  database = join(desk, databaseFile);
  file = join(folder, 'backup');
  store = await openStore(desk);
  const text = { ...textOf(content), hash: sha256(content) };
  await store.addArticle({ id: 'plaza', title: 'Plaza', texts: [text], entry: entry('import', 'e1') });
  await store.change('plaza', () => ({ answer: 0, append: [entry('comment', 'e2')] }));
  expect(await backUp(database, file)).toEqual({ last: { seq: 2, hash: expect.any(String) } });
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

describe('a backup', () => {
  it('is one file that only its owner may read, and a sound database besides', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const copy = join(folder, 'copy');
    await copyFile(file, copy);
    const opened = new DatabaseSync(copy);
    expect(opened.prepare('pragma integrity_check').all()).toMatchObject([{ integrity_check: 'ok' }]);
    expect(opened.prepare('select count(*) as n from log').get()).toMatchObject({ n: 2 });
    opened.close();
  });

  it('never takes the place of a file, and leaves nothing when it fails', async () => {
    const before = await readFile(file);
    expect(await backUp(database, file)).toEqual({ refused: { code: 'exists' } });
    expect(await backUp(database, database)).toEqual({ refused: { code: 'exists' } });
    expect(before.equals(await readFile(file))).toBe(true);
    await expect(backUp(database, join(folder, 'nowhere', 'b'))).rejects.toThrow('ENOENT');
    await mkdir(join(folder, 'empty'));
    const notes = join(folder, 'notes');
    await writeFile(notes, 'no database at all, '.repeat(500));
    expect(await backUp(notes, join(folder, 'empty', 'b'))).toMatchObject({ refused: { code: 'damaged' } });
    expect(await readdir(join(folder, 'empty'))).toEqual([]);
  });

  it('is not made of a desk whose log has faults', async () => {
    const faulty = join(folder, 'faulty');
    await copyFile(file, faulty);
    const opened = new DatabaseSync(faulty);
    opened.exec(`update payloads set json = '{"kind":"forged"}' where seq = 2`);
    opened.close();
    expect(await backUp(faulty, join(folder, 'empty', 'b'))).toEqual({
      refused: { code: 'damaged', faults: [{ code: 'payload-changed', line: 2, kind: 'comment' }] },
    });
    expect(await readdir(join(folder, 'empty'))).toEqual([]);
  });
});

describe('restoring', () => {
  it('gives the desk back as it was', async () => {
    const target = elsewhere();
    const { last } = (await restoreBackup(file, target)) as { last: object };
    expect(await readdir(join(target, '..'))).toEqual([databaseFile]);
    expect((await stat(target)).mode & 0o777).toBe(0o600);
    const restored = await openStore(join(target, '..'));
    expect((await restored.article('plaza'))?.texts.translation.content).toBe(content);
    expect(await restored.entries({ limit: 10 })).toEqual(await store.entries({ limit: 10 }));
    expect(await restored.lastSeq()).toBe((last as { seq: number }).seq);
    // It goes on from there.
    await restored.change('plaza', () => ({ answer: 0, append: [entry('comment', 'e3')] }));
    await restored.close();
  });

  /** Expects a refusal and that no trace of it stays. */
  async function refused(bytes: Uint8Array, code: string): Promise<void> {
    const bad = join(folder, 'bad');
    await writeFile(bad, bytes);
    const target = elsewhere();
    expect(await restoreBackup(bad, join(target, '..', 'deeper', databaseFile))).toMatchObject({
      refused: { code },
    });
    await expect(stat(join(target, '..'))).rejects.toThrow('ENOENT');
  }

  it('refuses a backup of which a byte was flipped or the end is missing', { timeout: 60_000 }, async () => {
    const bytes = await readFile(file);
    for (let round = 0; round < 40; round++) {
      const flipped = Buffer.from(bytes);
      const place = Math.floor((round / 40) * bytes.length) + round;
      flipped[place]! ^= 1 << (round % 8);
      const inMark = place >= bytes.length - 89;
      await refused(flipped, inMark ? 'no-backup' : 'damaged');
    }
    for (const length of [0, 1, 88, 89, 4096, bytes.length >> 1, bytes.length - 89, bytes.length - 1])
      await refused(bytes.subarray(0, length), 'no-backup');
    await refused(Buffer.concat([bytes, Buffer.from('x')]), 'no-backup');
  });

  /** A backup of another database, with the checksum that fits it. */
  async function marked(...statements: string[]): Promise<Buffer> {
    const path = join(folder, `other-${++names}`);
    const bytes = await readFile(file);
    await writeFile(path, bytes.subarray(0, -89));
    const other = new DatabaseSync(path, { enableForeignKeyConstraints: false });
    for (const statement of statements) other.exec(statement);
    other.close();
    const pages = await readFile(path);
    const sum = createHash('sha256').update(pages).digest('hex');
    return Buffer.concat([pages, Buffer.from(`walnuts-backup-1 sha256=${sum}\n`)]);
  }

  it('refuses what is no desk, comes from a later version, or has faults under a checksum that fits', async () => {
    await refused(await marked('drop table kysely_migration'), 'no-backup');
    await refused(await marked("insert into kysely_migration values ('9999-later', '2030')"), 'newer');
    await refused(
      await marked('delete from payloads where seq = 2', 'delete from log where seq = 2'),
      'damaged',
    );
    await refused(await marked("update texts set content = 'other words'"), 'damaged');
  });

  it('refuses a folder that holds a desk, in use or not, or what a desk left behind', async () => {
    const before = await store.entries({ limit: 10 });
    expect(await restoreBackup(file, database)).toEqual({ refused: { code: 'exists' } });
    expect(await store.entries({ limit: 10 })).toEqual(before);
    const target = elsewhere();
    await mkdir(join(target, '..'));
    await writeFile(`${target}-wal`, 'writes of a database that is gone');
    expect(await restoreBackup(file, target)).toEqual({ refused: { code: 'exists' } });
    expect(await readdir(join(target, '..'))).toEqual([`${databaseFile}-wal`]);
  });

  it('opens a backup of an earlier version, brought up to date', async () => {
    const early = join(folder, 'early');
    const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: openNodeSqlite(early) }) });
    const first = { '0001-start': migrations['0001-start']! };
    await new Migrator({ db, provider: { getMigrations: async () => first } }).migrateToLatest();
    await db.destroy();
    await backUp(early, join(folder, 'early-backup'));
    const target = elsewhere();
    expect(await restoreBackup(join(folder, 'early-backup'), target)).toMatchObject({ last: { seq: 0 } });
    const restored = await openStore(join(target, '..'));
    expect(await restored.remembered('none')).toBeUndefined();
    await restored.close();
  });
});
