// `npm run pictures`: the pictures of the README, one for each kind of user in each language, of a demo that it starts and ends itself.
// They show a working day: where it is night or a weekend at the site, its clocks are set to the last one, if there is `faketime`.
// `npm run pictures -- http://127.0.0.1:3000` takes them of a demo that is running already. Needs Chromium (Debian: apt-get
// install chromium faketime), or CHROMIUM with its path.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { parse } from 'yaml';
import { unfiltered } from './png.mjs';
import { build, fail, install, root, say } from './prepare.mjs';

const SITE = 'valclair-tablets';
const SITE_FILES = ['plants/sites/valclair.yaml', '--secrets', 'plants/secrets/valclair.yaml'];
const LINE = 'osd-1';
const QUESTION = 'docs/examples/what-if/smed-or-third-shift.yaml';
/** The question of the process team in the words of each language, of two seeds: else both were one run. */
const WORDED = {
  en: { seed: 1, names: ['Changeovers 40 % shorter', 'Third shift'] },
  fr: {
    seed: 2,
    names: ['Changements 40 % plus courts', 'Troisième équipe'],
    question: 'Faut-il au conditionnement une troisième équipe, ou des changements plus courts\u202f?',
    hypothesis: 'La ligne est l’équipement le plus occupé. Une équipe de nuit apporte le plus, le SMED une partie pour moins cher.',
  },
};
/** Hours of the day at which the whole site works, and the middle of them, in its time zone. */
const WORKS = { zone: 'Europe/Paris', from: 9, to: 17, middle: 11 };
const [WIDTH, TALLEST] = [1280, 1600];
const MOST_BYTES = 250_000;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']; // prettier-ignore
const out = path.join(root, 'docs', 'pictures');
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** How far clocks are set back so that the site works [s]. */
function setBackS(now = new Date()) {
  const [day, hour, minute] = new Intl.DateTimeFormat('en-GB', { timeZone: WORKS.zone, weekday: 'short', hour: 'numeric', minute: 'numeric', hourCycle: 'h23' }).formatToParts(now).filter(({ type }) => type !== 'literal').map(({ value }) => value); // prettier-ignore
  const isWorkday = !['Sat', 'Sun'].includes(day);
  if (isWorkday && Number(hour) >= WORKS.from && Number(hour) < WORKS.to) return 0;
  const sinceMiddleH = Number(hour) + Number(minute) / 60 - WORKS.middle;
  const days = { Sat: 1, Sun: 2, Mon: sinceMiddleH < 0 ? 3 : 0 }[day] ?? (sinceMiddleH < 0 ? 1 : 0);
  return Math.round((sinceMiddleH + 24 * days) * 3600);
}

const children = [];
/** Runs a script of dist, its clock set back, until this process ends. Resolves when it says so by a message. */
function start(backS, type, args, env = {}) {
  const clock = backS > 0 ? ['faketime', ['-m', '-f', `-${backS}`, process.execPath, ...args]] : [process.execPath, args];
  const child = spawn(...clock, { cwd: root, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env: { ...process.env, TWIN_LOG_LEVEL: 'error', ...env } });
  children.push(child);
  return new Promise((resolve) => {
    child.on('message', (message) => message.type === type && resolve(message));
    child.on('exit', (code) => code && fail(`${args[0]} ended with ${code}.`));
  });
}

/** A demo of one line and one site: its address, and how far its clocks are set back [s]. */
async function startDemo(folder) {
  install();
  build();
  const wanted = setBackS();
  const backS = wanted > 0 && spawnSync('faketime', ['--version']).status === 0 ? wanted : 0;
  if (wanted > backS) say('it is no working hour, and there is no faketime (Debian: apt-get install faketime): the pictures show a site at rest.');
  const plants = `plants/${LINE}.yaml,${SITE_FILES[0]}`;
  const { url, mqttUrl } = await start(backS, 'ready', ['dist/src/main.js'], { TWIN_DATA: folder, TWIN_PLANTS: plants, TWIN_PORT: '0', TWIN_MQTT_EMBEDDED_PORT: '0' }); // prettier-ignore
  say('the machines tell their past …');
  void start(backS, 'live', ['dist/simulator/main.js', 'run', '--line', `plants/${LINE}.yaml`, '--broker', mqttUrl, '--history', '12h']);
  await start(backS, 'live', ['dist/simulator/main.js', 'cell', ...SITE_FILES, '--broker', mqttUrl, '--history', '8d', '--history-every', '5min']);
  return { url, backS };
}

