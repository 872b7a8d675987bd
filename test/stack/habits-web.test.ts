import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, openPage, sidewaysPx, startBrowser } from './browser.js';
import { picturesOf, readPdf } from './pdf.js';
import { startProduct, type Product } from './product.js';
import { until } from './service.js';

const TEST_MS = 60_000;
const A4_PT = { width: 595, height: 842 };
const PRODUCING = `getComputedStyle(document.documentElement).getPropertyValue('--state-producing').trim()`;
const LOSSES = '/lines/osd-1/oee?from=now-2h&lang=en&theme=light';

describeInBrowser('what is at hand on every page, in a real browser', () => {
  let product: Product;
  let browser: Browser;
  const faults: string[] = [];

  beforeAll(async () => {
    product = await startProduct('1h');
    browser = await startBrowser();
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await product?.end();
  });

  const open = async (address: string, width = 1280): Promise<Page> => {
    const page = await openPage(browser, product.url, address, faults, { width });
    await page.locator('.top-tool').first().waitFor({ state: 'attached' });
    return page;
  };
  const shown = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();
  const end = async (page: Page) => {
    expect(faults).toEqual([]);
    await page.close();
  };

  it(
    'the keyboard alone finds a machine, goes from page to page and moves windows, but not while somebody types',
    async () => {
      const page = await open('/?lang=en&theme=light');
      await page.keyboard.press('/');
      await page.getByRole('combobox', { name: /^Line, site, machine/ }).waitFor();
      await page.keyboard.type('carton solid');
      const option = page.getByRole('option', { selected: true });
      await option.getByText('Cartoner', { exact: true }).waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/lines\/osd-1\/machines\/cartoner/);
      await shown(page, 'Cartoner');
      await page.keyboard.press('?');
      await page.getByRole('dialog').getByText('half a window earlier').waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.press('g');
      await page.keyboard.press('e');
      await page.waitForURL(/\/lines\/osd-1\/energy/);
      await shown(page, 'Energy');
      await page.keyboard.press('/');
      await page.keyboard.type('small site');
      await option.getByText('Small site', { exact: true }).waitFor();
      await page.keyboard.press('Enter');
      await shown(page, 'Small site');
      await page.keyboard.press('g');
      await page.keyboard.press('e');
      await page.waitForURL(/\/cells\/small-site\/energy/);
      await shown(page, 'Energy');
      await page.keyboard.press(',');
      await page.waitForURL(/from=now-252h&to=now-84h/);
      await page.keyboard.press('n');
      await page.waitForURL(/from=now-7d&to=now$/);
      await page.keyboard.press('+');
      await page.waitForURL(/from=now-84h&to=now$/);
      await page.getByLabel('From', { exact: true }).focus();
      await page.keyboard.type('-g-s');
      expect(page.url()).toMatch(/energy.*from=now-84h/);
      await page.locator('h1').click();
      await page.keyboard.press('g');
      await page.keyboard.press('l');
      await shown(page, 'Solid-dose line 1');
      await end(page);
    },
    TEST_MS,
  );

  it(
    'alarms of all places are a page: found by search and keys, chosen by place and state in the address, shelved there, with their history',
    async () => {
      const { http } = product;
      const standing = (await http.alarms({ line: 'osd-1' })).items.find(({ state, unit }) => state === 'active' && unit === 'cartoner')!;
      const page = await open('/help?lang=en&theme=light');
      await page.getByRole('dialog').getByRole('heading', { name: 'Help and keys' }).waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.press('g');
      await page.keyboard.press('a');
      await page.waitForURL(/\/alarms/);
      await shown(page, 'Alarms and advisories');
      await page.getByLabel('State').selectOption('advisory');
      await page.getByLabel('Line or site').selectOption('osd-1');
      await page.waitForURL((url) => url.searchParams.get('place') === 'osd-1' && url.searchParams.get('state') === 'advisory');
      const row = page.locator('.all-alarms > li', { hasText: standing.name.en }).first();
      expect(await row.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')?.replace(/\?.*/, '')))).toEqual([
        ...['/lines/osd-1', '/lines/osd-1/machines/cartoner'],
      ]);
      await row.locator('summary').click();
      await row.getByRole('button', { name: 'Shelve' }).click();
      await page.getByLabel('Reason').fill('the belt is on order');
      await page.getByRole('dialog').getByRole('button', { name: 'Shelve' }).click();
      await page.locator('tbody tr', { hasText: 'the belt is on order' }).filter({ hasText: standing.name.en }).filter({ hasText: 'shelved' }).waitFor();
      await row.waitFor({ state: 'detached' });
      await page.getByLabel('State').selectOption('silenced');
      await row.waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('scenarios');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/scenarios/);
      await page.goto(`${product.url}/lines?lang=en`);
      await shown(page, 'Overview');
      await page.goto(`${product.url}/energy?lang=en`);
      await page.waitForURL(/\/cells\/small-site\/energy/);
      await end(page);
    },
    TEST_MS,
  );

  it(
    'settings survive a reload: language, colours, and each key that is switched off; a reset brings all back',
    async () => {
      const page = await open('/lines/osd-1?theme=light&lang=en', 390);
      await page.getByRole('button', { name: 'Settings' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('checkbox', { name: /^f freeze/ }).uncheck();
      await dialog.getByRole('checkbox', { name: 'Green for producing machines' }).check();
      await dialog.getByLabel('Language').selectOption('fr');
      await dialog.getByLabel('Couleurs').selectOption('dark');
      expect(await sidewaysPx(page)).toBeLessThanOrEqual(0);
      await page.goto(`${product.url}/lines/osd-1`);
      await page.getByRole('button', { name: 'Figer' }).waitFor();
      await page.getByRole('button', { name: 'Réglages' }).waitFor();
      expect(await page.evaluate('document.documentElement.dataset.mantineColorScheme')).toBe('dark');
      expect(await page.evaluate(PRODUCING)).toBe('#72CC9C');
      await page.keyboard.press('f');
      await page.keyboard.press('?');
      await page.getByRole('dialog').getByText('désactivée').waitFor();
      expect(await page.getByRole('button', { name: 'Figer', includeHidden: true }).count()).toBe(1);
      await page.getByRole('dialog').getByRole('button', { name: 'Réglages' }).click();
      await page.getByRole('button', { name: 'Tout réinitialiser' }).click();
      await page.getByRole('dialog').getByRole('heading', { name: 'Settings' }).waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.press('f');
      await page.getByText(/^Frozen at/).waitFor();
      expect(await page.evaluate(PRODUCING)).toBe('#6F7D8A');
      await end(page);
    },
    TEST_MS,
  );

  it(
    'a page gives its figures, and the record behind them for the same window, as files',
    async () => {
      const page = await open(LOSSES);
      await page.locator('.stops-scroll').waitFor();
      await page.keyboard.press('e');
      const dialog = page.getByRole('dialog');
      const [figures] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'CSV: Stops', exact: true }).click()]);
      expect(figures.suggestedFilename()).toMatch(/^osd-1-.*\.csv$/);
      await dialog.getByLabel('Table').selectOption('stops');
      await dialog.getByLabel('Format').selectOption('csv-fr');
      expect(await dialog.getByLabel('From', { exact: true }).inputValue()).toBe('now-2h');
      const [record] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Download' }).click()]);
      expect(record.suggestedFilename()).toBe('osd-1-stops.csv');
      const rows = readFileSync(await record.path(), 'utf8').split('\r\n');
      expect(rows[0]).toMatch(/^\ufeff?from;from_local;to;/);
      expect(rows.filter((row) => row.includes(';cartoner;'))).toHaveLength(1);
      await dialog.getByLabel('Format').selectOption('xlsx');
      await dialog.getByText(/at most 1,000,000 cells: 125,000 rows of readings/).waitFor();
      await page.route('**/states?*format=xlsx*', (route) =>
        route.fulfill({ status: 413, contentType: 'application/problem+json', json: { type: '/problems/too-large', title: '', status: 413, detail: 'full' } }),
      );
      await dialog.getByRole('button', { name: 'Download' }).click();
      const [instead] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'As Parquet' }).click()]);
      expect(instead.suggestedFilename()).toBe('osd-1-stops.parquet');
      faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('413')));
      await end(page);
    },
    TEST_MS,
  );

  it(
    'links of a window show the present, or the same window later',
    async () => {
      const page = await open(LOSSES);
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.getByRole('button', { name: 'Copy link', exact: true }).click();
      await page.getByText('Copied.').waitFor();
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(`${product.url}${LOSSES}`);
      await page.getByRole('button', { name: 'Copy link to this window' }).click();
      await until(() => page.evaluate('navigator.clipboard.readText()'), (text) => /from=20\d\d-.*Z&.*to=20\d\d-.*Z/.test(decodeURIComponent(String(text))), 5000); // prettier-ignore
      await end(page);
    },
    TEST_MS,
  );

  it(
    'a page is printed on A4, light, whole and without navigation; each sheet says what it is and that it is uncontrolled',
    async () => {
      const page = await open(`${LOSSES.replace('light', 'dark')}&print=1`);
      await page.locator('.stops-scroll tbody tr').first().waitFor();
      await page.getByText(/^Pharmatwin 0\.\d+\.\d+, model/).waitFor();
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
      expect(await page.locator('.top').isVisible()).toBe(false);
      const sheets = readPdf(await page.pdf({ preferCSSPageSize: true }));
      expect(sheets.length).toBeGreaterThan(1);
      for (const [i, { width, height, text }] of sheets.entries()) {
        expect({ width: Math.round(width), height: Math.round(height) }).toEqual(A4_PT);
        expect(text).toContain('Uncontrolled copy / Copie non maîtrisée');
        expect(text.replaceAll('\n', '')).toContain(`${i + 1} / ${sheets.length}`);
      }
      const head = sheets[0]!.text;
      for (const fact of ['Solid-dose line 1', 'Europe/Paris', 'Pharmatwin 0.', '/lines/osd-1/oee?', 'Period', 'Generated at']) expect(head).toContain(fact);
      expect(sheets.map(({ text }) => text).join('\n')).not.toContain('Show as table');
      await end(page);
    },
    TEST_MS,
  );

  it(
    'curves over time are drawn anew for paper: light, with two points to each of the screen at least, and as lines where the browser prints them',
    async () => {
      const page = await open('/lines/osd-1?lang=en&theme=dark');
      const drawn = `[...document.querySelectorAll('.time-chart canvas')].map(({ width, height, parentElement }) => ({ width, height, shown: Math.round(parentElement.getBoundingClientRect().width) }))`;
      const curves = () => page.evaluate<{ width: number; height: number; shown: number }[]>(drawn);
      await page.locator('.time-chart canvas').nth(1).waitFor();
      for (const { width, shown: across } of await curves()) expect(width).toBe(across);
      await page.goto(`${product.url}/lines/osd-1?lang=en&theme=dark&print=1`);
      await page.locator('.time-chart canvas').nth(1).waitFor();
      const forPaper = await curves();
      for (const { width, shown: across } of forPaper) expect(Math.abs(width - 2 * across)).toBeLessThanOrEqual(1);
      expect(await page.evaluate('document.documentElement.dataset.mantineColorScheme')).toBe('light');
      const pictures = picturesOf(await page.pdf({ preferCSSPageSize: true }));
      expect(pictures.length).toBeGreaterThan(0);
      expect(pictures.filter(({ width, height }) => forPaper.some((curve) => curve.width === width && curve.height === height))).toEqual([]);
      await end(page);
    },
    TEST_MS,
  );

  it(
    'p lays the page out for paper while it is printed, and simulated stays marked',
    async () => {
      const page = await open('/lines/osd-1?lang=fr&theme=dark');
      await page.getByRole('button', { name: 'Figer' }).waitFor();
      await page.evaluate(
        `window.print = () => { window.printed = { printing: document.documentElement.className, width: document.querySelector('.time-chart canvas').getBoundingClientRect().width, paper: document.querySelector('main').clientWidth, sim: [...document.querySelectorAll('.tag-sim')].filter((tag) => tag.offsetParent !== null).length }; }`,
      );
      await page.keyboard.press('p');
      const printed = await until(
        () => page.evaluate<{ printing: string; width: number; paper: number; sim: number } | undefined>('window.printed'),
        (seen) => seen !== undefined,
        5000,
      );
      expect(printed!.printing).toContain('printing');
      expect(printed!.width).toBeLessThanOrEqual(printed!.paper);
      expect(printed!.sim).toBeGreaterThan(3);
      await until(() => page.evaluate('document.documentElement.className'), (name) => !String(name).includes('printing'), 5000); // prettier-ignore
      expect(await page.evaluate('document.documentElement.dataset.mantineColorScheme')).toBe('dark');
      await end(page);
    },
    TEST_MS,
  );

  it(
    'every chart of a machine is read by arrow keys',
    async () => {
      const page = await open('/lines/osd-1/machines/cartoner?from=now-2h&lang=en&theme=light');
      await page.locator('.histogram-bar').first().waitFor();
      const charts = page.locator('svg[role=img][tabindex="0"], .time-chart');
      expect(await charts.count()).toBeGreaterThanOrEqual(5);
      for (const chart of await charts.all()) {
        await chart.focus();
        await page.keyboard.press('ArrowRight');
        const reading = chart.locator('xpath=following-sibling::*[contains(@class, "reading")]');
        await until(() => reading.innerText(), (text) => /\d/.test(text), 5000); // prettier-ignore
      }
      await end(page);
    },
    TEST_MS,
  );

  it(
    'the tour is offered once, on the overview alone, and goes over six steps',
    async () => {
      const page = await open(LOSSES);
      expect(await page.getByRole('button', { name: /^New here/ }).count()).toBe(0);
      await page.goto(`${product.url}/?lang=en&theme=light`);
      await page.getByRole('button', { name: /^New here/ }).click();
      for (const step of [1, 2, 3, 4, 5]) {
        await page.getByText(`Step ${step} of 6`).waitFor();
        await page.getByRole('button', { name: 'Next' }).click();
      }
      await page.getByText('Step 6 of 6').waitFor();
      await page.keyboard.press('Escape');
      await page.locator('.tour').waitFor({ state: 'detached' });
      await page.reload();
      await page.getByRole('button', { name: 'Search' }).waitFor();
      expect(await page.getByRole('button', { name: /^New here/ }).count()).toBe(0);
      await end(page);
    },
    TEST_MS,
  );
});
