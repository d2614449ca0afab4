/**
 * Tells whether bytes that are no UTF-8 are Windows-1252, of which Latin-1 is a part. No byte says so by itself:
 * 0xF1 is "ñ" there, "ń" in Windows-1250, "Ò" in Mac Roman, "±" in DOS. Two things together are proof:
 * every byte above 0x7F decodes to something that stands where English or Spanish has it (`misplaced`, strict), and
 * each rival either reads the very same text or reads something that nobody writes (`couldBeWritten`, lenient).
 * Where both readings could be, it is not told: a refusal costs one "save as", a wrong letter a wrong name.
 */
export type Windows1252 =
  | { readonly text: string }
  /** `at`: the first byte that cannot be told; `rival`, where one could be meant as well. */
  | { readonly at: number; readonly rival?: { readonly name: string; readonly char: string } };

/** Linear in the length. */
export function readWindows1252(bytes: Uint8Array): Windows1252 {
  const text = new TextDecoder('windows-1252').decode(bytes);
  const wrong = misplaced(text);
  if (wrong !== undefined) return { at: wrong };
  for (const { name, upper } of rivals) {
    const other = readAs(bytes, upper);
    if (other === text || !couldBeWritten(other)) continue;
    let at = 0;
    while (other[at] === text[at]) at++;
    return { at, rival: { name, char: other[at]! } };
  }
  return { text };
}

// --- rivals -------------------------------------------------------------------------------------------------

const highBytes = Uint8Array.from({ length: 128 }, (_, index) => 128 + index);
const upperHalf = (label: string): string => new TextDecoder(label).decode(highBytes);

/** The code pages that English and Spanish text comes in as well, and those of Europe that share its letters. */
const rivals: readonly { readonly name: string; readonly upper: string }[] = [
  { name: 'Mac Roman', upper: upperHalf('macintosh') },
  // The two DOS pages are not among the decoders of the platform.
  {
    name: 'DOS 850',
    upper:
      'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0',
  },
  {
    name: 'DOS 437',
    upper:
      'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0',
  },
  { name: 'Windows-1250', upper: upperHalf('windows-1250') },
  { name: 'ISO-8859-2', upper: upperHalf('iso-8859-2') },
  { name: 'ISO-8859-15', upper: upperHalf('iso-8859-15') },
  { name: 'Windows-1254', upper: upperHalf('windows-1254') },
  { name: 'Windows-1251', upper: upperHalf('windows-1251') },
];

function readAs(bytes: Uint8Array, upper: string): string {
  const ascii = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return ascii.replace(/[\x80-\xFF]/g, char => upper[char.charCodeAt(0) - 128]!);
}

// --- words and their surroundings ---------------------------------------------------------------------------

/** Letters of words; the ordinal signs, the micro and the guilder sign are letters to Unicode alone. */
const words = /[[\p{Lu}\p{Ll}\p{Lo}]--[ªºµƒ]]+/gv;
const isLetter = (char: string): boolean => /[[\p{Lu}\p{Ll}\p{Lo}]--[ªºµƒ]]/v.test(char);
const isDigit = (char: string): boolean => /[0-9]/.test(char);
const isAscii = (text: string): boolean => !/[^\x00-\x7F]/.test(text);

const noText = /[\0-\x08\x0B\x0E-\x1F\x7F-\x9F\uFFFD]/;

type Word = {
  readonly word: string;
  readonly start: number;
  readonly before: string;
  readonly after: string;
};

/** The words that have a letter beyond ASCII, with the characters around them. */
function* foreignWords(text: string): Generator<Word> {
  for (const { 0: word, index: start } of text.matchAll(words))
    if (!isAscii(word))
      yield { word, start, before: text[start - 1] ?? '', after: text[start + word.length] ?? '' };
}

type Mark = { readonly mark: string; readonly at: number; readonly before: string; readonly after: string };

/** Everything else beyond ASCII. */
function* foreignMarks(text: string): Generator<Mark> {
  for (const { 0: mark, index: at } of text.matchAll(/[^\x00-\x7F]/g))
    if (!isLetter(mark)) yield { mark, at, before: text[at - 1] ?? '', after: text[at + 1] ?? '' };
}

// --- strict: reads as English or Spanish --------------------------------------------------------------------

