import type { Browser, Page } from 'playwright-core';
import { cellNames } from '../../src/contract/cell-names.js';
import { describeInBrowser, openPage, sidewaysPx, startBrowser } from './browser.js';
import { startProduct, WELL, type Product } from './product.js';

const TEST_MS = 120_000;

const words = {
  en: {
    sick: 'Solid-dose line 1',
    well: WELL.names.en,
    machine: 'Cartoner',
    held: 'Held',
    slow: /^Cartoner has been 20\s% slower than the model since \d\d:\d\d; effect so far −\d+\scartons\.$/,
    station: /^Cartoner: Held/,
    jam: 'Leaflet jam',
    alarm: 'Cartoner slower than it could be',
    site: 'Small site',
    ask: 'What if from here',
    addChange: 'Add a change to',
    addVariant: 'Add a variant',
    run: 'Run',
    faster: 'Faster cartoner',
    replications: 'Replications',
    lead: /^Lead time/,
    energy: 'Energy',
    waste: /^Idle and standby/,
    standby: (unit: string) => `${unit}: What if it went to standby?`,
    missing: 'a value is needed',
    cost: /^Energy cost €/,
    peak: /^Peak power kW/,
    days: '7 d',
  },
  fr: {
    sick: 'Ligne formes sèches 1',
    well: WELL.names.fr,
    machine: 'Étuyeuse',
    held: 'Retenu',
    slow: /^Étuyeuse\s: cadence inférieure de 20\s% au modèle depuis \d\d:\d\d\s; effet à ce jour −\d+\sétuis\.$/,
    station: /^Étuyeuse\s: Retenu/,
    jam: 'Bourrage notice',
    alarm: 'Étuyeuse plus lente que possible',
    site: 'Petit site',
    ask: 'Et si… à partir d’ici',
    addChange: 'Ajouter un changement à',
    addVariant: 'Ajouter une variante',
    run: 'Simuler',
    faster: 'Étuyeuse plus rapide',
    replications: 'Réplications',
    lead: /^Délai/,
    energy: 'Énergie',
    waste: /^Prêt et en veille/,
    standby: (unit: string) => `${unit}\u00a0: Et s’il passait en veille\u202f?`,
    missing: 'une valeur est nécessaire',
    cost: /^Coût de l’énergie €/,
    peak: /^Pointe kW/,
    days: '7 j',
  },
} as const;

const NUMBER = String.raw`[+−]?[\d\s,.]+`;
/** A mean and its half-width; alone where it is certain. */
const MEAN = String.raw`${NUMBER}(?: ± (?:< )?${NUMBER})?`;
/** Both means, then the difference with its interval of 95 %, and what it comes to. */
const ANSWERED = new RegExp(String.raw`^${MEAN} ${MEAN} ${NUMBER} \[${NUMBER}; ?${NUMBER}\] [▲▼≈?] \S`);
const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
const at = (page: Page, pointer: string) => page.locator(`[id="${pointer}"]`);

