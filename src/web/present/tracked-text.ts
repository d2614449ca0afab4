import { wordEdits } from '../../text/index.ts';

/**
 * A stretch of copy as the page shows it. `as`: how it stands there. `sign`: it is only white space, shown by
 * signs, and `said` is the message that speaks it. `units`: its length in the text, where signs make it other.
 */
export type Word = {
  readonly as: 'plain' | 'del' | 'ins' | 'bears';
  readonly text: string;
  readonly sign?: boolean;
  readonly said?: string;
  readonly units?: number;
};

/** Up to here a replacement is shown as one: struck, then written. Longer ones are compared word by word. */
const wholeLength = 90;
const wholeWords = 8;

/** The replacement of `before` by `after`: whole words struck, then written, white space at their edges visible. */
export function trackedWords(before: string, after: string): Word[] {
  const short = isShort(before) && isShort(after);
  const edits = short ? undefined : wordEdits(before, after);
  if (!edits) return replaced(before, after);
  const words: Word[] = [];
  let done = 0;
  for (const { start, end, newStart, newEnd } of edits) {
    if (start > done) words.push({ as: 'plain', text: before.slice(done, start) });
    words.push(...replaced(before.slice(start, end), after.slice(newStart, newEnd)));
    done = end;
  }
  if (done < before.length) words.push({ as: 'plain', text: before.slice(done) });
  return words;
}

const isShort = (text: string): boolean =>
  text.length <= wholeLength && text.split(/\s+/u).length <= wholeWords;

function replaced(before: string, after: string): Word[] {
  const spacing = withoutSpace(before) === withoutSpace(after);
  const words: Word[] = [];
  if (before !== '') words.push(word('del', before, spacing));
  if (after !== '') words.push(word('ins', after, spacing));
  return words;
}

const withoutSpace = (text: string): string => text.replace(/\s+/gu, '');

/** White space gets signs where it is all that changes; beside changed words it would be noise. */
function word(as: 'del' | 'ins', text: string, spacing: boolean): Word {
  const sign = !/\S/u.test(text);
  const shown = spacing || sign || lineBreak.test(text) ? withSigns(text) : text;
  return {
    as,
    text: shown,
    ...(sign && { sign, said: `desk.${lineBreak.test(text) ? 'break' : 'space'}-${as}` }),
    ...(shown.length !== text.length && { units: text.length }),
  };
}

const lineBreak = /[\r\n\u2028\u2029]/;

/** White space at the edges, doubled, and line breaks become signs: ␣ for a space, ¶ for a break. */
export const withSigns = (text: string): string =>
  text
    .replace(/[^\S\r\n]*(?:\r\n|[\r\n\u2028\u2029])\s*/gu, '¶')
    .replace(/^[^\S¶]+|[^\S¶]+$|[^\S¶]{2,}/gu, spaces => '␣'.repeat(spaces.length));
