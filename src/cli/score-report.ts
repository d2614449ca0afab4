import type { Writable } from 'node:stream';
import { english } from '../messages/index.ts';
import { message } from '../model/index.ts';
import { write } from './command.ts';

export type Row = readonly (string | number)[];
export type ScoreOptions = {
  readonly misses: boolean;
  readonly false: boolean;
  readonly 'blind-items': boolean;
};

/** Where the lines of a score go, what is shown, and every figure by its name, for the gates. */
export class Report {
  readonly figures = new Map<string, number>();
  readonly options: ScoreOptions;
  readonly #out: Writable;

  constructor(out: Writable, options: ScoreOptions) {
    this.#out = out;
    this.options = options;
  }

  say(line = ''): Promise<void> {
    return write(this.#out, `${line}\n`);
  }
}

/** The head of a table: nothing over the names, then columns by their keys. */
export const headOf = (columns: string): Row => [
  '',
  ...columns.split(' ').map(column => english(message(`score.column.${column}`))),
];

export const percent = (part: number, whole: number): string =>
  whole > 0 ? `${((100 * part) / whole).toFixed(1)} %` : '–';
