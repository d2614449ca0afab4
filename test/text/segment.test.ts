import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSamplePair } from '../../src/cli/gold.ts';
import { cutText, quotationRunsOn, refuseImport } from '../../src/text/segment.ts';

const cut = (content: string) =>
  cutText(content).map(({ kind, start, end }) => [kind, content.slice(start, end)] as const);
const texts = (content: string) => cut(content).map(([, text]) => text);

describe('cutText', () => {
  it('ends lines with CR, LF, CRLF and the Unicode separators', () => {
    for (const end of ['\r', '\n', '\r\n', '\u2028', '\u2029', '\n\n\n', '\r\n\r\n'])
      expect(texts(`The mayor spoke.${end}The governor left.`)).toEqual([
        'The mayor spoke.',
        'The governor left.',
      ]);
  });

  it('leaves white space around a segment out, no-break spaces and a byte-order mark, too', () => {
    expect(texts('\uFEFF \u00a0The mayor spoke.\u00a0 \n\t\u00a0\nThe governor left.  ')).toEqual([
      'The mayor spoke.',
      'The governor left.',
    ]);
  });

  it('points into the text as imported', () => {
    expect(cutText('\r\n One.\r\n\r\nTwo.')).toEqual([
      { index: 0, kind: 'paragraph', start: 3, end: 7 },
      { index: 1, kind: 'paragraph', start: 11, end: 15 },
    ]);
  });

  it('has no segments in an empty text', () => {
    expect(cutText('')).toEqual([]);
    expect(cutText(' \n\u00a0\r\n')).toEqual([]);
  });

  const wrapped = [
    'Seizures rise in Sonora',
    '',
    'The operation is carried out in coordination with the Drug',
    'Enforcement Administration and the office of the governor, who',
    'said that it will go on.',
    '',
    'According to data of the agency, one hundred thousand kilograms',
    'of drugs have been seized since the fiscal year began, including',
    'those that were found on the border.',
  ];

  it('joins hard-wrapped lines between blank lines, breaks inside', () => {
    for (const end of ['\n', '\r\n'])
      expect(cut(wrapped.join(end))).toEqual([
        ['headline', wrapped[0]],
        ['paragraph', wrapped.slice(2, 5).join(end)],
        ['paragraph', wrapped.slice(6).join(end)],
      ]);
  });

  it('parts a byline from the hard-wrapped paragraph below it', () => {
    const lines = ['By Ana Ruiz', ...wrapped.slice(2, 5), '', ...wrapped.slice(6)];
    expect(texts(lines.join('\n'))[0]).toBe('By Ana Ruiz');
  });

  it('finds the paragraphs of a hard-wrapped text without blank lines by their short last lines', () => {
    const lines = [...wrapped.slice(2, 5), ...wrapped.slice(6)];
    expect(texts(lines.join('\n'))).toEqual([lines.slice(0, 3).join('\n'), lines.slice(3).join('\n')]);
  });

  it('does not join short paragraphs of about one width', () => {
    const lines = [
      'The mayor spoke on Monday about the new bridge in the town.',
      'The governor left on Tuesday for a visit to the old harbour.',
      'The police seized nine kilograms of cocaine near the border.',
    ];
    expect(texts(lines.join('\n'))).toEqual(lines);
  });

  it('does not join a list of headlines', () => {
    const lines = [
      'Mayor opens the bridge',
      'Governor leaves for Spain',
      'Police seize nine kilograms',
      'Rain ends',
    ];
    expect(texts(lines.join('\n'))).toEqual(lines);
  });

  it('tells headings from paragraphs', () => {
    const pair = readSamplePair();
    const kinds = cutText(pair.translation.content).map(({ kind }) => kind);
    expect(kinds[0]).toBe('headline');
    expect(kinds.flatMap((kind, index) => (kind === 'heading' ? [index] : []))).toEqual([3, 9]);
  });

  it('finds no headline where an article begins with a dateline', () => {
    const pair = readSamplePair();
    expect(cutText(pair.comparable.content).map(({ kind }) => kind)).toEqual(new Array(12).fill('paragraph'));
    expect(cut('MEXICO CITY (AP) — The president spoke\nHe left.')[0]![0]).toBe('paragraph');
  });

  it('takes a headline that ends with an abbreviation', () => {
    expect(cut('Cartel boss wanted in the U.S.\nThe mayor spoke.')[0]![0]).toBe('headline');
  });

  it('takes no lone sentence, list or lower-case line for a heading', () => {
    expect(cut('Walnuts')[0]![0]).toBe('paragraph');
    expect(cut('The mayor spoke.\nthree of them\nHe left.')[1]![0]).toBe('paragraph');
    expect(cut('The mayor spoke.\n- a bridge\n- a road\nHe left.').map(([kind]) => kind)).toEqual(
      new Array(4).fill('paragraph'),
    );
    expect(cut('The mayor spoke.\nA bridge\nA road\nA school\nHe left.').map(([kind]) => kind)).toEqual(
      new Array(5).fill('paragraph'),
    );
  });

  it('keeps its laws on any text: sorted, disjoint, trimmed, nothing but white space left out', () => {
    const piece = fc.oneof(
      fc.constantFrom('\r', '\n', '\r\n', '\u2028', '\u2029', ' ', '\u00a0', '\uFEFF', '\t', '.', '“', '”'),
      fc.constantFrom('The mayor', 'said that', 'in Nogales.', 'a line of some words that goes on'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), pieces => {
        const content = pieces.join('');
        let end = 0;
        cutText(content).forEach((segment, index) => {
          expect(segment.index).toBe(index);
          expect(content.slice(end, segment.start).trim()).toBe('');
          const text = content.slice(segment.start, segment.end);
          expect(text).toBe(text.trim());
          expect(text).not.toBe('');
          end = segment.end;
        });
        expect(content.slice(end).trim()).toBe('');
      }),
    );
  });

  it('is linear: a million units of awkward text take well under two seconds', () => {
    const awkward = ['a.', '“', '\n', 'Ab ', '. . .', 'U.S.\n', 'word word\n\n', '- x\n', '"'];
    for (const piece of awkward) {
      const content = piece.repeat(Math.floor(1_000_000 / piece.length));
      const started = performance.now();
      quotationRunsOn(content, cutText(content));
      expect(performance.now() - started, JSON.stringify(piece)).toBeLessThan(2000);
    }
  });
});

