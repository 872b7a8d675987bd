import { noteOf } from '../../../contract/look-ahead-note.js';
import { NEVER } from '../../../engine/calendar.js';
import { ORDER } from '../layout.js';
import type { LotSituation, OrderSituation, Situation } from '../situation.js';
import { addToOrder } from '../table.js';
import { countOf, pastUs, type Beginning } from './known.js';
import { addLot, addOrder, addToStore } from './rows.js';

export interface LaidLot {
  row: number;
  lot: LotSituation;
  /** what it does: `waits` until it is put on a place or held */
  fate: 'waits' | 'waits-on-place' | 'placed' | 'held';
}

/** Rows of the lots and orders of a situation, by the names of the plant. */
export interface Named {
  lots: Map<string, LaidLot>;
  byRow: Map<number, LaidLot>;
  orders: Map<string, number>;
}

/** A lot that the cell can have. */
interface KnownLot {
  lot: LotSituation;
  product: number;
  step: number;
  items: number;
}

/** More batches of one order to come are no plan. */
const MOST_BATCHES = 1000;

/** Orders with the batches of them that have not begun, and lots, of which none is on a place, held or waits yet. */
export function layLots(b: Beginning, situation: Situation): Named {
  const named: Named = { lots: new Map(), byRow: new Map(), orders: new Map() };
  const known = knownLots(b, situation.lots);
  for (const order of situation.orders) layOrder(b, named, order, known);
  for (const lot of known) layLot(b, named, lot);
  return named;
}

const productOf = ({ cell }: Beginning, id: string): number => cell.definition.products.findIndex((product) => product.id === id);

/** Those that began first come first: of two that wait as long they go first. */
function knownLots(b: Beginning, lots: readonly LotSituation[]): KnownLot[] {
  const { cell, notes } = b;
  const names = new Set<string>();
  const known = lots.flatMap((lot): KnownLot[] => {
    const product = productOf(b, lot.product);
    const step = product < 0 ? -1 : cell.steps.findIndex((its) => its.product === product && its.id === lot.step);
    const items = countOf(lot.items);
    if (product < 0) notes.push(noteOf('lot-product-missing', { lot: lot.lot, product: lot.product }));
    else if (step < 0) notes.push(noteOf('lot-step-missing', { lot: lot.lot, product: lot.product, step: lot.step }));
    else if (items === null || items < 1) notes.push(noteOf('lot-without-items', { lot: lot.lot, items: String(lot.items) }));
    else if (names.has(lot.lot)) notes.push(noteOf('lot-twice', { lot: lot.lot }));
    else {
      names.add(lot.lot);
      return [{ lot, product, step, items }];
    }
    return [];
  });
  const begun = ({ lot }: KnownLot) => lot.begunUs ?? Infinity;
  return known.sort((a, c) => (begun(a) < begun(c) ? -1 : begun(a) > begun(c) ? 1 : 0));
}

function layOrder(b: Beginning, { orders }: Named, situation: OrderSituation, lots: readonly KnownLot[]): void {
  const { order, batches, begun, lost, releasedUs, dueUs } = situation;
  const product = productOf(b, situation.product);
  const its = lots.filter(({ lot }) => lot.order === order);
  const toCome = (countOf(batches) ?? 0) - (countOf(begun) ?? 0) - its.filter((lot) => !hasBegun(b, lot)).length;
  if (product < 0) b.notes.push(noteOf('order-product-missing', { order, product: situation.product }));
  else if (orders.has(order)) b.notes.push(noteOf('order-twice', { order }));
  else if (its.length === 0 && toCome <= 0) b.notes.push(noteOf('order-empty', { order }));
  else {
    if (toCome > MOST_BATCHES) b.notes.push(noteOf('order-cut', { order, batches: toCome, taken: MOST_BATCHES }));
    const row = addOrder(b, {
      ...sourceOf(b, order, situation.product),
      product,
      batches: Math.min(MOST_BATCHES, Math.max(0, toCome)),
      releasedUs: pastUs(b.atUs, releasedUs) ?? b.atUs,
      dueUs: dueUs !== null && Math.abs(dueUs) < NEVER ? Math.round(dueUs) : NEVER,
    });
    addToOrder(b.state, row, ORDER.lost, countOf(lost) ?? 0);
    orders.set(order, row);
  }
}

/** The order of the plan or the demand that an order comes from: by its name, which may go on after it, as in `weekly-7`. */
function sourceOf({ cell }: Beginning, name: string, product: string): { source: number; priority: number } {
  const sources = [...cell.definition.orders, ...cell.definition.demand];
  const fits = sources.map(({ id, product: its }) => its === product && (name === id || name.startsWith(`${id}-`)));
  const longest = Math.max(...sources.map(({ id }, i) => (fits[i] ? id.length : 0)), 0);
  const source = sources.findIndex(({ id }, i) => fits[i] && id.length === longest);
  return source < 0 ? { source: sources.length, priority: 0 } : { source, priority: sources[source]!.priority };
}

const hasBegun = ({ cell }: Beginning, { lot, product, step }: KnownLot): boolean =>
  lot.begunUs !== null || lot.status !== 'waiting' || step > cell.firstStep[product]!;

function layLot(b: Beginning, named: Named, known: KnownLot): void {
  const { cell, atUs, notes } = b;
  const { lot, product, step, items } = known;
  const sinceUs = pastUs(atUs, lot.sinceUs) ?? atUs;
  const at = { sinceUs, bornUs: pastUs(atUs, lot.begunUs) ?? sinceUs, begun: hasBegun(b, known) };
  const row = addLot(b, { order: orderOf(b, named, known), product, step, items, rejected: countOf(lot.rejected) ?? 0, ...at });
  const laid: LaidLot = { row, lot, fate: 'waits' };
  named.lots.set(lot.lot, laid);
  named.byRow.set(row, laid);
  if (lot.store === null || lot.status === 'placed') return;
  const store = cell.definition.stores.findIndex(({ id }) => id === lot.store);
  if (store < 0) notes.push(noteOf('lot-store-missing', { lot: lot.lot, store: lot.store }));
  else addToStore(b, row, store, pastUs(atUs, lot.storedUs) ?? sinceUs, sinceUs);
}

/** A lot whose order is not known has one of its own, which is never due. */
function orderOf(b: Beginning, { orders }: Named, { lot, product }: KnownLot): number {
  const known = lot.order === null ? undefined : orders.get(lot.order);
  if (known !== undefined) return known;
  const row = addOrder(b, { ...sourceOf(b, lot.order ?? '', lot.product), product, batches: 0, releasedUs: b.atUs, dueUs: NEVER });
  if (lot.order !== null) orders.set(lot.order, row);
  return row;
}
