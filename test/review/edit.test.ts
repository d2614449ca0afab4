import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctionsOfEdit, reviewArticle } from '../../src/review/index.ts';
import { act, findingOn, recordOf } from '../support/article.ts';

const sort = { category: 'other', severity: 'minor' } as const;

/** Edits the first segment into `after` and says which words became which. */
function edit(content: string, after: string, present = recordOf({ content })) {
  const review = reviewArticle(present);
  const [first] = review.segments.translation;
  const span = { start: first!.start, end: first!.start + first!.text.length };
  const requests = correctionsOfEdit(review, span, after, sort);
  return { requests, changes: requests.map(({ start, end, after }) => [content.slice(start, end), after]) };
}

describe('correctionsOfEdit', () => {
  it('finds the least words that changed', () => {
    expect(
      edit('the border with Sonorafor which it', 'the border with Sonora, for which it').changes,
    ).toEqual([['Sonorafor', 'Sonora, for']]);
    expect(
      edit('One small dose and two others here.', 'One large dose and three others here.').changes,
    ).toEqual([
      ['small', 'large'],
      ['two', 'three'],
    ]);
  });

  it('an edit without change is no correction', () => {
    expect(edit('As it was.', 'As it was.').changes).toEqual([]);
  });

  it('keeps surrogate pairs and combining marks whole', () => {
    expect(edit('Señor 😀 y café aquí', 'Señor 😃 y café aquí').changes).toEqual([['😀', '😃']]);
  });

  it('covers a standing correction whole where the edit meets it', () => {
    const content = 'the Operation Spike Plazawhose aim';
    const finding = findingOn(content, 'Spike Plaza', { suggestions: [{ text: 'Plaza Spike' }] });
    const present = act(recordOf({ content, findings: [finding] }), {
      kind: 'accept',
      finding: finding.id,
      suggestion: 0,
    });
    const { requests, changes } = edit(content, 'the Operation Plaza Spike, whose aim', present);
    expect(changes).toEqual([['Spike Plazawhose', 'Plaza Spike, whose']]);
    expect(reviewArticle(act(present, requests)).currentText).toBe('the Operation Plaza Spike, whose aim');
  });

  it('replaces the passage as one when the two are too different', () => {
    const words = (from: number) => Array.from({ length: 900 }, (_, index) => `w${from + index}`).join(' ');
    expect(edit(words(0), words(5_000)).changes).toEqual([[words(0), words(5_000)]]);
  });

  it('for any edit after any edit: the text becomes what was written', () => {
    const passage = fc
      .array(fc.constantFrom('one', 'two', 'three', ' ', ' ', ',', '“', '😀', 'ñ'), {
        minLength: 1,
        maxLength: 14,
      })
      .map(parts => parts.join('').trim() || 'x');
    fc.assert(
      fc.property(passage, passage, passage, (content, first, second) => {
        let present = recordOf({ content });
        for (const after of [first, second]) {
          const { requests } = edit(content, after, present);
          if (requests.length) present = act(present, requests);
          expect(reviewArticle(present).currentText).toBe(after);
        }
      }),
      { numRuns: 500 },
    );
  });
});
