import type { OrderRecord } from '../../contract/cell-view.js';
import type { OrderEvent } from '../../contract/cell-events.js';
import type { CellMirror, OrderBook } from './books.js';
import type { LotBook } from './lot-events.js';

/** Takes what was told of an order into its book. False where it was known. */
export function hearOrder({ orders }: CellMirror, event: OrderEvent, atUs: number): boolean {
  const book = (orders[event.order] ??= newOrder(event.order, event.product));
  if (event.event === 'released') {
    if (book.releasedUs !== null) return false;
    book.batches = event.batches;
    book.releasedUs = atUs;
    book.dueUs = event.due === null ? null : event.due * 1000;
    return true;
  }
  if (book.doneUs !== null) return false;
  book.doneUs = atUs;
  book.lost = event.lost;
  return true;
}

export const newOrder = (order: string, product: string): OrderBook => ({
  order,
  product,
  batches: null,
  releasedUs: null,
  dueUs: null,
  doneUs: null,
  lost: null,
  dropped: { begun: 0, ended: 0, lost: 0, parts: 0 },
});

/** What a lot is to its order. */
export interface LotOfOrder {
  order: string;
  product: string;
  part: boolean;
  ended: boolean;
  lost: boolean;
}

/** Order of a lot by its events, by what its unit showed, or by the lot that it came from. */
export function orderOf(mirror: CellMirror, lot: string, depth = 0): { order: string; product: string } | null {
  const book = mirror.lots[lot];
  if (book === undefined || depth > 16) return null;
  for (const { event } of book.events) if (event.event === 'batch-begin') return { order: event.order, product: event.product };
  if (book.seen?.order && book.seen.product) return { order: book.seen.order, product: book.seen.product };
  const parent = parentOf(lot, book.events);
  return parent === undefined ? null : orderOf(mirror, parent, depth + 1);
}

/** The lot that a part was divided off from. */
function parentOf(lot: string, events: LotBook['events']): string | undefined {
  return events.find(({ event }) => event.event === 'divided' && event.lot !== lot)?.event.lot;
}

/** Its end by its events. */
const endOf = (lot: string, events: LotBook['events']) =>
  events.findLast(
    ({ event }) => event.lot === lot && (event.event === 'batch-end' || event.event === 'merged' || (event.event === 'divided' && event.items === 0)),
  )?.event;

export function lotOfOrder(mirror: CellMirror, { lot, events }: LotBook): LotOfOrder | null {
  const of = orderOf(mirror, lot);
  if (of === null) return null;
  const end = endOf(lot, events);
  const part = parentOf(lot, events) !== undefined;
  return { ...of, part, ended: end !== undefined, lost: end?.event === 'batch-end' && end.outcome === 'lost' };
}

export interface OrderCount extends OrderRecord {
  /** the same of its lots, with those that its batches were divided into */
  lots: { begun: number; ended: number };
}

/** Orders that were released or of which lots were heard, in the order of their release, with what has become of their lots. */
export function countOrders(mirror: CellMirror): OrderCount[] {
  const found = new Map<string, OrderCount>();
  const add = ({ order, product, batches, releasedUs, dueUs, doneUs, dropped }: OrderBook): OrderCount => {
    const { begun, ended, lost, parts } = dropped;
    const ofBatches = { begun: begun - parts, ended: Math.max(0, ended - parts), lost };
    const count = { order, product, batches, releasedUs, dueUs, doneUs, ...ofBatches, lots: { begun, ended } };
    found.set(order, count);
    return count;
  };
  for (const book of Object.values(mirror.orders)) add(book);
  const open = openBatches(mirror);
  for (const book of Object.values(mirror.lots)) {
    const lot = lotOfOrder(mirror, book);
    if (lot === null) continue;
    const count = found.get(lot.order) ?? add(newOrder(lot.order, lot.product));
    count.lots.begun++;
    if (lot.ended) count.lots.ended++;
    if (!lot.part) count.begun++;
    if (!lot.part && !open.has(book.lot)) count.ended++;
    if (lot.lost) count.lost++;
  }
  for (const count of found.values()) count.lost = mirror.orders[count.order]?.lost ?? count.lost;
  const time = ({ releasedUs }: OrderCount) => releasedUs ?? 0;
  return [...found.values()].sort((a, b) => time(a) - time(b) || (a.order < b.order ? -1 : 1));
}

/** Batches of which a lot is under way: they themselves, or a part of them. */
function openBatches({ lots }: CellMirror): Set<string> {
  const open = new Set<string>();
  for (const { lot, events } of Object.values(lots)) {
    if (endOf(lot, events) !== undefined) continue;
    let of: string | undefined = lot;
    for (let depth = 0; of !== undefined && depth <= 16; depth++) {
      open.add(of);
      of = parentOf(of, lots[of]?.events ?? []);
    }
  }
  return open;
}

/** Orders of a cell, those released first at the front. */
export const ordersOf = (mirror: CellMirror): OrderRecord[] => countOrders(mirror).map(({ lots: _, ...record }) => record);
