import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Document, HeadingLevel, ImageRun, InsertedTextRun, Packer, Paragraph, TextRun } from 'docx';
import { describe, expect, it } from 'vitest';
import { readFile } from '../../src/intake/index.ts';
import { english } from '../../src/messages/index.ts';
import { docx, docxParts, rawZip, wp, zip } from '../support/files.ts';

async function read(bytes: Buffer, name = 'story.docx'): Promise<string[]> {
  const file = await readFile(bytes, name);
  if ('refused' in file) return [`refused: ${english(file.refused)}`];
  return [
    ...(file.segments ?? []).map(
      ({ kind, start, end }) =>
        `${{ headline: 'H ', heading: 'g ', paragraph: '' }[kind]}${file.text.slice(start, end)}`,
    ),
    ...file.notices.map(notice => `notice: ${notice}`),
  ];
}

const run = (xml: string): string => `<w:p><w:r>${xml}</w:r></w:p>`;
const title = wp('T', 'Ttulo1');

describe('a Word document is read as its headings and paragraphs', () => {
  it.each<[string, string, string[]]>([
    [
      'headings by style, of a Spanish Word',
      `${wp('A title', 'Ttulo')}${wp('Part', 'Ttulo2')}${wp('One.')}`,
      ['H A title', 'g Part', 'One.'],
    ],
    ['heading 1 is the headline once', `${title}${wp('One.')}${wp('U', 'Ttulo1')}`, ['H T', 'One.', 'g U']],
    ['blanks within as they are', `${title}${wp(' One  two ')}`, ['H T', 'One  two']],
    [
      'runs joined without a blank',
      `${title}<w:p><w:r><w:t>Sonora</w:t></w:r><w:r><w:t>for</w:t></w:r></w:p>`,
      ['H T', 'Sonorafor'],
    ],
    [
      'line break, tab, hyphens',
      `${title}${run('<w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>d</w:t>')}`,
      ['H T', 'a\nb\tc\u2011d'],
    ],
    ['empty paragraphs', `${title}${wp(' ')}<w:p/>${wp('x')}`, ['H T', 'x']],
    [
      'cells of a table',
      `${title}<w:tbl><w:tr><w:tc>${wp('a')}</w:tc><w:tc>${wp('b')}</w:tc></w:tr></w:tbl>`,
      ['H T', 'a', 'b'],
    ],
    ['entities', `${title}${wp('Q&amp;A &lt;b&gt; &#233;')}`, ['H T', 'Q&A <b> é']],
    [
      'words alone tell',
      `${wp('US goes after the cartel')}${wp('The government has launched an operation, it said.')}`,
      ['H US goes after the cartel', 'The government has launched an operation, it said.'],
    ],
    [
      'tracked changes as accepted',
      `${title}<w:p><w:r><w:t>in </w:t></w:r><w:del w:id="1" w:author="a"><w:r><w:delText>Walnuts</w:delText></w:r></w:del><w:ins w:id="2" w:author="a"><w:r><w:t>Nogales</w:t></w:r></w:ins></w:p>`,
      ['H T', 'in Nogales', 'notice: tracked'],
    ],
    ['captions', `${title}${wp('A photo', 'Descripcin')}${wp('x')}`, ['H T', 'x', 'notice: captions']],
    ['notes', `${title}${run('<w:t>x</w:t><w:footnoteReference w:id="1"/>')}`, ['H T', 'x', 'notice: notes']],
  ])('%s', async (_name, body, paragraphs) => {
    expect(await read(await docx(body))).toEqual(paragraphs);
  });

  it('as another program writes it, pictures left out', async () => {
    const picture = Buffer.from('iVBORw0KGgo=', 'base64');
    const document = new Document({
      sections: [
        {
          children: [
            new Paragraph({ text: 'The headline', heading: HeadingLevel.TITLE }),
            new Paragraph({
              children: [
                new TextRun('One '),
                new InsertedTextRun({ text: 'two', id: 1, author: 'A', date: '2024-03-22T00:00:00Z' }),
                new ImageRun({ type: 'png', data: picture, transformation: { width: 1, height: 1 } }),
              ],
            }),
          ],
        },
      ],
    });
    expect(await read(await Packer.toBuffer(document))).toEqual([
      'H The headline',
      'One two',
      'notice: tracked',
    ]);
  });

  it('by its bytes, whatever its name', async () => {
    expect(await read(await docx(title + wp('x')), 'story.txt')).toEqual(['H T', 'x']);
  });

  it('in UTF-16, as XML may be', async () => {
    const xml = docxParts(title + wp('é'))['word/document.xml'].replace('UTF-8', 'UTF-16');
    const bytes = Buffer.from(`\uFEFF${xml}`, 'utf16le');
    expect(await read(await docx('', { 'word/document.xml': bytes }))).toEqual(['H T', 'é']);
  });
});

