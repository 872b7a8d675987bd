import type { LedgerRow, LotRecord, OrderRecord } from '../../contract/cell-view.js';
import type { CompiledCell } from '../cell/compile.js';
import { DAY_US } from '../zone.js';
import { FORMAT, type CellMirror, type SourceBook } from './books.js';
import { openMirror } from './open-mirror.js';
import { ledgerOfRows } from './ledger.js';
import { lotOf } from './lots.js';
import { lotOfOrder, newOrder, ordersOf } from './orders.js';
import { productOf } from './unit-waits.js';

/** How long what is closed is kept, in the time of the cell. */
const KEPT_US = 45 * DAY_US;
/** A lot of which nothing was heard for so long is given up. */
const GIVEN_UP_US = 400 * DAY_US;

/** A mirror as JSON text, exact. */
export const saveCellMirror = (mirror: CellMirror): string => JSON.stringify(mirror);

/**
 * A mirror as it was saved. Of a cell that was changed since, sources keep their books by id; those that are gone are dropped, and whom
 * sources wait for is looked for anew.
 */
export function restoreCellMirror(cell: CompiledCell, text: string): { ok: true; mirror: CellMirror } | { ok: false; reason: string } {
  let saved: Partial<CellMirror> | null;
  try {
    saved = JSON.parse(text) as Partial<CellMirror> | null;
  } catch {
    return { ok: false, reason: 'the mirror is not JSON' };
  }
  if (saved === null || typeof saved !== 'object' || saved.format !== FORMAT) return { ok: false, reason: `the mirror is not of the format ${FORMAT}` };
  const mirror = saved as CellMirror;
  if (mirror.cell !== cell.definition.id) return { ok: false, reason: `the mirror is that of the cell ${mirror.cell}, not of ${cell.definition.id}` };
  const fresh = openMirror(cell);
  const same = mirror.layout === cell.layout && mirror.books.map(({ id }) => id).join() === fresh.books.map(({ id }) => id).join();
  if (same) return { ok: true, mirror };
  const books = fresh.books.map((book) => mirror.books.find(({ id }) => id === book.id) ?? book);
  for (const book of books) Object.assign(book, { dirty: true, stretch: null, rowEndUs: 0 });
  return { ok: true, mirror: { ...mirror, layout: cell.layout, books, groups: fresh.groups } };
}

/** What is no longer kept, for whoever wants to. */
export interface Drained {
  rows: LedgerRow[];
  lots: LotRecord[];
  orders: OrderRecord[];
}

/**
 * Drops what was closed longer than 45 days ago by the time of the cell, and hands it back. To be called now and then: a mirror grows
 * with what is closed until it is.
 */
export function drainOld(mirror: CellMirror): Drained {
  const drained: Drained = { rows: [], lots: [], orders: [] };
  if (mirror.asOfUs === null) return drained;
  const beforeUs = mirror.asOfUs - KEPT_US;
  for (const book of mirror.books) drained.rows.push(...drainRows(mirror, book, beforeUs));
  const orders = ordersOf(mirror).filter(({ doneUs }) => doneUs !== null && doneUs < beforeUs);
  for (const lot of Object.keys(mirror.lots)) {
    const record = lotOf(mirror, lot)!;
    const lastUs = mirror.lots[lot]!.events.at(-1)?.atUs ?? mirror.lots[lot]!.seen?.atUs ?? 0;
    if (record.endedUs === null ? lastUs >= mirror.asOfUs - GIVEN_UP_US : record.endedUs >= beforeUs) continue;
    drained.lots.push(record);
  }
  for (const { lot } of drained.lots) forget(mirror, lot);
  for (const { order } of orders) delete mirror.orders[order];
  return { ...drained, orders };
}

function drainRows(mirror: CellMirror, book: SourceBook, beforeUs: number): LedgerRow[] {
  let old = 0;
  while (old < book.rows.length - 1 && book.rows[old]!.toUs < beforeUs) old++;
  if (old === 0) return [];
  book.dropped += old;
  book.untold = Math.max(book.untold, book.dropped);
  return ledgerOfRows(mirror, book.id, book.rows.splice(0, old));
}

/** A lot goes out of the books, and its order remembers that there was one. */
function forget(mirror: CellMirror, lot: string): void {
  const book = mirror.lots[lot]!;
  const of = lotOfOrder(mirror, book);
  if (of !== null) {
    const { dropped } = (mirror.orders[of.order] ??= newOrder(of.order, of.product));
    dropped.begun++;
    if (of.part) dropped.parts++;
    if (of.ended) dropped.ended++;
    if (of.lost) dropped.lost++;
  }
  const product = productOf(mirror, lot);
  for (const { runs, condition } of mirror.books) {
    if (condition.setUp?.lot === lot) condition.setUp.product = product;
    for (const id of Object.keys(runs)) if (runs[id]!.lot === lot) delete runs[id];
  }
  delete mirror.lots[lot];
}
