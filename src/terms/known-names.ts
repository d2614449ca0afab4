import { readData } from './data.ts';

/** What a well-known name is the name of. */
export type NameKind = 'club' | 'newspaper' | 'party' | 'group';

let names: Record<NameKind, readonly string[]> | undefined;

/** Clubs, newspapers, parties and armed groups whose names are made of common words, in Spanish. */
export function knownNames(): Readonly<Record<NameKind, readonly string[]>> {
  names ??= JSON.parse(readData('known-names.json')) as Record<NameKind, readonly string[]>;
  return names;
}
