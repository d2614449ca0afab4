import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import {
  articleSchema,
  type Exporter,
  type ExportInput,
  exporters,
  exportName,
} from '../../src/export/index.ts';
import { leavingParagraphs, trackedParagraphs } from '../../src/export/paragraphs.ts';
import { english } from '../../src/messages/index.ts';
import { categories, type Review } from '../../src/model/index.ts';
import { reviewArticle } from '../../src/review/index.ts';
import { act, findingOn, recordOf } from '../support/article.ts';
import { blocks, elements, part, readWord } from './readers.ts';

const content = 'A headline of words\r\n\r\nThe boss in Walnuts.\r\nTwo small dogs.';
const finding = findingOn(content, 'Walnuts', {
  severity: 'critical',
  message: { key: 'category.other' },
  suggestions: [{ text: 'Nogales' }],
  evidence: [
    { kind: 'comparable', segment: 0, start: 3, end: 10, text: 'Nogales' },
    { kind: 'gazetteer', say: { key: 'category.other' } },
  ],
});
const start = recordOf({ content, comparable: 'In Nogales.', findings: [finding] });
const accepted = act(start, { kind: 'accept', finding: finding.id, suggestion: 0 });
const written = act(accepted, {
  kind: 'correct',
  start: content.indexOf('small'),
  end: content.indexOf('small') + 5,
  after: 'large',
  category: 'mistranslation',
  severity: 'major',
});
const handedIn = act(act(written, { kind: 'submit' }), { kind: 'comment', segment: 1, text: 'Look.' });

const exporterOf = (id: string): Exporter => exporters.find(exporter => exporter.id === id)!;
const inputOf = (review: Review, draft: boolean): ExportInput => ({
  review,
  draft,
  say: english,
  at: '2026-01-02T00:00:00.000Z',
  nameOf: by => by.toUpperCase(),
});
const render = (id: string, review: Review, draft: boolean): string =>
  String(exporterOf(id).render(inputOf(review, draft)));
const renderFile = async (id: string, review: Review, draft = false): Promise<Uint8Array> =>
  Buffer.from(await exporterOf(id).render(inputOf(review, draft)));

/** `content` after a correction of each pair of words, the first as they stand in it. */
function correctedBy(
  text: string,
  ...changes: readonly (readonly [before: string, after: string])[]
): Review {
  let record = recordOf({ content: text });
  for (const [before, after] of changes) {
    const from = text.indexOf(before);
    record = act(record, {
      kind: 'correct',
      start: from,
      end: from + before.length,
      after,
      category: 'other',
      severity: 'minor',
    });
  }
  return reviewArticle(record);
}

/** Tracked paragraphs on a line: {+in+}, {-out-}, and ¶ for each break that came or went. */
const tracked = (review: Review): string[] =>
  trackedParagraphs(review, false).map(({ kind, runs, end }) =>
    [
      `${kind}: `,
      ...runs.map(({ as, text }) => signed(as, text)),
      ...(end.as === 'kept' ? [] : [signed(end.as, '¶')]),
    ].join(''),
  );
const signed = (as: 'kept' | 'inserted' | 'deleted', text: string): string =>
  ({ kept: text, inserted: `{+${text}+}`, deleted: `{-${text}-}` })[as];

describe('txt', () => {
  it('without corrections is the import', () => {
    expect(render('txt', reviewArticle(start), false)).toBe(content);
  });

  it('with corrections differs from the import in them alone', () => {
    expect(render('txt', reviewArticle(handedIn), false)).toBe(
      content.replace('Walnuts', 'Nogales').replace('small', 'large'),
    );
  });

  it('a draft says so, and leaves out what was returned', () => {
    const [first] = reviewArticle(handedIn).corrections;
    const back = act(handedIn, { kind: 'return', correction: first!.id, reason: 'No.' });
    const draft = render('txt', reviewArticle(back), true);
    expect(draft).toMatch(/^DRAFT.*\n\n/);
    expect(draft.endsWith(content.replace('small', 'large'))).toBe(true);
  });
});

