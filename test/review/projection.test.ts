import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/model/index.ts';
import { Projection } from '../../src/review/index.ts';
import { cutText } from '../../src/text/index.ts';

const change = (start: number, end: number, before: string, after: string): Change => ({
  start,
  end,
  before,
  after,
  category: 'other',
  severity: 'minor',
});

/** Replaces the first occurrence of words. */
const replacing = (content: string, words: string, after: string): Change => {
  const start = content.indexOf(words);
  return change(start, start + words.length, words, after);
};

const content = 'announced the Operation Spike Plazawhose first objective';

describe('Projection', () => {
  it('covers a correction whole when a place of the present text meets it', () => {
    const projection = new Projection(content, [replacing(content, 'Spike Plaza', 'Plaza Spike')]);
    expect(projection.text).toBe('announced the Operation Plaza Spikewhose first objective');
    const start = projection.text.indexOf('Spikewhose');
    const place = projection.toImport({ start, end: start + 'Spikewhose'.length });
    expect(content.slice(place.start, place.end)).toBe('Spike Plazawhose');
    expect(place).toMatchObject({ text: 'Plaza Spikewhose', prefix: 'Plaza ', suffix: '' });
  });

  it('leaves places beside corrections alone', () => {
    const projection = new Projection(content, [
      replacing(content, 'Spike Plaza', 'Plaza Spike of the North'),
    ]);
    const start = projection.text.indexOf('first');
    expect(projection.toImport({ start, end: start + 5 })).toMatchObject({
      text: 'first',
      prefix: '',
      suffix: '',
    });
    expect(content.slice(projection.toImport({ start, end: start + 5 }).start)).toMatch(/^first/);
  });

  it('does not draw in a deletion at the edge of a place', () => {
    const text = "control of 'El Gigio ', now";
    const gap = text.indexOf(" '");
    const projection = new Projection(text, [change(text.indexOf(" ',"), text.indexOf(" ',") + 1, ' ', '')]);
    expect(gap).toBeGreaterThan(0);
    const start = projection.text.indexOf('Gigio');
    expect(projection.toImport({ start, end: start + 5 })).toMatchObject({ text: 'Gigio' });
  });

  it('gives what stands before the line break of a corrected break to the segment before, the rest to the next', () => {
    const text = '“A small dose.\n\n\nDrug traffic goes on,” it says.';
    const segments = cutText(text);
    const at = text.indexOf('\n');
    const projection = new Projection(text, [change(at, at + 3, '\n\n\n', '\n\n“')]);
    const now = projection.segments(segments);
    expect(now.map(({ start, end }) => projection.text.slice(start, end))).toEqual([
      '“A small dose.',
      '“Drug traffic goes on,” it says.',
    ]);
  });

  it('gives words that are put into a break, or before all, to a segment', () => {
    const text = '\n\nAlpha one.\n\n\nBeta two.';
    const put = (at: number, words: string) => {
      const projection = new Projection(text, [change(at, at, '', words)]);
      return projection.segments(cutText(text)).map(({ start, end }) => projection.text.slice(start, end));
    };
    expect(put(text.indexOf('\n\nBeta'), 'INSIDE')).toEqual(['Alpha one.\nINSIDE', 'Beta two.']);
    expect(put(0, 'Before. ')).toEqual(['Before. \n\nAlpha one.', 'Beta two.']);
    expect(put(text.length, '\nAfter.')).toEqual(['Alpha one.', 'Beta two.\nAfter.']);
  });

  it('gives joined paragraphs to the first of them', () => {
    const text = 'One part\nof it.';
    const projection = new Projection(text, [change(8, 9, '\n', ' ')]);
    const now = projection.segments(cutText(text));
    expect(now.map(({ start, end }) => projection.text.slice(start, end))).toEqual(['One part ', 'of it.']);
  });
});

/** Any text and any disjoint changes of it. */
const texts = fc.string({
  unit: fc.constantFrom('a', 'b', ' ', '\n', 'ñ', '“', '😀'),
  minLength: 1,
  maxLength: 60,
});
const changed = texts.chain(text =>
  fc
    .uniqueArray(fc.nat(text.length), { maxLength: 8 })
    .chain(cuts =>
      fc.tuple(
        fc.constant(text),
        fc.constant(cuts.sort((a, b) => a - b)),
        fc.array(fc.string({ maxLength: 4 }), { minLength: 4, maxLength: 4 }),
      ),
    )
    .map(([content, cuts, afters]) => ({
      content,
      changes: afters.flatMap((after, index) => {
        const start = cuts[index * 2];
        const end = cuts[index * 2 + 1];
        return start === undefined || end === undefined
          ? []
          : [change(start, end, content.slice(start, end), after)];
      }),
    })),
);

describe('Projection, for any text and corrections', () => {
  it('replaces the corrected spans and nothing else', () => {
    fc.assert(
      fc.property(changed, ({ content, changes }) => {
        let expected = '';
        let done = 0;
        for (const { start, end, after } of changes) {
          expected += content.slice(done, start) + after;
          done = end;
        }
        expect(new Projection(content, changes).text).toBe(expected + content.slice(done));
      }),
    );
  });

  it('replacing a place of the import with its words as they stand now changes nothing', () => {
    fc.assert(
      fc.property(changed, fc.nat(70), fc.nat(10), ({ content, changes }, from, length) => {
        const projection = new Projection(content, changes);
        const start = Math.min(from, projection.text.length);
        const end = Math.min(start + length, projection.text.length);
        const place = projection.toImport({ start, end });
        fc.pre(start < end);
        const left = changes.filter(other => other.end <= place.start || other.start >= place.end);
        const whole = change(place.start, place.end, content.slice(place.start, place.end), place.text);
        expect(new Projection(content, [...left, whole]).text).toBe(projection.text);
        expect(place.prefix + projection.text.slice(start, end) + place.suffix).toBe(place.text);
      }),
      { numRuns: 500 },
    );
  });

  it('cover says what stands in a place of the import', () => {
    fc.assert(
      fc.property(changed, fc.nat(60), fc.nat(10), ({ content, changes }, from, length) => {
        const projection = new Projection(content, changes);
        const start = Math.min(from, content.length - 1);
        const end = Math.min(start + length + 1, content.length);
        const cover = projection.cover({ start, end });
        const left = changes.filter(other => other.end <= cover.start || other.start >= cover.end);
        const whole = change(cover.start, cover.end, content.slice(cover.start, cover.end), cover.text);
        expect(new Projection(content, [...left, whole]).text).toBe(projection.text);
      }),
      { numRuns: 500 },
    );
  });

  it('no word is outside every segment', () => {
    fc.assert(
      fc.property(changed, ({ content, changes }) => {
        const projection = new Projection(content, changes);
        let done = 0;
        for (const { start, end } of projection.segments(cutText(content))) {
          expect(start).toBeGreaterThanOrEqual(done);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(projection.text.slice(done, start).trim()).toBe('');
          done = end;
        }
        if (cutText(content).length) expect(projection.text.slice(done).trim()).toBe('');
      }),
      { numRuns: 500 },
    );
  });
});
