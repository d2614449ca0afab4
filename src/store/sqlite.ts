import { Kysely, type Selectable, SqliteAdapter, SqliteDialect, sql, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Permission, Role, User } from '../model/index.ts';
import { migrations } from './migrations.ts';
import { openNodeSqlite } from './node-sqlite.ts';
import { addToArchive, readArchive } from './sqlite-archive.ts';
import {
  applyWrite,
  countWords,
  eraseArticle,
  insertText,
  readArticle,
  summaryColumns,
} from './sqlite-articles.ts';
import { cameBack, readArticles } from './sqlite-list.ts';
import { append, asEntry, lastLine } from './sqlite-log.ts';
import { correctRemembered, readRemembered, remember } from './sqlite-remembered.ts';
import type { Remembered, Session, Store, Summary, Token } from './store.ts';
import type { Db, Tables } from './tables.ts';

/** SQLite rolls tables back like rows; Kysely has it that it does not, and would leave a migration half done. */
class Dialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new Adapter();
  }
}
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** What a new article shows until its analysis is done. */
const untouched: Omit<Summary, 'version'> = {
  state: 'in-review',
  archived: false,
  checked: false,
  tally: { critical: 0, major: 0, minor: 0, decided: 0, total: 0 },
  linkedCount: 0,
  returned: 0,
};

/**
 * Opens a store in an SQLite file, or in memory for `:memory:`, and brings its schema up to date. Write-ahead log
 * with synchronous=FULL: what a promise answered is on disk.
 */