describe('json', () => {
  const validate = new Ajv2020({ strict: true }).compile(articleSchema);

  it.each([
    ['an untouched article', start],
    ['one handed in', handedIn],
    [
      'one with dismissals and undone acts',
      act(act(start, { kind: 'dismiss', finding: finding.id, reason: 'other', note: 'n', scope: 'here' }), {
        kind: 'draw',
        translation: 1,
        comparable: 0,
      }),
    ],
    ['one that was returned', act(handedIn, { kind: 'return', reason: 'Again' })],
  ])('%s fits the published schema', (_name, record) => {
    const file: unknown = JSON.parse(render('json', reviewArticle(record), true));
    expect(validate(file), JSON.stringify(validate.errors)).toBe(true);
  });

  it('holds the text that leaves as text, draft or not', () => {
    const [first] = reviewArticle(handedIn).corrections;
    const back = reviewArticle(act(handedIn, { kind: 'return', correction: first!.id, reason: 'No.' }));
    expect(render('txt', back, true).endsWith(JSON.parse(render('json', back, true)).text)).toBe(true);
    expect(JSON.parse(render('json', back, true)).text).toContain('Walnuts');
  });

  it('names people, not ids, and holds the import', () => {
    const file = JSON.parse(render('json', reviewArticle(handedIn), false));
    expect(file).toMatchObject({
      draft: false,
      handedIn: { by: 'MARTA' },
      texts: { translation: { content } },
    });
    expect(file.corrections).toMatchObject([{ by: 'MARTA', after: 'Nogales' }, { after: 'large' }]);
  });

  it('the schema knows every category', () => {
    expect(articleSchema.$defs.category.enum).toEqual(categories);
  });
});

