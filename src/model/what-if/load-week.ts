import { localSteps, weekday } from '../supply/local-steps.js';
import { stepHours, type ProfileTimes } from '../supply/profile.js';

const HOURS_OF_WEEK = 168;

/** Where the steps of profiles lie in the week of a site. */
export interface WeekHours {
  /** hour of the week of each step, 0 on Monday at midnight; a step counts where it begins */
  hourOf: Uint8Array;
  /** time of the profiles in each hour of the week [h] */
  hours: Float64Array;
}

/** Worked out once for all profiles of the same steps. */
export function weekHours(timezone: string, times: ProfileTimes): WeekHours {
  const { day, minute } = localSteps(timezone, times);
  const hourOf = Uint8Array.from(day, (its, i) => weekday(its) * 24 + Math.floor(minute[i]! / 60));
  const hours = new Float64Array(HOURS_OF_WEEK);
  hourOf.forEach((hour, i) => (hours[hour]! += stepHours(times, i)));
  return { hourOf, hours };
}

/** Mean power in each hour of the week [kW], Monday 0 h first; NaN where there is nothing of it. */
export function weekOf({ hourOf, hours }: WeekHours, kwh: Float64Array): Float64Array {
  const energy = new Float64Array(HOURS_OF_WEEK);
  kwh.forEach((its, i) => (energy[hourOf[i]!]! += its));
  return energy.map((sum, hour) => (hours[hour]! > 0 ? sum / hours[hour]! : NaN));
}
