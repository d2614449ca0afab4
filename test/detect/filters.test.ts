import { describe, expect, it } from 'vitest';
import {
  dropDuplicates,
  dropExplained,
  filterFindings,
  putInOrder,
  quietUnsure,
} from '../../src/detect/filters.ts';
import { type Finding, message } from '../../src/model/index.ts';

const finding = (part: Partial<Finding>): Finding => ({
  id: 'one',
  segment: 0,
  start: 0,
  end: 11,
  text: 'Spike Plaza',
  category: 'name-order',
  severity: 'major',
  confidence: 0.9,
  quiet: false,
  message: message('finding.name-order.translation', { name: 'Plaza Spike' }),
  suggestions: [],
  evidence: [],
  detector: 'name-order',
  ...part,
});

describe('filters', () => {
  it('keep the surer of two that say the same, and say why', () => {
    const weak = finding({ confidence: 0.7 });
    const strong = finding({ confidence: 0.95 });
    const { kept, dropped } = dropDuplicates([weak, strong]);
    expect(kept).toEqual([strong]);
    expect(dropped.map(drop => [drop.finding, drop.filter])).toEqual([[weak, 'duplicate']]);
  });

  it('keep different faults on overlapping words', () => {
    const both = [finding({}), finding({ id: 'two', start: 6, category: 'missing-space' })];
    expect(dropDuplicates(both).kept).toEqual(both);
  });

  it('drop what a wider finding explains, and say so', () => {
    const name = finding({ category: 'translated-name', start: 0, end: 20 });
    const small = finding({ id: 'two', category: 'name-case', start: 10, end: 15 });
    const quiet = { ...name, quiet: true };
    const space = finding({ id: 'three', category: 'missing-space', start: 10, end: 15 });
    expect(dropExplained([name, small, space]).kept).toEqual([name, space]);
    expect(dropExplained([name, small]).dropped.map(({ filter }) => filter)).toEqual(['explained']);
    expect(dropExplained([quiet, small]).kept).toEqual([quiet, small]);
    expect(
      dropExplained([finding({ category: 'name-case' }), finding({ start: 20, end: 30 })]).dropped,
    ).toEqual([]);
  });

  it('make quiet what is unsure', () => {
    expect(quietUnsure([finding({ confidence: 0.59 })]).kept[0]?.quiet).toBe(true);
    expect(quietUnsure([finding({ confidence: 0.6 })]).kept[0]?.quiet).toBe(false);
  });

  it('put in order by start, end, category', () => {
    const [a, b, c] = [
      finding({ start: 5 }),
      finding({ start: 0, end: 20 }),
      finding({ start: 0, end: 11, category: 'quote' }),
    ];
    expect(putInOrder([a, b, c]).kept).toEqual([c, b, a]);
    expect(filterFindings([a, b, c]).kept).toHaveLength(1);
  });
});
