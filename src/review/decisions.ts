import type { DecisionKind, Permission } from '../model/index.ts';

/**
 * What an act needs and how it is called. `match`: which etag a program sends with it ('finding': of the segment
 * when the scope is here, of the article otherwise; 'undone': that of what is undone). `acts`: what it touches,
 * which decides when an approved article refuses it. `key`: the key on the desk; its sentence is the message
 * `decision.<kind>`.
 */
type Row = {
  readonly permission: Permission;
  readonly match: 'segment' | 'article' | 'finding' | 'correction' | 'undone' | 'none';
  readonly acts: 'text' | 'links' | 'state' | 'talk' | 'undo';
  readonly key?: string;
};

/** The one table of decisions: routes, buttons, the `?` map and permission checks are derived from it. */
export const decisionTable = {
  accept: { permission: 'review', match: 'segment', acts: 'text', key: '1-9' },
  correct: { permission: 'review', match: 'segment', acts: 'text', key: 'e' },
  dismiss: { permission: 'review', match: 'finding', acts: 'text', key: 'x' },
  comment: { permission: 'review', match: 'none', acts: 'talk', key: 'c' },
  confirm: { permission: 'review', match: 'segment', acts: 'links' },
  cut: { permission: 'review', match: 'segment', acts: 'links' },
  draw: { permission: 'review', match: 'segment', acts: 'links', key: 'l' },
  pin: { permission: 'review', match: 'segment', acts: 'links' },
  realign: { permission: 'review', match: 'article', acts: 'links' },
  submit: { permission: 'review', match: 'article', acts: 'state' },
  reopen: { permission: 'approve', match: 'article', acts: 'state' },
  archive: { permission: 'review', match: 'article', acts: 'state' },
  restore: { permission: 'review', match: 'article', acts: 'state' },
  approve: { permission: 'approve', match: 'correction', acts: 'state', key: 'a' },
  return: { permission: 'approve', match: 'correction', acts: 'state', key: 'r' },
  undo: { permission: 'review', match: 'undone', acts: 'undo', key: 'u' },
} as const satisfies Record<DecisionKind, Row>;

export const decisionKinds = Object.keys(decisionTable) as DecisionKind[];
export const isDecisionKind = (value: string): value is DecisionKind => Object.hasOwn(decisionTable, value);

/** Keys of the desk that move and do not decide; with those of the table they make the `?` map. */
export const movingKeys = {
  'next-segment': 'j',
  'previous-segment': 'k',
  'next-finding': 'n',
  'previous-finding': 'p',
  mark: 'm',
  search: '/',
  map: '?',
} as const;
