import { type Generated, Kysely, type Selectable, SqliteDialect, sql, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import type {
  ArticleRecord,
  ArticleState,
  Decision,
  DecisionPayload,
  DeskDismissal,
  Language,
  Permission,
  Role,
  SavedAnalysis,
  SegmentKind,
  StoredSegment,
  Text,
  TextRole,
  User,
} from '../model/index.ts';
import { chainEntry, chainStart } from './chain.ts';
import { migrations } from './migrations.ts';
import { openNodeSqlite } from './node-sqlite.ts';
import type {
  ArticleFilter,
  ArticleRow,
  Entry,
  NewEntry,
  Session,
  Store,
  Summary,
  Token,
  Write,
} from './store.ts';

type Tables = {
  users: {
    id: string;
    name: string;
    full_name: string;
    role: string;
    password_hash: string;
    disabled: number;
    created_at: string;
  };
  sessions: { hash: string; user_id: string; created_at: string; used_at: string };
  tokens: {
    id: string;
    hash: string;
    name: string;
    user_id: string;
    scope: string;
    created_at: string;
    used_at: string | null;
    revoked: number;
  };
  articles: {
    id: string;
    title: string;
    created_by: string;
    created_at: string;
    changed_at: string;
    version: number;
    texts_version: number;
    analysis_state: string;
    analysis: string | null;
    analysis_version: Generated<number>;
    state: string;
    archived: Generated<number>;
    tally: string;
    word_count: number;
    linked_count: Generated<number>;
  };
  texts: {
    id: string;
    article_id: string | null;
    role: string;
    version: number;
    name: string | null;
    url: string | null;
    published: string | null;
    author: string | null;
    engine: string | null;
    language: string;
    hash: string;
    content: string;
  };
  segments: { id: string; text_id: string; idx: number; kind: string; start: number; end: number };
  log: {
    seq: number;
    id: string;
    at: string;
    by: string;
    kind: string;
    article_id: string | null;
    batch: string | null;
    payload_hash: string;
    previous_hash: string;
    hash: string;
  };
  payloads: { seq: number; json: string };
  desk_dismissals: {
    decision: string;
    category: string;
    text: string;
    by: string;
    at: string;
    reason: string;
    note: string | null;
  };
};

type Db = Kysely<Tables> | Transaction<Tables>;

/** Entries of the log about an article that are no decisions. */
const notDecisions = ['import', 'set-text'];

/**
 * Opens a store in an SQLite file, or in memory for `:memory:`, and brings its schema up to date. Write-ahead log
 * with synchronous=FULL: what a promise answered is on disk.
 */
export async function openSqlite(path: string): Promise<Store> {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: openNodeSqlite(path) }) });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) {
    await db.destroy();
    throw error;
  }
  return sqliteStore(db);
}