describe('refuseImport', () => {
  it('says why a text cannot be taken', () => {
    expect(refuseImport('The mayor spoke.')).toBeUndefined();
    expect(refuseImport(' \n ')).toEqual({ code: 'empty' });
    expect(refuseImport('a\nb\0')).toEqual({ code: 'nul', line: 2, column: 2 });
    expect(refuseImport('One.\n'.repeat(5001))).toEqual({ code: 'too-many-segments', segments: 5001 });
  });
});

describe('quotationRunsOn', () => {
  const runsOn = (content: string) => quotationRunsOn(content, cutText(content));

  it('sees the broken quotation of the sample', () => {
    const pair = readSamplePair();
    expect(runsOn(pair.translation.content)).toEqual([7]);
    expect(runsOn(pair.comparable.content)).toEqual([]);
  });

  it('sees a quotation that each paragraph opens again, and one over three paragraphs', () => {
    expect(runsOn('“We go on.\n“We never stop,” he said.')).toEqual([0]);
    expect(runsOn('He said: "We go on.\nWe never stop.\nNever," and left.')).toEqual([0, 1]);
  });

  it('does not run on where a mark is only missing or stands alone', () => {
    expect(runsOn('“We go on, he said.\nThe mayor left.\nAnd so on.')).toEqual([]);
    expect(runsOn('He said “yes.”\n“No,” she said.')).toEqual([]);
  });
});
