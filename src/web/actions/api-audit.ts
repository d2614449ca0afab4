import { type Action, namesOf } from '../context.ts';
import { readQuery } from '../forms/read.ts';
import { auditQuery } from '../forms/schemas.ts';

/**
 * `GET /api/v1/audit`: the log of the desk, oldest first, each line with the hashes that tie it to the one before.
 * A line about a removed article has lost its payload, never its hash.
 */
export const apiAudit: Action = async ({ store }, request, response) => {
  const { cursor, limit } = readQuery(request, auditQuery);
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