function sqliteStore(db: Kysely<Tables>): Store {
  const inTransaction = <T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> =>
    db.transaction().execute(work);

  return {
    addUser: (user, entry, { first = false } = {}) =>
      inTransaction(async trx => {
        const { n } = await trx
          .selectFrom('users')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .$if(!first, query => query.where('name', '=', user.name))
          .executeTakeFirstOrThrow();
        if (n > 0) return false;
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

    setUserDisabled: (id, disabled, entry) =>
      inTransaction(async trx => {
        await trx
          .updateTable('users')
          .set({ disabled: disabled ? 1 : 0 })
          .where('id', '=', id)
          .execute();
        if (disabled) await trx.deleteFrom('sessions').where('user_id', '=', id).execute();
        await append(trx, [entry]);
      }),

    setUserRole: (id, role, entry) =>
      inTransaction(async trx => {
        await trx.updateTable('users').set({ role }).where('id', '=', id).execute();
        await append(trx, [entry]);
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

    addToken: ({ id, name, userId, scope, hash, at }, entry) =>
      inTransaction(async trx => {
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

    revokeToken: (id, entry) =>
      inTransaction(async trx => {
        const { numUpdatedRows } = await trx
          .updateTable('tokens')
          .set({ revoked: 1 })
          .where('id', '=', id)
          .where('revoked', '=', 0)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        await append(trx, [entry]);
        return true;
      }),

    addArticle: ({ id, title, texts, entry }) =>
      inTransaction(async trx => {
        const version = (await lastLine(trx)).seq + 1;
        await trx
          .insertInto('articles')
          .values({
            id,
            title,
            created_by: entry.by,
            created_at: entry.at,
            changed_at: entry.at,
            version,
            texts_version: version,
            analysis_state: 'pending',
            analysis: null,
            state: 'in-review',
            tally: JSON.stringify({ critical: 0, major: 0, minor: 0, decided: 0, total: 0 }),
            word_count: countWords(texts),
          })
          .execute();
        for (const text of texts) await insertText(trx, id, text);
        await append(trx, [entry]);
      }),

    article: id => readArticle(db, id),
    articles: filter => readArticles(db, filter),

    async countArticles() {
      const rows = await db
        .selectFrom('articles')
        .select(['state', 'archived', ({ fn }) => fn.countAll<number>().as('n')])
        .groupBy(['state', 'archived'])
        .execute();
      const counts = { 'in-review': 0, submitted: 0, returned: 0, approved: 0, archived: 0 };
      for (const { state, archived, n } of rows)
        counts[archived ? 'archived' : (state as Summary['state'])] += n;
      return counts;
    },

    async pendingArticles() {
      const rows = await db
        .selectFrom('articles')
        .select('id')
        .where('analysis_state', '=', 'pending')
        .orderBy('version')
        .execute();
      return rows.map(({ id }) => id);
    },

    change: (id, judge) =>
      inTransaction(async trx => {
        const record = await readArticle(trx, id);
        if (!record) return undefined;
        const write = judge(record, (await lastLine(trx)).seq + 1);
        await applyWrite(trx, record, write);
        return write.answer;
      }),

    appendEntry: entry => inTransaction(trx => append(trx, [entry]).then(() => undefined)),

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

    async ping() {
      await sql`select 1`.execute(db);
    },
    close: () => db.destroy(),
  };
}

// ---- log ----------------------------------------------------------------------------------------

async function lastLine(db: Db): Promise<{ seq: number; hash: string }> {
  const last = await db
    .selectFrom('log')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ?? { seq: 0, hash: chainStart };
}

/** Adds entries to the log; answers the number of the last one. */
async function append(db: Db, entries: readonly NewEntry[]): Promise<number> {
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

const asEntry = (row: Selectable<Tables['log']>): Entry => ({
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

// ---- people -------------------------------------------------------------------------------------

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

// ---- articles -----------------------------------------------------------------------------------

const countWords = (texts: readonly Text[]): number =>
  texts.find(({ role }) => role === 'translation')?.content.match(/\S+/g)?.length ?? 0;

async function insertText(db: Db, articleId: string | null, text: Text): Promise<void> {
  await db
    .insertInto('texts')
    .values({
      id: text.id,
      article_id: articleId,
      role: text.role,
      version: text.version,
      name: text.name ?? null,
      url: text.url ?? null,
      published: text.published ?? null,
      author: text.author ?? null,
      engine: text.engine ?? null,
      language: text.language,
      hash: text.hash,
      content: text.content,
    })
    .execute();
  for (const { id, index, kind, start, end } of text.segments)
    await db.insertInto('segments').values({ id, text_id: text.id, idx: index, kind, start, end }).execute();
}

async function readArticle(db: Db, id: string): Promise<ArticleRecord | undefined> {
  const row = await db.selectFrom('articles').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  const texts = await readTexts(db, id);
  const { translation, comparable, source } = texts;
  if (!translation) throw new Error(`article ${id} has no translation`);
  const lines = await db
    .selectFrom('log')
    .innerJoin('payloads', 'payloads.seq', 'log.seq')
    .select(['log.seq', 'log.id', 'log.at', 'log.by', 'log.batch', 'payloads.json'])
    .where('article_id', '=', id)
    .where('kind', 'not in', notDecisions)
    .orderBy('log.seq')
    .execute();
  const dismissals = await db.selectFrom('desk_dismissals').selectAll().orderBy('at').execute();
  return {
    id,
    title: row.title,
    by: row.created_by,
    at: row.created_at,
    textsVersion: row.texts_version,
    analysisState: row.analysis_state as ArticleRecord['analysisState'],
    ...(row.analysis !== null && { analysis: JSON.parse(row.analysis) as SavedAnalysis }),
    texts: { translation, ...(comparable && { comparable }), ...(source && { source }) },
    decisions: lines.map(
      ({ seq, id, at, by, batch, json }): Decision => ({
        seq,
        id,
        at,
        by,
        ...(batch !== null && { batch }),
        payload: JSON.parse(json) as DecisionPayload,
      }),
    ),
    deskDismissals: dismissals.map(
      (dismissal): DeskDismissal => ({
        category: dismissal.category as DeskDismissal['category'],
        text: dismissal.text,
        decision: dismissal.decision,
        by: dismissal.by,
        at: dismissal.at,
        reason: dismissal.reason as DeskDismissal['reason'],
        ...(dismissal.note !== null && { note: dismissal.note }),
      }),
    ),
  };
}

/** The newest version of each role. */
async function readTexts(db: Db, articleId: string): Promise<Partial<Record<TextRole, Text>>> {
  const rows = await db
    .selectFrom('texts')
    .selectAll()
    .where('article_id', '=', articleId)
    .orderBy('version')
    .execute();
  const newest = new Map(rows.map(row => [row.role as TextRole, row]));
  const texts: Partial<Record<TextRole, Text>> = {};
  for (const [role, row] of newest) {
    const segments = await db
      .selectFrom('segments')
      .selectAll()
      .where('text_id', '=', row.id)
      .orderBy('idx')
      .execute();
    texts[role] = {
      id: row.id,
      role,
      version: row.version,
      ...(row.name !== null && { name: row.name }),
      ...(row.url !== null && { url: row.url }),
      ...(row.published !== null && { published: row.published }),
      ...(row.author !== null && { author: row.author }),
      ...(row.engine !== null && { engine: row.engine }),
      language: row.language as Language,
      hash: row.hash,
      content: row.content,
      segments: segments.map(
        ({ id, idx, kind, start, end }): StoredSegment => ({
          id,
          index: idx,
          kind: kind as SegmentKind,
          start,
          end,
        }),
      ),
    };
  }
  return texts;
}

async function applyWrite<T>(db: Db, record: ArticleRecord, write: Write<T>): Promise<void> {
  const { append: entries = [], texts = [], analysis, summary, linkedCount, deskDismissals } = write;
  for (const text of texts) await insertText(db, record.id, text);
  const seq = entries.length ? await append(db, entries) : undefined;
  for (const dismissal of deskDismissals?.add ?? [])
    await db
      .insertInto('desk_dismissals')
      .values({ ...dismissal, note: dismissal.note ?? null })
      .execute();
  for (const decision of deskDismissals?.remove ?? [])
    await db.deleteFrom('desk_dismissals').where('decision', '=', decision).execute();
  const changes = {
    ...(seq !== undefined && { version: seq, changed_at: entries.at(-1)!.at }),
    ...(seq !== undefined && texts.length > 0 && { texts_version: seq }),
    ...(analysis && { analysis_state: analysis.state }),
    ...(analysis?.saved && {
      analysis: JSON.stringify(analysis.saved),
      analysis_version: analysis.saved.version,
    }),
    ...(summary && {
      state: summary.state,
      archived: summary.archived ? 1 : 0,
      tally: JSON.stringify(summary.tally),
    }),
    ...(linkedCount !== undefined && { linked_count: linkedCount }),
    ...(texts.some(({ role }) => role === 'translation') && { word_count: countWords(texts) }),
  };
  if (Object.keys(changes).length)
    await db.updateTable('articles').set(changes).where('id', '=', record.id).execute();
}

async function readArticles(
  db: Db,
  { state, archived = false, q, cursor, limit }: ArticleFilter,
): Promise<{ articles: ArticleRow[]; next?: string }> {
  const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor);
  if (!Number.isSafeInteger(before)) return { articles: [] };
  const pattern = `%${(q ?? '').replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await db
    .selectFrom('articles')
    .leftJoin('log', 'log.seq', 'articles.version')
    .select(['articles.id', 'title', 'created_by', 'created_at', 'changed_at', 'version', 'analysis_state'])
    .select(['state', 'archived', 'tally', 'word_count', 'linked_count'])
    .select(['log.kind as last_kind', 'log.by as last_by'])
    .where('archived', '=', archived ? 1 : 0)
    .where('version', '<', before)
    .$if(state !== undefined, query => query.where('state', 'in', [state!].flat()))
    .$if(q !== undefined && q.trim() !== '', query =>
      query.where(({ or, exists, selectFrom }) =>
        or([
          sql<boolean>`articles.title like ${pattern} escape '\\'`,
          exists(
            selectFrom('texts')
              .select('texts.id')
              .whereRef('texts.article_id', '=', 'articles.id')
              .where('texts.role', '=', 'translation')
              .where(sql<boolean>`texts.content like ${pattern} escape '\\'`),
          ),
        ]),
      ),
    )
    .orderBy('version', 'desc')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const comparables = await comparablesOf(
    db,
    page.map(({ id }) => id),
  );
  const verdicts = await verdictsOf(
    db,
    page.filter(row => row.state !== 'in-review').map(({ id }) => id),
  );
  const articles = page.map((row): ArticleRow => {
    const comparable = comparables.get(row.id);
    const verdict = verdicts.get(`${row.id} ${row.state}`);
    return {
      id: row.id,
      title: row.title,
      by: row.created_by,
      at: row.created_at,
      changedAt: row.changed_at,
      version: row.version,
      analysisState: row.analysis_state as ArticleRow['analysisState'],
      state: row.state as ArticleRow['state'],
      archived: row.archived === 1,
      tally: JSON.parse(row.tally) as ArticleRow['tally'],
      wordCount: row.word_count,
      ...(comparable && { comparable: { ...comparable, linkedCount: row.linked_count } }),
      last: { kind: row.last_kind ?? 'import', by: row.last_by ?? row.created_by },
      ...(verdict && { verdict }),
    };
  });
  const last = page.at(-1);
  return { articles, ...(rows.length > limit && last && { next: String(last.version) }) };
}

async function comparablesOf(
  db: Db,
  articleIds: string[],
): Promise<Map<string, { name?: string; segmentCount: number }>> {
  if (articleIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('texts')
    .leftJoin('segments', 'segments.text_id', 'texts.id')
    .select(['texts.article_id', 'texts.name', ({ fn }) => fn.count<number>('segments.id').as('n')])
    .where('texts.article_id', 'in', articleIds)
    .where('texts.role', '=', 'comparable')
    .groupBy('texts.id')
    .orderBy('texts.version')
    .execute();
  return new Map(
    rows.map(({ article_id, name, n }) => [
      article_id ?? '',
      { ...(name !== null && { name }), segmentCount: n },
    ]),
  );
}

/** The state that a standing act on the whole article gives it. */
const stateAfter: Readonly<Record<string, ArticleState>> = {
  submit: 'submitted',
  approve: 'approved',
  return: 'returned',
};

/**
 * The last standing act that brought each article into each state, by `<article> <state>`. Read from the log, so
 * that the list needs neither texts nor analysis; as in the fold, an undo that is itself undone undoes nothing.
 */
async function verdictsOf(
  db: Db,
  articleIds: string[],
): Promise<Map<string, { by: string; at: string; reason?: string }>> {
  const verdicts = new Map<string, { by: string; at: string; reason?: string }>();
  if (articleIds.length === 0) return verdicts;
  const rows = await db
    .selectFrom('log')
    .innerJoin('payloads', 'payloads.seq', 'log.seq')
    .select(['log.id', 'log.at', 'log.by', 'log.kind', 'log.article_id', 'payloads.json'])
    .where('log.article_id', 'in', articleIds)
    .where('log.kind', 'in', [...Object.keys(stateAfter), 'undo'])
    .orderBy('log.seq', 'desc')
    .execute();
  const undone = new Set<string>();
  for (const { id, at, by, kind, article_id, json } of rows) {
    if (undone.has(id)) continue;
    const payload = JSON.parse(json) as { correction?: string; reason?: string; decisions?: string[] };
    for (const decision of payload.decisions ?? []) undone.add(decision);
    const state = stateAfter[kind];
    const key = `${article_id} ${state}`;
    if (!state || payload.correction !== undefined || verdicts.has(key)) continue;
    verdicts.set(key, { by, at, ...(payload.reason !== undefined && { reason: payload.reason }) });
  }
  return verdicts;
}
