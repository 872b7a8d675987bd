import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { connectAsync } from 'mqtt';
import type { Browser, Page } from 'playwright-core';
import { TwinHttp } from '../../client/http.js';
import { repositoryRoot } from '../shared.js';
import { describeInBrowser, openPage, sidewaysPx, startBrowser } from './browser.js';
import { endAll, freePort, startService, temporaryFolder, until, type Service } from './service.js';

const TEST_MS = 60_000;
const VIEWER = 'viewer-token-of-enough-letters';
const ENGINEER = 'engineer-token-of-enough-letters';
const PREFIX = 'umh/v1/demo/valclair/solids/osd-1';
const WEIGHT = `${PREFIX}/press/Weight`;
const POWER = `${PREFIX}/press/_energy_v1/AcActivePowerTotal`;
/** What the mended file maps besides. */
const FIRST_SIGNAL = /^( *)_process_v1\/MainCompForce: .*\n/m;
const MAPPED = '$&$1Weight: { signal: process.weight, unit: mg }\n';

describeInBrowser('the page of data health in a real browser', () => {
  let service: Service;
  let browser: Browser;
  let remove: () => Promise<void>;
  let start: (mended: boolean) => Promise<Service>;
  const faults: string[] = [];

  beforeAll(async () => {
    const data = await temporaryFolder();
    remove = data.remove;
    const plants = path.join(data.folder, 'plants');
    mkdirSync(plants);
    const [line, types] = ['osd-1.yaml', 'types.yaml'].map((name) => readFileSync(path.join(repositoryRoot, 'plants', name), 'utf8'));
    writeFileSync(path.join(plants, 'types.yaml'), types!);
    const port = await freePort();
    start = (mended) => {
      writeFileSync(path.join(plants, 'osd-1.yaml'), mended ? line!.replace(FIRST_SIGNAL, MAPPED) : line!);
      return startService({
        TWIN_DATA: path.join(data.folder, 'data'),
        TWIN_PLANTS: path.join(plants, 'osd-1.yaml'),
        TWIN_PORT: String(port),
        TWIN_TOKENS: `viewer ${VIEWER} read\nengineer ${ENGINEER} read edit`,
        TWIN_WORKERS: '1',
        TWIN_LOG_LEVEL: 'error',
      });
    };
    service = await start(false);
    const mqtt = await connectAsync(service.mqttUrl!);
    const say = (topic: string, value: unknown, atMs = Date.now()) => mqtt.publishAsync(topic, JSON.stringify({ timestamp_ms: atMs, value }), { qos: 1 });
    for (let n = 0; n < 40; n++) await say(POWER, 6 + n / 100, Date.now() - 90_000 + n * 100);
    for (const value of [41, 42, 43]) await say(WEIGHT, value);
    await say(POWER, 'much');
    await say(`${PREFIX}/cartoner/Line_Power_W`, 2500);
    await mqtt.publishAsync('factory/hall/scale', Buffer.from([0, 1, 2, 255]), { qos: 1 });
    await mqtt.endAsync();
    await until(() => new TwinHttp({ url: service.url, token: VIEWER }).telemetry(), ({ deadLetters, counters }) => deadLetters >= 6 && counters.inFlight === 0, 20_000); // prettier-ignore
    browser = await startBrowser();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    endAll();
    await remove?.();
  });

  const open = (address: string, token: string, width?: number): Promise<Page> =>
    openPage(browser, service.url, address, faults, { ...(width && { width }), token });
  const card = (page: Page, title: RegExp) => page.locator('section.card').filter({ has: page.getByRole('heading', { name: title }) });

  it.each([
    ['en', 'light', 'Data health', /^Heard and not mapped \(\d+\)/, /^Sources \(1\)/, /1 min|8\d\ss|9\d\ss/],
    ['fr', 'dark', 'Santé des données', /^Entendu et non affecté \(\d+\)/, /^Sources \(1\)/, /1 min|8\d\ss|9\d\ss/],
  ] as const)(
    'tells what is heard and not mapped, with the piece of file that maps it, and which source is late (%s, %s)',
    async (lang, theme, title, unmapped, sources, clock) => {
      const page = await open(`/?lang=${lang}&theme=${theme}`, VIEWER);
      await page.getByRole('link', { name: title }).click();
      await page.getByRole('heading', { name: title, level: 1 }).waitFor();
      const topic = card(page, unmapped).getByRole('row', { name: /cartoner\/Line_Power_W/ });
      await topic.locator('summary', { hasText: 'osd-1/cartoner' }).click();
      await topic.getByText(/signal: power/).waitFor();
      const scale = card(page, unmapped).getByRole('row', { name: /factory\/hall\/scale/ });
      await scale.locator('.payload summary').click();
      await scale.locator('.payload pre').getByText('00000000 00 01 02 ff').waitFor();
      const press = card(page, sources).getByRole('row', { name: /osd-1\/press/ });
      await press.getByText(clock).waitFor();
      expect((await press.getByRole('cell').allInnerTexts()).slice(1, 5)).toEqual(['40', '0', '0', '40']); // readings, duplicates, out of order, late
      await page.getByText(`npx twin doctor --server ${service.url}`).waitFor();
      expect(await sidewaysPx(page)).toBeLessThanOrEqual(0);
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it.each([390, 768])(
    'fits into a width of %d without scrolling sideways',
    async (width) => {
      const page = await open('/data?lang=fr&theme=light', VIEWER, width);
      await page.getByRole('heading', { name: /^Messages rejetés/ }).waitFor();
      expect(await sidewaysPx(page)).toBe(0);
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'tells whoever may only look that he may not read messages again',
    async () => {
      const page = await open('/data?lang=en&theme=light', VIEWER);
      await page.getByRole('button', { name: 'What would be stored?' }).click();
      await page.getByText(/that takes the scope edit\..*viewer has no scope edit/).waitFor();
      faults.splice(0); // the browser notes the 403
      await page.close();
    },
    TEST_MS,
  );

  it(
    'stays open while a mapping is mended and the service started again, and then reads the rejected messages again',
    async () => {
      const page = await open('/data?lang=en&theme=light', ENGINEER);
      await page.getByLabel('Reason', { exact: true }).selectOption('unknown-topic');
      await page.waitForURL(/reason=unknown-topic/);
      await page.getByRole('textbox', { name: 'Topic filter' }).fill(`${PREFIX}/press/#`);
      await page.getByRole('button', { name: 'Show', exact: true }).click();
      await page.waitForURL(/topic=/);
      await page.getByRole('button', { name: 'What would be stored?' }).click();
      await page.getByText(/^Would be stored: readings 0, of messages 0\. .* not readable now either: 3\./).waitFor();
      await service.stop();
      await page.getByText(/The server does not answer/).waitFor();
      service = await start(true);
      await page.getByText(/The server does not answer/).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'What would be stored?' }).click();
      await page.getByText(/^Would be stored: readings 3, of messages 3\./).waitFor();
      const http = new TwinHttp({ url: service.url, token: ENGINEER });
      expect((await http.telemetry()).deadLetters).toBe(6);
      await page.getByRole('button', { name: 'Store the readings (3)' }).click();
      await page.getByText(/^No message that waits is of this choice/).waitFor();
      await page.getByRole('heading', { name: 'Rejected messages (3)' }).waitFor();
      const stored = async () => (await http.series('osd-1', 'press', 'process.weight', { from: 'now-1h' })).value.filter((each) => each !== null);
      expect(await until(stored, ({ length }) => length > 2, 20_000)).toEqual([41, 42, 43]); // the history follows the journal
      faults.splice(0); // the browser notes that the service was away
      await page.close();
    },
    TEST_MS,
  );
});
