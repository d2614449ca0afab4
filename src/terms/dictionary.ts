import dictionary from 'dictionary-en';

/**
 * The English dictionary as one set of word forms. dictionary-en ships stems and affix rules (Hunspell form);
 * asking nspell for each word costs 50 microseconds, a set look-up a thousandth of that, so the rules are
 * applied once, when the first word is asked for (about 100 ms).
 */

type Affix = { readonly strip: string; readonly add: string; readonly fits: RegExp };
type Rule = { readonly kind: 'PFX' | 'SFX'; readonly crosses: boolean; readonly affixes: Affix[] };

let forms: Set<string> | undefined;

function parseRules(aff: string): Map<string, Rule> {
  const rules = new Map<string, Rule>();
  for (const line of aff.split('\n')) {
    const [kind, flag, third, fourth, fifth] = line.trim().split(/\s+/);
    if ((kind !== 'PFX' && kind !== 'SFX') || !flag || !third || !fourth) continue;
    const rule = rules.get(flag);
    if (!rule) {
      rules.set(flag, { kind, crosses: third === 'Y', affixes: [] });
      continue;
    }
    const strip = third === '0' ? '' : third;
    const add = fourth === '0' ? '' : fourth.split('/')[0]!;
    const condition = fifth ?? '.';
    rule.affixes.push({
      strip,
      add,
      fits: new RegExp(kind === 'PFX' ? `^${condition}` : `${condition}$`),
    });
  }
  return rules;
}

function inflect(stem: string, rule: Rule): string[] {
  const made: string[] = [];
  for (const { strip, add, fits } of rule.affixes) {
    if (!fits.test(stem)) continue;
    if (rule.kind === 'PFX') made.push(add + stem.slice(strip.length));
    else made.push(stem.slice(0, stem.length - strip.length) + add);
  }
  return made;
}

function expand(): Set<string> {
  const decoder = new TextDecoder();
  const rules = parseRules(decoder.decode(dictionary.aff));
  const known = new Set<string>();
  const lines = decoder.decode(dictionary.dic).split('\n');
  for (let index = 1; index < lines.length; index++) {
    const [stem, flags = ''] = lines[index]!.trim().split('/');
    // "c": only inside compounds such as 11th.
    if (!stem || flags.includes('c')) continue;
    known.add(stem);
    // Owners' forms (flag M) are half of all and never asked for: look-ups take the ending off.
    if (flags === '' || flags === 'M') continue;
    const applied = [...flags].filter(flag => flag !== 'M').flatMap(flag => rules.get(flag) ?? []);
    const prefixes = applied.filter(rule => rule.kind === 'PFX');
    for (const rule of applied) {
      for (const form of inflect(stem, rule)) {
        known.add(form);
        if (rule.kind === 'SFX' && rule.crosses)
          for (const prefix of prefixes) for (const crossed of inflect(form, prefix)) known.add(crossed);
      }
    }
  }
  return known;
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
