import type { Micros } from '../contract/units.js';

/** A cumulative counter as it was read. Plain data. */
export interface Counter {
  /** last reading; null before the first */
  last: number | null;
  /** falls of the reading: each a new baseline that counts nothing */
  resets: number;
  /** when the reading was last another than before; absent before the first, and in books that were saved before it was kept */
  changedAtUs?: Micros;
}

export interface CounterReading {
  value: number;
  atUs: Micros;
  /** what the machine makes at its ideal rate, or draws at its highest power, in a minute */
  idealPerMin: number;
}

/** A machine is never this many times as fast as its ideal rate. */
const TIMES_IDEAL = 10;
/** Readings may come in a burst, after what they tell [min]. */
const BURST_MIN = 1;
/** Counters of slow machines go in steps [items, kWh]. */
const STEP = 10;
const US_PER_MIN = 60e6;

/** The most that the counter of a machine rises by in a time: what rises by more was read wrongly, or is another counter. */
export const mostRise = (idealPerMin: number, elapsedMin: number): number => Math.max(STEP, TIMES_IDEAL * idealPerMin * (elapsedMin + BURST_MIN));

export const newCounter = (): Counter => ({ last: null, resets: 0 });

/**
 * What a reading adds to the sum: its rise over the last one. The first reading and a fall add nothing. Null for a rise that
 * no machine makes in the time since the counter last changed: it counts nothing either. Each of them is a new baseline.
 */
export function rise(counter: Counter, { value, atUs, idealPerMin }: CounterReading): number | null {
  const { last, changedAtUs } = counter;
  if (value !== last) counter.changedAtUs = atUs;
  counter.last = value;
  if (last === null) return 0;
  if (value < last) {
    counter.resets += 1;
    return 0;
  }
  const elapsedMin = changedAtUs === undefined ? Infinity : (atUs - changedAtUs) / US_PER_MIN;
  return value - last > mostRise(idealPerMin, elapsedMin) ? null : value - last;
}
