import { queryOptions } from '@tanstack/react-query';
import type { Info } from '../../../src/contract/info.js';
import type { LotPage } from '../../../src/contract/lot-page.js';
import type { RunPage, ScenarioPage } from '../../../src/contract/run.js';
import { request } from './http.js';

const MINUTE_MS = 60_000;
/** Of each list the newest. */
const MOST = '100';

/** What this service is: its version and those of its models. */
export const infoQuery = queryOptions({
  queryKey: ['info'],
  queryFn: ({ signal }) => request<Info>('GET', '/api/v1/info', undefined, signal),
  staleTime: 10 * MINUTE_MS,
});

/** The newest questions that were asked. */
export const newestRunsQuery = queryOptions({
  queryKey: ['runs', 'newest'],
  queryFn: ({ signal }) => request<RunPage>('GET', `/api/v1/runs?limit=${MOST}`, undefined, signal),
  select: ({ items }) => items,
  staleTime: MINUTE_MS,
});

/** The newest questions that are kept. */
export const newestScenariosQuery = queryOptions({
  queryKey: ['scenarios', 'newest'],
  queryFn: ({ signal }) => request<ScenarioPage>('GET', `/api/v1/scenarios?limit=${MOST}`, undefined, signal),
  select: ({ items }) => items,
  staleTime: MINUTE_MS,
});

/** The newest lots of a site. */
export const newestLotsQuery = (cell: string) =>
  queryOptions({
    queryKey: ['cell-lots', cell, 'newest'],
    queryFn: ({ signal }) =>
      request<LotPage>(
        'GET',
        `/api/v1/cells/${encodeURIComponent(cell)}/lots?${new URLSearchParams({ from: 'now-30d', sort: '-begun', limit: MOST })}`,
        undefined,
        signal,
      ),
    select: ({ items }) => items,
    staleTime: MINUTE_MS,
  });
