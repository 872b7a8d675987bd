import type { MeasuredAccount } from '../../../contract/cell-view.js';
import { addToDay } from './bins.js';
import { LIMITS } from './limits.js';
import type { Spot } from './plan.js';
import { takeAmount } from './take.js';
import type { Watch } from './watch.js';

/** About an hour of a source with a standby policy, and how long it rested before it without a break [s]. */
export interface Rest {
  fromUs: number;
  toUs: number;
  restS: number;
  asleepS: number;
  otherS: number;
  beforeS: number;
}

/** Spans that lie farther apart leave open what was between them [us]. */
const GAP_US = 60e6;
/** Less than this is no interruption of a rest [s]. */
const BLINK_S = 60;
/** A day with less due standby tells nothing [h]. */
const LEAST_H = 0.5;

/** Whether a source goes to standby when it should. Within an hour the order of accounts is unknown: only unbroken rest counts. */
export function watchRest(
  watch: Watch,
  spot: Spot,
  { account, fromUs, toUs, seconds }: { account: MeasuredAccount; fromUs: number; toUs: number; seconds: number },
): void {
  const afterS = spot.station === null ? spot.place.unit.standby?.after : spot.station.standby && spot.station.standby.afterUs / 1e6;
  if (afterS === undefined || afterS === null) return;
  let hour = watch.rests[spot.source];
  if (hour === undefined || fromUs >= hour.toUs) {
    const beforeS = hour === undefined ? 0 : close(watch, spot, hour, afterS, fromUs);
    watch.rests[spot.source] = hour = { fromUs, toUs, restS: 0, asleepS: 0, otherS: 0, beforeS };
  }
  hour.toUs = Math.max(hour.toUs, toUs);
  if (account === 'standby') hour.asleepS += seconds;
  else if (account === 'idle' || (account === 'starved' && !spot.keptReady) || (spot.station !== null && account === 'blocked')) hour.restS += seconds;
  else hour.otherS += seconds;
}

/** Returns how long it has rested at the end of the hour [s]. */
function close(watch: Watch, spot: Spot, hour: Rest, afterS: number, nextUs: number): number {
  const unbroken = hour.otherS < BLINK_S;
  const lateS = unbroken ? Math.min(hour.restS, Math.max(0, hour.beforeS + hour.restS - afterS - BLINK_S)) : 0;
  const dueS = hour.asleepS + lateS;
  if (dueS > 0) {
    const { idle, standby } = spot.station?.power ?? spot.place.unit.power;
    const { fromUs, toUs } = hour;
    const part = { fromUs, toUs, seen: hour.asleepS / 3600, expected: dueS / 3600, per: dueS / 3600, effect: (lateS * (idle - standby)) / 3600 };
    const day = addToDay(watch, `standby|${spot.source}|standby`, part, LEAST_H);
    if (day) takeAmount(watch, { judged: 'standby', source: spot.source, of: 'standby' }, day, (LIMITS.standby.scatter * day.expected) ** 2);
  }
  if (!unbroken || nextUs - hour.toUs > GAP_US || hour.asleepS > 0) return 0;
  return hour.beforeS + hour.restS;
}
