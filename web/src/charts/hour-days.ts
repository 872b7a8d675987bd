import type { HourCell } from './hour-map.js';

/** An hour of the clock as far as it lies in a window. */
export interface HourOfDay {
  day: string;
  hour: number;
  fromUs: number;
  toUs: number;
}

export interface HourDays {
  days: { day: string; fromUs: number; toUs: number }[];
  cells: HourCell[];
}

/** Hours of the clock by day: the first day is the first row. */
export function hourDays<Hour extends HourOfDay>(hours: readonly Hour[], shown: (hour: Hour) => Pick<HourCell, 'value' | 'empty'>): HourDays {
  const days: HourDays['days'] = [];
  const cells = hours.map((each): HourCell => {
    const { day, hour, fromUs, toUs } = each;
    const last = days.at(-1);
    if (last?.day === day) last.toUs = toUs;
    else days.push({ day, fromUs, toUs });
    return { row: days.length - 1, hour, hours: (toUs - fromUs) / 3600e6, ...shown(each) };
  });
  return { days, cells };
}
