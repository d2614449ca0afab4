import type { Request } from 'express';
import type { TextRoleIn } from '../desk.ts';
import { cutBefore, joinWithNext, type TextEntry, textRoles } from './article-form.ts';
import { field } from './read.ts';

/** What a button of the preview asks for: `join:<role>:<segment>`, `open:<role>:<segment>`, `cut:<role>:<offset>`. */
type CutAct = {
  readonly act: 'join' | 'open' | 'cut';
  readonly role: TextRoleIn;
  readonly number: number;
};

export function readCutAct(request: Request): CutAct | undefined {
  const [act, role, number] = field(request, 'do').split(':');
  const known = textRoles.find(name => name === role);
  if (!known || !/^\d{1,7}$/.test(number ?? '')) return undefined;
  return act === 'join' || act === 'open' || act === 'cut'
    ? { act, role: known, number: Number(number) }
    : undefined;
}

/** The entry after a join or a cut. */
export function mendCut(entry: TextEntry, { act, number }: CutAct): TextEntry {
  if (act === 'join') return { ...entry, segments: joinWithNext(entry.segments, number) };
  if (act === 'cut') return { ...entry, segments: cutBefore(entry.text, entry.segments, number) };
  return entry;
}
