import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docx, encode, wp } from '../support/files.ts';
import { reviewOf } from '../support/handed-in.ts';
import { chosenKinds, inputs, textarea, words } from '../support/page.ts';
import { sample, startDesk, type TestDesk } from '../support/web.ts';

let desk: TestDesk;
let agent: Awaited<ReturnType<TestDesk['agent']>>;
beforeAll(async () => {
  desk = await startDesk();
  agent = await desk.agent('reviewer');
});
afterAll(() => desk.close());

type Fields = Record<string, string | string[] | Buffer>;

/** Sends the form as a browser does: multipart, line ends of text areas as CRLF. Buffers go as files. */
function send(fields: Fields, path = '/articles/new') {
  const request = agent.post(path);
  for (const [name, value] of Object.entries(fields))
    if (Buffer.isBuffer(value)) request.attach(name, value, 'story.txt');
    else for (const one of [value].flat()) request.field(name, one);
  return request;
}
const asBrowser = (text: string): string => text.replaceAll('\n', '\r\n');
const count = async (): Promise<number> =>
  Object.values(await desk.store.countArticles()).reduce((sum, n) => sum + n, 0);
const articleOf = async (location: string | undefined) => reviewOf(desk, location!.split('/').at(-1)!);

const spanish = `Estados Unidos va contra el líder del Cártel de Sinaloa

El gobierno de Estados Unidos lanzó un operativo para estrangular el tráfico de fentanilo en la frontera con Sonora, por lo que comenzará con el objetivo de capturar al jefe de plaza del Cártel de Sinaloa en Nogales.`;

