import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { maxFileBytes, readFile, sayNotice } from '../intake/index.ts';
import { english } from '../messages/index.ts';
import { type Message, message, type Segment } from '../model/index.ts';
import { type Io, UsageError, write } from './command.ts';

/**
 * One file or standard input: the import, unit for unit, without its byte-order mark. `segments`: how a page or a
 * Word document cuts itself; plain text is cut by whoever reads it.
 */
export type Input = {
  readonly name: string;
  readonly content: string;
  readonly segments?: readonly Segment[];
};

/**
 * Reads a text to check: plain text, a page, a Word document; `-` for standard input, told by its content. What is to
 * be known of how it was read goes to standard error. Throws a UsageError that says what to do when there is no such
 * file, or it cannot be read, or the desk could not keep its text. Never reads more than a file may hold.
 */
export async function readInput(path: string, io: Io): Promise<Input> {
  const name = path === '-' ? english(message('input.standard-input')) : path;
  const file = await readFile(await readBytes(path, name, io), name);
  if ('refused' in file) throw refused(file.refused);
  for (const notice of file.notices) await write(io.stderr, `${english(sayNotice(notice, name))}\n`);
  const { text: content, segments } = file;
  return { name: path === '-' ? '-' : basename(path), content, ...(segments && { segments }) };
}

const refused = (reason: Message): UsageError => new UsageError(english(reason));

async function readBytes(path: string, name: string, io: Io): Promise<Buffer> {
  if (path === '-') return readAtMost(io.stdin);
  try {
    const file = await open(path);
    try {
      return await readAtMost(file.createReadStream());
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') throw refused(message('input.not-found', { name }));
    if (code === 'EISDIR') throw refused(message('input.folder', { name }));
    if (code === 'EACCES' || code === 'EPERM') throw refused(message('input.not-allowed', { name }));
    throw error;
  }
}

/** Stops one chunk after the limit: an endless stream ends as a file that is too large. */
async function readAtMost(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.length;
    if (size > maxFileBytes) break;
  }
  return Buffer.concat(chunks);
}
