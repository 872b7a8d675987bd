import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import type { RunComparison } from '../../../src/contract/comparison.js';
import type { LineInForce } from '../../../src/contract/line.js';
import type { AnyDocument, Run, RunPage, Scenario, ScenarioPage } from '../../../src/contract/run.js';
import type { StateShares } from '../../../src/contract/state-shares.js';
import type { LineSummary } from '../../../src/contract/summary.js';
import type { Series, SignalName, StateSpan, TelemetryStatus } from '../../../src/contract/telemetry.js';
import { ServerFailure } from './failure.js';
import { request } from './http.js';

const line = (id: string) => `/api/v1/lines/${encodeURIComponent(id)}`;
const MINUTE_MS = 60_000;

/** Does not ask again for what is missing or forbidden. */
export const retry = (count: number, error: Error) => count < 2 && !(error instanceof ServerFailure && error.status >= 400 && error.status < 500);

export const linesQuery = queryOptions({
  queryKey: ['lines'],
  queryFn: ({ signal }) => request<{ items: LineSummary[] }>('GET', '/api/v1/lines', undefined, signal),
  select: ({ items }) => items.map(({ id }) => id),
});

/** Time zones of the lines. */
export const lineZonesQuery = queryOptions({ ...linesQuery, select: ({ items }) => items.map(({ timezone }) => timezone) });

export const definitionQuery = (id: string) =>
  queryOptions({
    queryKey: ['definition', id],
    queryFn: ({ signal }) => request<LineInForce>('GET', `${line(id)}/definition`, undefined, signal),
    staleTime: 10 * MINUTE_MS,
  });

/** How readings come in: the broker that the service listens to. */
export const telemetryQuery = queryOptions({
  queryKey: ['telemetry'],
  queryFn: ({ signal }) => request<TelemetryStatus>('GET', '/api/v1/telemetry', undefined, signal),
  staleTime: MINUTE_MS,
});

/** States of every unit in a window, `from` and `to` as of a series. What happens after the answer comes from the stream. */
export const statesQuery = (id: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['states', id, from, to],
    queryFn: ({ signal }) => request<StateSpan[]>('GET', `${line(id)}/states?${new URLSearchParams({ from, to })}`, undefined, signal),
    staleTime: 5 * MINUTE_MS,
    refetchInterval: to === 'now' ? 5 * MINUTE_MS : false,
  });

/** What the machines of a line were in over the last eight hours, ten minutes at a time. */
export const stateSharesQuery = (id: string) =>
  queryOptions({
    queryKey: ['state-shares', id],
    queryFn: ({ signal }) => request<StateShares>('GET', `${line(id)}/state-shares?hours=8&bins=48`, undefined, signal),
    staleTime: 2 * MINUTE_MS,
    refetchInterval: 2 * MINUTE_MS,
  });

/** One signal of one unit. `from` and `to` as the server takes them: now-8h, or milliseconds since 1970. */
export const seriesQuery = (id: string, unit: string, signalName: SignalName, from: string, to: string, maxPoints = 600) =>
  queryOptions({
    queryKey: ['series', id, unit, signalName, from, to, maxPoints],
    queryFn: ({ signal }) =>
      request<Series>(
        'GET',
        `${line(id)}/series?${new URLSearchParams({ unit, signal: signalName, from, to, maxPoints: String(maxPoints) })}`,
        undefined,
        signal,
      ),
    staleTime: 5 * MINUTE_MS,
    refetchInterval: to === 'now' ? 5 * MINUTE_MS : false,
  });

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ['run', id],
    queryFn: ({ signal }) => request<Run>('GET', `/api/v1/runs/${encodeURIComponent(id)}`, undefined, signal),
    staleTime: MINUTE_MS,
  });

/** Answers of runs side by side. */
export const comparisonQuery = (ids: readonly string[]) =>
  queryOptions({
    queryKey: ['comparison', ...ids],
    queryFn: ({ signal }) => request<RunComparison>('GET', `/api/v1/comparison?${new URLSearchParams({ runs: ids.join(',') })}`, undefined, signal),
    staleTime: MINUTE_MS,
    retry,
  });

/** The newest questions of a line or site. */
export const recentRunsQuery = (id: string) =>
  queryOptions({
    queryKey: ['runs', id],
    queryFn: ({ signal }) => request<RunPage>('GET', `/api/v1/runs?${new URLSearchParams({ line: id, limit: '8' })}`, undefined, signal),
    select: ({ items }) => items,
  });

/** Runs of all lines and sites, or of one, newest first, page by page, with what their answers say in short. */
export const runsQuery = (place: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['runs', 'all', place],
    queryFn: ({ pageParam, signal }) => request<RunPage>('GET', `/api/v1/runs?verdicts=true&${pageOf(place, pageParam)}`, undefined, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(({ status }) => status === 'queued' || status === 'running')) ? 2000 : false,
  });

/** Questions that are kept, newest first, page by page. */
export const scenariosQuery = (place: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['scenarios', place],
    queryFn: ({ pageParam, signal }) => request<ScenarioPage>('GET', `/api/v1/scenarios?${pageOf(place, pageParam)}`, undefined, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });

const PAGE = '20';
const pageOf = (line: string | undefined, cursor: string | null) =>
  new URLSearchParams({ limit: PAGE, ...(line !== undefined && { line }), ...(cursor !== null && { cursor }) });

export const scenarioQuery = (id: string) =>
  queryOptions({
    queryKey: ['scenario', id],
    queryFn: ({ signal }) => request<Scenario>('GET', `/api/v1/scenarios/${encodeURIComponent(id)}`, undefined, signal),
  });

/** Keeps a question without running it. */
export const keepQuestion = (document: AnyDocument) => request<Scenario>('POST', '/api/v1/scenarios', document);
/** Runs a question that is kept. */
export const askKept = (id: string) => request<Run>('POST', `/api/v1/scenarios/${encodeURIComponent(id)}/runs`);

/** Asks a what-if. The answer is the run, which may be an earlier one that has asked the same. */
export const askRun = (document: AnyDocument) => request<Run>('POST', '/api/v1/runs', document);
export const cancelRun = (id: string) => request<void>('DELETE', `/api/v1/runs/${encodeURIComponent(id)}`);

/** Takes the newest state of a run into what the screens show. */
export const keepRun = (client: QueryClient, run: Run) => client.setQueryData(runQuery(run.id).queryKey, run);
