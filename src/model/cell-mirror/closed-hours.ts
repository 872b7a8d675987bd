import type { CompiledCell } from '../cell/compile.js';
import type { CellMirror, Row } from './books.js';
import { productOf } from './unit-waits.js';

/** Rows of a source that begin within one hour, and what they come to. */
export interface HourOfRows<T> {
  rows: number;
  hour: T;
}

/** The hour of rows that begins at `rows[first]`. */
export type HourAt<T> = (cell: CompiledCell, at: CellMirror, rows: readonly Row[], first: number, workOut: () => HourOfRows<T>) => HourOfRows<T>;

/** What a lot has told so far. */
interface LotTold {
  lot: string;
  product: string | null;
  events: number;
}

interface Kept<T> extends HourOfRows<T> {
  last: Row;
  lots: LotTold[];
}

/**
 * Works out each hour once where its rows are closed and its lots have told nothing more: booksAt copies open rows for each look, so
 * that they are others the next time.
 */
export function closedHours<T>(): HourAt<T> {
  const cells = new WeakMap<CompiledCell, WeakMap<Row, Kept<T>>>();
  return (cell, at, rows, first, workOut) => {
    let kept = cells.get(cell);
    if (kept === undefined) cells.set(cell, (kept = new WeakMap()));
    const known = kept.get(rows[first]!);
    if (known !== undefined && rows[first + known.rows - 1] === known.last && known.lots.every((told) => saysNoMore(at, told))) return known;
    const fresh = workOut();
    kept.set(rows[first]!, { ...fresh, last: rows[first + fresh.rows - 1]!, lots: lotsTold(at, rows.slice(first, first + fresh.rows)) });
    return fresh;
  };
}

const eventsOf = (at: CellMirror, lot: string): number => at.lots[lot]?.events.length ?? 0;
const saysNoMore = (at: CellMirror, { lot, product, events }: LotTold): boolean => eventsOf(at, lot) === events && productOf(at, lot) === product;

function lotsTold(at: CellMirror, rows: readonly Row[]): LotTold[] {
  const lots = new Set(rows.flatMap(({ lot }) => (lot === null ? [] : [lot])));
  return [...lots].map((lot) => ({ lot, product: productOf(at, lot), events: eventsOf(at, lot) }));
}

/** Place of the first row that begins at an instant or later; rows lie in the order of time. */
export function firstNotBefore(rows: readonly Row[], fromUs: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.fromUs < fromUs) low = middle + 1;
    else high = middle;
  }
  return low;
}