const getJson = async (address) => (await fetch(address)).json();
async function until(what, ask, satisfied) {
  say(what);
  for (;;) {
    const answer = await ask();
    if (satisfied(answer)) return answer;
    await pause(1000);
  }
}

/** Asks the question of the process team and waits for its answer; the id of the run. */
async function answeredRun(url, { names, ...worded }) {
  const question = parse(readFileSync(path.join(root, QUESTION), 'utf8'));
  const variants = question.variants.map((variant, i) => ({ ...variant, name: names[i] }));
  const body = JSON.stringify({ ...question, ...worded, variants });
  const accepted = await fetch(`${url}/api/v1/runs`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  if (!accepted.ok) fail(`the question was refused: ${await accepted.text()}`);
  const { id } = await accepted.json();
  const { status } = await until('a question is answered …', () => getJson(`${url}/api/v1/runs/${id}`), (run) => !['queued', 'running'].includes(run.status)); // prettier-ignore
  if (status !== 'succeeded') fail(`the run ${status}.`);
  return id;
}

/** Screens tell the time by the clock of the browser: it is set back as that of the demo. */
const setBack = (backMs) => {
  const Real = globalThis.Date;
  globalThis.Date = class extends Real {
    constructor(...given) {
      if (given.length === 0) super(Real.now() - backMs);
      else super(...given);
    }
    static now = () => Real.now() - backMs;
  };
};

/** Takes pictures from the top of each page to the end of what is shown last. */
async function take(url, backS, picturesOf) {
  mkdirSync(out, { recursive: true });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
  for (const lang of ['en', 'fr']) {
    for (const [name, { address, last }] of Object.entries(picturesOf(lang))) {
      const page = await browser.newPage({ viewport: { width: WIDTH, height: TALLEST } });
      await page.addInitScript(setBack, backS * 1000);
      await page.goto(`${url}${address}${address.includes('?') ? '&' : '?'}lang=${lang}&theme=light`);
      const end = page.locator(last).first();
      await end.waitFor({ timeout: 120_000 });
      await page.waitForLoadState('networkidle');
      await pause(2500);
      const file = path.join(out, `${name}-${lang}.png`);
      const box = await end.boundingBox();
      await page.screenshot({ path: file, clip: { x: 0, y: 0, width: WIDTH, height: Math.min(TALLEST, Math.ceil(box.y + box.height + 24)) } });
      await page.close();
      writeFileSync(file, unfiltered(readFileSync(file)));
      const { size } = statSync(file);
      say(`${path.relative(root, file)}: ${Math.round(size / 1000)} kB`);
      if (size > MOST_BYTES) fail(`a picture is at most ${MOST_BYTES / 1000} kB.`);
    }
  }
  await browser.close();
}

const folder = mkdtempSync(path.join(tmpdir(), 'pharmatwin-pictures-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

const { url, backS } = process.argv[2] === undefined ? await startDemo(folder) : { url: process.argv[2], backS: 0 };
const runs = { en: await answeredRun(url, WORDED.en), fr: await answeredRun(url, WORDED.fr) };
await until('the hidden fault of the line is waited for: some minutes after it went live …', () => getJson(`${url}/api/v1/lines/${LINE}`), ({ view }) => view.deviations.length > 0); // prettier-ignore
await take(url, backS, (lang) => ({
  'plant-engineer': { address: `/lines/${LINE}`, last: 'section:has(.deviations)' },
  'process-team': { address: `/runs/${runs[lang]}`, last: '.verdicts' },
  'energy-manager': { address: `/cells/${SITE}/energy`, last: 'section.card:has(.strip-area)' },
}));
// A child stops by itself once its channel to us is closed.
const ended = children.map((child) => new Promise((resolve) => child.once('close', resolve)));
for (const child of children) child.disconnect();
await Promise.all(ended);
process.exit(0);
