import { randomUUID } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hashSecret } from '../../src/web/index.ts';
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
/** Comments that another process writes, all at once. */
async function writeElsewhere(id: string, texts: readonly string[]): Promise<void> {
  const append = texts.map(text => ({
    id: randomUUID(),
    at: new Date().toISOString(),
    by: '',
    kind: 'comment',
    article: id,
    payload: { kind: 'comment', segment: 0, text },
  }));
  await desk.store.change(id, () => ({ answer: true, append }));
}
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
    await writeElsewhere(id, ['From elsewhere.']);
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

  it('brings a backlog of megabytes, at the pace of who reads it', async () => {
    const id = await desk.article();
    const long = 'A long remark. '.repeat(320);
    const texts = Array.from({ length: 1_000 }, (_, n) => `${n} ${long}`);
    await writeElsewhere(id, texts);
    const slow = await new Promise<IncomingMessage>(resolve => {
      const headers = { Authorization: `Bearer ${token}` };
      get(`${server.url}/api/v1/articles/${id}/events?after=0`, { headers }, resolve);
    });
    const quick = await listen(server.url, token, id, '0');
    await quick.until(() => told(quick).length === texts.length);
    // While one reads nothing, the other hears what is said now.
    const { body } = await say(id, 'Said behind the backlog.');
    await quick.until(() => told(quick).length === texts.length + 1, 1_000);
    expect(told(quick).map(({ data }) => data.text)).toEqual([...texts, 'Said behind the backlog.']);
    let heard = '';
    for await (const chunk of slow.setEncoding('utf8')) {
      heard += chunk;
      if (heard.includes(body.decisions[0]!.id)) break;
    }
    const ids = [...heard.matchAll(/^id: (\d+)\nevent: decision$/gm)].map(([, id]) => id);
    expect(ids).toEqual(told(quick).map(({ id }) => id));
    quick.cut();
  });

  it('reads an article once for all who listen to it, and tells its state when it is another one', async () => {
    const id = await desk.article();
    const streams = await Promise.all(Array.from({ length: 10 }, () => listen(server.url, token, id)));
    await Promise.all(streams.map(stream => stream.until(events => events.length > 0)));
    const review = vi.spyOn(desk.desk, 'review');
    await writeElsewhere(id, ['For all.']);
    await Promise.all(streams.map(stream => stream.until(() => told(stream).length === 1)));
    expect(review).toHaveBeenCalledTimes(1);
    review.mockRestore();
    const etag = String(streams[0]!.events[0]!.data.etag);
    await api('POST', `/articles/${id}/decisions`, { kind: 'archive' }, { 'If-Match': etag });
    await desk.desk.settled();
    await Promise.all(streams.map(stream => stream.until(() => told(stream, 'article').length > 1)));
    await say(id, 'The state is the same.');
    await Promise.all(streams.map(stream => stream.until(() => told(stream).length === 3)));
    for (const stream of streams) {
      expect(told(stream, 'article').map(({ data }) => data.archived)).toEqual([false, true]);
      stream.cut();
    }
  });

  it('leaves places to others: an account has 20', async () => {
    const id = await desk.article();
    const greedy = await desk.token('reader', 'read', 'greedy');
    const streams = await Promise.all(Array.from({ length: 20 }, () => listen(server.url, greedy, id)));
    expect(new Set(streams.map(({ response }) => response.status))).toEqual(new Set([200]));
    expect((await listen(server.url, greedy, id)).response.status).toBe(503);
    const other = await listen(server.url, token, id);
    expect(other.response.status).toBe(200);
    streams[0]!.cut();
    await vi.waitFor(async () => {
      const again = await listen(server.url, greedy, id);
      again.cut();
      expect(again.response.status).toBe(200);
    });
    for (const stream of [other, ...streams]) stream.cut();
  });

  it('tells nothing more to whose token is revoked, or whose account is shut out', async () => {
    const id = await desk.article();
    const revoked = await desk.token('reader', 'read', 'leaver');
    const stays = await desk.token('reader', 'read', 'leaver');
    const shut = await desk.token('reader', 'read', 'shut out');
    const streams = await Promise.all([revoked, shut, stays].map(each => listen(server.url, each, id)));
    await Promise.all(streams.map(stream => stream.until(events => events.length > 0)));
    const entry = { id: randomUUID(), at: new Date().toISOString(), by: '', kind: 'test', payload: {} };
    const { id: tokenId } = (await desk.store.token(hashSecret(revoked)))!;
    await desk.store.revokeToken(tokenId, entry);
    const { id: userId } = await desk.user('reader', 'shut out');
    await desk.store.changeUser(userId, { disabled: true }, { ...entry, id: randomUUID() });
    await say(id, 'Not for everybody.');
    await Promise.all(streams.slice(0, 2).map(({ ended }) => ended));
    expect(streams.slice(0, 2).flatMap(stream => told(stream))).toEqual([]);
    await streams[2]!.until(() => told(streams[2]!).length === 1);
    streams[2]!.cut();
  });
});
