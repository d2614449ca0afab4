import { describe, expect, it } from 'vitest';
import { readSamplePair } from '../src/cli/gold.ts';
import { maxSegments } from '../src/model/index.ts';
import { analyse } from '../src/pipeline.ts';

const sample = readSamplePair();
const translation = { content: sample.translation.content };
const comparable = { content: sample.comparable.content };
const spanish = {
  content: [
    'El operativo se lleva a cabo en coordinación con la Administración de Control de Drogas y otras oficinas.',
    'El gobernador de Sonora dijo que la ciudad de Nogales no estaba preparada para lo que vino después.',
  ].join('\n'),
};
const codes = (input: Parameters<typeof analyse>[0]) => analyse(input).warnings.map(({ code }) => code);

describe('analyse', () => {
  it('takes the sample the whole way', () => {
    const { segments, languages, alignment, findings, warnings } = analyse({ translation, comparable });
    expect(segments.translation).toHaveLength(13);
    expect(segments.comparable).toHaveLength(12);
    expect(languages).toEqual({ translation: 'en', comparable: 'en' });
    expect(alignment.links.length).toBeGreaterThan(3);
    expect(findings.map(({ text }) => text)).toContain('Sonorafor');
    expect(warnings).toEqual([]);
    for (const { start, end, text, segment } of findings) {
      expect(translation.content.slice(start, end)).toBe(text);
      expect(start).toBeGreaterThanOrEqual(segments.translation[segment]!.start);
    }
  });

  it('gives the same answer to the same input', () => {
    expect(analyse({ translation, comparable })).toEqual(analyse({ translation, comparable }));
  });

  it('lists every segment as unlinked when there is nothing to link', () => {
    expect(analyse({ translation }).alignment.unlinked.translation).toHaveLength(13);
    expect(analyse({ translation }).segments).not.toHaveProperty('comparable');
  });

  it('links no section heading', () => {
    const { links } = analyse({ translation, comparable: { content: translation.content } }).alignment;
    expect(links.map(link => link.translation)).not.toContain(3);
    expect(links.map(link => link.translation)).toContain(0);
  });

  it('uses the links that people settled instead of finding its own', () => {
    const alignment = {
      links: [],
      unlinked: { translation: [...Array(13).keys()], comparable: [...Array(12).keys()] },
      candidates: [],
    };
    expect(analyse({ translation, comparable, alignment }).alignment).toBe(alignment);
  });

  it('uses the segments that people cut', () => {
    const segments = [{ index: 0, kind: 'paragraph' as const, start: 0, end: translation.content.length }];
    expect(analyse({ translation: { ...translation, segments } }).segments.translation).toBe(segments);
  });

  it('stops at a Spanish text in the place of the translation until somebody says it is right', () => {
    const stopped = analyse({ translation: spanish, comparable });
    expect(stopped.warnings.map(({ code, stops }) => [code, stops])).toEqual([
      ['translation-is-spanish', true],
    ]);
    expect(stopped.findings).toEqual([]);
    expect(stopped.alignment.links).toEqual([]);
    expect(stopped.alignment.unlinked).toEqual({ translation: [0, 1], comparable: [...Array(12).keys()] });
    const dismissed = { translation: spanish, comparable, dismissedWarnings: ['translation-is-spanish'] };
    expect(analyse(dismissed).warnings[0]!.stops).toBe(true);
    expect(() => analyse(dismissed)).not.toThrow();
  });

  it('reads a Spanish comparable as the original and goes on', () => {
    const { warnings, findings } = analyse({ translation, comparable: spanish });
    expect(warnings.map(({ code, stops }) => [code, stops])).toEqual([['comparable-is-spanish', false]]);
    expect(findings.length).toBeGreaterThan(5);
    expect(findings.flatMap(({ evidence }) => evidence).map(({ kind }) => kind)).not.toContain('source');
  });

  it('says when both texts are one, when they were swapped, and what was left in Spanish', () => {
    expect(codes({ translation, comparable: translation })).toEqual(['texts-equal']);
    expect(codes({ translation: comparable, comparable: translation })).toEqual(['probably-swapped']);
    const [first] = spanish.content.split('\n');
    const { warnings } = analyse({ translation: { content: `${translation.content}\n\n${first}` } });
    expect(warnings).toMatchObject([{ code: 'paragraphs-in-spanish', segments: [13], stops: false }]);
  });

  it('refuses more segments than a text may have', () => {
    expect(() => analyse({ translation: { content: 'One.\n'.repeat(maxSegments + 1) } })).toThrow(RangeError);
  });

  it('takes an empty text', () => {
    expect(analyse({ translation: { content: ' \n' }, comparable })).toMatchObject({ findings: [] });
  });
});
