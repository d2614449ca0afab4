import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detect, detectors, filterFindings } from '../../src/detect/index.ts';
import { byPlace } from '../../src/model/index.ts';
import { segmented } from '../support/detector.ts';

const pieces = fc.constantFrom(
  ...`Walnuts Nogales Sonora Sonorafor Plaza Spike Plazawhose 'El Gigio'who heroinas well as the Office of Customs and
  Border Protection (CBP) 20 million dollars 100 thousand 3,5 percent “ ” " ' , . ? ! ; ( ) he said Blue Cross team
  5 thousand 500 million pesos ,which rea ched in The end.The`.split(/\s+/),
);
const glue = fc.constantFrom(' ', ' ', ' ', ' ', '', '\n', '\n\n\n', '\r\n', '\u00A0');
const text = fc
  .array(fc.tuple(pieces, glue), { minLength: 1, maxLength: 60 })
  .map(parts => parts.map(([piece, blank]) => piece + blank).join(''));

describe('laws of findings', () => {
  it('hold for any text', () => {
    fc.assert(
      fc.property(text, text, (content, other) => {
        const translation = segmented(content);
        const raw = detect({ translation, comparable: segmented(other) }, []);
        const { kept, dropped } = filterFindings(raw);
        expect(kept.length + dropped.length).toBe(raw.length);
        expect([...kept].sort(byPlace)).toEqual(kept);
        expect(new Set(kept.map(({ id }) => id)).size).toBe(kept.length);
        for (const finding of kept) {
          expect(finding.start).toBeLessThan(finding.end);
          expect(finding.end).toBeLessThanOrEqual(content.length);
          expect(finding.text).toBe(content.slice(finding.start, finding.end));
          expect(finding.confidence).toBeGreaterThan(0);
          expect(finding.confidence).toBeLessThanOrEqual(1);
          expect(finding.evidence.length).toBeGreaterThan(0);
          for (const suggestion of finding.suggestions) expect(suggestion.text).not.toBe(finding.text);
          const segment = translation.segments[finding.segment]!;
          const next = translation.segments[finding.segment + 1];
          expect(finding.start).toBeGreaterThanOrEqual(segment.start);
          if (next) expect(finding.end).toBeLessThanOrEqual(next.start);
          for (const one of finding.evidence)
            if (one.kind === 'comparable') expect(one.text).toBe(other.slice(one.start, one.end));
        }
      }),
    );
  });

  it('every detector is named for its file and says which categories it may use', () => {
    expect(new Set(detectors.map(({ id }) => id)).size).toBe(detectors.length);
    for (const { categories } of detectors) expect(categories.length).toBeGreaterThan(0);
  });
});
