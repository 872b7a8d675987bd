import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { TwinHttp } from '../../client/http.js';
import { describeInBrowser, openPage, sidewaysPx, startBrowser } from './browser.js';
import { endAll, startService, temporaryFolder, type Service } from './service.js';
import { writeSmallSite } from './small-site.js';

const TEST_MS = 120_000;
const FORM = '/cells/small-site/what-if';
const head = { cell: 'small-site', start: { from: 'steady', warmUp: '2 d' }, horizon: '3 d', replications: 6, seed: 1, kpis: ['lotsDone', 'energyKwh', 'leadTimeH'] } as const; // prettier-ignore
const SPEED = { id: 'speed', change: { kind: 'rate', unit: 'packaging', machine: 'cartoner', rate: '{+value} %' } } as const;
const PLACES = { id: 'places', change: { kind: 'slots', unit: 'blender', slots: '{value}' }, values: [1, 2, 3] };
const words = {
  en: {
    map: 'What the factors do',
    table: 'Show as table',
    csv: /^CSV: Batches done for every/,
    limit: 'Limit',
    again: 'Duplicate as a new question',
    separator: ',',
  },
  fr: {
    map: 'Effet des facteurs',
    table: 'Voir le tableau',
    csv: /^CSV : Lots terminés pour chaque/,
    limit: 'Limite',
    again: 'Dupliquer en nouvelle question',
    separator: ';',
  },
} as const;
const at = (page: Page, pointer: string) => page.locator(`[id="${pointer}"]`);

