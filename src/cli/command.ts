import type { Readable, Writable } from 'node:stream';

/** What a command may touch, passed in so that tests can stand in for a terminal. */
export type Io = {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/**
 * One subcommand of `walnuts`. `run` answers the exit code: 0 done, 1 what the command defines (findings at or
 * above --fail-on), 2 wrong usage or unreadable input. Wrong usage is thrown as a UsageError.
 */
export type Command = {
  readonly name: string;
  /** Arguments as they stand in the help, e.g. `TRANSLATION [--comparable FILE]`. */
  readonly usage: string;
  readonly run: (args: readonly string[], io: Io) => Promise<number>;
};

/** Thrown for wrong usage or unreadable input; `main` prints the message and exits with 2. */
export class UsageError extends Error {}

/** Writes and waits while the reader is slower, so that a pipe of a thousand articles holds memory flat. */
export function write(stream: Writable, content: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(content, error => (error ? reject(error) : resolve()));
  });
}
