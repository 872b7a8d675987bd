import type { KpiAccount } from '../../contract/cell-kpi.js';
import { cursor, type MeasuredStep } from './family-turns.js';
import type { Stop } from './stops.js';
import type { Span } from './timeline.js';

/** A stretch of time that counts as one account. */
export interface AccountSpan {
  fromUs: number;
  toUs: number;
  account: KpiAccount;
}

/** What tells accounts apart that a timeline has as one, in order of time. */
export interface Told {
  shifts: readonly (readonly [number, number])[];
  mode: readonly MeasuredStep[];
  /** a batch of no name: there is no order */
  batch: readonly MeasuredStep[];
  stops: readonly Stop[];
}

const ACCOUNT_OF = {
  producing: 'execute',
  fed: 'execute',
  drained: 'execute',
  starved: 'starved',
  blocked: 'blocked',
  down: 'down',
  setup: 'changeover',
  standby: 'standby',
  waking: 'waking',
  waiting: 'waiting',
  planned: 'off',
  unknown: 'unknown',
} as const satisfies Record<Span['does'], KpiAccount>;

/**
 * Accounts of the contiguous spans of one machine, contiguous as they are. Rest within the shifts is maintenance, outside it is off; a set-up in
 * mode Cleaning is cleaning; what stands ready without an order is idle; a stop is a minor one by its whole length.
 */
export function accountSpans(spans: readonly Span[], { shifts, mode, batch, stops }: Told): AccountSpan[] {
  const edges = [...shifts.flat(), ...mode.map(({ atUs }) => atUs), ...batch.map(({ atUs }) => atUs)].sort((a, b) => a - b);
  const inForce = {
    shift: cursor(shifts, ([begin]) => begin),
    mode: cursor(mode, ({ atUs }) => atUs),
    batch: cursor(batch, ({ atUs }) => atUs),
    stop: cursor(stops, ({ fromUs }) => fromUs),
  };
  const accountAt = (does: Span['does'], atUs: number): KpiAccount => {
    const shift = inForce.shift(atUs);
    const [modeNow, batchNow, stop] = [inForce.mode(atUs)?.value, inForce.batch(atUs)?.value, inForce.stop(atUs)];
    if (does === 'planned' && shift !== undefined && shift[1] > atUs) return 'maintenance';
    if (does === 'setup' && modeNow === 'Cleaning') return 'cleaning';
    if (does === 'waiting' && batchNow === '') return 'idle';
    if (does === 'down' && stop?.kind === 'micro-stop') return 'minor-stop';
    return ACCOUNT_OF[does];
  };
  const found: AccountSpan[] = [];
  let next = 0;
  for (const { fromUs, toUs, does } of spans) {
    for (let beginUs = fromUs; beginUs < toUs;) {
      while (next < edges.length && edges[next]! <= beginUs) next++;
      const endUs = Math.min(toUs, edges[next] ?? Infinity);
      const account = accountAt(does, beginUs);
      const last = found.at(-1);
      if (last?.account === account) last.toUs = endUs;
      else found.push({ fromUs: beginUs, toUs: endUs, account });
      beginUs = endUs;
    }
  }
  return found;
}

/** Time of each account, times a weight [s]. */
export function addAccounts(sums: Partial<Record<KpiAccount, number>>, spans: readonly AccountSpan[], weight = 1): void {
  for (const { fromUs, toUs, account } of spans) sums[account] = (sums[account] ?? 0) + (weight * (toUs - fromUs)) / 1e6;
}
