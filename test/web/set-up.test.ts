import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inputs, words } from '../support/page.ts';
import { startDesk, type TestDesk } from '../support/web.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const form = { code: 'test-code', fullName: 'Olga Paz', name: 'olga', passphrase: 'four plain words do' };
const post = (fields: Partial<typeof form>) =>
  request(desk.app)
    .post('/setup')
    .set('Host', 'localhost')
    .type('form')
    .send({ ...form, ...fields });

describe('first visit', () => {
  it('leads everybody to the set-up while there is no account', async () => {
    const { headers } = await request(desk.app).get('/articles').expect(303);
    expect(headers.location).toBe('/setup');
  });

  it('opens by its code only, with a plain page otherwise', async () => {
    const shown = await request(desk.app).get('/setup?code=test-code').set('Host', 'localhost').expect(200);
    expect(inputs(shown.text, 'code')).toEqual(['test-code']);
    expect(shown.text).not.toContain('sample article');
    const refused = await request(desk.app).get('/setup?code=wrong').set('Host', 'localhost').expect(403);
    expect(words(refused.text)).toContain('lacks the right one-time code');
  });

  it('says beside each field what is wrong and keeps what was typed, but the passphrase', async () => {
    const { text } = await post({ fullName: '', name: 'two words', passphrase: 'walnuts' }).expect(422);
    expect(inputs(text, 'name')).toEqual(['two words']);
    expect(words(text)).toContain('without spaces');
    expect(words(text)).toContain('7 characters. It needs 12 or more');
    expect(text).not.toContain('value="walnuts"');
    expect(text.match(/aria-invalid="true"/g)).toHaveLength(3);
  });

  it('is open while there is no owner, whatever accounts the command line has made', async () => {
    await desk.user('reviewer');
    await request(desk.app).get('/setup?code=test-code').set('Host', 'localhost').expect(200);
  });

  it('makes the owner once, signs them in, and never opens again', async () => {
    const made = await post({}).expect(303);
    expect(made.headers.location).toBe('/articles');
    const cookie = String(made.headers['set-cookie']).split(';')[0]!;
    await request(desk.app).get('/articles').set('Cookie', cookie).expect(200);
    await post({ name: 'second' }).expect(303).expect('Location', '/login');
    await request(desk.app)
      .get('/setup?code=test-code')
      .set('Host', 'localhost')
      .expect(303)
      .expect('Location', '/login');
  });
});
