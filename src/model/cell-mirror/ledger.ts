import { MEASURED_ACCOUNTS, type LedgerRow, type MeasuredAccount } from '../../contract/cell-view.js';
import type { CompiledCell } from '../cell/compile.js';
import type { CellMirror, Row, SourceBook } from './books.js';
import { booksAt } from './copy.js';
import { sourcesOf } from './sources.js';
import { stretchAt } from './stretch.js';
import { productOf } from './unit-waits.js';

const US_PER_S = 1e6;

interface Window {
  fromUs: number;
  toUs: number;
}

/** Times while they are added up, in whole microseconds. */
type Sum = Omit<LedgerRow, 'timeS' | 'causedS'> & { us: Partial<Record<MeasuredAccount, number>>; causedUs: Record<string, number> };

/**
 * The ledger of a window, else from the first word of any source to the last: what is closed and what is under way. The accounts of each
 * source add up to the window: what nobody told is unknown. Of a span that the window cuts, which is of one hour at most, it has that
 * share in time, energy and items alike; windows that touch have it all together.
 */
export function ledgerOf(cell: CompiledCell, mirror: CellMirror, window?: Window): LedgerRow[] {
  if (mirror.asOfUs === null) return [];
  const firstUs = Math.min(...mirror.books.map(({ firstUs }) => firstUs ?? Infinity));
  if (!Number.isFinite(firstUs)) return [];
  const fromUs = window?.fromUs ?? firstUs;
  const toUs = window?.toUs ?? mirror.asOfUs;
  if (toUs <= fromUs) return [];
  const at = booksAt(cell, mirror, Math.max(mirror.asOfUs, toUs));
  const steps = stepsOnUnits(mirror);
  return at.books.flatMap((book) => {
    const sums = new Map<string, Sum>();
    for (const row of spansOf(cell, book, { fromUs, toUs })) addRow(mirror, sums, book.id, row, { fromUs, toUs }, steps);
    return [...sums.values()].map(toLedger);
  });
}

/** Rows of a book that are closed, in the shape of the ledger. */
export function ledgerOfRows(mirror: CellMirror, source: string, rows: readonly Row[]): LedgerRow[] {
  const sums = new Map<string, Sum>();
  const steps = stepsOnUnits(mirror);
  for (const row of rows) addRow(mirror, sums, source, row, { fromUs: row.fromUs, toUs: row.toUs }, steps);
  return [...sums.values()].map(toLedger);
}

/** Steps of each lot on each unit, by begin: what machines do not tell. */
function stepsOnUnits({ lots }: CellMirror): Map<string, { atUs: number; step: string }[]> {
  const found = new Map<string, { atUs: number; step: string }[]>();
  for (const { lot, events } of Object.values(lots)) {
    for (const { event, source, atUs } of events) {
      if (event.event !== 'step-begin') continue;
      const key = `${lot} ${source}`;
      const steps = found.get(key) ?? [];
      steps.push({ atUs, step: event.step });
      found.set(key, steps);
    }
  }
  return found;
}

/** Rows within a window, and what was not heard of before the first. */
function spansOf(cell: CompiledCell, { rows, id, firstUs }: SourceBook, { fromUs, toUs }: Window): Row[] {
  const source = sourcesOf(cell).byId.get(id)!;
  const within = rows.filter((row) => row.fromUs < toUs && row.toUs > fromUs);
  const unheardTo = Math.min(toUs, rows[0]?.fromUs ?? firstUs ?? toUs);
  const unheard: Row[] = [];
  for (let at = fromUs; at < unheardTo;) {
    const stretch = stretchAt(source.timezone, source.calendar, at);
    const end = Math.min(unheardTo, stretch.toUs);
    const { shift, fromUs: shiftFromUs } = stretch;
    unheard.push({ ...EMPTY, fromUs: at, toUs: end, shift, shiftFromUs, us: { unknown: end - at } });
    at = end;
  }
  return [...unheard, ...within];
}

const EMPTY: Omit<Row, 'fromUs' | 'toUs' | 'shift' | 'shiftFromUs' | 'us'> = {
  lot: null,
  product: null,
  step: null,
  run: null,
  silent: true,
  kwh: {},
  processed: 0,
  rejected: 0,
  stops: 0,
  minorStops: 0,
  causedUs: {},
};

