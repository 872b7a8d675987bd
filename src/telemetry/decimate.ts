import type { Series } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import type { History, SeriesQuery } from './history.js';

/** Widths that people can read off an axis [s]. */
const WIDTHS_S = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400, 172_800,
  604_800,
];
const GAP_WINDOWS = 3;

/** Narrowest readable window that cuts the stretch into at most so many, [us]. */
export function windowFor(stretchUs: Micros, maxPoints: number): Micros {
  // A stretch that does not begin at a multiple of the window touches one more of them.
  const leastUs = stretchUs / (maxPoints - 1);
  const fitting = WIDTHS_S.find((width) => width * 1e6 >= leastUs);
  return fitting !== undefined ? Math.round(fitting * 1e6) : Math.ceil(leastUs / 604_800e6) * 604_800e6;
}

/**
 * At most `maxPoints` points: the readings themselves where there are no more, else windows with mean, least and greatest,
 * so that no peak is lost. A pause longer than three windows, or three times the usual interval of the readings where
 * that is longer, is a null.
 */
export async function decimated(history: History, query: Omit<SeriesQuery, 'everyUs' | 'limit'>, maxPoints: number): Promise<Series> {
  const everyUs = windowFor(query.toUs - query.fromUs, maxPoints);
  const raw = await history.series({ ...query, everyUs: null, limit: maxPoints });
  const points = raw.truncated ? null : withGaps(raw, Math.max(everyUs, medianStep(raw.atUs)) * GAP_WINDOWS);
  if (points !== null && points.atUs.length <= maxPoints) return points;
  return withGaps(await history.series({ ...query, everyUs, limit: maxPoints }), everyUs * GAP_WINDOWS);
}

/** The series with one null in the middle of every pause that is longer than `pauseUs`. */
export function withGaps(series: Series, pauseUs: Micros): Series {
  const { atUs, value, min, max } = series;
  const result: Series = { ...series, atUs: [], value: [], ...(min && { min: [] }), ...(max && { max: [] }) };
  for (let i = 0; i < atUs.length; i++) {
    const pause = i > 0 ? atUs[i]! - atUs[i - 1]! : 0;
    if (pause > pauseUs) push(result, atUs[i - 1]! + Math.floor(pause / 2), null, null, null);
    push(result, atUs[i]!, value[i]!, min?.[i] ?? null, max?.[i] ?? null);
  }
  return result;
}

function push(series: Series, atUs: Micros, value: Series['value'][number], min: number | null, max: number | null): void {
  series.atUs.push(atUs);
  series.value.push(value);
  series.min?.push(min);
  series.max?.push(max);
}

function medianStep(atUs: readonly Micros[]): Micros {
  const steps = atUs.slice(1).map((at, i) => at - atUs[i]!);
  return steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
}
