import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | boolean;

/**
 * Writes a table by RFC 4180: quoted where needed, CRLF after each row, the columns' names first, UTF-8 without a
 * byte-order mark. A cell that a spreadsheet would take for a formula begins with an apostrophe instead.
 */
export const csvFile = (columns: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  stringify([columns, ...rows.map(row => row.map(safe))], { record_delimiter: '\r\n' });

/** What begins like a formula, in full-width letters too, or with what spreadsheets skip before one. */
const formula = /^[=+\-@\t\r\uFF0B\uFF0D\uFF1D\uFF20]/;

const safe = (cell: Cell): string => {
  const text = String(cell);
  return formula.test(text) ? `'${text}` : text;
};