type Steps = ReturnType<typeof stepsOnUnits>;

function addRow(mirror: CellMirror, sums: Map<string, Sum>, source: string, row: Row, { fromUs, toUs }: Window, steps: Steps): void {
  const begin = Math.max(row.fromUs, fromUs);
  const us = Math.min(row.toUs, toUs) - begin;
  const whole = row.toUs - row.fromUs;
  if (us <= 0) return;
  const step = row.step ?? (row.lot === null ? null : stepAt(steps, source, row));
  const key = `${row.shiftFromUs} ${row.shift} ${row.lot} ${step}`;
  let sum = sums.get(key);
  if (sum === undefined) sums.set(key, (sum = newSum(mirror, source, row, step)));
  // Of counts those up to the end less those up to the begin, so that windows that touch have each item once.
  const part = (n: number) => (us === whole ? n : Math.round((n * (begin + us - row.fromUs)) / whole) - Math.round((n * (begin - row.fromUs)) / whole));
  sum.processed += part(row.processed);
  sum.rejected += part(row.rejected);
  sum.stops += part(row.stops);
  sum.minorStops += part(row.minorStops);
  const share = us / whole;
  addTimes(sum.us, row, us, share);
  for (const account of MEASURED_ACCOUNTS) {
    const kwh = row.kwh[account];
    if (kwh === undefined) continue;
    const by = (sum.kwh[account] ??= {});
    for (const carrier in kwh) by[carrier] = (by[carrier] ?? 0) + kwh[carrier]! * share;
  }
  for (const cause in row.causedUs) sum.causedUs[cause] = (sum.causedUs[cause] ?? 0) + row.causedUs[cause]! * share;
}

/** Whole microseconds by account that add up to those of the window: the longest one takes what rounding leaves, and what the row lacks is unknown. */
function addTimes(into: Sum['us'], row: Row, us: number, share: number): void {
  const of = withLack(row);
  let longest: MeasuredAccount | null = null;
  let left = us;
  for (const account of MEASURED_ACCOUNTS) {
    const time = of[account];
    if (time === undefined) continue;
    const part = share === 1 ? time : Math.floor(time * share);
    into[account] = (into[account] ?? 0) + part;
    left -= part;
    if (longest === null || time > of[longest]!) longest = account;
  }
  if (left !== 0 && longest !== null) into[longest]! += left;
}

/** Times of a row; what they do not tell of its length counts as unknown. No row lacks any, unless its book is wrong. */
function withLack({ us, fromUs, toUs }: Row): Row['us'] {
  const lackUs = MEASURED_ACCOUNTS.reduce((left, account) => left - (us[account] ?? 0), toUs - fromUs);
  return lackUs > 0 ? { ...us, unknown: (us.unknown ?? 0) + lackUs } : us;
}

/** The step of a lot on the unit that a machine belongs to. */
function stepAt(steps: Steps, source: string, { lot, toUs }: Row): string | null {
  const dot = source.lastIndexOf('.');
  const on = steps.get(`${lot} ${source}`) ?? steps.get(`${lot} ${source.slice(0, dot < 0 ? undefined : dot)}`);
  return on?.findLast(({ atUs }) => atUs < toUs)?.step ?? null;
}

const newSum = (mirror: CellMirror, source: string, { shift, shiftFromUs, lot, product }: Row, step: string | null): Sum => ({
  source,
  shiftFromUs,
  shift,
  lot,
  product: lot === null ? null : (productOf(mirror, lot) ?? product),
  step,
  us: {},
  kwh: {},
  processed: 0,
  rejected: 0,
  stops: 0,
  minorStops: 0,
  causedUs: {},
});

function toLedger({ us, causedUs, ...sum }: Sum): LedgerRow {
  const seconds = <Key extends string>(times: Partial<Record<Key, number>>) =>
    Object.fromEntries(Object.entries<number | undefined>(times).flatMap(([key, time]) => (time ? [[key, time / US_PER_S]] : []))) as Record<Key, number>;
  return { ...sum, timeS: seconds(us), causedS: seconds(causedUs) };
}
