import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { english } from '../messages/index.ts';
import { type Message, maxUnits, message } from '../model/index.ts';
import { decodeUtf8, refuseImport, sayRefusal } from '../text/index.ts';
import { type Io, UsageError } from './command.ts';

/** No text within the limit of units is longer than this in UTF-8, with a byte-order mark. */
const maxBytes = 3 * maxUnits + 3;

/** One file or standard input, decoded: the import, unit for unit, without its byte-order mark. */
export type Input = { readonly name: string; readonly content: string };

/**
 * Reads a text to check: UTF-8 with or without byte-order mark, `-` for standard input. Throws a UsageError that
 * says what to do when there is no such file, it is no UTF-8, or the desk could not keep it (empty, too long,
 * NUL, too many paragraphs). Never reads more than a text may hold.
 */
export async function readInput(path: string, io: Io): Promise<Input> {
  const name = path === '-' ? english(message('input.standard-input')) : path;
  const bytes = await readBytes(path, name, io);
  if (bytes.length > maxBytes) throw refused(message('input.too-long', { name, most: maxUnits }));
  const content = decodeUtf8(bytes);
  if (content === undefined) throw refused(message('input.not-utf8', { name }));
  const refusal = refuseImport(content);
  if (refusal) throw refused(sayRefusal(refusal, name));
  return { name: path === '-' ? '-' : basename(path), content };
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

/** Stops one chunk after the limit: an endless stream ends as a text that is too long. */
async function readAtMost(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.length;
    if (size > maxBytes) break;
  }
  return Buffer.concat(chunks);
}
