import { createHash } from 'node:crypto';
import type { Entry, NewEntry } from './store.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** The hash before the first entry. */
export const chainStart = '0'.repeat(64);

/** Numbers an entry and ties it to the one before. Answers the line and the payload as it is to be kept. */
export function chainEntry(
  entry: NewEntry,
  seq: number,
  previousHash: string,
): { line: Entry; payload: string } {
  const { payload, ...fields } = entry;
  const json = JSON.stringify(payload);
  const line = { ...fields, seq, payloadHash: sha256(json), previousHash };
  return { line: { ...line, hash: hashOfLine(line) }, payload: json };
}

/** The hash that a line has to have: over every field but itself, in a fixed order. */
export const hashOfLine = (line: Omit<Entry, 'hash'>): string =>
  sha256(
    JSON.stringify([
      line.previousHash,
      line.seq,
      line.id,
      line.at,
      line.by,
      line.kind,
      line.article ?? null,
      line.batch ?? null,
      line.payloadHash,
    ]),
  );
