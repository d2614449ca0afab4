import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, client, listen, type Stream, serve } from '../support/api.ts';
import { startDesk, type TestDesk } from '../support/web.ts';

let desk: TestDesk;
let server: Awaited<ReturnType<typeof serve>>;
let token: string;
let api: Client;
beforeAll(async () => {
  desk = await startDesk();
  server = await serve(desk.app);
  token = await desk.token('reviewer', 'review');
  api = client(server.url, token);
});
afterAll(async () => {
  await server.close();
  await desk.close();
});

const say = (id: string, text: string) =>
  api<{ decisions: { id: string }[] }>('POST', `/articles/${id}/decisions`, {
    kind: 'comment',
    segment: 0,
    text,
  });
const told = ({ events }: Stream, name = 'decision') => events.filter(({ event }) => event === name);

describe('the stream of an article', () => {
  it('begins with the present state, and tells decisions as they are made', async () => {
    const id = await desk.article();
    const stream = await listen(server.url, token, id);
    expect(stream.response.headers.get('content-type')).toContain('text/event-stream');
    expect(stream.response.headers.get('cache-control')).toContain('no-transform');
    await stream.until(events => events.length === 1);
    expect(stream.events[0]).toMatchObject({
      event: 'article',
      data: { state: 'in-review', analysis: 'done' },
    });
    const from = Date.now();
    const { body } = await say(id, 'Said while you listen.');
    await stream.until(() => told(stream).length === 1);
    expect(Date.now() - from).toBeLessThan(1_000);
    expect(told(stream)[0]).toMatchObject({
      id: expect.stringMatching(/^\d+$/),
      data: { id: body.decisions[0]!.id, kind: 'comment', by: 'reviewer', text: 'Said while you listen.' },
    });
    stream.cut();
  });

  it('cut and taken up again misses nothing and tells nothing twice', async () => {
    const id = await desk.article();
    let last = String(await desk.store.lastSeq());
    const made: string[] = [];
    const writer = (async () => {
      for (let n = 0; n < 60; n++) made.push((await say(id, `Number ${n}`)).body.decisions[0]!.id);
    })();
    const heard: string[] = [];
    while (heard.length < 60) {
      const stream = await listen(server.url, token, id, last);
      await stream.until(() => told(stream).length >= Math.min(7, 60 - heard.length));
      stream.cut();
      await stream.ended;
      last = stream.lastId() ?? last;
      heard.push(...told(stream).map(({ data }) => String(data.id)));
    }
    await writer;
    expect(heard).toEqual(made);
  });

  it('tells two listeners the same, in the order of the log', async () => {
    const id = await desk.article();
    const other = await desk.article();
    const streams = await Promise.all([1, 2].map(() => listen(server.url, token, id)));
    await Promise.all(streams.map(stream => stream.until(events => events.length > 0)));
    await Promise.all(Array.from({ length: 12 }, (_, n) => say(n % 3 ? id : other, `Both ${n}`)));
    await Promise.all(streams.map(stream => stream.until(() => told(stream).length >= 8)));
    const [one, two] = streams.map(stream => told(stream));
    expect(one).toEqual(two);
    const ids = one!.map(({ id }) => Number(id));
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    for (const stream of streams) stream.cut();
  });

  it('tells what another process wrote', async () => {
    const id = await desk.article();
    const stream = await listen(server.url, token, id);
    await stream.until(events => events.length > 0);
    const payload = { kind: 'comment', segment: 0, text: 'From elsewhere.' };
    const entry = {
      id: randomUUID(),
      at: new Date().toISOString(),
      by: '',
      kind: 'comment',
      article: id,
      payload,
    };
    await desk.store.change(id, () => ({ answer: true, append: [entry] }));
    await stream.until(() => told(stream).length === 1);
    stream.cut();
  });

  it('tells a newer text, and what the checks made of it', async () => {
    const id = await desk.article();
    const stream = await listen(server.url, token, id);
    await stream.until(events => events.length > 0);
    await api('PUT', `/articles/${id}/comparable`, 'Another second article.\n\nWith two paragraphs.');
    await stream.until(() => told(stream, 'text').length === 1);
    await stream.until(() => told(stream, 'article').at(-1)?.data.analysis === 'done');
    expect(told(stream, 'text')[0]).toMatchObject({ data: { role: 'comparable', by: 'reviewer' } });
    stream.cut();
  });

  it('ends with its article', async () => {
    const id = await desk.article();
    const stream = await listen(server.url, token, id);
    await stream.until(events => events.length > 0);
    const owner = client(server.url, await desk.token('owner', 'admin'));
    expect((await owner('DELETE', `/articles/${id}`)).status).toBe(204);
    await stream.ended;
    expect(stream.events.at(-1)).toMatchObject({ event: 'removed' });
  });

  it('refuses what is no place in the log, and who is nobody', async () => {
    const id = await desk.article();
    expect((await listen(server.url, token, id, 'nonsense')).response.status).toBe(422);
    expect((await listen(server.url, 'wrong', id)).response.status).toBe(401);
    expect((await listen(server.url, token, 'none')).response.status).toBe(404);
    const late = await listen(server.url, token, id, '999999999');
    expect(late.response.status).toBe(200);
    late.cut();
  });
});
