/** Line and column from 1; the column counts UTF-16 code units. */
export type Place = { readonly line: number; readonly column: number };

/**
 * Tells the place of an offset; CR, LF, CRLF and U+2028/9 end lines, as `newlines` lists them. Binary search over
 * one reading of the text.
 */
export function placeCounter(content: string): (offset: number) => Place {
  const starts = [
    0,
    ...content.matchAll(/\r\n|[\r\n\u2028\u2029]/g).map(({ 0: end, index }) => index + end.length),
  ];
  return offset => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - starts[low]! + 1 };
  };
}

export const newlines = ['\r\n', '\n', '\r', '\u2028', '\u2029'] as const;
