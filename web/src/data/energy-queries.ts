import { queryOptions } from '@tanstack/react-query';
import type { BaselinePoints, BaselineSavings, KeptBaseline, NewBaselineDocument } from '../../../src/contract/energy-baseline.js';
import type { EnergyBatches } from '../../../src/contract/energy-batches.js';
import type { EnergyLoad } from '../../../src/contract/energy-load.js';
import type { EnergyOverview } from '../../../src/contract/energy-overview.js';
import type { EnergyUse } from '../../../src/contract/energy-use.js';
import { request } from './http.js';

const MINUTE_MS = 60_000;
const energy = (cell: string) => `/api/v1/cells/${encodeURIComponent(cell)}/energy`;

/** A window, as the server takes it: now-7d, or ISO 8601 with zone. */
interface Stretch {
  from: string;
  to: string;
}

/** One that reaches to now is asked for again: a step of ten minutes may have ended. */
const overWindow = <Answer>(resource: string, cell: string, asked: Stretch & { carrier?: string }) =>
  queryOptions({
    queryKey: ['energy', resource, cell, asked.carrier, asked.from, asked.to],
    queryFn: ({ signal }) => request<Answer>('GET', `${energy(cell)}/${resource}?${new URLSearchParams({ ...asked })}`, undefined, signal),
    staleTime: MINUTE_MS,
    refetchInterval: asked.to.startsWith('now') ? 5 * MINUTE_MS : false,
  });

export const energyOverviewQuery = (cell: string, carrier: string, { from, to }: Stretch) =>
  overWindow<EnergyOverview>('overview', cell, { from, to, carrier });
export const energyLoadQuery = (cell: string, carrier: string, { from, to }: Stretch) => overWindow<EnergyLoad>('load', cell, { from, to, carrier });
export const energyStatesQuery = (cell: string, carrier: string, { from, to }: Stretch) => overWindow<EnergyUse>('states', cell, { from, to, carrier });
export const energyBatchesQuery = (cell: string, { from, to }: Stretch) => overWindow<EnergyBatches>('batches', cell, { from, to });

/** Baselines that are kept, newest first. */
export const baselinesQuery = (cell: string) =>
  queryOptions({
    queryKey: ['energy-baselines', cell],
    queryFn: ({ signal }) => request<{ items: KeptBaseline[] }>('GET', `${energy(cell)}/baselines`, undefined, signal),
    select: ({ items }) => items,
    staleTime: MINUTE_MS,
  });

/** What was saved against a baseline since its end, with the CUSUM from its begin. */
export const savingsQuery = (cell: string, baseline: string) =>
  queryOptions({
    queryKey: ['energy-savings', cell, baseline],
    queryFn: ({ signal }) => request<BaselineSavings>('GET', `${energy(cell)}/baselines/${encodeURIComponent(baseline)}/savings`, undefined, signal),
    staleTime: 5 * MINUTE_MS,
  });

/** A decision that was carried out: its run, what of the answer was chosen, and when. */
export interface CarriedOutQuery {
  run: string;
  variant: string;
  carriedOut: string;
}

/** What was saved since a decision was carried out, beside what its run promised. */
export const proofQuery = (cell: string, baseline: string, { run, variant, carriedOut }: CarriedOutQuery) =>
  queryOptions({
    queryKey: ['energy-savings', cell, baseline, run, variant, carriedOut],
    queryFn: ({ signal }) =>
      request<BaselineSavings>(
        'GET',
        `${energy(cell)}/baselines/${encodeURIComponent(baseline)}/savings?${new URLSearchParams({ run, variant, carriedOut })}`,
        undefined,
        signal,
      ),
    staleTime: 5 * MINUTE_MS,
  });

/** Fits a baseline to the history of a site, and keeps it. */
export const fitBaseline = (cell: string, asked: NewBaselineDocument): Promise<KeptBaseline> => request('POST', `${energy(cell)}/baselines`, asked);

/** The periods that a baseline was fitted to, and those that were left out: nothing of them changes. */
export const baselinePointsQuery = (cell: string, baseline: string) =>
  queryOptions({
    queryKey: ['energy-baseline-points', cell, baseline],
    queryFn: ({ signal }) => request<BaselinePoints>('GET', `${energy(cell)}/baselines/${encodeURIComponent(baseline)}/points`, undefined, signal),
    select: ({ points }) => points,
    staleTime: Infinity,
  });
