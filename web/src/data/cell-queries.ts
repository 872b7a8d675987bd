import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { CellKpiGroup, CellKpiGrouping } from '../../../src/contract/cell-kpi.js';
import type { CellSummary } from '../../../src/contract/cell-live.js';
import type { LotRecord } from '../../../src/contract/cell-view.js';
import type { CellInForce } from '../../../src/contract/cell.js';
import type { CellParameters } from '../../../src/contract/parameter.js';
import type { LotPage } from '../../../src/contract/lot-page.js';
import type { UnitShares } from '../../../src/contract/unit-shares.js';
import { request } from './http.js';

const cell = (id: string) => `/api/v1/cells/${encodeURIComponent(id)}`;
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

export const cellsQuery = queryOptions({
  queryKey: ['cells'],
  queryFn: ({ signal }) => request<{ items: CellSummary[] }>('GET', '/api/v1/cells', undefined, signal),
  select: ({ items }) => items.map((summary) => summary.cell),
});

/** Time zones of the sites. */
export const cellZonesQuery = queryOptions({ ...cellsQuery, select: ({ items }) => items.map(({ timezone }) => timezone) });

/** What the units were at over the last eight hours, every ten minutes. */
export const unitSharesQuery = (id: string) =>
  queryOptions({
    queryKey: ['unit-shares', id],
    queryFn: ({ signal }) => request<UnitShares>('GET', `${cell(id)}/unit-shares?hours=8&samples=48`, undefined, signal),
    staleTime: 5 * MINUTE_MS,
    refetchInterval: 5 * MINUTE_MS,
  });

export const cellDefinitionQuery = (id: string) =>
  queryOptions({
    queryKey: ['cell-definition', id],
    queryFn: ({ signal }) => request<CellInForce>('GET', `${cell(id)}/definition`, undefined, signal),
    staleTime: 10 * MINUTE_MS,
  });

/** Every number of the plant file of a site, with where it comes from. */
export const cellParametersQuery = (id: string) =>
  queryOptions({
    queryKey: ['cell-parameters', id],
    queryFn: ({ signal }) => request<CellParameters>('GET', `${cell(id)}/parameters`, undefined, signal),
    staleTime: 10 * MINUTE_MS,
  });

/** The record of a lot. One that is under way is asked for again. */
export const lotQuery = (id: string, lot: string) =>
  queryOptions({
    queryKey: ['lot', id, lot],
    queryFn: ({ signal }) => request<LotRecord>('GET', `${cell(id)}/lots/${encodeURIComponent(lot)}`, undefined, signal),
    refetchInterval: ({ state }) => (state.data?.outcome === null ? 15 * SECOND_MS : false),
  });

/** Which lots are asked for: `from` and `to` as the server takes them. */
interface LotsAsked {
  from: string;
  to: string;
  sort: string;
  product?: string | undefined;
  outcome?: string | undefined;
}

/** Lots of a window, page by page. One that reaches to now is asked for again. */
export const lotsQuery = (id: string, { from, to, sort, product, outcome }: LotsAsked) =>
  infiniteQueryOptions({
    queryKey: ['cell-lots', id, from, to, sort, product, outcome],
    queryFn: ({ pageParam, signal }) => {
      const asked = { from, to, sort, ...(product && { product }), ...(outcome && { outcome }), ...(pageParam !== null && { cursor: pageParam }), limit: '50' };
      return request<LotPage>('GET', `${cell(id)}/lots?${new URLSearchParams(asked)}`, undefined, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: to === 'now' ? 30 * SECOND_MS : false,
  });

/** Indicators over a window. `from` and `to` as the server takes them: now-7d, or ISO 8601 with zone. */
export const kpisQuery = (id: string, by: CellKpiGrouping, from: string, to: string) =>
  queryOptions({
    queryKey: ['cell-kpis', id, by, from, to],
    queryFn: ({ signal }) => request<{ items: CellKpiGroup[] }>('GET', `${cell(id)}/kpis?${new URLSearchParams({ by, from, to })}`, undefined, signal),
    select: ({ items }) => items,
    staleTime: MINUTE_MS,
    refetchInterval: to.startsWith('now') ? MINUTE_MS : false,
  });
