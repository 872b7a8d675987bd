import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { packageRoot } from '../../src/platform/package.js';
import { median, rounded, type Figure } from '../figure.js';

const LIMIT_MS = 16;
const REFRESHES = 40;
const WARM_UP = 10;
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** A refresh of twelve live trends, ours and bare uPlot by turns on one page. */
export async function* trendFigures(browser: Browser, rounds: number): AsyncGenerator<Figure> {
  await build({ configFile: path.join(packageRoot, 'web/bench/vite.config.ts'), logLevel: 'warn' });
  const folder = path.join(packageRoot, 'dist/web-bench');
  const server = createServer((request, response) => {
    const name = path.normalize(new URL(request.url!, 'http://bench').pathname);
    readFile(path.join(folder, name)).then(
      (bytes) => response.setHeader('content-type', TYPES[path.extname(name)] ?? 'application/octet-stream').end(bytes),
      () => response.writeHead(404).end(),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 1800 } });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/trends.html`);
    await page.waitForFunction('window.refresh !== undefined');
    const ours: number[] = [];
    const bare: number[] = [];
    for (let i = 0; i < WARM_UP + rounds * REFRESHES; i++) {
      const pair = [await page.evaluate<number>('window.refresh.ours()'), await page.evaluate<number>('window.refresh.bare()')] as const;
      if (i < WARM_UP) continue;
      ours.push(pair[0]);
      bare.push(pair[1]);
    }
    await page.close();
    const pairs = ours.map((ms, i) => bare[i]! / ms);
    const slow = [...ours].sort((a, b) => a - b)[Math.floor(0.95 * ours.length)]!;
    const name = 'refresh of 12 live trends, 3 curves of 900 points each';
    yield {
      name,
      ours: rounded(median(ours)),
      limit: LIMIT_MS,
      ratio: rounded(LIMIT_MS / median(ours)),
      unit: 'ms',
      note: `limit: a frame; 95 of 100 within ${rounded(slow)} ms`,
    };
    yield {
      name: 'the same beside plots of bare uPlot',
      ours: rounded(median(ours)),
      rival: rounded(median(bare)),
      ratio: rounded(median(pairs)),
      unit: 'ms',
      note: 'pair by pair',
    };
  } finally {
    server.close();
  }
}
