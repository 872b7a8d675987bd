import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { LINE } from '../plant/line.js';
import { describeInBrowser, openPage, sidewaysPx, startBrowser } from './browser.js';
import { endAll, startService, temporaryFolder, type Service } from './service.js';

const TEST_MS = 60_000;
const VIEWER = 'viewer-token-of-enough-letters';
const ENGINEER = 'engineer-token-of-enough-letters';

/** A second line whose file has the ends of lines of Windows. */
const WINDOWS = LINE.replaceAll('pack-1', 'pack-2').replaceAll('\n', '\r\n');

describeInBrowser('the page of plant files in a real browser', () => {
  let service: Service;
  let browser: Browser;
  let remove: () => Promise<void>;
  let file: string;
  const faults: string[] = [];

  beforeAll(async () => {
    const data = await temporaryFolder();
    remove = data.remove;
    mkdirSync(path.join(data.folder, 'plants'));
    file = path.join(data.folder, 'plants', 'pack.yaml');
    writeFileSync(file, LINE);
    writeFileSync(path.join(data.folder, 'plants', 'windows.yaml'), WINDOWS);
    service = await startService({
      TWIN_DATA: path.join(data.folder, 'data'),
      TWIN_PLANTS: path.join(data.folder, 'plants'),
      TWIN_TOKENS: `viewer ${VIEWER} read\nengineer ${ENGINEER} read edit`,
      TWIN_WORKERS: '1',
      TWIN_LOG_LEVEL: 'error',
    });
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
  const card = (page: Page, title: RegExp | string) => page.locator('section.card').filter({ has: page.getByRole('heading', { name: title, level: 2 }) });
  const clean = async (page: Page) => {
    expect(await sidewaysPx(page)).toBeLessThanOrEqual(0);
    expect(faults.splice(0)).toEqual([]);
    await page.close();
  };
  /** Selects a piece of the text by the search of the editor, and types in its place. */
  const retype = async (page: Page, label: string, piece: string, by: string) => {
    await page.getByRole('textbox', { name: label }).click();
    await page.keyboard.press('Control+f');
    await page.keyboard.type(piece);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.keyboard.type(by);
  };

  it(
    'completes, marks a mistake and leads to it, shows what would change, and applies it with a reason; the version list tells (en)',
    async () => {
      const page = await open('/?lang=en&theme=light', ENGINEER);
      await page.getByRole('link', { name: 'Plant files' }).click();
      await page
        .getByRole('row', { name: /pack\.yaml/ })
        .getByText('in force', { exact: true })
        .waitFor();
      await page.getByRole('link', { name: 'pack.yaml' }).click();
      const label = 'Text of the plant file pack.yaml';
      await page.getByText('No issues: the service can start with this text.').waitFor();
      await retype(page, label, 'rate: 22 /min', 'ratte: 22 /min');
      const issue = page.getByRole('button', { name: /^30:5 unknown key "ratte", did you mean "rate"\?/ });
      await issue.waitFor();
      expect(await page.locator('.cm-lintRange-error').first().innerText()).toBe('ratte');
      expect(await page.getByRole('button', { name: 'Apply…' }).isDisabled()).toBe(true);
      await issue.click();
      await page.keyboard.press('Shift+End');
      await page.keyboard.type('ra');
      await page.locator('.cm-completionInfo', { hasText: 'ideal rate [items/min]' }).waitFor();
      await page.getByRole('option', { name: /^rate/ }).click();
      await page.keyboard.type('20 /min');
      const row = card(page, 'Difference from what is in force').getByRole('row', { name: /packer › rate/ });
      await row.getByText(/20\s\/min/).waitFor();
      expect(await row.getByRole('cell').first().innerText()).toMatch(/22\s\/min/);
      await card(page, 'Difference of the texts').locator('.cm-deletedChunk', { hasText: 'rate: 22 /min' }).waitFor();
      await page.getByRole('button', { name: 'Apply…' }).click();
      await page.getByLabel('Reason').fill('slower since the new carton');
      await page.getByRole('button', { name: 'Write the file' }).click();
      await page.getByText(/^Written at .*In force after the next start of the service\.$/).waitFor();
      await card(page, 'Versions (2)')
        .getByRole('row', { name: /engineer.*slower since the new carton.*on disk/ })
        .waitFor();
      await card(page, 'Versions (2)')
        .getByRole('row', { name: /found on disk.*in force/ })
        .waitFor();
      expect(readFileSync(file, 'utf8')).toBe(LINE.replace('22 /min', '20 /min'));
      await clean(page);
    },
    TEST_MS,
  );

  it(
    'tells in French too; an earlier text is opened, another has changed the file meanwhile, nothing of his is lost unseen',
    async () => {
      const page = await open('/files?file=pack.yaml&lang=fr&theme=dark', ENGINEER);
      await page.getByText('Aucune erreur : le service peut démarrer avec ce texte.').waitFor();
      await card(page, 'Versions (2)').getByRole('row', { name: /en vigueur/ }).getByRole('button', { name: 'Ouvrir ce texte' }).click(); // prettier-ignore
      await page.getByText(/Le texte du .* est dans l’éditeur/).waitFor();
      appendFileSync(file, '# what the other wrote\n');
      await page.getByRole('button', { name: 'Appliquer…' }).click();
      await page.getByLabel('Motif').fill('retour au carton d’avant');
      await page.getByRole('button', { name: 'Écrire le fichier' }).click();
      await page.getByText(/Quelqu’un a modifié pack\.yaml depuis que vous l’avez ouvert\. Rien n’a été écrit/).waitFor();
      faults.splice(0); // the browser notes the 412
      await page.getByRole('button', { name: /^Continuer à partir de ce qui est maintenant sur le disque/ }).click();
      await page.getByLabel('Par rapport').selectOption('onDisk');
      await page.locator('.cm-deletedChunk', { hasText: '# what the other wrote' }).waitFor();
      await page.getByRole('button', { name: 'Appliquer…' }).click();
      await page.getByLabel('Motif').fill('retour au carton d’avant');
      await page.getByRole('button', { name: 'Écrire le fichier' }).click();
      await card(page, 'Versions (4)')
        .getByRole('row', { name: /engineer.*retour au carton d’avant.*sur le disque et en vigueur/ })
        .waitFor();
      expect(readFileSync(file, 'utf8')).toBe(LINE);
      await clean(page);
    },
    TEST_MS,
  );

  it(
    'leaves the ends of lines as they are, and completes between them',
    async () => {
      const page = await open('/files?file=windows.yaml&lang=en&theme=light', ENGINEER);
      await retype(page, 'Text of the plant file windows.yaml', 'takes: 10', 'tak');
      await page.getByRole('option', { name: /^takes/ }).click();
      await page.keyboard.type('12');
      await card(page, 'Difference from what is in force')
        .getByRole('row', { name: /packer › takes 10 12/ })
        .waitFor();
      await page.getByRole('button', { name: 'Apply…' }).click();
      await page.getByLabel('Reason').fill('twelve to a box');
      await page.getByRole('button', { name: 'Write the file' }).click();
      await page.getByText(/^Written at /).waitFor();
      expect(readFileSync(path.join(path.dirname(file), 'windows.yaml'), 'utf8')).toBe(WINDOWS.replace('takes: 10', 'takes: 12'));
      await clean(page);
    },
    TEST_MS,
  );

  it(
    'is only to be read by whoever lacks the scope',
    async () => {
      const page = await open('/files?file=pack.yaml&lang=en&theme=light', VIEWER);
      await page.getByText('Only to be read: to change this file takes the scope edit for line or site pack-1.').waitFor();
      const text = page.getByRole('textbox', { name: 'Text of the plant file pack.yaml' });
      await text.click();
      await page.keyboard.type('x');
      expect(await text.getAttribute('aria-readonly')).toBe('true');
      expect(await text.innerText()).toContain('apiVersion: twin/v1');
      expect(await page.getByRole('button', { name: 'Apply…' }).count()).toBe(0);
      await clean(page);
    },
    TEST_MS,
  );

  it.each([390, 768])(
    'fits into a width of %d without scrolling sideways',
    async (width) => {
      const page = await open('/files?file=pack.yaml&lang=fr&theme=light', ENGINEER, width);
      await page.getByRole('textbox', { name: 'Texte du fichier d’installation pack.yaml' }).waitFor();
      await clean(page);
    },
    TEST_MS,
  );
});
