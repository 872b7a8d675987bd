import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { TwinHttp } from '../../client/http.js';
import { startApp, type TestApp } from '../app.js';
import { meteredCell, NOW_US, tell } from '../energy/told.js';
import { describeInBrowser, openPage, sidewaysPx, startBrowser } from './browser.js';

const TEST_MS = 120_000;
const TOKENS = { read: 'read-0123456789abcdef', edit: 'edit-0123456789abcdef' };

const words = {
  en: {
    decide: 'Pick as decision',
    variant: 'What is to be done',
    why: 'Why',
    keep: 'Keep the decision',
    toProof: 'What it saves, measured',
    fit: 'Fit a baseline',
    name: 'Name',
    first: /^First day/,
    last: /^Last day/,
    carrier: 'Energy carrier',
    all: 'all carriers together',
    fitAndKeep: 'Fit and keep',
    since: /^Carried out/,
    measure: 'Measure',
    proof: 'Promised and measured',
    verdict: /^Promise and measurement (agree|differ)\.$/,
  },
  fr: {
    decide: 'Décider à nouveau',
    variant: 'Ce qui est à faire',
    why: 'Pourquoi',
    keep: 'Enregistrer la décision',
    toProof: 'Ce qu’elle économise, mesuré',
    fit: 'Ajuster une référence',
    name: 'Nom',
    first: /^Premier jour/,
    last: /^Dernier jour/,
    carrier: 'Énergie',
    all: 'toutes énergies ensemble',
    fitAndKeep: 'Ajuster et conserver',
    since: /^Réalisée le/,
    measure: 'Mesurer',
    proof: 'Prévu et mesuré',
    verdict: /^Prévision et mesure (concordent|diffèrent)\.$/,
  },
} as const;

describeInBrowser('what a decision saved, on the screen of energy', () => {
  let folder: string;
  let app: TestApp;
  let browser: Browser;
  let cell: string;
  let run: string;
  const faults: string[] = [];
  const open = (address: string, token = TOKENS.edit): Promise<Page> => openPage(browser, app.url, address, faults, { token });

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'savings-web-'));
    const metered = meteredCell();
    cell = metered.id;
    writeFileSync(path.join(folder, 'cell.yaml'), metered.text);
    const tokens = `panel ${TOKENS.read} read\nfiles ${TOKENS.edit} read run edit`;
    app = await startApp({ plants: [path.join(folder, 'cell.yaml')], tokens }, { nowUs: () => NOW_US });
    const http = new TwinHttp({ url: app.url, token: TOKENS.edit });
    await tell(http, cell);
    ({ id: run } = await http.ask({
      cell,
      question: 'Is a smaller fan worth it?',
      start: { from: 'empty', at: '2026-01-05T06:00:00Z' },
      horizon: '2 d',
      replications: 4,
      variants: [{ id: 'smaller', changes: [{ kind: 'power', zone: 'solids', of: 'fan', power: 'x0.9' }] }],
    }));
    await http.follow(run, () => undefined);
    browser = await startBrowser();
  }, TEST_MS);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
    rmSync(folder, { recursive: true });
  });

  it.each(['en', 'fr'] as const)(
    'is reached from the decision: a baseline is fitted to the time before, and promise and measurement stand side by side (%s)',
    async (lang) => {
      const say = words[lang];
      const page = await open(`/runs/${run}?lang=${lang}`);
      await page.getByRole('button', { name: say.decide }).click();
      await page.getByLabel(say.variant).selectOption('smaller');
      await page.getByLabel(say.why, { exact: true }).fill('less air');
      await page.getByRole('button', { name: say.keep }).click();
      await page.getByRole('link', { name: say.toProof }).click();
      await page.waitForURL(/energy\?.*run=.*variant=smaller|energy\?.*variant=smaller.*run=/);

      await page.getByRole('button', { name: say.fit }).click();
      await page.getByLabel(say.name, { exact: true }).fill(`winter ${lang}`);
      await page.getByLabel(say.first).fill('2026-01-05');
      await page.getByLabel(say.last).fill('2026-01-05');
      await page.getByRole('dialog').getByLabel(say.carrier).selectOption({ label: say.all });
      await page.getByRole('button', { name: say.fitAndKeep }).click();
      await page.getByRole('alert').getByText(/\d/).waitFor(); // of too few periods none is fitted
      await page.getByLabel(say.last).fill('2026-02-03');
      await page.getByRole('button', { name: say.fitAndKeep }).click();
      await page.getByRole('heading', { name: new RegExp(`winter ${lang}`) }).waitFor();

      const proof = page.getByRole('region', { name: say.proof });
      await proof.getByLabel(say.since).fill('2026-02-04 00:00');
      await proof.getByRole('button', { name: say.measure }).click();
      await proof.getByText(say.verdict).waitFor();
      expect(page.url()).toContain(encodeURIComponent('2026-02-03T23:00:00Z')); // midnight in Paris
      expect(await proof.locator('tbody tr').count()).toBe(3);
      expect(await sidewaysPx(page)).toBeLessThanOrEqual(0);
      faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('422'))); // the browser notes what was refused
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'is for readers to see, and not to fit',
    async () => {
      const page = await open(`/cells/${cell}/energy?lang=en`, TOKENS.read);
      await page.getByRole('button', { name: words.en.fit }).click();
      await page.getByLabel(words.en.name, { exact: true }).fill('mine');
      await page.getByLabel(words.en.first).fill('2026-01-05');
      await page.getByLabel(words.en.last).fill('2026-02-03');
      await page.getByRole('button', { name: words.en.fitAndKeep }).click();
      await page.getByRole('alert').waitFor();
      await page.close();
    },
    TEST_MS,
  );
});
