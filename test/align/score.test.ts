import { describe, expect, it } from 'vitest';
import { addCounts, countLinks, measureLinks, noLinks } from '../../src/align/score.ts';

const gold = {
  translationCount: 3,
  comparableCount: 2,
  links: [
    { translation: 0, comparable: 0 },
    { translation: 1, comparable: 0, partial: true },
  ],
};

describe('countLinks', () => {
  it('counts right, wrong and missed links, and who has no partner', () => {
    const counts = countLinks(gold, [
      { translation: 0, comparable: 0 },
      { translation: 2, comparable: 0 },
    ]);
    expect(counts).toEqual({ right: 1, wrong: 1, missed: 1, segments: 5, partnersRight: 3 });
    expect(measureLinks(counts)).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5, partnerAccuracy: 0.6 });
  });

  it('neither asks for a partial link nor minds one, when only the core counts', () => {
    expect(countLinks(gold, [{ translation: 0, comparable: 0 }], true)).toMatchObject({
      right: 1,
      wrong: 0,
      missed: 0,
    });
    expect(countLinks(gold, [{ translation: 1, comparable: 0 }], true)).toMatchObject({
      right: 0,
      wrong: 0,
      missed: 1,
    });
  });

  it('adds up and divides nothing by nothing', () => {
    expect(measureLinks(noLinks)).toEqual({ precision: 0, recall: 0, f1: 0, partnerAccuracy: 0 });
    expect(addCounts(countLinks(gold, []), countLinks(gold, [])).missed).toBe(4);
  });
});
