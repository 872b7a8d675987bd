import type { CounterReadings, CounterStep } from '../../../src/model/metering/counted.js';
import { loadOfCounter, risesOf } from '../../../src/model/metering/counted.js';
import type { MeteredLoad } from '../../../src/model/metering/load.js';
import { gridStartUs, type ProfileTimes } from '../../../src/model/supply/profile.js';

export const MINUTE_US = 60e6;
export const HOUR_US = 3600e6;

export interface Reading {
  atUs: number;
  value: number;
}

/** Ten minutes of a window. */
export function timesOf(fromUs: number, toUs: number): ProfileTimes {
  return { fromUs, toUs, stepS: 600, steps: Math.ceil((toUs - gridStartUs({ fromUs, stepS: 600 })) / 600e6) };
}

/** Readings of a counter as a store puts them into windows. */
export function stored(readings: readonly Reading[], times: ProfileTimes): CounterReadings {
  const startUs = gridStartUs(times);
  const steps = new Map<number, CounterStep>();
  for (const { atUs, value } of readings.filter((one) => one.atUs >= startUs)) {
    const window = Math.floor(atUs / 600e6);
    const { atUs: first, least, greatest } = steps.get(window) ?? { atUs, least: value, greatest: value };
    steps.set(window, { atUs: first, lastUs: atUs, last: value, least: Math.min(least, value), greatest: Math.max(greatest, value) });
  }
  return { before: readings.findLast((one) => one.atUs < startUs) ?? null, steps: [...steps.values()] };
}

export const counted = (readings: readonly Reading[], times: ProfileTimes): MeteredLoad => loadOfCounter(times, risesOf(stored(readings, times)));

/** A counter that is read every minute under a load [kW], beginning at a value; from a minute before the window to one after it. */
export function readEveryMinute(times: ProfileTimes, kwAt: (atUs: number) => number, begin = 1000): Reading[] {
  const readings: Reading[] = [];
  let value = begin;
  for (let atUs = times.fromUs - MINUTE_US; atUs <= times.toUs! + MINUTE_US; atUs += MINUTE_US) {
    readings.push({ atUs, value });
    value += kwAt(atUs) / 60;
  }
  return readings;
}
