import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { align } from '../../src/align/index.ts';
import { AnalysisFailed } from '../../src/analysis/index.ts';
import { answerLines, type Question } from '../../src/cli/jsonl.ts';
import { checkResult, linkResult } from '../../src/export/check-json.ts';
import { main } from '../../src/main.ts';
import { english } from '../../src/messages/index.ts';
import { analyse } from '../../src/pipeline.ts';
import { run } from './run.ts';

const corpus = join(import.meta.dirname, '../../corpus/nogales-plaza-spike');
const read = (name: string): string => readFileSync(join(corpus, name), 'utf8');
const paragraphs = {
  translation: read('translation.txt').split('\n'),
  comparable: read('comparable.txt').split('\n'),
};

/** Articles of very different length, so that later ones are done before earlier ones. */
const articles = Array.from({ length: 40 }, (_, n) => ({
  id: n,
  translation: `${paragraphs.translation.slice(0, 1 + ((n * 7) % 13)).join('\n')}\nArticle ${n}.`,
  ...(n % 3 === 0 && { comparable: paragraphs.comparable.slice(0, 1 + (n % 9)).join('\n') }),
}));

describe('a stream of articles', () => {
  it('is answered in order, byte for byte as by one thread, bad lines in their places', async () => {
    const expected = articles.map(({ id, translation, comparable }) => {
      const input = {
        translation: { content: translation },
        ...(comparable && { comparable: { content: comparable } }),
      };
      return JSON.stringify(checkResult(id, analyse(input), english));
    });
    const lines = articles.map(article => JSON.stringify(article));
    lines.splice(20, 0, '{bad', '', JSON.stringify({ id: 'x', translation: 'a\0b' }), '{"id":"y"}');
    const { code, stdout } = await run(['check', '--jsonl'], `${lines.join('\n')}\n`);
    expect(code).toBe(0);
    const answers = stdout.split('\n').slice(0, -1);
    const bad = answers.splice(20, 3).map(line => JSON.parse(line));
    expect(bad.map(({ id, line, error }) => [id, line, error.code])).toEqual([
      [null, 21, 'bad-json'],
      ['x', 23, 'nul'],
      ['y', 24, 'missing-field'],
    ]);
    expect(answers).toEqual(expected);
  });

  it('is aligned in order, byte for byte as by one thread', async () => {
    const pairs = articles.map(({ id }) => ({
      id,
      translation: paragraphs.translation.slice(id % 5),
      comparable: paragraphs.comparable.slice(id % 3),
    }));
    const expected = pairs.map(({ id, translation, comparable }) => {
      const { links, unlinked } = align(translation, comparable);
      return JSON.stringify({ id, links: links.map(link => linkResult(link, english)), unlinked });
    });
    const { stdout } = await run(['align', '--jsonl'], pairs.map(pair => JSON.stringify(pair)).join('\n'));
    expect(stdout.split('\n').slice(0, -1)).toEqual(expected);
  });

  it('gets each answer before the next line is written', async () => {
    const stdin = new PassThrough();
    const stdout = new PassThrough();
    const done = main(['check', '--jsonl'], { stdin, stdout, stderr: stdout, env: {} });
    const answers = stdout[Symbol.asyncIterator]();
    for (const id of ['a', 'b', 'c']) {
      stdin.write(`${JSON.stringify({ id, translation: 'A word.' })}\n`);
      expect(JSON.parse(String((await answers.next()).value)).id).toBe(id);
    }
    stdin.end();
    expect(await done).toBe(0);
  });

  it('ends when nobody reads the answers any more, though more could come in', async () => {
    const stdin = new PassThrough();
    let answered = 0;
    const stdout = new Writable({
      write(_chunk, _encoding, done) {
        done(++answered > 1 ? Object.assign(new Error('closed'), { code: 'EPIPE' }) : undefined);
      },
    });
    for (const id of ['a', 'b', 'c']) stdin.write(`${JSON.stringify({ id, translation: 'A word.' })}\n`);
    expect(await main(['check', '--jsonl'], { stdin, stdout, stderr: stdout, env: {} })).toBe(0);
    expect(answered).toBe(2);
  });
});

describe('a line that takes too much', () => {
  const long = `${'The boss was seen in Sonora, the police said in a statement. '.repeat(3)}\n`.repeat(4_900);

  /** Answers three lines with as much memory a thread. */
  async function answers(ask: Question<unknown>['ask'], memoryMb?: number): Promise<unknown[]> {
    const lines = ['A word.', long, 'Another word.'];
    const stdin = new PassThrough();
    stdin.end(lines.map((translation, id) => `${JSON.stringify({ id, translation })}\n`).join(''));
    const stdout = new PassThrough();
    const io = { stdin, stdout, stderr: stdout, env: {} };
    await answerLines(io, { ask, answer: id => ({ id }) }, { size: 1, ...(memoryMb && { memoryMb }) });
    stdout.end();
    const text = (await stdout.toArray()).join('');
    return text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
  }
  const failed = (code: string) => [
    { id: 0 },
    { id: 1, line: 2, error: { code, message: expect.stringContaining('shorter') } },
    { id: 2 },
  ];

  it('memory gives an error in its place, and the stream goes on', { timeout: 120_000 }, async () => {
    const twice: Question<unknown>['ask'] = (fields, analyst) => {
      const text = { content: String(fields.get('translation')) };
      return analyst.analyse({ translation: text, comparable: text });
    };
    expect(await answers(twice, 96)).toEqual(failed('analysis-memory'));
  });

  it('time does, too', async () => {
    const late: Question<unknown>['ask'] = async fields => {
      if (fields.get('id') === 1) throw new AnalysisFailed('time', 'took longer than a minute');
    };
    expect(await answers(late)).toEqual(failed('analysis-time'));
  });
});
