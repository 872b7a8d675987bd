import type { LoadPeriodUse } from '../../contract/energy-load.js';
import { stepHours, type ProfileTimes } from '../supply/profile.js';
import { isKnown, type MeteredLoad } from './load.js';
import type { LoadPeriods } from './peaks.js';

const HOUR_US = 3600e6;
/** Above this share of the subscribed power little is left. */
const NEAR_SHARE = 0.9;

/** For how long a load stood near and above the subscribed power of each period; what is not known in full is in no such time. `load` null: nothing was heard. */
export function demandOf(load: MeteredLoad | null, times: ProfileTimes, { labels, periodOfStep, subscribedKw }: LoadPeriods): LoadPeriodUse[] {
  return labels.map((label, at) => {
    const own = Array.from({ length: times.steps }, (_, i) => i).filter((i) => periodOfStep[i] === at);
    const hoursOf = (steps: readonly number[]) => steps.reduce((us, i) => us + Math.round(stepHours(times, i) * HOUR_US), 0) / HOUR_US;
    const known = load === null ? [] : own.filter((i) => isKnown(load, times, i));
    const limitKw = subscribedKw[at]!;
    const above = (share: number) =>
      load === null || !Number.isFinite(limitKw) ? null : hoursOf(known.filter((i) => load.kwh[i]! / stepHours(times, i) > share * limitKw));
    return {
      label,
      subscribedKw: Number.isFinite(limitKw) ? limitKw : null,
      knownHours: hoursOf(known),
      unknownHours: hoursOf(own) - hoursOf(known),
      nearShare: NEAR_SHARE,
      nearHours: above(NEAR_SHARE),
      overHours: above(1),
    };
  });
}
