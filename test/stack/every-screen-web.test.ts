import axe, { type AxeResults } from 'axe-core';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { repositoryRoot } from '../shared.js';
import { describeInBrowser, openPage, sidewaysPx, startBrowser } from './browser.js';
import { startProduct, type Product } from './product.js';

const TEST_MS = 60_000;

const LANGUAGES = ['en', 'fr'] as const;
const THEMES = ['light', 'dark'] as const;
const SIZES = [
  { width: 1280, height: 800 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
] as const;

/**
 * The rule by which a screen is looked at: once in each size, each time in the other language than before, and each second time in
 * the other colours. So every screen is seen in each size, language and theme, and of four screens that follow each other
 * every size in each of the four pairs of language and theme.
 */
const looksOf = (nth: number) => SIZES.map((size, i) => ({ ...size, lang: LANGUAGES[(nth + i) % 2]!, theme: THEMES[(Math.floor(nth / 2) + i) % 2]! }));

type Look = ReturnType<typeof looksOf>[number];

interface Screen {
  /** Route of web/src/router.tsx, or the wallboard's. */
  route: string;
  /** Address; words in braces are of what the product has made: a lot, a run. */
  address: string;
  /** What is there once the data are. */
  shows: string;
}

const screen = (route: string, address: string, shows: string): Screen => ({ route, address, shows });
const SCREENS: readonly Screen[] = [
  screen('/', '/', '.site-row .share-strip[role=img]'),
  screen('/lines/$line', '/lines/osd-1', '.station'),
  screen('/lines/$line', '/lines/osd-1?at={past}', '.station'),
  screen('/lines/$line/what-if', '/lines/osd-1/what-if', '.what-if'),
  screen('/lines/$line/oee', '/lines/osd-1/oee?from=now-1h', '.stops-scroll'),
  screen('/lines/$line/energy', '/lines/osd-1/energy?from=now-1h', '.load-layer'),
  screen('/lines/$line/machines/$unit', '/lines/osd-1/machines/cartoner?from=now-1h', '.stops-scroll'),
  screen('/cells/$cell', '/cells/small-site?open=packaging', '.units tbody tr'),
  screen('/cells/$cell/what-if', '/cells/small-site/what-if?run={siteRun}', '.change-card'),
  screen('/cells/$cell/what-if', '/cells/small-site/what-if?kind=search', '.what-if'),
  screen('/cells/$cell/lots', '/cells/small-site/lots?from=now-24h', '.lots tbody tr'),
  screen('/cells/$cell/lots/$lot', '/cells/small-site/lots/{lot}', 'table tbody tr'),
  screen('/cells/$cell/kpis', '/cells/small-site/kpis?from=now-7d&by=unit&group=packaging&kpi=quality', 'table tbody tr'),
  screen('/cells/$cell/energy', '/cells/small-site/energy', '.load-layer'),
  screen('/scenarios', '/scenarios', '.chip'),
  screen('/runs/$run', '/runs/{lineRun}', '.verdicts'),
  screen('/runs/$run', '/runs/{siteRun}', '.verdicts'),
  screen('/runs/$run', '/runs/{searchRun}', '.heat'),
  screen('/compare', '/compare?runs={siteRun},{otherRun}', '.verdicts'),
  screen('/alarms', '/alarms', '.units tbody tr'),
  screen('/alarms', '/alarms?place=small-site', '.units tbody tr'),
  screen('/data', '/data', 'table tbody tr'),
  screen('/files', '/files', '.plant-files table tbody tr'),
  screen('/files', '/files?file=small-site.yaml', '.cm-content'),
  screen('/wall', '/wall/osd-1', '.wall-card'),
  screen('/wall', '/wall/osd-1?pages=oee', '.wall-card'),
  screen('/wall', '/wall/osd-1?pages=energy', '.wall-card'),
  screen('/wall', '/wall/small-site', '.wall-card'),
  screen('/wall', '/wall/small-site?pages=orders', '.wall-card'),
  screen('/wall', '/wall/small-site?pages=energy', '.wall-card'),
];

const HEAVY = ['serious', 'critical'];
/** What axe finds that keeps somebody from reading or using the page: rule, where, and what is wrong with it. */
const heavyOf = ({ violations }: AxeResults) =>
  violations
    .filter(({ impact }) => HEAVY.includes(impact ?? ''))
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary?.split('\n')[1]?.trim()}`));

it('every route of the router is among the screens that are looked at', () => {
  const router = readFileSync(path.join(repositoryRoot, 'web/src/router.tsx'), 'utf8');
  const routes = [...router.matchAll(/\bpath: '([^']+)'/g)].map(([, route]) => route);
  expect(routes.length).toBeGreaterThan(14);
  expect(routes.filter((route) => !SCREENS.some((each) => each.route === route))).toEqual([]);
});

describeInBrowser('every screen, with data of the running product', () => {
  let product: Product;
  let browser: Browser;
  let made: Record<string, string>;

  beforeAll(async () => {
    product = await startProduct('8h');
    const { http } = product;
    const answered = async (document: Parameters<typeof http.ask>[0]) => {
      const { id } = await http.ask(document);
      await http.follow(id, () => undefined);
      return id;
    };
    const site = { cell: 'small-site', start: { from: 'steady', warmUp: '2 d' }, horizon: '3 d', replications: 6, seed: 1 } as const;
    const more = (slots: string) => [{ id: 'more', changes: [{ kind: 'slots' as const, unit: 'blender', slots }] }];
    const over = [
      { id: 'speed', change: { kind: 'rate', unit: 'packaging', machine: 'cartoner', rate: '{+value} %' }, values: [-40, 0] },
      { id: 'places', change: { kind: 'slots', unit: 'blender', slots: '{value}' }, values: [1, 2] },
    ] as const;
    made = {
      past: new Date(Date.now() - 10 * 60_000).toISOString().slice(0, 19) + 'Z',
      lot: (await http.lots('small-site', { from: 'now-1d', outcome: 'done' })).items[0]!.lot,
      lineRun: await answered({ line: 'osd-1', question: 'Faster?', start: { from: 'live' }, horizon: '8 h', replications: 10, variants: [{ id: 'faster', changes: [{ kind: 'rate', unit: 'cartoner', factor: 1.1 }] }] }), // prettier-ignore
      siteRun: await answered({ ...site, question: 'More places?', variants: more('+1') }),
      otherRun: await answered({ ...site, question: 'Fewer places?', variants: more('-1') }),
      searchRun: await answered({
        ...site,
        question: 'How fast, and how many?',
        kpis: ['lotsDone', 'energyKwh'],
        over: over.map((factor) => ({ ...factor, values: [...factor.values] })),
        sweep: {},
      }),
    };
    browser = await startBrowser();
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await product?.end();
  });

  /** What is wrong with a screen in one look at it. */
  async function wrongIn(address: string, shows: string, { lang, theme, width, height }: Look): Promise<string[]> {
    const faults: string[] = [];
    const page = await openPage(browser, product.url, `${address}${address.includes('?') ? '&' : '?'}lang=${lang}&theme=${theme}`, faults, { width, height });
    await page.locator(shows).first().waitFor();
    await page.waitForLoadState('networkidle');
    const sideways = await sidewaysPx(page);
    if (sideways !== 0) faults.push(`scrolls sideways by ${String(sideways)} px`);
    await page.evaluate(axe.source);
    faults.push(...heavyOf(await page.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })")));
    await page.close();
    return faults.map((fault) => `${lang} ${theme} ${width}: ${fault}`);
  }

  it.each(SCREENS.map((each, nth) => [each.address, each, looksOf(nth)] as const))(
    '%s can be read and used by everybody, fits its width, and asks nobody else',
    async (_, { address, shows }, looks) => {
      const filled = address.replaceAll(/\{(\w+)\}/g, (_word, name: string) => made[name]!);
      const wrong = await Promise.all(looks.map((look) => wrongIn(filled, shows, look)));
      expect(wrong.flat()).toEqual([]);
    },
    TEST_MS,
  );

  it.each([
    ['/lines/osd-1?at=foo&hours=foo&speed=foo', '.station'],
    ['/lines/osd-1/what-if?at=foo', '.what-if'],
    ['/lines/osd-1/oee?of=foo&reason=foo', '.stops-scroll'],
    ['/cells/small-site/energy?unit=foo', '.load-layer'],
    ['/cells/small-site/kpis?by=foo', 'table tbody tr'],
    ['/cells/small-site/lots?sort=foo&outcome=foo', '.lots tbody tr'],
    ['/alarms?state=foo', '.alarms'],
    ['/?sort=foo&only=foo&theme=foo&lang=foo', '.site-row'],
  ])(
    '%s is shown as if what it says wrongly were not there',
    async (address, shows) => {
      const faults: string[] = [];
      const page = await openPage(browser, product.url, address, faults);
      await page.locator(shows).first().waitFor();
      expect(faults).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );
});
