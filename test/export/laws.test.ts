import fc from 'fast-check';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import { exporters } from '../../src/export/index.ts';
import { leavingParagraphs, trackedParagraphs } from '../../src/export/paragraphs.ts';
import { inXml } from '../../src/export/word-file.ts';
import { english } from '../../src/messages/index.ts';
import type { ArticleRecord, Review } from '../../src/model/index.ts';
import { reviewArticle } from '../../src/review/index.ts';
import { act, recordOf } from '../support/article.ts';
import {
  blocks,
  hasPandoc,
  letters,
  pandoc,
  paragraphsOf,
  readMarkdown,
  readWord,
  words,
} from './readers.ts';

const input = (review: Review) => ({
  review,
  draft: false,
  say: english,
  at: '2026-01-02T00:00:00.000Z',
  nameOf: (id: string) => id,
});
const render = async (format: string, review: Review) =>
  exporters.find(({ id }) => id === format)!.render(input(review));

/** Words, and whatever some format takes for a sign. */
const nasty = fc.constantFrom(
  ...[
    'Nogales',
    'the plaza',
    'Walnuts',
    'a',
    'U.S.',
    '44 percent',
    'ñandú',
    '👩‍👩‍👧',
    '\u{1F1F2}\u{1F1FD}',
    '\u00A0',
  ],
  ...[
    '*',
    '**',
    '_',
    '__',
    '#',
    '##',
    '1.',
    '2)',
    '-',
    '+',
    '---',
    '===',
    '***',
    '>',
    '`',
    '```',
    '~~',
    '~~~',
  ],
  ...[
    '<b>',
    '</p>',
    '<!--',
    '&amp;',
    '&#65;',
    '&',
    '[x](y)',
    '![x](y)',
    '[x]: y',
    '|',
    '| a | b |',
    '|---|---|',
  ],
  ...[
    '\\',
    '\\*',
    '\t',
    '    ',
    ' ',
    '  ',
    '$5',
    '$',
    '^',
    'https://a.example/b_c*d',
    'www.a.example',
    'a@b.example',
  ],
  ...['"', "'", '“', '=1+1', '@cmd', ':', '%', '{#id}', '\u0007', '\u000B', '\u001B[31m', '\uFFFE', '\uFFFF'],
);
const phrase = fc
  .array(fc.tuple(nasty, fc.constantFrom('', ' ')), { minLength: 1, maxLength: 6 })
  .map(parts => parts.flat().join(''));
const lineBreak = fc.constantFrom('\n', '\n\n', '\r\n', '\r\n\r\n', '\n \n\n', '\u2028');
const content = fc
  .array(fc.tuple(phrase, lineBreak), { minLength: 1, maxLength: 6 })
  .map(parts => parts.flat().join(''))
  .filter(text => /\S/u.test(text));
const after = fc.array(fc.oneof(phrase, lineBreak), { maxLength: 4 }).map(parts => parts.join(''));
const edit = fc.record({ from: fc.nat(), length: fc.nat({ max: 40 }), after });

/** The article after those corrections that may be made, by two people in turn. */
function corrected(text: string, edits: readonly { from: number; length: number; after: string }[]): Review {
  let record: ArticleRecord = recordOf({ content: text });
  for (const [index, { from, length, after: put }] of edits.entries()) {
    const start = from % (text.length + 1);
    const end = Math.min(text.length, start + length);
    const kind = { kind: 'correct', category: 'other', severity: 'minor' } as const;
    try {
      record = act(record, { ...kind, start, end, after: put }, { by: index % 2 ? 'luis' : 'marta' });
    } catch {
      // It cut through a character or another correction, or changed nothing.
    }
  }
  return reviewArticle(record);
}
const review = fc
  .tuple(content, fc.array(edit, { maxLength: 5 }))
  .map(([text, edits]) => corrected(text, edits));

const rejected = (of: Review): string[] => {
  const paragraphs: string[] = [];
  let text = '';
  for (const { runs, end } of trackedParagraphs(of, false)) {
    text += runs.map(run => (run.as === 'inserted' ? '' : run.text)).join('');
    if (end.as === 'inserted') continue;
    paragraphs.push(words(text));
    text = '';
  }
  return paragraphs;
};
const segmentsOf = ({ texts: { translation } }: Review): string[] =>
  translation.segments.map(({ start, end }) => words(translation.content.slice(start, end)));
const isWrapped = (of: Review): boolean =>
  of.texts.translation.segments.some(({ start, end }) =>
    /[\r\n\u2028\u2029]/.test(of.texts.translation.content.slice(start, end)),
  );
