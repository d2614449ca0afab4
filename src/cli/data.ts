import { randomUUID } from 'node:crypto';
import { startThreads } from '../analysis/index.ts';
import { openStore, type Store } from '../store/index.ts';
import { Desk } from '../web/index.ts';
import { type Io, write } from './command.ts';

export const defaultData = './data';
export const dataOption = { data: { type: 'string', default: defaultData } } as const;

export const newId = (): string => randomUUID();
export const now = (): Date => new Date();

/** One JSON line an event on standard error, without article text. */
export const logTo =
  (io: Io) =>
  (event: { event: string } & Record<string, unknown>): void => {
    void write(io.stderr, `${JSON.stringify({ at: now().toISOString(), ...event })}\n`);
  };

/** Opens the store of a data folder for one piece of work, and closes it however that ends. */
export async function withStore<T>(folder: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(folder);
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
