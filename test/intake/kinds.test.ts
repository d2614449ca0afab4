import { describe, expect, it } from 'vitest';
import { maxFileBytes, readFile } from '../../src/intake/index.ts';
import { english } from '../../src/messages/index.ts';
import { zip } from '../support/files.ts';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

async function refusal(bytes: Buffer, name: string): Promise<string> {
  const file = await readFile(bytes, name);
  return 'refused' in file ? english(file.refused) : `taken: ${file.text.slice(0, 40)}`;
}

describe('what a file is, its bytes say', () => {
  it.each<[string, string, Buffer]>([
    ['a PDF', 'a.txt', latin('%PDF-1.7\n%\xE2\xE3')],
    [
      'an old Word document (.doc) or one with a password',
      'a.docx',
      latin('\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest'),
    ],
    ['an RTF document', 'a.doc', latin('{\\rtf1 words}')],
    ['a picture', 'a.png', latin('\x89PNG\r\n\x1A\n')],
    ['a picture', 'a.jpg', latin('\xFF\xD8\xFF\xE0')],
    ['a picture', 'a.webp', latin('RIFF\x01\0\0\0WEBPVP8 ')],
    ['a picture', 'a.heic', latin('\0\0\0\x18ftypheic')],
    ['an archive', 'a.txt.gz', latin('\x1F\x8B\x08\0')],
  ])('%s, called %s', async (kind, name, bytes) => {
    expect(await refusal(bytes, name)).toBe(
      `${name} is ${kind}, which is not read here. Save it as .docx, or as .txt in UTF-8, or paste its text.`,
    );
  });

  it.each<[string, Record<string, string>]>([
    ['an OpenDocument text', { mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' }],
    ['a spreadsheet', { '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<x/>' }],
    ['a set of slides', { '[Content_Types].xml': '<Types/>', 'ppt/presentation.xml': '<x/>' }],
    ['a ZIP archive', { 'story.txt': 'words' }],
  ])('%s', async (kind, parts) => {
    expect(await refusal(await zip(parts), 'story.docx')).toContain(`story.docx is ${kind}, which`);
  });

  it('a .docx without a document in it', async () => {
    expect(await refusal(Buffer.from('words'), 'a.docx')).toContain('is no Word document inside');
  });

  it('words are words, whatever their name', async () => {
    for (const name of ['a.md', 'a.doc', 'a.pdf', 'a', 'a.tar.gz'])
      expect(await refusal(Buffer.from('Just words.'), name)).toBe('taken: Just words.');
  });
});

describe('what the desk cannot take', () => {
  it.each<[string, Buffer, RegExp]>([
    ['nothing', Buffer.alloc(0), /holds no text/],
    ['blanks', Buffer.from(' \r\n\t'), /holds no text/],
    ['a NUL', Buffer.from('One\ntwo\0'), /NUL character in line 2, column 4/],
    ['half a character', latin('\xFF\xFEA\0\0\xD8'), /lone surrogate\) in line 1, column 2/],
    ['4 MB in one line', Buffer.from('words '.repeat(680_000)), /too long/],
    ['4 MB in one line, no UTF-8', latin(`\xE9${'words '.repeat(680_000)}`), /too long|not UTF-8/],
    ['200,000 paragraphs', Buffer.from('a b\n\n'.repeat(200_000)), /200,000 paragraphs/],
    ['5 MB', Buffer.from('words '.repeat(900_000)), /too large: a file may have 4\.5 MB/],
  ])('%s: refused at once', async (_name, bytes, reason) => {
    const from = performance.now();
    expect(await refusal(bytes, 'a.txt')).toMatch(reason);
    expect(performance.now() - from).toBeLessThan(2_000);
  });

  it('takes as much as a page sends', () => {
    expect(maxFileBytes).toBe(4.5 * 1024 * 1024);
  });
});
