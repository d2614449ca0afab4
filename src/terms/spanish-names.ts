import { readData } from './data.ts';

/** What kind of name is left in Spanish. */
export type SpanishNameKind = 'places' | 'people' | 'shorts' | 'bodies';
export type SpanishName = {
  readonly kind: SpanishNameKind;
  readonly english: string;
  readonly words: number;
};

let loaded: ReadonlyMap<string, readonly (SpanishName & { readonly name: string })[]> | undefined;

/**
 * Names that English has in a form of its own, by their Spanish first word as written: countries and cities
 * ("Londres"), transliterations ("Gadafi"), short forms without their stop ("Sra"), bodies ("Fiscalía"). Longest
 * first. `english` is empty where English drops the word.
 */
export function spanishNamesFrom(first: string): readonly (SpanishName & { readonly name: string })[] {
  loaded ??= load();
  return loaded.get(first) ?? [];
}

function load(): NonNullable<typeof loaded> {
  const file = JSON.parse(readData('spanish-names.json')) as Record<SpanishNameKind, Record<string, string>>;
  const names = new Map<string, (SpanishName & { name: string })[]>();
  for (const kind of Object.keys(file) as SpanishNameKind[])
    for (const [name, english] of Object.entries(file[kind])) {
      const words = name.split(' ');
      const entry = { kind, english, name, words: words.length };
      const same = names.get(words[0]!);
      if (same) same.push(entry);
      else names.set(words[0]!, [entry]);
    }
  for (const same of names.values()) same.sort((a, b) => b.words - a.words);
  return names;
}
