import type { Language, Text } from '../model/index.ts';
import { insertText } from './sqlite-articles.ts';
import { append } from './sqlite-log.ts';
import type { ArchivedText, NewEntry } from './store.ts';
import type { Db } from './tables.ts';

/** Keeps a text without an article, once for each wording. */
export async function addToArchive(
  db: Db,
  text: Text,
  entry: NewEntry,
): Promise<{ id: string; added: boolean }> {
  const same = await db
    .selectFrom('texts')
    .select('id')
    .where('role', '=', 'archive')
    .where('hash', '=', text.hash)
    .executeTakeFirst();
  if (same) return { id: same.id, added: false };
  await insertText(db, null, text);
  await append(db, [entry]);
  return { id: text.id, added: true };
}

/** A page of the archive in order of ids. */
export async function readArchive(
  db: Db,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<ArchivedText[]> {
  const rows = await db
    .selectFrom('texts')
    .select(['texts.id', 'name', 'url', 'published', 'author', 'language', 'hash', 'version'])
    .select(({ selectFrom, fn }) =>
      selectFrom('segments')
        .select(fn.countAll<number>().as('n'))
        .whereRef('segments.text_id', '=', 'texts.id')
        .as('segment_count'),
    )
    .where('role', '=', 'archive')
    .$if(after !== undefined, query => query.where('texts.id', '>', after!))
    .orderBy('texts.id')
    .limit(limit)
    .execute();
  return rows.map(row => ({
    id: row.id,
    role: 'archive',
    version: row.version,
    ...(row.name !== null && { name: row.name }),
    ...(row.url !== null && { url: row.url }),
    ...(row.published !== null && { published: row.published }),
    ...(row.author !== null && { author: row.author }),
    language: row.language as Language,
    hash: row.hash,
    segmentCount: row.segment_count ?? 0,
  }));
}
