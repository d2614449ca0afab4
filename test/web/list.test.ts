import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { act, handIn } from '../support/handed-in.ts';
import { words } from '../support/page.ts';
import { sample, startDesk, type TestDesk } from '../support/web.ts';

const rowsOf = (html: string): string[] => html.split('<li class="row">').slice(1);
const tabsOf = (html: string): string => words(/<nav class="tabs".*?<\/nav>/s.exec(html)![0]).trim();

describe('an empty desk', () => {
  it('teaches what to do, each as they may', async () => {
    const desk = await startDesk();
    const reviewer = await (await desk.agent('reviewer')).get('/articles').expect(200);
    expect(words(reviewer.text)).toContain('No articles yet.');
    expect(reviewer.text).toContain('href="/articles/new"');
    const reader = await (await desk.agent('reader')).get('/articles').expect(200);
    expect(words(reader.text)).toContain('Nothing has been put on this desk.');
    expect(reader.text).not.toContain('href="/articles/new"');
    await (await desk.agent('reviewer')).get('/').expect(303).expect('Location', '/articles');
    await desk.close();
  });
});

describe('the list', () => {
  let desk: TestDesk;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    desk = await startDesk();
    const marta = await desk.user('reviewer');
    const ana = await desk.user('approver');
    ids.approved = await desk.article({ title: 'Approved one' });
    const handedIn = await handIn(desk, ids.approved, marta);
    for (const { id } of handedIn.corrections)
      await act(desk, ids.approved, ana, { kind: 'approve', correction: id });
    await act(desk, ids.approved, ana, { kind: 'approve' });
    ids.returned = await desk.article({ title: 'Returned one', comparable: undefined });
    await handIn(desk, ids.returned, marta);
    await act(desk, ids.returned, ana, { kind: 'return', reason: 'The tonnage does not match.' });
    ids.submitted = await desk.article({ title: 'Handed-in one' });
    await handIn(desk, ids.submitted, marta);
    ids.archived = await desk.article({ title: 'Archived one' });
    await act(desk, ids.archived, marta, { kind: 'archive' });
    ids.fresh = await desk.article({ title: 'Fresh one' });
  });
  afterAll(() => desk.close());

  it('shows a reviewer what is to be mended, with counts on every tab', async () => {
    const { text } = await (await desk.agent('reviewer')).get('/articles').expect(200);
    expect(tabsOf(text)).toBe('Waiting for you 2 In review 2 Handed in 1 Approved 1 All 4 Archived 1');
    expect(text).toMatch(/show(?:=|&#x3D;)waiting" aria-current="page"/);
    const [main] = text.split('Handed in and approved, last two days');
    expect(rowsOf(main!).map(row => words(/<h2>.*?<\/h2>/s.exec(row)![0]).trim())).toEqual([
      'Fresh one',
      'Returned one',
    ]);
  });

  it('shows an approver what is handed in, too, and leads to the approval', async () => {
    const { text } = await (await desk.agent('approver')).get('/articles').expect(200);
    expect(tabsOf(text)).toMatch(/^Waiting for you 3 /);
    expect(text).toContain(`href="/articles/${ids.submitted}/approve"`);
  });

  it('has no tab of waiting for a reader, who can change nothing', async () => {
    const { text } = await (await desk.agent('reader')).get('/articles').expect(200);
    expect(tabsOf(text)).toMatch(/^In review 2 /);
    expect(text).not.toContain('/comparable"');
  });

  it('says of each article words, second article, severity by shape and word, state, who and when', async () => {
    const { text } = await (await desk.agent('reviewer')).get('/articles?show=all').expect(200);
    const row = (title: string): string => rowsOf(text).find(html => html.includes(title))!;
    const fresh = row('Fresh one');
    expect(words(fresh)).toContain('440 words. Checked against Border Report: 12 paragraphs, ');
    expect(fresh).toMatch(/<i class="sev critical" aria-hidden="true"><\/i>\d+ critical/);
    expect(fresh).toMatch(/<svg class="bar".*<rect class="p-critical"/);
    expect(words(fresh)).toContain('New Nobody yet');
    const returned = row('Returned one');
    expect(words(returned)).toContain('No second article. Add one');
    expect(returned).toContain(`href="/articles/${ids.returned}/comparable"`);
    expect(words(returned)).toContain('Returned by Ana The tonnage does not match.');
    expect(words(row('Handed-in one'))).toContain('Handed in by you.');
    expect(words(row('Approved one'))).toContain('Approved by Ana. Export');
    expect(row('Approved one')).toContain(`href="/articles/${ids.approved}/export"`);
    expect(text).not.toMatch(/ style="/);
  });

  it('keeps archived articles apart', async () => {
    const agent = await desk.agent('reviewer');
    expect((await agent.get('/articles?show=all')).text).not.toContain('Archived one');
    expect((await agent.get('/articles?show=archived')).text).toContain('Archived one');
  });

  it('searches headlines and text, and says when nothing holds the words', async () => {
    const agent = await desk.agent('reviewer');
    const { text } = await agent.get('/articles').query({ q: 'handed-in' }).expect(200);
    expect(rowsOf(text)).toHaveLength(1);
    const inText = await agent.get('/articles').query({ q: 'Plazawhose' }).expect(200);
    expect(rowsOf(inText.text)).toHaveLength(4);
    const none = await agent.get('/articles').query({ q: '<b>100%</b>' }).expect(200);
    expect(none.text).toContain('&lt;b&gt;100%&lt;/b&gt;');
    expect(words(none.text)).toContain('Nothing holds “<b>100%</b>”.');
  });

  it('takes back what an undo took back', async () => {
    const ana = await desk.user('approver');
    const review = (await desk.desk.review(ids.returned!))!;
    const { id } = review.history.findLast(({ kind }) => kind === 'return')!;
    await act(desk, ids.returned!, ana, { kind: 'undo', decision: id });
    const { text } = await (await desk.agent('approver')).get('/articles?show=handed-in').expect(200);
    expect(text).toContain('Returned one');
    expect(text).not.toContain('The tonnage does not match.');
    await act(desk, ids.returned!, ana, { kind: 'return', reason: 'The tonnage does not match.' });
  });
});

describe('many articles', () => {
  it('come in pages, newest first, with a way back', async () => {
    const desk = await startDesk();
    for (let n = 1; n <= 27; n++)
      await desk.desk.createArticle(
        { title: `Article ${n}`, translation: { text: sample.translation } },
        (await desk.user('reviewer')).id,
      );
    const agent = await desk.agent('reviewer');
    const first = await agent.get('/articles').expect(200);
    expect(rowsOf(first.text)).toHaveLength(25);
    expect(first.text).toContain('Article 27');
    const older = /<a href="([^"]*)" rel="next">/
      .exec(first.text)![1]!
      .replaceAll('&amp;', '&')
      .replaceAll('&#x3D;', '=');
    const second = await agent.get(older).expect(200);
    expect(rowsOf(second.text)).toHaveLength(2);
    expect(words(second.text)).toContain('Newest');
    const past = await agent.get('/articles?show=waiting&cursor=0').expect(200);
    expect(words(past.text)).toContain('There is nothing further.');
    await desk.close();
  });
});
