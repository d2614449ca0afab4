import { Worker } from 'node:worker_threads';
import { message } from '../model/index.ts';
import { decodeText, refuseImport, sayRefusal } from '../text/index.ts';
import type { FileRefusal, FileText } from './file.ts';
import { kindOf } from './kind.ts';
import type { ReadJob } from './read.ts';
import { sayUndecoded } from './refusal.ts';

export { type FileRefusal, type FileText, type Notice, notices, sayNotice } from './file.ts';

/** A file that is larger is not read: 4.5 MB, as the pages take it. */
export const maxFileBytes = 4.5 * 1024 * 1024;

/**
 * Reads a file that somebody brings in: plain text in any encoding that can be told for certain, a page (its article),
 * a Word document. What it is, its bytes say; `name` goes into messages, and its ending tells a page from plain text.
 * Plain text is kept unit for unit; of documents it gives paragraphs, a blank line between each two, and their cut.
 * The text is one that the desk takes: what is empty, too long or damaged comes back as a refusal. Linear in the size;
 * documents are read in a thread of their own with limits of time and memory.
 */
export async function readFile(bytes: Uint8Array, name: string): Promise<FileText | FileRefusal> {
  if (bytes.length > maxFileBytes) return { refused: message('input.file-too-large', { name }) };
  const kind = kindOf(bytes, name);
  if ('other' in kind) return { refused: message('input.other-kind', { name, kind: kind.other }) };
  if (kind.read !== 'text') return readAside({ kind: kind.read, bytes, name });
  if (/\.docx$/i.test(name) && bytes.length > 0) return { refused: message('input.no-docx', { name }) };
  const decoded = decodeText(bytes);
  if (!('text' in decoded)) return { refused: sayUndecoded(decoded, name) };
  const refusal = refuseImport(decoded.text);
  if (refusal) return { refused: sayRefusal(refusal, name) };
  const { text, encoding } = decoded;
  return { text, notices: encoding === 'Windows-1252' ? ['windows-1252'] : [] };
}

// --- threads ------------------------------------------------------------------------------------------------

const mostThreads = 2;
const limitMs = 10_000;
const memoryMb = 384;

let threads = 0;
const waiting: (() => void)[] = [];

/** Reads a document in a thread of its own, at most two at a time: whatever it does there, it ends there. */
async function readAside(job: ReadJob): Promise<FileText | FileRefusal> {
  if (threads >= mostThreads) await new Promise<void>(resolve => waiting.push(resolve));
  else threads++;
  try {
    return await readInThread(job);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else threads--;
  }
}

function readInThread(job: ReadJob): Promise<FileText | FileRefusal> {
  const { promise, resolve, reject } = Promise.withResolvers<FileText | FileRefusal>();
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  const tooHeavy = { refused: message('input.too-heavy', { name: job.name }) };
  const timer = setTimeout(() => resolve(tooHeavy), limitMs);
  worker.once('message', resolve);
  worker.once('error', error => {
    if (String(error).includes('ERR_WORKER_OUT_OF_MEMORY')) resolve(tooHeavy);
    else reject(error);
  });
  worker.once('exit', () => reject(new Error('the thread ended without an answer')));
  return promise.finally(() => {
    clearTimeout(timer);
    return worker.terminate();
  });
}
