import { type Action, namesOf, query } from '../context.ts';
import { Problem } from '../problem.ts';
import { badCursor } from './api-article.ts';

const most = 1_000;
const usual = 200;

/**
 * `GET /api/v1/audit`: the log of the desk, oldest first, each line with the hashes that tie it to the one before.
 * A line about a removed article has lost its payload, never its hash.
 */
export const apiAudit: Action = async ({ store }, request, response) => {
  const cursor = query(request, 'cursor');
  if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) throw badCursor();
  const asked = query(request, 'limit');
  const limit = asked === undefined ? usual : Number(asked);
  if (!Number.isInteger(limit) || limit < 1 || limit > most)
    throw new Problem(422, 'invalid', { key: 'problem.bad-limit', params: { most } });
  const lines = await store.entries({ after: Number(cursor ?? 0), limit: limit + 1 });
  const page = lines.slice(0, limit);
  const user = await namesOf(store);
  response.json({
    entries: page.map(line => {
      const name = user(line.by)?.name;
      return { ...line, ...(name !== undefined && { name }) };
    }),
    ...(lines.length > limit && { next: String(page.at(-1)!.seq) }),
  });
};
