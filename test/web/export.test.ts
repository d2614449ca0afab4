import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { act, handIn, reviewOf } from '../support/handed-in.ts';
import { words } from '../support/page.ts';
import { startDesk, type TestDesk } from '../support/web.ts';

let desk: TestDesk;
let draft: string;
let approved: string;
beforeAll(async () => {
  desk = await startDesk();
  const marta = await desk.user('reviewer');
  draft = await desk.article({ title: 'Still a draft' });
  approved = await desk.article({ title: 'Signed off' });
  const { corrections } = await handIn(desk, approved, marta);
  const ana = await desk.user('approver');
  for (const { id } of corrections) await act(desk, approved, ana, { kind: 'approve', correction: id });
  await act(desk, approved, ana, { kind: 'approve' });
});
afterAll(() => desk.close());

describe('export', () => {
  it('says of unapproved text that it will be a draft, and leads to what is missing', async () => {
    const agent = await desk.agent('reader');
    const { text } = await agent.get(`/articles/${draft}/export?include=approved`).expect(200);
    expect(words(text)).toContain('This will be a draft');
    expect(text).toContain('DRAFT-still-a-draft.txt');
    expect(text).toContain(`href="/articles/${draft}/approve"`);
    expect(text).toMatch(/value="approved" disabled/);
    expect(words(text)).toContain('DRAFT, not approved.');
    const file = await agent.get(`/articles/${draft}/export/file?format=txt&include=proposed`).expect(200);
    expect(file.headers['content-disposition']).toContain('DRAFT-still-a-draft.txt');
    await agent.get(`/articles/${draft}/export/file?format=txt&include=approved`).expect(409);
  });

  it('shows approved text before it leaves, and saves exactly that', async () => {
    const agent = await desk.agent('reader');
    const { text } = await agent.get(`/articles/${approved}/export`).expect(200);
    expect(words(text)).toContain('Signed off by Ana.');
    expect(words(text)).toContain('Save signed-off.txt');
    const link = /href="([^"]*export\/file[^"]*)"/
      .exec(text)![1]!
      .replaceAll('&amp;', '&')
      .replaceAll('&#x3D;', '=');
    const file = await agent.get(link).expect(200);
    expect(file.text).toBe((await reviewOf(desk, approved)).currentText);
  });

  it('offers every format, and escapes what the preview shows', async () => {
    const agent = await desk.agent('reviewer');
    const id = await desk.article({ translation: { text: '<script>alert(1)</script>\n\nA paragraph.' } });
    const { text } = await agent.get(`/articles/${id}/export?format=json`).expect(200);
    expect(text).not.toContain('<script>alert');
    expect(text).toMatch(/value="json" checked/);
    await agent.get('/articles/none/export').expect(404);
  });
});
