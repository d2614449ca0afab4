import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from './run.ts';

/** A folder with gold of two sets: one text with one artefact, one pair with one link. */
function smallBench(): string {
  const bench = mkdtempSync(join(tmpdir(), 'walnuts-bench-'));
  mkdirSync(join(bench, 'detection'));
  mkdirSync(join(bench, 'alignment'));
  const text = 'The mayor paid 20 million dollars for the bridge in Walnuts on the border with Sonora.';
  const artefact = (words: string, fix: string, category: string, severity: string) => ({
    start: text.indexOf(words),
    end: text.indexOf(words) + words.length,
    text: words,
    fix,
    category,
    severity,
  });
  const articles = [
    {
      id: 'one',
      text,
      artefacts: [
        artefact('20 million dollars', '$20 million', 'number', 'minor'),
        artefact('bridge', 'crossing', 'calque', 'major'),
      ],
      traps: [],
    },
  ];
  writeFileSync(join(bench, 'detection/dev.json'), JSON.stringify(articles));
  writeFileSync(join(bench, 'detection/blind.dev.json'), JSON.stringify(articles));
  const lead = 'The governor of Sonora announced Operation Plaza Spike in Nogales on Monday.';
  const pairs = [{ id: 'pair', mt: [lead], ref: [lead], links: [[0, 0]] }];
  writeFileSync(join(bench, 'alignment/synth.dev.json'), JSON.stringify(pairs));
  return bench;
}

describe('score', () => {
  it('measures the corpus and says what it skipped', async () => {
    const { code, stdout } = await run(['score']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/nogales-plaza-spike +40 +\d+/);
    expect(stdout).toContain('with quiet ones');
    expect(stdout).toMatch(/nogales-plaza-spike, core +4 +\d/);
    expect(stdout).toContain('WALNUTS_BENCH is not set');
  });

  it('stands its gates', async () => {
    const { code, stdout } = await run(['score', '--gates']);
    expect(stdout).not.toContain('GATE BEHIND');
    expect(code).toBe(0);
  });

  it('measures the sets of WALNUTS_BENCH, and says which are not there', async () => {
    const { stdout } = await run(['score'], '', { WALNUTS_BENCH: smallBench() });
    expect(stdout).toMatch(/dev +2 +1 +50\.0 %/);
    expect(stdout).toMatch(/synth +1 +1 +1\.000 +1\.000 +1\.000/);
    expect(stdout).toContain('names.dev: not in the folder');
  });

  it('shows what was missed, but of the blind set totals only', async () => {
    const env = { WALNUTS_BENCH: smallBench() };
    const misses = (stdout: string) => stdout.split('\n').filter(line => line.includes('missed in one'));
    expect(misses((await run(['score', '--misses'], '', env)).stdout)).toHaveLength(1);
    expect(misses((await run(['score', '--misses', '--blind-items'], '', env)).stdout)).toHaveLength(2);
  });

  it('refuses what it does not know', async () => {
    expect((await run(['score', '--everything'])).code).toBe(2);
  });
});
