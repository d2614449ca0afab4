import { readData } from './data.ts';
import { fold } from './fold.ts';
import { placesNamed, regionsNamed } from './gazetteer.ts';

/**
 * Our own lexicon of the Spanish words that names are made of, with the English a translation engine puts for
 * them: "nogal": walnut. Kinds: m, f nouns; a adjectives (any gender and number); v verb forms and x fixed forms.
 */
type Kind = 'm' | 'f' | 'a' | 'v' | 'x';
type Entry = { readonly kind: Kind; readonly senses: readonly string[] };

/** Words between the words of a name, and what English may have there; '' when it drops them. */
const links: Readonly<Record<string, readonly string[]>> = {
  de: ['of', 'from', ''],
  del: ['of the', 'of', 'from the', ''],
  el: ['the', ''],
  la: ['the', ''],
  los: ['the', ''],
  las: ['the', ''],
  lo: ['the', ''],
  y: ['and'],
  e: ['and'],
  i: ['and'],
  en: ['in', 'on'],
  con: ['with'],
  al: ['to the'],
  sin: ['without'],
  entre: ['between'],
};

/** Renderings of one name in one order of its words are cut off here: the likely ones come first. */
const mostRenderings = 160;
const mostWords = 8;
const mostSenses = 5;

/** First parts of names written in one word: "Rionegro", "Villaflores". Longest first. */
const heads = (
  'cabeza fuente piedra puente puerto pueblo ribera sierra tierra aguas bella buena campo cerro monte punta torre ' +
  'valle villa vista agua boca buen casa peña roca vega alta río'
).split(' ');
const foldedHeads = heads.map(fold);
const shortestCompound = 8;
const longestWord = 40;

let entries: Map<string, Entry> | undefined;
let foldedKeys: Map<string, string> | undefined;
let inflected: Set<string> | undefined;

function load(): Map<string, Entry> {
  const raw = JSON.parse(readData('name-lexicon.json')) as Record<string, [Kind, ...string[]]>;
  return new Map(Object.entries(raw).map(([word, [kind, ...senses]]) => [word, { kind, senses }]));
}

/**
 * True when the word, folded, may be a form of one in the lexicon: that is told at once, and of most names it says
 * no. Covers what `singularOf` and `masculineOf` undo.
 */
function mayBeKnown(folded: string): boolean {
  entries ??= load();
  inflected ??= new Set([...entries].flatMap(([word, { kind }]) => formsOf(fold(word), kind)));
  return inflected.has(folded);
}

/** "Contadora" of "contador", "molinera" of "molinero"; "banderas" are of no "bandero". */
const hasFeminine = (word: string, kind: Kind): boolean => kind === 'm' && /[^aeiou](?:or|ero)$/.test(word);

function formsOf(word: string, kind: Kind): string[] {
  const forms = [word, `${word}s`, `${word}es`];
  if (word.endsWith('z')) forms.push(`${word.slice(0, -1)}ces`);
  if (kind !== 'a' && !hasFeminine(word, kind)) return forms;
  const stem = word.endsWith('o') ? word.slice(0, -1) : word;
  return [...forms, `${word}a`, `${word}as`, `${stem}a`, `${stem}as`];
}

/** Accents first ("cortés" is no court), then without: English texts drop them. */
function entryOf(word: string): Entry | undefined {
  entries ??= load();
  foldedKeys ??= new Map([...entries.keys()].map(key => [fold(key), key]));
  return entries.get(word) ?? entries.get(foldedKeys.get(fold(word)) ?? '');
}

export const isNameLink = (word: string): boolean => Object.hasOwn(links, word.toLowerCase());

/** English senses of a Spanish word as it stands in a name, plural for plural: "nogales": walnuts. */
export function sensesOf(word: string): readonly string[] {
  const lower = word.toLowerCase();
  const own = fold(lower);
  const senses = listedSenses(lower) ?? (lower.length <= longestWord ? madeSenses(lower) : undefined) ?? [];
  return senses.slice(0, mostSenses).filter(sense => sense !== own);
}

function listedSenses(lower: string): readonly string[] | undefined {
  if (!mayBeKnown(fold(lower))) return undefined;
  const plain = entryOf(lower);
  if (plain) return plain.senses;
  const stem = singularOf(lower) ?? masculineOf(lower);
  return stem && pluralSenses(stem);
}

