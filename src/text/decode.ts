import { lineAndColumn } from '../model/index.ts';
import { readWindows1252 } from './windows-1252.ts';

/** Decodes UTF-8 and drops a leading byte-order mark; undefined when the bytes are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252';

/** What the bytes say, unit for unit; a byte-order mark is no text. */
export type Decoded = { readonly text: string; readonly encoding: Encoding };

/** A byte that cannot be told, and its place in the text; both count from 1. */
type Place = { readonly byte: number; readonly line: number; readonly column: number };

/**
 * Why the bytes cannot be told for certain. `unclaimed`: this byte fits nothing; `unsure`: it may be either of two
 * characters; `broken`: a byte-order mark claims an encoding that the rest is not; `unmarked`: UTF-16 without its
 * mark.
 */
export type Undecoded =
  | ({ readonly code: 'unclaimed' } & Place)
  | ({
      readonly code: 'unsure';
      readonly one: string;
      readonly other: string;
      readonly rival: string;
    } & Place)
  | ({ readonly code: 'broken'; readonly encoding: Encoding } & Place)
  | { readonly code: 'unmarked' };

/**
 * Decodes a text file in any encoding that can be told for certain: what its byte-order mark says, UTF-8, or
 * Windows-1252 (Latin-1 is a part of it) where the bytes prove it. UTF-16 needs its mark: without one, which of the
 * two bytes comes first would be a guess. Lone surrogates are let through, for `refuseText` to name. Linear.
 */
export function decodeText(bytes: Uint8Array): Decoded | Undecoded {
  const mark = markOf(bytes);
  if (mark && mark !== 'utf-8') return decodeUtf16(bytes.subarray(2), mark);
  const text = decodeUtf8(bytes);
  if (looksUtf16(bytes)) return { code: 'unmarked' };
  if (text !== undefined) return { text, encoding: 'UTF-8' };
  if (mark) return { code: 'broken', encoding: 'UTF-8', ...firstNoUtf8(bytes) };
  const read = readWindows1252(bytes);
  if ('text' in read) return { text: read.text, encoding: 'Windows-1252' };
  const { at, rival } = read;
  // One byte a character: the offset in the bytes is the offset in the text.
  const reading = new TextDecoder('windows-1252').decode(bytes.subarray(0, at + 1));
  const place = { byte: bytes[at]!, ...lineAndColumn(reading, at) };
  return rival
    ? { code: 'unsure', ...place, one: reading[at]!, other: rival.char, rival: rival.name }
    : { code: 'unclaimed', ...place };
}

/** The encoding that a byte-order mark names, or undefined. */
export function markOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | undefined {
  const [one, two, three] = bytes;
  if (one === 0xff && two === 0xfe) return 'utf-16le';
  if (one === 0xfe && two === 0xff) return 'utf-16be';
  return one === 0xef && two === 0xbb && three === 0xbf ? 'utf-8' : undefined;
}

function decodeUtf16(bytes: Uint8Array, order: 'utf-16le' | 'utf-16be'): Decoded | Undecoded {
  const pairs = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  const text = (order === 'utf-16be' ? pairs.swap16() : pairs).toString('utf16le');
  if (bytes.length % 2 === 0) return { text, encoding: 'UTF-16' };
  return { code: 'broken', encoding: 'UTF-16', byte: bytes.at(-1)!, ...lineAndColumn(text, text.length) };
}

/** Latin text in UTF-16: nearly every other byte is NUL. */
function looksUtf16(bytes: Uint8Array): boolean {
  const seen = bytes.subarray(0, 4096);
  const nulls = [0, 0];
  for (const [index, byte] of seen.entries()) if (byte === 0) nulls[index % 2]!++;
  const most = Math.max(...nulls);
  return seen.length >= 4 && most > 0.7 * Math.floor(seen.length / 2) && Math.min(...nulls) < most / 4;
}

/** The first byte, after the mark, that begins no character of UTF-8. */
function firstNoUtf8(bytes: Uint8Array): Place {
  const text = new TextDecoder().decode(bytes);
  let offset = -1;
  let at = 3;
  do {
    const from = offset < 0 ? 0 : offset;
    offset = text.indexOf('\uFFFD', offset + 1);
    at += Buffer.byteLength(text.slice(from, offset));
    // A replacement character that was written down is one, too.
  } while (bytes[at] === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd);
  return { byte: bytes[at]!, ...lineAndColumn(text, offset) };
}
