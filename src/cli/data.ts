import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startThreads } from '../analysis/index.ts';
import { english } from '../messages/index.ts';
import { type Message, message } from '../model/index.ts';
import { databaseFile, isNewer, openStore, type Store } from '../store/index.ts';
import { Desk, type Log } from '../web/index.ts';
import { type Io, UsageError, write } from './command.ts';
import { visible } from './print.ts';

export const defaultData = './data';
export const dataOption = { data: { type: 'string', default: defaultData } } as const;

export const newId = (): string => randomUUID();
export const now = (): Date => new Date();

/** So many bytes of log wait for a reader that is slow; what comes then is counted and not kept. */
const unreadMost = 1024 * 1024;

/** One JSON line an event on standard error, without article text; control characters are escaped. */
export function logTo({ stderr }: Pick<Io, 'stderr'>): Log {
  let lostCount = 0;
  // Nobody may be reading any more: that ends no desk.
  stderr.on('error', () => {});
  const put: Log = event => {
    const line = JSON.stringify({ at: now().toISOString(), ...event });
    const escaped = line.replace(/[\x7F-\x9F\u2028\u2029]/g, char => `\\u${hex(char)}`);
    write(stderr, `${escaped}\n`).catch(() => {});
  };
  return event => {
    if (stderr.writableLength > unreadMost) {
      lostCount++;
      return;
    }
    if (lostCount > 0) put({ event: 'log-lost', lines: lostCount });
    lostCount = 0;
    put(event);
  };
}

const hex = (char: string): string => char.charCodeAt(0).toString(16).padStart(4, '0');

/**
 * Opens the store of a data folder. Throws a UsageError that says what is wrong with the folder; `existing`: one
 * that holds no desk yet is a slip of the keyboard, and nothing is made there.
 */
export async function openData(folder: string, { existing = false } = {}): Promise<Store> {
  const database = existing ? desksDatabase(folder) : join(folder, databaseFile);
  return sayTrouble(
    () => openStore(folder),
    reason =>
      existsSync(database) && isNewer(database)
        ? message('data.newer', { folder })
        : message('data.unusable', { folder, reason }),
  );
}

/** The database of a data folder. Throws a UsageError when it holds none. */
export function desksDatabase(folder: string): string {
  const database = join(folder, databaseFile);
  if (!existsSync(database)) throw new UsageError(english({ key: 'data.none', params: { folder } }));
  return database;
}

/** Trouble with files and the database, which the one who typed the command can do something about. */
const trouble =
  /^(?:EEXIST|ENOTDIR|EISDIR|ENOENT|EACCES|EPERM|EROFS|ENOSPC|EDQUOT|ENOTSUP|EIO|ERR_SQLITE_ERROR)$/;

/** Does work on files; what is wrong with them is thrown as a UsageError in words, anything else as it is. */
export async function sayTrouble<T>(work: () => Promise<T>, said: (reason: string) => Message): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // Kysely has a word of its own for a schema that a later version has changed.
    const known = trouble.test(code) || String(error).includes('corrupted migrations');
    if (!known) throw error;
    throw new UsageError(english(said(visible(String(error)))));
  }
}

/** Opens the store of a data folder for one piece of work, and closes it however that ends. */
export async function withStore<T>(
  folder: string,
  work: (store: Store) => Promise<T>,
  options: { existing?: boolean } = {},
): Promise<T> {
  const store = await openData(folder, options);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** As `withStore`, with a desk whose analyses are done when it ends. */
export function withDesk<T>(
  folder: string,
  io: Io,
  work: (desk: Desk, store: Store) => Promise<T>,
): Promise<T> {
  return withStore(folder, async store => {
    const analyst = startThreads({ size: 1 });
    try {
      const desk = new Desk({ store, analyst, now, newId, log: logTo(io) });
      const answer = await work(desk, store);
      await desk.settled();
      return answer;
    } finally {
      await analyst.close();
    }
  });
}
