import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, hasBrowser, launchBrowser, listen, openPage, scrollsSideways } from '../support/browser.ts';
import { act, handIn, reviewOf } from '../support/handed-in.ts';
import { sample, startDesk, type TestDesk } from '../support/web.ts';

const views = [
  { width: 1440, dark: false },
  { width: 1440, dark: true },
  { width: 390, height: 844, dark: false },
  { width: 390, height: 844, dark: true },
];
const named = (view: (typeof views)[number]): string => `${view.width} ${view.dark ? 'dark' : 'light'}`;

describe.skipIf(!hasBrowser())('pages in a browser', { retry: 1 }, () => {
  let desk: TestDesk;
  let browser: Browser;
  let server: Awaited<ReturnType<typeof listen>>;
  let submitted: string;
  let alone: string;

  beforeAll(async () => {
    desk = await startDesk();
    browser = await launchBrowser();
    server = await listen(desk);
    const marta = await desk.user('reviewer');
    const ana = await desk.user('approver');
    const returned = await desk.article({ title: 'A returned one' });
    await handIn(desk, returned, marta);
    await act(desk, returned, ana, { kind: 'return', reason: 'The tonnage does not match.' });
    alone = await desk.article({ title: 'One that stands alone', comparable: undefined });
    submitted = await desk.article({ title: 'One that is handed in' });
    const critical = (await reviewOf(desk, submitted)).findings.find(
      ({ severity }) => severity === 'critical',
    )!;
    await act(desk, submitted, marta, {
      kind: 'dismiss',
      finding: critical.id,
      reason: 'faithful-quotation',
      scope: 'here',
    });
    const { corrections } = await handIn(desk, submitted, marta);
    await act(desk, submitted, ana, { kind: 'approve', correction: corrections[0]!.id });
    await act(desk, submitted, ana, {
      kind: 'return',
      correction: corrections[1]!.id,
      reason: 'House style',
    });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await desk?.close();
  });

  const paths = (): string[] => [
    '/articles',
    '/articles?show=all&q=nothing-holds-this',
    '/articles/new',
    `/articles/${alone}/comparable`,
    `/articles/${submitted}/approve`,
    `/articles/${submitted}/approve?view=clean`,
    `/articles/${submitted}/export`,
    '/api',
    '/nowhere',
  ];

  it.each(views.map(view => [named(view), view] as const))(
    'pass axe, complain of nothing and never scroll sideways at %s',
    async (_, view) => {
      const { page, context, complaints } = await openPage(browser, desk, server.origin, 'approver', view);
      const wrong: string[] = [];
      for (const path of paths()) {
        await page.goto(server.origin + path);
        wrong.push(...(await axe(page)).map(line => `${path}: ${line}`));
        if (await scrollsSideways(page)) wrong.push(`${path} scrolls sideways`);
      }
      await previewed(page);
      wrong.push(...(await axe(page)).map(line => `preview: ${line}`));
      if (await scrollsSideways(page)) wrong.push('the preview scrolls sideways');
      await context.clearCookies();
      await page.goto(`${server.origin}/login`);
      await page.fill('#name', 'nobody');
      await page.fill('#password', 'nothing');
      await page.click('button[type=submit]');
      wrong.push(...(await axe(page)).map(line => `sign-in: ${line}`));
      if (await scrollsSideways(page)) wrong.push('sign-in scrolls sideways');
      await context.close();
      expect(wrong).toEqual([]);
      // A page that is not there and a refused sign-in are what was asked for.
      expect(complaints.filter(line => !/status of (404|401)/.test(line))).toEqual([]);
    },
  );

  it('keep the text of a preview unit for unit and show a chosen file at once', async () => {
    const { page, context } = await openPage(browser, desk, server.origin, 'reviewer');
    await previewed(page);
    expect(await page.inputValue('#translation')).toBe(sample.translation);
    const file = { name: 'theirs.txt', mimeType: 'text/plain', buffer: Buffer.from('One.\r\n\r\nTwo.') };
    await Promise.all([page.waitForNavigation(), page.setInputFiles('#comparable-file', file)]);
    expect(await page.locator('#comparable-field').innerText()).toContain('From theirs.txt');
    await page.locator('button[value=check]').first().click();
    await page.waitForURL(/\/articles\/[0-9a-f-]{36}$/);
    const { texts } = await reviewOf(desk, page.url().split('/').at(-1)!);
    expect(texts.translation.content).toBe(sample.translation);
    expect(texts.comparable?.content).toBe('One.\r\n\r\nTwo.');
    await context.close();
  });

  it('approve and return by key, outside text fields only', async () => {
    const { page, context, complaints } = await openPage(browser, desk, server.origin, 'approver');
    await page.goto(`${server.origin}/articles/${submitted}/approve`);
    const first = await page.locator('.change.now').getAttribute('id');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('a')]);
    expect(await page.locator(`#${first}`).getAttribute('class')).toBe('change past');
    const second = await page.locator('.change.now').getAttribute('id');
    expect(second).not.toBe(first);
    await page.keyboard.press('j');
    expect(await page.locator('.change.now').getAttribute('id')).not.toBe(second);
    await page.keyboard.press('k');
    await page.keyboard.press('r');
    await page.keyboard.type('again, please');
    expect(await page.locator('.change.now input[name=reason]').inputValue()).toBe('again, please');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    expect(await page.locator(`#${second}`).innerText()).toContain('again, please');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('u')]);
    expect(await page.locator('.change.now').getAttribute('id')).toBe(second);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('open the map of keys by ?, unless keys are switched off', async () => {
    const { page, context } = await openPage(browser, desk, server.origin, 'approver');
    await page.goto(`${server.origin}/articles/${submitted}/export`);
    await page.keyboard.press('?');
    await page.waitForURL(`${server.origin}/keys`);
    await page.uncheck('#keys-on');
    await page.goto(`${server.origin}/articles`);
    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.id')).toBe('');
    await page.goto(`${server.origin}/articles/${submitted}/approve`);
    await page.keyboard.press('r');
    expect(await page.locator('.change.now details[open]').count()).toBe(0);
    await context.close();
  });

  it('refuse a file that is too large before it is sent', async () => {
    const { page, context } = await openPage(browser, desk, server.origin, 'reviewer');
    await page.goto(`${server.origin}/articles/new`);
    await page.fill('#translation', 'What was pasted stays.');
    const file = { name: 'all.txt', mimeType: 'text/plain', buffer: Buffer.alloc(4_000_001, 'a') };
    await page.setInputFiles('#comparable-file', file);
    expect(await page.evaluate(`document.getElementById('comparable-file').validationMessage`)).toBe(
      'This file is too large: 4 MB at most.',
    );
    expect(await page.inputValue('#translation')).toBe('What was pasted stays.');
    await context.close();
  });

  it('work without scripts, from the paste to the approval', async () => {
    const { page, context } = await openPage(browser, desk, server.origin, 'approver', { scripts: false });
    await previewed(page);
    await page.locator('button[value=check]').first().click();
    await page.waitForURL(/\/articles\/[0-9a-f-]{36}$/);
    await page.goto(`${server.origin}/articles/${submitted}/approve`);
    const id = await page.locator('.change.now').getAttribute('id');
    await page.locator('.change.now summary').click();
    await page.fill('.change.now input[name=reason]', 'Meaning lost');
    await page.click('.change.now details button');
    expect(await page.locator(`#${id}`).innerText()).toContain('Meaning lost');
    await context.close();
  });

  async function previewed(page: Page): Promise<void> {
    await page.goto(`${server.origin}/articles/new`);
    await page.fill('#translation', sample.translation);
    await page.fill('#comparable', sample.translation);
    await Promise.all([page.waitForNavigation(), page.locator('.decide button[value=preview]').click()]);
    await Promise.all([page.waitForNavigation(), page.locator('button[value="open:translation:1"]').click()]);
  }
});
