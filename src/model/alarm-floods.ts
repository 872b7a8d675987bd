import type { Micros } from '../contract/units.js';

const TEN_MIN_US = 600e6;
/** A flood begins with more than so many alarms in ten minutes, and ends with fewer than so many (ISA-18.2). */
const BEGINS_ABOVE = 10;
const ENDS_BELOW = 5;

interface Flood {
  fromUs: Micros;
  toUs: Micros;
  alarms: number;
}

/** Most of some times, in their order, within any span: one that is exactly a span later is not within it. */
export function mostWithin(times: readonly Micros[], spanUs: number): number {
  let first = 0;
  let most = 0;
  times.forEach((atUs, last) => {
    while (times[first]! <= atUs - spanUs) first++;
    most = Math.max(most, last - first + 1);
  });
  return most;
}

/**
 * Floods of alarms by the times of their raising, in their order. One begins with the first of the alarms that make it, and ends when
 * the ten minutes before hold fewer than five; at `untilUs` at the latest.
 */
export function floodsOf(times: readonly Micros[], untilUs: Micros): Flood[] {
  const floods: Flood[] = [];
  let first = 0;
  times.forEach((atUs, last) => {
    while (times[first]! <= atUs - TEN_MIN_US) first++;
    const endUs = endOf(times, last, untilUs);
    const flood = floods.at(-1);
    if (flood !== undefined && atUs < flood.toUs) Object.assign(flood, { toUs: Math.max(flood.toUs, endUs), alarms: flood.alarms + 1 });
    else if (last - first + 1 > BEGINS_ABOVE) floods.push(begun(times, first, last, endUs, flood));
  });
  return floods;
}

/** No alarm counts in two floods. */
function begun(times: readonly Micros[], first: number, last: number, toUs: Micros, before: Flood | undefined): Flood {
  const after = before === undefined ? 0 : times.findIndex((atUs) => atUs >= before.toUs);
  const own = Math.max(first, after);
  return { fromUs: times[own]!, toUs, alarms: last - own + 1 };
}

/** When, after one of the times and without any more, fewer than five lie in the ten minutes before. */
const endOf = (times: readonly Micros[], last: number, untilUs: Micros): Micros => Math.min(untilUs, (times[last - ENDS_BELOW + 1] ?? -Infinity) + TEN_MIN_US);
