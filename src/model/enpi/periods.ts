import type { BaselineRequest, EnergyPeriod, LeftOut, PeriodLength } from '../../contract/enpi.js';
import { weekday } from '../supply/local-steps.js';
import { civilDate, localDay } from '../zone.js';
import { civilEnd } from './calendar.js';

/** A period of which everything that the request asks for is known. */
export interface UsablePeriod {
  fromUs: number;
  toUs: number;
  energyKwh: number;
  /** in the order of the request */
  drivers: number[];
  /** outdoor temperatures, each of so many days [degC] */
  outdoorC: number[];
  /** that one of them stands for */
  daysEach: number;
  /** civil days; of an hour 1/24 */
  days: number;
  /** the same by day of the week, from Monday on */
  byWeekday: number[];
  /** number of the period on the calendar: neighbours differ by 1 */
  place: number;
}

const HOUR_DAYS = 1 / 24;

/** Periods that can be used, and the others with their reason. */
export function usablePeriods(request: BaselineRequest, periods: readonly EnergyPeriod[]): { usable: UsablePeriod[]; leftOut: LeftOut[] } {
  const usable: UsablePeriod[] = [];
  const leftOut: LeftOut[] = [];
  for (const period of periods) {
    const civil = civilOf(period, request);
    const found = usableOf(period, civil, request, usable.at(-1));
    if ('reason' in found) leftOut.push({ fromUs: period.fromUs, toUs: period.toUs, ...found });
    else usable.push(found);
  }
  return { usable, leftOut };
}

interface Civil {
  days: number;
  byWeekday: number[];
  place: number;
}

function usableOf(
  { fromUs, toUs, energyKwh, unknownShare, drivers, outdoorC }: EnergyPeriod,
  civil: Civil,
  request: BaselineRequest,
  before: UsablePeriod | undefined,
): UsablePeriod | Pick<LeftOut, 'reason' | 'driver'> {
  if (toUs <= fromUs || (before !== undefined && (fromUs < before.toUs || civil.place <= before.place))) return { reason: 'not-after', driver: null };
  if (energyKwh === null) return { reason: 'energy-unknown', driver: null };
  if (unknownShare > request.mostUnknown) return { reason: 'too-much-unknown', driver: null };
  const values: number[] = [];
  for (const driver of request.drivers) {
    const value = drivers[driver] ?? null;
    if (value === null) return { reason: 'driver-unknown', driver };
    values.push(value);
  }
  const temperatures = outdoorC.flatMap((value) => (value === null ? [] : [value]));
  const wanted = request.each === 'hour' ? 1 : civil.days;
  if ((request.heating !== null || request.cooling !== null) && temperatures.length !== wanted) return { reason: 'temperature-unknown', driver: null };
  const daysEach = request.each === 'hour' ? HOUR_DAYS : 1;
  return { fromUs, toUs, energyKwh, drivers: values, outdoorC: temperatures, daysEach, ...civil };
}

function civilOf({ fromUs, toUs }: Pick<EnergyPeriod, 'fromUs' | 'toUs'>, { each, timezone }: BaselineRequest): Civil {
  const first = localDay(timezone, fromUs);
  const byWeekday = new Array<number>(7).fill(0);
  if (each === 'hour') {
    byWeekday[weekday(first)] = HOUR_DAYS;
    return { days: HOUR_DAYS, byWeekday, place: Math.floor(fromUs / 3.6e9) };
  }
  const end = civilEnd(timezone, toUs);
  for (let day = first; day < end; day++) byWeekday[weekday(day)]!++;
  return { days: end - first, byWeekday, place: placeOf(first, each) };
}

function placeOf(day: number, each: Exclude<PeriodLength, 'hour'>): number {
  if (each === 'day') return day;
  if (each === 'week') return Math.floor(day / 7);
  const { year, month } = civilDate(day);
  return year * 12 + month;
}