const madeSenses = (lower: string): readonly string[] | undefined =>
  diminutiveSenses(lower) ?? compoundSenses(lower);

/** "Naranjito", "Campillos": little orange tree, little fields. After three letters "-illo" is rather a surname's. */
function diminutiveSenses(lower: string): readonly string[] | undefined {
  const parts = /^(.{3,}?)(e?c)?(it|ill)[oa](s?)$/.exec(lower);
  if (!parts) return undefined;
  const [, root = '', , ending, plural] = parts;
  if (ending === 'ill' && root.length < 4) return undefined;
  // "Loquito" is "loco", "Santiaguito" is "Santiago".
  const stem = root.replace(/qu$/, 'c').replace(/gu$/, 'g');
  for (const base of [`${stem}o`, `${stem}a`, `${stem}e`, stem]) {
    const entry = mayBeKnown(fold(base)) ? entryOf(base) : undefined;
    if (!entry || entry.kind === 'v' || entry.kind === 'x') continue;
    const [first, second] = entry.senses.map(sense => (plural ? pluralOf(sense) : sense));
    return [`little ${first}`, `small ${first}`, ...(second ? [`little ${second}`] : [])];
  }
  return undefined;
}

/** "Rionegro": black river, river black. */
function compoundSenses(lower: string): readonly string[] | undefined {
  if (lower.length < shortestCompound) return undefined;
  const folded = fold(lower);
  const at = foldedHeads.findIndex(one => folded.startsWith(one) && lower.length - one.length >= 4);
  const head = heads[at];
  if (!head) return undefined;
  const rest = lower.slice(head.length).replace(/^rr/, 'r');
  const [first, second] = listedSenses(rest) ?? [];
  const [start, other] = entryOf(head)?.senses ?? [];
  if (!first || !start) return undefined;
  return [
    `${first} ${start}`,
    `${start} ${first}`,
    ...(other ? [`${first} ${other}`] : []),
    ...(second ? [`${second} ${start}`] : []),
  ];
}

type Stem = { readonly entry: Entry; readonly plural: boolean };

function singularOf(lower: string): Stem | undefined {
  if (!lower.endsWith('s')) return undefined;
  for (const stem of [
    lower.slice(0, -1),
    lower.endsWith('es') ? lower.slice(0, -2) : '',
    lower.endsWith('ces') ? `${lower.slice(0, -3)}z` : '',
  ]) {
    const entry = stem.length > 2 ? entryOf(stem) : undefined;
    if (entry && (entry.kind === 'm' || entry.kind === 'f' || entry.kind === 'a'))
      return { entry, plural: true };
  }
  return undefined;
}

function masculineOf(lower: string): Stem | undefined {
  const ending = /(as?)$/.exec(lower)?.[1];
  if (!ending) return undefined;
  const base = lower.slice(0, -ending.length);
  for (const word of [`${base}o`, base]) {
    const entry = entryOf(word);
    if (entry && (entry.kind === 'a' || hasFeminine(word, entry.kind)))
      return { entry, plural: ending === 'as' };
  }
  return undefined;
}

/** A plural adjective may stand for things ("Los Rojos": the reds) or beside them ("Medias Rojas": red). */
function pluralSenses({ entry, plural }: Stem): readonly string[] {
  if (!plural) return entry.senses;
  const plurals = entry.senses.map(pluralOf);
  return entry.kind === 'a' ? [...entry.senses.slice(0, 2), ...plurals.slice(0, 2)] : plurals;
}

const irregular: Readonly<Record<string, string>> = {
  man: 'men',
  woman: 'women',
  foot: 'feet',
  tooth: 'teeth',
  mouse: 'mice',
  ox: 'oxen',
  sheep: 'sheep',
  deer: 'deer',
  wolf: 'wolves',
  knife: 'knives',
  leaf: 'leaves',
  shelf: 'shelves',
  thief: 'thieves',
  life: 'lives',
  child: 'children',
  person: 'people',
  lightning: 'lightning',
  goose: 'geese',
  louse: 'lice',
  fish: 'fish',
  cattle: 'cattle',
  calf: 'calves',
  elf: 'elves',
  half: 'halves',
  potato: 'potatoes',
  tomato: 'tomatoes',
  hero: 'heroes',
  echo: 'echoes',
  news: 'news',
  // No men.
  german: 'germans',
  roman: 'romans',
  human: 'humans',
  talisman: 'talismans',
};

