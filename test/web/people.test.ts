import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, client, serve } from '../support/api.ts';
import { startDesk, type TestDesk } from '../support/web.ts';

let desk: TestDesk;
let server: Awaited<ReturnType<typeof serve>>;
let owner: Client;
let reviewer: Client;
beforeAll(async () => {
  desk = await startDesk();
  server = await serve(desk.app);
  owner = client(server.url, await desk.token('owner', 'admin'));
  reviewer = client(server.url, await desk.token('reviewer', 'review'));
});
afterAll(async () => {
  await server.close();
  await desk.close();
});

const account = {
  name: 'ben',
  fullName: 'Ben Ruiz',
  role: 'reviewer',
  passphrase: 'walks in the long grass',
};

describe('the owner, by the API', () => {
  it('makes an account that can sign in, changes its role, shuts it out', async () => {
    const made = await owner<{ id: string }>('POST', '/users', account);
    expect(made).toMatchObject({ status: 201, body: { name: 'ben', role: 'reviewer', disabled: false } });
    expect(JSON.stringify(made.body)).not.toContain('passphrase');
    expect(await owner('POST', '/users', account)).toMatchObject({ status: 409, body: { code: 'taken' } });
    const weak = { ...account, name: 'eve', passphrase: 'short' };
    expect((await owner('POST', '/users', weak)).status).toBe(422);
    const signIn = () =>
      fetch(`${server.url}/login`, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ name: 'ben', password: account.passphrase }),
      });
    expect((await signIn()).status).toBe(303);
    const path = `/users/${made.body.id}`;
    expect((await owner('PATCH', path, { role: 'approver' })).body).toMatchObject({ role: 'approver' });
    expect((await owner('PATCH', path, {})).status).toBe(422);
    expect((await owner('PATCH', path, { disabled: true })).body).toMatchObject({ disabled: true });
    expect((await signIn()).status).not.toBe(303);
    expect((await owner('PATCH', '/users/none', { disabled: true })).status).toBe(404);
  });

  it('cannot leave the desk without an owner', async () => {
    const { id } = await desk.user('owner');
    expect(await owner('PATCH', `/users/${id}`, { role: 'reader' })).toMatchObject({ status: 409 });
  });

  it('makes tokens that hold no more than their account may, lists and revokes them', async () => {
    const made = await owner<{ id: string; token: string }>('POST', '/tokens', {
      name: 'feed',
      user: 'reviewer',
      scope: 'check',
    });
    expect(made.status).toBe(201);
    const feed = client(server.url, made.body.token);
    expect((await feed('POST', '/check', { translation: 'Some words.' })).status).toBe(200);
    expect((await feed('POST', '/articles', { translation: 'Some words.' })).status).toBe(403);
    const tooMuch = { name: 'x', user: 'reviewer', scope: 'approve' };
    expect((await owner('POST', '/tokens', tooMuch)).status).toBe(422);
    const listed = await owner<{ tokens: { id: string }[] }>('GET', '/tokens');
    expect(listed.body.tokens.map(({ id }) => id)).toContain(made.body.id);
    expect(JSON.stringify(listed.body)).not.toContain(made.body.token);
    expect((await owner('DELETE', `/tokens/${made.body.id}`)).status).toBe(204);
    expect((await owner('DELETE', `/tokens/${made.body.id}`)).status).toBe(404);
    expect((await feed('GET', '/articles')).status).toBe(401);
  });

  it('reads the whole log by pages', async () => {
    await desk.article();
    type Page = {
      entries: { seq: number; kind: string; hash: string; previousHash: string }[];
      next?: string;
    };
    const entries: Page['entries'] = [];
    for (let cursor: string | undefined = '0'; cursor !== undefined; ) {
      const { body }: { body: Page } = await owner<Page>('GET', `/audit?limit=3&cursor=${cursor}`);
      entries.push(...body.entries);
      cursor = body.next;
    }
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
    for (const [index, { previousHash }] of entries.entries())
      if (index > 0) expect(previousHash).toBe(entries[index - 1]!.hash);
    expect(new Set(entries.map(({ kind }) => kind))).toContain('add-token');
    expect((await owner('GET', '/audit?limit=0')).status).toBe(422);
    expect((await owner('GET', '/audit?cursor=x')).status).toBe(422);
  });

  it('removes an article: its words are gone, also from kept answers', async () => {
    const body = { translation: 'Words that nobody else has written.' };
    const made = await reviewer<{ id: string }>('POST', '/articles', body, { 'Idempotency-Key': 'gone' });
    const { id } = made.body;
    expect((await reviewer('DELETE', `/articles/${id}`)).status).toBe(403);
    expect((await owner('DELETE', `/articles/${id}`)).status).toBe(204);
    expect((await owner('DELETE', `/articles/${id}`)).status).toBe(404);
    expect((await reviewer('GET', `/articles/${id}`)).status).toBe(404);
    // A late repetition does not bring it back.
    const again = await reviewer<{ code: string }>('POST', '/articles', body, { 'Idempotency-Key': 'gone' });
    expect(again).toMatchObject({ status: 410, body: { code: 'removed' } });
  });

  it('is the only one who may', async () => {
    for (const path of ['/users', '/tokens', '/audit'])
      expect((await reviewer('GET', path)).status).toBe(403);
  });
});

describe('the archive', () => {
  it('keeps a lone text, each wording once', async () => {
    const text = {
      text: 'A headline here\n\nThe words of an English article, long enough to tell its language by them.',
      name: 'Border Report',
    };
    const first = await reviewer<{ id: string }>('POST', '/texts', text);
    expect(first).toMatchObject({ status: 201, body: { language: 'en', segments: 2 } });
    const second = await reviewer<{ id: string }>('POST', '/texts', text);
    expect(second.body.id).toBe(first.body.id);
    const spanish =
      'Las autoridades de Sonora informaron este lunes que el hombre fue detenido en la ciudad.';
    expect(await reviewer('POST', '/texts', spanish)).toMatchObject({ body: { code: 'text-spanish' } });
    expect((await reviewer('POST', '/texts', '')).status).toBe(422);
    expect((await reviewer('POST', '/texts', 'NUL \0 here')).status).toBe(422);
  });
});
