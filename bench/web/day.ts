import type { Browser, CDPSession } from 'playwright-core';
import { rounded, type Figure } from '../figure.js';
import { LINE } from './plant.js';
import { changeAt, takeOver } from './told-day.js';

/** Growth of the heap over the day that is taken for flat. */
const LIMIT = 1.1;
const TENTHS = 10;
/** So many changes come in one frame. */
const PER_FRAME = 50;
const DAY_S = 86_400;
/** A look takes the least of so many collections: one leaves what waits for the next. */
const COLLECTIONS = 3;

/** The heap of pages over a day of the line, told in so many changes as fast as the page takes it. Garbage is collected before each look. */
export async function* dayFigures(browser: Browser, url: string, changes: number, say: (sentence: string) => void): AsyncGenerator<Figure> {
  for (const [name, address] of [
    ['line view', `/lines/${LINE}`],
    ['machine page', `/lines/${LINE}/machines/cartoner`],
    ['wallboard', `/wall/${LINE}`],
  ] as const) {
    const heaps = await heapsOver(browser, url + address, changes);
    say(`${name}: ${heaps.map((mb) => mb.toFixed(1)).join(', ')} MB`);
    const growth = heaps.at(-1)! / heaps[1]!;
    const note = `MB at each tenth of ${changes} changes: ${heaps.map((mb) => mb.toFixed(1)).join(', ')}`;
    yield {
      name: `heap of the ${name} at the end of a day over its second tenth`,
      ours: rounded(growth),
      limit: LIMIT,
      ratio: rounded(LIMIT / growth),
      unit: '',
      note,
    };
  }
}

async function heapsOver(browser: Browser, address: string, changes: number): Promise<number[]> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const taken = takeOver(page);
  await page.goto(address);
  const { socket, snapshot } = await taken;
  await page.waitForTimeout(2000);
  const session = await context.newCDPSession(page);
  const heaps: number[] = [];
  for (let done = 0; done < changes;) {
    for (let i = 0; i < PER_FRAME && done < changes; i++, done++) socket.send(JSON.stringify(changeAt(snapshot, done, ((done + 1) * DAY_S) / changes)));
    await page.evaluate('new Promise(requestAnimationFrame)');
    if (Math.floor((done * TENTHS) / changes) > heaps.length) heaps.push(await heapMb(session));
  }
  await context.close();
  return heaps;
}

/** What the scripts of a page, its elements and its buffers take. */
async function heapMb(session: CDPSession): Promise<number> {
  const looks: number[] = [];
  for (let i = 0; i < COLLECTIONS; i++) {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize, embedderHeapUsedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
    looks.push(usedSize + embedderHeapUsedSize + backingStorageSize);
  }
  return Math.min(...looks) / 1e6;
}
