import type { LoadHour } from '../../../../src/contract/energy-load.js';
import { hourDays, type HourDays } from '../../charts/hour-days.js';
import { amountOf, type Measure } from './measure.js';

/** Hours of the clock by day: the first day is the first row. */
export const hoursView = (hours: readonly LoadHour[], measure: Measure): HourDays =>
  hourDays(
    hours.map((hour) => ({ ...hour, toUs: hour.fromUs + hour.hours * 3600e6 })),
    (hour) => ({ value: amountOf(hour, measure) }),
  );
