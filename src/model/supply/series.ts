import type { EnergySeries, HourlySeries, SeriesUse, TypicalYear } from '../../contract/series.js';
import { isWeekend, localSteps, type LocalSteps } from './local-steps.js';
import { gridStartUs, type ProfileTimes } from './profile.js';

/** The value of each step of a profile; NaN where the series has none. `estimated`: not of those very days. */
export interface SteppedSeries {
  values: Float64Array;
  estimated: boolean;
  /** hours without a value */
  gapHours: number;
}

/** A series over the steps of a profile: means where a step is longer than those of the series. */
export function steppedSeries(series: EnergySeries, use: Pick<SeriesUse, 'typical' | 'factor'>, times: ProfileTimes): SteppedSeries {
  const table = series.kind === 'typical' ? series : use.typical ? typicalOf(series) : null;
  const values = table === null ? datedValues(series as HourlySeries, times) : typicalValues(table, localSteps(table.timezone, times));
  let gaps = 0;
  values.forEach((value, i) => {
    values[i] = value * use.factor;
    if (Number.isNaN(value)) gaps++;
  });
  return { values, estimated: table !== null || series.is === 'estimated', gapHours: (gaps * times.stepS) / 3600 };
}

function datedValues(series: HourlySeries, times: ProfileTimes): Float64Array {
  const us = series.stepS * 1e6;
  const stepUs = times.stepS * 1e6;
  const valueIn = (k: number) => series.values[k] ?? NaN;
  return Float64Array.from({ length: times.steps }, (_, i) => {
    const begin = gridStartUs(times) + i * stepUs - series.fromUs;
    const end = begin + stepUs;
    const k = Math.floor(begin / us);
    if (end <= (k + 1) * us) return valueIn(k);
    let sum = 0;
    for (let at = begin; at < end;) {
      const j = Math.floor(at / us);
      const until = Math.min(end, (j + 1) * us);
      sum += (valueIn(j) * (until - at)) / stepUs;
      at = until;
    }
    return sum;
  });
}

function typicalValues({ weekday, weekend }: TypicalYear, { day, minute, month }: LocalSteps): Float64Array {
  return Float64Array.from(day, (d, i) => (isWeekend(d) ? weekend : weekday)[month[i]! - 1]![Math.floor(minute[i]! / 60)] ?? NaN);
}

/**
 * The means of a series by month, hour of the local clock, and weekday or weekend. Where a series holds only one of the two kinds of
 * day in an hour of a month, it stands for both.
 */
export function typicalOf(series: HourlySeries): TypicalYear {
  const { day, minute, month } = localSteps(series.timezone, { fromUs: series.fromUs, stepS: series.stepS, steps: series.values.length });
  const sums = new Float64Array(2 * 12 * 24);
  const counts = new Uint32Array(sums.length);
  series.values.forEach((value, i) => {
    if (value === null) return;
    const at = place(isWeekend(day[i]!), month[i]! - 1, Math.floor(minute[i]! / 60));
    sums[at]! += value;
    counts[at]!++;
  });
  const mean = (at: number, other: number) => (counts[at]! > 0 ? sums[at]! / counts[at]! : counts[other]! > 0 ? sums[other]! / counts[other]! : null);
  const table = (weekend: boolean) =>
    Array.from({ length: 12 }, (_, m) => Array.from({ length: 24 }, (_, h) => mean(place(weekend, m, h), place(!weekend, m, h))));
  const { id, unit, timezone } = series;
  const source = `means by month and hour of: ${series.source}`;
  return { kind: 'typical', id, unit, source, timezone, is: 'estimated', weekday: table(false), weekend: table(true) };
}

const place = (weekend: boolean, month: number, hour: number) => ((weekend ? 12 : 0) + month) * 24 + hour;

const DAYS = [31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Sum over the hours of a typical year, five days of seven as weekdays [unit h]; null where an hour has no value. */
export function yearlySum({ weekday, weekend }: TypicalYear): number | null {
  let sum = 0;
  for (let m = 0; m < 12; m++) {
    for (let h = 0; h < 24; h++) {
      const [working, free] = [weekday[m]![h] ?? null, weekend[m]![h] ?? null];
      if (working === null || free === null) return null;
      sum += (DAYS[m]! * (5 * working + 2 * free)) / 7;
    }
  }
  return sum;
}
