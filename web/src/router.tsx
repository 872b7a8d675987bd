import { createRootRoute, createRoute, createRouter, retainSearchParams } from '@tanstack/react-router';
import type { CellKpiGrouping } from '../../src/contract/cell-kpi.js';
import type { LotOutcome, LotSort } from '../../src/contract/lot-page.js';
import { STANDINGS, type Standing } from './panels/all-alarms/alarm-list.js';
import { LANGUAGES } from './format/language.js';
import { MEASURES, type Measure } from './panels/cell-energy/measure.js';
import { GROUPINGS } from './panels/cell-kpis/kpi-columns.js';
import { MAIN, type MainKpi } from './panels/losses/main-kpi.js';
import { SPEEDS, type Speed } from './panels/line/past/speeds.js';
import { OUTCOMES, SORTS } from './panels/lots/lot-columns.js';
import { LinesPage } from './panels/lines/lines-page.js';
import { readOverviewSearch } from './panels/lines/overview-search.js';
import { Failed } from './shell/failed.js';
import { page } from './shell/load-page.js';
import { NotFound } from './shell/not-found.js';
import { Shell } from './shell/shell.js';
import { WINDOW_HOURS, type WindowHours } from './panels/line/window.js';

const oneOf = <T,>(values: readonly T[], value: unknown): T | undefined => values.find((candidate) => candidate === value);

/** From where a question about a site begins. */
export const SITE_STARTS = ['live', 'steady', 'empty'] as const;
export type SiteStart = (typeof SITE_STARTS)[number];

interface RootSearch {
  lang?: 'en' | 'fr';
  theme?: 'light' | 'dark' | 'auto';
  /** laid out as it is printed */
  print?: 1;
}
/** What an address says wrongly is given back as undefined: the router would keep what is left out as it stands there. */
const textOf = (value: unknown) => (typeof value === 'number' ? String(value) : typeof value === 'string' && value !== '' ? value : undefined);
/** An instant in ISO 8601, as addresses hold it. */
const instantOf = (value: unknown) => (typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : undefined);

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: Failed,
  validateSearch: (search): RootSearch => ({
    lang: oneOf(LANGUAGES, search['lang']),
    theme: oneOf(['light', 'dark', 'auto'] as const, search['theme']),
    print: oneOf([1] as const, search['print']),
  }),
  search: { middlewares: [retainSearchParams<RootSearch>(['lang', 'theme'])] },
});

const lines = createRoute({ getParentRoute: () => root, path: '/', component: LinesPage, validateSearch: readOverviewSearch });

const line = createRoute({
  getParentRoute: () => root,
  path: '/lines/$line',
  component: page(() => import('./panels/line/line-page.js'), 'LinePage'),
  validateSearch: (search): { hours?: WindowHours | undefined; unit?: string | undefined; at?: string | undefined; speed?: Speed | undefined } => ({
    hours: oneOf(WINDOW_HOURS, Number(search['hours'])),
    unit: textOf(search['unit']),
    at: instantOf(search['at']),
    speed: oneOf(SPEEDS, Number(search['speed'])),
  }),
});

const whatIf = createRoute({
  getParentRoute: () => root,
  path: '/lines/$line/what-if',
  component: page(() => import('./panels/what-if/what-if-page.js'), 'WhatIfPage'),
  validateSearch: (search): { run?: string; at?: string; standby?: string; mended?: string } => ({
    run: textOf(search['run']),
    at: instantOf(search['at']),
    standby: textOf(search['standby']),
    mended: textOf(search['mended']),
  }),
});

const losses = createRoute({
  getParentRoute: () => root,
  path: '/lines/$line/oee',
  component: page(() => import('./panels/losses/losses-page.js'), 'LossesPage'),
  validateSearch: (search): { from?: string; to?: string; of?: MainKpi; kpi?: string; unit?: string; reason?: number | 'none'; loss?: string } => ({
    from: textOf(search['from']),
    to: textOf(search['to']),
    of: oneOf(MAIN, search['of']),
    kpi: textOf(search['kpi']),
    unit: textOf(search['unit']),
    reason: search['reason'] === 'none' ? 'none' : typeof search['reason'] === 'number' ? search['reason'] : undefined,
    loss: textOf(search['loss']),
  }),
});

const lineEnergy = createRoute({
  getParentRoute: () => root,
  path: '/lines/$line/energy',
  component: page(() => import('./panels/line-energy/line-energy-page.js'), 'LineEnergyPage'),
  validateSearch: (search): { from?: string; to?: string; unit?: Measure } => ({
    from: textOf(search['from']),
    to: textOf(search['to']),
    unit: oneOf(MEASURES, search['unit']),
  }),
});

const machine = createRoute({
  getParentRoute: () => root,
  path: '/lines/$line/machines/$unit',
  component: page(() => import('./panels/machine/machine-page.js'), 'MachinePage'),
  validateSearch: (search): { from?: string; to?: string; hours?: WindowHours } => ({
    from: textOf(search['from']),
    to: textOf(search['to']),
    hours: oneOf(WINDOW_HOURS, Number(search['hours'])),
  }),
});

