import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/model/index.ts';
import { axe, hasBrowser, launchBrowser, listen, openPage, scrollsSideways } from '../support/browser.ts';
import { startDesk, type TestDesk } from '../support/web.ts';

describe.skipIf(!hasBrowser())('the desk in a browser', { retry: 1 }, () => {
  let desk: TestDesk;
  let browser: Browser;
  let server: Awaited<ReturnType<typeof listen>>;

  beforeAll(async () => {
    desk = await startDesk();
    server = await listen(desk);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await desk?.close();
  });

  async function open(role: Role = 'reviewer', view: Parameters<typeof openPage>[4] = {}) {
    const id = await desk.article();
    const opened = await openPage(browser, desk, server.origin, role, view);
    await opened.page.goto(`${server.origin}/articles/${id}`);
    return { id, ...opened };
  }

  const choose = async (page: Page, words: string) => {
    await page.locator('.copy a.f', { hasText: words }).first().click();
    await page.locator('.quoted', { hasText: words }).waitFor();
  };
  /** The next decision is answered late. */
  const late = (page: Page) =>
    page.route('**/decisions', async route => {
      const response = await route.fetch({ maxRedirects: 0 });
      await new Promise(resolve => setTimeout(resolve, 700));
      await route.fulfill({ response });
    });
  const corrections = async (id: string) => (await desk.desk.review(id))!.corrections;

  for (const width of [1440, 390])
    for (const dark of [false, true])
      it(`passes axe at ${width} px, ${dark ? 'dark' : 'light'}, in every panel`, async () => {
        const { id, page, context, complaints } = await open('reviewer', { width, dark });
        const walnuts = (await desk.desk.review(id))!.findings.find(({ text }) => text === 'Walnuts')!;
        for (const place of [
          '',
          `?finding=${walnuts.id}`,
          '?at=3',
          '?at=2&from=0&to=7',
          '?view=clean',
          '?whole=all',
        ]) {
          await page.goto(`${server.origin}/articles/${id}${place}`);
          expect(await axe(page), place).toEqual([]);
          expect(await scrollsSideways(page), place).toBe(false);
        }
        expect(complaints).toEqual([]);
        await context.close();
      });

  it('accepts by key, moves on, says so, and undoes by key', async () => {
    const { id, page, context, complaints } = await open();
    await choose(page, 'Walnuts');
    await page.keyboard.press('1');
    await page.locator('.toast', { hasText: 'Walnuts became Nogales' }).waitFor();
    expect((await corrections(id)).map(({ after }) => after)).toEqual(['Nogales']);
    expect(await page.locator('.copy ins', { hasText: 'Nogales' }).count()).toBe(1);
    expect(await page.locator('.quoted').textContent()).toBe('Through a statement');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Through a statement');
    expect(page.url()).toContain('finding=');
    await page.keyboard.press('u');
    await page.locator('.quoted', { hasText: 'Walnuts' }).waitFor();
    expect(await corrections(id)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('walks the open findings with n and p, the paragraphs with j and k', async () => {
    const { page, context } = await open();
    await page.keyboard.press('n');
    await page.locator('.quoted', { hasText: 'government of USA' }).waitFor();
    await page.keyboard.press('p');
    await page.locator('.quoted', { hasText: 'SONORA.-' }).waitFor();
    await page.keyboard.press('j');
    await page.locator('#t3.now').waitFor();
    await page.locator('.panel-head', { hasText: 'Paragraph 3' }).waitFor();
    await page.keyboard.press('k');
    await page.locator('#t2.now').waitFor();
    await context.close();
  });

  it('keeps keys out of text fields, leads into the panel by Enter and back by Esc', async () => {
    const { id, page, context } = await open();
    await choose(page, 'Sonorafor');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate('document.activeElement.className')).toBe('panel-in');
    await page.keyboard.press('Escape');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Sonorafor');
    await page.keyboard.press('e');
    await page.keyboard.type('Sonora, in 1 jump,');
    expect(await corrections(id)).toEqual([]);
    await page.locator('.own[open] .btn.do').click();
    await page.locator('.toast', { hasText: 'Sonora, in 1 jump,' }).waitFor();
    expect((await corrections(id))[0]).toMatchObject({ before: 'Sonorafor', after: 'Sonora, in 1 jump,' });
    await context.close();
  });

  it('dismisses with a reason by x', async () => {
    const { id, page, context } = await open();
    await choose(page, 'strangle');
    await page.keyboard.press('x');
    expect(await page.evaluate('document.activeElement.name')).toBe('reason');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('x');
    await page.locator('.copy .kept', { hasText: 'strangle' }).waitFor();
    const found = (await desk.desk.review(id))!.findings.find(({ text }) => text === 'strangle')!;
    expect(found.dismissal).toMatchObject({ reason: 'house-style', scope: 'here' });
    await context.close();
  });

  it('marks selected words that the checks missed, over corrections too', async () => {
    const { id, page, context } = await open();
    await choose(page, 'Walnuts');
    await page.keyboard.press('1');
    await page.locator('.toast').waitFor();
    await page.evaluate(`(() => {
      const copy = document.querySelector('#t2 .copy');
      const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf('plaza boss');
        if (at >= 0) getSelection().setBaseAndExtent(node, at, node, at + 10);
      }
    })()`);
    await page.keyboard.press('m');
    await page.locator('.quoted', { hasText: 'plaza boss' }).waitFor();
    expect(await page.evaluate('document.activeElement.value')).toBe('plaza boss');
    await page.keyboard.type('local boss');
    await page.locator('#panel .btn.do').first().click();
    await page.locator('.toast', { hasText: 'plaza boss became local boss' }).waitFor();
    expect((await corrections(id)).map(({ after }) => after)).toEqual(['local boss', 'Nogales']);
    await context.close();
  });

  it('brings a draft back after the tab was closed', async () => {
    const { id, page, context } = await open();
    await choose(page, 'Walnuts');
    await page.keyboard.press('e');
    await page.keyboard.type('Nogales, Son.');
    const address = page.url();
    await page.close();
    const again = await context.newPage();
    await again.goto(address);
    expect(await again.locator('#own-words').inputValue()).toBe('Nogales, Son.');
    expect(await again.locator('.own[open]').count()).toBe(1);
    expect(await corrections(id)).toEqual([]);
    await context.close();
  });

  it('keeps a decision that could not be sent, says so, and sends it later', async () => {
    const { id, page, context } = await open();
    await choose(page, 'Walnuts');
    await context.setOffline(true);
    await page.keyboard.press('1');
    await page.locator('.saved.not', { hasText: 'Not saved' }).waitFor();
    await page.locator('[role=alert]', { hasText: 'The server does not answer' }).waitFor();
    expect(await corrections(id)).toEqual([]);
    await context.setOffline(false);
    await page.locator('.toast', { hasText: 'Walnuts became Nogales' }).waitFor();
    expect(await corrections(id)).toHaveLength(1);
    expect(await page.locator('.saved.not').count()).toBe(0);
    await context.close();
  });

  it('shows a conflict in the panel and loses nothing that was typed', async () => {
    const { id, page, context } = await open();
    await choose(page, 'Walnuts');
    await page.keyboard.press('e');
    await page.keyboard.type('Nogales, Sonora');
    const other = await desk.agent('approver');
    const found = (await desk.desk.review(id))!.findings.find(({ text }) => text === 'Sonorafor')!;
    const etag = (await desk.desk.review(id))!.etag;
    await other
      .post(`/articles/${id}/decisions`)
      .type('form')
      .send({
        kind: 'dismiss',
        finding: found.id,
        reason: 'house-style',
        scope: 'here',
        etag: (await desk.desk.review(id))!.segments.translation[1]!.etag + etag.slice(0, 0),
      })
      .expect(303);
    await page.locator('.own[open] .btn.do').click();
    await page.locator('#refused', { hasText: 'Ana changed paragraph 2' }).waitFor();
    expect(await page.locator('#refused textarea').inputValue()).toBe('Nogales, Sonora');
    await page.locator('#refused .btn.do').click();
    await page.locator('.toast', { hasText: 'Walnuts became Nogales, Sonora' }).waitFor();
    await context.close();
  });

  it('replaces only what changed, and says Saved again after talk that changes nothing else', async () => {
    const { page, context } = await open();
    await page.evaluate(`for (const id of ['t4', 't3', 't6']) document.getElementById(id).mine = true`);
    await choose(page, 'Plaza');
    expect(
      await page.evaluate(`['t4', 't3', 't6'].map(id => document.getElementById(id).mine === true)`),
    ).toEqual([true, false, true]);
    await page.keyboard.press('c');
    await page.keyboard.type('Check with the desk in Tucson.');
    await page.locator('.own[open] .btn.do').click();
    await page.locator('.say', { hasText: 'Tucson' }).waitFor();
    expect(await page.locator('#saved').textContent()).toContain('Saved');
    expect(await page.evaluate('localStorage.length')).toBe(0);
    await context.close();
  });

  it('takes a key pressed twice for one decision', async () => {
    const { id, page, context } = await open();
    await choose(page, 'Walnuts');
    await page.evaluate(`for (let n = 0; n < 3; n++) document.querySelector('.fixes .first').click()`);
    await page.locator('.toast').waitFor();
    expect(await page.locator('#refused *').count()).toBe(0);
    expect(await corrections(id)).toHaveLength(1);
    await context.close();
  });

  it('lets a held key decide once, and no key decide before the answer to the last one', async () => {
    const { id, page, context } = await open();
    await choose(page, 'Walnuts');
    await page.keyboard.down('1');
    await page.locator('.toast', { hasText: 'Walnuts became Nogales' }).waitFor();
    for (let n = 0; n < 5; n++) await page.keyboard.down('1');
    await page.keyboard.up('1');
    await choose(page, 'government of USA');
    await late(page);
    await page.keyboard.press('1');
    await page.locator('#saved', { hasText: 'Saving' }).waitFor();
    await page.keyboard.press('u');
    await page.locator('.toast', { hasText: 'government of USA' }).waitFor();
    expect((await desk.desk.review(id))!.history.map(({ kind }) => kind)).toEqual(['accept', 'accept']);
    await context.close();
  });

  it('leaves people where they went when an answer comes late, and their words as they type', async () => {
    const { id, page, context, complaints } = await open();
    await choose(page, 'Walnuts');
    await late(page);
    const back = await page.locator('#panel a[data-key=p]').getAttribute('href');
    const address = new URL(back!, server.origin).searchParams.get('finding');
    await page.keyboard.press('1');
    await page.locator('#saved', { hasText: 'Saving' }).waitFor();
    await page.keyboard.press('p');
    await page.waitForURL(url => url.searchParams.get('finding') === address);
    await page.locator('.toast', { hasText: 'Walnuts became Nogales' }).waitFor();
    expect(new URL(page.url()).searchParams.get('finding')).toBe(address);
    await page.locator('.saved:not(.not)', { hasText: 'Saved' }).waitFor();
    await page.keyboard.press('1');
    await page.keyboard.press('c');
    await page.keyboard.type('Half a ');
    await expect.poll(async () => (await corrections(id)).length).toBe(2);
    await page.locator('.saved:not(.not)', { hasText: 'Saved' }).waitFor();
    await page.keyboard.type('word');
    expect(await page.evaluate('document.activeElement.value')).toBe('Half a word');
    expect(new URL(page.url()).searchParams.get('finding')).toBe(address);
    expect(await corrections(id)).toHaveLength(2);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('sends what waits in the name of whoever decided it, never of the next at the same browser', async () => {
    const { id, page, context } = await open();
    await choose(page, 'Walnuts');
    await context.setOffline(true);
    await page.keyboard.press('1');
    await page.locator('.saved.not', { hasText: 'Not saved' }).waitFor();
    await page.close();
    await context.setOffline(false);
    const signIn = async (role: Role) => {
      const [name, value] = (await desk.cookie(role)).split('=') as [string, string];
      await context.addCookies([{ name, value, url: server.origin }]);
      const there = await context.newPage();
      await there.goto(`${server.origin}/articles/${id}`, { waitUntil: 'networkidle' });
      return there;
    };
    const theirs = await signIn('approver');
    expect(await corrections(id)).toEqual([]);
    expect(await theirs.locator('#unsent').count()).toBe(0);
    await theirs.close();
    const own = await signIn('reviewer');
    await own.locator('.toast', { hasText: 'Walnuts became Nogales' }).waitFor();
    expect((await corrections(id)).map(({ by }) => by)).toEqual([(await desk.user('reviewer')).id]);
    await context.close();
  });

  it('asks before a draft that came back reverts what a colleague wrote since', async () => {
    const { id, page, context } = await open();
    await page.goto(`${server.origin}/articles/${id}?at=2`);
    await page.locator('#passage').press('End');
    await page.locator('#passage').pressSequentially(' And so on.');
    const address = page.url();
    await page.close();
    const { segments, findings } = (await desk.desk.review(id))!;
    await (await desk.agent('approver'))
      .post(`/articles/${id}/decisions`)
      .type('form')
      .send({
        kind: 'accept',
        finding: findings.find(({ text }) => text === 'Walnuts')!.id,
        suggestion: '0',
        etag: segments.translation[1]!.etag,
      })
      .expect(303);
    const again = await context.newPage();
    await again.goto(address);
    expect(await again.locator('#passage').inputValue()).toContain('And so on.');
    await again.locator('#panel .btn.do').first().click();
    await again.locator('#refused', { hasText: 'Ana changed paragraph 2' }).waitFor();
    expect((await corrections(id)).map(({ after }) => after)).toEqual(['Nogales']);
    await context.close();
  });

  it('sends what two tabs decided, each once', async () => {
    const { id, page, context } = await open();
    const other = await context.newPage();
    await other.goto(page.url());
    await choose(page, 'Walnuts');
    await choose(other, 'detained');
    await context.setOffline(true);
    await page.keyboard.press('1');
    await page.locator('.saved.not').waitFor();
    await other.keyboard.press('x');
    await other.keyboard.press('ArrowDown');
    await other.keyboard.press('x');
    await other.locator('.saved.not').waitFor();
    await context.setOffline(false);
    for (const tab of [page, other]) await tab.locator('.saved:not(.not)', { hasText: 'Saved' }).waitFor();
    expect((await desk.desk.review(id))!.history.map(({ kind }) => kind).sort()).toEqual([
      'accept',
      'dismiss',
    ]);
    expect(await page.locator('#refused *').count()).toBe(0);
    expect(await other.locator('#refused *').count()).toBe(0);
    await context.close();
  });

  it('takes a decision whose answer was lost for what it is: taken', async () => {
    const { id, page, context } = await open();
    await choose(page, 'Walnuts');
    const loseAnswer = () =>
      page.route(
        '**/decisions',
        async route => {
          await route.fetch({ maxRedirects: 0 });
          await route.abort();
        },
        { times: 1 },
      );
    await loseAnswer();
    await page.keyboard.press('1');
    await page.locator('#unsent button').click();
    await page.locator('.saved:not(.not)', { hasText: 'Saved' }).waitFor();
    await page.locator('.copy ins', { hasText: 'Nogales' }).waitFor();
    expect(await page.locator('#refused *').count()).toBe(0);
    expect(await corrections(id)).toHaveLength(1);
    await loseAnswer();
    await page.keyboard.press('c');
    await page.keyboard.type('Only once.');
    await page.locator('.own[open] .btn.do').click();
    await page.locator('#unsent button').click();
    await page.locator('.say', { hasText: 'Only once.' }).waitFor();
    expect((await desk.desk.review(id))!.comments).toHaveLength(1);
    expect(await page.evaluate('localStorage.length')).toBe(0);
    await context.close();
  });

  it('stays on the desk when the server is away, and goes on when it is back', async () => {
    const { page, context } = await open();
    await choose(page, 'Walnuts');
    const address = page.url();
    await context.setOffline(true);
    await page.keyboard.press('n');
    await page.locator('[role=alert]', { hasText: 'The server does not answer' }).waitFor();
    expect(page.url()).toBe(address);
    expect(await page.locator('.quoted').textContent()).toBe('Walnuts');
    await context.setOffline(false);
    await page.locator('#unsent button').click();
    await page.locator('.quoted', { hasText: 'Through a statement' }).waitFor();
    expect(await page.locator('#unsent').count()).toBe(0);
    await context.close();
  });

  it('asks for the note that "Other" needs, and marks selected words by a button', async () => {
    const { page, context } = await open();
    await choose(page, 'strangle');
    await page.locator('.drop [value=other]').check();
    expect(await page.evaluate('document.activeElement.id')).toBe('leave-note');
    await page.locator('.drop .btn').click();
    expect(await page.locator('#leave-note:invalid').count()).toBe(1);
    expect(await page.locator('#refused *').count()).toBe(0);
    await page.locator('#t3 .seg-no').click();
    await page.locator('#mark-selected').waitFor();
    await page.locator('#t5 .copy').selectText();
    await page.locator('#mark-selected').click();
    await page.locator('.quoted.marked').waitFor();
    expect(new URL(page.url()).searchParams.get('at')).toBe('5');
    await context.close();
  });

  it('passes axe on the map of keys and on a conflict', async () => {
    const { id, page, context } = await open('reviewer', { scripts: true });
    await page.goto(`${server.origin}/keys`);
    expect(await axe(page)).toEqual([]);
    const html = await (await desk.agent()).post(`/articles/${id}/decisions`).type('form').send({
      kind: 'correct',
      start: '86',
      end: '94',
      before: 'SONORA.-',
      after: 'SONORA:',
      category: 'punctuation',
      severity: 'minor',
      etag: '"stale"',
    });
    expect(html.status).toBe(412);
    await page.route('**/conflict', route => route.fulfill({ body: html.text, contentType: 'text/html' }));
    await page.goto(`${server.origin}/conflict`);
    expect(await page.locator('#trouble').count()).toBe(1);
    expect(await axe(page)).toEqual([]);
    await context.close();
  });

  it('opens the map of keys by ? and reads without scripts', async () => {
    const { page, context } = await open();
    await page.keyboard.press('?');
    expect(await page.locator('dialog[open]').count()).toBe(1);
    await page.keyboard.press('Escape');
    await context.close();
    const plain = await open('reviewer', { scripts: false });
    await plain.page.locator('.copy a.f', { hasText: 'Walnuts' }).first().click();
    await plain.page.locator('.fixes .first').click();
    expect(await plain.page.locator('.toast').textContent()).toContain('Walnuts became Nogales');
    expect(await corrections(plain.id)).toHaveLength(1);
    await plain.context.close();
  });
});