describeInBrowser('searches over what-ifs of a site in a real browser', () => {
  let service: Service;
  let browser: Browser;
  let remove: () => Promise<void>;
  let http: TwinHttp;
  const faults: string[] = [];

  beforeAll(async () => {
    const data = await temporaryFolder();
    remove = data.remove;
    const file = writeSmallSite(data.folder, {
      releases: [{ id: 'identity', tests: [{ id: 'uniformity', work: { lasts: { dist: 'exponential', mean: '30 min' } } }] }],
    });
    service = await startService({ TWIN_DATA: `${data.folder}/data`, TWIN_PLANTS: file, TWIN_WORKERS: '1', TWIN_LOG_LEVEL: 'error' });
    http = new TwinHttp({ url: service.url });
    browser = await startBrowser();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    endAll();
    await remove?.();
  });

  const open = (address: string, width?: number): Promise<Page> => openPage(browser, service.url, address, faults, { ...(width && { width }) });
  const answered = async (document: Parameters<TwinHttp['ask']>[0]): Promise<string> => {
    const { id } = await http.ask(document);
    await http.follow(id, () => undefined);
    return id;
  };
  const sweep = (seed = 1) => answered({ ...head, seed, kpis: [...head.kpis], question: 'How fast, and how many?', over: [{ ...SPEED, values: [-40, 0, 40] }, PLACES], sweep: {} }); // prettier-ignore

  it.each([
    ['en', 'light'],
    ['fr', 'dark'],
  ] as const)(
    'of two factors are a map, on which a limit is looked at; the same is a table and a file (%s, %s)',
    async (lang, theme) => {
      const say = words[lang];
      const page = await open(`/runs/${await sweep()}?lang=${lang}&theme=${theme}`);
      await page.getByRole('heading', { name: say.map }).waitFor();
      expect(await page.locator('.heat tbody td').count()).toBe(9);
      expect(await page.locator('.heat-inside, .heat-edge, .heat-outside').count()).toBe(0);
      const limit = page.getByRole('group', { name: say.limit });
      await limit.getByRole('combobox').nth(1).selectOption('atLeast');
      await limit.getByRole('textbox').fill('0');
      await page.waitForURL(/limit=/);
      expect(await page.locator('.heat-inside').count()).toBe(9);
      await limit.getByRole('textbox').fill('1000000');
      await page.locator('.heat-outside').first().waitFor();
      expect(await page.locator('.heat-outside').count()).toBe(9);
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: say.csv }).click()]);
      const rows = readFileSync(await download.path(), 'utf8')
        .slice(1)
        .trimEnd()
        .split('\r\n');
      expect([rows.length, rows[0]!.split(say.separator).slice(0, 4), rows[1]!.split(say.separator).at(-1)]).toEqual([10, ['speed', 'places', 'lotsDone', 'low'], 'not']); // prettier-ignore
      await page.getByRole('button', { name: say.table }).first().click();
      expect(await page.locator('.heat').count()).toBe(0);
      expect(await sidewaysPx(page)).toBeLessThanOrEqual(0);
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'of one factor are a line whose points the keyboard reads, and of many a tornado with intervals',
    async () => {
      const line = await answered({ ...head, kpis: [...head.kpis], question: 'How fast?', over: [{ ...SPEED, from: -40, to: 40, steps: 5 }], sweep: {} });
      const page = await open(`/runs/${line}?lang=en&theme=light&kpi=energyKwh`);
      await page.locator('.plane .band').waitFor();
      expect(await page.locator('.plane .whisker').count()).toBe(5);
      await page.locator('.plane').focus();
      await page.keyboard.press('ArrowRight');
      expect(await page.locator('.reading').innerText()).toMatch(/^speed: −40 %; Energy [\d,.]+.±.[\d,.]+ kWh/);
      const tornado = await answered({ ...head, kpis: [...head.kpis], question: 'Which does most?', over: [{ ...SPEED, low: -40, high: 40 }, { id: 'places', change: PLACES.change, low: 1, high: 3 }], tornado: {} }); // prettier-ignore
      await page.goto(`${service.url}/runs/${tornado}?lang=en&theme=light&kpi=energyKwh`);
      await page.locator('.tornado-whisker').first().waitFor();
      await page.goto(`${service.url}/scenarios?lang=en&theme=light`);
      await page.getByText(/^(speed|places) does most to:/).waitFor();
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'are asked in a form that says what is missing, kept, taken up again, and say when nothing holds the constraints',
    async () => {
      const page = await open(`${FORM}?lang=en&theme=light&from=steady`);
      await page.getByRole('link', { name: 'Search over many variants instead' }).click();
      await page.waitForURL(/kind=search/);
      await page.getByText('This is still missing:').waitFor();
      await at(page, '/question').fill('Which speed costs least?');
      await at(page, '/start/warmUp').fill('2 d');
      await at(page, '/horizon').fill('3 d');
      await at(page, '/replications').fill('20');
      await at(page, '/over').selectOption('rate');
      await at(page, '/over/0/change/unit').selectOption('packaging');
      await at(page, '/over/0/change/machine').selectOption('cartoner');
      await at(page, '/over/0/change/rate').selectOption('percent');
      await at(page, '/over/0/values').fill('-20; 20');
      await at(page, '/sweep').selectOption('optimise');
      await at(page, '/optimise/goal/kpi').selectOption('energyKwh');
      await page.getByRole('button', { name: 'Add a constraint' }).click();
      await page.getByText('This is still missing:').or(page.getByText('This has to be put right first:')).waitFor();
      await at(page, '/optimise/constraints/0/kpi').selectOption('lotsDone');
      await page.getByRole('group', { name: 'Constraint 1' }).getByRole('combobox').nth(1).selectOption('atLeast');
      await at(page, '/optimise/constraints/0/atLeast').fill('100000');
      await at(page, '/optimise/budget').fill('100');
      await page.getByText(/^Nothing is wrong/).waitFor();
      await page.getByText(/^rate: from “Speed: Packaging line, Cartoner, speed −20/).waitFor();
      await page.getByRole('button', { name: 'Keep the question' }).click();
      await page.getByText('The question is kept.').waitFor();
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await page.waitForURL(/\/runs\//);
      await page.getByRole('heading', { name: /No point that was compared holds the constraints/ }).waitFor({ timeout: 60_000 });
      await page.getByRole('link', { name: words.en.again }).click();
      await at(page, '/over/0/values').waitFor();
      expect(await at(page, '/over/0/values').inputValue()).toBe('-20; 20');
      await page.goto(`${service.url}/scenarios?lang=en&theme=light`);
      await page.getByText('No point that was compared holds the constraints.').waitFor();
      await page.getByRole('link', { name: 'Which speed costs least?' }).last().click();
      await page.waitForURL(/scenario=/);
      await at(page, '/optimise/constraints/0/atLeast').waitFor();
      expect(await at(page, '/optimise/constraints/0/atLeast').inputValue()).toBe('100000');
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'and runs side by side fit into a phone; runs are chosen in the list, and one of another seed is held against its own baseline',
    async () => {
      const ask = (seed: number, slots: string) => answered({ ...head, kpis: [...head.kpis], question: `Seed ${seed}?`, seed, variants: [{ id: 'other', changes: [{ kind: 'slots', unit: 'blender', slots }] }] }); // prettier-ignore
      await ask(21, '+1');
      await ask(22, '-1');
      const page = await open('/scenarios?lang=en&theme=light');
      await page.getByRole('link', { name: 'Seed 21?' }).click();
      await page.getByRole('link', { name: 'Compare with others' }).waitFor();
      await page.keyboard.press('x');
      await page.waitForURL(/scenarios\?.*runs=/);
      expect(await page.getByRole('checkbox', { name: 'Compare Seed 21?' }).isChecked()).toBe(true);
      await page.getByRole('checkbox', { name: 'Compare Seed 22?' }).check();
      await page.getByRole('link', { name: 'Compare 2 runs' }).click();
      await page.waitForURL(/compare\?.*runs=/);
      await page.locator('.verdicts').waitFor();
      await page.getByText('Run 2 is held against “As it is (run 2)”, since it differs from run 1 in: seed', { exact: false }).waitFor();
      expect(await page.locator('.verdicts thead th').allInnerTexts()).toEqual(['Indicator', 'As it is (run 1)', 'Other (run 1)', 'As it is (run 2)', 'Other (run 2)'].map((text) => text.replace('Other', 'other'))); // prettier-ignore
      const { pathname, search } = new URL(page.url());
      await page.close();
      for (const address of [`${pathname}${search}`, `/runs/${await sweep()}?limit=leadTimeH<10`, `${FORM}?kind=search`]) {
        const phone = await open(`${address}${address.includes('lang=') ? '' : '&lang=fr&theme=dark'}`, 390);
        await phone.locator('.verdicts, .heat, .what-if').first().waitFor();
        expect([address, await sidewaysPx(phone)]).toEqual([address, 0]);
        await phone.close();
      }
      expect(faults).toEqual([]);
    },
    TEST_MS,
  );
});
