import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { articleSchema, exporters, exportName } from '../../src/export/index.ts';
import { english } from '../../src/messages/index.ts';
import { categories, type Review } from '../../src/model/index.ts';
import { reviewArticle } from '../../src/review/index.ts';
import { act, findingOn, recordOf } from '../support/article.ts';

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

const render = (id: string, review: Review, draft: boolean): string =>
  exporters
    .find(exporter => exporter.id === id)!
    .render({ review, draft, say: english, at: '2026-01-02T00:00:00.000Z', nameOf: by => by.toUpperCase() });

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
