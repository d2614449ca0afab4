import {
  fold,
  frequency,
  isCommonEnglish,
  isEnglish,
  isEnglishName,
  isPlace,
  isPlaceWord,
  spanishWord,
} from '../terms/index.ts';
import type { Token } from '../text/tokens.ts';
import { wordSet } from '../text/word-set.ts';
import type { Form } from './form.ts';
import { isReporting } from './reporting.ts';

/**
 * A token that is several words run together. `parts` are its words with their own offsets; `token` is its
 * place in the token list. `trust`: how often such a split proves right.
 */
export type Join = {
  readonly token: number;
  readonly parts: readonly Token[];
  readonly trust: number;
  readonly witness: 'seen' | 'place' | 'dictionary' | 'unknown';
};

/** Long small words: hardly any name or foreign word ends in one by chance. */
const strong =
  wordSet(`which whose where whom who while when with without from that this these those their there they
  because although through though between against before after during until since within would could should will
  have been were said says told added explained announced confirmed stated warned however`);
/** Three letters: "Orlando|the" is plain, "Mat|her" is a surname. They need a left part that is known. */
const medium = wordSet(`for and the was has had his her not but are its our you all can may did into than then
  about also only what how why`);
/** Two letters: the next word has to go with them ("heroin|as well as", "tower|in Veraguas"). */
const short: Readonly<Record<string, ReadonlySet<string>>> = {
  as: wordSet('well a an the part soon long it he she they one many much'),
  to: wordSet('the a an be his her their its this that make take do have get go see'),
  of: wordSet('the a an his her their its this that these those'),
  in: wordSet('the a an his her their its this that which'),
  on: wordSet(
    'the a an his her their its this that monday tuesday wednesday thursday friday saturday sunday',
  ),
  at: wordSet('the a an his her their its this that least'),
  by: wordSet('the a an his her their its this that'),
  is: wordSet('the a an not also being now'),
};
/** Small words that lose the blank after them: "ofthe", "thepeople". */
const opening =
  wordSet(`the and that with from for whose where this of in to on at by was has had is are were have will would
  could should can may must been their its his her our your they not but who which when as an`);
export const months =
  wordSet(`january february march april may june july august september october november december
  monday tuesday wednesday thursday friday saturday sunday`);
/** Beginnings that make one word with what follows: "anti|government", "narco|state". */
const prefixes =
  wordSet(`anti pre post non un re co multi micro macro cyber eco bio neo auto agro trans inter super
  hyper ultra semi sub over under out mini mega meta mono poly pseudo proto retro tele video photo geo electro
  hydro narco ex vice counter extra intra infra para euro afro socio techno eco back down fore hand head home house
  land life mid night off on play side snow sun time up water web wind work`);
/** Beginnings of compounds that writers coin: "frontlines", "jumpstart", "datacenter". */
const compoundStarts =
  wordSet(`front jump kick birth data power long live full record news death blood heart mind body
  gold silver rock sand salt tree tail test text tool town track trade trail train war wall wild wind wing woman world
  year short high hard soft open close cross dead deep dark double even ever every eye face fast fire first fish flat
  foot free game girl good hair heavy high hill hold horse hot job lady last late left light love low main mass master
  moon motor name near neck news note once other pack paper part pass pay pick pipe pull push quick race rain real
  right ring river road room safe school ship shit short show side single sky slow small smart some speed spread spring
  stand star state step stop storm street strong super tax team tele thank throw ticket touch turn type user waste
  watch well white whole wide wise wood word world wrong young`);
/** Ends of compounds that writers coin: "healthworker", "citywide", "teargas", "filmmaker". */
const compoundEnds =
  wordSet(`coin coins gate care ally desk call kids serve worker workers wide maker makers making base based ship land like less free time work line
  side house room place hood proof born bound fish head heads hand hands back down over ware board book books card
  cards case cast door fall field fire force ground guard hold keeper life light load long mate mates shop site stone
  story stream street style tail tank ways wood word words works writer writers yard owner owners holder holders
  mark marks file files line lines table tables keeping taking making working member members ships balls watch wheel chat
  view views weight weights wise sex show shows son goers goer seller sellers post posts page pages chain chains play player players power speak song songs star stars
  storm lord lords king kings self selves able full man men woman women person people folk folks town village ball
  group groups share sharing source sourced sourcing fund funds funding test tests testing`);
/** Surnames and places that happen to end in a small word: "Marchand", "Blackwill". */
const endInSmallWord =
  wordSet(`marchand durand ferrand legrand bertrand rolland galland blackwill ericson middlesex
  normand armand weygand friedland`);