describeInBrowser('the ways from opening the product to an answer', () => {
  let product: Product;
  let browser: Browser;
  const faults: string[] = [];

  beforeAll(async () => {
    product = await startProduct('8h');
    browser = await startBrowser();
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await product?.end();
  });

  const open = (lang: string, theme: string, width: number, height: number): Promise<Page> =>
    openPage(browser, product.url, `/?lang=${lang}&theme=${theme}`, faults, { width, height });
  const verdictOf = async (page: Page, kpi: RegExp): Promise<string> => {
    const row = page.locator('.verdicts tbody tr').filter({ has: page.getByRole('rowheader', { name: kpi }) });
    return plain((await row.getByRole('cell').allInnerTexts()).join(' '));
  };
  const close = async (page: Page) => {
    expect(await sidewaysPx(page)).toBe(0);
    expect(faults).toEqual([]);
    await page.close();
  };

  it.each([
    ['en', 'light', 1280, 800],
    ['fr', 'dark', 390, 844],
  ] as const)(
    'a plant engineer finds the sick machine first, and why: it runs slow, and has jammed (%s, %s, %d by %d)',
    async (lang, theme, width, height) => {
      const say = words[lang];
      const page = await open(lang, theme, width, height);
      const lines = page.locator('section[data-rows=all] .line-row:not(.site-row)');
      await lines.nth(1).locator('.fresh-live').waitFor();
      expect(await lines.locator('.line-row-name b').allInnerTexts()).toEqual([say.sick, say.well]); // the worst first, not the first by name
      expect(await lines.first().innerText()).toContain(say.machine);
      await lines.first().getByText(say.held).waitFor();
      expect(plain(await lines.first().locator('.line-row-said').innerText()).replace(/^≠ /, '')).toMatch(say.slow);
      await lines.first().click();
      await page.locator('.deviations li').first().waitFor();
      expect(plain(await page.locator('.deviations li div > span').first().innerText())).toMatch(say.slow);
      await page.locator('.alarms').getByText(say.alarm).waitFor();
      await page.locator('.mark', { hasText: say.jam }).waitFor();
      await page.getByRole('link', { name: say.station }).click();
      await page.getByRole('heading', { name: say.machine, level: 1 }).waitFor();
      await page.locator('.stops-scroll').getByText(say.jam).first().waitFor();
      await page.locator('.alarms').getByText(say.alarm).waitFor();
      await close(page);
    },
    TEST_MS,
  );

  it.each([
    ['fr', 'light', 820, 1180],
    ['en', 'dark', 1280, 800],
  ] as const)(
    'a process team runs two variants of a question, and reads each verdict with its interval (%s, %s, %d by %d)',
    async (lang, theme, width, height) => {
      const say = words[lang];
      const page = await open(lang, theme, width, height);
      await page.getByRole('link', { name: say.site }).click();
      await page.getByRole('link', { name: say.ask }).click();
      await at(page, '/question').fill(lang === 'en' ? 'What shortens the lead time?' : 'Qu’est-ce qui raccourcit le délai ?');
      await at(page, '/variants/0/name').fill(say.faster);
      await page.getByLabel(`${say.addChange} ${say.faster}`).selectOption('rate');
      await at(page, '/variants/0/changes/0/unit').selectOption('packaging');
      await at(page, '/variants/0/changes/0/machine').selectOption('cartoner');
      await at(page, '/variants/0/changes/0/rate').fill(lang === 'en' ? '×1.5' : '×1,5');
      await page.getByRole('button', { name: say.addVariant }).click();
      await page.getByLabel(`${say.addChange} B`).selectOption('slots');
      await at(page, '/variants/1/changes/0/unit').selectOption('blender');
      await at(page, '/variants/1/changes/0/slots').fill('+1');
      await at(page, '/replications').fill('20');
      await page.getByRole('button', { name: say.run, exact: true }).click();
      await page.waitForURL(/\/runs\//);
      await page.getByRole('heading', { name: say.replications }).waitFor({ timeout: 60_000 });
      const heads = await page.locator('.verdicts thead th').allInnerTexts();
      expect([heads.length, heads[2], heads[4]]).toEqual([6, say.faster, 'B']);
      const cells = page.locator('.verdicts tbody tr').filter({ has: page.getByRole('rowheader', { name: say.lead }) }).getByRole('cell'); // prettier-ignore
      const [asItIs, faster, fasterVerdict, more, moreVerdict] = (await cells.allInnerTexts()).map(plain);
      for (const [mean, verdict] of [[faster, fasterVerdict], [more, moreVerdict]]) expect(`${asItIs} ${mean} ${verdict}`).toMatch(ANSWERED); // prettier-ignore
      await page.locator('svg .matters').first().waitFor();
      await close(page);
    },
    TEST_MS,
  );

  it(
    'whoever asks what was asked before is shown its answer',
    async () => {
      const variants = [{ id: 'more', changes: [{ kind: 'slots' as const, unit: 'blender', slots: '+1' }] }];
      const { id } = await product.http.ask({ cell: 'small-site', question: 'More places?', start: { from: 'steady', warmUp: '2 d' }, horizon: '3 d', replications: 6, seed: 1, variants }); // prettier-ignore
      await product.http.follow(id, () => undefined);
      const page = await openPage(browser, product.url, `/cells/small-site/what-if?run=${id}&lang=en&theme=light`, faults);
      await page.getByRole('button', { name: words.en.run, exact: true }).click();
      await page.waitForURL(new RegExp(`/runs/${id}`));
      await page.locator('.verdicts').waitFor();
      await close(page);
    },
    TEST_MS,
  );

  it.each([
    ['fr', 'dark', 820, 1180],
    ['en', 'light', 390, 844],
  ] as const)(
    'an energy manager finds what idles, asks what standby would save, and reads euro and peak (%s, %s, %d by %d)',
    async (lang, theme, width, height) => {
      const say = words[lang];
      const page = await open(lang, theme, width, height);
      await page.getByRole('link', { name: say.site }).click();
      await page.getByRole('link', { name: say.energy, exact: true }).click();
      const waste = page.getByRole('region', { name: say.waste });
      const [worst] = (await product.http.energyStates('small-site', {}, 'electricity')).waste.sources;
      expect(worst!.costEur).toBeGreaterThan(0.5);
      const unit = cellNames((await product.http.cellDefinition('small-site')).definition, lang).place(worst!.source);
      await waste.getByRole('cell', { name: /^[\d,.]+\s€$/ }).first().waitFor(); // prettier-ignore
      await waste.getByRole('link', { name: say.standby(unit) }).click();
      await page.getByText(say.missing).waitFor(); // how long it takes to wake up, which nobody but he knows
      await at(page, '/variants/0/changes/0/wakeUp').fill('5 min');
      await page.getByText(say.missing).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: say.run, exact: true }).click();
      await page.waitForURL(/\/runs\//);
      await page.getByRole('heading', { name: say.replications }).waitFor({ timeout: 60_000 });
      for (const kpi of [say.cost, say.peak]) expect(await verdictOf(page, kpi)).toMatch(ANSWERED);
      expect(await verdictOf(page, say.cost)).toMatch(/\[−.*; ?−.*▲/); // it saves, beyond the chance of the days simulated
      await close(page);
    },
    TEST_MS,
  );
});
