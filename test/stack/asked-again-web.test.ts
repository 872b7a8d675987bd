import type { Browser, Page } from 'playwright-core';
import { TwinHttp } from '../../client/http.js';
import { describeInBrowser, openPage, startBrowser } from './browser.js';
import { endAll, startService, temporaryFolder, type Service } from './service.js';
import { writeSmallSite } from './small-site.js';

const TEST_MS = 120_000;
const FORM = '/cells/small-site/what-if?lang=en&theme=light&from=steady';
const SLOWER = [{ id: 'slower', changes: [{ kind: 'rate' as const, unit: 'packaging', rate: '-40 %' }] }];
const MORE = [{ id: 'more', changes: [{ kind: 'slots' as const, unit: 'blender', slots: '+1' }] }];
const at = (page: Page, pointer: string) => page.locator(`[id="${pointer}"]`);

describeInBrowser('questions that are asked again in a real browser', () => {
  let service: Service;
  let browser: Browser;
  let remove: () => Promise<void>;
  let http: TwinHttp;
  const faults: string[] = [];

  beforeAll(async () => {
    const data = await temporaryFolder();
    remove = data.remove;
    const releases = [{ id: 'identity', tests: [{ id: 'uniformity', work: { lasts: { dist: 'exponential' as const, mean: '30 min' } } }] }];
    const file = writeSmallSite(data.folder, { releases });
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

  const open = (address: string): Promise<Page> => openPage(browser, service.url, address, faults);
  const answered = async (startsAt: string, variants: typeof SLOWER | typeof MORE): Promise<string> => {
    const start = { from: 'steady' as const, warmUp: '2 d', at: startsAt };
    const { id } = await http.ask({ cell: 'small-site', question: variants[0]!.id, start, horizon: '2 d', replications: 6, seed: 1, variants });
    await http.follow(id, () => undefined);
    return id;
  };

  it(
    'stand each beside its own baseline where they began at two instants, and beside one once they are asked again from one',
    async () => {
      const [first, second] = [await answered('2026-01-12T06:00:00Z', SLOWER), await answered('2026-01-12T06:00:20Z', MORE)];
      const page = await open(`/compare?lang=en&theme=light&runs=${first},${second}`);
      const heads = () => page.locator('.verdicts thead th').allInnerTexts();
      await page.getByRole('button', { name: 'Ask again from the start of run 1' }).waitFor();
      expect((await heads()).filter((head) => head.startsWith('As it is'))).toEqual(['As it is (run 1)', 'As it is (run 2)']);
      const starts = await page
        .getByRole('row', { name: /^Start/ })
        .getByRole('cell')
        .allInnerTexts();
      expect(starts.slice(-2).map((text) => text.slice(-8))).toEqual(['07:00:00', '07:00:20']);
      await page.getByText('Run 2 is held against “As it is (run 2)”, since it differs from run 1 in: start.').waitFor();
      await page.getByRole('button', { name: 'Ask again from the start of run 1' }).click();
      await page.waitForURL((url) => !url.href.includes(second));
      await page.getByRole('columnheader', { name: 'As it is', exact: true }).waitFor();
      expect((await heads()).filter((head) => head.startsWith('As it is'))).toEqual(['As it is']);
      await page.close();

      const list = await open(`/scenarios?lang=en&theme=light&runs=${first},${second}`);
      await list.getByText(/^Began at another instant than the first chosen/).waitFor();
      await list.close();
    },
    TEST_MS,
  );

  it(
    'are in the form as they were left after loading it again and on the way back from the answer, and no longer once it is opened anew',
    async () => {
      const page = await open(FORM);
      await at(page, '/question').fill('What if the blender had a twin?');
      await at(page, '/start/warmUp').fill('1 d');
      await at(page, '/horizon').fill('2 d');
      await at(page, '/replications').fill('4');
      await page.reload();
      const isAsLeft = async () => {
        await page.getByText('As you left it.').waitFor();
        expect([await at(page, '/question').inputValue(), await at(page, '/start/warmUp').inputValue(), await at(page, '/horizon').inputValue(), await at(page, '/replications').inputValue()]).toEqual(['What if the blender had a twin?', '1 d', '2 d', '4']); // prettier-ignore
      };
      await isAsLeft();
      await page.getByLabel('Add a change to A').selectOption('slots');
      await at(page, '/variants/0/changes/0/unit').selectOption('blender');
      await at(page, '/variants/0/changes/0/slots').fill('+1');
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await page.waitForURL(/\/runs\//);
      await page.goBack();
      await isAsLeft();
      expect(await at(page, '/variants/0/changes/0/slots').inputValue()).toBe('+1');
      await page.goto(`${service.url}/scenarios`);
      await page.goto(service.url + FORM);
      await at(page, '/question').waitFor();
      expect([await at(page, '/question').inputValue(), await page.getByText('As you left it.').count()]).toEqual(['', 0]);
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );
});