/** Endings of adjectives and participles: what they describe may have run into them ("recentexam"). */
const describes = /(?:ed|ent|ous|ful|ive|able|ible|ical|onal)$/;
/** Small words that hardly begin an English word that the dictionary lacks. */
const openingVerbs = wordSet(
  'was were been has have had are the and that with from this their these those which who whose where when',
);
/** What people are, behind their names. */
const roles =
  wordSet(`deputy head mayor governor president director leader minister secretary general senator chief captain
  commander spokesman bishop judge prosecutor councillor former current new who`);
/** Surname beginnings with a capital inside: "McAllen", "DeSantis", "LaRosa". */
const surnamePrefixes = wordSet('mc mac de la le du di van von fitz o al el del da des ibn ben');

/** Brands and coinages with a capital inside, both halves everyday words or names. */
const camelBrands =
  wordSet(`youtube whatsapp playstation mastercard paypal snapchat soundcloud wordpress powerpoint buzzfeed
  linkedin blackberry blackrock dreamworks jetblue fedex exxonmobil petrochina harpercollins moneygram citibank
  wikileaks techcrunch huffpost tripadvisor doordash wechat politifact gofundme newscorp livenation redbull openai
  deepmind lockheedmartin jpmorgan mcdonalds hellofresh smartmatic mercadolibre mercadopago aeromexico volaris
  facetime onedrive sharepoint photoshop iphone ipad imovie itunes iheart healthcare airbnb facebook openstreetmap
  crowdstrike cloudflare salesforce raytheon unitedhealth walmart petsmart carmax bookstore telesur teleamazonas
  ecopetrol petroperu cajamarca fintech edtech biotech hashtag thinkpad macbook chromebook bitcoin coinbase landsat
  airasia goldcorp microstrategy supermario pricewaterhousecoopers astrazeneca glaxosmithkline sodastream`);

/** With a capital these begin a sentence, mostly. */
export const sentenceOpeners = wordSet(
  'The This These Those He She They It In At On But Before According Meanwhile However After When While There His Her Their',
);

const shortestWord = 5;
const longestWord = 40;
const longestCamel = 120;

/** Every lost space inside a word of the translation. `elsewhere`: folded words of the other texts. */
export function findJoins(
  tokens: readonly Token[],
  formOf: readonly (Form | undefined)[],
  known: ReadonlyMap<string, Form>,
  elsewhere: ReadonlySet<string>,
  others: readonly (readonly Token[])[],
): Join[] {
  const pairs = pairsIn([tokens, ...others]);
  const candidates = new Set<Form>();
  for (const form of known.values()) if (isCandidate(form, elsewhere)) candidates.add(form);
  const joins: Join[] = [];
  formOf.forEach((form, index) => {
    if (!form || !candidates.has(form) || isInAddress(tokens, index)) return;
    const next = tokens[index + 1];
    const found =
      splitAtCapitals(form.text, known, elsewhere, {
        inName: isInName(tokens, index),
        seenApart: (left, right) => pairs().has(`${fold(left)} ${fold(right)}`),
      }) ?? splitAtSmallWord(form.text, next, known, elsewhere);
    if (found) joins.push({ ...found, token: index, parts: cut(tokens[index]!, found.cuts) });
  });
  return joins;
}

/** What stands around a word with a capital inside. */
type Around = {
  /** A capitalised word before or behind: "SenateJudiciary Committee". */
  readonly inName: boolean;
  /** Some text has the two words side by side. */
  readonly seenApart: (left: string, right: string) => boolean;
};

/** Capitalised words side by side, folded; read when first asked for. */
function pairsIn(texts: readonly (readonly Token[])[]): () => ReadonlySet<string> {
  let pairs: Set<string> | undefined;
  return () => {
    if (pairs) return pairs;
    pairs = new Set();
    for (const tokens of texts)
      for (let at = 1; at < tokens.length; at++) {
        const [one, two] = [tokens[at - 1]!, tokens[at]!];
        if (two.start !== one.end + 1 || one.kind !== 'word' || two.kind !== 'word') continue;
        if (
          isUpper(one.text[0]!) &&
          isUpper(two.text[0]!) &&
          one.text.length <= longestWord &&
          two.text.length <= longestWord
        )
          pairs.add(`${fold(one.text)} ${fold(two.text)}`);
      }
    return pairs;
  };
}