describe('new article', () => {
  it('is not for readers', async () => {
    await (await desk.agent('reader')).get('/articles/new').expect(403);
    await agent.get('/articles/new').expect(200);
  });

  it('shows how a text will be cut and keeps nothing', async () => {
    const before = await count();
    const { text } = await send({ do: 'preview', translation: asBrowser(sample.translation) }).expect(200);
    expect(await count()).toBe(before);
    expect(words(text)).toContain('English, 440 words, 13 paragraphs');
    expect(chosenKinds(text).filter(kind => kind !== 'paragraph')).toEqual([
      'headline',
      'heading',
      'heading',
    ]);
    expect(words(text)).toContain('The quotation runs on into 9');
    expect(textarea(text, 'translation')).toBe(sample.translation);
  });

  it('keeps what was pasted unit for unit, through the preview and after', async () => {
    const odd =
      '\n\n  The headline\n\n\nA paragraph  with two blanks,\u2028a line separator and\ttabs. \n\n“É 😀 <b>”\n';
    const { text } = await send({ do: 'preview', translation: asBrowser(odd) }).expect(200);
    expect(textarea(text, 'translation')).toBe(odd);
    const fields = {
      do: 'check',
      translation: asBrowser(odd),
      'translation-cut': inputs(text, 'translation-cut'),
    };
    const { headers } = await send(fields).expect(303);
    expect((await articleOf(headers.location)).texts.translation.content).toBe(odd);
  });

  it('works without a file part, as a plain form', async () => {
    const { headers } = await agent
      .post('/articles/new')
      .type('form')
      .send({
        do: 'check',
        translation: asBrowser(sample.translation),
        comparable: asBrowser(sample.comparable),
      })
      .expect(303);
    const { texts } = await articleOf(headers.location);
    expect(texts.translation.content).toBe(sample.translation);
    expect(texts.comparable?.content).toBe(sample.comparable);
  });

  it('keeps an uploaded file letter for letter, through the preview too; its byte-order mark is no text', async () => {
    const file = 'The headline\r\n\r\nFirst paragraph of it.\rSecond one.\nThird — “quoted”.\r\n';
    const bytes = Buffer.from(`\uFEFF${file}`);
    const { text } = await send({
      do: 'preview',
      translation: 'typed before',
      'translation-file': bytes,
    }).expect(200);
    expect(words(text)).toContain('From story.txt, kept letter for letter.');
    const kept = {
      'translation-kept': inputs(text, 'translation-kept'),
      'translation-kept-name': inputs(text, 'translation-kept-name'),
      'translation-cut': inputs(text, 'translation-cut'),
    };
    const again = await send({ do: 'preview', ...kept }).expect(200);
    expect(inputs(again.text, 'translation-kept')).toEqual(kept['translation-kept']);
    const { headers } = await send({ do: 'check', ...kept }).expect(303);
    expect((await articleOf(headers.location)).texts.translation.content).toBe(file);
    const out = await send({ do: 'drop:translation', ...kept });
    expect(textarea(out.text, 'translation')).toBe('');
  });

  it('says what to do with a file whose bytes cannot be told, and keeps what was typed', async () => {
    const latin = Buffer.from([0x45, 0xe9, 0x20, 0x61]);
    const { text } = await send({
      do: 'check',
      translation: 'typed before',
      'translation-file': latin,
      title: 'My title',
    }).expect(422);
    expect(words(text)).toContain(
      'story.txt is not UTF-8, and the byte 0xE9 in line 1, column 2 may stand for “é” (Windows-1252) or “È” (Mac Roman). Save it as UTF-8 and try again.',
    );
    expect(textarea(text, 'translation')).toBe('typed before');
    expect(inputs(text, 'title')).toEqual(['My title']);
  });

  it.each<[string, string, () => Promise<Buffer> | Buffer, readonly string[]]>([
    [
      'story.docx',
      'From story.docx: its headings and paragraphs.',
      () => docx(`${wp('The headline', 'Ttulo')}${wp('Part', 'Ttulo2')}${wp('Words of it.')}`),
      ['headline The headline', 'heading Part', 'paragraph Words of it.'],
    ],
    [
      'story.html',
      'From story.html: its headings and paragraphs.',
      () =>
        Buffer.from('<nav>x</nav><article><h1>The headline</h1><h2>Part</h2><p>Words<br>of it.</article>'),
      ['headline The headline', 'heading Part', 'paragraph Words\nof it.'],
    ],
    [
      'story.txt',
      'story.txt is not UTF-8. Its bytes prove it to be Windows-1252, and so it was read.',
      () => encode('El año\n\nWords of García, at length.', 'windows-1252'),
      ['headline El año', 'paragraph Words of García, at length.'],
    ],
  ])('reads %s, shows how it is cut, and keeps that cut', async (name, said, make, segments) => {
    const shown = await agent
      .post('/articles/new')
      .field('do', 'preview')
      .field('translation', 'typed before')
      .attach('translation-file', await make(), name)
      .expect(200);
    expect(words(shown.text)).toContain(said);
    expect(chosenKinds(shown.text)).toEqual(segments.map(segment => segment.split(' ')[0]));
    const kept = {
      'translation-kept': inputs(shown.text, 'translation-kept'),
      'translation-kept-name': inputs(shown.text, 'translation-kept-name'),
      'translation-kept-read': inputs(shown.text, 'translation-kept-read'),
      'translation-cut': inputs(shown.text, 'translation-cut'),
    };
    expect(words((await send({ do: 'preview', ...kept }).expect(200)).text)).toContain(said);
    const { headers } = await send({ do: 'check', ...kept }).expect(303);
    const review = await articleOf(headers.location);
    expect(review.segments.translation.map(({ kind, text }) => `${kind} ${text}`)).toEqual(segments);
  });

  it('says of a file that is no text what to do, and keeps what was typed', async () => {
    const { text } = await agent
      .post('/articles/new')
      .field('do', 'check')
      .field('translation', 'typed before')
      .attach('translation-file', Buffer.from('%PDF-1.7'), 'story.pdf')
      .expect(422);
    expect(words(text)).toContain('story.pdf is a PDF, which is not read here.');
    expect(textarea(text, 'translation')).toBe('typed before');
  });

  it('refuses an empty translation, NUL and too much, each beside its text, and keeps the rest', async () => {
    const empty = await send({
      do: 'check',
      translation: ' \r\n',
      comparable: 'Theirs.',
      'comparable-name': 'AP',
    });
    expect(empty.status).toBe(422);
    expect(words(empty.text)).toContain('Paste the translation, or choose its file.');
    expect(textarea(empty.text, 'comparable')).toBe('Theirs.');
    expect(inputs(empty.text, 'comparable-name')).toEqual(['AP']);
    const nul = await send({ do: 'check', translation: 'Fine.', comparable: 'One\r\ntwo\0' }).expect(422);
    expect(words(nul.text)).toContain('The second article has a NUL character in line 2, column 4.');
    const long = await send({ do: 'check', 'translation-file': Buffer.from('a '.repeat(500_001)) }).expect(
      422,
    );
    expect(words(long.text)).toContain('1,000,000 characters');
  });

  it('notices Spanish in the wrong place and moves it to its own', async () => {
    const fields = { translation: asBrowser(sample.translation), comparable: asBrowser(spanish) };
    const { text } = await send({ do: 'preview', ...fields }).expect(200);
    expect(words(text)).toContain('This reads as Spanish');
    const moved = await send({ do: 'move:comparable', ...fields }).expect(200);
    expect(textarea(moved.text, 'comparable')).toBe('');
    expect(textarea(moved.text, 'source')).toBe(spanish);
    expect(words(moved.text)).not.toContain('This reads as Spanish');
    const wrong = await send({ do: 'preview', translation: asBrowser(spanish) }).expect(200);
    expect(words(wrong.text)).toContain('Checked as it is, the article will be held.');
  });

  it('notices a second article that is the translation again', async () => {
    const text = asBrowser(sample.translation);
    const { text: page } = await send({ do: 'preview', translation: text, comparable: text }).expect(200);
    expect(words(page)).toContain('This is the translation again, or nearly');
  });

  it('joins, cuts and renames segments before the article is kept, and they stay so', async () => {
    const content = 'The headline of it\n\nOne sentence. Another one here.\n\nThe last.';
    const cutOf = (html: string) => ({ 'translation-cut': inputs(html, 'translation-cut') });
    const translation = asBrowser(content);
    const first = await send({ do: 'preview', translation }).expect(200);
    const kinds = ['headline', 'heading', 'paragraph'];
    const opened = await send({
      do: 'open:translation:1',
      translation,
      'translation-kind': kinds,
      ...cutOf(first.text),
    });
    expect(chosenKinds(opened.text)).toEqual(kinds);
    const offset = content.indexOf('Another');
    expect(opened.text).toContain(`value="cut:translation:${offset}"`);
    const cut = await send({ do: `cut:translation:${offset}`, translation, ...cutOf(opened.text) });
    expect(words(cut.text)).toContain('4 paragraphs');
    const joined = await send({ do: 'join:translation:2', translation, ...cutOf(cut.text) });
    const { headers } = await send({ do: 'check', translation, ...cutOf(joined.text) }).expect(303);
    const review = await articleOf(headers.location);
    expect(review.segments.translation.map(({ kind, text }) => [kind, text])).toEqual([
      ['headline', 'The headline of it'],
      ['heading', 'One sentence.'],
      ['paragraph', 'Another one here.\n\nThe last.'],
    ]);
  });

  it('says of an empty file that it is empty, and keeps what was typed', async () => {
    const { text } = await (await desk.agent('reviewer'))
      .post('/articles/new')
      .field('do', 'preview')
      .field('translation', 'Typed words.')
      .attach('translation-file', Buffer.from(''), 'nothing.txt')
      .expect(422);
    expect(words(text)).toContain('nothing.txt holds no text.');
    expect(textarea(text, 'translation')).toBe('Typed words.');
  });

  it('forgets a cut once the words have changed', async () => {
    const first = await send({ do: 'preview', translation: 'One.\r\nTwo.' });
    const fields = { 'translation-cut': inputs(first.text, 'translation-cut') };
    const { text } = await send({ do: 'preview', translation: 'One.\r\nTwo.\r\nThree.', ...fields });
    expect(words(text)).toContain('3 paragraphs');
    await send({ do: 'check', translation: 'One.', 'translation-cut': 'nonsense' }).expect(303);
  });

  it('keeps where texts come from', async () => {
    const { headers } = await send({
      do: 'check',
      title: 'In the list',
      translation: asBrowser(sample.translation),
      'translation-engine': 'Engine 3',
      comparable: asBrowser(sample.comparable),
      'comparable-name': 'Border Report',
      'comparable-published': '2024-03-22',
    }).expect(303);
    const review = await articleOf(headers.location);
    expect(review.title).toBe('In the list');
    expect(review.texts.translation.engine).toBe('Engine 3');
    expect(review.texts.comparable).toMatchObject({ name: 'Border Report', published: '2024-03-22' });
    await send({ do: 'check', translation: 'Some.', 'translation-published': '2024-13-40' }).expect(422);
  });
});

