import type { Browser, Page } from 'playwright-core';
import { TwinHttp } from '../../client/http.js';
import { describeInBrowser, openPage, sidewaysPx, startBrowser } from './browser.js';
import { endAll, startMachines, startService, temporaryFolder, until, type Service } from './service.js';
import { cellNames } from '../../src/contract/cell-names.js';
import { SUBSCRIBED_KW, WITH_CONTRACT, writeSmallSite } from './small-site.js';

const TEST_MS = 60_000;
const CELL = '/cells/small-site';

const plain = (text: string) => text.replaceAll(/\s/g, ' ');
const words = {
  en: {
    site: 'Small site',
    units: 'Units',
    lots: /^Lots under way/,
    orders: /^Open orders/,
    zones: 'Clean-room zones',
    tag: 'simulated plant',
    kpis: 'Indicators',
    energy: 'Energy',
    waste: /^Idle and standby/,
    standby: (unit: string) => `${unit}: What if it went to standby?`,
    steps: 'Steps',
  },
  fr: {
    site: 'Petit site',
    units: 'Équipements',
    lots: /^Lots en cours/,
    orders: /^Ordres ouverts/,
    zones: 'Zones à atmosphère contrôlée',
    tag: 'usine simulée',
    kpis: 'Indicateurs',
    energy: 'Énergie',
    waste: /^Prêt et en veille/,
    standby: (unit: string) => `${unit}\u00a0: Et s’il passait en veille\u202f?`,
    steps: 'Étapes',
  },
} as const;

