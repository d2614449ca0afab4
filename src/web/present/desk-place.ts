import type { Request } from 'express';
import type { Correction, Review } from '../../model/index.ts';
import { query } from '../context.ts';

/**
 * Where one is on the desk, as the address says it: what is chosen, how the copy is shown, what was just done.
 * `at` counts paragraphs from 1, as the page does; `from`, `to` are words of it as it stands now.
 */
export type DeskPlace = {
  readonly article: string;
  readonly finding?: string | undefined;
  readonly change?: string | undefined;
  readonly at?: number | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly view?: 'clean' | undefined;
  /** A paragraph of the second article that is shown whole, from 1, or all of them. */
  readonly whole?: number | 'all' | undefined;
  readonly done?: string | undefined;
  readonly history?: 'all' | undefined;
};

export function readPlace(request: Request, article: string): DeskPlace {
  const text = (name: string): string | undefined => query(request, name) || undefined;
  return {
    article,
    finding: text('finding'),
    change: text('change'),
    at: count(text('at')),
    from: count(text('from')),
    to: count(text('to')),
    view: text('view') === 'clean' ? 'clean' : undefined,
    whole: text('whole') === 'all' ? 'all' : count(text('whole')),
    done: text('done'),
    history: text('history') === 'all' ? 'all' : undefined,
  };
}

const count = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,7}$/.test(text) ? Number(text) : undefined;

/** How a form says where it was sent from, so that the answer leads back there: one field, `place`. */
export const placeField = ({ view, whole }: DeskPlace): string =>
  new URLSearchParams(given({ view, whole })).toString();

/** What of a `place` field may be trusted: the same parameters that the address may have. */
export function readPlaceField(text: string, article: string): DeskPlace {
  const given = new URLSearchParams(text);
  return {
    article,
    view: given.get('view') === 'clean' ? 'clean' : undefined,
    whole: given.get('whole') === 'all' ? 'all' : count(given.get('whole') ?? undefined),
  };
}

/** The address of a place on the desk, and the anchor to go to. */
export function deskAddress({ article, ...place }: DeskPlace, anchor?: string): string {
  const search = new URLSearchParams(given(place)).toString();
  return `/articles/${encodeURIComponent(article)}${search && `?${search}`}${anchor ? `#${anchor}` : ''}`;
}

/** Where a change is looked at: with the finding that it answers, else by itself. */
export function addressOfChange(review: Review, { id, finding }: Correction, place: DeskPlace): string {
  const answers = review.findings.find(other => other.id === finding);
  return answers
    ? deskAddress({ ...place, finding: answers.id }, anchors.finding(answers.id))
    : deskAddress({ ...place, change: id }, anchors.change(id));
}

const given = (fields: Record<string, string | number | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(entry => entry[1] !== undefined)
      .map(([name, value]) => [name, String(value)]),
  );

/** Names of the places that addresses and scripts jump to. */
export const anchors = {
  finding: (id: string): string => `f-${id}`,
  change: (id: string): string => `d-${id}`,
  segment: (index: number): string => `t${index + 1}`,
  comparable: (index: number): string => `c${index + 1}`,
};
