import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { docx, encode, wp } from '../support/files.ts';
import { run } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'walnuts-files-'));
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const page = '<!doctype html><h1>The headline</h1><h2>Part</h2><p>The army, the mayor said,<br>was slow.';
const kinds = async (args: readonly string[], stdin?: string | Uint8Array) => {
  const { stdout, stderr } = await run(['check', ...args, '--format', 'json'], stdin);
  const segments: { kind: string }[] = JSON.parse(stdout).segments.translation;
  return { kinds: segments.map(({ kind }) => kind), stderr };
};
const cut = ['headline', 'heading', 'paragraph'];

describe('files on the command line', () => {
  it('a page, by its name or, on standard input, by how it begins', async () => {
    expect(await kinds([file('story.html', page)])).toEqual({ kinds: cut, stderr: '' });
    expect(await kinds(['-'], page)).toEqual({ kinds: cut, stderr: '' });
    expect((await kinds([file('story.txt', page)])).kinds).toEqual(['paragraph']);
  });

  it('a Word document', async () => {
    const bytes = await docx(`${wp('The headline', 'Ttulo1')}${wp('Part', 'Ttulo2')}${wp('Words of it.')}`);
    expect((await kinds([file('story.docx', bytes)])).kinds).toEqual(cut);
    expect((await kinds(['-'], bytes)).kinds).toEqual(cut);
  });

  it('says on standard error how it was read', async () => {
    const path = file('latin.txt', encode('El año de García.', 'windows-1252'));
    expect((await kinds([path])).stderr).toBe(
      `${path} is not UTF-8. Its bytes prove it to be Windows-1252, and so it was read.\n`,
    );
  });

  it('are imported with their cut', async () => {
    const data = join(folder, 'data');
    const { code, stdout } = await run(['import', file('story.html', page), '--data', data]);
    expect(code).toBe(0);
    const exported = await run([
      'export',
      stdout.trim(),
      '--format',
      'json',
      '--include',
      'proposed',
      '--data',
      data,
    ]);
    const segments: { kind: string; text: string }[] = JSON.parse(exported.stdout).segments;
    expect(segments.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'headline The headline',
      'heading Part',
      'paragraph The army, the mayor said,\nwas slow.',
    ]);
  });

  it('are aligned by the cut that they have', async () => {
    const { stdout } = await run(['align', file('a.html', page), file('b.html', page), '--format', 'json']);
    expect(JSON.parse(stdout).segments.comparable.map(({ kind }: { kind: string }) => kind)).toEqual(cut);
  });

  it('an endless stream ends as a file that is too large', async () => {
    const endless = (function* () {
      for (;;) yield 'words '.repeat(10_000);
    })();
    const { code, stderr } = await run(['check', '-'], endless);
    expect(code).toBe(2);
    expect(stderr).toContain('Standard input is too large: a file may have 4.5 MB.');
  });
});
