import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ArticleRecord, carriedOver, type Text } from '../../src/model/index.ts';
import { carryLinks, carryOver, type DecisionRequest, reviewArticle } from '../../src/review/index.ts';
import { act, findingOn, recordOf, textOf } from '../support/article.ts';

const content = [
  'Cartel boss held in Walnuts',
  'Police in Walnuts, Sonora, said on Monday that the man was held.',
  'He is said to lead Operation Spike Plaza.',
  'Nobody was hurt.',
].join('\n');

const other = { category: 'other', severity: 'minor' } as const;
const correct = (record: ArticleRecord, words: string, after: string): DecisionRequest => {
  const start = record.texts.translation.content.indexOf(words);
  return { kind: 'correct', start, end: start + words.length, after, ...other };
};

/** The article with another translation in the place of this one. */
function imported(record: ArticleRecord, next: string | Text) {
  const text = typeof next === 'string' ? textOf(next, 'translation', 'newer') : next;
  const over = carryOver(record, text);
  const { analysis, ...rest } = record;
  const later: ArticleRecord = {
    ...rest,
    texts: { ...record.texts, translation: text },
    textsVersion: (record.decisions.at(-1)?.seq ?? record.textsVersion) + 1,
    analysisState: 'pending',
    decisions: carriedOver(record.decisions, over),
  };
  return { ...over, record: later, review: reviewArticle(later) };
}

