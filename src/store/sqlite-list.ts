import { sql } from 'kysely';
import type { ArticleFilter, ArticleRow, Summary } from './store.ts';
import type { Db } from './tables.ts';

/** A page of articles, newest change first, from their rows alone. */
export async function readArticles(
  db: Db,
  { state, orCameBack = false, archived = false, q, cursor, limit }: ArticleFilter,
): Promise<{ articles: ArticleRow[]; next?: string }> {
  const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor);
  if (!Number.isSafeInteger(before)) return { articles: [] };
  const pattern = `%${(q ?? '').replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await db
    .selectFrom('articles')
    .leftJoin('log', 'log.seq', 'articles.version')
    .select(['articles.id', 'title', 'created_by', 'created_at', 'changed_at', 'version', 'analysis_state'])
    .select(['state', 'archived', 'checked', 'summary', 'word_count'])
    .select(['log.kind as last_kind', 'log.by as last_by'])
    .where('archived', '=', archived ? 1 : 0)
    .where('version', '<', before)
    .$if(state !== undefined, query =>
      query.where(({ eb, or }) =>
        or([eb('state', 'in', [state!].flat()), ...(orCameBack ? [cameBack] : [])]),
      ),
    )
    .$if(q !== undefined && q.trim() !== '', query =>
      query.where(({ or, selectFrom }) =>
        or([
          sql<boolean>`articles.title like ${pattern} escape '\\'`,
          // The newest translation alone: in those before it nobody sees the words any more.
          sql<boolean>`${selectFrom('texts')
            .select('texts.content')
            .whereRef('texts.article_id', '=', 'articles.id')
            .where('texts.role', '=', 'translation')
            .orderBy('texts.version', 'desc')
            .limit(1)} like ${pattern} escape '\\'`,
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
  const articles = page.map((row): ArticleRow => {
    const comparable = comparables.get(row.id);
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
      checked: row.checked === 1,
      ...withReturned(JSON.parse(row.summary)),
      wordCount: row.word_count,
      ...(comparable && { comparable }),
      last: { kind: row.last_kind ?? 'import', by: row.last_by ?? row.created_by },
    };
  });
  const last = page.at(-1);
  return { articles, ...(rows.length > limit && last && { next: String(last.version) }) };
}

type SummaryJson = Pick<Summary, 'tally' | 'linkedCount' | 'returned' | 'verdict'>;

/** Summaries of an earlier version do not tell what came back: nothing did. */
const withReturned = (json: Omit<SummaryJson, 'returned'> & { returned?: number }): SummaryJson => ({
  ...json,
  returned: json.returned ?? 0,
});

/** Handed in, with changes that came back. */
export const cameBack = sql<boolean>`(state = 'submitted' and json_extract(summary, '$.returned') > 0)`;

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
