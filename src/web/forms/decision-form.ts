import type { Request } from 'express';
import { isDecisionKind } from '../../review/index.ts';
import { Problem } from '../problem.ts';
import { field, fields, readValue } from './read.ts';
import { decisionSchema } from './schemas.ts';

/** Fields of a decision that are numbers. */
const numbers = ['suggestion', 'start', 'end', 'segment', 'translation', 'comparable'] as const;
const words = [
  'finding',
  'warning',
  'after',
  'category',
  'severity',
  'reason',
  'scope',
  'note',
  'text',
  'correction',
  'decision',
] as const;

/**
 * Reads a decision from a form post. Empty fields were not filled in, except the new words of a correction,
 * which may be none. `also`: other findings that get the same answer, all in one.
 */
export function readDecisionForm(request: Request) {
  const kind = field(request, 'kind');
  if (!isDecisionKind(kind)) throw new Problem(400, 'bad-form', { key: 'problem.bad-form' });
  const given: Record<string, unknown> = { kind };
  for (const name of numbers) {
    const text = field(request, name);
    if (/^\d{1,9}$/.test(text)) given[name] = Number(text);
  }
  for (const name of words) {
    const text = field(request, name);
    if (text !== '' || (name === 'after' && kind === 'correct')) given[name] = text;
  }
  if (kind === 'correct') given.after = withLineBreaksOf(field(request, 'before'), String(given.after));
  if (kind === 'accept') {
    const also = fields(request, 'also').filter(id => id !== '' && id !== given.finding);
    return [given, ...also.map(finding => ({ ...given, finding }))].map(one =>
      readValue(one, decisionSchema),
    );
  }
  return [readValue(given, decisionSchema)];
}

/**
 * Browsers send every line break of a text field as CR LF, whatever stood there: what was `before` tells which
 * kind the text has. Unchanged words come back as they were.
 */
export function withLineBreaksOf(before: string, sent: string): string {
  const plain = (text: string): string => text.replace(/\r\n?/g, '\n');
  if (plain(before) === plain(sent)) return before;
  const kind = /\r\n|[\r\n]/.exec(before)?.[0] ?? '\n';
  return plain(sent).replaceAll('\n', kind);
}
