import type { EnergyPeriod, PeriodLength } from '../../contract/enpi.js';
import type { HourlySeries } from '../../contract/series.js';
import { instantOf, localDay } from '../zone.js';
import { civilEnd } from './calendar.js';

/** A mean of a day or an hour of which less is known is none. */
const LEAST_KNOWN = 0.9;

/** The outdoor temperatures of a period as EnergyPeriod has them: of each civil day its mean, of an hour its own. */
export function outdoorOf(
  series: HourlySeries,
  { fromUs, toUs }: Pick<EnergyPeriod, 'fromUs' | 'toUs'>,
  each: PeriodLength,
  timezone: string,
): (number | null)[] {
  if (each === 'hour') return [meanOf(series, fromUs, toUs)];
  const first = localDay(timezone, fromUs);
  return Array.from({ length: civilEnd(timezone, toUs) - first }, (_, i) =>
    meanOf(series, instantOf(timezone, first + i, 0), instantOf(timezone, first + i + 1, 0)),
  );
}

/** Mean of the steps that begin within; null where a tenth of them or more is not known. */
function meanOf({ fromUs, stepS, values }: HourlySeries, beginUs: number, endUs: number): number | null {
  const stepUs = stepS * 1e6;
  const from = Math.ceil((beginUs - fromUs) / stepUs);
  const to = Math.ceil((endUs - fromUs) / stepUs);
  let [sum, known] = [0, 0];
  for (let i = Math.max(0, from); i < Math.min(to, values.length); i++) {
    const value = values[i] ?? null;
    if (value === null) continue;
    sum += value;
    known++;
  }
  return known > LEAST_KNOWN * (to - from) ? sum / known : null;
}