describe('a newer translation', () => {
  it('keeps corrections in paragraphs that read the same, wherever they stand now', () => {
    let record = recordOf({ content });
    record = act(record, correct(record, 'Spike Plaza', 'Plaza Spike'));
    const { kept, unplaced, review } = imported(record, `New top line\n${content}`);
    expect({ kept, unplaced }).toEqual({ kept: 1, unplaced: [] });
    expect(review.currentText).toContain('lead Operation Plaza Spike.');
    expect(review.corrections[0]).toMatchObject({ segment: 3, before: 'Spike Plaza', after: 'Plaza Spike' });
  });

  it('finds the quoted words again in a paragraph that reads otherwise', () => {
    let record = recordOf({ content });
    record = act(record, correct(record, 'Spike Plaza', 'Plaza Spike'));
    const { unplaced, review } = imported(record, content.replace('He is said', 'The man is believed'));
    expect(unplaced).toEqual([]);
    expect(review.currentText).toContain('believed to lead Operation Plaza Spike.');
  });

  it('lists what has no place, and what has two', () => {
    let record = recordOf({ content });
    record = act(record, correct(record, 'Spike Plaza', 'Plaza Spike'));
    record = act(record, correct(record, 'Monday', 'Tuesday'));
    const [first, second] = record.decisions.map(({ id }) => id);
    const { kept, unplaced, review } = imported(
      record,
      content
        .replace('Operation Spike Plaza', 'the operation')
        .replace('on Monday that the man was held', 'first on Monday and again on Monday'),
    );
    expect({ kept, unplaced }).toEqual({ kept: 0, unplaced: [first, second] });
    expect(review.corrections).toEqual([]);
    expect(review.history.map(({ lapsed }) => lapsed)).toEqual([true, true]);
  });

  it('tells two equal paragraphs apart only while there are two', () => {
    const twice = 'A first line here\nSaid the Spike man.\nSaid the Spike man.\nAnd a last line.';
    let record = recordOf({ content: twice });
    const start = twice.lastIndexOf('Spike');
    record = act(record, { kind: 'correct', start, end: start + 5, after: 'Pike', ...other });
    expect(imported(record, `Top\n${twice}`).review.corrections).toHaveLength(1);
    const once = twice.replace('Said the Spike man.\n', '');
    expect(imported(record, once).review.corrections).toEqual([]);
  });

  it('moves corrections that took each other’s place together or not at all', () => {
    let record = recordOf({ content });
    record = act(record, correct(record, 'Spike Plaza', 'Plaza Spike'));
    record = act(record, correct(record, 'Operation Spike Plaza', 'Plaza Spike'));
    const moved = imported(record, `Top\n${content}`);
    expect(moved.review.currentText).toContain('to lead Plaza Spike.');
    const undone = act(moved.record, { kind: 'undo', decision: record.decisions[1]!.id });
    expect(reviewArticle(undone).currentText).toContain('to lead Operation Plaza Spike.');
    const lapsed = imported(record, content.replace('Operation Spike', 'the Spike'));
    expect(lapsed.unplaced).toHaveLength(2);
    expect(lapsed.review.corrections).toEqual([]);
  });

  it('keeps an approval only where the paragraph reads the same, and takes the handing in back', () => {
    let record = recordOf({ content });
    record = act(record, correct(record, 'Spike Plaza', 'Plaza Spike'));
    record = act(record, correct(record, 'Monday', 'Tuesday'));
    record = act(record, { kind: 'submit' });
    for (const { id } of record.decisions.slice(0, 2))
      record = act(record, { kind: 'approve', correction: id }, { by: 'ana' });
    const { review, unplaced } = imported(record, content.replace('He is said', 'The man is believed'));
    expect(review.state).toBe('in-review');
    expect(review.corrections.map(({ before, state }) => [before, state])).toEqual([
      ['Monday', 'approved'],
      ['Spike Plaza', 'proposed'],
    ]);
    const kinds = review.history.filter(({ id }) => unplaced.includes(id)).map(({ kind }) => kind);
    expect(kinds).toEqual(['submit', 'approve']);
  });

  it('names a dismissed finding after its place in the new text', () => {
    const finding = findingOn(content.replace('Walnuts', '#######'), 'Walnuts');
    const second = { ...findingOn(content, 'Walnuts'), ...finding, id: 'second' };
    let record = recordOf({ content, findings: [second] });
    record = act(record, { kind: 'dismiss', finding: 'second', reason: 'false-alarm', scope: 'here' });
    const { record: later } = imported(record, content.replace('Cartel boss held in Walnuts', 'Boss held'));
    const newer = findingOn(later.texts.translation.content, 'Walnuts');
    const version = later.textsVersion;
    const analysis = {
      version,
      alignment: { links: [], unlinked: { translation: [], comparable: [] }, candidates: [] },
      findings: [newer],
      warnings: [],
    };
    const review = reviewArticle({ ...later, analysisState: 'done', analysis });
    expect(review.findings.map(({ state }) => state)).toEqual(['dismissed']);
  });

  it('keeps links and talk of paragraphs that read the same', () => {
    let record = recordOf({ content, comparable: 'A line\nAnother line.' });
    record = act(record, { kind: 'draw', translation: 3, comparable: 1 });
    record = act(record, { kind: 'draw', translation: 2, comparable: 0 });
    record = act(record, { kind: 'comment', segment: 3, text: 'Sure?' });
    const { review, unplaced } = imported(record, `Top\n${content.replace('Operation', 'the operation')}`);
    expect(review.links.map(({ translation, comparable }) => [translation, comparable])).toEqual([[4, 1]]);
    expect(review.comments).toMatchObject([{ segment: 4, text: 'Sure?' }]);
    expect(unplaced).toHaveLength(1);
  });

  it('of the comparable keeps the links to paragraphs that read the same', () => {
    let record = recordOf({ content, comparable: 'A line\nAnother line.\nA third line.' });
    record = act(record, { kind: 'draw', translation: 3, comparable: 1 });
    record = act(record, { kind: 'draw', translation: 2, comparable: 2 });
    const comparable = textOf('Top\nA line\nAnother line.\nOther words.', 'comparable', 'newer');
    const carried = carryLinks(record, 'comparable', comparable);
    const later = { ...record, texts: { ...record.texts, comparable } };
    const { links, history } = reviewArticle({
      ...later,
      decisions: carriedOver(record.decisions, { carried }),
    });
    expect(links.map(link => [link.translation, link.comparable])).toEqual([[3, 2]]);
    expect(history.map(({ lapsed }) => lapsed)).toEqual([undefined, true]);
  });

  describe('never takes other words for the same', () => {
    /** What becomes of one correction when the text does. */
    const becomes = (before: string, words: string, after: string, now: string) => {
      const record = recordOf({ content: before });
      return imported(act(record, correct(record, words, after)), now).review.currentText;
    };
    it.each([
      [
        'words that stand once, in another sentence',
        'A headline here\nThe mayor was paid 3 million dollars by them.',
        'million',
        'billion',
        'A headline here\nSome 40 million people cross the border.',
      ],
      [
        'the beginning of a longer number',
        'A headline here\nThe men who were held there are 30',
        '30',
        'thirty',
        'A headline here\nIt is so. The men who were held there are 300',
      ],
      [
        'the end of a longer number',
        'A headline here\n100,000 rounds were found in the house.',
        '100,000',
        'one hundred thousand',
        'A headline here\n2,100,000 rounds were found in the house.',
      ],
    ])('%s', (_name, before, words, after, now) => {
      expect(becomes(before, words, after, now)).toBe(now);
    });

    it('equal paragraphs whose neighbours changed places', () => {
      const [mayor, bishop] = ['The mayor was accused of theft.', 'The bishop was accused of fraud.'];
      const old = `A headline here\n${mayor}\nHe denied it.\n${bishop}\nHe denied it.\nThe end of it.`;
      const next = `A headline here\n${bishop}\nHe denied it.\n${mayor}\nHe denied it.\nThe end of it.`;
      const record = recordOf({ content: old });
      const text = imported(act(record, correct(record, 'He denied', 'The mayor denied')), next).review
        .currentText;
      expect(text).toContain(`${mayor}\nThe mayor denied it.`);
      expect(text).toContain(`${bishop}\nHe denied it.`);
    });
  });

  it('brings no approval of another text back', () => {
    let record = recordOf({ content });
    record = act(record, { kind: 'submit' });
    record = act(record, { kind: 'approve' }, { by: 'ana' });
    record = act(record, { kind: 'reopen' }, { by: 'ana' });
    const reopen = record.decisions.at(-1)!.id;
    const { record: later, review } = imported(record, `${content}\nNobody ever approved this sentence.`);
    expect(review.state).toBe('in-review');
    expect(() => act(later, { kind: 'undo', decision: reopen }, { by: 'ana' })).toThrow('refuse.lapsed');
  });

  it('leaves what was undone for good undone, in a third version, too', () => {
    let record = recordOf({ content });
    record = act(record, correct(record, 'Spike Plaza', 'Plaza Spike'));
    const first = record.decisions[0]!.id;
    record = act(record, { kind: 'undo', decision: first });
    const second = imported(record, `Top\n${content}`).record;
    const third = imported(second, content).record;
    const redo = third.decisions.at(-1)!.id;
    const again = act(third, { kind: 'undo', decision: redo });
    expect(reviewArticle(again).currentText).toContain('Operation Plaza Spike.');
  });

  it('has nothing to undo in what lapsed', () => {
    let record = recordOf({ content });
    record = act(record, correct(record, 'Spike Plaza', 'Plaza Spike'));
    const { record: later } = imported(record, 'All of it is new.\nEvery word of it.');
    expect(() => act(later, { kind: 'undo', decision: record.decisions[0]!.id })).toThrow('refuse.lapsed');
  });

  it('never puts a correction on other words (any text, any change)', () => {
    const word = fc.constantFrom('Walnuts', 'the man', 'Spike', 'Plaza', 'held', 'a', 'of', '12', '—');
    const line = fc.array(word, { minLength: 1, maxLength: 8 }).map(words => words.join(' '));
    const article = fc.array(line, { minLength: 1, maxLength: 6 }).map(lines => lines.join('\n'));
    fc.assert(
      fc.property(
        article,
        article,
        fc.array(fc.tuple(fc.nat(), fc.nat(12)), { maxLength: 6 }),
        (one, two, cuts) => {
          let record = recordOf({ content: one });
          for (const [at, length] of cuts) {
            const start = at % one.length;
            const end = Math.min(one.length, start + length);
            const review = reviewArticle(record);
            const meets = review.corrections.some(other => other.start <= end && start <= other.end);
            if (!meets) record = act(record, { kind: 'correct', start, end, after: 'X', ...other });
          }
          const { review, kept, unplaced } = imported(record, two);
          expect(kept + unplaced.length).toBe(record.decisions.length);
          for (const { start, end, before } of review.corrections) expect(two.slice(start, end)).toBe(before);
          const same = imported(record, one);
          expect(same.unplaced).toEqual([]);
          expect(same.review.currentText).toBe(reviewArticle(record).currentText);
        },
      ),
    );
  });
});
