import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { TwinHttp } from '../../client/http.js';
import { describeInBrowser, openPage, sidewaysPx, startBrowser } from './browser.js';
import { endAll, startService, temporaryFolder, type Service } from './service.js';
import { writeSmallSite } from './small-site.js';

const TEST_MS = 120_000;
const CELL = '/cells/small-site';
const FORM = `${CELL}/what-if`;

const words = {
  en: {
    fromHere: 'What if from here',
    addChange: 'Add a change to',
    addVariant: 'Add a variant',
    run: 'Run',
    review: '5. Review',
    speed: 'Speed: Packaging line, Cartoner, speed ×1.2 (150 /min → 180 /min)',
    slots: 'Equal places of a unit: Bin blender, places +1 (2 → 3)',
    verdict: 'Verdict',
    asItIs: 'As it is',
    changed: 'What each variant does otherwise',
    forest: 'Differences to the plant as it is',
    replications: 'Replications',
    units: 'Where the time of the units goes',
    week: 'Typical week of load',
    table: 'Show as table',
    csv: 'CSV: Verdict',
    no: 'no detectable difference',
    invented: 'the site is invented and its machines are simulated',
    list: 'What-if questions',
    faster: 'Faster cartoner',
    separator: ',',
  },
  fr: {
    fromHere: 'Et si… à partir d’ici',
    addChange: 'Ajouter un changement à',
    addVariant: 'Ajouter une variante',
    run: 'Simuler',
    review: '5. Relecture',
    speed: 'Cadence : Ligne de conditionnement, Étuyeuse, cadence ×1,2 (150 /min → 180 /min)',
    slots: 'Places égales d’un équipement : Mélangeur, places +1 (2 → 3)',
    verdict: 'Verdict',
    asItIs: 'Situation de référence',
    changed: 'Ce que chaque variante fait autrement',
    forest: 'Différences avec la situation de référence',
    replications: 'Réplications',
    units: 'Où passe le temps des équipements',
    week: 'Semaine type de puissance appelée',
    table: 'Voir le tableau',
    csv: 'CSV : Verdict',
    no: 'pas de différence décelable',
    invented: 'le site est inventé et ses machines sont simulées',
    list: 'Questions « et si… ? »',
    faster: 'Étuyeuse plus rapide',
    separator: ';',
  },
} as const;

const plainSpaces = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ');
const at = (page: Page, pointer: string) => page.locator(`[id="${pointer}"]`);

