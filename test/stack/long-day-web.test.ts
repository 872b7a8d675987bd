import type { Browser, Page } from 'playwright-core';
import { changeAt, takeOver } from '../../bench/web/told-day.js';
import { describeInBrowser, otherPagesFetched, startBrowser } from './browser.js';
import { startProduct, type Product } from './product.js';

const TEST_MS = 120_000;
/** So many changes, as far apart, come in one frame. */
const PER_FRAME = 10;
const EVERY_S = 300;

describeInBrowser('a page that is open all day, in a real browser', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    product = await startProduct('1h');
    browser = await startBrowser();
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await product?.end();
  });

  /** How many nodes a page holds, shown or not, once what is garbage is gone. */
  async function nodesOf(page: Page): Promise<number> {
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    const { nodes } = await session.send('Memory.getDOMCounters');
    await session.detach();
    return nodes;
  }

  it.each(['/lines/osd-1', '/lines/osd-1/machines/cartoner'])(
    '%s holds no more elements after many states of a machine than after some, be they of one instant',
    async (address) => {
      const page = await browser.newPage();
      const taken = takeOver(page);
      const fetched = otherPagesFetched(page);
      await page.goto(`${product.url}${address}?lang=en&theme=light`);
      const { socket, snapshot } = await taken;
      await page.locator('.time-chart').first().waitFor();
      await fetched;
      const hours = async (fromH: number, toH: number): Promise<number> => {
        for (let n = (fromH * 3600) / EVERY_S; n < (toH * 3600) / EVERY_S; n++) {
          const change = changeAt(snapshot, n, (n + 1) * EVERY_S);
          if (change.type === 'delta') change.set['/units/cartoner/stateSinceUs'] = snapshot.asOfUs;
          socket.send(JSON.stringify(change));
          if (n % PER_FRAME === 0) await page.evaluate('new Promise(requestAnimationFrame)');
        }
        await page.evaluate('new Promise(requestAnimationFrame)');
        return nodesOf(page);
      };
      const after = await hours(0, 8);
      expect(await hours(8, 24)).toBeLessThan(after * 1.05);
      await page.close();
    },
    TEST_MS,
  );
});
