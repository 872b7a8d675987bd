import { connectAsync, type MqttClient } from 'mqtt';
import type { Browser, Page } from 'playwright-core';
import { TwinHttp } from '../../client/http.js';
import { describeInBrowser, openPage, sidewaysPx, startBrowser } from './browser.js';
import { endAll, getJson, startService, temporaryFolder, until, type Service } from './service.js';
import { tellLine } from './told-line.js';

const TEST_MS = 60_000;
const MINUTE_MS = 60_000;
const HISTORY_MIN = 90;

/** Minutes in which the cartoner stands, with the reason that it gives: six short jams without one, a long stop at its gripper, and now a jam. */
const reasonAt = (minute: number): number | null =>
  minute >= HISTORY_MIN - 2 ? 66 : minute >= 60 && minute < 70 ? 261 : minute < 60 && Math.floor(minute) % 10 === 5 ? 0 : null;

const tell = (mqtt: MqttClient, atMs: number, beganMs: number) => tellLine(mqtt, atMs, beganMs, reasonAt((atMs - beganMs) / MINUTE_MS));

const words = {
  en: {
    line: 'Solid-dose line 1',
    station: /^Cartoner: Held/,
    machine: 'Cartoner',
    state: 'PackML state',
    mtbf: /95 %: .* to /,
    noLaw: 'No law is fitted: the speed was the same throughout.',
    losses: 'OEE and losses',
    causes: 'Causes of stops',
    unassigned: /^Unassigned: 6\smin/,
    gripper: 'Gripper fault',
    trs: /^OEE of required time \(TRS\)/,
    asTable: 'Show as table',
    energy: 'Energy',
    states: 'Energy by machine and state',
  },
  fr: {
    line: 'Ligne formes sèches 1',
    station: /^Étuyeuse\s: Retenu/,
    machine: 'Étuyeuse',
    state: 'État PackML',
    mtbf: /IC 95\s%\s: de .* à /,
    noLaw: /^Aucune loi ajustée\s: la cadence est restée la même\.$/,
    losses: 'TRS et pertes',
    causes: 'Causes d’arrêt',
    unassigned: /^Sans cause\s: 6\smin/,
    gripper: 'Défaut préhenseur',
    trs: /^TRS, sur le temps requis/,
    asTable: 'Voir le tableau',
    energy: 'Énergie',
    states: 'Énergie par machine et par état',
  },
} as const;

