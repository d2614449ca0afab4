import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Role } from '../../src/model/index.ts';
import type { TestDesk } from './web.ts';

const executablePath = process.env.WALNUTS_CHROMIUM ?? '/usr/bin/chromium';

/** False, with the reason printed, where no browser is found; WALNUTS_REQUIRE_BROWSER=1 makes that a failure. */
export function hasBrowser(): boolean {
  if (existsSync(executablePath)) return true;
  const reason = `no browser at ${executablePath}; name one in WALNUTS_CHROMIUM`;
  if (process.env.WALNUTS_REQUIRE_BROWSER === '1') throw new Error(reason);
  console.warn(`browser tests skipped: ${reason}`);
  return false;
}

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
  });

/** The desk on a port of its own. */
export async function listen(desk: TestDesk): Promise<{ origin: string; close(): Promise<void> }> {
  const server = desk.app.listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

type View = {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly scripts?: boolean;
};

/** A page that is signed in, and what its console complained of (CSP violations among it). */
export async function openPage(
  browser: Browser,
  desk: TestDesk,
  origin: string,
  role: Role,
  { width = 1440, height = 900, dark = false, scripts = true }: View = {},
): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    javaScriptEnabled: scripts,
  });
  const [name, value] = (await desk.cookie(role)).split('=') as [string, string];
  await context.addCookies([{ name, value, url: origin }]);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', entry => {
    if (entry.type() === 'error' || entry.type() === 'warning') complaints.push(entry.text());
  });
  page.on('pageerror', error => complaints.push(String(error)));
  return { page, context, complaints };
}

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe-core finds wrong by WCAG 2.0 to 2.2 A and AA and best practice, one line each. */
export async function axe(page: Page): Promise<string[]> {
  // Evaluated by the debugger, which the page's own policy does not bind.
  await page.evaluate(readFileSync(axePath, 'utf8'));
  return page.evaluate(async () => {
    const axeCore = (globalThis as unknown as { axe: { run(options: object): Promise<AxeResult> } }).axe;
    const { violations } = await axeCore.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.map(
      ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')})`,
    );
  });
}

type AxeResult = { violations: { id: string; help: string; nodes: { html: string }[] }[] };

/** True when the page scrolls sideways. */
export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