export async function openSqlite(path: string): Promise<Store> {
  const db = new Kysely<Tables>({ dialect: new Dialect({ database: openNodeSqlite(path) }) });
  try {
    // In one immediate transaction, so that two processes that open a new folder at once do not both make tables.
    await db.transaction().execute(async trx => {
      const migrator = new Migrator({ db: trx, provider: { getMigrations: async () => migrations } });
      const { error } = await migrator.migrateToLatest();
      if (error) throw error;
    });
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return sqliteStore(db);
}

function sqliteStore(db: Kysely<Tables>): Store {
  const inTransaction = <T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> =>
    db.transaction().execute(work);

  /**
   * As `inTransaction`, but the log is not flushed to the disk: the next transaction that is takes it along. While
   * it runs nobody else has the connection, and the log is written in order: nothing acknowledged depends on it.
   */
  const inTransactionUnflushed = <T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> =>
    db.connection().execute(async conn => {
      await sql`pragma synchronous = normal`.execute(conn);
      try {
        return await conn.transaction().execute(work);
      } finally {
        await sql`pragma synchronous = full`.execute(conn);
      }
    });

  /** Several reads of one state: nothing is written between them. */
  const inSnapshot = <T>(work: (conn: Db) => Promise<T>): Promise<T> =>
    db.connection().execute(async conn => {
      await sql`begin deferred`.execute(conn);
      try {
        return await work(conn);
      } finally {
        await sql`commit`.execute(conn);
      }
    });

  return {
    addUser: (user, entry, { first = false, remember: answer } = {}) =>
      inTransaction(async trx => {
        await remember(trx, answer);
        const { n } = await trx
          .selectFrom('users')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .where(({ eb, or }) =>
            or([eb('name', '=', user.name), ...(first ? [eb('role', '=', 'owner')] : [])]),
          )
          .executeTakeFirstOrThrow();
        if (n > 0) return forget(trx, answer);
        await trx
          .insertInto('users')
          .values({
            id: user.id,
            name: user.name,
            full_name: user.fullName,
            role: user.role,
            password_hash: user.passwordHash,
            disabled: user.disabled ? 1 : 0,
            created_at: entry.at,
          })
          .execute();
        await append(trx, [entry]);
        return true;
      }),

    users: async () => (await db.selectFrom('users').selectAll().orderBy('name').execute()).map(asUser),

    async userByName(name) {
      const row = await db.selectFrom('users').selectAll().where('name', '=', name).executeTakeFirst();
      return row && { ...asUser(row), passwordHash: row.password_hash };
    },

    changeUser: (id, { role, disabled }, entry, { remember: answer } = {}) =>
      inTransaction(async trx => {
        const others = await trx
          .selectFrom('users')
          .select('id')
          .where('role', '=', 'owner')
          .where('disabled', '=', 0)
          .where('id', '!=', id)
          .limit(1)
          .execute();
        const user = await trx.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
        if (!user) return 'unknown';
        const isOwner = user.role === 'owner' && user.disabled === 0;
        const staysOwner = (role ?? user.role) === 'owner' && !(disabled ?? user.disabled === 1);
        if (isOwner && !staysOwner && others.length === 0) return 'last-owner';
        const changes = {
          ...(role !== undefined && { role }),
          ...(disabled !== undefined && { disabled: disabled ? 1 : 0 }),
        };
        if (Object.keys(changes).length)
          await trx.updateTable('users').set(changes).where('id', '=', id).execute();
        await trx.deleteFrom('sessions').where('user_id', '=', id).execute();
        await remember(trx, answer);
        await append(trx, [entry]);
        return 'changed';
      }),

    addSession: ({ hash, userId, at, entry }) =>
      inTransaction(async trx => {
        await trx
          .insertInto('sessions')
          .values({ hash, user_id: userId, created_at: at, used_at: at })
          .execute();
        await append(trx, [entry]);
      }),

    async session(hash): Promise<Session | undefined> {
      const row = await db
        .selectFrom('sessions')
        .innerJoin('users', 'users.id', 'sessions.user_id')
        .selectAll('users')
        .select(['sessions.created_at as session_created_at', 'sessions.used_at'])
        .where('sessions.hash', '=', hash)
        .where('users.disabled', '=', 0)
        .executeTakeFirst();
      return row && { user: asUser(row), createdAt: row.session_created_at, usedAt: row.used_at };
    },

    async useSession(hash, at) {
      await db.updateTable('sessions').set({ used_at: at }).where('hash', '=', hash).execute();
    },

    endSession: (hash, entry) =>
      inTransaction(async trx => {
        await trx.deleteFrom('sessions').where('hash', '=', hash).execute();
        await append(trx, [entry]);
      }),

    addToken: ({ id, name, userId, scope, hash, at }, entry, { remember: answer } = {}) =>
      inTransaction(async trx => {
        await remember(trx, answer);
        await trx
          .insertInto('tokens')
          .values({ id, hash, name, user_id: userId, scope, created_at: at, used_at: null, revoked: 0 })
          .execute();
        await append(trx, [entry]);
      }),

    async token(hash) {
      const row = await tokenRows(db).where('tokens.hash', '=', hash).executeTakeFirst();
      return row && asToken(row);
    },

    async useToken(id, at) {
      await db.updateTable('tokens').set({ used_at: at }).where('id', '=', id).execute();
    },

    tokens: async () => (await tokenRows(db).orderBy('tokens.created_at').execute()).map(asToken),

    revokeToken: (id, entry, { remember: answer } = {}) =>
      inTransaction(async trx => {
        const { numUpdatedRows } = await trx
          .updateTable('tokens')
          .set({ revoked: 1 })
          .where('id', '=', id)
          .where('revoked', '=', 0)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        await remember(trx, answer);
        await append(trx, [entry]);
        return true;
      }),

    addArticle: ({ id, title, texts, entry }, { remember: answer } = {}) =>
      inTransaction(async trx => {
        const version = (await lastLine(trx)).seq + 1;
        await remember(trx, answer?.(version));
        await trx
          .insertInto('articles')
          .values({
            id,
            title,
            created_by: entry.by,
            created_at: entry.at,
            changed_at: entry.at,
            texts_version: version,
            analysis_state: 'pending',
            analysis: null,
            ...summaryColumns({ ...untouched, version }),
            word_count: countWords(texts),
          })
          .execute();
        for (const text of texts) await insertText(trx, id, text);
        return append(trx, [entry]);
      }),

    article: id => inSnapshot(conn => readArticle(conn, id)),
    articles: filter => inSnapshot(conn => readArticles(conn, filter)),

    async countArticles() {
      const rows = await db
        .selectFrom('articles')
        .select(['state', 'archived', ({ fn }) => fn.countAll<number>().as('n')])
        .select(({ fn }) => fn.sum<number>(cameBack).as('back'))
        .groupBy(['state', 'archived'])
        .execute();
      const counts = { 'in-review': 0, submitted: 0, returned: 0, approved: 0, archived: 0, cameBack: 0 };
      for (const { state, archived, n, back } of rows) {
        counts[archived ? 'archived' : (state as Summary['state'])] += n;
        if (!archived) counts.cameBack += back ?? 0;
      }
      return counts;
    },

    async uncheckedArticles() {
      const rows = await db
        .selectFrom('articles')
        .select('id')
        .where(({ eb, or, and }) =>
          or([
            eb('analysis_state', '=', 'pending'),
            and([eb('analysis_state', '=', 'done'), eb('checked', '=', 0)]),
          ]),
        )
        .orderBy('version')
        .execute();
      return rows.map(({ id }) => id);
    },

    change: (id, judge, { mayBeLost = false } = {}) =>
      (mayBeLost ? inTransactionUnflushed : inTransaction)(async trx => {
        const record = await readArticle(trx, id);
        if (!record) return undefined;
        const write = judge(record, (await lastLine(trx)).seq + 1);
        await remember(trx, write.remember);
        await applyWrite(trx, record, write);
        return write.answer;
      }),

    removeArticle: (id, entry, { remember: answer } = {}) =>
      inTransaction(async trx => {
        if (!(await eraseArticle(trx, id))) return false;
        await remember(trx, answer);
        await append(trx, [entry]);
        return true;
      }),

    addText: (text, entry, { remember: answer } = {}) =>
      inTransaction(async trx => {
        await remember(trx, answer);
        return addToArchive(trx, text, entry);
      }),
    archive: options => readArchive(db, options),

    remembered: key => readRemembered(db, key),
    correctRemembered: remembered => correctRemembered(db, remembered),

    async entries({ after = 0, limit, article }) {
      const rows = await db
        .selectFrom('log')
        .leftJoin('payloads', 'payloads.seq', 'log.seq')
        .selectAll('log')
        .select('payloads.json')
        .where('log.seq', '>', after)
        .$if(article !== undefined, query => query.where('log.article_id', '=', article!))
        .orderBy('log.seq')
        .limit(limit)
        .execute();
      return rows.map(row => ({
        ...asEntry(row),
        ...(row.json !== null && { payload: JSON.parse(row.json) }),
      }));
    },

    async state() {
      // Own writes are counted, those of others change the version.
      const query = sql<{ own: number; others: number }>`
        select total_changes() as own, (select data_version from pragma_data_version) as others`;
      const { own, others } = (await query.execute(db)).rows[0]!;
      return `${own} ${others}`;
    },

    lastSeq: async () => (await lastLine(db)).seq,

    async ping() {
      await sql`select 1`.execute(db);
    },
    close: () => db.destroy(),
  };
}

/** What was refused had no effect: the key may be used again. Answers false. */
async function forget(trx: Transaction<Tables>, answer: Remembered | undefined): Promise<false> {
  if (answer) await trx.deleteFrom('remembered').where('key', '=', answer.key).execute();
  return false;
}

const asUser = (row: Pick<NewUserRow, 'id' | 'name' | 'full_name' | 'role' | 'disabled'>): User => ({
  id: row.id,
  name: row.name,
  fullName: row.full_name,
  role: row.role as Role,
  disabled: row.disabled === 1,
});
type NewUserRow = Selectable<Tables['users']>;

const tokenRows = (db: Db) =>
  db
    .selectFrom('tokens')
    .innerJoin('users', 'users.id', 'tokens.user_id')
    .selectAll('users')
    .select(['tokens.id as token_id', 'tokens.name as token_name', 'tokens.scope'])
    .select(['tokens.created_at as token_created_at', 'tokens.used_at'])
    .where('tokens.revoked', '=', 0)
    .where('users.disabled', '=', 0);

const asToken = (
  row: NewUserRow & {
    token_id: string;
    token_name: string;
    scope: string;
    token_created_at: string;
    used_at: string | null;
  },
): Token => ({
  id: row.token_id,
  name: row.token_name,
  user: asUser(row),
  scope: row.scope as Permission,
  at: row.token_created_at,
  ...(row.used_at !== null && { usedAt: row.used_at }),
});
