import type { LoadHour } from '../../../../src/contract/energy-load.js';
import type { HourCell } from '../../charts/hour-map.js';
import { amountOf, type Measure } from './measure.js';

export interface HoursView {
  days: { day: string; fromUs: number; toUs: number }[];
  cells: HourCell[];
}

/** Hours of the clock by day: the first day is the first row. */
export function hoursView(hours: readonly LoadHour[], measure: Measure): HoursView {
  const days: HoursView['days'] = [];
  const cells = hours.map((hour): HourCell => {
    const toUs = hour.fromUs + hour.hours * 3600e6;
    const last = days.at(-1);
    if (last?.day === hour.day) last.toUs = toUs;
    else days.push({ day: hour.day, fromUs: hour.fromUs, toUs });
    return { row: days.length - 1, hour: hour.hour, hours: hour.hours, value: amountOf(hour, measure) };
  });
  return { days, cells };
}
