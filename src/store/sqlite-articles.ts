import type { Selectable } from 'kysely';
import {
  type ArticleRecord,
  type Carried,
  carriedOver,
  type Decision,
  type DecisionPayload,
  type DeskDismissal,
  type Language,
  type SavedAnalysis,
  type SegmentKind,
  type StoredSegment,
  type Text,
  type TextRole,
} from '../model/index.ts';
import { append } from './sqlite-log.ts';
import type { Summary, Write } from './store.ts';
import type { Db, Tables } from './tables.ts';

/** The line of the log that brings another text; one that brings a translation carries decisions over to it. */
const newText = 'set-text';

export const countWords = (texts: readonly Text[]): number =>
  texts.find(({ role }) => role === 'translation')?.content.match(/\S+/g)?.length ?? 0;

/** Adds a text and its segments. */
export async function insertText(db: Db, articleId: string | null, text: Text): Promise<void> {
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

/** The article with its newest texts and its decisions. Several queries: read it inside a transaction. */
export async function readArticle(db: Db, id: string): Promise<ArticleRecord | undefined> {
  const row = await db.selectFrom('articles').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  const texts = await readTexts(db, id);
  const { translation, comparable, source } = texts;
  if (!translation) throw new Error(`article ${id} has no translation`);
  const lines = await db
    .selectFrom('log')
    .innerJoin('payloads', 'payloads.seq', 'log.seq')
    .select(['log.seq', 'log.id', 'log.at', 'log.by', 'log.batch', 'log.kind', 'payloads.json'])
    .where('article_id', '=', id)
    .where('kind', '!=', 'import')
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
    decisions: asDecisions(lines),
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

type Line = Pick<Selectable<Tables['log']>, 'seq' | 'id' | 'at' | 'by' | 'batch' | 'kind'> & { json: string };

/** Decisions in terms of the newest translation: each line that brought one tells where the earlier ones went. */
function asDecisions(lines: readonly Line[]): Decision[] {
  let decisions: Decision[] = [];
  for (const { seq, id, at, by, batch, kind, json } of lines) {
    const payload: unknown = JSON.parse(json);
    if (kind === newText) decisions = carriedOver(decisions, payload as { carried?: Carried });
    else
      decisions.push({
        seq,
        id,
        at,
        by,
        ...(batch !== null && { batch }),
        payload: payload as DecisionPayload,
      });
  }
  return decisions;
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

/** Carries out what a judge wants written. */
export async function applyWrite<T>(db: Db, record: ArticleRecord, write: Write<T>): Promise<void> {
  const { append: entries = [], texts = [], analysis, summary, deskDismissals } = write;
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
    ...(seq !== undefined && { changed_at: entries.at(-1)!.at }),
    ...(seq !== undefined && texts.length > 0 && { texts_version: seq }),
    ...(analysis && { analysis_state: analysis.state }),
    ...(analysis?.saved && {
      analysis: JSON.stringify(analysis.saved),
      analysis_version: analysis.saved.version,
    }),
    ...(summary && summaryColumns(summary)),
    ...(texts.some(({ role }) => role === 'translation') && { word_count: countWords(texts) }),
  };
  if (Object.keys(changes).length)
    await db.updateTable('articles').set(changes).where('id', '=', record.id).execute();
}

/** Takes an article out of every table but the log, whose lines of it lose their payloads. False: there is none. */
export async function eraseArticle(db: Db, id: string): Promise<boolean> {
  // Of one that was removed before, the line that says so would lose its words, and the log be unsound.
  const found = await db.selectFrom('articles').select('id').where('id', '=', id).executeTakeFirst();
  if (!found) return false;
  const lines = db.selectFrom('log').select('seq').where('article_id', '=', id);
  const texts = db.selectFrom('texts').select('id').where('article_id', '=', id);
  const decisions = db.selectFrom('log').select('id').where('article_id', '=', id);
  await db.deleteFrom('payloads').where('seq', 'in', lines).execute();
  // Its words stand in them, and nobody could take them back any more.
  await db.deleteFrom('desk_dismissals').where('decision', 'in', decisions).execute();
  // A late repetition must not bring it back: the keys stay, without the words.
  await db
    .updateTable('remembered')
    .set({ status: 410, body: '{}', location: null })
    .where('article_id', '=', id)
    .execute();
  await db.deleteFrom('segments').where('text_id', 'in', texts).execute();
  await db.deleteFrom('texts').where('article_id', '=', id).execute();
  await db.deleteFrom('articles').where('id', '=', id).execute();
  return true;
}

/** A summary in its columns: those that are asked for by themselves, and the rest as JSON. */
export function summaryColumns({ state, archived, checked, version, ...rest }: Summary) {
  return {
    state,
    archived: archived ? 1 : 0,
    checked: checked ? 1 : 0,
    version,
    summary: JSON.stringify(rest),
  };
}
