import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | boolean;

/**
 * Writes a table by RFC 4180: every cell quoted, CRLF after each row, the columns' names first, UTF-8 without a
 * byte-order mark. What a spreadsheet would take for a formula has an apostrophe before it.
 */
export const csvFile = (columns: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  stringify([columns, ...rows.map(row => row.map(safe))], {
    record_delimiter: '\r\n',
    quoted: true,
    quoted_empty: true,
  });

/** With these a formula begins, in full-width letters too. */
const sign = /[=+\-@\uFF0B\uFF0D\uFF1D\uFF20]/.source;

/**
 * Where a formula could begin: at the start of the cell, and behind what starts a cell where rows are split at `;`
 * or tabs. Quotes alone do not help there: a reader that splits at `;` sees the quoted cells of a row as one, of
 * which only the beginning is quoted (Python's csv does).
 */
const formula = new RegExp(`(^|[;\\t\\r\\n]"*)(?=${sign})`, 'g');

/** Spreadsheets skip these before a formula. */
const skipped = /^[\t\r]/;

const safe = (cell: Cell): string => {
  const text = String(cell).replace(formula, "$1'");
  return skipped.test(text) ? `'${text}` : text;
};
