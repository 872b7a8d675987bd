import type { OeeHour } from '../../../../src/contract/line-oee.js';
import { hourDays, type HourDays } from '../../charts/hour-days.js';
import type { MainKpi } from './main-kpi.js';

/** Time that each indicator divides by. */
export const WHOLE_OF = { trs: 'requiredS', trg: 'openingS', tre: 'totalS', oee: 'busyS' } as const satisfies Record<MainKpi, keyof OeeHour>;

/** Of which nothing was heard [s]; less is rounding. */
export const unknownS = ({ fromUs, toUs, totalS }: OeeHour): number => {
  const s = (toUs - fromUs) / 1e6 - totalS;
  return s < 1e-3 ? 0 : s;
};

/** An indicator by the hour of the clock; an hour without the time that it divides by, all of which is known, is empty. */
export const oeeHoursView = (hours: readonly OeeHour[], main: MainKpi): HourDays =>
  hourDays(hours, (hour) => ({ value: hour[main], empty: hour[WHOLE_OF[main]] === 0 && unknownS(hour) === 0 }));