describeInBrowser('what-ifs of a site in a real browser', () => {
  let service: Service;
  let browser: Browser;
  let remove: () => Promise<void>;
  let http: TwinHttp;
  const faults: string[] = [];

  beforeAll(async () => {
    const data = await temporaryFolder();
    remove = data.remove;
    const file = writeSmallSite(data.folder, { releases: [{ id: 'identity', tests: [{ id: 'uniformity', work: { lasts: { dist: 'exponential', mean: '30 min' } } }], reject: 0.1 }] }); // prettier-ignore
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
  /** A question that is answered within seconds. */
  const ask = (seed: number, replications = 6, variants: unknown[] = []) =>
    http.ask({
      cell: 'small-site',
      question: `Question ${seed}?`,
      start: { from: 'steady', warmUp: '2 d' },
      horizon: '3 d',
      replications,
      seed,
      variants: variants as [],
    });

  it.each([
    ['en', 'light'],
    ['fr', 'dark'],
  ] as const)(
    'are asked with two variants, watched while they run, and read (%s, %s)',
    async (lang, theme) => {
      const say = words[lang];
      const page = await open(`${CELL}?lang=${lang}&theme=${theme}`);
      await page.getByRole('link', { name: say.fromHere }).click();
      await page.waitForURL(/what-if.*from=steady|from=steady.*what-if/);

      // Nothing runs before there is a question and a change, and the form says so.
      await page.getByRole('button', { name: say.run, exact: true }).click();
      expect(await at(page, '/question').getAttribute('aria-invalid')).toBe('true');
      await at(page, '/question').fill(lang === 'en' ? 'Is packaging the bottleneck?' : 'Le conditionnement est-il le goulot ?');
      await at(page, '/start/warmUp').fill(lang === 'en' ? '4 d' : '4 j');
      await at(page, '/variants/0/name').fill(say.faster);
      await page.getByLabel(`${say.addChange} ${say.faster}`).selectOption('rate');
      await at(page, '/variants/0/changes/0/unit').selectOption('packaging');
      await at(page, '/variants/0/changes/0/machine').selectOption('cartoner');
      await at(page, '/variants/0/changes/0/rate').fill(lang === 'en' ? '×1.2' : '×1,2');
      await page.getByRole('button', { name: say.addVariant }).click();
      await page.getByLabel(`${say.addChange} B`).selectOption('slots');
      await at(page, '/variants/1/changes/0/unit').selectOption('blender');
      await at(page, '/variants/1/changes/0/slots').fill('+1');
      const review = page.locator('section', { has: page.getByRole('heading', { name: say.review }) });
      const sentences = (await review.locator('li').allInnerTexts()).map(plainSpaces);
      expect(sentences).toEqual([say.speed, say.slots]);
      await at(page, '/horizon').fill(lang === 'en' ? '7 d' : '7 j');
      await at(page, '/replications').fill('60');
      await at(page, '/seed').fill(lang === 'en' ? '1' : '2');
      await page.getByRole('button', { name: say.run, exact: true }).click();

      await page.waitForURL(/\/runs\//);
      await page.getByRole('progressbar').waitFor();
      await page.getByRole('heading', { name: say.forest }).waitFor(); // while it runs
      await page.getByRole('heading', { name: say.replications }).waitFor({ timeout: 90_000 }); // when it is done
      expect(await page.getByRole('progressbar').count()).toBe(0);

      for (const part of [say.verdict, say.changed, say.units, say.week]) await page.getByRole('heading', { name: part }).first().waitFor();
      const heads = await page.locator('.verdicts thead th').allInnerTexts();
      expect([heads[1], heads[2], heads[4]]).toEqual([say.asItIs, say.faster, 'B']);
      const verdicts = await page.locator('.verdicts .verdict').allInnerTexts();
      expect(verdicts.length).toBeGreaterThan(10);
      expect(verdicts.every((verdict) => /^[▲▼≈?] \S/.test(verdict))).toBe(true);
      expect(verdicts).toContain(`≈ ${say.no}`);
      const changed = page.locator('section', { has: page.getByRole('heading', { name: say.changed }) });
      expect((await changed.locator('li').allInnerTexts()).map((text) => plainSpaces(text).split('\n')[0])).toEqual([say.speed, say.slots]);
      await page.getByText(say.invented).waitFor();
      expect(await page.locator('.tag-sim').count()).toBeGreaterThan(7);

      // Every chart has the same as a table; the table is there as a file.
      const buttons = page.getByRole('button', { name: say.table });
      expect(await buttons.count()).toBeGreaterThanOrEqual(4);
      await buttons.first().click();
      await page
        .getByRole('columnheader', { name: lang === 'en' ? 'Indicator' : 'Indicateur' })
        .nth(1)
        .waitFor();
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: say.csv }).click()]);
      const file = readFileSync(await download.path(), 'utf8');
      expect(file.slice(1).split('\r\n')[0]!.split(say.separator).slice(0, 4)).toEqual(['variant', 'kpi', 'n', 'mean']);
      expect(await sidewaysPx(page)).toBeLessThanOrEqual(0);

      await page.goto(`${service.url}/scenarios?lang=${lang}&theme=${theme}`);
      await page.getByRole('heading', { name: say.list, level: 1 }).waitFor();
      await page.locator('.chip').first().waitFor();
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'are cancelled with what is done kept, and more replications are asked for where there were too few',
    async () => {
      const { id } = await ask(7, 2000, [{ id: 'slower', changes: [{ kind: 'rate', unit: 'packaging', rate: '-40 %' }] }]);
      const page = await open(`/runs/${id}?lang=en&theme=light`);
      await page.locator('.verdicts').waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByText(/Cancelled. The answer is that of the replications that were done/).waitFor();
      await page.getByText(/replications were done when the run was cancelled/).waitFor();
      const few = await ask(8, 3, [{ id: 'fewer', changes: [{ kind: 'slots', unit: 'blender', slots: 1 }] }]);
      await http.follow(few.id, () => undefined);
      await page.goto(`${service.url}/runs/${few.id}?lang=en&theme=light`);
      const more = page.getByRole('button', { name: /^Run [\d,]+ more replications: fewer/ }).first();
      const wanted = Number(/[\d,]+/.exec((await more.getAttribute('aria-label'))!)![0].replace(',', ''));
      await more.click();
      await page.waitForURL((url) => url.pathname.startsWith('/runs/') && !url.pathname.endsWith(few.id));
      const asked = await http.run(new URL(page.url()).pathname.split('/').at(-1)!);
      expect(asked.request).toMatchObject({ replications: 3 + wanted, start: { from: 'steady' } });
      await http.cancel(asked.id).catch(() => undefined);
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'come from a file and go into one, are kept, and taken up again',
    async () => {
      const page = await open(`${FORM}?lang=en&theme=light`);
      await page.getByRole('button', { name: 'Show the file' }).click();
      const file = page.getByRole('textbox', { name: 'As a file' });
      await file.fill('cell: small-site\nquestion: From a file?\nhorizon: 7 kW\nvariants: []\n');
      await page.getByRole('button', { name: 'Take the file' }).click();
      await page.getByText(/^Line 3: \/horizon expected a number with its unit/).waitFor();
      await file.fill(
        'cell: small-site\nquestion: From a file?\nstart: { from: steady, warmUp: 2 d }\nhorizon: 3 d\nvariants:\n  - { id: fewer, changes: [{ kind: slots, unit: blender, slots: -1 }] }\n',
      );
      await page.getByRole('button', { name: 'Take the file' }).click();
      expect(await at(page, '/question').inputValue()).toBe('From a file?');
      expect(await at(page, '/variants/0/changes/0/slots').inputValue()).toBe('-1');
      await page.getByText(/now 2 .*→ 1 \(−50/).waitFor();
      await page.getByRole('button', { name: 'Keep the question' }).click();
      await page.getByText('The question is kept.').waitFor();
      await page.goto(`${service.url}/scenarios?lang=en&theme=light&place=small-site`);
      await page.getByRole('link', { name: 'From a file?' }).click();
      await page.waitForURL(/scenario=/);
      await at(page, '/question').waitFor();
      expect(await at(page, '/variants/0/changes/0/unit').inputValue()).toBe('blender');

      // What only the server knows stands at its field.
      await at(page, '/variants/0/changes/0/slots').fill('-7');
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await page.getByRole('alert').getByText(/did not accept the question/).waitFor(); // prettier-ignore
      expect(await at(page, '/variants/0/changes/0/slots').getAttribute('aria-invalid')).toBe('true');
      faults.splice(0); // the browser notes the 422
      await page.close();
    },
    TEST_MS,
  );

  it.each([390, 768, 1280])(
    'fit into a width of %d without scrolling sideways',
    async (width) => {
      const { id } = await ask(11, 4, [{ id: 'more', changes: [{ kind: 'slots', unit: 'blender', slots: '+1' }] }]);
      await http.follow(id, () => undefined);
      for (const address of [`/runs/${id}`, `${FORM}?run=${id}`, '/scenarios']) {
        const page = await open(`${address}${address.includes('?') ? '&' : '?'}lang=fr&theme=light`, width);
        await page.locator('.verdicts, .change-card, .units').first().waitFor();
        expect([address, await sidewaysPx(page)]).toEqual([address, 0]);
        await page.close();
      }
      expect(faults).toEqual([]);
    },
    TEST_MS,
  );
});