const siteWhatIf = createRoute({
  getParentRoute: () => root,
  path: '/cells/$cell/what-if',
  component: page(() => import('./panels/site-question/site-question-page.js'), 'SiteQuestionPage'),
  validateSearch: (search): { run?: string; scenario?: string; from?: SiteStart; kind?: 'search'; standby?: string } => ({
    run: textOf(search['run']),
    scenario: textOf(search['scenario']),
    from: oneOf(SITE_STARTS, search['from']),
    kind: oneOf(['search'] as const, search['kind']),
    standby: textOf(search['standby']),
  }),
});

const scenarios = createRoute({
  getParentRoute: () => root,
  path: '/scenarios',
  component: page(() => import('./panels/scenarios/scenarios-page.js'), 'ScenariosPage'),
  validateSearch: (search): { place?: string; runs?: string } => ({ place: textOf(search['place']), runs: textOf(search['runs']) }),
});

const allAlarms = createRoute({
  getParentRoute: () => root,
  path: '/alarms',
  component: page(() => import('./panels/all-alarms/all-alarms-page.js'), 'AllAlarmsPage'),
  validateSearch: (search): { place?: string; state?: Standing } => ({ place: textOf(search['place']), state: oneOf(STANDINGS, search['state']) }),
});

const run = createRoute({
  getParentRoute: () => root,
  path: '/runs/$run',
  component: page(() => import('./panels/run/run-page.js'), 'RunPage'),
  validateSearch: (search): { kpi?: string; limit?: string } => ({ kpi: textOf(search['kpi']), limit: textOf(search['limit']) }),
});

const compare = createRoute({
  getParentRoute: () => root,
  path: '/compare',
  component: page(() => import('./panels/compare/compare-page.js'), 'ComparePage'),
  validateSearch: (search): { runs?: string } => ({ runs: textOf(search['runs']) }),
});

const cell = createRoute({
  getParentRoute: () => root,
  path: '/cells/$cell',
  component: page(() => import('./panels/cell/cell-page.js'), 'CellPage'),
  validateSearch: (search): { open?: string } => ({ open: textOf(search['open']) }),
});

const lot = createRoute({
  getParentRoute: () => root,
  path: '/cells/$cell/lots/$lot',
  component: page(() => import('./panels/lot/lot-page.js'), 'LotPage'),
});

const lots = createRoute({
  getParentRoute: () => root,
  path: '/cells/$cell/lots',
  component: page(() => import('./panels/lots/lots-page.js'), 'LotsPage'),
  validateSearch: (search): { from?: string; to?: string; product?: string; outcome?: LotOutcome; sort?: LotSort } => ({
    from: textOf(search['from']),
    to: textOf(search['to']),
    product: textOf(search['product']),
    outcome: oneOf(OUTCOMES, search['outcome']),
    sort: oneOf(SORTS, search['sort']),
  }),
});

const kpis = createRoute({
  getParentRoute: () => root,
  path: '/cells/$cell/kpis',
  component: page(() => import('./panels/cell-kpis/kpis-page.js'), 'KpisPage'),
  validateSearch: (search): { by?: CellKpiGrouping; from?: string; to?: string; kpi?: string; group?: string } => ({
    by: oneOf(GROUPINGS, search['by']),
    from: textOf(search['from']),
    to: textOf(search['to']),
    kpi: textOf(search['kpi']),
    group: textOf(search['group']),
  }),
});

const energy = createRoute({
  getParentRoute: () => root,
  path: '/cells/$cell/energy',
  component: page(() => import('./panels/cell-energy/energy-page.js'), 'EnergyPage'),
  validateSearch: (
    search,
  ): {
    from?: string;
    to?: string;
    carrier?: string;
    unit?: Measure;
    baseline?: string;
    run?: string;
    variant?: string;
    carriedOut?: string;
    before?: 1 | 2 | 3;
  } => ({
    from: textOf(search['from']),
    to: textOf(search['to']),
    carrier: textOf(search['carrier']),
    unit: oneOf(MEASURES, search['unit']),
    baseline: textOf(search['baseline']),
    run: textOf(search['run']),
    variant: textOf(search['variant']),
    carriedOut: instantOf(search['carriedOut']),
    before: oneOf([1, 2, 3] as const, search['before']),
  }),
});

const dataHealth = createRoute({
  getParentRoute: () => root,
  path: '/data',
  component: page(() => import('./panels/data-health/data-page.js'), 'DataPage'),
  validateSearch: (search): { place?: string; topic?: string; reason?: string } => ({
    place: textOf(search['place']),
    topic: textOf(search['topic']),
    reason: textOf(search['reason']),
  }),
});

const files = createRoute({
  getParentRoute: () => root,
  path: '/files',
  component: page(() => import('./panels/files/files-page.js'), 'FilesPage'),
  validateSearch: (search): { file?: string } => ({ file: textOf(search['file']) }),
});

export const router = createRouter({
  routeTree: root.addChildren([
    lines,
    line,
    losses,
    lineEnergy,
    machine,
    whatIf,
    siteWhatIf,
    scenarios,
    allAlarms,
    run,
    compare,
    cell,
    lots,
    lot,
    kpis,
    energy,
    dataHealth,
    files,
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

/** Fetches the pages that were not asked for yet, one after the other: they open even when the server is away. */
export async function fetchPages(): Promise<void> {
  for (const route of Object.values(router.routesById)) await router.loadRouteChunk(route);
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
