import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

/** Name of the database inside a data folder. */
export const databaseFile = 'walnuts.sqlite';

/** Opens the store of a data folder, making folder and database where there are none. */
export async function openStore(dataFolder: string): Promise<Store> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  return openSqlite(join(dataFolder, databaseFile));
}

export { type BackupOutcome, type BackupRefusal, backUp, isNewer, restoreBackup } from './backup.ts';
export { openSqlite } from './sqlite.ts';
export type { Store } from './store.ts';
export { type Fault, type Place, verifyDesk } from './verify.ts';
