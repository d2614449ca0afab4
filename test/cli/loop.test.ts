import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withDesk } from '../../src/cli/data.ts';
import { act, handIn } from '../support/handed-in.ts';
import { sample, type TestDesk } from '../support/web.ts';
import { run } from './run.ts';

let folder: string;
let data: string[];
const file = (name: string): string => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'walnuts-loop-'));
  data = ['--data', join(folder, 'data')];
  await writeFile(file('translation.txt'), sample.translation);
  await writeFile(file('comparable.txt'), sample.comparable);
});
afterAll(() => rm(folder, { recursive: true }));

const formats = ['txt', 'md', 'html', 'docx', 'docx-tracked', 'json', 'csv'];

/** Two people take an article through review and approval, as they would at the desk. */
async function approve(id: string): Promise<void> {
  const quiet = { stdin: process.stdin, stdout: process.stderr, stderr: process.stderr, env: {} };
  await withDesk(data[1]!, quiet, async (desk, store) => {
    const people = await store.users();
    const [marta, ana] = ['marta', 'ana'].map(name => people.find(user => user.name === name)!);
    const here = { desk } as TestDesk;
    const review = await handIn(here, id, marta!);
    await act(
      here,
      id,
      ana!,
      ...review.corrections.map(({ id }) => ({ kind: 'approve', correction: id }) as const),
    );
    await act(here, id, ana!, { kind: 'approve' });
  });
}

describe('by walnuts commands alone', () => {
  it('an article is imported, checked, and leaves in every format', { timeout: 60_000 }, async () => {
    for (const [name, role] of [
      ['marta', 'reviewer'],
      ['ana', 'approver'],
    ] as const)
      expect((await run(['user', 'add', name, '--role', role, ...data], 'a long enough phrase\n')).code).toBe(
        0,
      );
    const made = await run([
      'import',
      file('translation.txt'),
      '--comparable',
      file('comparable.txt'),
      ...data,
    ]);
    expect(made.code).toBe(0);
    const id = made.stdout.trim();

    const checked = await run([
      'check',
      file('translation.txt'),
      '--comparable',
      file('comparable.txt'),
      '--format',
      'json',
    ]);
    expect(checked.code).toBe(1);
    const { findings } = JSON.parse(checked.stdout) as {
      findings: { start: number; end: number; text: string }[];
    };
    for (const { start, end, text } of findings) expect(sample.translation.slice(start, end)).toBe(text);

    const early = await run(['export', id, '--format', 'txt', ...data]);
    expect(early).toMatchObject({ code: 2, stdout: '' });
    for (const format of formats) {
      const draft = await run(['export', id, '--format', format, '--include', 'proposed', ...data]);
      expect(draft.code, format).toBe(0);
      expect(draft.stdout.length, format).toBeGreaterThan(100);
    }

    await approve(id);
    const files: Record<string, string> = {};
    for (const format of formats) {
      const { code, stdout } = await run(['export', id, '--format', format, ...data]);
      expect(code, format).toBe(0);
      files[format] = stdout;
    }
    expect(files.txt).toContain('Sonora, for which');
    expect(files.txt).not.toContain('Sonorafor');
    expect(JSON.parse(files.json!)).toMatchObject({ draft: false, state: 'approved', text: files.txt });
    expect(files.csv).toContain('Sonorafor');
    const verified = await run(['audit', 'verify', ...data]);
    expect(verified.code).toBe(0);
  });

  it('a newer translation takes the place of the one before', async () => {
    const text = 'Boss of the cartel is held\n\nPolice in Sonora said on Monday that he was held.';
    await writeFile(file('old.txt'), text);
    await writeFile(file('new.txt'), `A new headline\n\n${text}`);
    const id = (await run(['import', file('old.txt'), ...data])).stdout.trim();
    const again = await run(['import', file('new.txt'), '--article', id, ...data]);
    expect(again).toMatchObject({ code: 0, stdout: `${id}\n` });
    expect(again.stderr).toContain('0 have no place');
    const draft = await run(['export', id, '--format', 'txt', '--include', 'proposed', ...data]);
    expect(draft.stdout).toContain('A new headline');
    const none = await run(['import', file('new.txt'), '--article', 'none', ...data]);
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('no such article') });
  });

  it('English articles go to the archive; one that cannot stops no other', async () => {
    await writeFile(file('a.txt'), 'A headline here\n\nThe police said on Monday that the man was held.');
    await writeFile(file('b.txt'), 'Another headline\n\nThe police said on Tuesday that nobody was hurt.');
    const kept = await run(['import', '--archive', file('a.txt'), file('none.txt'), file('b.txt'), ...data]);
    expect(kept.code).toBe(2);
    expect(kept.stdout.trim().split('\n')).toHaveLength(2);
    expect(kept.stderr).toContain('none.txt');
    const again = await run(['import', '--archive', file('a.txt'), ...data]);
    expect(again.stdout).toBe(`${kept.stdout.split('\n')[0]}\n`);
    expect((await run(['import', '--archive', ...data])).code).toBe(2);
    for (const option of ['--comparable', '--source', '--article'])
      expect((await run(['import', '--archive', file('a.txt'), option, '', ...data])).code, option).toBe(2);
  });
});
