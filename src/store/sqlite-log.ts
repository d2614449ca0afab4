import type { Selectable } from 'kysely';
import { chainEntry, chainStart } from './chain.ts';
import type { Entry, NewEntry } from './store.ts';
import type { Db, Tables } from './tables.ts';

/** Number and hash of the last line, to go on from. */
export async function lastLine(db: Db): Promise<{ seq: number; hash: string }> {
  const last = await db
    .selectFrom('log')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ?? { seq: 0, hash: chainStart };
}

/** Adds entries to the log; answers the number of the last one. */
export async function append(db: Db, entries: readonly NewEntry[]): Promise<number> {
  let { seq, hash } = await lastLine(db);
  for (const entry of entries) {
    const { line, payload } = chainEntry(entry, ++seq, hash);
    hash = line.hash;
    await db
      .insertInto('log')
      .values({
        seq,
        id: line.id,
        at: line.at,
        by: line.by,
        kind: line.kind,
        article_id: line.article ?? null,
        batch: line.batch ?? null,
        payload_hash: line.payloadHash,
        previous_hash: line.previousHash,
        hash,
      })
      .execute();
    await db.insertInto('payloads').values({ seq, json: payload }).execute();
  }
  return seq;
}

export const asEntry = (row: Selectable<Tables['log']>): Entry => ({
  seq: row.seq,
  id: row.id,
  at: row.at,
  by: row.by,
  kind: row.kind,
  ...(row.article_id !== null && { article: row.article_id }),
  ...(row.batch !== null && { batch: row.batch }),
  payloadHash: row.payload_hash,
  previousHash: row.previous_hash,
  hash: row.hash,
});
