import { createRootRoute, createRoute, createRouter, lazyRouteComponent, retainSearchParams } from '@tanstack/react-router';
import type { CellKpiGrouping } from '../../src/contract/cell-kpi.js';
import type { LotOutcome, LotSort } from '../../src/contract/lot-page.js';
import { LANGUAGES } from './format/language.js';
import { MEASURES, type Measure } from './panels/cell-energy/measure.js';
import { GROUPINGS } from './panels/cell-kpis/kpi-columns.js';
import { LinePage } from './panels/line/line-page.js';
import { MAIN, type MainKpi } from './panels/losses/main-kpi.js';
import { SPEEDS, type Speed } from './panels/line/past/speeds.js';
import { OUTCOMES, SORTS } from './panels/lots/lot-columns.js';
import { LinesPage } from './panels/lines/lines-page.js';
import { readOverviewSearch } from './panels/lines/overview-search.js';
import { Failed } from './shell/failed.js';
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
const textOf = (value: unknown) => (typeof value === 'number' ? String(value) : typeof value === 'string' && value !== '' ? value : undefined);
/** An instant in ISO 8601, as addresses hold it. */
const instantOf = (value: unknown) => (typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : undefined);
const defined = <T extends object>(object: T): T => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: Failed,
  validateSearch: (search): RootSearch =>
    defined({
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
  component: LinePage,
  validateSearch: (search): { hours?: WindowHours | undefined; unit?: string | undefined; at?: string | undefined; speed?: Speed | undefined } =>
    defined({
      hours: oneOf(WINDOW_HOURS, Number(search['hours'])),
      unit: textOf(search['unit']),
      at: instantOf(search['at']),
      speed: oneOf(SPEEDS, Number(search['speed'])),
    }),
});

const whatIf = createRoute({
  getParentRoute: () => root,
  path: '/lines/$line/what-if',
  component: lazyRouteComponent(() => import('./panels/what-if/what-if-page.js'), 'WhatIfPage'),
  validateSearch: (search): { run?: string; at?: string } => defined({ run: textOf(search['run']), at: instantOf(search['at']) }),
});

const losses = createRoute({
  getParentRoute: () => root,
  path: '/lines/$line/oee',
  component: lazyRouteComponent(() => import('./panels/losses/losses-page.js'), 'LossesPage'),
  validateSearch: (search): { from?: string; to?: string; of?: MainKpi; kpi?: string; unit?: string; reason?: number | 'none'; loss?: string } =>
    defined({
      from: textOf(search['from']),
      to: textOf(search['to']),
      of: oneOf(MAIN, search['of']),
      kpi: textOf(search['kpi']),
      unit: textOf(search['unit']),
      reason: search['reason'] === 'none' ? 'none' : typeof search['reason'] === 'number' ? search['reason'] : undefined,
      loss: textOf(search['loss']),
    }),
});

const machine = createRoute({
  getParentRoute: () => root,
  path: '/lines/$line/machines/$unit',
  component: lazyRouteComponent(() => import('./panels/machine/machine-page.js'), 'MachinePage'),
  validateSearch: (search): { from?: string; to?: string; hours?: WindowHours } =>
    defined({ from: textOf(search['from']), to: textOf(search['to']), hours: oneOf(WINDOW_HOURS, Number(search['hours'])) }),
});

const siteWhatIf = createRoute({
  getParentRoute: () => root,
  path: '/cells/$cell/what-if',
  component: lazyRouteComponent(() => import('./panels/site-question/site-question-page.js'), 'SiteQuestionPage'),
  validateSearch: (search): { run?: string; scenario?: string; from?: SiteStart; kind?: 'search'; standby?: string } =>
    defined({
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
  component: lazyRouteComponent(() => import('./panels/scenarios/scenarios-page.js'), 'ScenariosPage'),
  validateSearch: (search): { place?: string } => defined({ place: textOf(search['place']) }),
});

const run = createRoute({
  getParentRoute: () => root,
  path: '/runs/$run',
  component: lazyRouteComponent(() => import('./panels/run/run-page.js'), 'RunPage'),
  validateSearch: (search): { kpi?: string; limit?: string } => defined({ kpi: textOf(search['kpi']), limit: textOf(search['limit']) }),
});

const compare = createRoute({
  getParentRoute: () => root,
  path: '/compare',
  component: lazyRouteComponent(() => import('./panels/compare/compare-page.js'), 'ComparePage'),
  validateSearch: (search): { runs?: string } => defined({ runs: textOf(search['runs']) }),
});

const cell = createRoute({
  getParentRoute: () => root,
  path: '/cells/$cell',
  component: lazyRouteComponent(() => import('./panels/cell/cell-page.js'), 'CellPage'),
  validateSearch: (search): { open?: string } => defined({ open: textOf(search['open']) }),
});

const lot = createRoute({
  getParentRoute: () => root,
  path: '/cells/$cell/lots/$lot',
  component: lazyRouteComponent(() => import('./panels/lot/lot-page.js'), 'LotPage'),
});

const lots = createRoute({
  getParentRoute: () => root,
  path: '/cells/$cell/lots',
  component: lazyRouteComponent(() => import('./panels/lots/lots-page.js'), 'LotsPage'),
  validateSearch: (search): { from?: string; to?: string; product?: string; outcome?: LotOutcome; sort?: LotSort } =>
    defined({
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
  component: lazyRouteComponent(() => import('./panels/cell-kpis/kpis-page.js'), 'KpisPage'),
  validateSearch: (search): { by?: CellKpiGrouping; from?: string; to?: string; kpi?: string; group?: string } =>
    defined({
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
  component: lazyRouteComponent(() => import('./panels/cell-energy/energy-page.js'), 'EnergyPage'),
  validateSearch: (search): { from?: string; to?: string; carrier?: string; unit?: Measure; baseline?: string; before?: 1 | 2 | 3 } =>
    defined({
      from: textOf(search['from']),
      to: textOf(search['to']),
      carrier: textOf(search['carrier']),
      unit: oneOf(MEASURES, search['unit']),
      baseline: textOf(search['baseline']),
      before: oneOf([1, 2, 3] as const, search['before']),
    }),
});

const dataHealth = createRoute({
  getParentRoute: () => root,
  path: '/data',
  component: lazyRouteComponent(() => import('./panels/data-health/data-page.js'), 'DataPage'),
  validateSearch: (search): { place?: string; topic?: string; reason?: string } =>
    defined({ place: textOf(search['place']), topic: textOf(search['topic']), reason: textOf(search['reason']) }),
});

const files = createRoute({
  getParentRoute: () => root,
  path: '/files',
  component: lazyRouteComponent(() => import('./panels/files/files-page.js'), 'FilesPage'),
  validateSearch: (search): { file?: string } => defined({ file: textOf(search['file']) }),
});

export const router = createRouter({
  routeTree: root.addChildren([lines, line, losses, machine, whatIf, siteWhatIf, scenarios, run, compare, cell, lots, lot, kpis, energy, dataHealth, files]),
  defaultPreload: false,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
