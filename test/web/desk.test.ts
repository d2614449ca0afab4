import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnalysisFailed, type Analyst } from '../../src/analysis/index.ts';
import type { Review } from '../../src/model/index.ts';
import type { DecisionRequest } from '../../src/review/index.ts';
import { sampleAnalyst } from '../support/analyst.ts';
import { sample, startDesk, type TestDesk } from '../support/web.ts';

type Agent = Awaited<ReturnType<TestDesk['agent']>>;

describe('the desk by forms alone', () => {
  let desk: TestDesk;
  let reviewer: Agent;
  /** What the next analyses do. */
  let mood: 'well' | 'failing' | 'stopped' | 'silent' = 'well';

  beforeAll(async () => {
    desk = await startDesk({ analyst: moody() });
    reviewer = await desk.agent('reviewer');
  });
  afterAll(() => desk.close());

  function moody(): Analyst {
    const analyst = sampleAnalyst();
    return {
      ...analyst,
      async analyse(input) {
        if (mood === 'failing') throw new AnalysisFailed('time', 'made to fail');
        const analysis = await analyst.analyse(input);
        if (mood === 'silent') return { ...analysis, findings: [] };
        if (mood !== 'stopped' || input.dismissedWarnings?.length) return analysis;
        const message = { key: 'warning.translation-is-spanish' };
        return {
          ...analysis,
          findings: [],
          warnings: [{ code: 'translation-is-spanish', message, stops: true }],
        };
      },
    };
  }

  const review = async (id: string): Promise<Review> => (await desk.desk.review(id))!;
  const findingOf = async (id: string, words: string) =>
    (await review(id)).findings.find(({ text }) => text === words)!;
  const page = async (id: string, search = '', agent = reviewer): Promise<string> =>
    (await agent.get(`/articles/${id}${search}`).expect(200)).text;

  /** A form of a page: its action and its fields as a browser would send them, radio buttons aside. */
  function formWith(html: string, marker: string): { action: string; fields: Record<string, string> } {
    const form = html.match(/<form[\s\S]*?<\/form>/g)?.find(other => other.includes(marker));
    if (!form) throw new Error(`no form with ${marker}`);
    const fields: Record<string, string> = {};
    for (const [input] of form.matchAll(/<input type="hidden"[^>]*>/g))
      fields[attribute(input, 'name')] = attribute(input, 'value');
    // A browser drops the line break right after the tag, and only that one.
    for (const [, open, words] of form.matchAll(/<textarea([^>]*)>\n?([\s\S]*?)<\/textarea>/g))
      fields[attribute(open!, 'name')] = plain(words!);
    return { action: attribute(form, 'action'), fields };
  }
  const attribute = (tag: string, name: string): string =>
    plain(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
  const plain = (html: string): string =>
    html
      .replaceAll('&quot;', '"')
      .replaceAll('&#x27;', "'")
      .replaceAll('&#x3D;', '=')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  const send = (
    form: ReturnType<typeof formWith>,
    more: Record<string, string | string[]> = {},
    agent = reviewer,
  ) =>
    agent
      .post(form.action)
      .type('form')
      .send({ ...form.fields, ...more });
  const decide = async (id: string, request: DecisionRequest, role: 'reviewer' | 'approver' = 'reviewer') => {
    const present = await review(id);
    const etags = [present.etag, ...present.segments.translation.map(({ etag }) => etag)].join(',');
    const answer = await desk.desk.decide(id, [request], { user: await desk.user(role) }, etags);
    if ('refusal' in answer) throw new Error(answer.refusal.message.key);
  };

  it('marks findings by shape, chooses one, and has neither style nor script in the page', async () => {
    const id = await desk.article();
    const { id: finding } = await findingOf(id, 'Walnuts');
    const html = await page(id, `?finding=${finding}`);
    expect(plain(html)).toContain(
      `<a class="f critical chosen" href="/articles/${id}?finding=${finding}#f-${finding}"`,
    );
    expect(html).toContain('aria-current="true" aria-describedby="says-critical">Walnuts</a>');
    expect(html).toMatch(/<h2 class="quoted critical"><span>Walnuts<\/span>/);
    expect(html).toContain('<b class="num">0</b> of 40 decided');
    expect(html).toContain('Hand in after 13 more');
    expect(html).not.toMatch(/ style="|<style|<script(?! type="module" src)| on\w+="/);
    expect(new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, name]) => name)).size).toBe(
      [...html.matchAll(/ id="([^"]+)"/g)].length,
    );
  });

  it('lays the line of a second finding lower', async () => {
    const html = await page(await desk.article());
    expect(html).toMatch(
      /<span class="f major"><a class="f major"[^>]*>Plaza<\/a><\/span><a class="f major low"[^>]*>whose<\/a>/,
    );
  });

  it('accepts, shows the replacement, moves on, says what was done and offers to undo it', async () => {
    const id = await desk.article();
    const { id: finding } = await findingOf(id, 'Sonorafor');
    const form = formWith(await page(id, `?finding=${finding}`), 'name="suggestion"');
    const answer = await send(form, { suggestion: '0' }).expect(303);
    const next = await findingOf(id, 'it will begin with the objective of');
    expect(answer.headers.location).toContain(`finding=${next.id}`);
    expect(answer.headers.location).toContain(`#f-${next.id}`);
    const html = (await reviewer.get(answer.headers.location!).expect(200)).text;
    expect(html).toMatch(/<del>Sonorafor<\/del><ins>Sonora, for<\/ins>/);
    expect(html).toContain('Sonorafor became Sonora, for');
    const undone = await send(formWith(html, 'Undo</button> <kbd>u')).expect(303);
    expect(undone.headers.location).toContain(`finding=${finding}`);
    expect((await review(id)).corrections).toEqual([]);
  });

  it('accepts the same once more with a tick, as one act', async () => {
    const id = await desk.article();
    const { id: finding } = await findingOf(id, '20 million dollars');
    const html = await page(id, `?finding=${finding}`);
    const also = /name="also" value="(\w+)"/.exec(html)?.[1];
    expect(also).toBeDefined();
    await send(formWith(html, 'name="suggestion"'), { suggestion: '0', also: also! }).expect(303);
    const { corrections, history } = await review(id);
    expect(corrections).toHaveLength(2);
    expect(new Set(history.map(({ batch }) => batch)).size).toBe(1);
  });

  it('takes own words, a dismissal with reason and scope, and a comment', async () => {
    const id = await desk.article();
    const walnuts = await findingOf(id, 'Walnuts');
    await send(formWith(await page(id, `?finding=${walnuts.id}`), 'name="start"'), {
      after: 'Nogales, Son.',
      category: 'translated-name',
      severity: 'critical',
    }).expect(303);
    const strangle = await findingOf(id, 'strangle');
    const drop = formWith(await page(id, `?finding=${strangle.id}`), 'value="dismiss"');
    await send(drop, { reason: 'faithful-quotation', scope: 'article' }).expect(303);
    const talk = formWith(await page(id, `?finding=${strangle.id}`), 'value="comment"');
    await send(talk, { text: 'The original has it.' }).expect(303);
    const now = await review(id);
    expect(now.corrections[0]).toMatchObject({ before: 'Walnuts', after: 'Nogales, Son.' });
    expect(now.findings.find(({ id }) => id === strangle.id)).toMatchObject({
      state: 'dismissed',
      dismissal: { reason: 'faithful-quotation', scope: 'article' },
    });
    const html = await page(id, `?finding=${strangle.id}`);
    expect(html).toContain('Left as it was: Faithful quotation. This article.');
    expect(html).toContain('The original has it.');
    expect(html).toMatch(/<a class="kept chosen"/);
  });

  it('asks for the note of another reason and keeps the rest', async () => {
    const id = await desk.article();
    const { id: finding } = await findingOf(id, 'strangle');
    const drop = formWith(await page(id, `?finding=${finding}`), 'value="dismiss"');
    const refused = await send(drop, { reason: 'other', scope: 'here' }).expect(422);
    expect(refused.text).toContain('Say what the other reason is.');
    await send(formWith(refused.text, 'value="dismiss"'), { note: 'A word of the house.' }).expect(303);
    expect((await findingOf(id, 'strangle')).dismissal).toMatchObject({ note: 'A word of the house.' });
  });

  it('writes over a passage, headline too, as the least corrections, whatever line breaks a browser sends', async () => {
    const text = 'Big news from Sonora\r\n\r\nFirst line\r\nof a broken paragraph.\r\n\r\nThe last one.';
    const id = await desk.article({ translation: { text }, comparable: undefined });
    const form = formWith(await page(id, '?at=1'), 'id="passage"');
    await send(form, { text: 'Good news from Sonora', category: 'mistranslation', severity: 'major' }).expect(
      303,
    );
    expect((await review(id)).corrections[0]).toMatchObject({ before: 'Big', after: 'Good' });
    const second = (await review(id)).segments.translation.findIndex(({ text }) => text.includes('First'));
    const passage = formWith(await page(id, `?at=${second + 1}`), 'id="passage"');
    const sent = passage.fields.text!.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n');
    await send(passage, { text: sent, category: 'other', severity: 'minor' }).expect(303);
    expect((await review(id)).corrections).toHaveLength(1);
    await send(passage, {
      text: sent.replace('First', 'Second'),
      category: 'other',
      severity: 'minor',
    }).expect(303);
    expect((await review(id)).currentText).toBe(text.replace('Big', 'Good').replace('First', 'Second'));
  });

  it('marks words that the checks missed', async () => {
    const id = await desk.article();
    const { text } = (await review(id)).segments.translation[1]!;
    const from = text.indexOf('plaza boss');
    const html = await page(id, `?at=2&from=${from}&to=${from + 10}`);
    const form = formWith(html, 'id="mark-words"');
    expect(form.fields.after).toBe('plaza boss');
    await send(form, { after: 'local boss', category: 'calque', severity: 'minor' }).expect(303);
    const [correction] = (await review(id)).corrections;
    expect(correction).toMatchObject({ before: 'plaza boss', after: 'local boss', category: 'calque' });
    expect(await page(id, `?change=${correction!.id}`)).toContain('Written by Marta');
  });

  it('stays at the paragraph that was written in', async () => {
    const id = await desk.article();
    const form = formWith(await page(id, '?at=6'), 'id="passage"');
    const edited = await send(form, {
      text: form.fields.text!.replace('The purpose', 'The aim'),
      category: 'other',
      severity: 'minor',
    }).expect(303);
    expect(edited.headers.location).toMatch(/[?&]at=6#t6$/);
    const marked = formWith(await page(id, '?at=1&from=0&to=3'), 'id="mark-words"');
    const answer = await send(marked, { after: 'Our', category: 'other', severity: 'minor' }).expect(303);
    expect(answer.headers.location).toMatch(/[?&]at=1#t1$/);
  });

  it('goes to the end after the last finding only', async () => {
    const id = await desk.article();
    const open = (await review(id)).findings.filter(
      ({ quiet, state, severity }) => state === 'open' && !quiet && severity !== 'neutral',
    );
    const about = (finding: string) => ({ finding, reason: 'right-in-context', scope: 'here' }) as const;
    for (const { id: finding } of open.slice(1)) await decide(id, { kind: 'dismiss', ...about(finding) });
    const form = formWith(await page(id, `?finding=${open[0]!.id}`), 'value="dismiss"');
    const answer = await send(form, about(open[0]!.id)).expect(303);
    expect(answer.headers.location).toMatch(/#end$/);
    const edit = formWith(await page(id, '?at=6'), 'id="passage"');
    const text = `${edit.fields.text} Indeed.`;
    const edited = await send(edit, { text, category: 'other', severity: 'minor' }).expect(303);
    expect(edited.headers.location).toMatch(/#t6$/);
  });

  it('says which changes came back, from whom and why', async () => {
    const id = await desk.article();
    const { id: finding } = await findingOf(id, 'Sonorafor');
    await decide(id, { kind: 'accept', finding, suggestion: 0 });
    const mark = formWith(await page(id, '?at=6&from=0&to=3'), 'id="mark-words"');
    await send(mark, { after: 'Our', category: 'other', severity: 'minor' }).expect(303);
    for (const { id: other, state, severity } of (await review(id)).findings)
      if (state === 'open' && severity !== 'minor')
        await decide(id, { kind: 'dismiss', finding: other, reason: 'right-in-context', scope: 'here' });
    await decide(id, { kind: 'submit' });
    const [first, second] = (await review(id)).corrections;
    const reason = 'A comma is missing.';
    await decide(id, { kind: 'return', correction: first!.id, reason }, 'approver');
    const one = await page(id);
    expect(one).toContain('One change came back');
    expect(one).toMatch(/<a class="fix returned" href="[^"]*" id="[^"]*" aria-describedby="says-returned"/);
    expect(one).toContain('A change of paragraph 2 was returned');
    await decide(id, { kind: 'return', correction: second!.id, reason: 'No.' }, 'approver');
    const html = plain(await page(id));
    expect(html).toContain('2 changes came back');
    expect(html).toContain(`<a class="btn" href="/articles/${id}?finding=${finding}#f-${finding}">`);
    expect(await page(id, `?finding=${finding}`)).toContain('Returned by Ana: “A comma is missing.”');
    expect(await page(id, `?change=${second!.id}`)).toContain('Returned by Ana: “No.”');
    const waiting = (await reviewer.get('/articles').expect(200)).text;
    expect(waiting.split('2 changes came back')).toHaveLength(2);
    const nobody = (await reviewer.get('/articles?show=waiting&cursor=bad').expect(200)).text;
    expect(nobody).toContain('2 changes came back');
  });

  it('keeps a line break that a passage begins with', async () => {
    const id = await desk.article();
    const form = formWith(await page(id, '?at=6&from=0&to=3'), 'id="mark-words"');
    await send(form, { after: '\nThe', category: 'other', severity: 'minor' }).expect(303);
    const again = formWith(await page(id, '?at=6&from=0&to=4'), 'id="mark-words"');
    expect(again.fields.after).toBe('\nThe');
  });

  it('confirms, cuts, draws and pins links, and aligns again', async () => {
    const id = await desk.article();
    const link = async (kind: string, translation: number, comparable: number) => {
      const { etag, segments } = await review(id);
      const etags = `${segments.translation[translation]!.etag}, ${etag}`;
      await reviewer
        .post(`/articles/${id}/decisions`)
        .type('form')
        .send({ kind, translation: String(translation), comparable: String(comparable), etag: etags })
        .expect(303);
    };
    await link('confirm', 1, 1);
    await link('cut', 0, 0);
    await link('draw', 7, 3);
    await link('pin', 5, 1);
    const html = await page(id);
    expect(html).toContain('Confirmed');
    expect(html).toContain('Pinned');
    const links = (await review(id)).links.map(
      ({ translation, comparable, state }) => `${translation}-${comparable} ${state}`,
    );
    expect(links).toContain('1-1 confirmed');
    expect(links).toContain('7-3 confirmed');
    expect(links).toContain('5-1 pinned');
    expect(links.some(other => other.startsWith('0-0'))).toBe(false);
    await send(formWith(html, 'value="realign"')).expect(303);
  });

  it('answers who was slower with what stands now, and loses nothing', async () => {
    const id = await desk.article();
    const walnuts = await findingOf(id, 'Walnuts');
    const form = formWith(await page(id, `?finding=${walnuts.id}`), 'name="start"');
    const { id: other } = await findingOf(id, 'Sonorafor');
    await decide(id, { kind: 'accept', finding: other, suggestion: 0 }, 'approver');
    const sort = { category: 'translated-name', severity: 'critical' };
    const clash = await send(form, { after: 'Nogales, Sonora', ...sort }).expect(412);
    expect(clash.text).toContain('Ana changed paragraph 2 after you opened it');
    expect(clash.text).toContain('on the border with Sonora, for which');
    expect(clash.text).toMatch(/<textarea[^>]*name="after"[^>]*>\nNogales, Sonora<\/textarea>/);
    await send(formWith(clash.text, 'name="after"')).expect(303);
    expect((await review(id)).corrections.map(({ after }) => after)).toEqual([
      'Sonora, for',
      'Nogales, Sonora',
    ]);
  });

  it('sets what one wrote into what a colleague changed meanwhile', async () => {
    const id = await desk.article();
    const { id: other } = await findingOf(id, 'Sonorafor');
    const form = formWith(await page(id, '?at=2'), 'id="passage"');
    await decide(id, { kind: 'accept', finding: other, suggestion: 0 }, 'approver');
    const sort = { category: 'other', severity: 'minor' };
    const text = form.fields.text!.replace('launched', 'began');
    const clash = await send(form, { text, ...sort }).expect(412);
    expect(clash.text).toContain('Both fit together');
    await send(formWith(clash.text, 'name="text"')).expect(303);
    const { currentText } = await review(id);
    expect(currentText).toContain('began an operation');
    expect(currentText).toContain('Sonora, for which');
  });

  it('names the words of a suggestion that came too late', async () => {
    const id = await desk.article();
    const { id: finding } = await findingOf(id, 'Sonorafor');
    const form = formWith(await page(id, `?finding=${finding}`), 'name="suggestion"');
    await decide(id, { kind: 'accept', finding, suggestion: 0 }, 'approver');
    const { text } = await send(form, { suggestion: '1' }).expect(412);
    expect(text).toMatch(/<div class="mine">.*<del>Sonorafor<\/del><ins>/);
    expect(text).not.toContain('Accept that suggestion');
  });

  it('hands in when nothing grave is open, and is read only once approved', async () => {
    const id = await desk.article();
    await send(formWith(await page(id), 'value="archive"')).expect(303);
    expect(await page(id)).toContain('This article is archived');
    await send(formWith(await page(id), 'value="restore"')).expect(303);
    for (const finding of (await review(id)).findings)
      if (finding.severity !== 'minor')
        await decide(id, { kind: 'dismiss', finding: finding.id, reason: 'right-in-context', scope: 'here' });
    const ready = await page(id);
    expect(ready).toContain('Nothing stands in the way of handing in.');
    await send(formWith(ready, 'value="submit"')).expect(303);
    expect(await page(id)).toContain('Handed in by Marta');
    expect(await page(id, '', await desk.agent('approver'))).toContain(`href="/articles/${id}/approve"`);
    await decide(id, { kind: 'return', reason: 'Once more, please.' }, 'approver');
    expect(await page(id)).toContain('Once more, please.');
    await decide(id, { kind: 'submit' });
    await decide(id, { kind: 'approve' }, 'approver');
    const approved = await page(id);
    expect(approved).toContain('Approved by Ana');
    expect(approved).not.toContain('name="suggestion"');
    expect(approved).not.toContain('value="reopen"');
    await send(
      formWith(await page(id, '', await desk.agent('approver')), 'value="reopen"'),
      {},
      await desk.agent('approver'),
    ).expect(303);
    expect((await review(id)).state).toBe('in-review');
  });

  it('shows a reader everything and no button', async () => {
    const id = await desk.article();
    const reader = await desk.agent('reader');
    const html = await page(id, '', reader);
    expect(html).toContain('>Walnuts</a>');
    expect(html).not.toMatch(/method="post" action="(?!\/logout")/);
    await reader.post(`/articles/${id}/decisions`).type('form').send({ kind: 'submit' }).expect(403);
  });

  it('says what the checks are at: failed, held, silent, without a second article', async () => {
    mood = 'failing';
    const failed = await desk.article();
    mood = 'stopped';
    const held = await desk.article();
    mood = 'silent';
    const silent = await desk.article();
    mood = 'well';
    expect(await page(failed)).toContain('The checks could not finish');
    await send(formWith(await page(failed), '/check"')).expect(303);
    expect(await page(failed)).toContain('>Walnuts</a>');
    const stopped = await page(held);
    expect(stopped).toContain('Held: nothing is checked yet');
    await send(formWith(stopped, 'translation-is-spanish')).expect(303);
    await desk.desk.settled();
    expect(await page(held)).toContain('>Walnuts</a>');
    expect(await page(silent)).toContain('The checks found nothing in these 440 words.');
    const alone = await desk.article({ comparable: undefined });
    const html = await page(alone);
    expect(html).toContain('This translation stands alone');
    expect(html).toContain(`href="/articles/${alone}/comparable"`);
  });

  it('reads clean, keeps the view over a decision, and lists every decision with its undo', async () => {
    const id = await desk.article();
    const { id: finding } = await findingOf(id, 'Walnuts');
    const clean = await page(id, `?view=clean&finding=${finding}`);
    expect(clean).toMatch(/<p class="copy" lang="en">[^<]*Walnuts\.<\/p>/);
    const answer = await send(formWith(clean, 'name="suggestion"'), { suggestion: '0' }).expect(303);
    expect(answer.headers.location).toContain('view=clean');
    const html = await page(id);
    expect(html).toContain('History: one decision');
    await send(formWith(html, 'Undo<span class="unseen">: Walnuts became Nogales')).expect(303);
    expect((await review(id)).corrections).toEqual([]);
    expect(await page(id)).toContain('Do it again');
  });

  it('refuses damaged forms, foreign sites, unknown articles, and signs nobody in', async () => {
    const id = await desk.article();
    const post = (body: object) => reviewer.post(`/articles/${id}/decisions`).type('form').send(body);
    await post({ kind: 'explode' }).expect(400);
    await post({ kind: 'accept' }).expect(422);
    await post({ kind: 'accept', finding: ['a', 'b'] }).expect(400);
    await post({ kind: 'submit' }).expect(428);
    await post({ kind: 'submit', etag: '"a-0"' }).expect(412);
    await post({ kind: 'submit' }).set('Sec-Fetch-Site', 'cross-site').expect(403);
    await reviewer.post(`/articles/${id}/edit`).type('form').send({ segment: '99', text: 'x' }).expect(400);
    await reviewer.get('/articles/nowhere').expect(404);
    await page(id, '?finding=gone&at=999&whole=999&from=5&to=2&done=gone&change=gone');
  });

  it('shows odd texts as they are: marks of HTML, breaks, a thousand paragraphs', async () => {
    const odd = 'Fish & <b>chips</b> "quoted"\n\nIt’s {{text}} `code`.';
    const id = await desk.article({ translation: { text: odd }, comparable: undefined });
    const html = await page(id);
    expect(html).toContain('Fish &amp; &lt;b&gt;chips&lt;/b&gt; &quot;quoted&quot;');
    expect(html).toContain('It’s {{text}} &#x60;code&#x60;.');
    const long = sample.translation.concat('\n\nOne more paragraph of it.'.repeat(1000));
    const big = await desk.article({ translation: { text: long } });
    expect((await page(big)).match(/<section class="seg/g)!.length).toBeGreaterThan(1000);
  });

  it('draws the map of keys from the tables', async () => {
    const { text } = await reviewer.get('/keys').expect(200);
    for (const key of ['j', 'k', 'n', 'p', '1-9', 'e', 'm', 'x', 'c', 'l', 'u', '/', '?', 'a', 'r'])
      expect(text).toContain(`<kbd>${key}</kbd>`);
    expect(text).toContain('Mark what the checks missed');
  });
});
