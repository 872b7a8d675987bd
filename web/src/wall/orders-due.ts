import type { CellLive } from '../../../src/contract/cell-live.js';
import type { OrderRecord } from '../../../src/contract/cell-view.js';

/** An open order, and the chance that it is done in time (simulated). */
export interface WallOrder extends OrderRecord {
  onTime: number | null;
}

/** Open orders by the date on which they are due; those without one last. */
export function ordersDue(view: CellLive): WallOrder[] {
  const chances = new Map(view.lookAheads.week?.orders.map(({ order, onTime }) => [order, onTime]));
  return Object.values(view.orders)
    .map((order) => ({ ...order, onTime: chances.get(order.order) ?? null }))
    .sort((a, b) => (a.dueUs ?? Infinity) - (b.dueUs ?? Infinity) || a.order.localeCompare(b.order));
}