describe('second article', () => {
  it('is put beside the translation, with a preview before', async () => {
    const id = await desk.article({ comparable: undefined });
    const path = `/articles/${id}/comparable`;
    const shown = await agent.get(path).expect(200);
    const etag = inputs(shown.text, 'etag');
    const fields = { etag, place: 'comparable', comparable: asBrowser(sample.comparable) };
    const preview = await send({ do: 'preview', ...fields }, path).expect(200);
    expect(words(preview.text)).toContain('English, 542 words, 12 paragraphs');
    expect((await reviewOf(desk, id)).texts.comparable).toBeUndefined();
    await send({ do: 'keep', ...fields, 'comparable-name': 'AP' }, path)
      .expect(303)
      .expect('Location', `/articles/${id}`);
    expect((await reviewOf(desk, id)).texts.comparable).toMatchObject({
      name: 'AP',
      content: sample.comparable,
    });
    expect(words((await agent.get(path)).text)).toContain('AP stands there now, 12 paragraphs.');
  });

  it('is read from a Word document, and what is to be known of that is said', async () => {
    const id = await desk.article({ comparable: undefined });
    const path = `/articles/${id}/comparable`;
    const etag = inputs((await agent.get(path)).text, 'etag')[0]!;
    const inserted = '<w:p><w:ins w:id="1" w:author="a"><w:r><w:t>Words of it.</w:t></w:r></w:ins></w:p>';
    const bytes = await docx(`${wp('The headline', 'Ttulo')}${inserted}`);
    const shown = await agent
      .post(path)
      .field('do', 'preview')
      .field('etag', etag)
      .attach('comparable-file', bytes, 'story.docx')
      .expect(200);
    expect(words(shown.text)).toContain('The tracked changes in story.docx were read as accepted.');
    await agent
      .post(path)
      .field('do', 'keep')
      .field('etag', etag)
      .attach('comparable-file', bytes, 'story.docx')
      .expect(303);
    const { comparable } = (await reviewOf(desk, id)).segments;
    expect(comparable?.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'headline The headline',
      'paragraph Words of it.',
    ]);
  });

  it('goes to the place of the Spanish original when that is what it is', async () => {
    const id = await desk.article();
    const path = `/articles/${id}/comparable`;
    const etag = inputs((await agent.get(path)).text, 'etag');
    const preview = await send(
      { do: 'preview', etag, place: 'comparable', comparable: asBrowser(spanish) },
      path,
    );
    expect(words(preview.text)).toContain('This reads as Spanish');
    await send({ do: 'keep', etag, place: 'source', comparable: asBrowser(spanish) }, path).expect(303);
    expect((await reviewOf(desk, id)).texts).toMatchObject({
      source: { content: spanish },
      comparable: { content: sample.comparable },
    });
  });

  it('keeps the text that was sent when somebody was quicker, and says so', async () => {
    const id = await desk.article({ comparable: undefined });
    const path = `/articles/${id}/comparable`;
    const fields = { do: 'keep', place: 'comparable', comparable: 'My own article.' };
    const stale = await send({ ...fields, etag: '"a-0"' }, path).expect(412);
    expect(textarea(stale.text, 'comparable')).toBe('My own article.');
    expect(words(stale.text)).toContain('has changed since you opened this page');
    await send({ ...fields, etag: inputs(stale.text, 'etag') }, path).expect(303);
    await send({ ...fields, comparable: '', etag: '"a-0"' }, path).expect(422);
    await agent.get('/articles/none/comparable').expect(404);
  });
});
