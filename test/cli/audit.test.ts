import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from './run.ts';

let folder: string;
const verify = (...more: string[]) => run(['audit', 'verify', '--data', folder, ...more]);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'walnuts-audit-'));
  for (const name of ['ana', 'ben', 'eva'])
    await run(['user', 'add', name, '--role', 'owner', '--data', folder], 'four plain words do\n');
});
afterEach(() => rm(folder, { recursive: true }));

/** Changes the desk's database behind its back. */
function tamper(...statements: string[]): void {
  const database = new DatabaseSync(join(folder, 'walnuts.sqlite'), { enableForeignKeyConstraints: false });
  for (const statement of statements) database.exec(statement);
  database.close();
}

describe('audit verify', () => {
  it('counts the sound lines and says where the log ends', async () => {
    const { code, stdout } = await verify();
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^3 lines are sound.* 3:[0-9a-f]{64}\./),
    });
    const noted = /3:[0-9a-f]{64}/.exec(stdout)![0];
    expect((await verify('--noted', noted)).code).toBe(0);
    await run(['user', 'add', 'leo', '--role', 'reader', '--data', folder], 'four plain words do\n');
    expect((await verify('--noted', noted)).code).toBe(0);
    tamper(
      'delete from payloads where seq > 2',
      'delete from log where seq > 2',
      'update sqlite_sequence set seq = 2',
    );
    expect((await verify()).code).toBe(0);
    expect(await verify('--noted', noted)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('ends at line 2'),
    });
  });

  it('prints each fault with its line, and lets none of them steer the terminal', async () => {
    tamper(
      "update log set kind = 'add' || char(27) || '[2J' || char(13, 10) || 'user' where seq = 2",
      'delete from payloads where seq = 3',
    );
    const { code, stdout } = await verify();
    expect(code).toBe(1);
    expect(stdout.split('\n')).toEqual([
      'Line 2 (add�[2J↵user) is not as it was written.',
      'Line 3 (add-user) is sound, but what was done then is missing, and no article was removed with it.',
      '1 line is sound. There are 2 faults.',
      '',
    ]);
  });

  it.each([
    [['audit']],
    [['audit', 'read']],
    [['audit', 'verify', 'more']],
    [['audit', 'verify', '--noted', '3']],
    [['audit', 'verify', '--noted', `0:${'a'.repeat(64)}`]],
    [['audit', 'verify', '--data', '/nowhere']],
  ])('refuses %j', async args => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('walnuts audit verify [');
  });

  it('says so when the file is no desk', async () => {
    tamper('drop table payloads');
    const { code, stderr } = await verify();
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('cannot be used') });
  });
});
