import { readData } from './data.ts';
import { fold } from './fold.ts';

/**
 * Our own lexicon of the Spanish words that names are made of, with the English a translation engine puts for
 * them: "nogal": walnut. Kinds: m, f nouns; a adjectives (any gender and number); v verb forms and x fixed forms.
 */
type Kind = 'm' | 'f' | 'a' | 'v' | 'x';
type Entry = { readonly kind: Kind; readonly senses: readonly string[] };

/** Words between the words of a name, and what English may have there; '' when it drops them. */
const links: Readonly<Record<string, readonly string[]>> = {
  de: ['of'],
  del: ['of the', 'of'],
  el: ['the', ''],
  la: ['the', ''],
  los: ['the', ''],
  las: ['the', ''],
  lo: ['the', ''],
  y: ['and'],
  e: ['and'],
  en: ['in'],
  con: ['with'],
  al: ['to the'],
};

/** Renderings of one name are cut off here; none of the gazetteer's names has more sensible ones. */
const mostRenderings = 160;
const mostWords = 6;
const mostSenses = 4;

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

function formsOf(word: string, kind: Kind): string[] {
  const forms = [word, `${word}s`, `${word}es`];
  if (word.endsWith('z')) forms.push(`${word.slice(0, -1)}ces`);
  if (kind !== 'a') return forms;
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
  if (!mayBeKnown(fold(lower))) return [];
  const plain = entryOf(lower);
  const stem = plain ? undefined : (singularOf(lower) ?? masculineOf(lower));
  const senses = plain ? plain.senses : stem ? pluralSenses(stem) : [];
  return senses.slice(0, mostSenses).filter(sense => sense !== fold(lower));
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
  const entry = entryOf(`${base}o`) ?? entryOf(base);
  return entry?.kind === 'a' ? { entry, plural: ending === 'as' } : undefined;
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
};

/** English plural of a noun phrase: its last word's, or of what stands before "of". */
export function pluralOf(phrase: string): string {
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
  if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return `${word}s`;
}

/** A slot of a name being rendered: what may stand there, and which of these are English. */
type Slot = { readonly options: readonly string[]; readonly link: boolean; readonly own: string };

/**
 * Every literal rendering of a Spanish name, folded to lower case: Spanish order, adjective or last part first,
 * "X de Y" as "Y X", articles kept or dropped, one part left in Spanish. "Cruz Azul": "blue cross",
 * "cross blue", "cruz blue", ... Empty when no word of it is in the lexicon, or nothing would change.
 */
export function renderingsOf(name: string): readonly string[] {
  const words = name.split(/[\s-]+/).filter(Boolean);
  if (words.length === 0 || words.length > mostWords) return [];
  const slots = words.map(slotOf);
  if (!slots.some(slot => !slot.link && slot.options.length > 1)) return [];
  const found = new Set<string>();
  for (const order of ordersOf(slots)) combine(order, found);
  const own = fold(words.join(' '));
  found.delete(own);
  found.delete(own.replace(/^(?:el|la|los|las) /, ''));
  return [...found];
}

function slotOf(word: string, index: number): Slot {
  const lower = word.toLowerCase();
  const own = fold(word);
  if (isNameLink(lower) && (index === 0 ? /^(?:el|la|los|las)$/.test(lower) : true))
    return { options: links[lower]!, link: true, own };
  return { options: [...sensesOf(word).map(fold), own], link: false, own };
}

/** The orders in which English may have put the parts. */
function ordersOf(slots: readonly Slot[]): readonly (readonly Slot[])[] {
  const orders: (readonly Slot[])[] = [slots];
  const article = slots.length > 1 && slots[0]!.link ? slots.slice(0, 1) : [];
  const body = slots.slice(article.length);
  const parts = body.filter(slot => !slot.link);
  if (body.length === parts.length && parts.length > 1)
    orders.push([...article, parts.at(-1)!, ...parts.slice(0, -1)]);
  if (body.length === 3 && parts.length === 3) orders.push([...article, parts[1]!, parts[2]!, parts[0]!]);
  const of = body.findIndex(slot => slot.own === 'de' || slot.own === 'del');
  // "Santa Rosa de Lima" as "Pink Saint of Lima".
  if (of === 2 && !body[0]!.link && !body[1]!.link)
    orders.push([...article, body[1]!, body[0]!, ...body.slice(2)]);
  if (of === 1) {
    const owner = body.slice(2).filter(slot => !slot.link);
    if (owner.length <= 2) orders.push([...article, ...owner, body[0]!]);
  }
  return orders;
}

function combine(slots: readonly Slot[], found: Set<string>): void {
  let phrases: { text: string; changed: boolean }[] = [{ text: '', changed: false }];
  for (const slot of slots) {
    const next: typeof phrases = [];
    for (const phrase of phrases)
      for (const option of slot.options) {
        if (next.length >= mostRenderings) break;
        const changed = phrase.changed || (!slot.link && option !== slot.own);
        next.push({
          text: option ? `${phrase.text}${phrase.text ? ' ' : ''}${option}` : phrase.text,
          changed,
        });
      }
    phrases = next;
  }
  for (const { text, changed } of phrases) if (changed && text) found.add(text);
}