describe('tracked paragraphs', () => {
  const text = 'A headline of words\n\nOne dog. Two cats.\n\nThree birds.\n\nFour fish.';
  const rest = ['paragraph: Three birds.', 'paragraph: Four fish.'];

  it.each<[string, [string, string][], string[]]>([
    [
      'words, not letters',
      [['dog', 'dodo']],
      ['headline: A headline of words', 'paragraph: One {-dog-}{+dodo+}. Two cats.', ...rest],
    ],
    [
      'a break put in',
      [['. Two', '.\n\nTwo']],
      ['headline: A headline of words', 'paragraph: One dog.{- -}{+¶+}', 'paragraph: Two cats.', ...rest],
    ],
    [
      'a break taken out',
      [['.\n\nThree', '. Three']],
      [
        'headline: A headline of words',
        'paragraph: One dog. Two cats.{-¶-}',
        'paragraph: {+ +}Three birds.',
        rest[1]!,
      ],
    ],
    [
      'a paragraph taken out',
      [['Three birds.', '']],
      [
        'headline: A headline of words',
        'paragraph: One dog. Two cats.',
        'paragraph: {-Three birds.-}{-¶-}',
        rest[1]!,
      ],
    ],
    [
      'the last paragraph taken out with its break',
      [['\n\nFour fish.', '']],
      [
        'headline: A headline of words',
        'paragraph: One dog. Two cats.',
        'paragraph: Three birds.{-¶-}',
        'paragraph: {-Four fish.-}',
      ],
    ],
    [
      'a paragraph put in, in the break and at a beginning',
      [
        ['\n\nOne', '\n\nNew.\n\nOne'],
        ['Four', 'New.\nFour'],
      ],
      [
        'headline: A headline of words',
        'paragraph: {+New.+}{+¶+}',
        'paragraph: One dog. Two cats.',
        rest[0]!,
        'paragraph: {+New.+}{+¶+}',
        rest[1]!,
      ],
    ],
    [
      'words over a break',
      [['cats.\n\nThree', 'dogs.\n\nTen']],
      [
        'headline: A headline of words',
        'paragraph: One dog. Two {-cats-}{+dogs+}.',
        'paragraph: {-Three-}{+Ten+} birds.',
        rest[1]!,
      ],
    ],
    [
      'everything before the first words, and after the last',
      [
        ['A headline', '\n\nA headline'],
        ['fish.', 'fish.\n\n'],
      ],
      ['headline: A headline of words', 'paragraph: One dog. Two cats.', ...rest],
    ],
  ])('%s', (_name, changes, paragraphs) => {
    expect(tracked(correctedBy(text, ...changes))).toEqual(paragraphs);
  });

  it('blank lines that came or went show nothing', () => {
    expect(tracked(correctedBy('One.\n\n\n\nTwo.', ['\n\n\n\n', '\n\n']))).toEqual([
      'paragraph: One.',
      'paragraph: Two.',
    ]);
  });

  it('a heading joined to a paragraph is a paragraph', () => {
    const joined = correctedBy(text, ['words\n\n', 'words ']);
    expect(leavingParagraphs(joined, false)[0]).toEqual({
      kind: 'paragraph',
      text: 'A headline of words One dog. Two cats.',
    });
  });

  it('lines that the import wraps run on; there only a blank line parts', () => {
    const line = 'so that the words go on and on until the line is full';
    const wrapped = [line, line, line, `${line}.`].join('\n');
    const review = correctedBy(`${wrapped}\n\n${wrapped}`, ['full\nso', 'done\nas']);
    expect(leavingParagraphs(review, false).map(({ text: words }) => words)).toEqual([
      `${line} ${line} ${line} ${line}.`.replace('full so', 'done as'),
      `${line} ${line} ${line} ${line}.`,
    ]);
    const parted = correctedBy(`${wrapped}\n\n${wrapped}`, ['full\nso', 'full.\n \nSo']);
    expect(leavingParagraphs(parted, false)).toHaveLength(3);
  });

  it('keeps the break that a person cut within a line, unless it is taken out', () => {
    const content = 'One dog. Two cats.';
    const cut = (...changes: [string, string][]) => {
      const record = recordOf({ content });
      const segments = [
        { id: 'a', index: 0, kind: 'paragraph', start: 0, end: 8 },
        { id: 'b', index: 1, kind: 'paragraph', start: 9, end: 18 },
      ] as const;
      const review = correctedBy(content, ...changes);
      const translation = { ...record.texts.translation, segments };
      return tracked({ ...review, texts: { ...review.texts, translation } });
    };
    expect(cut()).toEqual(['paragraph: One dog.', 'paragraph: Two cats.']);
    expect(cut(['Two', 'Ten'])).toEqual(['paragraph: One dog.', 'paragraph: {-Two-}{+Ten+} cats.']);
    expect(cut(['. Two', '; two'])).toEqual([
      'paragraph: One dog{-.-}{-¶-}',
      'paragraph: {-Two-}{+; two+} cats.',
    ]);
  });
});