describeInBrowser('the pages of machines and of losses in a real browser', () => {
  let service: Service;
  let http: TwinHttp;
  let mqtt: MqttClient;
  let browser: Browser;
  let remove: () => Promise<void>;
  let telling: ReturnType<typeof setInterval>;
  const faults: string[] = [];

  beforeAll(async () => {
    const data = await temporaryFolder();
    remove = data.remove;
    service = await startService({ TWIN_DATA: data.folder, TWIN_PORT: '0', TWIN_MQTT_EMBEDDED_PORT: '0', TWIN_WORKERS: '1', TWIN_LOG_LEVEL: 'error' });
    http = new TwinHttp({ url: service.url });
    mqtt = await connectAsync(service.mqttUrl!);
    const nowMs = Date.now();
    const beganMs = nowMs - HISTORY_MIN * MINUTE_MS;
    for (let atMs = beganMs; atMs < nowMs; atMs += MINUTE_MS / 2) await tell(mqtt, atMs, beganMs);
    telling = setInterval(() => void tell(mqtt, Date.now(), beganMs).catch(() => undefined), 2000);
    await until(
      () => getJson<{ total: number }>(`${service.url}/api/v1/lines/osd-1/stops?from=now-2h`),
      ({ total }) => total >= 8,
      20_000,
    );
    browser = await startBrowser();
  }, 120_000);

  afterAll(async () => {
    clearInterval(telling);
    await browser?.close();
    await mqtt?.endAsync(true);
    await service?.stop();
    endAll();
    await remove?.();
  });

  const open = (address: string, width = 1280, height = 800): Promise<Page> => openPage(browser, service.url, address, faults, { width, height });

  it.each([
    ['en', 'light'],
    ['fr', 'dark'],
  ] as const)(
    'lead an engineer from the overview to the sick machine and to why (%s, %s)',
    async (lang, theme) => {
      const say = words[lang];
      const page = await open(`/?lang=${lang}&theme=${theme}`);
      await page.getByRole('link', { name: say.line }).click();
      await page.getByRole('link', { name: say.station }).click();
      await page.getByRole('heading', { name: say.machine, level: 1 }).waitFor();
      await page.getByRole('heading', { name: say.state }).waitFor();
      await page.getByText(say.mtbf).first().waitFor();
      await page.getByRole('cell', { name: say.gripper }).waitFor();
      await page.getByText(say.noLaw).waitFor();
      await page.getByRole('link', { name: say.losses }).click();
      await page.getByRole('heading', { name: say.losses, level: 1 }).waitFor();
      await page.getByRole('button', { name: say.trs }).waitFor();
      await page.getByText(/^= .*\ss \/ .*\ss$/).first().waitFor(); // prettier-ignore
      const causes = page.getByRole('region', { name: say.causes, exact: true }).locator('.bar-row[role=button]');
      await causes.first().waitFor();
      expect(await causes.first().getAttribute('aria-label')).toMatch(say.unassigned);
      await causes.nth(1).focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(/reason=261/);
      expect(await page.locator('.stops-scroll tbody tr').count()).toBe(1);
      expect(await page.locator('.stops-scroll tbody tr').innerText()).toContain(say.gripper);
      await page.getByRole('button', { name: say.asTable }).first().click();
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it.each([
    ['en', 'dark'],
    ['fr', 'light'],
  ] as const)(
    'show an energy manager where the energy of a line went, in kWh and in euro (%s, %s)',
    async (lang, theme) => {
      const say = words[lang];
      const page = await open(`/lines/osd-1?lang=${lang}&theme=${theme}`);
      await page.getByRole('link', { name: say.energy, exact: true }).click();
      await page.getByRole('heading', { name: say.energy, level: 1 }).waitFor();
      await page.waitForURL(/\/lines\/osd-1\/energy/);
      await page.goto(`${service.url}/lines/osd-1/energy?lang=${lang}&theme=${theme}&from=now-80min&to=now-20min`);
      await page.locator('.load-layer').first().waitFor();
      const told = await http.lineEnergy('osd-1', { from: 'now-80min', to: 'now-20min' });
      // Of an hour, by the powers of told-line.ts: all produce, but the cartoner where it stands.
      const { accounts } = told.machines.find(({ unit }) => unit === 'cartoner')!;
      const heldH = accounts.filter(({ account }) => account !== 'execute').reduce((sum, { seconds }) => sum + seconds / 3600, 0);
      expect(told.figures.kwh).toBeCloseTo(20 + 17 + 6.5 + 2.6 + 4.5 + 5 - (6.5 - 2.2) * heldH, 0);
      const shown = new Intl.NumberFormat(lang, { minimumSignificantDigits: 3, maximumSignificantDigits: 3 }).format(told.figures.kwh!);
      await page.locator('.energy-cards').getByText(new RegExp(`^${shown.replace('.', '\\.')}\\skWh$`)).first().waitFor(); // prettier-ignore
      const states = page.getByRole('region', { name: say.states });
      await states.getByRole('button', { name: say.asTable }).click();
      expect(await states.getByRole('row').count()).toBe(1 + told.machines.reduce((rows, { accounts }) => rows + accounts.length, 0));
      await page.getByText('€', { exact: true }).click();
      await page.waitForURL(/unit=eur/);
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'lead from a line to its energy by keys, and fill the question what standby would save',
    async () => {
      const page = await open('/lines/osd-1?lang=en&theme=light');
      await page.getByRole('heading', { name: words.en.line, level: 1 }).waitFor();
      await page.getByRole('button', { name: 'Search' }).waitFor(); // keys are heard from then on
      await page.keyboard.press('g');
      await page.keyboard.press('e');
      await page.waitForURL(/\/lines\/osd-1\/energy/);
      await page.goto(`${service.url}/lines/osd-1/what-if?standby=cartoner&lang=en`);
      await page.locator('.what-if').waitFor();
      expect(await page.locator('input').evaluateAll((fields) => fields.map((field) => field.value))).toContain('10 min');
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'show what lies behind a loss of the bridge alone, and an hour as the window',
    async () => {
      const page = await open('/lines/osd-1/oee?from=now-90m&lang=en');
      const bridge = page.getByRole('region', { name: 'Where the time went' });
      await bridge.getByRole('button', { name: /^reduced speed:/ }).focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(/loss=speed/);
      await page.getByText(/^Reduced speed has no stops/).waitFor();
      expect(await bridge.getByRole('button', { name: /^required time:/ }).count()).toBe(0);
      await page.getByRole('button', { name: 'Not only reduced speed: show all stops' }).click();
      await page.getByRole('region', { name: 'Causes of stops' }).locator('.bar-row').first().waitFor();
      expect(page.url()).not.toContain('loss=');
      await page.locator('.hour-map .hour-cell').last().click();
      await page.getByRole('button', { name: /^Only .*:00/ }).click();
      await page.waitForURL(/from=\d{4}-/);
      for (const [loss, text] of [
        ['down', 'No stop in this window.'],
        ['starved', 'No time of this window: starved.'],
      ]) {
        await page.goto(`${service.url}/lines/osd-1/oee?from=now-90m&loss=${loss}&lang=en`);
        await page.getByText(text!).first().waitFor();
      }
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'let an engineer give a stop a reason, split another, and take it back',
    async () => {
      const page = await open('/lines/osd-1/oee?from=now-2h&reason=none&lang=en');
      const rows = page.locator('.stops-scroll tbody tr');
      const table = (text: string) => rows.filter({ hasText: text });
      await rows.first().waitFor();
      const count = await rows.count();
      const tick = async (row: number) => page.locator('.stops-scroll tbody input:enabled').nth(row).check();
      const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
      await tick(0);
      await tick(1);
      await press('Give a reason');
      await page.getByText('Still missing: a reason.').waitFor();
      await page.getByRole('dialog').locator('optgroup').first().waitFor({ state: 'attached' });
      expect(await page.getByRole('dialog').locator('optgroup').count()).toBe(2);
      await page.getByRole('dialog').getByLabel('Cause').selectOption({ label: 'Leaflet jam (66)' });
      await page.getByLabel('Comment (optional)').fill('by hand');
      await press('Keep');
      await until(() => rows.count(), (left) => left === count - 2, 20_000); // prettier-ignore
      await page.getByRole('button', { name: 'All causes' }).click();
      await table('by hand').first().waitFor();
      expect(await table('by hand').count()).toBe(2);
      await table('Gripper fault').getByRole('checkbox').check();
      await press('Split');
      await page.getByLabel(/Minutes from the start/).fill('99');
      expect(await page.getByRole('button', { name: 'Keep' }).isDisabled()).toBe(true);
      await page.getByLabel(/Minutes from the start/).fill('4');
      await page.getByLabel('Reason of the second part').selectOption({ label: 'Drive fault (257)' });
      await press('Keep');
      await table('Drive fault').getByText('part of a stop').waitFor();
      await table('Drive fault').getByRole('checkbox').check();
      await table('Gripper fault').getByRole('checkbox').check();
      await press('Take back');
      await table('Drive fault').waitFor({ state: 'detached' });
      expect(await table('Gripper fault').count()).toBe(1);
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it.each([
    [390, 844],
    [768, 1024],
    [1280, 800],
  ])(
    'fit into %d by %d without scrolling sideways',
    async (width, height) => {
      for (const [address, shows] of [
        ['/lines/osd-1/oee?from=now-2h', '.stops-scroll'],
        ['/lines/osd-1/machines/cartoner?from=now-2h', '.stops-scroll'],
        ['/lines/osd-1/energy?from=now-2h', '.load-layer'],
      ] as const) {
        const page = await open(`${address}&lang=fr&theme=light`, width, height);
        await page.locator(shows).first().waitFor();
        expect([address, await sidewaysPx(page)]).toEqual([address, 0]);
        await page.close();
      }
      expect(faults).toEqual([]);
    },
    TEST_MS,
  );

  it(
    'say what is not there',
    async () => {
      const page = await open('/lines/osd-1/machines/mixer?lang=en&theme=light');
      await page.getByText('Line osd-1 has no machine mixer.').waitFor();
      await page.close();
      faults.splice(0); // the browser notes the 404 of the report
    },
    TEST_MS,
  );
});
