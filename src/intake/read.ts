import { message } from '../model/index.ts';
import { sayRefusal } from '../text/refusal.ts';
import { decodeHtml } from './decode-html.ts';
import type { FileRefusal, FileText, Notice } from './file.ts';
import { joinParagraphs, type Paragraph, TooComplex } from './paragraphs.ts';
import { sayUndecoded } from './refusal.ts';

/** A document to be read where it can do no harm. */
export type ReadJob = { readonly kind: 'html' | 'docx'; readonly bytes: Uint8Array; readonly name: string };

/** Reads a page or a Word document. Never throws on account of what it holds. */
export async function readDocument({ kind, bytes, name }: ReadJob): Promise<FileText | FileRefusal> {
  try {
    return kind === 'html' ? await fromHtml(bytes, name) : await fromDocx(bytes, name);
  } catch (error) {
    // A RangeError is a stack that ran out: nested too deep for those who read it by recursion.
    if (error instanceof TooComplex || error instanceof RangeError)
      return { refused: message('input.too-complex', { name }) };
    throw error;
  }
}

async function fromHtml(bytes: Uint8Array, name: string): Promise<FileText | FileRefusal> {
  const decoded = decodeHtml(bytes);
  if (!('text' in decoded)) return { refused: sayUndecoded(decoded, name) };
  // Imported when needed: a thread reads one document, and the reader of the other kind takes a while to load.
  const { readHtml } = await import('./html.ts');
  const { paragraphs, captions } = readHtml(decoded.text);
  const proved = 'encoding' in decoded && decoded.encoding === 'Windows-1252';
  return joined(paragraphs, name, [
    ...('claimed' in decoded ? (['claimed'] as const) : []),
    ...(proved ? (['windows-1252'] as const) : []),
    ...(captions ? (['captions'] as const) : []),
  ]);
}

async function fromDocx(bytes: Uint8Array, name: string): Promise<FileText | FileRefusal> {
  const { readDocx } = await import('./docx.ts');
  const read = await readDocx(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), name);
  return 'refused' in read ? read : joined(read.paragraphs, name, read.notices);
}

function joined(paragraphs: readonly Paragraph[], name: string, notices: readonly Notice[]) {
  const cut = joinParagraphs(paragraphs);
  return 'code' in cut ? { refused: sayRefusal(cut, name) } : { ...cut, notices };
}
