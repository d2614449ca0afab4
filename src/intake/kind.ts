/** What a file is: how it is read, or what it is instead, a key of `input.kind.*`. */
export type FileKind =
  | { readonly read: 'text' | 'html' | 'docx' }
  | { readonly other: 'pdf' | 'doc' | 'rtf' | 'picture' | 'archive' };

type Signature = readonly [start: string, kind: Extract<FileKind, { other: string }>['other'], at?: number];

/** First bytes, in Latin-1. */
const signatures: readonly Signature[] = [
  ['%PDF-', 'pdf'],
  ['\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1', 'doc'],
  ['{\\rtf', 'rtf'],
  ['\x89PNG\r\n', 'picture'],
  ['\xFF\xD8\xFF', 'picture'],
  ['GIF87a', 'picture'],
  ['GIF89a', 'picture'],
  ['WEBP', 'picture', 8],
  ['II*\0', 'picture'],
  ['MM\0*', 'picture'],
  ['ftyphei', 'picture', 4],
  ['ftypavif', 'picture', 4],
  ['\x1F\x8B', 'archive'],
  ["7z\xBC\xAF'\x1C", 'archive'],
  ['Rar!\x1A\x07', 'archive'],
];

/**
 * Tells by its bytes what a file is. Markup is text to its bytes: it is read as a page when its name says so, or
 * when there is no ending to go by (standard input) and it begins as a page does. A `.txt` that looks like a page
 * stays text.
 */
export function kindOf(bytes: Uint8Array, name: string): FileKind {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (/^PK(?:\x03\x04|\x05\x06)/.test(start)) return { read: 'docx' };
  const known = signatures.find(([signature, , at = 0]) => start.startsWith(signature, at));
  if (known) return { other: known[1] };
  if (/\.(?:html?|xhtml)$/i.test(name)) return { read: 'html' };
  // Blanks of UTF-16 are told apart by NUL; its mark and that of UTF-8 are no letters.
  const words = start.replace(/^(?:\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)/, '').replaceAll('\0', '');
  const page = /^\s*(?:<!--[^>]*-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html)\b/i.test(words);
  return { read: page && !/\.\w+$/.test(name) ? 'html' : 'text' };
}
