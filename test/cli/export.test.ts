import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { exporters } from '../../src/export/index.ts';
import { run } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'walnuts-export-'));
const data = join(folder, 'data');
let article: string;

beforeAll(async () => {
  const file = join(folder, 'translation.txt');
  writeFileSync(
    file,
    'A headline of words\n\nThe mayor of the town said on Monday that the bridge will open.',
  );
  const { stdout, stderr } = await run(['import', file, '--data', data]);
  expect(stderr).not.toContain('failed');
  article = stdout.trim();
}, 30_000);

const exported = (...args: string[]) => run(['export', article, '--data', data, ...args]);

describe('export', () => {
  it.each(exporters)('writes a draft as $id', async ({ id }) => {
    const { code, stdout } = await exported('--format', id, '--include', 'proposed');
    expect(code).toBe(0);
    expect(stdout).toMatch({ docx: /^PK/, csv: /^"article","segment",/ }[id.slice(0, 4)] ?? /draft/i);
  });

  it('writes nothing of record before the article is approved', async () => {
    const { code, stdout, stderr } = await exported('--format', 'docx');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('not approved');
    expect(stderr).toContain('--include proposed');
  });

  it('leaves names out where the format can do without', async () => {
    expect((await exported('--format', 'csv', '--include', 'proposed', '--without-names')).code).toBe(0);
    const { code, stderr } = await exported('--format', 'json', '--include', 'proposed', '--without-names');
    expect(code).toBe(2);
    expect(stderr).toContain('txt, md, html, csv');
  });
});
