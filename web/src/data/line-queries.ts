import { queryOptions } from '@tanstack/react-query';
import type { KpiAccount } from '../../../src/contract/cell-kpi.js';
import type { LineEnergy } from '../../../src/contract/line-energy.js';
import type { LineOee, LineStops, MachineReport } from '../../../src/contract/line-oee.js';
import type { LostTime, StopAccount } from '../../../src/contract/lost-time.js';
import type { LineLosses } from '../../../src/contract/losses.js';
import type { LineParameters } from '../../../src/contract/parameter.js';
import type { LatestValue } from '../../../src/contract/telemetry.js';
import { request } from './http.js';

/** A window as the server takes it; from empty: since the begin of the shift. */
interface Stretch {
  from: string;
  to: string;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

const line = (id: string) => `/api/v1/lines/${encodeURIComponent(id)}`;
const search = (asked: Record<string, string | undefined>) =>
  String(new URLSearchParams(Object.entries(asked).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '')));

/** A resource of a line over a window. Asked for again as its end, now, moves on. */
const overWindow = <Answer>(id: string, resource: string, { from, to }: Stretch, more: Record<string, string | undefined> = {}) =>
  queryOptions({
    queryKey: [resource, id, from, to, more],
    queryFn: ({ signal }) => request<Answer>('GET', `${line(id)}/${resource}?${search({ from, to, ...more })}`, undefined, signal),
    staleTime: MINUTE_MS,
    refetchInterval: to === 'now' && MINUTE_MS,
  });

export const oeeQuery = (id: string, stretch: Stretch) => overWindow<LineOee>(id, 'oee', stretch);
export const lineEnergyQuery = (id: string, stretch: Stretch) => overWindow<LineEnergy>(id, 'energy', stretch);
export const lossesQuery = (id: string, stretch: Stretch) => overWindow<LineLosses>(id, 'losses', stretch);
export const stopsQuery = (id: string, stretch: Stretch, { unit, loss }: { unit?: string | undefined; loss?: StopAccount | undefined } = {}, limit = 500) =>
  overWindow<LineStops>(id, 'stops', stretch, { unit, loss, limit: String(limit) });
/** Time lost otherwise than by stops. */
export const lostTimeQuery = (id: string, stretch: Stretch, account: KpiAccount) => overWindow<LostTime>(id, 'lost-time', stretch, { account });
export const machineQuery = (id: string, unit: string, stretch: Stretch) => overWindow<MachineReport>(id, `machines/${encodeURIComponent(unit)}`, stretch);

/** The newest reading of every signal of a line. */
export const latestQuery = (id: string) =>
  queryOptions({
    queryKey: ['latest', id],
    queryFn: ({ signal }) => request<{ items: LatestValue[] }>('GET', `${line(id)}/latest`, undefined, signal),
    select: ({ items }) => items,
    refetchInterval: 5 * SECOND_MS,
  });

/** Every number of the plant file with its origin. */
export const parametersQuery = (id: string) =>
  queryOptions({
    queryKey: ['parameters', id],
    queryFn: ({ signal }) => request<LineParameters>('GET', `${line(id)}/parameters`, undefined, signal),
    staleTime: 10 * MINUTE_MS,
  });
