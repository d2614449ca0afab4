import { wordSet } from '../text/word-set.ts';
import { readData } from './data.ts';
import { WordTable } from './word-table.ts';

/**
 * The English dictionary as one set of word forms. dictionary-en ships stems and affix rules (Hunspell form);
 * asking nspell for each word costs a microsecond and setting it up a quarter of a second, so that the rules are
 * applied beforehand: compile-words.ts writes the forms to data/words.txt.
 */

let loaded: WordTable | undefined;

/** One form a line in words.txt. */
function load(): WordTable {
  const text = readData('words.txt');
  const table = new WordTable(text, 100_000);
  for (let start = 0, end = text.indexOf('\n'); end >= 0; start = end + 1, end = text.indexOf('\n', start))
    table.add(start, end);
  return table;
}

const forms = (): WordTable => {
  loaded ??= load();
  return loaded;
};

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
const additions =
  wordSet(`tyre tyres kerb kerbs grey greys cheque cheques storey storeys plough ploughs sceptic sceptics sceptical
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
  responder responders roadmap roadmaps crowdsourcing rulemaking onboarding storyline storylines
  mpox zika chikungunya dengue ivermectin remdesivir ayahuasca mezcal pulque ceviche empanada empanadas`);

const longestWord = 40;

/**
 * True when English knows this form. A capitalised or all-capital form counts when its plain form is known;
 * a lower-case form does not count when English writes it with a capital only ("sonora"). Curly apostrophes
 * and owners' endings are taken off.
 */
export function isEnglish(form: string): boolean {
  if (form.length > longestWord) return false;
  const plain = stripOwner(form);
  if (forms().has(plain)) return true;
  const lower = plain.toLowerCase();
  if (lower !== plain) {
    if (forms().has(lower)) return true;
    if (forms().has(lower[0]!.toUpperCase() + lower.slice(1))) return true;
  }
  return additions.has(lower) || isBritish(lower);
}

/** True when English has the form in lower case: "walnuts" and "Walnuts", not "Sonora". */
export function isCommonEnglish(form: string): boolean {
  if (form.length > longestWord) return false;
  const lower = stripOwner(form).toLowerCase();
  return forms().has(lower) || additions.has(lower) || isBritish(lower);
}

function stripOwner(form: string): string {
  const plain = form.includes('’') ? form.replaceAll('’', "'") : form;
  return plain.endsWith("'s") || plain.endsWith("'S") ? plain.slice(0, -2) : plain;
}

function isBritish(lower: string): boolean {
  if (lower.length < 4) return false;
  return british.some(([from, to]) => {
    const american = lower.replace(from, to);
    return american !== lower && forms().has(american);
  });
}
