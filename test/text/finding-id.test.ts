import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingId, ordinalOf, ordinalsOf } from '../../src/text/finding-id.ts';

describe('finding ids', () => {
  it('count the earlier places of the same words', () => {
    const content = 'Spike Plaza, Spike Plaza and Spike Plaza';
    expect(ordinalOf(content, 'Spike Plaza', 13)).toBe(1);
    expect(ordinalOf(content, 'Spike Plaza', 0)).toBe(0);
  });

  it('differ by category, words and ordinal, and nothing else', () => {
    const ids = [
      findingId('quote', 'a', 0),
      findingId('quote', 'a', 1),
      findingId('quote', 'b', 0),
      findingId('casing', 'a', 0),
    ];
    expect(new Set(ids).size).toBe(4);
    expect(findingId('quote', 'a', 0)).toBe(ids[0]);
    expect(ids[0]).toMatch(/^[0-9a-f]{16}$/);
  });

  it('one pass counts as one by one', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 60 });
    const places = fc.array(fc.tuple(fc.nat(60), fc.nat(4)), { maxLength: 12 });
    fc.assert(
      fc.property(text, places, (content, raw) => {
        const spans = raw.map(([start, length]) => {
          const from = Math.min(start, content.length);
          return { start: from, end: Math.min(content.length, from + length) };
        });
        expect(ordinalsOf(content, spans)).toEqual(
          spans.map(({ start, end }) => ordinalOf(content, content.slice(start, end), start)),
        );
      }),
    );
  });
});
