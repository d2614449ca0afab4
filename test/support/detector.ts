import { expect, it } from 'vitest';
import { type Detector, readTexts } from '../../src/detect/index.ts';
import type { Draft, SegmentedText } from '../../src/model/index.ts';
import { cutText } from '../../src/text/segment.ts';

/** Marked text, and the first suggestion (or all that have to be offered, in order; none: only the place counts). */
export type Flag = readonly [marked: string, first?: string | readonly string[], comparable?: string];
export type Pass = string | readonly [text: string, comparable: string];

export const segmented = (content: string): SegmentedText => ({ content, segments: cutText(content) });

/** Takes the `[[...]]` out of a text and tells where they stood. */
export function readMarked(marked: string): { content: string; spans: { start: number; end: number }[] } {
  const spans: { start: number; end: number }[] = [];
  let content = '';
  for (const piece of marked.split(/(\[\[|\]\])/)) {
    if (piece === '[[') spans.push({ start: content.length, end: -1 });
    else if (piece === ']]') spans[spans.length - 1]!.end = content.length;
    else content += piece;
  }
  return { content, spans };
}

/** What the detector says aloud of a text; quiet and unsure drafts are left out. */
export function findLoud(detector: Detector, content: string, comparable?: string): readonly Draft[] {
  const texts = {
    translation: segmented(content),
    ...(comparable === undefined ? {} : { comparable: segmented(comparable) }),
  };
  return detector.find(readTexts(texts, [])).filter(draft => !draft.quiet && draft.confidence >= 0.6);
}

/**
 * The test of a detector: `flags` are marked texts with the suggestion wanted first, `passes` are texts that it
 * must leave alone, each once a false alarm or likely to be one.
 */
export function checkDetector(
  detector: Detector,
  { flags, passes }: { readonly flags: readonly Flag[]; readonly passes: readonly Pass[] },
): void {
  it.each(flags.map(([marked, wanted, comparable]) => ({ marked, wanted, comparable })))(
    'flags $marked',
    ({ marked, wanted, comparable }) => {
      const { content, spans } = readMarked(marked);
      const found = findLoud(detector, content, comparable);
      expect(found.map(({ start, end }) => content.slice(start, end))).toEqual(
        spans.map(({ start, end }) => content.slice(start, end)),
      );
      expect(found.map(({ start, end }) => ({ start, end }))).toEqual(spans);
      if (wanted === undefined) return;
      const texts = found[0]!.suggestions.map(({ text }) => text);
      expect(texts.slice(0, typeof wanted === 'string' ? 1 : wanted.length)).toEqual(
        typeof wanted === 'string' ? [wanted] : wanted,
      );
    },
  );
  it.each(
    passes.map(pass => (typeof pass === 'string' ? { text: pass } : { text: pass[0], comparable: pass[1] })),
  )('leaves alone $text', ({ text, comparable }: { text: string; comparable?: string }) => {
    const found = findLoud(detector, text, comparable);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([]);
  });
}
