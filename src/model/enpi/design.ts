import type { BaselineRequest, BaselineTerm } from '../../contract/enpi.js';
import type { Regressor } from '../../engine/least-squares.js';
import type { UsablePeriod } from './periods.js';

/** A column of the regression. */
export interface DesignColumn extends Regressor {
  kind: BaselineTerm['kind'];
  values: number[];
}

/** Outdoor temperatures from which on a site heats and cools; null: it does not count [degC]. */
export interface Bases {
  heating: number | null;
  cooling: number | null;
}

const WEEKDAYS = ['tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** What the energy of each period is explained by: days (the base load), drivers, degree-days, days by kind; without the terms that are not used. */
export function designOf(
  request: BaselineRequest,
  { heating, cooling }: Bases,
  periods: readonly UsablePeriod[],
  unused: readonly string[] = [],
): DesignColumn[] {
  const column = (id: string, kind: DesignColumn['kind'], value: (period: UsablePeriod) => number) => ({ id, kind, values: periods.map(value) });
  const all = [
    column('base-load', 'base-load', ({ days }) => days),
    ...request.drivers.map((id, i) => column(id, 'driver', ({ drivers }) => drivers[i]!)),
    ...(heating === null ? [] : [column('heating', 'heating', (period) => heatingDays(period, heating))]),
    ...(cooling === null ? [] : [column('cooling', 'cooling', (period) => coolingDays(period, cooling))]),
    ...(request.calendar === 'weekend' ? [column('weekend', 'calendar', ({ byWeekday }) => byWeekday[5]! + byWeekday[6]!)] : []),
    ...(request.calendar === 'weekday' ? WEEKDAYS.map((id, i) => column(id, 'calendar', ({ byWeekday }) => byWeekday[i + 1]!)) : []),
  ];
  return all.filter(({ id }) => !unused.includes(id));
}

/** Heating degree-days of a period: for each day how far its mean is below the base. */
export const heatingDays = ({ outdoorC, daysEach }: UsablePeriod, baseC: number): number =>
  outdoorC.reduce((sum, mean) => sum + Math.max(0, baseC - mean), 0) * daysEach;

/** Cooling degree-days: for each day how far its mean is above the base. */
export const coolingDays = ({ outdoorC, daysEach }: UsablePeriod, baseC: number): number =>
  outdoorC.reduce((sum, mean) => sum + Math.max(0, mean - baseC), 0) * daysEach;
