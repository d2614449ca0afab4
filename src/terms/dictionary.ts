import dictionary from 'dictionary-en';

/**
 * The English dictionary as one set of word forms. dictionary-en ships stems and affix rules (Hunspell form);
 * asking nspell for each word costs 50 microseconds, a set look-up a thousandth of that, so the rules are
 * applied once, when the first word is asked for (about 100 ms).
 */

/** One letter of a condition: "[^aeiou]" is any but these, "." any at all. */
type Letter = { readonly except: boolean; readonly chars: string };
type Affix = { readonly strip: number; readonly add: string; readonly fits: readonly Letter[] };
type Rule = { readonly prefix: boolean; readonly crosses: boolean; readonly affixes: Affix[] };
/** The rules that a set of flags stands for. Tens of thousands of stems share a few hundred sets. */
type Flags = { readonly suffixes: readonly Rule[]; readonly prefixes: readonly Rule[] };

let forms: Set<string> | undefined;

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

/** Letters are compared one by one: a regular expression for each condition took three times as long. */
function inflect(stem: string, { prefix, affixes }: Rule, into: string[]): void {
  for (const { strip, add, fits } of affixes)
    if (isFit(stem, fits, prefix))
      into.push(prefix ? add + stem.slice(strip) : stem.slice(0, stem.length - strip) + add);
}

function expand(): Set<string> {
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

/** British form, and what the American dictionary has instead. Tried only on words that it lacks. */
const british: readonly (readonly [RegExp, string])[] = [
  [/our/, 'or'],
  [/is(e|ed|es|er|ers|ing|ation|ations|able)$/, 'iz$1'],
  [/ys(e|ed|es|er|ing)$/, 'yz$1'],
  [/re(s?)$/, 'er$1'],
  [/tred$/, 'tered'],
  [/ll(ed|ing|er|ers|or|ors|ery|ous|ist)$/, 'l$1'],
  [/l(ment|ments|ful)$/, 'll$1'],
  [/ogue(s?)$/, 'og$1'],
  [/ence(s?)$/, 'ense$1'],
  [/[ao]e/, 'e'],
  [/mme(s?)$/, 'm$1'],
  [/gement/, 'gment'],
];

/** British forms that follow no rule, words younger than the dictionary, and verbs that news writers coin. */
const additions = new Set(
  `tyre tyres kerb kerbs grey greys cheque cheques storey storeys plough ploughs sceptic sceptics sceptical
  aluminium pyjamas moustache moustaches mould moulds whilst amongst learnt burnt spelt dreamt leapt jewellery
  fentanyl xylazine methamphetamine methamphetamines covid coronavirus feminicide feminicides femicide femicides
  narco narcos narcotrafficker narcotraffickers cartel cartels cryptocurrency cryptocurrencies blockchain
  livestream livestreamed smartphone smartphones hashtag hashtags tweet tweets tweeted retweet retweeted
  geolocation crowdfunding influencer influencers podcaster podcasters nonbinary transfeminine cisgender
  intersectional intersectionality decolonial decolonization ecotourism agroecology agroecological biodiverse
  extractivism extractivist neoliberalism neoliberal clientelism caudillo mestizo mestizos criollo indigenous
  campesino campesinos vaping vape vapes deepfake deepfakes chatbot chatbots ransomware malware spyware
  cybersecurity cyberattack cyberattacks microplastics favela favelas plaza plazas peso pesos lempira quetzal
  quetzals guarani guaranies bolivares reais sicario sicarios capo capos junta juntas referenda runoff runoffs
  videogame videogames webpage webpages worldwide nationwide statewide citywide healthcare childcare paywall
  firefight firefights extrajudicial paramilitary paramilitaries lawmaker lawmakers policymaker policymakers
  counterterrorism antisemitism antisemitic antigovernment antivaccine postpandemic prepandemic overtourism
  mpox zika chikungunya dengue ivermectin remdesivir ayahuasca mezcal pulque ceviche empanada empanadas`
    .split(/\s+/)
    .filter(Boolean),
);

const longestWord = 40;

/**
 * True when English knows this form. A capitalised or all-capital form counts when its plain form is known;
 * a lower-case form does not count when English writes it with a capital only ("sonora"). Curly apostrophes
 * and owners' endings are taken off.
 */
export function isEnglish(form: string): boolean {
  if (form.length > longestWord) return false;
  forms ??= expand();
  const plain = stripOwner(form);
  if (forms.has(plain)) return true;
  const lower = plain.toLowerCase();
  if (lower !== plain) {
    if (forms.has(lower)) return true;
    if (forms.has(lower[0]!.toUpperCase() + lower.slice(1))) return true;
  }
  return additions.has(lower) || isBritish(forms, lower);
}

/** True when English has the form in lower case: "walnuts" and "Walnuts", not "Sonora". */
export function isCommonEnglish(form: string): boolean {
  if (form.length > longestWord) return false;
  forms ??= expand();
  const lower = stripOwner(form).toLowerCase();
  return forms.has(lower) || additions.has(lower) || isBritish(forms, lower);
}

function stripOwner(form: string): string {
  const plain = form.includes('’') ? form.replaceAll('’', "'") : form;
  return plain.endsWith("'s") || plain.endsWith("'S") ? plain.slice(0, -2) : plain;
}

function isBritish(known: Set<string>, lower: string): boolean {
  if (lower.length < 4) return false;
  return british.some(([from, to]) => {
    const american = lower.replace(from, to);
    return american !== lower && known.has(american);
  });
}
