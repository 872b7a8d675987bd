import type { Browser, CDPSession, Page, WebSocketRoute } from 'playwright-core';
import type { LineView, ServerMessage } from '../../src/contract/stream.js';
import { rounded, type Figure } from '../figure.js';
import { LINE } from './plant.js';

/** Growth of the heap over the day that is taken for flat. */
const LIMIT = 1.1;
const TENTHS = 10;
/** So many changes come in one frame. */
const PER_FRAME = 50;
const DAY_S = 86_400;
const STOP_EVERY_S = 1800;
const STOP_LASTS_S = 300;

const SIGNALS = [
  ['ratePerMin', 100],
  ['powerKw', 6],
] as const;

type Snapshot = Extract<ServerMessage, { type: 'snapshot' }> & { state: LineView };

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

/** Lets the page connect to the service, and keeps everything after the first state of the line from it. */
function takeOver(page: Page): Promise<{ socket: WebSocketRoute; snapshot: Snapshot }> {
  return new Promise((resolve) => {
    void page.routeWebSocket(/\/ws$/, (socket) => {
      const service = socket.connectToServer();
      let told = false;
      service.onMessage((text) => {
        if (told) return;
        socket.send(text);
        const message = JSON.parse(String(text)) as ServerMessage;
        if (message.type !== 'snapshot' || !('units' in message.state)) return;
        told = true;
        resolve({ socket, snapshot: message as Snapshot });
      });
    });
  });
}

/** The nth change after the first state, `s` seconds after it: rates, powers and counts of all machines, and now and then a stop. */
function changeAt({ line, rev, asOfUs, state }: Snapshot, n: number, s: number): ServerMessage {
  const nowUs = asOfUs + s * 1e6;
  const set: Record<string, string | number> = { '/lineTimeUs': nowUs, '/output/good': state.output.good + n };
  const stands = s % STOP_EVERY_S < STOP_LASTS_S;
  for (const [i, unit] of state.order.entries()) {
    const at = `/units/${unit}`;
    const held = stands && i === 2;
    set[`${at}/shift/good`] = state.units[unit]!.shift.good + n;
    set[`${at}/lastSeenUs`] = nowUs;
    for (const [signal, value] of SIGNALS) {
      if (state.units[unit]![signal] === null) continue;
      set[`${at}/${signal}/value`] = held ? 0 : value + Math.sin(s / 300 + i);
      set[`${at}/${signal}/measuredAtUs`] = nowUs;
    }
    if (i === 2) Object.assign(set, { [`${at}/state`]: held ? 'Held' : 'Execute', [`${at}/family`]: held ? 'held' : 'producing' });
  }
  return { type: 'delta', line, from: rev + n, to: rev + n + 1, asOfUs: nowUs, set, gone: [] };
}

async function heapMb(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}
