import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, openPage, otherPagesFetched, startBrowser } from './browser.js';
import { startProduct, type Product } from './product.js';

const TEST_MS = 180_000;
const WAIT = { timeout: 60_000 };

/** Pages that show what is now: their address, and what is there once they do. Those of `live` follow a line or site by the stream. */
const PAGES = [
  { address: '/', shows: '.line-row .fresh-live', live: true },
  { address: '/lines/osd-1', shows: '.station', live: true },
  { address: '/lines/osd-1/machines/cartoner', shows: '.stops-scroll', live: true },
  { address: '/lines/osd-1/oee', shows: '.stops-scroll', live: false },
  { address: '/cells/small-site', shows: '.units tbody tr', live: true },
  { address: '/cells/small-site/energy', shows: '.load-layer', live: false },
  { address: '/cells/small-site/lots', shows: '.lots tbody tr', live: false },
  { address: '/data', shows: 'table tbody tr', live: false },
] as const;
const BOARDS = ['/wall/osd-1', '/wall/small-site'] as const;

describeInBrowser('pages that stay open while the service is away', () => {
  let product: Product;
  let browser: Browser;
  let pages: { page: Page; live: boolean }[];
  let boards: Page[];

  const open = (address: string) => openPage(browser, product.url, `${address}?lang=fr&theme=light`, []);
  const all = () => [...pages.map(({ page }) => page), ...boards];
  /** Every page says that the service does not answer, and nothing on it says live. */
  const allSayAway = async () => {
    for (const { page } of pages) {
      await page.locator('.server-away', { hasText: /Le serveur ne répond pas\s: tout est montré tel qu’à \d\d:\d\d:\d\d\./ }).waitFor(WAIT);
      await page.locator('main.page-old').waitFor();
      await page
        .locator('.fresh-live')
        .first()
        .waitFor({ state: 'detached', ...WAIT });
    }
    for (const board of boards) await board.locator('.wall-frame-old').waitFor(WAIT);
  };
  const allAreBack = async () => {
    for (const { page, live } of pages) {
      await page.locator('.server-away').waitFor({ state: 'detached', ...WAIT });
      expect(await page.locator('main.page-old').count()).toBe(0);
      if (live) await page.locator('.fresh-live').first().waitFor(WAIT);
      await page.getByText('Cette partie n’a pas pu être affichée').waitFor({ state: 'detached', ...WAIT });
    }
    for (const board of boards) await board.locator('.wall-frame-old').waitFor({ state: 'detached', ...WAIT });
    expect(await Promise.all(all().map((page) => page.evaluate('globalThis.sameLoad')))).toEqual(all().map(() => true));
  };

  beforeAll(async () => {
    product = await startProduct('4h');
    browser = await startBrowser();
    pages = [];
    for (const { address, shows, live } of PAGES) {
      const page = await open(address);
      await page.locator(shows).first().waitFor(WAIT);
      pages.push({ page, live });
    }
    boards = await Promise.all(BOARDS.map(open));
    for (const board of boards) await board.locator('.wall-card').first().waitFor(WAIT);
    for (const page of all()) await page.evaluate('globalThis.sameLoad = true');
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await product?.end();
  });

  it(
    'say so while it stands still without a word, and go on when it does',
    async () => {
      product.service().freeze();
      await allSayAway().finally(() => product.service().goOn());
      await allAreBack();
    },
    TEST_MS,
  );

  it(
    'say so when it has stopped, and come back with another that was started, without being loaded again',
    async () => {
      await product.service().stop();
      await allSayAway();
      await product.restart();
      await allAreBack();
    },
    TEST_MS,
  );

  it(
    'open the pages that were not opened before, which say so too',
    async () => {
      const page = await open('/');
      await otherPagesFetched(page);
      await page.evaluate('globalThis.sameLoad = true');
      product.service().freeze();
      try {
        await page.locator('.server-away').waitFor(WAIT);
        await page.locator('a.line-row[href*="/lines/osd-1"]').click();
        await page.waitForURL(/lines/);
        await page.locator('.server-away').waitFor(WAIT);
      } finally {
        product.service().goOn();
      }
      await page.locator('.station').first().waitFor(WAIT);
      expect(await page.evaluate('globalThis.sameLoad')).toBe(true);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'wait for answers that are slow, and show them when they are there',
    async () => {
      const page = await openPage(browser, product.url, '/?lang=fr&theme=light', [], {
        prepare: async (made) => {
          await made.route('**/api/**', async (route) => {
            await made.waitForTimeout(3000);
            await route.continue();
          });
        },
      });
      await page.getByText('Lecture en cours…').waitFor();
      await page.locator('.line-row .fresh-live').first().waitFor(WAIT);
      expect(await page.locator('.server-away').count()).toBe(0);
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await page.close();
    },
    TEST_MS,
  );
});
