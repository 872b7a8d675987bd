import { DEMAND_WINDOW_US, US_PER_HOUR } from '../meter.js';
import { minuteOfWeek, WEEK_MINUTES } from '../zone.js';

export const HOURS_OF_WEEK = 168;

/** Mean power of energy in 10 minutes of the UTC clock, the first and the last of which may be cut, in each hour of the local week [kW], Monday 0 h first; NaN where there is nothing of it. Ten minutes count where they begin. */
export function weekOf(timezone: string, { fromUs, toUs }: { fromUs: number; toUs: number }, kwh: Float64Array): Float64Array {
  const energy = new Float64Array(HOURS_OF_WEEK);
  const hours = new Float64Array(HOURS_OF_WEEK);
  const gridUs = Math.floor(fromUs / DEMAND_WINDOW_US) * DEMAND_WINDOW_US;
  let hourUs = -Infinity;
  let minute = 0;
  for (let i = 0; i < kwh.length; i++) {
    const begin = gridUs + i * DEMAND_WINDOW_US;
    // Clocks change on the hour of UTC: within it minutes go on.
    const its = Math.floor(begin / US_PER_HOUR) * US_PER_HOUR;
    if (its !== hourUs) minute = minuteOfWeek(timezone, (hourUs = its));
    const hour = Math.floor(((minute + (begin - its) / 60e6) % WEEK_MINUTES) / 60);
    energy[hour]! += kwh[i]!;
    hours[hour]! += (Math.min(begin + DEMAND_WINDOW_US, toUs) - Math.max(begin, fromUs)) / US_PER_HOUR;
  }
  return energy.map((sum, i) => (hours[i]! > 0 ? sum / hours[i]! : NaN));
}
