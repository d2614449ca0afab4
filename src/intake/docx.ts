import mammoth from 'mammoth';
import { type Message, message, type SegmentKind } from '../model/index.ts';
import type { Notice } from './file.ts';
import { collector, type Paragraph, TooComplex } from './paragraphs.ts';
import { mostEntries, mostUnpackedMb, unpack } from './zip.ts';

/** As many as the longest text that the desk takes has when every third word is set in a manner of its own. */
const mostTags = 1_000_000;

export type DocxText = { readonly paragraphs: readonly Paragraph[]; readonly notices: readonly Notice[] };

/**
 * Reads the paragraphs of a Word document, headings by their style. The parts are unpacked and looked through here;
 * mammoth sees their text alone: no archive, no pictures, no files beside it, and what it answers is read as data,
 * never shown. Tracked changes are read as accepted (mammoth's way). Left out: pictures, captions, foot- and
 * endnotes, comments, page headers. Throws TooComplex; may take long or run out of stack on a document made for
 * that: to be called where that does no harm.
 */
export async function readDocx(bytes: Buffer, name: string): Promise<DocxText | { refused: Message }> {
  const unpacked = await unpack(bytes, part => /\.(?:xml|rels)$/i.test(part));
  if (typeof unpacked === 'string')
    return { refused: message(`input.zip-${unpacked}`, { name, mb: mostUnpackedMb, entries: mostEntries }) };
  const other = otherKind(unpacked.names);
  if (other) return { refused: message('input.other-kind', { name, kind: other }) };
  const parts = new Map<string, string>();
  let tags = 0;
  for (const [part, content] of unpacked.parts) {
    const xml = decodeXml(content);
    if (xml === undefined) return { refused: message('input.zip-damaged', { name }) };
    if (/<!DOCTYPE/i.test(xml)) return { refused: message('input.docx-doctype', { name, part }) };
    for (let at = xml.indexOf('<'); at >= 0 && tags <= mostTags; at = xml.indexOf('<', at + 1)) tags++;
    if (tags > mostTags) throw new TooComplex();
    parts.set(part, xml);
  }
  const document = await readDocument(parts);
  if (!document) return { refused: message('input.zip-damaged', { name }) };
  const { paragraphs, captions, notes } = paragraphsOf(document);
  const tracked = [...parts].some(
    ([part, xml]) =>
      /^word\/document\d*\.xml$/.test(part) && /<\w+:(?:ins|del|moveFrom|moveTo)[\s/>]/.test(xml),
  );
  return {
    paragraphs,
    notices: [
      ...(tracked ? (['tracked'] as const) : []),
      ...(captions ? (['captions'] as const) : []),
      ...(notes ? (['notes'] as const) : []),
    ],
  };
}

/** What else is kept as an archive, by what it holds; undefined for a Word document. */
function otherKind(names: ReadonlySet<string>): string | undefined {
  const holds = (start: string) => [...names].some(name => name.startsWith(start));
  if (names.has('[Content_Types].xml') && holds('word/')) return undefined;
  if (holds('xl/')) return 'sheet';
  if (holds('ppt/')) return 'slides';
  if (names.has('mimetype') && names.has('content.xml')) return 'odt';
  return 'zip';
}

/** UTF-8, or UTF-16 by its mark, as XML has it; undefined for anything else and for what no XML may hold. */
function decodeXml(bytes: Buffer): string | undefined {
  const label = bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8';
  let xml: string;
  try {
    xml = new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
  const declared = /^<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)/.exec(xml)?.[1] ?? 'utf-8';
  return xml.includes('\0') || !/^(?:utf-8|utf-16|us-ascii)$/i.test(declared) ? undefined : xml;
}

// --- mammoth's document -------------------------------------------------------------------------------------

/** What is looked at of its nodes. */
type Node = {
  readonly type: string;
  readonly children?: readonly Node[];
  readonly value?: string;
  readonly styleName?: string | null;
};

/** The document as mammoth reads it, before it makes HTML of it; undefined when it can make nothing of the parts. */
async function readDocument(parts: ReadonlyMap<string, string>): Promise<Node | undefined> {
  let document: Node | undefined;
  // Its own way in for an archive that is open already, which its types do not mention: what was measured is what
  // is read, and no second reader of archives has another opinion of what they hold.
  const file = {
    exists: (part: string) => parts.has(part),
    read: async (part: string) => parts.get(part) ?? '',
  };
  try {
    await mammoth.convertToHtml({ file } as unknown as { buffer: Buffer }, {
      includeEmbeddedStyleMap: false,
      transformDocument: (read: Node) => {
        document = read;
        return { ...read, children: [] };
      },
    });
  } catch (error) {
    // Nested beyond what the stack holds: said as such by whoever called.
    if (error instanceof RangeError) throw error;
    return undefined;
  }
  return document;
}

function paragraphsOf(document: Node): { paragraphs: Paragraph[]; captions: boolean; notes: boolean } {
  const text = collector({ collapse: false });
  const caption = collector({ collapse: false });
  let notes = false;
  let into = text;
  const steps: (Node | { readonly ends: Node })[] = [document];
  for (let step = steps.pop(); step; step = steps.pop()) {
    if ('ends' in step) {
      into.end(kindOf(step.ends));
      into = text;
      continue;
    }
    if (step.type === 'paragraph') {
      steps.push({ ends: step });
      if (/^caption$/i.test(step.styleName ?? '')) into = caption;
    }
    if (step.type === 'text') into.add(step.value ?? '');
    else if (step.type === 'tab') into.add('\t');
    else if (step.type === 'break') into.add('\n');
    else if (step.type === 'noteReference' || step.type === 'commentReference') notes = true;
    for (const child of step.children?.toReversed() ?? []) steps.push(child);
  }
  return { paragraphs: text.paragraphs, captions: caption.paragraphs.length > 0, notes };
}

/** Word and LibreOffice keep the English names of these styles, whatever language they show them in. */
function kindOf({ styleName }: Node): SegmentKind {
  if (/^(?:title|heading 1)$/i.test(styleName ?? '')) return 'headline';
  return /^(?:subtitle|heading [2-9])$/i.test(styleName ?? '') ? 'heading' : 'paragraph';
}
