import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { Selectable } from 'kysely';
import { chainStart, hashOfLine } from './chain.ts';
import { asEntry } from './sqlite-log.ts';
import type { Entry } from './store.ts';
import type { Tables } from './tables.ts';

/** One thing that is wrong with a desk: what, and the line of the log where there is one. */
export type Fault = { readonly line?: number } & (
  | { readonly code: 'damaged'; readonly detail: string }
  /** Lines from `line` to `last` are not there. */
  | { readonly code: 'missing'; readonly line: number; readonly last: number }
  /** The desk knows of lines behind the last one. */
  | { readonly code: 'cut'; readonly line: number }
  /** A line, or what it says, is not what was written; or it does not follow the line before. */
  | {
      readonly code: 'changed' | 'unchained' | 'payload-changed' | 'payload-missing';
      readonly line: number;
      readonly kind: string;
    }
  /** The log tells of an article that is gone without having been removed. */
  | { readonly code: 'article-missing'; readonly line: number; readonly article: string }
  | { readonly code: 'text-changed'; readonly text: string }
  | { readonly code: 'not-as-noted'; readonly line: number }
);

/** A line of the log by number and hash: what somebody noted, or where the log ends. */
export type Place = { readonly seq: number; readonly hash: string };
export type Verdict = { readonly soundCount: number; readonly last: Place };

type Line = Selectable<Tables['log']> & { readonly json: Uint8Array | null };

/**
 * Reads a whole desk and yields what is wrong with it: the database's own check, then every line of the log
 * against the chain and its payload, then the texts against their hashes. Answers how many lines are sound and
 * where the log ends. Holds one line at a time; a server may go on writing meanwhile. `noted`: a line that was
 * written down before, to be found unchanged.
 *
 * The chain has no secret: who writes it anew from some line on, or cuts its end and everything that tells of it,
 * is found only by what was noted elsewhere.
 */
export function* verifyDesk(path: string, noted?: Place): Generator<Fault, Verdict> {
  let verdict: Verdict = { soundCount: 0, last: { seq: 0, hash: chainStart } };
  const database = new DatabaseSync(path);
  try {
    database.exec('pragma busy_timeout = 10000');
    // One state throughout, whatever is written meanwhile.
    database.exec('begin deferred');
    yield* damagesOf(database);
    verdict = yield* readLog(database, noted);
    yield* contradictionsOf(database, verdict.last);
    yield* changedTexts(database);
  } catch (error) {
    if (!isDamage(error)) throw error;
    yield { code: 'damaged', detail: error.message };
  } finally {
    database.close();
  }
  return verdict;
}

const corrupt = 11;
const noDatabase = 26;

/** True for what SQLite throws when a file is no sound database. */
export const isDamage = (error: unknown): error is Error =>
  error instanceof Error &&
  'errcode' in error &&
  [corrupt, noDatabase].includes(Number(error.errcode) & 0xff);

function* damagesOf(database: DatabaseSync): Generator<Fault> {
  for (const row of database.prepare('pragma integrity_check').iterate())
    if (row.integrity_check !== 'ok') yield { code: 'damaged', detail: String(row.integrity_check) };
}

function* readLog(database: DatabaseSync, noted: Place | undefined): Generator<Fault, Verdict> {
  const removed = removedArticles(database);
  // As bytes, so that what is no UTF-8 any more cannot look as before.
  const lines = database
    .prepare(
      `select log.*, cast(payloads.json as blob) as json
       from log left join payloads on payloads.seq = log.seq order by log.seq`,
    )
    .iterate() as Iterable<unknown> as Iterable<Line>;
  let soundCount = 0;
  let last: Place = { seq: 0, hash: chainStart };
  for (const row of lines) {
    const entry = asEntry(row);
    const { seq: line, kind } = entry;
    const follows = line === last.seq + 1;
    if (!follows) yield { code: 'missing', line: last.seq + 1, last: line - 1 };
    const wrong = faultOf(entry, row.json, follows ? last.hash : undefined, removed);
    if (wrong) yield { code: wrong, line, kind };
    else soundCount++;
    if (noted?.seq === line && noted.hash !== entry.hash) yield { code: 'not-as-noted', line };
    last = { seq: line, hash: entry.hash };
  }
  if (noted && noted.seq > last.seq) yield { code: 'cut', line: last.seq };
  return { soundCount, last };
}

