import type { CellLookAhead } from '../../../../src/contract/cell-view.js';

/** The chance of an order to be in time, or why it is not known. `beyond`: it is due after the look-ahead ends, and not every replication is done by then. */
export type Chance = { share: number } | { share: null; why: 'noDate' | 'noLookAhead' | 'leftOut' | 'beyond' };

const notKnown = (why: Exclude<Chance, { share: number }>['why']): Chance => ({ share: null, why });

/** By the look-ahead of the week. */
export function chanceOf(order: string, dueUs: number | null, week: Pick<CellLookAhead, 'orders'> | null): Chance {
  if (dueUs === null) return notKnown('noDate');
  if (week === null) return notKnown('noLookAhead');
  const ahead = week.orders.find((its) => its.order === order);
  if (!ahead) return notKnown('leftOut');
  return ahead.onTime === null ? notKnown('beyond') : { share: ahead.onTime };
}
