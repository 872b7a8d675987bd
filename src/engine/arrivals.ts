import { NEVER } from './calendar.js';
import { ln } from './elementary.js';

/** Poisson arrivals whose rate changes with the time: rates[i] holds up to until[i], from the until before or from 0. */
export interface ArrivalPlan {
  /** ascending, the first above 0 */
  until: number[];
  /** arrivals per unit of that time */
  rates: number[];
  /** true: the plan begins anew at its end; false: nothing arrives after it */
  cyclic: boolean;
}

/** Expected arrivals from the beginning of the plan to x, within one cycle. */
function expectedTo({ until, rates }: ArrivalPlan, x: number): number {
  let from = 0;
  let area = 0;
  for (let i = 0; i < until.length && from < x; i++) {
    area += rates[i]! * (Math.min(x, until[i]!) - from);
    from = until[i]!;
  }
  return area;
}

/** The instant within one cycle up to which `area` arrivals are expected; NEVER where the plan expects fewer. */
function instantOf({ until, rates }: ArrivalPlan, area: number): number {
  let from = 0;
  let left = area;
  for (let i = 0; i < until.length; i++) {
    const piece = rates[i]! * (until[i]! - from);
    if (left < piece) return from + left / rates[i]!;
    left -= piece;
    from = until[i]!;
  }
  return NEVER;
}

/** Expected number of arrivals between two instants, both at or after 0. */
export function expectedArrivals(plan: ArrivalPlan, from: number, to: number): number {
  const end = plan.until.at(-1)!;
  if (!plan.cyclic) return expectedTo(plan, to) - expectedTo(plan, from);
  const upTo = (x: number) => Math.floor(x / end) * expectedTo(plan, end) + expectedTo(plan, x % end);
  return upTo(to) - upTo(from);
}

/**
 * The next arrival after `at`, or NEVER: the instant up to which -ln u more arrivals are expected (Cinlar 1975, inversion
 * of the integrated rate). One number an arrival; a larger u is never later.
 */
export function nextArrival(plan: ArrivalPlan, at: number, u: number): number {
  const end = plan.until.at(-1)!;
  if (!plan.cyclic) return instantOf(plan, expectedTo(plan, at) - ln(u));
  const perCycle = expectedTo(plan, end);
  if (!(perCycle > 0)) return NEVER;
  const cycle = Math.floor(at / end);
  const area = expectedTo(plan, at - cycle * end) - ln(u);
  const cycles = Math.floor(area / perCycle);
  const within = instantOf(plan, area - cycles * perCycle);
  return (cycle + cycles) * end + (within === NEVER ? end : within);
}
