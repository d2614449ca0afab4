import { type Remembered, Repeated } from './store.ts';
import type { Db } from './tables.ts';

/** Answers are kept so long: a program that asks again later asks anew. */
const keptMs = 7 * 24 * 3600_000;

/** Keeps an answer beside its effect. Throws Repeated when the effect has been had. */
export async function remember(db: Db, remembered: Remembered | undefined): Promise<void> {
  if (!remembered) return;
  const { key, bodyHash, status, body, location, article, at } = remembered;
  const old = new Date(Date.parse(at) - keptMs).toISOString();
  await db.deleteFrom('remembered').where('at', '<', old).execute();
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('remembered')
    .values({
      key,
      body_hash: bodyHash,
      status,
      body,
      location: location ?? null,
      article_id: article ?? null,
      at,
    })
    .onConflict(conflict => conflict.column('key').doNothing())
    .executeTakeFirst();
  if (!numInsertedOrUpdatedRows) throw new Repeated();
}

export async function readRemembered(db: Db, key: string): Promise<Remembered | undefined> {
  const row = await db.selectFrom('remembered').selectAll().where('key', '=', key).executeTakeFirst();
  return (
    row && {
      key: row.key,
      bodyHash: row.body_hash,
      status: row.status,
      body: row.body,
      ...(row.location !== null && { location: row.location }),
      ...(row.article_id !== null && { article: row.article_id }),
      at: row.at,
    }
  );
}

export async function correctRemembered(db: Db, { key, bodyHash, status, body }: Remembered): Promise<void> {
  await db
    .updateTable('remembered')
    .set({ status, body })
    .where('key', '=', key)
    .where('body_hash', '=', bodyHash)
    .execute();
}
