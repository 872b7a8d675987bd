import { connectAsync, type MqttClient } from 'mqtt';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, openPage, sidewaysPx, startBrowser } from './browser.js';
import { builtPage } from './built-page.js';
import { endAll, getJson, startService, temporaryFolder, until, type Service } from './service.js';
import { tellLine } from './told-line.js';

const ENTRY_LIMIT = 250_000;
const TEST_MS = 60_000;

/** All produce, but the cartoner has jammed in the last minute. */
const tell = (mqtt: MqttClient, atMs: number, beganMs: number, jammed: boolean) => tellLine(mqtt, atMs, beganMs, jammed ? 66 : null);

/** With what the stations are filled, in the order of the flow. */
const fills = '[...document.querySelectorAll(".station .band")].map((band) => getComputedStyle(band).fill)';

const words = {
  en: {
    line: 'Solid-dose line 1',
    held: 'Held',
    jam: 'Leaflet jam',
    states: 'States',
    output: 'Output of the shift',
    rate: 'Rate',
    power: 'Power',
    whatIf: 'What if from here',
    sim: 'sim',
    lines: 'Lines',
  },
  fr: {
    line: 'Ligne formes sèches 1',
    held: 'Retenu',
    jam: 'Bourrage notice',
    states: 'États',
    output: 'Production du poste',
    rate: 'Cadence',
    power: 'Puissance',
    whatIf: 'Et si… à partir d’ici',
    sim: 'sim',
    lines: 'Lignes',
  },
} as const;

