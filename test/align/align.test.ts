import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align, explainAlignment } from '../../src/align/index.ts';
import { readSamplePair } from '../../src/cli/gold.ts';
import { cutText } from '../../src/text/segment.ts';

const words =
  'the mayor of Nogales Sonora said that 44 kilograms fentanyl were seized near border Miller'.split(' ');
const paragraph = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '\u00a0', '“”', '…') },
  {
    weight: 6,
    arbitrary: fc.array(fc.constantFrom(...words), { maxLength: 14 }).map(list => list.join(' ')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);
const text = fc.array(paragraph, { maxLength: 20 });
const pairsOf = (size: number) => fc.array(fc.tuple(fc.nat(size), fc.nat(size)), { maxLength: 4 });

const paragraphsOf = (content: string) => cutText(content).map(({ start, end }) => content.slice(start, end));

describe('align', () => {
  it('keeps its laws on any texts', () => {
    fc.assert(
      fc.property(text, text, (translation, comparable) => {
        const { links, unlinked, candidates } = align(translation, comparable);
        for (const { translation: from, comparable: to, probability } of links) {
          expect(translation[from]!.trim()).not.toBe('');
          expect(comparable[to]!.trim()).not.toBe('');
          expect(probability).toBeGreaterThanOrEqual(0);
          expect(probability).toBeLessThanOrEqual(1);
        }
        expect(new Set(links.map(link => `${link.translation} ${link.comparable}`)).size).toBe(links.length);
        const told = [...links.map(link => link.translation), ...unlinked.translation];
        expect([...new Set(told)].sort((a, b) => a - b)).toEqual([...translation.keys()]);
        const toldOther = [...links.map(link => link.comparable), ...unlinked.comparable];
        expect([...new Set(toldOther)].sort((a, b) => a - b)).toEqual([...comparable.keys()]);
        expect(candidates).toHaveLength(translation.length);
        candidates.forEach((next, from) => {
          expect(next.length).toBeLessThanOrEqual(2);
          for (const { comparable: to } of next)
            expect(links.some(link => link.translation === from && link.comparable === to)).toBe(false);
        });
        expect(align(translation, comparable)).toEqual({ links, unlinked, candidates });
      }),
    );
  });

  it('keeps what people decided: fixed in, cut out, closed without more, headings without partner', () => {
    fc.assert(
      fc.property(
        text,
        text,
        pairsOf(19),
        pairsOf(19),
        fc.uniqueArray(fc.nat(19)),
        (one, two, some, others, closed) => {
          const inside = (pairs: [number, number][]) =>
            pairs.filter(([a, b]) => a < one.length && b < two.length);
          const fixed = inside(some);
          const cut = inside(others).filter(([a, b]) => !fixed.some(([c, d]) => a === c && b === d));
          const { links, candidates } = align(one, two, { fixed, cut, closed: new Set(closed) });
          const has = (a: number, b: number) =>
            links.some(link => link.translation === a && link.comparable === b);
          for (const [a, b] of fixed) expect(has(a, b)).toBe(true);
          for (const [a, b] of cut) {
            expect(has(a, b)).toBe(false);
            expect(candidates[a]!.some(next => next.comparable === b)).toBe(false);
          }
          for (const { translation: a, comparable: b } of links)
            if (closed.includes(a)) expect(fixed.some(([c, d]) => a === c && b === d)).toBe(true);
        },
      ),
    );
  });

  it('links nothing to a heading, whatever it says', () => {
    const lead = 'The governor of Sonora announced Operation Plaza Spike in Nogales on Monday.';
    const headings = { translation: new Set([0]) };
    expect(align([lead], [lead]).links).toHaveLength(1);
    expect(align([lead], [lead], { headings }).links).toEqual([]);
    expect(align([lead], [lead], { headings, fixed: [[0, 0]] }).links).toHaveLength(1);
  });

  it('links crossing paragraphs', () => {
    const one = 'The governor of Sonora announced Operation Plaza Spike in Nogales on Monday.';
    const two = 'Customs officers seized 131 pounds of cocaine and 213 pounds of fentanyl in San Diego.';
    expect(align([one, two], [two, one]).links.map(link => [link.translation, link.comparable])).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it('gives reasons that can be read', () => {
    const pair = readSamplePair();
    const { links } = align(paragraphsOf(pair.translation.content), paragraphsOf(pair.comparable.content));
    const nogales = links.find(link => link.translation === 5 && link.comparable === 1)!;
    expect(nogales.reasons).toContainEqual({
      key: 'link.names',
      params: { items: 'Mexico, Troy Miller, CBP, Nogales' },
    });
  });

  it('sees which texts keep one order', () => {
    const story = Array.from(
      { length: 40 },
      (_, at) => `Chapter ${at}: ${words.slice(at % 7).join(' ')} number ${at * 37}.`,
    );
    expect(explainAlignment(story, story).order.kept).toBeGreaterThan(0.8);
    expect(explainAlignment(story, story.toReversed()).order.kept).toBe(0);
  });

  it('takes 5,000 paragraphs on either side', () => {
    const long = (salt: number) =>
      Array.from({ length: 5000 }, (_, at) =>
        Array.from(
          { length: 20 },
          (_, k) => `w${(at * 31 + k * 17 * salt) % 9000} ${words[(at + k) % words.length]}`,
        ).join(' '),
      );
    const before = process.memoryUsage().rss;
    const { links, unlinked } = align(long(1), long(3));
    expect(links.length + unlinked.translation.length).toBeGreaterThanOrEqual(5000);
    expect((process.memoryUsage().rss - before) / 1e6).toBeLessThan(600);
  }, 60_000);
});