/** "StudentAid.gov", "@SarahKaczmarek", "#DefensaPersonal" */
function isInAddress(tokens: readonly Token[], at: number): boolean {
  const [before, word, after, next] = [tokens[at - 1], tokens[at]!, tokens[at + 1], tokens[at + 2]];
  if (before?.end === word.start && /[@#/_.]/.test(before.text)) return true;
  if (after?.start !== word.end || next?.start !== after.end) return false;
  return /[@/_]/.test(after.text) || (after.text === '.' && next.kind === 'word' && !isUpper(next.text[0]!));
}

function isInName(tokens: readonly Token[], at: number): boolean {
  const [before, word, after] = [tokens[at - 1], tokens[at]!, tokens[at + 1]];
  const capital = (token: Token): boolean =>
    token.kind === 'word' && token.text.length > 2 && isUpper(token.text[0]!) && !isUpper(token.text[1]!);
  const led =
    before !== undefined &&
    word.start === before.end + 1 &&
    capital(before) &&
    !opening.has(before.text.toLowerCase());
  return led || (after !== undefined && after.start === word.end + 1 && capital(after));
}

type Split = { readonly cuts: readonly number[]; readonly trust: number; readonly witness: Join['witness'] };

function cut(token: Token, cuts: readonly number[]): Token[] {
  const edges = [0, ...cuts, token.text.length];
  return edges.slice(1).map((to, index) => ({
    kind: 'word',
    text: token.text.slice(edges[index]!, to),
    start: token.start + edges[index]!,
    end: token.start + to,
  }));
}

function isCandidate(form: Form, elsewhere: ReadonlySet<string>): boolean {
  const { text, count } = form;
  if (text.length < shortestWord || text.length > longestCamel || form.english) return false;
  // What stands again and again is a word; a name with its verb may ("Nugrohosaid").
  if (count > 2 && !(count < 6 && /(?:said|told)$/.test(text))) return false;
  if (endInSmallWord.has(form.lower)) return false;
  if (text.includes("'") || text.includes('’') || text === text.toUpperCase()) return false;
  return !elsewhere.has(fold(text)) && !isPlaceWord(text);
}

/** What the left part is, if anything. Words of either article first: "Sonora" stands elsewhere in the text. */
function witnessOf(
  left: string,
  known: ReadonlyMap<string, Form>,
  elsewhere: ReadonlySet<string>,
): Join['witness'] {
  if (left.length >= 3 && (isForm(left, known) || elsewhere.has(fold(left)))) return 'seen';
  if (isUpper(left[0]!) && left.length >= 3 && isPlace(left)) return 'place';
  return isEnglish(left) ? 'dictionary' : 'unknown';
}

const isForm = (word: string, known: ReadonlyMap<string, Form>): boolean =>
  word.length <= longestWord && known.has(word);

const isUpper = (char: string): boolean => char !== char.toLowerCase();

function splitAtSmallWord(
  text: string,
  next: Token | undefined,
  known: ReadonlyMap<string, Form>,
  elsewhere: ReadonlySet<string>,
): Split | undefined {
  if (text.length > longestWord) return undefined;
  let best: Split | undefined;
  for (let at = 2; at <= text.length - 2; at++) {
    const split = judge(text.slice(0, at), text.slice(at), next, known, elsewhere);
    if (split && (!best || split.trust > best.trust)) best = { ...split, cuts: [at] };
  }
  return best;
}

function judge(
  left: string,
  right: string,
  next: Token | undefined,
  known: ReadonlyMap<string, Form>,
  elsewhere: ReadonlySet<string>,
): Omit<Split, 'cuts'> | undefined {
  const lower = left.toLowerCase();
  const opened = judgeOpening(left, right);
  if (opened) return opened;
  // "FBIto", "NASAand"
  if (/^\p{Lu}{2,6}$/u.test(left) && (medium.has(right) || strong.has(right) || Object.hasOwn(short, right)))
    return { witness: 'unknown', trust: 0.9 };
  // "Saturdayconditions"
  if (left.length > 5 && left[0] !== lower[0] && months.has(lower) && isEveryday(right))
    return { witness: 'dictionary', trust: 0.88 };
  const size =
    strong.has(right) || (isUpper(left[0]!) && right.length > 4 && isReporting(right))
      ? 'strong'
      : medium.has(right)
        ? 'medium'
        : goesWith(left, right, next)
          ? 'short'
          : isAtEdge(left, right)
            ? 'edge'
            : undefined;
  if (!size) return judgePair(left, right) ?? judgeSeenName(left, right, known, elsewhere);
  if (prefixes.has(lower)) return undefined;
  const witness = witnessOf(left, known, elsewhere);
  if (isUpper(left[0]!)) {
    const named = witness === 'seen' || (witness === 'place' && (size === 'strong' || left.length >= 5));
    if (named) return { witness, trust: size === 'strong' ? 0.95 : 0.88 };
    if (size === 'strong' && left.length >= 4 && right.length > 3) return { witness, trust: 0.88 };
    if (size === 'medium' && witness === 'dictionary' && left.length >= 5) return { witness, trust: 0.8 };
    // "Directorof Customs"
    if (size === 'short' && left.length >= 4 && isCommonEnglish(left)) return { witness, trust: 0.8 };
    return undefined;
  }
  if (size === 'edge') return isEveryday(left) ? { witness: 'dictionary', trust: 0.75 } : undefined;
  if (size !== 'short' && isSpanishVerb(left)) return { witness: 'unknown', trust: 0.85 };
  if (witness === 'unknown' || !(isEveryday(left) || (size !== 'short' && isLongWord(left))))
    return undefined;
  return { witness, trust: size === 'strong' ? 0.95 : size === 'medium' ? 0.88 : 0.85 };
}

/** Said often enough to be meant: rules out "th|and", "ens|and". */
const isEveryday = (word: string): boolean =>
  word.length >= 3 && isCommonEnglish(word) && frequency(word) >= (word.length === 3 ? 400 : 20);

/** Too long to be the beginning of another word by chance: "communes|and". */
const isLongWord = (word: string): boolean => word.length >= 7 && isCommonEnglish(word);

/** "imputó|the": no English word ends so. */
const isSpanishVerb = (word: string): boolean =>
  /[aeiou]?[óé]$/.test(word) || spanishWord(word) !== undefined;

/** "hours|in signal of": the plural of an everyday noun hardly begins a word that English lacks. */
const isAtEdge = (left: string, right: string): boolean =>
  /^(?:in|of|to|at|by)$/.test(right) && /^\p{Ll}{4,}s$/u.test(left) && frequency(left) >= 300;

function goesWith(left: string, right: string, next: Token | undefined): boolean {
  if (!Object.hasOwn(short, right) || !next) return false;
  if (short[right]!.has(next.text.toLowerCase())) return true;
  const named = next.kind === 'word' && isUpper(next.text[0]!);
  // "towerin Veraguas"
  if ((right === 'in' || right === 'of') && named && isPlaceWord(next.text)) return true;
  // "Emirof Qatar", "Hospitalin 2003", "Somaliaat Haradhere", "Koreanto fly"
  if (!isUpper(left[0]!) || left.length < 4 || right === 'on') return false;
  if (right === 'to') return left.length > 5 && frequency(next.text.toLowerCase()) > 100;
  return (
    (named && isCommonEnglish(left)) ||
    (right === 'of' && named) ||
    (next.kind === 'number' && right !== 'is') ||
    (right === 'at' && named)
  );
}

function judgeOpening(left: string, right: string): Omit<Split, 'cuts'> | undefined {
  if (!opening.has(left) && left !== 'no') return undefined;
  if (opening.has(right) && right.length >= 3) return { witness: 'dictionary', trust: 0.9 };
  if (right === 'be' && left.length >= 4) return { witness: 'dictionary', trust: 0.9 };
  if (right.length < 4 || !isEveryday(right)) return undefined;
  const often = frequency(right);
  if (left.length > 2 && often >= 300) return { witness: 'dictionary', trust: 0.8 };
  // "wassplashed"; "anunknown", where two letters may be a beginning ("anabolic")
  if (openingVerbs.has(left) && right.length > 4) return { witness: 'dictionary', trust: 0.75 };
  return /^(?:an|is|no)$/.test(left) && right.length > 5 && often >= 100
    ? { witness: 'dictionary', trust: 0.75 }
    : undefined;
}

/** "factofficial", "trialvaccine": two everyday words, each long enough to be no ending. */
function judgePair(left: string, right: string): Omit<Split, 'cuts'> | undefined {
  if (
    left.length < 3 ||
    right.length < 4 ||
    isUpper(left[0]!) ||
    prefixes.has(left) ||
    compoundStarts.has(left)
  )
    return undefined;
  if (compoundEnds.has(right) || !isEveryday(left) || !isEveryday(right)) return undefined;
  if (numbers.has(left)) return frequency(right) > 1000 ? { witness: 'dictionary', trust: 0.75 } : undefined;
  if (left.length < 4) return undefined;
  if (describes.test(left) && left.length > 4) return { witness: 'dictionary', trust: 0.75 };
  const rarer = Math.min(frequency(left), frequency(right));
  if (rarer < 200) return undefined;
  return { witness: 'dictionary', trust: rarer < 1000 ? 0.55 : 0.75 };
}

const numbers = wordSet('two three four five six seven eight nine ten');

/** "Santiagonew", "Arroyodeputy": a name of this text with an everyday word behind it. */
function judgeSeenName(
  left: string,
  right: string,
  known: ReadonlyMap<string, Form>,
  elsewhere: ReadonlySet<string>,
): Omit<Split, 'cuts'> | undefined {
  if (!isUpper(left[0]!) || left.length < 4 || right.length < 3 || prefixes.has(left.toLowerCase()))
    return undefined;
  const witness = witnessOf(left, known, elsewhere);
  // "Arroyodeputy", though nobody else is called Arroyo here
  if (witness !== 'seen' && !(witness === 'place' && left.length > 4 && roles.has(right))) return undefined;
  // "Somaliland", "Bridgegate"
  if (isUpper(right[0]!) || compoundEnds.has(right) || !isEveryday(right) || frequency(right) < 300)
    return undefined;
  return { witness, trust: 0.75 };
}

/** "morningJuan", "AmazonasAyacucho": a capital inside the word. */
function splitAtCapitals(
  text: string,
  known: ReadonlyMap<string, Form>,
  elsewhere: ReadonlySet<string>,
  around: Around,
): Split | undefined {
  const cuts: number[] = [];
  for (let at = 1; at < text.length; at++) if (isUpper(text[at]!) && !isUpper(text[at - 1]!)) cuts.push(at);
  if (cuts.length === 0 || camelBrands.has(text.toLowerCase())) return undefined;
  const edges = [0, ...cuts, text.length];
  const parts = edges.slice(1).map((to, index) => text.slice(edges[index]!, to));
  if (parts.some(part => part.length < 2 || part === part.toUpperCase())) return undefined;
  if (surnamePrefixes.has(parts[0]!.toLowerCase())) return undefined;
  const witnesses = parts.map(part => witnessOf(part, known, elsewhere));
  if (parts.length > 2) {
    const sure = parts.filter((part, index) => isProper(part, witnesses[index]!)).length;
    return sure >= 2 ? { cuts, trust: 0.9, witness: 'place' } : undefined;
  }
  return judgeCapitals(parts[0]!, parts[1]!, witnesses[0]!, witnesses[1]!, cuts, around);
}

function judgeCapitals(
  left: string,
  right: string,
  leftWitness: Join['witness'],
  rightWitness: Join['witness'],
  cuts: readonly number[],
  { inName, seenApart }: Around,
): Split | undefined {
  const lower = right.toLowerCase();
  const leftKnown = leftWitness !== 'unknown';
  const rightKnown = rightWitness !== 'unknown';
  // "inOctober", "PedroTuesday"
  if (months.has(lower) && (leftKnown || left.length >= 4)) return { cuts, trust: 0.9, witness: leftWitness };
  if (!leftKnown && !rightKnown) return undefined;
  // "QuevedoThe Police": a new sentence ran into the name.
  const named = isUpper(left[0]!) ? left.length > 4 && isProper(left, leftWitness) : isEveryday(left);
  if (sentenceOpeners.has(right) && leftKnown && named) return { cuts, trust: 0.85, witness: leftWitness };
  // "stadiumChivas": brands begin with a capital, or with one letter ("iPhone").
  if (!isUpper(left[0]!)) {
    return leftKnown && (opening.has(left) || isEveryday(left))
      ? { cuts, trust: rightKnown ? 0.92 : 0.85, witness: leftWitness }
      : undefined;
  }
  if (seenApart(left, right) || isEnglishName(`${fold(left)} ${fold(right)}`))
    return { cuts, trust: 0.95, witness: 'seen' };
  if (strong.has(lower) || medium.has(lower)) return undefined;
  const [leftProper, rightProper] = [isProper(left, leftWitness), isProper(right, rightWitness)];
  if (leftProper && rightProper) return { cuts, trust: 0.88, witness: leftWitness };
  if (left.length < 4 || right.length < 4) return undefined;
  // "MinnesotaTwins", "SantinoQuaranta": one half is nothing but a name.
  if (leftProper || rightProper) return { cuts, trust: inName ? 0.85 : 0.72, witness: leftWitness };
  // "Brentwood Imperial YouthBand"
  return leftKnown && rightKnown && inName ? { cuts, trust: 0.7, witness: leftWitness } : undefined;
}

/** Part of a name: "MarioVargas" is made of two, "YouTube" and "OneMinutesJr" of common words. */
const isProper = (part: string, witness: Join['witness']): boolean =>
  witness !== 'unknown' && !isCommonEnglish(part);
