import type { Review } from '../model/index.ts';

/** What may leave: approved text alone, or the text as it stands, a draft. */
export const includes = ['approved', 'proposed'] as const;
export type Include = (typeof includes)[number];

/**
 * Why an article may not leave like this: `missing` are the ids of its corrections without approval; there may be none,
 * and the article is not approved all the same. Nothing where it may leave. A draft always may.
 */
export function refuseExport(
  { state, corrections }: Review,
  include: Include,
): { readonly missing: readonly string[] } | undefined {
  if (include === 'proposed' || state === 'approved') return undefined;
  return { missing: corrections.filter(({ state }) => state !== 'approved').map(({ id }) => id) };
}
