import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from './run.ts';

const translation = join(import.meta.dirname, '../../corpus/nogales-plaza-spike/translation.txt');

describe('explain', () => {
  it('shows segments, tokens, quiet and dropped findings', async () => {
    const { code, stdout } = await run(['explain', translation]);
    expect(code).toBe(0);
    expect(stdout).toContain('1. headline, 0 to 84, language English');
    expect(stdout).toContain('4. heading, 606 to 642, language unknown');
    expect(stdout).toContain('The quotation runs on into 9.');
    expect(stdout).toContain('border · with · Sonorafor · which');
    expect(stdout).toMatch(/quiet findings?\n/);
    expect(stdout).toMatch(/taken out by (a filter|filters)\n/);
  });

  it('refuses what check refuses', async () => {
    expect((await run(['explain'])).code).toBe(2);
    expect((await run(['explain', 'nowhere.txt'])).code).toBe(2);
  });
});
