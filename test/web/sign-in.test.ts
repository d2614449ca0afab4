import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassphrase } from '../../src/web/secrets.ts';
import { inputs, words } from '../support/page.ts';
import { startDesk, type TestDesk } from '../support/web.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await startDesk();
  const passwordHash = await hashPassphrase('four plain words do');
  const user = { id: 'u1', name: 'ana', fullName: 'Ana Salcedo', role: 'approver', disabled: false } as const;
  const entry = { id: 'e1', at: new Date().toISOString(), by: '', kind: 'add-user', payload: {} };
  await desk.store.addUser({ ...user, passwordHash }, entry);
});
afterAll(() => desk.close());

const signIn = (fields: object) => request(desk.app).post('/login').type('form').send(fields);

describe('sign-in', () => {
  it('asks who it is and remembers where one wanted to go', async () => {
    const { headers } = await request(desk.app).get('/articles?show=all').expect(303);
    expect(headers.location).toBe(`/login?next=${encodeURIComponent('/articles?show=all')}`);
    const { text } = await request(desk.app).get(headers.location!).expect(200);
    expect(inputs(text, 'next')).toEqual(['/articles?show=all']);
  });

  it('leads back to the page whose form was sent, and says that nothing is lost', async () => {
    const send = (referer: string) =>
      request(desk.app).post('/articles/a1/decisions').set('Host', 'desk.test').set('Referer', referer);
    const { headers } = await send('http://desk.test/articles/a1?at=2').expect(303);
    const { text } = await request(desk.app).get(headers.location!).expect(200);
    expect(inputs(text, 'next')).toEqual(['/articles/a1?at=2']);
    expect(words(text)).toContain('You were signed out.');
    const wrong = await signIn({ name: 'ana', password: 'wrong', next: '/articles', form: 'open' });
    expect(words(wrong.text)).toContain('what you typed is still in your browser');
    const onConflict = await send('http://desk.test/articles/a1/edit').expect(303);
    expect(onConflict.headers.location).toContain(`next=${encodeURIComponent('/articles/a1')}&`);
    await send('http://elsewhere.test/articles/a1').expect(303).expect('Location', '/login');
  });

  it('says of a wrong name and a wrong passphrase the same, and keeps the name', async () => {
    const one = await signIn({ name: 'ana', password: 'wrong', next: '/articles?show=all' }).expect(401);
    const other = await signIn({ name: 'nobody', password: 'wrong', next: '/articles?show=all' }).expect(401);
    expect(words(one.text)).toContain('do not belong together');
    expect(inputs(one.text, 'name')).toEqual(['ana']);
    expect(inputs(one.text, 'next')).toEqual(['/articles?show=all']);
    expect(one.text.replace('value="ana"', '')).toBe(other.text.replace('value="nobody"', ''));
  });

  it('goes on to the page that was asked for, and to no other site', async () => {
    const right = { name: 'ana', password: 'four plain words do' };
    await signIn({ ...right, next: '/articles?show=all' })
      .expect(303)
      .expect('Location', '/articles?show=all');
    await signIn({ ...right, next: '//elsewhere.example' })
      .expect(303)
      .expect('Location', '/articles');
  });

  it('signs out from every page', async () => {
    const { headers } = await signIn({ name: 'ana', password: 'four plain words do' });
    const cookie = String(headers['set-cookie']).split(';')[0]!;
    const { text } = await request(desk.app).get('/articles').set('Cookie', cookie).expect(200);
    expect(text).toContain('action="/logout"');
    expect(words(text)).toContain('Signed in as Ana Salcedo');
    await request(desk.app).post('/logout').set('Cookie', cookie).expect(303).expect('Location', '/login');
    await request(desk.app).get('/articles').set('Cookie', cookie).expect(303);
  });

  it('answers an unknown address with a page that leads on', async () => {
    const agent = await desk.agent('reviewer');
    const { text } = await agent.get('/nowhere').expect(404);
    expect(text).toContain('href="/articles"');
    expect(words(text)).toContain('There is no such page here.');
  });

  it('slows down guessing for one name, and lets others in meanwhile', async () => {
    const guess = { name: 'Rita', password: 'wrong' };
    for (let tries = 0; tries < 5; tries++) await signIn(guess).expect(401);
    const { text, headers } = await signIn({ ...guess, name: 'rita' }).expect(429);
    expect(words(text)).toContain('Wait five minutes');
    expect(headers['retry-after']).toBeDefined();
    await signIn({ name: 'ana', password: 'four plain words do' }).expect(303);
  });
});
