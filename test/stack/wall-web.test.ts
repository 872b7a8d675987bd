import { connectAsync, type MqttClient } from 'mqtt';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { TwinHttp } from '../../client/http.js';
import { repositoryRoot } from '../shared.js';
import { describeInBrowser, openPage, startBrowser } from './browser.js';
import { builtPage } from './built-page.js';
import { tellLine } from './told-line.js';
import { endAll, freePort, startMachines, startService, temporaryFolder, until, type Service } from './service.js';
import { writeSmallSite } from './small-site.js';

const TEST_MS = 60_000;
const WALL_LIMIT = 100_000;
const FULL_HD = { width: 1920, height: 1080 };

/** The smallest text of a page [px], how far it can be scrolled [px], and whether it is the page that was loaded first. */
const measures = `({
  smallest: Math.min(...[...document.querySelectorAll('.wall *')].filter((node) => !node.closest('svg') && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim() !== '')).map((node) => Number.parseFloat(getComputedStyle(node).fontSize))),
  sideways: document.documentElement.scrollWidth - innerWidth,
  down: document.documentElement.scrollHeight - innerHeight,
})`;
interface Measures {
  smallest: number;
  sideways: number;
  down: number;
}

describeInBrowser('the wallboard in a real browser', () => {
  let service: Service;
  let start: () => Promise<Service>;
  let machines: { stop(): Promise<number | null> };
  let mqtt: MqttClient;
  let browser: Browser;
  let remove: () => Promise<void>;
  let telling: ReturnType<typeof setInterval>;
  const faults: string[] = [];

  beforeAll(async () => {
    const data = await temporaryFolder();
    remove = data.remove;
    const site = writeSmallSite(data.folder);
    const [port, mqttPort] = [await freePort(), await freePort()];
    start = () =>
      startService({
        TWIN_DATA: `${data.folder}/data`,
        TWIN_PLANTS: `${path.join(repositoryRoot, 'plants', 'osd-1.yaml')},${site}`,
        TWIN_PORT: String(port),
        TWIN_MQTT_EMBEDDED_PORT: String(mqttPort),
        TWIN_WORKERS: '1',
        TWIN_LOG_LEVEL: 'error',
      });
    service = await start();
    mqtt = await connectAsync(service.mqttUrl!);
    const nowMs = Date.now();
    const beganMs = nowMs - 20 * 60_000;
    for (let atMs = beganMs; atMs < nowMs; atMs += 60_000) await tellLine(mqtt, atMs, beganMs, null);
    telling = setInterval(() => void tellLine(mqtt, Date.now(), beganMs, 66).catch(() => undefined), 2000);
    machines = await startMachines(['cell', site, '--broker', service.mqttUrl!, '--history', '1h', '--history-every', '5 min']);
    const http = new TwinHttp({ url: service.url });
    await until(() => http.line('osd-1'), ({ view }) => view.freshness === 'live' && !view.catchingUp && view.forecast !== null, 60_000); // prettier-ignore
    await until(() => http.cell('small-site'), ({ view }) => view.freshness === 'live' && !view.catchingUp && view.lookAheads.shift !== null, 60_000); // prettier-ignore
    browser = await startBrowser();
  }, 180_000);

  afterAll(async () => {
    clearInterval(telling);
    await browser?.close();
    await mqtt?.endAsync(true);
    await machines?.stop();
    await service?.stop();
    endAll();
    await remove?.();
  });

  const open = (address: string, size = FULL_HD, prepare?: (page: Page) => Promise<void>): Promise<Page> =>
    openPage(browser, service.url, address, faults, { ...size, ...(prepare && { prepare }) });

  it.each([
    ['en', 'light', 'Solid-dose line 1', ['States', 'Output of the shift', 'Alarms', 'Power'], 'Held', 'rgb(230, 234, 237)'],
    ['fr', 'dark', 'Ligne formes sèches 1', ['États', 'Production du poste', 'Alarmes', 'Puissance'], 'Retenu', 'rgb(30, 36, 41)'],
  ] as const)(
    'shows a line on one screen, in text of 32 px and more (%s, %s)',
    async (lang, theme, name, parts, held, ground) => {
      const page = await open(`/wall/osd-1?lang=${lang}&theme=${theme}`);
      await page.getByRole('heading', { name, level: 1 }).waitFor();
      for (const part of parts) await page.getByRole('heading', { name: part, exact: true }).waitFor();
      await page.locator('.wall-stations').getByText(held).waitFor();
      await page.locator('.wall-strip rect').first().waitFor({ state: 'attached' });
      await page.locator('.wall-count').nth(3).waitFor();
      await page.locator('.wall-curve-measured[d^=M]').waitFor({ state: 'attached' });
      const inked =
        '[...document.querySelectorAll(".wall-count.wall-minor")].map((count) => getComputedStyle(count.firstElementChild).color === getComputedStyle(count).color)';
      expect(await page.evaluate<boolean[]>(inked)).not.toContain(false); // no colour where no alarm stands
      expect(await page.evaluate('document.documentElement.lang')).toBe(lang);
      expect(await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')).toBe(ground);
      expect(await page.locator('.wall-frame-old').count()).toBe(0);
      const { smallest, sideways, down } = await page.evaluate<Measures>(measures);
      expect(smallest).toBeGreaterThanOrEqual(32);
      expect([sideways, down]).toEqual([0, 0]);
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it.each([
    [3840, 2160],
    [2160, 3840],
    [1080, 1920],
  ])(
    'fits into %d by %d with lines and sites',
    async (width, height) => {
      for (const address of ['/wall/osd-1', '/wall/osd-1?pages=oee', '/wall/osd-1?pages=energy', '/wall/small-site', '/wall/small-site?pages=orders']) {
        const page = await open(`${address}${address.includes('?') ? '&' : '?'}lang=fr&theme=light`, { width, height });
        await page.locator('.wall-card').nth(1).waitFor();
        const { smallest, sideways, down } = await page.evaluate<Measures>(measures);
        expect([address, sideways, down]).toEqual([address, 0, 0]);
        expect(smallest).toBeGreaterThanOrEqual((32 * Math.min(width, height)) / 1080);
        await page.close();
      }
      expect(faults).toEqual([]);
    },
    TEST_MS,
  );

  it(
    'shows a site: units, what lies ahead, orders, alarms, power',
    async () => {
      const page = await open('/wall/small-site?lang=en&theme=dark');
      await page.getByRole('heading', { name: /^Small site/, level: 1 }).waitFor();
      await page.getByText('simulated plant').waitFor();
      for (const part of [/^States/, /^Until /, /^Alarms/, /^Power/, /^Orders/]) await page.getByRole('heading', { name: part }).waitFor();
      expect(await page.locator('.wall-units [role=img]').count()).toBe(3);
      await page.getByRole('img', { name: /^Packaging line: / }).waitFor();
      expect(await page.evaluate<Measures>(measures)).toMatchObject({ sideways: 0, down: 0 });
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'turns its pages, without motion for those who want none',
    async () => {
      const page = await open('/wall/osd-1?rotate=5&pages=line,oee,energy&lang=en&theme=light', FULL_HD, (made) =>
        made.emulateMedia({ reducedMotion: 'reduce' }),
      );
      for (const name of ['oee', 'energy', 'line']) await page.locator(`[data-page=${name}]`).waitFor();
      expect(await page.evaluate(`getComputedStyle(document.querySelector('.wall-page')).animationName`)).toBe('none');
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'says that there is no such place, and how a place is named',
    async () => {
      const page = await open('/wall/nothing?lang=en&theme=light');
      await page.getByText(/There is no line or site nothing/).waitFor();
      await page.goto(`${service.url}/wall?lang=en`);
      await page.getByText(/for example \/wall\/osd-1/).waitFor();
      await page.close();
    },
    TEST_MS,
  );

  it(
    'loads itself again after a deploy',
    async () => {
      const page = await open('/wall/osd-1?lang=en&theme=light');
      await page.locator('.wall-card').first().waitFor();
      await page.waitForResponse(/\/api\/v1\/info$/);
      const loaded = page.waitForEvent('load', { timeout: 40_000 });
      const info = await new TwinHttp({ url: service.url }).info();
      await page.route('**/api/v1/info', (route) => route.fulfill({ json: { ...info, version: '99.0.0' } }));
      await loaded;
      await page.locator('.wall-card').first().waitFor();
      expect(faults).toEqual([]);
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await page.close();
    },
    TEST_MS,
  );

  it(
    'says within a red frame that the service is gone, and comes back by itself, without being loaded again',
    async () => {
      const page = await open('/wall/osd-1?lang=en&theme=light');
      await page.locator('.wall-card').first().waitFor();
      await page.evaluate('globalThis.sameLoad = true');
      await service.stop();
      await page.getByText(/Connection lost: no data since \d\d:\d\d/).waitFor();
      expect(await page.evaluate(`getComputedStyle(document.querySelector('.wall-frame-old')).borderTopColor`)).toBe('rgb(179, 20, 27)');
      service = await start();
      await page.locator('.wall-frame-old').waitFor({ state: 'detached', timeout: 40_000 });
      expect(await page.evaluate('globalThis.sameLoad')).toBe(true);
      faults.splice(0); // the browser notes that the service was away
      await page.close();
    },
    2 * TEST_MS,
  );
});

it('the wallboard is at most 100 kB to fetch, and names nothing outside', () => {
  const { files, outside, bytes } = builtPage('wall.html');
  expect(files.length).toBeGreaterThan(2);
  expect(outside).toEqual([]);
  expect(bytes).toBeLessThanOrEqual(WALL_LIMIT);
});
