import { crc32, deflateRawSync } from 'node:zlib';
import JSZip from 'jszip';

/** The bytes of a text in a code page that the platform decodes. Throws where the page has no such character. */
export function encode(text: string, label: string): Buffer {
  const high = new TextDecoder(label).decode(Uint8Array.from({ length: 128 }, (_, index) => 128 + index));
  return Buffer.from(
    Array.from(text, char => {
      const at = high.indexOf(char);
      if (char < '\x80') return char.charCodeAt(0);
      if (at < 0) throw new RangeError(`${label} has no ${char}`);
      return 128 + at;
    }),
  );
}

const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const package_ = 'http://schemas.openxmlformats.org/package/2006';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of the smallest Word document around a body, `more` beside or in place of them. */
export const docxParts = (body: string, more: Record<string, string | Buffer> = {}) => ({
  '[Content_Types].xml': `<Types xmlns="${package_}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${package_}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
  'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="${w}" xmlns:r="${office}"><w:body>${body}</w:body></w:document>`,
  'word/styles.xml': `<w:styles xmlns:w="${w}">${Object.entries(styles)
    .map(([id, name]) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`)
    .join('')}</w:styles>`,
  ...more,
});

/** As a Spanish Word keeps them: ids translated, names not. */
const styles = { Ttulo: 'Title', Ttulo1: 'heading 1', Ttulo2: 'heading 2', Descripcin: 'caption' };

export const wp = (text: string, style?: keyof typeof styles): string =>
  `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ''}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

export async function zip(parts: Record<string, string | Buffer>): Promise<Buffer> {
  const archive = new JSZip();
  for (const [name, content] of Object.entries(parts)) archive.file(name, content);
  return archive.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}

export const docx = (body: string, more?: Record<string, string | Buffer>): Promise<Buffer> =>
  zip(docxParts(body, more));

/** One entry, written by hand: what its headers say of it may be a lie. */
export type RawEntry = {
  readonly name: string;
  readonly content: Buffer;
  readonly claimedSize?: number;
  readonly flags?: number;
};

/** A gigabyte takes its time: packed once. */
const packedOnce = new WeakMap<Buffer, { packed: Buffer; checksum: number }>();

function pack(content: Buffer): { packed: Buffer; checksum: number } {
  const done = packedOnce.get(content) ?? { packed: deflateRawSync(content), checksum: crc32(content) };
  packedOnce.set(content, done);
  return done;
}

export function rawZip(entries: readonly RawEntry[]): Buffer {
  const files: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimedSize = content.length, flags = 0 } of entries) {
    const { packed, checksum } = pack(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(checksum, 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claimedSize, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    list.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, tail, Buffer.from(name)]));
    files.push(file);
    offset += file.length;
  }
  const end = Buffer.alloc(18);
  const size = list.reduce((sum, { length }) => sum + length, 0);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, ...list, Buffer.from('PK\x05\x06'), end]);
}
