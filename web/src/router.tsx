import { createRootRoute, createRoute, createRouter, retainSearchParams } from '@tanstack/react-router';
import { LANGUAGES } from './format/language.js';
import { LinePage } from './panels/line/line-page.js';
import { LinesPage } from './panels/lines/lines-page.js';
import { RunPage } from './panels/run/run-page.js';
import { WhatIfPage } from './panels/what-if/what-if-page.js';
import { Failed } from './shell/failed.js';
import { NotFound } from './shell/not-found.js';
import { Shell } from './shell/shell.js';
import { WINDOW_HOURS, type WindowHours } from './panels/line/window.js';

const oneOf = <T,>(values: readonly T[], value: unknown): T | undefined => values.find((candidate) => candidate === value);

interface RootSearch {
  lang?: 'en' | 'fr';
  theme?: 'light' | 'dark' | 'auto';
}
const defined = <T extends object>(object: T): T => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: Failed,
  validateSearch: (search): RootSearch =>
    defined({ lang: oneOf(LANGUAGES, search['lang']), theme: oneOf(['light', 'dark', 'auto'] as const, search['theme']) }),
  search: { middlewares: [retainSearchParams<RootSearch>(['lang', 'theme'])] },
});

const lines = createRoute({ getParentRoute: () => root, path: '/', component: LinesPage });

const line = createRoute({
  getParentRoute: () => root,
  path: '/lines/$line',
  component: LinePage,
  validateSearch: (search): { hours?: WindowHours; unit?: string } =>
    defined({ hours: oneOf(WINDOW_HOURS, Number(search['hours'])), unit: typeof search['unit'] === 'string' ? search['unit'] : undefined }),
});

const whatIf = createRoute({
  getParentRoute: () => root,
  path: '/lines/$line/what-if',
  component: WhatIfPage,
  validateSearch: (search): { run?: string } => defined({ run: typeof search['run'] === 'string' ? search['run'] : undefined }),
});

const run = createRoute({ getParentRoute: () => root, path: '/runs/$run', component: RunPage });

export const router = createRouter({ routeTree: root.addChildren([lines, line, whatIf, run]), defaultPreload: false, scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