const leaving = (of: Review): string[] =>
  leavingParagraphs(of, false)
    .map(({ text }) => words(text))
    .filter(Boolean);

/** As a Word file shows it; the control characters that JavaScript holds for white space count as such. */
const inWord = (paragraphs: readonly string[]): string[] =>
  paragraphs.map(text => words(inXml(text).replace(/[␋␌]/g, ' '))).filter(Boolean);

const joinsHeading = (of: Review): boolean =>
  trackedParagraphs(of, false).some(
    ({ kind }, index, all) => kind !== 'paragraph' && (all[index - 1]?.end.as ?? 'kept') !== 'kept',
  );

describe('paragraphs', () => {
  it('without what was put in they are the segments of the import', () => {
    fc.assert(
      fc.property(review, of => {
        expect(rejected(of)).toEqual(segmentsOf(of));
      }),
      { numRuns: 400 },
    );
  });

  it('without what was taken out they are the lines of the text as it stands', () => {
    fc.assert(
      fc.property(review, of => {
        expect(letters(leaving(of).join(' '))).toBe(letters(of.currentText));
        if (!isWrapped(of)) expect(leaving(of)).toEqual(paragraphsOf(of.currentText));
      }),
      { numRuns: 400 },
    );
  });

  it('name a standing correction, and only one that has something to show', () => {
    fc.assert(
      fc.property(review, of => {
        const traces = trackedParagraphs(of, false).flatMap(({ runs, end }) => [...runs, end]);
        const named = new Set(traces.flatMap(trace => (trace.as === 'kept' ? [] : [trace.correction.id])));
        for (const { id, before, after: now } of of.corrections)
          if (letters(before) !== letters(now)) expect(named).toContain(id);
      }),
    );
  });
});

describe('md', () => {
  it('reads back as the same paragraphs', async () => {
    await fc.assert(
      fc.asyncProperty(review, async of => {
        const read = readMarkdown(String(await render('md', of)));
        expect(read).toEqual(
          leavingParagraphs(of, false)
            .map(
              ({ kind, text }) => `${{ headline: 'h1', heading: 'h2', paragraph: 'p' }[kind]} ${words(text)}`,
            )
            .filter(block => !/^\w+ $/.test(block)),
        );
      }),
      { numRuns: 400 },
    );
  });
});

describe('html', () => {
  it('reads back as the same paragraphs', async () => {
    await fc.assert(
      fc.asyncProperty(review, async of => {
        const read = blocks(String(await render('html', of))).map(block => words(block.replace(/^\w+/, '')));
        expect(read.filter(Boolean)).toEqual(leaving(of));
      }),
    );
  });
});

describe('docx', () => {
  it('tracked: accepted it is the text that leaves, rejected the import', async () => {
    await fc.assert(
      fc.asyncProperty(review, async of => {
        const file = (await render('docx-tracked', of)) as Uint8Array;
        expect(inWord(await readWord(file, 'accept'))).toEqual(inWord(leaving(of)));
        expect(inWord(await readWord(file, 'reject'))).toEqual(inWord(segmentsOf(of)));
      }),
      { numRuns: 60 },
    );
  });

  it('mammoth reads the text that leaves, from the clean one and from the tracked one', async () => {
    await fc.assert(
      fc.asyncProperty(review, async of => {
        for (const format of ['docx', 'docx-tracked']) {
          const buffer = Buffer.from((await render(format, of)) as Uint8Array);
          const { value } = await mammoth.extractRawText({ buffer });
          expect(inWord(paragraphsOf(value))).toEqual(inWord(leaving(of)));
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe.runIf(hasPandoc())('pandoc', () => {
  it('reads each format as the same words', async () => {
    await fc.assert(
      fc.asyncProperty(review, async of => {
        const leaves = letters(leaving(of).join(' '));
        const plain = (format: string, from: string) =>
          render(format, of).then(file => letters(pandoc(file, from)));
        expect(await plain('md', 'commonmark')).toBe(leaves);
        expect(await plain('md', 'gfm')).toBe(leaves);
        expect(await plain('html', 'html')).toBe(leaves);
        // Pandoc puts what is joined to a heading behind it.
        fc.pre(!joinsHeading(of));
        const tracked = (await render('docx-tracked', of)) as Uint8Array;
        const read = (changes: string) =>
          letters(inWord([pandoc(tracked, 'docx', `--track-changes=${changes}`)]).join(''));
        expect(read('accept')).toBe(letters(inWord([leaves]).join('')));
        expect(read('reject')).toBe(letters(inWord(segmentsOf(of)).join('')));
      }),
      { numRuns: 12 },
    );
  });
});