/** What is wrong with one line; `previousHash` is that of the line before, where there is one. */
function faultOf(
  entry: Entry,
  json: Uint8Array | null,
  previousHash: string | undefined,
  removed: Removed,
): 'changed' | 'unchained' | 'payload-changed' | 'payload-missing' | undefined {
  if (hashOfLine(entry) !== entry.hash) return 'changed';
  if (previousHash !== undefined && entry.previousHash !== previousHash) return 'unchained';
  if (json) return hashOfBytes(json) === entry.payloadHash ? undefined : 'payload-changed';
  const erased = entry.article !== undefined && (removed.get(entry.article) ?? 0) > entry.seq;
  return erased ? undefined : 'payload-missing';
}

const hashOfBytes = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Article ids, with the number of the line that says that the article was removed. */
type Removed = ReadonlyMap<string, number>;

/** Removing an article erases what its lines said. They are few, compared to the lines of the log. */
function removedArticles(database: DatabaseSync): Removed {
  const rows = database
    .prepare(
      `select log.seq, coalesce(log.article_id, case when json_valid(json) then json ->> '$.article' end) as article
       from log left join payloads on payloads.seq = log.seq where log.kind = 'remove'`,
    )
    .all();
  return new Map(rows.map(({ article, seq }) => [String(article), Number(seq)]));
}

/** What the other tables know of the log and the log does not. */
function* contradictionsOf(database: DatabaseSync, { seq }: Place): Generator<Fault> {
  // Numbers are given out once: SQLite keeps the highest, articles the last that changed them.
  const known = database
    .prepare(
      `select max(seq) as seq from (
         select seq from sqlite_sequence where name = 'log' union all
         select max(seq) from payloads union all
         select max(max(version), max(texts_version)) from articles)`,
    )
    .get();
  if (Number(known?.seq ?? 0) > seq) yield { code: 'cut', line: seq };
  const removed = removedArticles(database);
  const gone = database
    .prepare(
      `select article_id as article, max(seq) as seq from log
       where article_id is not null and article_id not in (select id from articles) group by article_id`,
    )
    .iterate();
  for (const { article, seq } of gone)
    if (!removed.has(String(article)))
      yield { code: 'article-missing', line: Number(seq), article: String(article) };
}

/** Texts whose words do not fit their hash, or whose hash is not the one that their line of the log tells. */
function* changedTexts(database: DatabaseSync): Generator<Fault> {
  // What cannot be read as JSON has been told of with its line.
  const told = database
    .prepare(
      `with said as (
         select kind, case when json_valid(json) then json else '{}' end as body
         from log join payloads using (seq) where kind in ('import', 'set-text', 'archive-text')),
       told as (
         select json_extract(body, fullkey || '.id') as id, json_extract(body, fullkey || '.hash') as hash
         from said, json_each(body, '$.texts') where kind = 'import'
         union all select body ->> 'id', body ->> 'hash' from said where kind <> 'import')
       select told.id from told left join texts on texts.id = told.id
       where told.id is not null and texts.hash is not told.hash`,
    )
    .iterate();
  for (const { id } of told) yield { code: 'text-changed', text: String(id) };
  const texts = database.prepare('select id, hash, cast(content as blob) as content from texts').iterate();
  for (const { id, hash, content } of texts)
    if (hashOfBytes(content as Uint8Array) !== hash) yield { code: 'text-changed', text: String(id) };
}
