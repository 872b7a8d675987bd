// Takes the pictures of the README from a running product: node scripts/pictures.mjs [http://127.0.0.1:3000]
// Needs Chromium (Debian: apt-get install chromium), or CHROMIUM with its path.
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { parse } from 'yaml';
import { root, say } from './prepare.mjs';

const url = process.argv[2] ?? 'http://127.0.0.1:3000';
const folder = process.argv[3] ?? path.join(root, 'docs', 'pictures');
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Asks the README's question and waits for its answer. */
async function answeredRun() {
  const question = parse(readFileSync(path.join(root, 'docs/examples/faster-cartoner.yaml'), 'utf8'));
  const accepted = await fetch(`${url}/api/v1/runs`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(question) });
  if (!accepted.ok) throw new Error(`the question was refused: ${await accepted.text()}`);
  const { id } = await accepted.json();
  for (;;) {
    const run = await (await fetch(`${url}/api/v1/runs/${id}`)).json();
    if (run.status === 'succeeded') return id;
    if (run.status === 'failed' || run.status === 'cancelled') throw new Error(`the run ${run.status}: ${run.failure}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const run = await answeredRun();
const PICTURES = [
  { name: 'sites-en-light', path: '/?lang=en&theme=light' },
  { name: 'cell-en-light', path: '/cells/valclair-tablets?lang=en&theme=light' },
  { name: 'line-en-light', path: '/lines/osd-1?lang=en&theme=light' },
  { name: 'line-fr-dark', path: '/lines/osd-1?lang=fr&theme=dark' },
  { name: 'what-if-en-light', path: `/runs/${run}?lang=en&theme=light` },
];
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
for (const picture of PICTURES) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${url}${picture.path}`);
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await page.waitForTimeout(2500);
  await page.screenshot({ path: path.join(folder, `${picture.name}.png`), fullPage: true });
  await page.close();
  say(`${picture.name}.png`);
}
await browser.close();
