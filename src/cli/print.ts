import { placeCounter } from '../export/places.ts';
import type { Span } from '../model/index.ts';

/** Columns of an excerpt: fits a terminal beside the line number. */
const width = 100;
const before = 45;

/** A piece of a text around a span, and the carets that stand exactly under the span. */
export type Excerpt = { readonly line: number; readonly text: string; readonly carets: string };

/**
 * Shows where a span stands: its line, cut at words to a readable width with … where it was cut. Breaks inside
 * the span show as ↵, tabs and control characters as one blank or sign, so that carets stay under their words
 * and no text can steer the terminal. An empty span has one caret, where it is. Whoever shows many spans of one
 * text passes `lineOf`, so that its lines are counted once.
 */
export function excerpt(content: string, { start, end }: Span, lineOf = lineCounter(content)): Excerpt {
  const lineStart = lastBreak(content, start);
  const lineEnd = nextBreak(content, end);
  const from = cutBefore(content, lineStart, start);
  const shownEnd = Math.min(end, start + width);
  const to = end > shownEnd ? shownEnd : cutAfter(content, end, lineEnd, shownEnd - from);
  const head = (from > lineStart ? '…' : '') + visible(content.slice(from, start));
  const words = visible(content.slice(start, shownEnd)) + (end > shownEnd ? '…' : '');
  const tail = end > shownEnd ? '' : visible(content.slice(end, to)) + (to < lineEnd ? '…' : '');
  return {
    line: lineOf(start),
    text: (head + words + tail).trimEnd(),
    carets: ' '.repeat(columnsOf(head)) + '^'.repeat(Math.max(1, columnsOf(words))),
  };
}

/** Tells the line of an offset, from 1; see placeCounter. */
export function lineCounter(content: string): (offset: number) => number {
  const placeOf = placeCounter(content);
  return offset => placeOf(offset).line;
}

const breaks = /[\r\n\u2028\u2029]/;

function lastBreak(content: string, offset: number): number {
  let at = offset;
  while (at > 0 && offset - at <= width && !breaks.test(content[at - 1]!)) at--;
  return at > 0 && !breaks.test(content[at - 1]!) ? 0 : at;
}

function nextBreak(content: string, offset: number): number {
  const found = content.slice(offset, offset + 2 * width).search(breaks);
  return found < 0 ? content.length : offset + found;
}

/** Begins an excerpt at a word, not further back than the width allows. */
function cutBefore(content: string, lineStart: number, start: number): number {
  if (start - lineStart <= before) return lineStart;
  const from = start - before;
  const blank = content.slice(from, start).search(/\s\S/);
  return blank < 0 ? whole(content, from) : from + blank + 1;
}

function cutAfter(content: string, end: number, lineEnd: number, used: number): number {
  const to = end + Math.max(20, width - used);
  if (to >= lineEnd) return lineEnd;
  const blank = content.slice(end, to).search(/\s\S*$/);
  return blank < 0 ? whole(content, to) : end + blank;
}

/** Never between the halves of a surrogate pair. */
const whole = (content: string, offset: number): number =>
  /[\uDC00-\uDFFF]/.test(content[offset] ?? '') ? offset + 1 : offset;

/** The text as one line that can be printed without harm. */
export const visible = (text: string): string =>
  text
    .replace(/\r\n|[\r\n\u2028\u2029]/g, '↵')
    .replace(/\t/g, ' ')
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '�');

/** Terminal columns: combining marks and joiners take none, East Asian wide characters and emoji two. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const char of text)
    columns += /^[\p{M}\u200B-\u200F\u2060\uFEFF]$/u.test(char) ? 0 : wide.test(char) ? 2 : 1;
  return columns;
}

const wide =
  /^(?:\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\u3000-\u303E\uFF01-\uFF60])$/u;

/** Sets rows below each other, each column as wide as its widest cell; numbers to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map(row => row.map(String));
  const widths = cells[0]?.map((_, at) => Math.max(...cells.map(row => columnsOf(row[at] ?? '')))) ?? [];
  return cells
    .map((row, line) =>
      row
        .map((cell, at) => {
          const room = ' '.repeat(widths[at]! - columnsOf(cell));
          return typeof rows[line]![at] === 'number' || /^[-\d.,]+ ?%?$/.test(cell)
            ? room + cell
            : cell + room;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
