import type { TwinState } from '../../../src/contract/stream.js';
import { ageOf, type Received } from '../store/freshness.js';

/** What the frame of the board says. Null: all that is shown is live. */
export type Warning = { kind: 'connecting' | 'noDataYet' } | { kind: 'noData' | 'lost'; atUs: number; nowUs: number } | { kind: 'catchingUp'; ageS: number };

/** Whether what is shown may be taken as the present, by the clocks of this machine [ms] and of the server [us]. */
export function warningOf(received: Received<TwinState> | null, nowMs: number, wallUs: number): Warning | null {
  const { kind, ageS, atUs, nowUs } = ageOf(received, nowMs, wallUs);
  if (kind === 'connecting') return { kind };
  if (kind === 'none' || atUs === null) return { kind: 'noDataYet' };
  if (kind === 'live') return received?.view.catchingUp ? { kind: 'catchingUp', ageS } : null;
  return { kind: kind === 'offline' ? 'lost' : 'noData', atUs, nowUs };
}
