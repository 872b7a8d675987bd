import { DAY_US, wallUs } from './zone.js';

/** An hour as the clock of a zone shows it, as far as it lies in a window: where clocks go back one lasts two hours, where they go on one is not there. */
export interface ClockHour {
  /** local day since 1970-01-01 */
  day: number;
  hour: number;
  fromUs: number;
  toUs: number;
}

const HOUR_US = 3600e6;
const QUARTER_US = 900e6; // zones change their offset at whole quarters of an hour

/** Hours of the clock that [fromUs, toUs) is made of, in order. */
export function clockHours(timezone: string, fromUs: number, toUs: number): ClockHour[] {
  const hours: ClockHour[] = [];
  for (let quarterUs = Math.floor(fromUs / QUARTER_US) * QUARTER_US; quarterUs < toUs; quarterUs += QUARTER_US) {
    const wall = wallUs(timezone, quarterUs);
    const day = Math.floor(wall / DAY_US);
    const hour = Math.floor((wall - day * DAY_US) / HOUR_US);
    const [beginUs, endUs] = [Math.max(fromUs, quarterUs), Math.min(toUs, quarterUs + QUARTER_US)];
    const last = hours.at(-1);
    if (last?.day === day && last.hour === hour) last.toUs = endUs;
    else hours.push({ day, hour, fromUs: beginUs, toUs: endUs });
  }
  return hours;
}