/** English plural of a noun phrase: its last word's, or of what stands before "of". */
export function pluralOf(phrase: string): string {
  if (phrase.startsWith('from ')) return phrase;
  const of = phrase.indexOf(' of ');
  if (of > 0) return pluralOf(phrase.slice(0, of)) + phrase.slice(of);
  const cut = phrase.lastIndexOf(' ') + 1;
  const word = phrase.slice(cut);
  return phrase.slice(0, cut) + pluralWord(word);
}

function pluralWord(word: string): string {
  if (Object.hasOwn(irregular, word)) return irregular[word]!;
  const compound = Object.keys(irregular).find(end => end.length > 2 && word.endsWith(end));
  if (compound && compound !== 'ox') return word.slice(0, -compound.length) + irregular[compound];
  // "Mountains", "customs", "news": plural as they stand.
  if (/(?<!^.{0,2})[^aiosu]s$/.test(word)) return word;
  if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return `${word}s`;
}

/** A slot of a name being rendered: what may stand there, likeliest first; some of it Spanish still. */
type Slot = {
  readonly options: readonly string[];
  readonly link: boolean;
  /** A link with a capital inside a name is part of a surname, and its English alone makes a rendering: "De Paul". */
  readonly tells: boolean;
  readonly own: string;
};

/**
 * Every literal rendering of a Spanish name, folded to lower case: Spanish order, adjective or last part first,
 * "X de Y" as "Y X", articles kept or dropped, one part left in Spanish, one for many and many for one. "Cruz Azul":
 * "blue cross", "cross blue", "cruz blue", ... Of "Zaragoza (La Purísima)" both parts, each alone. Empty when no
 * word of it is in the lexicon, or nothing would change.
 */
export function renderingsOf(name: string): readonly string[] {
  let renderings = rendered.get(name);
  if (!renderings) {
    if (rendered.size >= mostRendered) rendered.clear();
    renderings = render(name);
    rendered.set(name, renderings);
  }
  return renderings;
}

/** Two texts share their names, and a look-up asks for the same ones again. */
const rendered = new Map<string, readonly string[]>();
const mostRendered = 3000;

function render(name: string): readonly string[] {
  const found = new Set<string>();
  for (const part of name.split(/[()[\]/]/)) addRenderings(part, found);
  const own = fold(name.split(/[\s-]+/).join(' '));
  found.delete(own);
  found.delete(own.replace(/^(?:el|la|los|las) /, ''));
  return [...found];
}

function addRenderings(name: string, found: Set<string>): void {
  const words = name.split(/[\s,-]+/).filter(Boolean);
  if (words.length === 0 || words.length > mostWords) return;
  const alone = words.filter(word => !isNameLink(word)).length === 1;
  const numeral = isNumeral(words);
  const slots = words.map((word, index) => (numeral && index === 1 ? thirtyAnd : slotOf(word, index, alone)));
  const telling = slots.some(slot => slot.tells && slot.options.length > 1);
  if (numeral) addNumeral(slots, found);
  else if (telling) for (const order of ordersOf(slots)) combine(order, found);
  else if (slots.some(({ link }) => link) && isTown(name)) {
    const initials = slots.some(({ link, own }) => !link && own.length < 3);
    if (!initials) found.add(slots.map(({ options }) => options[0]!).join(' '));
  }
}

/**
 * "Los Mochis" as "the Mochis", "Alcalá de Henares" as "Alcala of Henares". Of a region English may say "the
 * Guajira", and of a gang it has to say "the Zetas".
 */
const isTown = (name: string): boolean => placesNamed(name).length > 0 && regionsNamed(name).length === 0;

/** Slots made before: names share their words, and the same names are asked for again. */
const slotsMade = new Map<string, Slot>();
const mostSlots = 20_000;

function slotOf(word: string, index: number, alone: boolean): Slot {
  const key = `${word}${index > 0 ? 1 : 0}${alone ? 1 : 0}`;
  let slot = slotsMade.get(key);
  if (!slot) {
    if (slotsMade.size >= mostSlots) slotsMade.clear();
    slot = makeSlot(word, index, alone);
    slotsMade.set(key, slot);
  }
  return slot;
}

