import { type Decoded, decodeText, decodeUtf8, markOf, type Undecoded } from '../text/decode.ts';

/** As `Decoded`; `claimed`: in the encoding that the page names itself, e.g. "windows-1250". */
export type DecodedPage = { readonly text: string; readonly claimed: true } | Decoded | Undecoded;

/**
 * Decodes a page: by its byte-order mark, as UTF-8, or by what it says of itself where its bytes are sound in that
 * encoding; else as plain text is decoded. UTF-8 goes before the claim: what is sound UTF-8 is hardly ever anything
 * else, and pages saved anew keep the old claim.
 */
export function decodeHtml(bytes: Uint8Array): DecodedPage {
  if (markOf(bytes) || decodeUtf8(bytes) !== undefined) return decodeText(bytes);
  const label = claimOf(bytes);
  const text = label === undefined ? undefined : decodeAs(label, bytes);
  return text === undefined ? decodeText(bytes) : { text, claimed: true };
}

/** `<meta charset=…>`, `<meta http-equiv … content="…; charset=…">`, `<?xml encoding=…?>`, in the first 1024 bytes. */
function claimOf(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 1024))
    .toString('latin1')
    .replace(/<!--.*?(?:-->|$)/gs, '');
  const claim =
    /<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)|^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)/i;
  const [, meta, xml] = claim.exec(start) ?? [];
  return (meta ?? xml)?.toLowerCase();
}

/** Undefined when the label is unknown, or the bytes hold what has no place in text of that encoding. */
function decodeAs(label: string, bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(bytes);
    return /[\0-\x08\x0B\x0E-\x1F\x7F-\x9F]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
