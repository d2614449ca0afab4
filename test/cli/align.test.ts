import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from './run.ts';

const corpus = join(import.meta.dirname, '../../corpus/nogales-plaza-spike');
const files = [join(corpus, 'translation.txt'), join(corpus, 'comparable.txt')];

describe('align', () => {
  it('prints the links with what speaks for them', async () => {
    const { code, stdout } = await run(['align', ...files]);
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot('../golden/align-nogales-plaza-spike.txt');
  });

  it('answers in JSON', async () => {
    const { stdout } = await run(['align', ...files, '--format', 'json']);
    const result = JSON.parse(stdout);
    expect(Object.keys(result)).toEqual(['id', 'segments', 'links', 'unlinked']);
    expect(Object.keys(result.links[0])).toEqual(['translation', 'comparable', 'probability', 'reasons']);
    const told = [
      ...result.links.map((link: { translation: number }) => link.translation),
      ...result.unlinked.translation,
    ];
    expect(new Set(told).size).toBe(13);
  });

  it.each([
    [['align', files[0]!]],
    [['align', '-', '-']],
    [['align', ...files, '--format', 'csv']],
    [['align', '--jsonl', 'x']],
    [['align', '--jsonl', '--format', 'json']],
  ])('refuses %j', async args => {
    expect((await run(args)).code).toBe(2);
  });
});

describe('align --jsonl', () => {
  const answers = async (...lines: string[]) =>
    (await run(['align', '--jsonl'], lines.join('\n'))).stdout
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line));

  it('keeps the indexes of the caller and links no empty paragraph', async () => {
    const lead = 'The governor of Sonora announced Operation Plaza Spike in Nogales on Monday.';
    const [out] = await answers(
      JSON.stringify({ id: 'a', translation: ['', lead, ' '], comparable: ['', '', lead] }),
    );
    expect(Object.keys(out)).toEqual(['id', 'links', 'unlinked']);
    expect(out.links).toMatchObject([{ translation: 1, comparable: 2 }]);
    expect(out.unlinked).toEqual({ translation: [0, 2], comparable: [0, 1] });
  });

  it('answers bad lines and goes on', async () => {
    const out = await answers(
      '{"id":"a","translation":["x"]}',
      '{"id":"b","translation":"x","comparable":[]}',
      '{"id":"c","translation":[1],"comparable":[]}',
      JSON.stringify({ id: 'd', translation: new Array(5001).fill('x'), comparable: [] }),
      '{"id":"e","translation":[],"comparable":[]}',
    );
    expect(out.map(({ id, line, error }) => [id, line, error?.code])).toEqual([
      ['a', 1, 'missing-field'],
      ['b', 2, 'wrong-type'],
      ['c', 3, 'wrong-type'],
      ['d', 4, 'too-many-segments'],
      ['e', undefined, undefined],
    ]);
  });
});
