import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, client, serve } from '../support/api.ts';
import { startDesk, type TestDesk } from '../support/web.ts';

let desk: TestDesk;
let server: Awaited<ReturnType<typeof serve>>;
let api: Client;
beforeAll(async () => {
  desk = await startDesk();
  server = await serve(desk.app);
  api = client(server.url, await desk.token('reviewer', 'review'));
});
afterAll(async () => {
  await server.close();
  await desk.close();
});

const key = (value: string) => ({ 'Idempotency-Key': value });
const countArticles = async (): Promise<number> =>
  (await api<{ articles: unknown[] }>('GET', '/articles')).body.articles.length;

describe('a request with an Idempotency-Key', () => {
  it('sent sixteen times at once has one effect and one answer', async () => {
    const before = await countArticles();
    const body = { translation: 'A headline here\n\nOne paragraph that says something.' };
    const replies = await Promise.all(
      Array.from({ length: 16 }, () => api('POST', '/articles', body, key('import-1'))),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(replies.map(reply => JSON.stringify(reply.body))).size).toBe(1);
    expect(replies.filter(({ headers }) => headers.get('idempotency-replayed')).length).toBe(15);
    expect(new Set(replies.map(({ headers }) => headers.get('location'))).size).toBe(1);
    expect(await countArticles()).toBe(before + 1);
  });

  it('decides once, and answers the first answer again when the text has gone on', async () => {
    const id = await desk.article();
    const { body: article } = await api<{ etag: string; segments: { translation: { etag: string }[] } }>(
      'GET',
      `/articles/${id}`,
    );
    const decision = { kind: 'correct', start: 0, end: 0, after: 'X ', category: 'other', severity: 'minor' };
    const send = () =>
      api<{ decisions: { id: string }[] }>('POST', `/articles/${id}/decisions`, decision, {
        ...key('decide-1'),
        'If-Match': article.segments.translation[0]!.etag,
      });
    const replies = await Promise.all(Array.from({ length: 16 }, send));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(replies.map(({ body }) => body.decisions[0]!.id)).size).toBe(1);
    await api('POST', `/articles/${id}/decisions`, { kind: 'comment', segment: 0, text: 'Later.' });
    const again = await send();
    expect(again.body).toEqual(replies[0]!.body);
    expect((await desk.desk.review(id))?.history.map(({ kind }) => kind)).toEqual(['correct', 'comment']);
  });

  it('is refused with another body, and with a key that is none', async () => {
    const send = (title: string, name = 'import-2') =>
      api('POST', '/articles', { title, translation: 'Words.' }, key(name));
    expect((await send('One')).status).toBe(201);
    expect(await send('Two')).toMatchObject({ status: 422, body: { code: 'key-reused' } });
    expect(await send('One', 'with space')).toMatchObject({ status: 422, body: { code: 'bad-key' } });
  });

  it('belongs to who sends it and what it is for', async () => {
    const body = { translation: 'Some words.' };
    const other = client(server.url, await desk.token('approver', 'approve'));
    const first = await api<{ id: string }>('POST', '/articles', body, key('mine'));
    const second = await other<{ id: string }>('POST', '/articles', body, key('mine'));
    expect(second.body.id).not.toBe(first.body.id);
    const text = { text: 'Some words.' };
    expect((await api('POST', '/texts', text, key('mine'))).status).toBe(201);
  });

  it('that was refused may come again', async () => {
    const id = await desk.article();
    const send = (etag: string) =>
      api('POST', `/articles/${id}/decisions`, { kind: 'archive' }, { ...key('a'), 'If-Match': etag });
    expect((await send('"a-0"')).status).toBe(412);
    const etag = (await desk.desk.review(id))!.etag;
    expect((await send(etag)).status).toBe(200);
    expect((await send('"a-0"')).status).toBe(200);
  });

  it('answers what is gone as it did when it went', async () => {
    const owner = client(server.url, await desk.token('owner', 'admin'));
    const id = await desk.article();
    const remove = (name: string) => owner('DELETE', `/articles/${id}`, undefined, key(name));
    expect((await remove('gone')).status).toBe(204);
    expect((await remove('gone')).status).toBe(204);
    expect((await remove('other')).status).toBe(404);
    expect((await owner('DELETE', `/articles/${await desk.article()}`, undefined, key('gone'))).status).toBe(
      204,
    );
  });

  it('never keeps the secret of a token', async () => {
    const owner = client(server.url, await desk.token('owner', 'admin'));
    const body = { name: 'feed', user: 'reviewer', scope: 'read' };
    const [first, second] = await Promise.all([
      owner<{ id: string; token?: string }>('POST', '/tokens', body, key('t')),
      owner<{ id: string; token?: string }>('POST', '/tokens', body, key('t')),
    ]);
    expect(first.body.id).toBe(second.body.id);
    expect([first, second].filter(({ body }) => body.token).length).toBe(1);
  });
});
