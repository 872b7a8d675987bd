import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

export const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
/** A describe of what needs a browser, skipped with a word where there is none. */
export const describeInBrowser = (name: string, tests: () => void) =>
  existsSync(CHROMIUM) ? describe(name, tests) : describe.skip(`${name} (skipped: no Chromium, see CHROMIUM)`, tests);

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const startBrowser = (): Promise<Browser> => chromium.launch({ executablePath: CHROMIUM, args: FLAGS });

/** A page that notes every word of complaint, and every request that does not go to the service, in `faults`. `token` is that of the user; `prepare` comes before it is loaded. */
export async function openPage(
  browser: Browser,
  url: string,
  address: string,
  faults: string[],
  { width = 1280, height = 800, token, prepare }: { width?: number; height?: number; token?: string; prepare?: (page: Page) => Promise<void> } = {},
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height } });
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    if (new URL(request.url()).host !== new URL(url).host) faults.push(`outside: ${request.url()}`);
  });
  if (token !== undefined) await page.addInitScript(`sessionStorage.setItem('twin.token', '${token}')`);
  await prepare?.(page);
  await page.goto(url + address);
  return page;
}

/** How far a page can be scrolled sideways [px]. */
export const sidewaysPx = (page: Page) => page.evaluate('document.documentElement.scrollWidth - innerWidth');

/** Resolves when a page that was just opened has fetched all other pages ahead; the screen of plant files is the last of them. */
export const otherPagesFetched = (page: Page) =>
  page.waitForEvent('requestfinished', { predicate: (request) => /files-page-.*\.js$/.test(request.url()), timeout: 60_000 });
