import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startThreads } from '../analysis/index.ts';
import { english } from '../messages/index.ts';
import { databaseFile, openStore, type Store } from '../store/index.ts';
import { Desk } from '../web/index.ts';
import { type Io, UsageError, write } from './command.ts';

export const defaultData = './data';
export const dataOption = { data: { type: 'string', default: defaultData } } as const;

export const newId = (): string => randomUUID();
export const now = (): Date => new Date();

/** One JSON line an event on standard error, without article text. */
export const logTo =
  (io: Io) =>
  (event: { event: string } & Record<string, unknown>): void => {
    // Nobody may be reading any more: that ends no desk.
    write(io.stderr, `${JSON.stringify({ at: now().toISOString(), ...event })}\n`).catch(() => {});
  };

/**
 * Opens the store of a data folder. Throws a UsageError that says what is wrong with the folder; `existing`: one
 * that holds no desk yet is a slip of the keyboard, and nothing is made there.
 */
export async function openData(folder: string, { existing = false } = {}): Promise<Store> {
  if (existing && !existsSync(join(folder, databaseFile)))
    throw new UsageError(english({ key: 'data.none', params: { folder } }));
  try {
    return await openStore(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const unusable = /^(?:EEXIST|ENOTDIR|ENOENT|EACCES|EPERM|EROFS|ERR_SQLITE_ERROR)$/.test(code);
    if (!unusable) throw error;
    throw new UsageError(english({ key: 'data.unusable', params: { folder, reason: String(error) } }));
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