describe('md', () => {
  it('escapes what would be read as a sign, and nothing else', () => {
    const review = correctedBy(
      '1. One *dog* & #1, $5.00 (U.S.)\n\n- A <b>bird</b>_ &amp; www.a.example\n\na@b.example.',
    );
    expect(render('md', review, false)).toBe(
      '1\\. One \\*dog\\* & \\#1, \\$5.00 (U.S.)\n\n\\- A \\<b\\>bird\\</b\\>\\_ \\&amp; www\\.a.example\n\na\\@b.example.\n',
    );
  });

  it('marks headline and headings, and a draft in its first line', () => {
    const text =
      'A headline of words\n\nA paragraph, long enough to be one.\n\nWhat now?\n\nAnother paragraph.';
    expect(render('md', correctedBy(text), false)).toMatch(
      /^# A headline of words\n\nA para.*\n\n## What now\?\n/,
    );
    expect(render('md', correctedBy(text), true)).toMatch(/^\*\*DRAFT, not approved\..*\*\*\n\n# A headline/);
  });
});

describe('html', () => {
  it('is a page of its own that runs and fetches nothing, whatever the text says', () => {
    const review = correctedBy('<script>alert(1)</script>\n\n<img src=x onerror=a()> & </body> paragraph.');
    const page = render('html', { ...review, title: '</title><script>' }, false);
    const found = elements(page);
    expect(
      found.map(({ name }) => name).filter(name => /script|img|link|iframe|object|base/.test(name)),
    ).toEqual([]);
    expect(found.flatMap(({ attributes }) => Object.keys(attributes)).sort()).toEqual([
      'charset',
      'content',
      'lang',
      'name',
    ]);
    expect(found.find(({ name }) => name === 'title')?.text).toBe('</title><script>');
    expect(page).not.toMatch(/url\(|@import/);
  });

  it('a draft says so in its title and above the text', () => {
    const page = render('html', correctedBy('One.\n\nTwo.'), true);
    expect(elements(page).find(({ name }) => name === 'title')?.text).toBe('DRAFT: Title');
    expect(blocks(page)[0]).toMatch(/^p DRAFT, not approved\./);
  });
});

describe('docx', () => {
  it('gives each tracked change a number of its own, an author and a date', async () => {
    const review = correctedBy('One dog.\n\nTwo cats.', ['dog.\n\nTwo', 'bird. Ten']);
    const document = await part(await renderFile('docx-tracked', review), 'word/document.xml');
    const changes = [...document.matchAll(/<w:(?:ins|del) ([^>]*)>/g)].map(([, attributes]) => attributes);
    expect(changes.length).toBeGreaterThan(3);
    for (const attributes of changes)
      expect(attributes).toMatch(/^w:id="\d+" w:author="MARTA" w:date="2026-01-01T10:00:00Z"\/?$/);
    expect(new Set(changes.map(attributes => /\d+/.exec(attributes!)![0])).size).toBe(changes.length);
    expect(document).not.toMatch(/<w:(?:t|delText)>/);
  });

  it('shows what XML cannot hold by signs, and says so at the head of the page', async () => {
    const review = correctedBy('A bell\u0007, an escape\u001B[31m,\ta tab \uFFFE.', [
      'bell\u0007',
      'horn\u000B',
    ]);
    for (const id of ['docx', 'docx-tracked']) {
      const file = await renderFile(id, review);
      expect(await readWord(file, 'accept')).toEqual(['A horn␋, an escape␛[31m, a tab [U+FFFE].']);
      expect(await part(file, 'word/header1.xml')).toContain('control characters');
    }
    expect(await readWord(await renderFile('docx-tracked', review), 'reject')).toEqual([
      'A bell␇, an escape␛[31m, a tab [U+FFFE].',
    ]);
  });

  it('a draft says so in its first paragraph, at the head of each page and in its title', async () => {
    for (const id of ['docx', 'docx-tracked']) {
      const file = await renderFile(id, correctedBy('One dog.'), true);
      expect((await readWord(file, 'accept'))[0]).toMatch(/^DRAFT, not approved\./);
      expect(await part(file, 'word/header1.xml')).toContain('DRAFT, not approved.');
      expect(await part(file, 'docProps/core.xml')).toContain('<dc:title>DRAFT: Title</dc:title>');
    }
  });

  it('an approved one names approver and engine in its properties, and has nothing at the head of its pages', async () => {
    const review = correctedBy('One dog.');
    const { translation } = review.texts;
    const file = await renderFile('docx', {
      ...review,
      texts: { translation: { ...translation, engine: 'Engine 5' } },
      verdict: { by: 'ana', at: '2026-01-01T12:00:00.000Z' },
    });
    const properties = await part(file, 'docProps/core.xml');
    expect(properties).toContain(
      'Approved by ANA, 2026-01-01T12:00:00.000Z. Translated by machine: Engine 5.',
    );
    expect(properties).toContain('<cp:lastModifiedBy>ANA<');
    expect(await part(file, 'word/header1.xml')).toBe('');
  });
});

describe('csv', () => {
  const rows = (file: string): Record<string, string>[] =>
    parse(file, { columns: true, relax_quotes: false });

  it('has its columns in order, CRLF after each row, and the record of each correction', () => {
    const approved = act(written, { kind: 'submit' });
    const [first, second] = reviewArticle(approved).corrections;
    const verdicts = [first, second].reduce(
      (record, correction) =>
        act(
          record,
          { kind: 'approve', correction: correction!.id },
          { by: 'ana', at: '2026-01-01T12:00:00.000Z' },
        ),
      approved,
    );
    const file = render('csv', reviewArticle(verdicts), false);
    const [head, ...lines] = file.split('\r\n');
    expect(head).toBe(
      '"article","segment","start","end","before","after","category","severity","detector","reviewer","decided","approver","approved","engine"',
    );
    expect(lines).toEqual([
      '"article","1","35","42","Walnuts","Nogales","translated-name","critical","test","MARTA","2026-01-01T10:00:00.000Z","ANA","2026-01-01T12:00:00.000Z",""',
      '"article","2","49","54","small","large","mistranslation","major","","MARTA","2026-01-01T10:00:00.000Z","ANA","2026-01-01T12:00:00.000Z",""',
      '',
    ]);
    const draft = rows(render('csv', reviewArticle(verdicts), true));
    expect(draft.map(({ approved: at }) => at)).toEqual(Array(2).fill('draft 2026-01-01T12:00:00.000Z'));
  });

  it('a draft says so in each row, where a reader looks for the approval', () => {
    const [row] = rows(render('csv', reviewArticle(written), true));
    expect(row).toMatchObject({ approver: '', approved: 'draft' });
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '＝1', '＋1', '－1', '＠x'])(
    'a cell that begins with %j is no formula',
    formula => {
      const [row] = rows(render('csv', correctedBy('One dog here.', ['dog', formula]), false));
      expect(row?.after).toBe(`'${formula}`);
    },
  );

  it.each([
    ['x;=SUM(A1);y', "x;'=SUM(A1);y"],
    [';=1', ";'=1"],
    ['x;"=1', 'x;"\'=1'],
    ['x\t+1', "x\t'+1"],
    ['x\r\n=1', "x\r\n'=1"],
    ['\r=1', "'\r'=1"],
    ['x; = y, a-b; c=d', 'x; = y, a-b; c=d'],
  ])('%j holds no formula for who splits rows at ; or tabs', (after, written) => {
    const file = render('csv', correctedBy('One dog here.', ['dog', after]), false);
    expect(rows(file)[0]?.after).toBe(written);
    for (const delimiter of [';', '\t'])
      for (const cell of parse(file, { delimiter, quote: null, relax_column_count: true }).flat())
        expect(cell).not.toMatch(/^["\t\r]*[=+\-@]/);
  });

  it('quotes marks, commas and breaks', () => {
    const after = 'a "big", bad\r\nwolf';
    const [row] = rows(render('csv', correctedBy('One dog here.', ['dog', after]), false));
    expect(row?.after).toBe(after);
  });
});

describe('exportName', () => {
  it.each([
    ['The US goes after ‘El Gigio’', false, 'the-us-goes-after-el-gigio.txt'],
    ['Señores: ¿qué pasó?', true, 'DRAFT-senores-que-paso.txt'],
    ['../../etc/passwd', false, 'etc-passwd.txt'],
    ['北京', false, 'article.txt'],
    ['a"\r\nSet-Cookie: x', false, 'a-set-cookie-x.txt'],
    ['CON', false, 'article-con.txt'],
    ['word '.repeat(40), true, `DRAFT-${'word-'.repeat(12).slice(0, -1)}.txt`],
  ])('%j', (title, draft, name) => {
    expect(exportName(title, 'txt', draft)).toBe(name);
  });
});
