import type { LoadHour } from '../../contract/energy-load.js';
import { localSteps } from '../supply/local-steps.js';
import { gridStartUs, stepHours } from '../supply/profile.js';
import { dateText } from '../zone.js';
import { groupedBy } from './grouped.js';
import { isKnown, type MeteredLoad } from './load.js';
import type { Rates } from './rates.js';

const HOUR_US = 3600e6;

/** What a load used in each hour that the clock of a site shows, with what it cost and emitted. */
export function hoursOf(load: MeteredLoad, { times, price, factor }: Rates, timezone: string): LoadHour[] {
  const { day, minute } = localSteps(timezone, times);
  const steps = Array.from(load.kwh.keys());
  const hourOf = (i: number) => Math.floor(minute[i]! / 60);
  return [...groupedBy(steps, (i) => day[i]! * 24 + hourOf(i)).values()].map((own): LoadHour => {
    const [first] = own as [number, ...number[]];
    const known = own.every((i) => isKnown(load, times, i));
    const sum = (rate: Float64Array | null) => (known && rate ? own.reduce((total, i) => total + load.kwh[i]! * rate[i]!, 0) : null);
    return {
      day: dateText(day[first]!),
      hour: hourOf(first),
      fromUs: Math.max(times.fromUs, gridStartUs(times) + first * times.stepS * 1e6),
      hours: own.reduce((us, i) => us + Math.round(stepHours(times, i) * HOUR_US), 0) / HOUR_US,
      kwh: known ? own.reduce((total, i) => total + load.kwh[i]!, 0) : null,
      costEur: sum(price),
      co2eKg: sum(factor),
    };
  });
}