/** Letters of Spanish, and those that are the same letter wherever in Europe the bytes come from. */
const own = /[áéíóúüñäöôÁÉÍÓÚÜÑÄÖÔ]|ç(?=[aouáóúãõ])|ã(?=o|es)/g;
/** Letters of other neighbours ("Liège", "Moïse"): believed where a letter of Spanish alone stands in the text. */
const neighbours = /[àâãåæçèêëìîïòõøùûßÀÂÃÅÆÇÈÊËÌÎÏÒÕØÙÛ]/g;
const spanishAlone = /[áíúñÁÍÚÑ]/;

/** "niño", "Álvarez", "MÉXICO", "McÁlvarez": lower case, one capital before it, all capitals, or two names in one. */
const wellCased = /^(?:\p{Lu}?\p{Ll}*|\p{Lu}+|(?:Mc|Mac|De|Di|La|Le)\p{Lu}\p{Ll}+)$/u;

function isSpanishWord({ word, before, after }: Word, spanish: boolean): boolean {
  const foreign = word.replace(/[\x00-\x7F]/g, '').length;
  if (
    isDigit(before) ||
    isDigit(after) ||
    foreign > word.length / 2 ||
    word.length > longestWord ||
    !wellCased.test(word)
  )
    return false;
  const left = word.replace(own, '').replace(spanish ? neighbours : '', '');
  if (!isAscii(left)) return false;
  // Never "Gdañsk" (Polish "ń"), "Przemyúl" ("ś"), "áebo" (Czech "Š"), "üuk" ("Ł").
  return !/ñ(?![aeiouáéíóú])|[^aeiou]y[áéíóú]|^[áíúó][aeo]/i.test(word) && !/^ü(?!ber)/.test(word);
}

