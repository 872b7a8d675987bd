import type { LoadPeak, LoadPeriod, PeakMaker } from '../../contract/energy-profile.js';
import { gridStartUs, stepHours, wholeSteps, type ProfileTimes } from '../supply/profile.js';
import type { ReadNode } from './balance.js';
import { drawersOf } from './drawers.js';
import { isKnown, type MeteredLoad } from './load.js';

const HOUR_US = 3600e6;
/** So many peaks are told of each period, and so many makers of each. */
const MOST_PEAKS = 3;
const MOST_MAKERS = 6;
/** Means nearer to a higher one than this belong to it [s]. */
const APART_S = 3600;
/** What draws a smaller share of a peak is not named. */
const LEAST_SHARE = 0.005;

/** Periods of a load: their labels, the place of each step among them, and subscribed powers (infinite: none). */
export interface LoadPeriods {
  labels: readonly (string | null)[];
  periodOfStep: ArrayLike<number>;
  subscribedKw: readonly number[];
}

/** Energy and peaks of each period. Only whole steps that are known in full are peaks. */
export function periodsOf(load: MeteredLoad, times: ProfileTimes, periods: LoadPeriods, tops: readonly ReadNode[]): LoadPeriod[] {
  const { first, end } = wholeSteps(times);
  const perHour = 3600 / times.stepS;
  return periods.labels.map((label, at): LoadPeriod => {
    const own = Array.from(load.kwh.keys()).filter((i) => periods.periodOfStep[i] === at);
    const subscribed = periods.subscribedKw[at]!;
    const subscribedKw = Number.isFinite(subscribed) ? subscribed : null;
    const means = own.filter((i) => i >= first && i < end && isKnown(load, times, i));
    return {
      label,
      kwh: own.reduce((sum, i) => sum + load.kwh[i]!, 0),
      hours: own.reduce((us, i) => us + Math.round(stepHours(times, i) * HOUR_US), 0) / HOUR_US,
      subscribedKw,
      stepsOver: means.filter((i) => load.kwh[i]! * perHour > subscribed).length,
      peaks: highest(load, times, means).map((i): LoadPeak => {
        const kw = load.kwh[i]! * perHour;
        const atUs = gridStartUs(times) + i * times.stepS * 1e6;
        return { atUs, kw, overKw: subscribedKw === null ? null : Math.max(0, kw - subscribedKw), makers: makersOf(tops, i, kw, perHour) };
      }),
    };
  });
}

function highest({ kwh }: MeteredLoad, { stepS }: ProfileTimes, steps: readonly number[]): number[] {
  const sorted = [...steps].sort((a, b) => kwh[b]! - kwh[a]! || a - b);
  const chosen: number[] = [];
  for (const step of sorted) {
    if (chosen.length === MOST_PEAKS) break;
    if (kwh[step]! > 0 && chosen.every((other) => Math.abs(other - step) * stepS >= APART_S)) chosen.push(step);
  }
  return chosen;
}

function makersOf(tops: readonly ReadNode[], step: number, peakKw: number, perHour: number): PeakMaker[] {
  return tops
    .flatMap(drawersOf)
    .map(({ source, kind, load: { kwh } }) => ({ source, kind, kw: kwh[step]! * perHour, share: (kwh[step]! * perHour) / peakKw }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .sort((a, b) => b.kw - a.kw)
    .slice(0, MOST_MAKERS);
}
