import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exporters } from '../../src/export/index.ts';
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

  it.each(exporters)('shows what $id holds before it is saved', async ({ id }) => {
    const agent = await desk.agent('reader');
    const { text } = await agent.get(`/articles/${approved}/export?format=${id}`).expect(200);
    expect(text).toContain(`value="${id}" checked`);
    expect(words(text)).toContain('Nogales');
    expect(text).not.toContain('DRAFT');
  });

  it('shows tracked changes as words taken out and put in, and whose they are', async () => {
    const agent = await desk.agent('reader');
    const { text } = await agent.get(`/articles/${approved}/export?format=docx-tracked`).expect(200);
    expect(text).toMatch(/<del>Walnuts<\/del><ins>Nogales<\/ins>/);
    const { corrections } = await reviewOf(desk, approved);
    expect(words(text)).toContain(`${corrections.length} tracked changes by Marta Soto.`);
    const clean = await agent.get(`/articles/${approved}/export?format=docx`).expect(200);
    expect(clean.text).not.toContain('<del>');
  });

  it('shows the record of corrections as a table', async () => {
    const agent = await desk.agent('reader');
    const { text } = await agent.get(`/articles/${approved}/export?format=csv`).expect(200);
    expect(words(text)).toContain('before after category severity detector reviewer');
    expect(text).toContain('<td>Walnuts</td><td>Nogales</td>');
    const none = await agent.get(`/articles/${draft}/export?format=csv`).expect(200);
    expect(words(none.text)).toContain('There are no corrections.');
  });

  it.each(['md', 'html', 'docx', 'docx-tracked'])(
    'a draft as %s says so in its preview, too',
    async format => {
      const agent = await desk.agent('reader');
      const { text } = await agent.get(`/articles/${draft}/export?format=${format}`).expect(200);
      expect(words(text)).toContain('DRAFT, not approved.');
      expect(text).toMatch(/DRAFT-still-a-draft\.(?:md|html|docx)/);
    },
  );

  it('leaves names out where asked, and refuses where the format is about who did what', async () => {
    const agent = await desk.agent('reader');
    const file = (query: string) => agent.get(`/api/v1/articles/${approved}/export?${query}`);
    const named = await file('format=csv').expect(200);
    expect(named.headers['content-type']).toMatch(/^text\/csv; charset=utf-8/);
    expect(named.text).toContain(',"Marta Soto",');
    const { text } = await file('format=csv&names=false').expect(200);
    expect(text.split('\r\n')[0]).toBe(named.text.split('\r\n')[0]);
    expect(text).not.toMatch(/Marta|Ana/);
    for (const format of ['json', 'docx', 'docx-tracked'])
      await file(`format=${format}&names=false`).expect(422);
    await file('format=csv&names=maybe').expect(422);
  });

  it('offers every format, and escapes what the preview shows', async () => {
    const agent = await desk.agent('reviewer');
    const id = await desk.article({ translation: { text: '<script>alert(1)</script>\n\nA paragraph.' } });
    const { text } = await agent.get(`/articles/${id}/export?format=json`).expect(200);
    expect(text).not.toContain('<script>alert');
    expect(text).toMatch(/value="json" checked/);
    for (const { id: format } of exporters) {
      const page = await agent.get(`/articles/${id}/export?format=${format}`).expect(200);
      expect(page.text).not.toContain('<script>alert');
    }
    await agent.get('/articles/none/export').expect(404);
  });
});
