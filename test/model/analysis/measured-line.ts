import type { OrderedUnit } from '../../../src/model/analysis/line-oee.js';
import type { ReasonedUnit } from '../../../src/model/analysis/line-stops.js';
import { MONDAY_06_UTC } from '../mirror-lines.js';

type StoredUnit = OrderedUnit & ReasonedUnit;

/** Seconds after Monday 06:00 UTC as an instant [us]. */
export const at = (s: number) => MONDAY_06_UTC + s * 1e6;

/** Readings of a counter that rises by `perS` a second while `runs`, every ten seconds from 0 to `to`. */
export function counter(to: number, perS: number, runs: (s: number) => boolean = () => true) {
  let value = 0;
  return Array.from({ length: to / 10 + 1 }, (_, i) => {
    if (i > 0 && runs(10 * i - 5)) value += 10 * perS;
    return { atUs: at(10 * i), value };
  });
}

/** States by when they begin [s], with their reasons, to `end`. */
export function unit(id: string, states: [number, string, number?][], more: Partial<StoredUnit> = {}, end = 3600): StoredUnit {
  return {
    id,
    states: states.map(([from, state, reason], i) => ({ fromUs: at(from), toUs: at(states[i + 1]?.[0] ?? end), state, reason: reason ?? null })),
    mode: [],
    blocked: [],
    starved: [],
    batch: [],
    ...more,
    counts: { good: [], processed: [], defective: [], ...more.counts },
  };
}
