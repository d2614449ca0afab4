import type { StoredSegment } from './segment.ts';

/** `archive`: an English article that stands without a translation yet and waits to be paired. */
export const textRoles = ['translation', 'comparable', 'source', 'archive'] as const;
export type TextRole = (typeof textRoles)[number];
export type Language = 'en' | 'es' | 'unknown';

/** What is told of a text beside its words. All optional: nothing is fetched or guessed. */
export type TextDetails = {
  readonly name?: string;
  /** Kept, shown, never fetched. */
  readonly url?: string;
  /** A calendar date or an instant, ISO 8601. */
  readonly published?: string;
  readonly author?: string;
  /** The translation engine, of a translation. */
  readonly engine?: string;
};

/** One imported text. `content` is kept unit for unit; `hash` is the SHA-256 of its UTF-8 form, in hex. */
export type Text = TextDetails & {
  readonly id: string;
  readonly role: TextRole;
  /** Counts from 1 within an article and role. */
  readonly version: number;
  readonly language: Language;
  readonly hash: string;
  readonly content: string;
  readonly segments: readonly StoredSegment[];
};

export const maxUnits = 1_000_000;
export const maxSegments = 5_000;

/** Why a text cannot be imported: a message key with line and column (both from 1) where there is a place. */
export type TextRefusal =
  | { readonly code: 'empty' }
  | { readonly code: 'too-long'; readonly units: number }
  | { readonly code: 'nul' | 'lone-surrogate'; readonly line: number; readonly column: number };

/**
 * Says why a text cannot be imported, or nothing. NUL and lone surrogates are refused because no store and
 * no export can keep them; everything else is kept as it came. Segment count is checked by whoever cuts.
 */
export function refuseText(content: string): TextRefusal | undefined {
  if (content.length > maxUnits) return { code: 'too-long', units: content.length };
  if (!/\S/u.test(content)) return { code: 'empty' };
  const nul = content.indexOf('\0');
  const lone = content.isWellFormed() ? -1 : content.search(loneSurrogate);
  if (nul >= 0 && (lone < 0 || nul < lone)) return { code: 'nul', ...lineAndColumn(content, nul) };
  if (lone >= 0) return { code: 'lone-surrogate', ...lineAndColumn(content, lone) };
  return undefined;
}

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Line and column of an offset, both from 1; the column counts code units. CR, LF, CRLF, U+2028/9 end lines. */
export function lineAndColumn(content: string, offset: number): { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  for (const match of content.slice(0, offset).matchAll(/\r\n|[\r\n\u2028\u2029]/g)) {
    line++;
    lineStart = match.index + match[0].length;
  }
  return { line, column: offset - lineStart + 1 };
}
