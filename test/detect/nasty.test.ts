import { beforeAll, describe, expect, it } from 'vitest';
import { detect } from '../../src/detect/index.ts';
import { segmented } from '../support/detector.ts';
import { shapes } from '../support/shapes.ts';

/** Characters of each text, and three times the milliseconds that one may take on a machine by itself. */
const size = 50_000;
const limitMs = 300;

const timeOf = (content: string, comparable: string): number => {
  const texts = { translation: segmented(content), comparable: segmented(comparable) };
  // Of this thread's own time: another suite on the same core is no stall.
  const before = process.threadCpuUsage();
  detect(texts, []);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
};

describe('no shape of text stalls the checks', () => {
  beforeAll(() => {
    timeOf('In Walnuts, Sonora. Nogales whoever. The team fell.', 'Nogales');
  });

  it('there are 34 of them, of the size asked for', () => {
    expect(Object.keys(shapes)).toHaveLength(34);
    for (const make of Object.values(shapes)) expect(make(1_001)).toHaveLength(1_001);
  });

  it.each(Object.entries(shapes))('%s', (_, make) => {
    const content = make(size);
    const times = [timeOf(content, content), timeOf(content, content), timeOf(content, content)];
    expect(Math.min(...times)).toBeLessThan(limitMs);
  });
});
