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
  const { lead, trail } = sharedSpace(before, after);
  return [
    ...unchangedSpace(before.slice(0, lead)),
    ...changedWords(before.slice(lead, before.length - trail), after.slice(lead, after.length - trail)),
    ...unchangedSpace(before.slice(before.length - trail)),
  ];
}

/** How much white space both begin and end with: what has not changed is not shown as taken out and put in. */
function sharedSpace(before: string, after: string): { lead: number; trail: number } {
  const most = Math.min(before.length, after.length);
  const isShared = (one: string | undefined, other: string | undefined): boolean =>
    one !== undefined && one === other && /\s/u.test(one);
  let lead = 0;
  while (lead < most && isShared(before[lead], after[lead])) lead++;
  let trail = 0;
  while (trail < most - lead && isShared(before.at(-1 - trail), after.at(-1 - trail))) trail++;
  return { lead, trail };
}

function unchangedSpace(text: string): Word[] {
  if (text === '') return [];
  if (!lineBreak.test(text)) return [{ as: 'plain', text }];
  return [{ as: 'plain', text: withSigns(text), sign: true, said: 'desk.break', units: text.length }];
}

function changedWords(before: string, after: string): Word[] {
  const short = isShort(before) && isShort(after);
  const edits = short ? undefined : wordEdits(before, after);
  if (!edits) return replaced(before, after);
  const words: Word[] = [];
  let done = 0;
  for (const { start, end, newStart, newEnd } of edits) {
    if (start > done) words.push({ as: 'plain', text: withBidiSigns(before.slice(done, start)) });
    words.push(...replaced(before.slice(start, end), after.slice(newStart, newEnd)));
    done = end;
  }
  if (done < before.length) words.push({ as: 'plain', text: withBidiSigns(before.slice(done)) });
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
  const shown = spacing || sign || lineBreak.test(text) ? withSigns(text) : withBidiSigns(text);
  return {
    as,
    text: shown,
    ...(sign && { sign, said: `desk.${lineBreak.test(text) ? 'break' : 'space'}-${as}` }),
    ...(shown.length !== text.length && { units: text.length }),
  };
}

const lineBreak = /[\r\n\u2028\u2029]/;

/** Marks that turn the direction of what follows, and hide what is written: each becomes one sign. */
export const bidiMarks = /[\u202A-\u202E\u2066-\u2069]/gu;
export const bidiSign = '⇄';
export const withBidiSigns = (text: string): string => text.replace(bidiMarks, bidiSign);

/** White space at the edges, doubled, and line breaks become signs: ␣ for a space, ¶ for a break. */
export const withSigns = (text: string): string =>
  withBidiSigns(text)
    .replace(/[^\S\r\n]*(?:\r\n|[\r\n\u2028\u2029])\s*/gu, '¶')
    .replace(/^[^\S¶]+|[^\S¶]+$|[^\S¶]{2,}/gu, spaces => '␣'.repeat(spaces.length));
