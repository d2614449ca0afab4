import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { words } from '../support/page.ts';
import { startDesk, type TestDesk } from '../support/web.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

describe('a page that is kept', () => {
  it('is the same until something is written, and never older', async () => {
    const id = await desk.article();
    const agent = await desk.agent('reviewer');
    const page = async (path = `/articles/${id}`) => (await agent.get(path).expect(200)).text;
    const first = await page();
    expect(await page()).toBe(first);
    for (let n = 0; n < 3; n++) {
      const body = { kind: 'comment', segment: 0, text: `Comment number ${n}` };
      await agent.post(`/api/v1/articles/${id}/decisions`).send(body).expect(200);
      expect(words(await page())).toContain(`Comment number ${n}`);
      expect(await page()).toContain(`Comment number ${n}`);
    }
  });

  it('belongs to one person and one address', async () => {
    const id = await desk.article();
    const [reviewer, approver] = [await desk.agent('reviewer'), await desk.agent('approver')];
    const one = (await reviewer.get(`/articles/${id}`)).text;
    const two = (await approver.get(`/articles/${id}`)).text;
    expect(one).toContain('Marta Soto');
    expect(two).toContain('Ana Salcedo');
    expect(two).not.toContain('Marta Soto');
    expect((await reviewer.get('/articles?show=all')).text).not.toBe((await reviewer.get('/articles')).text);
    expect((await reviewer.get('/articles/none')).status).toBe(404);
    expect((await reviewer.get('/articles/none')).status).toBe(404);
  });

  it('does not outlive a session or a role', async () => {
    const id = await desk.article();
    const agent = await desk.agent('reader', 'rosa');
    await agent.get(`/articles/${id}`).expect(200);
    const { id: user } = await desk.user('reader', 'rosa');
    const entry = { id: 'e-out', at: new Date().toISOString(), by: '', kind: 'disable-user', payload: {} };
    await desk.store.changeUser(user, { disabled: true }, entry);
    await agent.get(`/articles/${id}`).expect(303);
  });
});

it('what another process writes is seen', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'walnuts-state-'));
  const [one, two] = [await openStore(folder), await openStore(folder)];
  const state = await one.state();
  const entry = { id: 'e1', at: '2026-01-01T10:00:00.000Z', by: '', kind: 'add-user', payload: {} };
  const user = { id: 'u', name: 'ana', fullName: 'Ana', role: 'owner', disabled: false } as const;
  await two.addUser({ ...user, passwordHash: 'none' }, entry);
  expect(await one.state()).not.toBe(state);
  await Promise.all([one.close(), two.close()]);
  await rm(folder, { recursive: true });
});
