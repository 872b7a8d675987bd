import type { ActiveAlarm, AlarmCount } from '../../../src/contract/alarm.js';
import type { CellInForce } from '../../../src/contract/cell.js';
import type { Info } from '../../../src/contract/info.js';
import type { Series, SignalName, StateSpan } from '../../../src/contract/telemetry.js';
import { request, send } from './http.js';

const part = encodeURIComponent;

/** What the wallboard asks for; the rest comes over the stream. */
export const askStates = (line: string, hours: number, signal: AbortSignal) =>
  request<StateSpan[]>('GET', `/api/v1/lines/${part(line)}/states?from=now-${hours}h&to=now`, undefined, signal);

/** What counters of a machine have told since an instant; empty where it does not tell them. */
export async function askGood(line: string, unit: string, from: string, signal: AbortSignal): Promise<{ good: Series; processed: Series; defective: Series }> {
  const ask = (of: SignalName) =>
    request<Series>(
      'GET',
      `/api/v1/lines/${part(line)}/series?${new URLSearchParams({ unit, signal: of, from, to: 'now', maxPoints: '200' })}`,
      undefined,
      signal,
    );
  const [good, processed, defective] = await Promise.all([ask('goodCount'), ask('processedCount'), ask('defectiveCount')]);
  return { good, processed, defective };
}

export const askCell = (cell: string, signal: AbortSignal) => request<CellInForce>('GET', `/api/v1/cells/${part(cell)}/definition`, undefined, signal);

/** How many alarms of a line or site stand, and which, the most pressing first. */
export async function askAlarms(kind: 'lines' | 'cells', place: string, signal: AbortSignal): Promise<{ count: AlarmCount | null; standing: ActiveAlarm[] }> {
  const [counts, { items }] = await Promise.all([
    request<{ items: AlarmCount[] }>('GET', '/api/v1/alarms', undefined, signal),
    request<{ items: ActiveAlarm[] }>('GET', `/api/v1/${kind}/${part(place)}/alarms`, undefined, signal),
  ]);
  return { count: counts.items.find(({ line }) => line === place) ?? null, standing: items };
}

/** What of us the server has: its version, and the page with the names of its scripts. Another answer later: somebody has deployed. */
export async function askDeployed(signal: AbortSignal): Promise<string> {
  const [{ version }, page] = await Promise.all([
    request<Info>('GET', '/api/v1/info', undefined, signal),
    send('GET', '/wall', undefined, signal, 'text/html').then((answer) => answer.text()),
  ]);
  return `${version}\n${page}`;
}
