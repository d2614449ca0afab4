import type { Span } from '../model/index.ts';

/**
 * A word (letters, with inner apostrophes of contractions and names), a number (digits, with inner points and
 * commas) or a mark (anything else that is not blank, one code point each). Offsets are UTF-16 code units.
 */
export type Token = Span & { readonly kind: 'word' | 'number' | 'mark'; readonly text: string };

const blank = 0;
const letter = 1;
const digit = 2;
const other = 3;
const high = 4;

/** Class of every UTF-16 unit, so that the scan looks nothing up twice. */
const classes = new Uint8Array(0x10000).fill(255);

function classOf(unit: number): number {
  const known = classes[unit]!;
  if (known !== 255) return known;
  const char = String.fromCharCode(unit);
  const found = /[\p{L}\p{M}]/u.test(char)
    ? letter
    : /\p{Nd}/u.test(char)
      ? digit
      : /[\s\u200B\u2060\uFEFF]/.test(char)
        ? blank
        : unit >= 0xd800 && unit <= 0xdbff
          ? high
          : other;
  classes[unit] = found;
  return found;
}

/** What may follow an apostrophe inside one word: "don't", "Miller's", "they'll". */
const afterApostrophe = new Set(['s', 't', 'd', 'm', 'll', 're', 've', 'em', 'clock', 'am', 'all', 'er']);
/** What may stand before one: "O'Brien", "D'Angelo", "Qu'ran", "N'Djamena". */
const longestPrefix = 2;

export const isApostrophe = (char: string | undefined): boolean => char === "'" || char === '’';
export const isLetter = (content: string, index: number): boolean =>
  index >= 0 && index < content.length && classOf(content.charCodeAt(index)) === letter;
export const isDigit = (content: string, index: number): boolean =>
  index >= 0 && index < content.length && classOf(content.charCodeAt(index)) === digit;
export const isBlank = (content: string, index: number): boolean =>
  index >= 0 && index < content.length && classOf(content.charCodeAt(index)) === blank;

/**
 * Cuts `content.slice(start, end)` into tokens, in order. Linear in the length. "Miller's" and "O'Brien" are one
 * word; in "'El Gigio'who" the mark stays a mark, because no English word ends in 'who. "10,967" is one number.
 */
export function tokenize(content: string, start = 0, end = content.length): Token[] {
  const tokens: Token[] = [];
  let at = start;
  while (at < end) {
    const kind = classOf(content.charCodeAt(at));
    if (kind === blank) {
      at++;
      continue;
    }
    const stop =
      kind === letter
        ? endOfWord(content, at, end)
        : kind === digit
          ? endOfNumber(content, at, end)
          : Math.min(end, at + (kind === high ? 2 : 1));
    tokens.push({
      start: at,
      end: stop,
      kind: kind === letter ? 'word' : kind === digit ? 'number' : 'mark',
      text: content.slice(at, stop),
    });
    at = stop;
  }
  return tokens;
}

function endOfLetters(content: string, at: number, end: number): number {
  while (at < end && classOf(content.charCodeAt(at)) === letter) at++;
  return at;
}

function endOfWord(content: string, start: number, end: number): number {
  const stop = endOfLetters(content, start, end);
  if (stop >= end || !isApostrophe(content[stop]) || !isLetter(content, stop + 1)) return stop;
  const tail = endOfLetters(content, stop + 1, end);
  const joined =
    stop - start <= longestPrefix || afterApostrophe.has(content.slice(stop + 1, tail).toLowerCase());
  if (!joined) return stop;
  // "O'Brien's": a name with a prefix may still own something.
  const owns = isApostrophe(content[tail]) && content[tail + 1] === 's' && !isLetter(content, tail + 2);
  return owns && tail + 2 <= end ? tail + 2 : tail;
}

function endOfNumber(content: string, at: number, end: number): number {
  while (at < end) {
    const kind = classOf(content.charCodeAt(at));
    const inner = (content[at] === ',' || content[at] === '.') && at + 1 < end && isDigit(content, at + 1);
    if (kind !== digit && !inner) break;
    at++;
  }
  return at;
}
