import type { Level } from '../../contract/search-factor.js';
import type { PlannedOrder } from '../../contract/search-schedule.js';
import { PositiveDuration, type Micros } from '../../contract/units.js';
import { earliestDue, fewestChanges } from '../../engine/search/orders.js';
import { momentUs } from '../zone.js';

/** Orders of a week: what a point of a schedule means, and sequences to begin with. A point is the sequence, then the level of release of each order. */
export interface Week {
  orders: readonly PlannedOrder[];
  /** [s]; null: all are released at the start */
  later: { by: number; times: number } | null;
  starts: readonly (readonly number[])[];
}

/** As planned, by due dates (those without last), and with the fewest changes of product. Times count from `atUs`, in the zone of the site. */
export function weekOf({ orders, later }: { orders: readonly PlannedOrder[]; later?: Week['later'] | undefined }, timezone: string, atUs: Micros): Week {
  const due = orders.map((order) => (order.due === undefined ? Infinity : whenUs(order.due, timezone, atUs)));
  const change = orders.map((from) => orders.map((to) => (from.product === to.product ? 0 : 1)));
  return { orders, later: later ?? null, starts: [[...orders.keys()], earliestDue(due), fewestChanges(change)] };
}

/** A moment that is none is told by the change that has it. */
function whenUs(text: string, timezone: string, atUs: Micros): Micros {
  if (!/^\s*\+/.test(text)) return momentUs(timezone, text);
  const after = PositiveDuration.safeParse(text.replace('+', ''));
  return after.success ? atUs + after.data * 1e6 : NaN;
}

/** The sequence of a point, and by how much its orders are released later [s]. */
export const scheduleAt = ({ orders, later }: Week, point: readonly number[]): { order: PlannedOrder; laterS: number }[] =>
  point.slice(0, orders.length).map((i) => ({ order: orders[i]!, laterS: (point[orders.length + i] ?? 0) * (later?.by ?? 0) }));

/** The same in words. */
export function scheduleText(week: Week, point: readonly number[]): Record<string, Level> {
  const schedule = scheduleAt(week, point);
  const shifted = schedule.filter(({ laterS }) => laterS > 0).map(({ order, laterS }) => `${order.id} +${laterS / 3600} h`);
  return { sequence: schedule.map(({ order }) => order.id).join(', '), ...(week.later ? { later: shifted.length > 0 ? shifted.join(', ') : '–' } : {}) };
}

/** What a variant does otherwise: batches go by priority, which is the place in the sequence. */
export function scheduleChanges(week: Week, point: readonly number[]): { order: PlannedOrder | null; document: object }[] {
  const orders = scheduleAt(week, point).map(({ order, laterS }, place) => ({
    order,
    document: {
      kind: 'rush-order',
      id: order.id,
      product: order.product,
      batches: order.batches,
      ...(order.due === undefined ? {} : { due: order.due }),
      ...(laterS > 0 ? { release: `+${laterS} s` } : {}),
      priority: place,
    },
  }));
  return [{ order: null, document: { kind: 'dispatch', rule: 'priority' } }, ...orders];
}