describe('a Word document does no harm', () => {
  const folder = mkdtempSync(join(tmpdir(), 'walnuts-intake-'));
  const canary = join(folder, 'canary.txt');
  writeFileSync(canary, 'CANARY');
  const rels = (id: string, target: string, type = 'image') =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}" TargetMode="External"/></Relationships>`;
  const linked =
    '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:link="rId9"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>';

  it('reads no file and no address that it names', async () => {
    let calls = 0;
    const server = createServer(() => calls++).listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    for (const target of [`file://${canary}`, canary, `http://127.0.0.1:${port}/x.png`]) {
      const bytes = await docx(`${title}${run(`<w:t>x</w:t>${linked}`)}`, {
        'word/_rels/document.xml.rels': rels('rId9', target),
      });
      expect(await read(bytes)).toEqual(['H T', 'x']);
    }
    server.close();
    expect(calls).toBe(0);
  });

  it('keeps the words of a link, not where it leads', async () => {
    const bytes = await docx(
      `${title}<w:p><w:hyperlink r:id="rId9"><w:r><w:t>here</w:t></w:r></w:hyperlink></w:p>`,
      { 'word/_rels/document.xml.rels': rels('rId9', 'javascript:alert(1)', 'hyperlink') },
    );
    expect(await read(bytes)).toEqual(['H T', 'here']);
  });

  const xxe = `<!DOCTYPE d [<!ENTITY x SYSTEM "file://${canary}">]>`;
  const withDoctype = docxParts(wp('&x;'))['word/document.xml'].replace('?>', `?>${xxe}`);
  it.each<[string, Record<string, string | Buffer>]>([
    ['in the text', { 'word/document.xml': withDoctype }],
    ['in UTF-16', { 'word/document.xml': Buffer.from(`\uFEFF${withDoctype}`, 'utf16le') }],
    ['in UTF-16 BE', { 'word/document.xml': Buffer.from(`\uFEFF${withDoctype}`, 'utf16le').swap16() }],
    ['in small letters', { 'word/document.xml': withDoctype.replace('DOCTYPE', 'doctype') }],
    ['in another part', { 'word/styles.xml': `<!DOCTYPE s><s/>` }],
    ['in relations', { 'word/_rels/document.xml.rels': `<!DOCTYPE s><s/>` }],
    ['in a part beside', { 'customXml/item1.xml': `<!DOCTYPE s><s/>` }],
  ])('a DOCTYPE is refused: %s', async (_name, parts) => {
    expect((await read(await docx(wp('x'), parts)))[0]).toMatch(/^refused: .*has a DOCTYPE in its part /);
  });

  it.each<[string, () => Promise<Buffer> | Buffer, RegExp]>([
    [
      'UTF-16 without its mark',
      () => docx('', { 'word/document.xml': Buffer.from(withDoctype, 'utf16le') }),
      /cannot be unpacked/,
    ],
    [
      'an encoding that XML readers disagree on',
      () => docx('', { 'word/document.xml': withDoctype.replace('UTF-8', 'UTF-7') }),
      /cannot be unpacked/,
    ],
    ['unknown entities', () => docx(wp('&x;')), /cannot be unpacked|holds no text/],
    [
      'XML that breaks off',
      () => docx('', { 'word/document.xml': '<w:document><w:body>' }),
      /cannot be unpacked|holds no text/,
    ],
    [
      'no main part',
      () => zip({ '[Content_Types].xml': '<Types/>', 'word/other.xml': '<x/>' }),
      /cannot be unpacked/,
    ],
    ['half an archive', async () => (await docx(wp('x'))).subarray(0, 500), /cannot be unpacked/],
    [
      'an archive with a hole',
      async () => (await docx(wp('x'.repeat(5_000)))).fill(0, 300, 400),
      /cannot be unpacked/,
    ],
    ['only a beginning', () => Buffer.from('PK\x03\x04'), /cannot be unpacked/],
    ['an empty archive', () => zip({}), /a ZIP archive/],
    [
      'a password',
      () => rawZip([{ name: 'word/document.xml', content: Buffer.from('x'), flags: 1 }]),
      /password/,
    ],
    [
      'strong encryption',
      () => rawZip([{ name: 'word/document.xml', content: Buffer.from('x'), flags: 0x41 }]),
      /cannot be unpacked/,
    ],
    [
      'a path that leads out',
      () => rawZip([{ name: '../../out.xml', content: Buffer.from('x') }]),
      /cannot be unpacked/,
    ],
    [
      'an absolute path',
      () => rawZip([{ name: '/etc/out.xml', content: Buffer.from('x') }]),
      /cannot be unpacked/,
    ],
    [
      'twice the same name',
      () => rawZip([1, 2].map(n => ({ name: 'word/document.xml', content: Buffer.from(`${n}`) }))),
      /cannot be unpacked/,
    ],
    [
      '2,001 parts',
      () =>
        rawZip(
          Array.from({ length: 2001 }, (_, i) => ({ name: `word/${i}.xml`, content: Buffer.from('x') })),
        ),
      /more than 2,000 parts/,
    ],
    [
      '40,000 parts',
      () => rawZip(Array.from({ length: 40_000 }, (_, i) => ({ name: `${i}`, content: Buffer.alloc(0) }))),
      /more than 2,000 parts/,
    ],
    [
      '20,000 levels',
      () => docx(`${'<w:ins>'.repeat(20_000)}${wp('x')}${'</w:ins>'.repeat(20_000)}`),
      /nested deeper/,
    ],
    ['5,001 paragraphs', () => docx(wp('x').repeat(5_001)), /5,001 paragraphs/],
    ['a million tags', () => docx('<w:p/>'.repeat(1_000_001)), /made of more parts/],
    ['1,000,001 characters', () => docx(wp('a'.repeat(1_000_001))), /too long/],
    ['a NUL', () => docx(wp('a\0b')), /cannot be unpacked/],
    ['a lone surrogate', () => docx(wp('a&#xD800;b')), /lone surrogate|cannot be unpacked/],
    ['nothing to read', () => docx('<w:p/>'), /holds no text/],
  ])('%s: refused', async (_name, make, reason) => {
    expect((await read(await make()))[0]).toMatch(
      new RegExp(`^refused: story\\.docx .*(?:${reason.source})`),
    );
  });

  const gigabyte = Buffer.alloc(1_000_000_000, ' ');
  it.each<[string, number]>([
    ['as its header says', gigabyte.length],
    ['its header says 1,000 bytes', 1_000],
    ['its header says 30 MB', 30_000_000],
  ])('a megabyte that unpacks to a gigabyte: %s', async (_name, claimedSize) => {
    const bytes = rawZip([
      { name: '[Content_Types].xml', content: Buffer.from('<Types/>') },
      { name: 'word/document.xml', content: gigabyte, claimedSize },
    ]);
    expect(bytes.length).toBeLessThan(1_100_000);
    const before = process.memoryUsage.rss();
    const from = performance.now();
    const [answer] = await read(bytes);
    expect(performance.now() - from).toBeLessThan(3_000);
    expect(process.memoryUsage.rss() - before).toBeLessThan(300_000_000);
    expect(answer).toMatch(/^refused: .*(?:unpacks to more than 32 MB|cannot be unpacked)/);
  });

  it('many small bombs add up', async () => {
    const content = Buffer.alloc(4_000_000);
    const bytes = rawZip(Array.from({ length: 20 }, (_, i) => ({ name: `word/media/${i}.png`, content })));
    expect((await read(bytes))[0]).toMatch(/unpacks to more than 32 MB/);
  });

  it('holds up nobody: while documents are read, the loop turns', async () => {
    const heavy = await docx(wp('word word').repeat(10_000));
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const answers = await Promise.all([read(heavy), read(heavy), read(heavy)]);
    clearInterval(timer);
    for (const [answer] of answers) expect(answer).toMatch(/10,000 paragraphs/);
    expect(longest).toBeLessThan(1_000);
  });
});
