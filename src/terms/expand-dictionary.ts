import dictionary from 'dictionary-en';

/**
 * dictionary-en ships stems and affix rules (Hunspell form); here the rules are applied to the stems. Only
 * compile-words.ts needs this: what comes out is kept in data/words.txt.
 */

/** One letter of a condition: "[^aeiou]" is any but these, "." any at all. */
type Letter = { readonly except: boolean; readonly chars: string };
type Affix = { readonly strip: number; readonly add: string; readonly fits: readonly Letter[] };
type Rule = { readonly prefix: boolean; readonly crosses: boolean; readonly affixes: Affix[] };
/** The rules that a set of flags stands for. Tens of thousands of stems share a few hundred sets. */
type Flags = { readonly suffixes: readonly Rule[]; readonly prefixes: readonly Rule[] };

function parseRules(aff: string): Map<string, Rule> {
  const rules = new Map<string, Rule>();
  for (const line of aff.split('\n')) {
    const [kind, flag, third, fourth, fifth] = line.trim().split(/\s+/);
    if ((kind !== 'PFX' && kind !== 'SFX') || !flag || !third || !fourth) continue;
    const rule = rules.get(flag);
    if (!rule) {
      rules.set(flag, { prefix: kind === 'PFX', crosses: third === 'Y', affixes: [] });
      continue;
    }
    rule.affixes.push({
      strip: third === '0' ? 0 : third.length,
      add: fourth === '0' ? '' : fourth.split('/')[0]!,
      fits: parseCondition(fifth ?? '.'),
    });
  }
  return rules;
}

function parseCondition(condition: string): Letter[] {
  if (condition === '.') return [];
  return [...condition.matchAll(/\[(\^?)([^\]]+)\]|(.)/g)].map(([, not, several, one]) => ({
    except: not === '^' || one === '.',
    chars: several ?? (one === '.' ? '' : one!),
  }));
}

function isFit(stem: string, fits: readonly Letter[], prefix: boolean): boolean {
  const offset = prefix ? 0 : stem.length - fits.length;
  if (offset < 0 || fits.length > stem.length) return false;
  for (let at = 0; at < fits.length; at++) {
    const { except, chars } = fits[at]!;
    if (chars.includes(stem[offset + at]!) === except) return false;
  }
  return true;
}

function inflect(stem: string, { prefix, affixes }: Rule, into: string[]): void {
  for (const { strip, add, fits } of affixes)
    if (isFit(stem, fits, prefix))
      into.push(prefix ? add + stem.slice(strip) : stem.slice(0, stem.length - strip) + add);
}

/** Every form of a word that the dictionary knows, in the order of its stems; owners' forms are left out. */
export function expandDictionary(): Set<string> {
  const decoder = new TextDecoder();
  const rules = parseRules(decoder.decode(dictionary.aff));
  const known = new Set<string>();
  const flagSets = new Map<string, Flags>();
  const lines = decoder.decode(dictionary.dic).split('\n');
  for (let index = 1; index < lines.length; index++) {
    const line = lines[index]!;
    const slash = line.indexOf('/');
    const stem = slash < 0 ? line.trim() : line.slice(0, slash);
    const flags = slash < 0 ? '' : line.slice(slash + 1).trim();
    // "c": only inside compounds such as 11th.
    if (!stem || flags.includes('c')) continue;
    known.add(stem);
    // Owners' forms (flag M) are half of all and never asked for: look-ups take the ending off.
    if (flags === '' || flags === 'M') continue;
    let applied = flagSets.get(flags);
    if (!applied) {
      applied = rulesOf(flags, rules);
      flagSets.set(flags, applied);
    }
    addForms(stem, applied, known);
  }
  return known;
}

function rulesOf(flags: string, rules: ReadonlyMap<string, Rule>): Flags {
  const all = [...flags].filter(flag => flag !== 'M').flatMap(flag => rules.get(flag) ?? []);
  return { suffixes: all.filter(({ prefix }) => !prefix), prefixes: all.filter(({ prefix }) => prefix) };
}

function addForms(stem: string, { suffixes, prefixes }: Flags, known: Set<string>): void {
  const made: string[] = [];
  const crossing = [stem];
  for (const rule of suffixes) {
    const from = made.length;
    inflect(stem, rule, made);
    if (rule.crosses && prefixes.length > 0) crossing.push(...made.slice(from));
  }
  for (const rule of prefixes) for (const form of crossing) inflect(form, rule, made);
  for (const form of made) known.add(form);
}
