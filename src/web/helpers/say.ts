import type { HelperOptions } from 'handlebars';
import type { Say } from '../../text/index.ts';

/** `{{say "desk.saved" at=time}}`: the message with that key, its parameters from the hash. */
export const say =
  (words: Say) =>
  (key: string, { hash }: HelperOptions): string =>
    words({ key, params: hash as Record<string, string | number> });
