import type { Token } from '../text/tokens.ts';

/** One blank lies between the two, a no-break one counts. */
export const oneBlankBetween = (
  content: string,
  before: Token | undefined,
  after: Token | undefined,
): boolean =>
  before !== undefined &&
  after !== undefined &&
  after.start === before.end + 1 &&
  (content[before.end] === ' ' || content[before.end] === '\u00A0');

export const isUpper = (char: string | undefined): boolean =>
  char !== undefined && char !== char.toLowerCase();

export const isLower = (char: string | undefined): boolean =>
  char !== undefined && char !== char.toUpperCase();

export const capitalized = (word: string): string => word[0]!.toUpperCase() + word.slice(1);
export const uncapitalized = (word: string): string => word[0]!.toLowerCase() + word.slice(1);
