import type { Message } from '../../model/index.ts';

/** Refusals that speak to programs, and what a page says instead. */
const wordsOnPages: Readonly<Record<string, string>> = {
  'refuse.missing-etag': 'desk.page-stale-form',
  'refuse.span': 'desk.page-span',
  'refuse.half-character': 'desk.page-span',
  'refuse.cuts-correction': 'desk.page-cuts-change',
  'problem.not-approved': 'desk.page-not-approved',
};

export const onPage = ({ key, params }: Message): Message => ({
  key: wordsOnPages[key] ?? key,
  ...(params && { params }),
});