describeInBrowser('the screens in a real browser', () => {
  let service: Service;
  let mqtt: MqttClient;
  let browser: Browser;
  let remove: () => Promise<void>;
  let telling: ReturnType<typeof setInterval>;
  let stopped = false;
  let beforeJamMs: number;
  const faults: string[] = [];

  beforeAll(async () => {
    const data = await temporaryFolder();
    remove = data.remove;
    service = await startService({ TWIN_DATA: data.folder, TWIN_PORT: '0', TWIN_MQTT_EMBEDDED_PORT: '0', TWIN_WORKERS: '1', TWIN_LOG_LEVEL: 'error' });
    mqtt = await connectAsync(service.mqttUrl!);
    const nowMs = Date.now();
    beforeJamMs = nowMs - 2 * 60_000;
    const beganMs = nowMs - 20 * 60_000;
    for (let atMs = beganMs; atMs < nowMs; atMs += 30_000) await tell(mqtt, atMs, beganMs, atMs > nowMs - 60_000);
    telling = setInterval(() => void tell(mqtt, Date.now(), beganMs, true).catch(() => undefined), 2000);
    await until(
      () => getJson<{ items: { id: string; freshness: string }[] }>(`${service.url}/api/v1/lines`),
      ({ items }) => items.some(({ freshness }) => freshness === 'live'),
      20_000,
    );
    browser = await startBrowser();
  }, 120_000);

  afterAll(async () => {
    clearInterval(telling);
    await browser?.close();
    await mqtt?.endAsync(true);
    if (!stopped) await service?.stop();
    endAll();
    await remove?.();
  });

  const open = (address: string, width?: number, height?: number): Promise<Page> =>
    openPage(browser, service.url, address, faults, { ...(width && { width }), ...(height && { height }) });

  describe.each([
    ['en', 'light', 'rgb(230, 234, 237)'],
    ['en', 'dark', 'rgb(30, 36, 41)'],
    ['fr', 'light', 'rgb(230, 234, 237)'],
    ['fr', 'dark', 'rgb(30, 36, 41)'],
  ] as const)('%s, %s', (lang, theme, ground) => {
    it(
      'show the lines, and a line as it is',
      async () => {
        const say = words[lang];
        const page = await open(`/?lang=${lang}&theme=${theme}`);
        await page.getByRole('link', { name: say.line }).click();
        await page.getByRole('heading', { name: say.line, level: 1 }).waitFor();
        for (const part of [say.states, say.output, say.rate, say.power]) await page.getByRole('heading', { name: part, exact: true }).waitFor();
        await page.getByRole('link', { name: new RegExp(`: ${say.held}`) }).waitFor();
        await page.locator('.mark', { hasText: say.jam }).waitFor();
        const shown = ['producing', 'producing', 'held', 'producing', 'producing', 'producing'].map((state) => `url("#state-${state}")`);
        // The machines speak one after the other: the last may not have been heard at the first look.
        expect(await until(() => page.evaluate<string[]>(fills), (found) => found.join() === shown.join(), 20_000)).toEqual(shown); // prettier-ignore
        await page.locator('.fresh-live').waitFor();
        expect(await page.evaluate('document.documentElement.lang')).toBe(lang);
        expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(ground);
        expect(await page.getByText(say.sim, { exact: true }).count()).toBeGreaterThan(3);
        expect(await sidewaysPx(page)).toBeLessThanOrEqual(0);
        expect(faults).toEqual([]);
        await page.close();
      },
      TEST_MS,
    );
  });

  it.each([
    [390, 844],
    [768, 1024],
    [1024, 768],
  ])(
    'fit into %d by %d without scrolling sideways',
    async (width, height) => {
      for (const address of ['/', '/lines/osd-1', '/lines/osd-1/what-if']) {
        const page = await open(`${address}?lang=fr&theme=light`, width, height);
        await page.getByRole('heading', { level: 1 }).waitFor();
        expect([address, await sidewaysPx(page)]).toEqual([address, 0]);
        await page.close();
      }
      expect(faults).toEqual([]);
    },
    TEST_MS,
  );

  it(
    'change language and colours, write them into the address and remember them',
    async () => {
      const page = await open('/?lang=en&theme=light');
      await page.getByLabel('Language').selectOption('fr');
      await page.getByRole('heading', { name: 'Vue d’ensemble' }).waitFor();
      await page.getByLabel('Couleurs').selectOption('dark');
      await page.waitForURL(/lang=fr.*theme=dark/);
      await page.goto(service.url);
      await page.getByRole('heading', { name: 'Vue d’ensemble' }).waitFor();
      expect(await page.evaluate('document.documentElement.dataset.mantineColorScheme')).toBe('dark');
      await page.context().clearCookies();
      await page.close();
    },
    TEST_MS,
  );

  it(
    'ask a what-if from the live line and show its verdict',
    async () => {
      const page = await open('/lines/osd-1?lang=fr&theme=light');
      await page.getByRole('link', { name: words.fr.whatIf }).click();
      const question = page.getByRole('textbox', { name: 'Question' });
      expect(await question.inputValue()).toBe('Que produit Ligne formes sèches 1 si rien ne change\u202f?');
      await page.getByLabel('Ajouter un paramètre').selectOption('rate|cartoner');
      await page.getByRole('textbox', { name: /Étuyeuse, cadence/ }).fill('×1,1');
      await page.getByText(/(121|109)\s\/min/).waitFor(); // 1.1 times the ideal rate, or the measured one where the twin is sure of it
      expect(await question.inputValue()).toBe('Et si la cadence passait à ×1,1 (Étuyeuse)\u202f?');
      await question.fill('');
      await page.getByRole('button', { name: 'Simuler' }).click();
      await page.getByText('Écrivez d’abord la question.').waitFor();
      await question.fill('Et si l’étuyeuse allait 10 % plus vite ?');
      await page.getByRole('textbox', { name: 'Réplications' }).fill('20');
      await page.getByRole('button', { name: 'Simuler' }).click();
      await page.waitForURL(/\/runs\/[0-9a-f-]{36}/);
      await page.getByRole('heading', { name: 'Verdict' }).waitFor();
      await page.getByRole('link', { name: 'Dupliquer en nouvelle question' }).waitFor();
      const rows = await page.locator('table.verdicts tbody tr').allInnerTexts();
      expect(rows).toHaveLength(7);
      expect(rows[0]).toMatch(/^Unités bonnes étuis/);
      for (const row of rows) expect(row).toMatch(/▲ (un peu )?mieux|▼ (un peu )?moins bien|≈ pas de différence décelable|–/);
      await page.getByRole('heading', { name: /Différences avec la situation de référence/ }).waitFor();
      await page.getByText('La ligne est inventée et ses machines sont simulées.').waitFor();
      expect(await sidewaysPx(page)).toBeLessThanOrEqual(0);
      await page.getByRole('button', { name: 'Retenir comme décision' }).click();
      await page.getByRole('dialog').getByLabel('Ce qui est à faire').selectOption({ index: 1 });
      await page.getByLabel('Pourquoi').fill('Deux mois pour rentabiliser');
      await page.getByRole('button', { name: 'Enregistrer la décision' }).click();
      await page.getByText('Deux mois pour rentabiliser').waitFor();
      await page.getByRole('button', { name: 'Décider à nouveau' }).waitFor();
      await page.getByRole('link', { name: 'Dupliquer en nouvelle question' }).click();
      await page
        .getByText(/\+10\s%/)
        .first()
        .waitFor();
      expect(await page.getByRole('textbox', { name: 'Question' }).inputValue()).toBe('Et si l’étuyeuse allait 10 % plus vite ?');
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'answer a change at once, without a question being written',
    async () => {
      const page = await open('/lines/osd-1?lang=en&theme=light');
      await page.getByRole('link', { name: words.en.whatIf }).click();
      await page.getByLabel('Add a parameter').selectOption('rate|cartoner');
      await page.getByRole('textbox', { name: /Cartoner, rate/ }).fill('×1.1');
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await page.getByRole('heading', { name: 'What if the cartoner ran at ×1.1?' }).waitFor();
      await page.getByRole('columnheader', { name: 'Difference (95 %)' }).waitFor();
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'are usable by keyboard: a chart is read out, a station is chosen',
    async () => {
      const page = await open('/lines/osd-1?lang=en&theme=light');
      const strip = page.getByRole('button', { name: 'Cartoner', exact: true });
      await strip.focus();
      await page.keyboard.press('Enter');
      await page.getByText('Totals of Cartoner in the window').waitFor();
      await page.locator('.totals').getByText('Producing').waitFor(); // the history is in: what the keys choose from stays
      await page.keyboard.press('ArrowLeft');
      await page.getByText('reason: Leaflet jam').waitFor();
      const chart = page.getByRole('img', { name: /^Electrical power/ });
      await chart.focus();
      await page.keyboard.press('ArrowLeft');
      await page.getByText(/^measured: /).waitFor();
      await page.getByRole('button', { name: 'Show as table' }).first().click();
      await page.getByRole('row', { name: /Cartoner/ }).waitFor();
      const rate = page.getByRole('region', { name: 'Rate', exact: true });
      await rate.getByText(/cartons per minute over the last 5 minutes/).waitFor();
      await rate.getByRole('button', { name: 'Show as table' }).click();
      await rate.getByRole('columnheader', { name: 'expected by the model' }).waitFor();
      // of the five minutes after a shift began neither rate is known
      await rate.getByRole('row', { name: /\d\d:\d\d (?:[\d.]+ ?\/min|–) (?:[\d.]+ ?\/min|–) 1\d\d ?\/min/ }).first().waitFor(); // prettier-ignore
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'can be frozen, seen again and asked about as they were, and never look live meanwhile',
    async () => {
      const page = await open('/lines/osd-1?lang=en&theme=light');
      await page.locator('.fresh-live').waitFor();
      await page.locator('.top-tool').first().waitFor({ state: 'attached' }); // from then on keys are listened to
      await page.keyboard.press('f');
      await page.getByText(/^Frozen at /).waitFor();
      expect(await page.locator('.fresh-live').count()).toBe(0);
      await page.getByRole('button', { name: 'Back to live' }).click();
      await page.locator('.fresh-live').waitFor();
      const at = new Date(beforeJamMs).toISOString().slice(0, 19);
      await page.goto(`${service.url}/lines/osd-1?lang=en&theme=light&at=${at}Z`);
      await page.getByText(/^Past: /).waitFor();
      await page.getByRole('link', { name: /^Cartoner: Producing/ }).waitFor();
      expect(await page.locator('.fresh-live').count()).toBe(0);
      expect(await page.title()).toMatch(/^Past/);
      await page.getByLabel('Speed').selectOption('20');
      await page.getByRole('button', { name: 'Play' }).click();
      await page.waitForURL(/speed=20/);
      await page.getByRole('link', { name: /^Cartoner: Held/ }).waitFor(); // it jams a minute and a half later
      await page.getByRole('button', { name: 'Play' }).waitFor(); // now is reached: it stands still
      await page.getByRole('link', { name: 'What if from here' }).click();
      await page.getByText(/^As it was at/).waitFor({ state: 'attached' });
      await page.goBack();
      await page.getByRole('button', { name: 'Back to live' }).click();
      await page.locator('.fresh-live').waitFor();
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'show on the overview those alone that need somebody, and say so in the address',
    async () => {
      const page = await open('/?lang=en&theme=light');
      await page.getByRole('link', { name: words.en.line }).waitFor();
      await page.getByText('Abnormal only').click();
      await page.waitForURL(/only=abnormal/);
      await page.getByRole('link', { name: words.en.line }).waitFor();
      await page.getByText('Plant order').click();
      await page.waitForURL(/sort=plant/);
      await page
        .getByRole('img', { name: /^Machines over the last 8 h: / })
        .first()
        .waitFor();
      const heights = 'Math.max(...[...document.querySelectorAll(".line-row")].map((row) => row.getBoundingClientRect().height))';
      const said = '.line-row-said';
      expect(await page.evaluate(heights)).toBeLessThanOrEqual(62); // three lines of text; with two of them twelve fit below the head of 800 px
      const cut = `[...document.querySelectorAll('.line-row-name b, ${said}')].filter((text) => text.scrollWidth > text.clientWidth + 1).length`;
      expect(await page.evaluate(cut)).toBe(0);
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'say what to do where nothing was heard, and what is not there',
    async () => {
      const waiting = await open('/lines/press-replay?lang=en&theme=light');
      await waiting.getByText(`--broker ${service.mqttUrl!}`).waitFor();
      await waiting.getByText(/npm run simulator -- replay/).waitFor();
      await waiting.getByRole('link', { name: 'What if from an empty line' }).waitFor();
      const unknown = await open('/lines/nothing?lang=en&theme=light');
      await unknown.getByText('There is no line nothing.').waitFor();
      const nowhere = await open('/nowhere?lang=en&theme=light');
      await nowhere.getByText('There is nothing at this address.').waitFor();
      for (const page of [waiting, unknown, nowhere]) await page.close();
      faults.splice(0); // the browser notes the 404 of the definition
    },
    TEST_MS,
  );

  it(
    'never show what is old as live',
    async () => {
      const page = await open('/lines/osd-1?lang=en&theme=light');
      await page.locator('.fresh-live').waitFor();
      clearInterval(telling);
      stopped = true;
      await service.stop();
      await page.getByText(/connection lost, shown as of/).waitFor();
      expect(await page.locator('.page-old').count()).toBe(1);
      expect(await page.locator('.station.old').count()).toBe(6);
      await page.close();
      faults.splice(0);
    },
    TEST_MS,
  );
});

it('the screens are at most 250 kB to fetch until the overview is there', () => {
  const { files, bytes } = builtPage('index.html');
  expect(files.length).toBeGreaterThan(2);
  expect(bytes).toBeLessThanOrEqual(ENTRY_LIMIT);
});
