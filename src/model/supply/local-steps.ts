import { civilDate, DAY_US, wallUs } from '../zone.js';
import { gridStartUs, type ProfileTimes } from './profile.js';

/** What the local clock shows at the beginning of each step. */
export interface LocalSteps {
  /** since 1970-01-01 */
  day: Int32Array;
  /** since midnight */
  minute: Uint16Array;
  /** 1 to 12 */
  month: Uint8Array;
}

const QUARTER_US = 900e6; // zones change their offset at whole quarters of an hour

export function localSteps(timezone: string, times: ProfileTimes): LocalSteps {
  const { steps, stepS } = times;
  const found = { day: new Int32Array(steps), minute: new Uint16Array(steps), month: new Uint8Array(steps) };
  const offsetAt = offsets(timezone);
  let known = { day: NaN, month: 0 };
  for (let i = 0; i < steps; i++) {
    const atUs = gridStartUs(times) + i * stepS * 1e6;
    const wall = atUs + offsetAt(atUs);
    const day = Math.floor(wall / DAY_US);
    if (day !== known.day) known = { day, month: civilDate(day).month };
    found.day[i] = day;
    found.minute[i] = Math.floor((wall - day * DAY_US) / 60e6);
    found.month[i] = known.month;
  }
  return found;
}

/** Offset from UTC of rising instants [us]: looked up once a day, and by the quarter on days when it changes. */
function offsets(timezone: string): (atUs: number) => number {
  const lookUp = (atUs: number) => wallUs(timezone, atUs) - Math.floor(atUs / 1e6) * 1e6;
  let day = NaN;
  let offset: number | null = 0;
  return (atUs) => {
    const today = Math.floor(atUs / DAY_US);
    if (today !== day) {
      const begin = lookUp(today * DAY_US);
      offset = begin === lookUp((today + 1) * DAY_US) ? begin : null;
      day = today;
    }
    return offset ?? lookUp(Math.floor(atUs / QUARTER_US) * QUARTER_US);
  };
}

/** Saturdays and Sundays. */
export const isWeekend = (day: number): boolean => weekday(day) >= 5;

/** 0 on Mondays: 1970-01-01 was a Thursday. */
export const weekday = (day: number): number => (((day + 3) % 7) + 7) % 7;
