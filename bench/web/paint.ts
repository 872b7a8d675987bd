import type { Browser } from 'playwright-core';
import { belowLimit, type Figure } from '../figure.js';
import { LINE } from './plant.js';

const LIMIT_MS = 1500;
/** Notes when the first machine of the synoptic has been painted; runs before the page. */
const WATCH = `new MutationObserver((_, self) => {
  if (!document.querySelector('.station')) return;
  self.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.useful = performance.now(); }));
}).observe(document, { childList: true, subtree: true });`;

/** From the address to a line that shows what its machines do, each time in a browser that has seen nothing. */
export async function* paintFigures(browser: Browser, url: string, rounds: number): AsyncGenerator<Figure> {
  const times: number[] = [];
  for (let i = 0; i < rounds + 1; i++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.addInitScript(WATCH);
    await page.goto(`${url}/lines/${LINE}`);
    await page.locator('.station').first().waitFor();
    await page.evaluate('new Promise((painted) => requestAnimationFrame(() => setTimeout(painted, 50)))');
    if (i > 0) times.push(await page.evaluate<number>('window.useful'));
    await context.close();
  }
  yield belowLimit(
    'first useful paint of the line view, nothing in the cache',
    times,
    LIMIT_MS,
    'ms',
    `from ${Math.round(Math.min(...times))} to ${Math.round(Math.max(...times))} ms`,
  );
}