function makeSlot(word: string, index: number, alone: boolean): Slot {
  const lower = word.toLowerCase();
  const own = fold(word);
  if (isNameLink(lower) && (index === 0 ? /^(?:el|la|los|las)$/.test(lower) : true))
    return {
      options: [...links[lower]!, own],
      link: true,
      tells: index > 0 && word.length > 1 && word !== lower,
      own,
    };
  const [first, ...senses] = sensesOf(word).map(fold);
  const options = first ? [first, own, ...senses, ...otherNumber(lower, alone).map(fold)] : [own];
  return { options: [...new Set(options)], link: false, tells: true, own };
}

/** "Treinta y Tres". */
const isNumeral = ([tens, and, units, ...others]: readonly string[]): boolean =>
  others.length === 0 &&
  and?.toLowerCase() === 'y' &&
  /^(?:treinta|(?:cuar|cincu|ses|set|och|nov)enta)$/i.test(tens!) &&
  sensesOf(units ?? '').length > 0;

const thirtyAnd: Slot = { options: ['', 'and', 'y'], link: true, tells: false, own: 'y' };

/** "Thirty three", "thirty-three", "thirty and three". */
function addNumeral(slots: readonly Slot[], found: Set<string>): void {
  combine(slots, found);
  const [tens, , units] = slots;
  found.add(`${tens!.options[0]}-${units!.options[0]}`);
}

/** "Walnut" for Nogales, and for a name of one word "flowers" for Flor. */
function otherNumber(lower: string, alone: boolean): readonly string[] {
  const many = singularOf(lower);
  if (many) return many.entry.senses.slice(0, 2);
  const one = alone ? entryOf(lower) : undefined;
  return one && (one.kind === 'm' || one.kind === 'f') ? [pluralOf(one.senses[0]!)] : [];
}

/** The orders in which English may have put the parts. */
function ordersOf(slots: readonly Slot[]): readonly (readonly Slot[])[] {
  const orders: (readonly Slot[])[] = [slots];
  const article = slots.length > 1 && slots[0]!.link ? slots.slice(0, 1) : [];
  const body = slots.slice(article.length);
  const parts = body.filter(slot => !slot.link);
  // "Santa Rosa de Lima" as "Pink Saint of Lima", "Boca de Piedra Negra" as "Mouth of Black Stone".
  for (let at = 0; at + 1 < body.length; at++) {
    const [one, two] = [body[at]!, body[at + 1]!];
    if (!one.link && !two.link)
      orders.push([...article, ...body.slice(0, at), two, one, ...body.slice(at + 2)]);
  }
  if (body.length === parts.length && parts.length > 2) {
    orders.push([...article, parts.at(-1)!, ...parts.slice(0, -1)]);
    if (parts.length === 3)
      orders.push([...article, parts[1]!, parts[2]!, parts[0]!], [...article, ...parts.toReversed()]);
  }
  const of = body.findIndex(slot => slot.own === 'de' || slot.own === 'del');
  if (of === 1) {
    const owner = body.slice(2).filter(slot => !slot.link);
    if (owner.length <= 2) orders.push([...article, ...owner, body[0]!]);
    if (owner.length === 2) orders.push([...article, owner[1]!, owner[0]!, body[0]!]);
  }
  // "Santa Cruz del Norte" as "Saint North Cross".
  if (of > 1) {
    const owner = body.slice(of + 1).filter(slot => !slot.link);
    if (owner.length === 1) orders.push([...article, ...body.slice(0, of - 1), owner[0]!, body[of - 1]!]);
  }
  return orders;
}

function combine(slots: readonly Slot[], found: Set<string>): void {
  const options = likeliest(slots);
  const extend = (at: number, phrase: string, changed: boolean): void => {
    if (at === slots.length) {
      if (changed && phrase) found.add(phrase);
      return;
    }
    const { tells, own } = slots[at]!;
    for (const option of options[at]!)
      extend(
        at + 1,
        option === '' ? phrase : phrase === '' ? option : `${phrase} ${option}`,
        changed || (tells && option !== own),
      );
  };
  extend(0, '', false);
}

/** So many options of each slot that their combinations stay few: the last ones of the fullest slot go first. */
function likeliest(slots: readonly Slot[]): readonly (readonly string[])[] {
  const counts = slots.map(({ options }) => options.length);
  let product = counts.reduce((total, count) => total * count, 1);
  while (product > mostRenderings) {
    const fullest = counts.indexOf(Math.max(...counts));
    product = (product / counts[fullest]!) * --counts[fullest]!;
  }
  return slots.map(({ options }, at) =>
    counts[at] === options.length ? options : options.slice(0, counts[at]),
  );
}
