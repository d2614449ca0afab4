import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasBrowser, launchBrowser } from '../support/browser.ts';
import { sample } from '../support/web.ts';

const start = join(import.meta.dirname, '../../src/start.js');
const passphrase = 'four plain words do well';

/** The whole job as a newcomer does it, on a desk that was started by its own command. */
describe.runIf(hasBrowser())('a newcomer', { timeout: 180_000, retry: 1 }, () => {
  let browser: Browser;
  let folder: string;
  let server: ChildProcess;
  let address: string;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'walnuts-newcomer-'));
    server = spawn(process.execPath, [start, 'serve', '--port', '0', '--data', folder], { stdio: 'pipe' });
    let printed = '';
    for await (const chunk of server.stdout!) {
      printed += chunk;
      if (printed.includes('times in')) break;
    }
    address = /http:\S+setup\S+/.exec(printed)?.[0] ?? '';
  });
  afterEach(async () => {
    server.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  /** From the printed address to the list of articles. */
  async function firstVisit(scripts: boolean): Promise<Page> {
    const context = await browser.newContext({ javaScriptEnabled: scripts, acceptDownloads: true });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(address);
    await page.getByLabel('Your name').fill('Ana Salcedo');
    await page.getByLabel('Name to sign in with').fill('ana');
    await page.getByLabel('Passphrase').fill(passphrase);
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page.getByRole('heading', { name: 'Articles' }).waitFor();
    return page;
  }

  /** Clicks on marked words in the copy, and waits until the panel is about them. */
  async function choose(page: Page, marked: string, whole = marked): Promise<void> {
    await page.locator('.copy a.f', { hasText: marked }).first().click();
    await page.locator('#panel .quoted', { hasText: whole }).waitFor();
  }

  /** Presses a suggestion and waits until it stands in the copy. */
  async function accept(page: Page, suggestion: string): Promise<void> {
    await page
      .locator('#panel .fixes button')
      .filter({ has: page.locator('strong').getByText(suggestion, { exact: true }) })
      .click();
    await page
      .locator('.copy ins', { hasText: suggestion.split(' ')[0]! })
      .first()
      .waitFor();
    await saved(page);
  }

  const saved = (page: Page) => page.locator('.saved', { hasText: 'Saved' }).waitFor();
  const copy = (page: Page, segment: number) => page.locator('.seg .copy').nth(segment - 1);

  /** Accepts the first suggestion of whatever still stands in the way of handing in. */
  async function acceptTheRest(page: Page): Promise<void> {
    const blocker = page.locator('.top a.not-yet');
    while ((await blocker.count()) > 0) {
      const href = (await blocker.getAttribute('href'))!;
      const finding = new URL(href, address).searchParams.get('finding');
      await blocker.click();
      const panel = page.locator('#panel form.fixes', {
        has: page.locator(`input[name=finding][value="${finding}"]`),
      });
      await panel.locator('button').first().click();
      await page.locator(`.top a.not-yet[href="${href}"]`).waitFor({ state: 'detached' });
      await saved(page);
    }
  }

  async function handInApproveAndDownload(page: Page): Promise<string> {
    await page.locator('.top').getByRole('button', { name: 'Hand in' }).click();
    await page.locator('.top', { hasText: 'Handed in' }).waitFor();
    await page.goto(`${page.url().split('?')[0]}/approve`);
    await page.getByRole('heading', { name: 'Approving your own work' }).waitFor();
    const alone = page.locator('section', { hasText: 'Approving your own work' });
    await alone.getByLabel('Reason').fill('Nobody else on the desk tonight');
    await alone.getByRole('button', { name: /^Overrule and approve/ }).click();
    await page.getByRole('button', { name: 'Approve the article' }).click();
    await page.getByRole('link', { name: 'Export' }).first().click();
    const download = page.waitForEvent('download');
    await page.locator('a.save').click();
    const file = await download;
    expect(file.suggestedFilename()).not.toContain('DRAFT');
    return readFile(await file.path(), 'utf8');
  }

  it.each([
    ['with scripts', true],
    ['without scripts', false],
  ])('goes from the first line typed to the downloaded text, %s', async (_name, scripts) => {
    const page = await firstVisit(scripts);
    await page.getByRole('link', { name: /The US goes after/ }).click();

    // "Walnuts" is marked, and Nogales is quoted as witness from the second article.
    await choose(page, 'Walnuts');
    await page
      .locator('#panel .witness', { hasText: 'Border Report' })
      .locator('mark', { hasText: 'Nogales' })
      .first()
      .waitFor();
    await accept(page, 'Nogales');

    // Accepts, undoes, accepts again.
    await choose(page, 'Sonorafor');
    await accept(page, 'Sonora, for');
    await page.locator('#toast').getByRole('button', { name: 'Undo' }).click();
    await page.locator('.copy a.f', { hasText: 'Sonorafor' }).waitFor();
    await choose(page, 'Sonorafor');
    await accept(page, 'Sonora, for');

    // The turned name, and the lost space that shares letters with it, mended in own words.
    await choose(page, 'Spike', 'Spike Plaza');
    await accept(page, 'Plaza Spike');
    await choose(page, 'Plaza Spike', 'Plaza Spikewhose');
    await page
      .locator('details.own', { has: page.locator('#own-words') })
      .locator('summary')
      .click();
    await page.locator('#own-words').fill('Plaza Spike, whose');
    await page.getByRole('button', { name: 'Write it' }).click();
    await copy(page, 3).getByText('Plaza Spike, whose').waitFor();
    await saved(page);

    // Leaves one as it is, with a reason.
    await choose(page, "El Gigio '");
    await page.getByLabel('Faithful quotation').check();
    await page.getByRole('button', { name: /^Dismiss/ }).click();
    await page.locator('.copy .kept', { hasText: "El Gigio '" }).waitFor();
    await saved(page);

    await acceptTheRest(page);
    const text = await handInApproveAndDownload(page);

    expect(text).toContain('in Nogales.');
    expect(text).toContain('Sonora, for');
    expect(text.match(/Operation Plaza Spike/g)).toHaveLength(3);
    expect(text).not.toContain('Walnuts');
    expect(text).toContain("'El Gigio ',");
    for (const mended of [
      "'El Gigio', who",
      'heroin',
      'U.S. Customs and Border Protection (CBP)',
      'and Homeland Security Investigations (HSI)',
    ])
      expect(text).toContain(mended);
    // Where nothing was corrected it is the import: the log's own record of it puts every word back.
    const id = /articles\/([\w-]+)/.exec(page.url())![1];
    const answer = await page.request.get(
      `/api/v1/articles/${id}/export?format=json`.replace(/^/, new URL(address).origin),
    );
    const { corrections } = (await answer.json()) as {
      corrections: { start: number; before: string; after: string }[];
    };
    let rebuilt = '';
    let done = 0;
    for (const { start: at, before, after } of corrections) {
      rebuilt += sample.translation.slice(done, at) + after;
      done = at + before.length;
    }
    expect(text).toBe(rebuilt + sample.translation.slice(done));
    await page.context().close();
  });

  it('checks an article that has no second one', async () => {
    const page = await firstVisit(true);
    await page.getByRole('link', { name: 'New article' }).click();
    await page
      .getByRole('textbox', { name: 'Machine translation, in English' })
      .fill('The boss was seen on the border with Sonorafor which police in Nogales, Sonora, were called.');
    await page.getByRole('button', { name: 'Check the article' }).click();
    await choose(page, 'Sonorafor');
    expect(await page.locator('main').innerText()).toContain('This translation stands alone');
    await accept(page, 'Sonora, for');
    await page.locator('.top').getByRole('button', { name: 'Hand in' }).click();
    await page.locator('.top', { hasText: 'Handed in' }).waitFor();
    await page.context().close();
  });

  it('adds the second article later, and the checks hear its witness', async () => {
    const page = await firstVisit(true);
    await page.getByRole('link', { name: 'New article' }).click();
    const translation = 'The army arrived on Monday at the town of Walnuts, the police said in a statement.';
    await page.getByRole('textbox', { name: 'Machine translation, in English' }).fill(translation);
    await page.getByRole('button', { name: 'Check the article' }).click();
    await page.locator('main', { hasText: 'This translation stands alone' }).waitFor();
    expect(await page.locator('.copy a.f.critical').count()).toBe(0);
    await page.getByRole('link', { name: 'Add a second article' }).click();
    await page
      .locator('textarea')
      .first()
      .fill(
        'Soldiers reached Nogales on Monday, the state police said. The town of Nogales lies on the border.',
      );
    await page.getByRole('button', { name: 'Put it beside the translation' }).click();
    await choose(page, 'Walnuts');
    await accept(page, 'Nogales');
    expect(await copy(page, 1).innerText()).toContain('Nogales');
    await page.context().close();
  });
});
