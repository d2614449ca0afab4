import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { appendFile, link, mkdir, open, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';
import { migrations } from './migrations.ts';
import { openSqlite } from './sqlite.ts';
import { type Fault, isDamage, type Place, verifyDesk } from './verify.ts';

/** Why a backup was not made or not restored. Nothing is left behind then. */
export type BackupRefusal =
  /** There is a file of that name, or a desk in that folder. */
  | { readonly code: 'exists' }
  | { readonly code: 'no-backup' | 'newer' }
  /** Cut, changed or damaged; `faults` says where, as far as it can be read. */
  | { readonly code: 'damaged'; readonly faults: readonly Fault[] };
export type BackupOutcome = { readonly last: Place } | { readonly refused: BackupRefusal };

/**
 * What stands behind the pages of the database in a backup: a checksum over them, which finds any flipped byte and
 * any cut. SQLite does not read that far, so a backup is also a database that any of its tools opens.
 */
const markStart = 'walnuts-backup-1 sha256=';
const markOf = (sum: string): string => `${markStart}${sum}\n`;
const markLength = markOf('0'.repeat(64)).length;

/**
 * Copies the desk in the database `source` to `file`, while servers write: one state, with everything that was
 * answered before the call. The copy is verified and on disk before it gets its name, and only its owner may read
 * it. A file that is there is never replaced. Throws what the file system or SQLite throws.
 */
export async function backUp(source: string, file: string): Promise<BackupOutcome> {
  if (existsSync(file)) return { refused: { code: 'exists' } };
  const part = partOf(file);
  try {
    await writeFile(part, '', { flag: 'wx', mode: 0o600 });
    const refused = copyDatabase(source, part);
    if (refused) return { refused };
    const outcome = prove(part);
    if ('refused' in outcome) return outcome;
    await appendFile(part, markOf(await sumOf(part)));
    await syncFile(part);
    await rename(part, file);
    await syncFile(dirname(file));
    return outcome;
  } finally {
    await removeDatabase(part);
  }
}

/** In one step and one reading transaction: a copy page by page would begin anew whenever a server writes. */
function copyDatabase(source: string, part: string): BackupRefusal | undefined {
  const database = new DatabaseSync(source);
  try {
    database.exec('pragma busy_timeout = 10000');
    database.prepare('vacuum into ?').run(resolve(part));
    return undefined;
  } catch (error) {
    if (!isDamage(error)) throw error;
    return { code: 'damaged', faults: [{ code: 'damaged', detail: error.message }] };
  } finally {
    database.close();
  }
}

/**
 * Puts a backup in place as the database `target`, in a folder that holds none. Made and proved under another name
 * first (whole, sound, of a version that we know, opened and brought up to date), so that there is all of it or
 * nothing. Throws what the file system throws.
 */
export async function restoreBackup(file: string, target: string): Promise<BackupOutcome> {
  const mark = await readMark(file);
  if (!mark) return { refused: { code: 'no-backup' } };
  // A write-ahead log that was left behind would be read into the restored database.
  if (filesOf(target).some(existsSync)) return { refused: { code: 'exists' } };
  const folder = resolve(dirname(target));
  const firstMade = await mkdir(folder, { recursive: true, mode: 0o700 });
  const part = partOf(target);
  let done = false;
  try {
    const outcome = await proveCopy(file, mark, part);
    if ('refused' in outcome) return outcome;
    // Unlike renaming, this fails when somebody has begun a desk here meanwhile.
    await link(part, target);
    done = true;
    await syncFile(folder);
    return outcome;
  } catch (error) {
    if (!done && codeOf(error) === 'EEXIST') return { refused: { code: 'exists' } };
    throw error;
  } finally {
    await removeDatabase(part);
    if (!done && firstMade !== undefined) await removeFolders(folder, resolve(firstMade));
  }
}

type Mark = { readonly sum: string; readonly size: number };

/** The checksum at the end of a backup, and how long what it covers is. None in a file that was cut. */
async function readMark(file: string): Promise<Mark | undefined> {
  const backup = await open(file);
  try {
    const size = (await backup.stat()).size - markLength;
    if (size <= 0) return undefined;
    const { buffer } = await backup.read(Buffer.alloc(markLength), 0, markLength, size);
    const text = buffer.toString('latin1');
    const sum = text.slice(markStart.length, -1);
    return text === markOf(sum) ? { sum, size } : undefined;
  } finally {
    await backup.close();
  }
}

async function proveCopy(file: string, { sum, size }: Mark, part: string): Promise<BackupOutcome> {
  await pipeline(
    createReadStream(file, { end: size - 1 }),
    createWriteStream(part, { flags: 'wx', mode: 0o600 }),
  );
  if ((await sumOf(part)) !== sum) return { refused: { code: 'damaged', faults: [] } };
  const refused = refuseVersion(part);
  if (refused) return { refused };
  const outcome = prove(part);
  if ('refused' in outcome) return outcome;
  await (await openSqlite(part)).close();
  await syncFile(part);
  return outcome;
}

/** Nothing for a desk of this version or an earlier one. */
function refuseVersion(path: string): BackupRefusal | undefined {
  const applied = appliedMigrations(path);
  if (!applied.includes(Object.keys(migrations)[0]!)) return { code: 'no-backup' };
  return applied.every(name => Object.hasOwn(migrations, name)) ? undefined : { code: 'newer' };
}

/** True for the database of a desk that a later version of this tool has changed. */
export const isNewer = (path: string): boolean => refuseVersion(path)?.code === 'newer';

/** Names of the changes of schema that a database has seen; none when it is no desk. */
function appliedMigrations(path: string): string[] {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    return database
      .prepare('select name from kysely_migration')
      .all()
      .map(({ name }) => String(name));
  } catch {
    return [];
  } finally {
    database?.close();
  }
}

/** Faults that are told of one file: one that is all wrong need not be told line by line. */
const faultsTold = 20;

function prove(path: string): BackupOutcome {
  const faults: Fault[] = [];
  const reading = verifyDesk(path);
  for (;;) {
    const { done, value } = reading.next();
    if (done) return faults.length ? { refused: { code: 'damaged', faults } } : { last: value.last };
    if (faults.push(value) === faultsTold) return { refused: { code: 'damaged', faults } };
  }
}

async function sumOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Beside the file that it becomes, so that giving it its name is one act. */
const partOf = (file: string): string =>
  join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}.part`);

const filesOf = (database: string): string[] =>
  ['', '-wal', '-shm', '-journal'].map(ending => `${database}${ending}`);

async function removeDatabase(database: string): Promise<void> {
  await Promise.all(filesOf(database).map(file => rm(file, { force: true })));
}

/** Removes folders that are still empty, from the innermost to the first that was made. */
async function removeFolders(innermost: string, first: string): Promise<void> {
  try {
    for (let folder = innermost; folder.length >= first.length; folder = dirname(folder)) await rmdir(folder);
  } catch (error) {
    if (codeOf(error) !== 'ENOTEMPTY') throw error;
  }
}

/** Puts a file on disk, or the names that a folder holds. */
async function syncFile(path: string): Promise<void> {
  const file = await open(path);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;
