import { afterEach, describe, expect, it } from 'vitest';
import { AnalysisFailed, type Analyst, startThreads } from '../../src/analysis/index.ts';

const text = 'The boss of the cartel was seen in the city on Monday, the police said in a statement.';
const reason = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    error => (error instanceof AnalysisFailed ? error.reason : String(error)),
  );

let analyst: Analyst;
afterEach(() => analyst.close());

describe('startThreads', () => {
  it('answers many jobs on few threads, each with its own answer', async () => {
    analyst = startThreads({ size: 2 });
    const texts = Array.from({ length: 12 }, (_, index) => `${text} Number ${index}.`);
    const answers = await Promise.all(texts.map(content => analyst.analyse({ translation: { content } })));
    expect(answers.map(({ segments }) => segments.translation[0]?.end)).toEqual(
      texts.map(({ length }) => length),
    );
  });

  it('ends a job that takes too long, and goes on with the next', async () => {
    analyst = startThreads({ size: 1, limitMs: 1 });
    const long = { translation: { content: `${text}\n`.repeat(3_000) } };
    expect(await reason(analyst.analyse(long))).toBe('time');
    await analyst.close();
    analyst = startThreads({ size: 1 });
    expect(await reason(analyst.analyse({ translation: { content: text } }))).toBe('done');
  });

  it('ends a job that takes too much memory without taking the process along', async () => {
    analyst = startThreads({ size: 1, memoryMb: 16 });
    const big = { translation: { content: `${text}\n`.repeat(4_900) } };
    expect(['memory', 'fault']).toContain(await reason(analyst.analyse(big)));
  });

  it('a pipeline that throws is a fault with its story, and the thread works on', async () => {
    analyst = startThreads({ size: 1 });
    const tooMany = { translation: { content: 'x\n'.repeat(5_001) } };
    await expect(analyst.analyse(tooMany)).rejects.toThrow('5001 segments');
    expect(await reason(analyst.analyse({ translation: { content: text } }))).toBe('done');
  });

  it('aligns again around fixed pairs', async () => {
    analyst = startThreads({ size: 1 });
    const { links } = await analyst.align({
      translation: ['Police seized drugs in Nogales.', 'Rain fell in Hermosillo.'],
      comparable: ['Rain fell in Hermosillo on Monday.', 'Police in Nogales seized drugs.'],
      headings: { translation: [], comparable: [] },
      fixed: [[0, 0]],
      cut: [[1, 0]],
      closed: [],
    });
    const pairs = links.map(({ translation, comparable }) => `${translation}-${comparable}`);
    expect(pairs).toContain('0-0');
    expect(pairs).not.toContain('1-0');
  });

  it('says that it is closing to whoever still waits', async () => {
    analyst = startThreads({ size: 1 });
    const waiting = reason(analyst.analyse({ translation: { content: text } }));
    await analyst.close();
    expect(await waiting).toBe('closing');
  });
});
