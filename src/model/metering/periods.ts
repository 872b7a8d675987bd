import type { EnergyPeriod, PeriodLength } from '../../contract/enpi.js';
import type { HourlySeries } from '../../contract/series.js';
import { periodEnd } from '../enpi/calendar.js';
import { outdoorOf } from '../enpi/outdoor.js';
import { gridStartUs, type ProfileTimes } from '../supply/profile.js';
import { DAY_US, instantOf, localDay } from '../zone.js';
import { isPause, type Rise } from './counted.js';
import type { HeldValue } from './held.js';
import { eachStep, type MeteredLoad } from './load.js';

/** Midnights are whole quarters of an hour of the UTC clock in every zone. */
export const PERIOD_STEP_S = 900;
/** Of a driver of which less of a period is known nothing is told. */
const LEAST_KNOWN = 0.95;

interface Span {
  fromUs: number;
  toUs: number;
}

/** Whole periods of the clock of a site that lie within a window; weeks begin on Mondays. */
export function periodsWithin(each: Exclude<PeriodLength, 'hour'>, timezone: string, { fromUs, toUs }: Span): Span[] {
  const periods: Span[] = [];
  let day = localDay(timezone, fromUs - 1) + 1;
  if (each === 'week') day += (((4 - day) % 7) + 7) % 7; // 1970-01-05 was a Monday
  for (let at = instantOf(timezone, day, 0); ;) {
    const end = periodEnd(each, timezone, at);
    if ((end ?? at + DAY_US) > toUs) return periods;
    if (end !== null) periods.push({ fromUs: at, toUs: end });
    day = end === null ? day + 1 : localDay(timezone, end);
    at = instantOf(timezone, day, 0);
  }
}

/** Of sums of periods a rise over a pause is not known where it does not lie within one of them. */
export const unknownOfPeriods =
  (spans: readonly Span[]) =>
  (rise: Rise): boolean =>
    rise.reset || (isPause(rise) && !spans.some(({ fromUs, toUs }) => fromUs <= rise.fromUs && rise.toUs <= toUs));

/** What was measured over the steps of some periods. Null: nothing was heard. */
export interface Measured {
  energy: MeteredLoad | null;
  /** by id of the driver, its rises instead of kWh */
  drivers: Readonly<Record<string, MeteredLoad | null>>;
  outdoor: HourlySeries | null;
}

/** Energy, drivers and outdoor temperatures of periods out of what was measured over their steps. */
export function energyPeriods(
  spans: readonly Span[],
  times: ProfileTimes,
  { energy, drivers, outdoor }: Measured,
  each: PeriodLength,
  timezone: string,
): EnergyPeriod[] {
  return spans.map((span) => {
    const energyOf = within(energy, times, span);
    return {
      ...span,
      energyKwh: energyOf.known === 0 ? null : energyOf.sum,
      unknownShare: 1 - energyOf.known,
      drivers: Object.fromEntries(Object.entries(drivers).map(([id, load]) => [id, driverOf(within(load, times, span))])),
      outdoorC: outdoor === null ? [] : outdoorOf(outdoor, span, each, timezone),
    };
  });
}

const driverOf = ({ sum, known }: { sum: number; known: number }): number | null => (known >= LEAST_KNOWN ? sum : null);

/** Sum over a span of whole steps, and the share of it that is known. */
function within(load: MeteredLoad | null, times: ProfileTimes, { fromUs, toUs }: Span): { sum: number; known: number } {
  let [sum, knownUs] = [0, 0];
  if (load === null) return { sum, known: 0 };
  eachStep(times, fromUs, toUs, (step) => {
    sum += load.kwh[step]!;
    knownUs += load.knownUs[step]!;
  });
  return { sum, known: Math.min(1, knownUs / (toUs - fromUs)) };
}

/** Temperatures that held as a series of the steps; null where nothing is known of one. */
export function outdoorSeries(times: ProfileTimes, held: readonly HeldValue[], timezone: string): HourlySeries {
  const sums = new Float64Array(times.steps);
  const knownUs = new Float64Array(times.steps);
  for (const { fromUs, toUs, value } of held)
    eachStep(times, fromUs, toUs, (step, us) => {
      sums[step]! += value * us;
      knownUs[step]! += us;
    });
  return {
    ...{ kind: 'hourly', id: 'outdoor', unit: 'degC', source: 'measured at the site', timezone, is: 'measured' },
    fromUs: gridStartUs(times),
    stepS: PERIOD_STEP_S,
    values: Array.from(sums, (sum, i) => (knownUs[i]! > 0 ? sum / knownUs[i]! : null)),
  };
}