const opening = /^$|[\s([{<"'“‘«—–\-/¿¡\u00A0]/;
const closing = /^$|[\s)\]}>"'”’».,;:?!…—–\-/\u00A0]/;
const noWord = /^$|[^\p{L}0-9]/u;
const anything = /^/;

/**
 * Marks of running text, and what may stand before and after each. Quotation marks, dashes and apostrophes stand
 * anywhere: machine translation sets them down in odd places, and what they might be otherwise is a rival's letter.
 */
const places: readonly (readonly [marks: RegExp, before: RegExp, after: RegExp])[] = [
  [/[“”‘’«»—–…\u00A0]/, anything, anything],
  [/[¿¡]/, opening, /[\p{L}0-9"“‘«¿¡…]/u],
  [/[ºª]/, /[0-9.Nn]/, noWord],
  [/°/, /[0-9\s]/, /^$|[^\p{L}0-9]|[CF]/u],
  [/[€£¥]/, anything, /^$|[0-9\s.,;)]/],
  [/¢/, /[0-9]/, noWord],
  [/[½¼¾]/, /[0-9\s]/, noWord],
  [/[²³]/, /[mM]/, closing],
  [/×/, /[0-9\s]/, /[0-9\s]/],
  [/[§©]/, opening, /[\s0-9\u00A0]/],
  [/[®™]/, /[\p{L}0-9]/u, closing],
  [/[•·]/, /^$|\s/, /^$|\s/],
  [/\u00AD/, /[a-záéíóúñ]/, /[a-záéíóúñ]/],
];

/** A question or exclamation that is opened ends in its mark, not far on. */
const furthestEnd = 1_000;

function standsWell(text: string, { mark, at, before, after }: Mark): boolean {
  if (mark === '¿' || mark === '¡')
    if (!text.slice(at, at + furthestEnd).includes(mark === '¿' ? '?' : '!')) return false;
  return places.some(([marks, left, right]) => marks.test(mark) && left.test(before) && right.test(after));
}

/** Offset of the first character beyond ASCII that stands where English and Spanish have none, or undefined. */
function misplaced(text: string): number | undefined {
  const spanish = spanishAlone.test(text);
  const control = text.search(noText);
  let first = control < 0 ? text.length : control;
  for (const found of foreignWords(text)) {
    if (found.start >= first) break;
    if (!isSpanishWord(found, spanish)) first = found.start + found.word.search(/[^\x00-\x7F]/);
  }
  for (const found of foreignMarks(text)) {
    if (found.at >= first) break;
    if (!standsWell(text, found)) first = found.at;
  }
  return first < text.length ? first : undefined;
}

// --- lenient: somebody could have written it ----------------------------------------------------------------

/**
 * False when a reading holds what nobody writes: control characters, letters of two alphabets in one word, capitals
 * where none stand ("cafÈ", "MÈxico"), letters at digits, letters where their language has none, marks of drawing
 * and arithmetic stuck to a letter. A space lost before a capital ("MurióVidela") happens, but not twice to letters
 * beyond ASCII; one "país" is Spanish, three such words are "Mexico’s", "America’s", "city’s".
 */
function couldBeWritten(text: string): boolean {
  if (noText.test(text)) return false;
  const lostSpaces = new Set<string>();
  const possessives = new Set<string>();
  for (const found of foreignWords(text)) {
    if (!couldBeWord(found)) return false;
    const { word } = found;
    if (/(?:[a-z](?=[^\x00-\x7F])\p{Lu}|(?=[^\x00-\x7F])\p{Ll}\p{Lu})\p{Ll}/u.test(word))
      lostSpaces.add(word);
    if (/ís$/.test(word)) possessives.add(word.toLowerCase());
    if (lostSpaces.size > 1 || possessives.size > 2) return false;
  }
  for (const found of foreignMarks(text)) if (!couldBeMark(found)) return false;
  return true;
}

const impossible: readonly RegExp[] = [
  // "cafÈ", "donÆt", "MÈxico", "ĄQué" (for "¡Qué"), "ìThe": capitals, a lost space aside.
  /[a-z](?=[^\x00-\x7F])\p{Lu}(?!\p{Ll}{3})/u,
  /^[A-Z](?=[^\x00-\x7F])\p{Lu}\p{Ll}/u,
  /^(?=[^\x00-\x7F])\p{Lu}\p{Lu}\p{Ll}/u,
  /^(?=[^\x00-\x7F])\p{Ll}\p{Lu}/u,
  // "JimÈnez": letters that begin no word, with or without a lost space.
  /[a-z][ÈÌÒÙÛ]/,
  // Two alphabets in one word.
  /[A-Za-z].*[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}].*[A-Za-z]/u,
  // "Sßnchez": after a vowel only. "ańo", "Săo": not before (some) vowels. "ŕ la": before a consonant only.
  /(?<![aeiouäöüy]|[lr](?=ß[eu]))ß|ń[aeiouáéíóúü]|ă(?:es|o(?!a))|[ŕĺ](?![b-df-hj-np-tv-z])/i,
  // "żQué", "żcómo"; "ìminor" and "crowdî", which are quotation marks.
  /^ż[cfhiíjkpqstvx]|^ì.|.î$/i,
  // "didnít", "theyíre", "weekís": the curly apostrophe of English in Mac Roman.
  /[a-z]nít$|^(?:i|it|he|she|we|they|you|that|there|what|who|let)í(?:s|m|re|ve|ll|d)$|[hkwy]ís$/i,
  // "mobileóas": its dashes and opening marks there and in DOS, before a word of English.
  /[óñìùûô](?:the|that|this|these|those|they|there|and|which|who|whose|with|what|when|where|while|why|how|but|from|not|including|especially)$/i,
  // Words of one letter: what is left is a dash or a mark.
  /^(?!.{2}|[àáéèíÀÁÉÈÍ])\p{Script=Latin}/u,
];

/** No language has longer words; it keeps every pattern quick, too. */
const longestWord = 80;

const couldBeWord = ({ word, before, after }: Word): boolean =>
  word.length <= longestWord &&
  !isDigit(before) &&
  !isDigit(after) &&
  !impossible.some(pattern => pattern.test(word));

function couldBeMark({ mark, before, after }: Mark): boolean {
  const left = isLetter(before);
  const right = isLetter(after);
  if (mark === '·' && (left || right)) return before === 'l' && after === 'l';
  if (left && right) return /[’‘´“”«»–—…\u00A0\u00AD]/.test(mark);
  if (left) return /[\p{Pe}\p{Pf}\p{Pi}\p{Po}\p{Pd}ªº°®™©†‡²³¹´€\u00A0]/u.test(mark) && !/[¿¡]/.test(mark);
  if (right) return /[\p{Ps}\p{Pi}\p{Pf}\p{Po}\p{Pd}©€£¥•§¶\u00A0]/u.test(mark);
  return true;
}