describeInBrowser('the screens of a site in a real browser', () => {
  let service: Service;
  let machines: { stop(): Promise<number | null> };
  let browser: Browser;
  let remove: () => Promise<void>;
  let http: TwinHttp;
  const faults: string[] = [];

  beforeAll(async () => {
    const data = await temporaryFolder();
    remove = data.remove;
    const file = writeSmallSite(data.folder, { carriers: WITH_CONTRACT });
    service = await startService({ TWIN_DATA: `${data.folder}/data`, TWIN_PLANTS: file, TWIN_WORKERS: '1', TWIN_LOG_LEVEL: 'error' });
    machines = await startMachines(['cell', file, '--broker', service.mqttUrl!, '--history', '8h', '--history-every', '5 min']);
    http = new TwinHttp({ url: service.url });
    await until(
      () => http.cell('small-site'),
      ({ view }) => view.freshness === 'live' && !view.catchingUp && view.lookAheads.week !== null,
      60_000,
    );
    browser = await startBrowser();
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await machines?.stop();
    await service?.stop();
    endAll();
    await remove?.();
  });

  const open = (address: string, width?: number): Promise<Page> => openPage(browser, service.url, address, faults, { ...(width && { width }) });

  it.each([
    ['en', 'light'],
    ['fr', 'dark'],
  ] as const)(
    'lead from the overview to the site, its lots and its indicators (%s, %s)',
    async (lang, theme) => {
      const say = words[lang];
      const page = await open(`/?lang=${lang}&theme=${theme}`);
      const row = page.getByRole('link', { name: say.site });
      await row.locator('.fresh-live').waitFor();
      await row.locator('.share-strip[role=img]').waitFor();
      await row.click();
      await page.getByRole('heading', { name: say.site, level: 1 }).waitFor();
      for (const part of [say.units, say.lots, say.orders, say.zones]) await page.getByRole('heading', { name: part }).waitFor();
      await page.locator('h1').getByText(say.tag).waitFor();
      const units = await page.locator('.units tbody tr th').allInnerTexts();
      expect(units.map((unit) => unit.split('\n')[0]!.replace('\u00a0', ' '))).toEqual(
        lang === 'en' ? ['Bin blender 1', 'Bin blender 2', 'Packaging line'] : ['Mélangeur 1', 'Mélangeur 2', 'Ligne de conditionnement'],
      );
      expect(await page.getByText('sim', { exact: true }).count()).toBeGreaterThan(2);
      await page.getByRole('link', { name: say.kpis }).click();
      await page.getByRole('heading', { name: say.kpis, level: 1 }).waitFor();
      expect(await sidewaysPx(page)).toBeLessThanOrEqual(0);
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'unfold the machines of a line, and keep that in the address',
    async () => {
      const page = await open(`${CELL}?lang=en&theme=light`);
      await page.getByRole('button', { name: 'Machines (2)' }).click();
      await page.getByRole('rowheader', { name: 'Cartoner' }).waitFor();
      await page.waitForURL(/open=packaging/);
      await page.reload();
      await page.getByRole('rowheader', { name: 'Blister thermoformer' }).waitFor();
      await page.getByRole('button', { name: 'Machines (2)' }).click();
      await page.getByRole('rowheader', { name: 'Cartoner' }).waitFor({ state: 'detached' });
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'follow a lot to the one that was divided off from it, with steps, energy and tests as the record tells',
    async () => {
      const parent = (await http.lots('small-site', { from: 'now-1d' })).items.find(({ outcome, children }) => outcome === 'done' && children.length === 1)!;
      const child = parent.children[0]!;
      const page = await open(`${CELL}/lots/${parent.lot}?lang=en&theme=light`);
      await page.getByRole('heading', { name: `Lot ${parent.lot}`, level: 1 }).waitFor();
      await page.getByRole('rowheader', { name: /^Bin blender/ }).waitFor();
      await page.getByRole('link', { name: child, exact: true }).click();
      await page.getByRole('heading', { name: `Lot ${child}`, level: 1 }).waitFor();
      await page.getByRole('link', { name: parent.lot, exact: true }).waitFor();
      await page
        .getByRole('cell', { name: 'uniformity' })
        .or(page.getByRole('rowheader', { name: 'uniformity' }))
        .first()
        .waitFor();
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'list lots by their outcome, sorted, as the address says, and lead to one',
    async () => {
      const page = await open(`${CELL}/lots?lang=en&theme=light&from=now-24h`);
      await page.getByLabel('Outcome', { exact: true }).selectOption('done');
      await page.waitForURL(/outcome=done/);
      await page.getByRole('button', { name: /^Waiting/ }).click();
      await page.waitForURL(/sort=-waiting/);
      await page.getByRole('columnheader', { name: /^Waiting/ }).and(page.locator('[aria-sort=descending]')).waitFor(); // prettier-ignore
      const { items, total } = await http.lots('small-site', { from: 'now-24h', outcome: 'done', sort: '-waiting', limit: 50 });
      expect(total).toBeGreaterThan(1);
      await page.getByRole('heading', { name: `Lots (${items.length} of ${total})` }).waitFor();
      const order = items.map(({ lot }) => lot).join(' ');
      await until(async () => (await page.locator('.lots tbody tr th').allInnerTexts()).map((lot) => lot.trim()).join(' '), (shown) => shown === order, 10_000); // prettier-ignore
      await page.reload();
      await page.getByRole('rowheader', { name: items[0]!.lot }).getByRole('link').click();
      await page.getByRole('heading', { name: `Lot ${items[0]!.lot}`, level: 1 }).waitFor();
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'take an indicator apart: formula, numbers, terms, parts',
    async () => {
      const page = await open(`${CELL}/kpis?lang=en&theme=light&from=now-7d&by=unit`);
      await page.getByRole('button', { name: /^Packaging line, Quality ratio: / }).click();
      await page.waitForURL(/kpi=quality/);
      await page.waitForURL(/group=packaging/);
      const formula = page.getByRole('group', { name: 'Formula' });
      await formula.getByText('GQ / PQ', { exact: true }).waitFor();
      const group = (await http.cellKpis('small-site', 'unit', { from: 'now-7d' })).find(({ key }) => key.unit === 'packaging')!;
      const quality = group.kpis.find(({ id }) => id === 'quality')!;
      await formula.getByText(`= ${(quality.value! * 100).toFixed(1)}\u202f%`, { exact: true }).waitFor();
      await page.getByText('Parts (1)').first().click();
      await page
        .getByText(/good items Cartoner/)
        .first()
        .waitFor();
      await page.getByLabel('By', { exact: true }).selectOption('lot');
      await page.waitForURL(/by=lot/);
      await page.getByRole('columnheader', { name: 'Lot' }).waitFor();
      await page.getByRole('textbox', { name: 'From' }).fill('yesterday');
      await page.getByRole('button', { name: 'Show' }).click();
      await page.getByText('Expected now, now-8h, or day and time such as 05/01/2026 06:00').waitFor();
      await page.getByRole('columnheader', { name: 'Lot' }).waitFor();
      await page.getByRole('textbox', { name: 'From' }).fill('01/01/2026 06:00');
      await page.getByRole('button', { name: 'Show' }).click();
      await page.waitForURL(/from=2026-01-01T05/);
      expect(await page.getByRole('textbox', { name: 'From' }).inputValue()).toBe('01/01/2026 06:00');
      faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('422'))); // the record does not reach back so far
      await page.close();
    },
    TEST_MS,
  );

  it.each([
    ['en', 'light'],
    ['fr', 'dark'],
  ] as const)(
    'show an energy manager what was wasted, what it cost and the peak, and lead to the question what standby would save (%s, %s)',
    async (lang, theme) => {
      const say = words[lang];
      const page = await open(`${CELL}?lang=${lang}&theme=${theme}`);
      await page.getByRole('link', { name: say.energy, exact: true }).click();
      await page.getByRole('heading', { name: say.energy, level: 1 }).waitFor();
      const waste = page.getByRole('region', { name: say.waste });
      const told = await http.energyStates('small-site', {}, 'electricity');
      const [worst] = told.waste.sources;
      expect(worst!.costEur).toBeGreaterThan(0);
      const unit = cellNames((await http.cellDefinition('small-site')).definition, lang).place(worst!.source);
      await waste.getByRole('row').nth(1).getByText(unit, { exact: true }).waitFor();
      await waste.getByRole('cell', { name: /€$/ }).first().waitFor();
      const { periods } = await http.energyProfile('small-site');
      expect(periods.map(({ subscribedKw }) => subscribedKw)).toEqual([SUBSCRIBED_KW, SUBSCRIBED_KW]);
      await page
        .locator('.energy-cards')
        .getByText(/60[.,]0/)
        .first()
        .waitFor();
      await page.getByText('€', { exact: true }).click();
      await page.waitForURL(/unit=eur/);
      expect(await page.locator('.load-layer').count()).toBeGreaterThan(3);
      expect(await page.locator('.flow').count()).toBeGreaterThan(5);
      expect(await sidewaysPx(page)).toBeLessThanOrEqual(0);
      await waste.getByRole('link', { name: say.standby(unit) }).click();
      await page.waitForURL(/what-if\?.*standby=/);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('input[value="10 min"]').waitFor();
      expect(plain(await page.locator('textarea').first().inputValue())).toContain(plain(unit));
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it.each([375, 768, 1920])(
    'fit into a width of %d without scrolling sideways',
    async (width) => {
      const lot = (await http.lots('small-site', { from: 'now-1d' })).items[0]!.lot;
      for (const address of ['/', CELL, `${CELL}/lots`, `${CELL}/lots/${lot}`, `${CELL}/kpis`, `${CELL}/energy`]) {
        const page = await open(`${address}?lang=fr&theme=light`, width);
        await page.locator('table, .site-row').first().waitFor();
        expect([address, await sidewaysPx(page)]).toEqual([address, 0]);
        await page.close();
      }
      expect(faults).toEqual([]);
    },
    TEST_MS,
  );

  it(
    'say what is not there, and never show what is old as live',
    async () => {
      const unknown = await open('/cells/nothing?lang=en&theme=light');
      await unknown.getByText('There is no site nothing.').waitFor();
      const lost = await open(`${CELL}/lots/none?lang=en&theme=light`);
      await lost.getByText(/There is no record of a lot none/).waitFor();
      const page = await open(`${CELL}?lang=en&theme=light`);
      await page.locator('.fresh-live').waitFor();
      await service.stop();
      await page.getByText(/connection lost, shown as of/).waitFor();
      expect(await page.locator('.page-old').count()).toBe(1);
      faults.splice(0);
      for (const each of [unknown, lost, page]) await each.close();
    },
    TEST_MS,
  );
});
