import { civilDate, dayNumber, instantOf } from '../zone.js';
import type { LocalSteps } from './local-steps.js';
import { endUs, type ProfileTimes } from './profile.js';

export interface BilledMonth {
  /** such as 2026-01 */
  month: string;
  /** share of the month that lies in the profile */
  share: number;
}

/** The local months of a profile, and of each step its place among them. */
export function monthsOf(timezone: string, times: ProfileTimes, { day }: LocalSteps): { months: BilledMonth[]; monthOfStep: Uint16Array } {
  const months: BilledMonth[] = [];
  const monthOfStep = new Uint16Array(day.length);
  let next = -Infinity; // day on which the next month begins
  for (let i = 0; i < day.length; i++) {
    if (day[i]! >= next) {
      const { year, month } = civilDate(day[i]!);
      const begin = dayNumber(year, month, 1);
      next = month === 12 ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 1, 1);
      const [fromUs, toUs] = [instantOf(timezone, begin, 0), instantOf(timezone, next, 0)];
      const within = Math.min(toUs, endUs(times)) - Math.max(fromUs, times.fromUs);
      months.push({ month: `${year}-${String(month).padStart(2, '0')}`, share: within / (toUs - fromUs) });
    }
    monthOfStep[i] = months.length - 1;
  }
  return { months, monthOfStep };
}
