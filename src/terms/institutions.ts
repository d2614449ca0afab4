import { readData } from './data.ts';
import { fold } from './fold.ts';

/** An agency, party or body: its Spanish short form, official or usual English name, Spanish names. */
export type Institution = {
  readonly short: string;
  readonly english: string;
  readonly spanish: readonly string[];
  /** Where English has an acronym of its own: UN for ONU. */
  readonly englishShort?: string;
};

let list: readonly Institution[] | undefined;
let shorts: Map<string, Institution> | undefined;
let names: Map<string, Institution> | undefined;

/** All institutions known, in the order of the file. */
export function institutions(): readonly Institution[] {
  list ??= JSON.parse(readData('institutions.json')) as Institution[];
  return list;
}

/** The institution with that acronym, Spanish or English, in capitals or not ("Sedena"). */
export function institutionByShort(short: string): Institution | undefined {
  shorts ??= new Map(
    institutions().flatMap(one =>
      [one.short, one.englishShort ?? one.short].map(key => [key.toUpperCase(), one] as const),
    ),
  );
  return shorts.get(short.toUpperCase());
}

/** The institution with that official English name; "the" and "U.S." before it do not count. */
export function institutionByEnglish(name: string): Institution | undefined {
  names ??= new Map(institutions().map(one => [bare(one.english), one]));
  return names.get(bare(name));
}

const bare = (name: string): string => fold(name).replace(/^(?:the |u\.s\. |us )+/, '');
