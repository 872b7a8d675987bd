import type { CellKpiQuery } from '../../../contract/cell-kpi.js';
import type { LedgerRow, LotRecord } from '../../../contract/cell-view.js';
import type { CompiledCell } from '../../cell/compile.js';
import { allotments } from './allot.js';
import { stepOf } from './planned.js';
import { shiftEnds } from './shift-end.js';
import { sourceOf, sourcesOf, type CellSource } from './sources.js';

/** A ledger row with what it stands for; of a utility or zone a lot's share of it, or what no lot had. */
export interface Entry {
  source: CellSource;
  row: LedgerRow;
  toUs: number;
  lot: string | null;
  product: string | null;
  /** of the energy of the row */
  share: number;
  allotted: boolean;
  /** good items of the last step of a route are units of the product */
  finished: number;
  /** batches that were done with it */
  batches: number;
}

/** Rows of the shifts that begin in the window, in one order whatever theirs. Rows of sources that the cell does not have are left out. */
export function entriesOf(cell: CompiledCell, rows: readonly LedgerRow[], lots: readonly LotRecord[], { fromUs, toUs }: CellKpiQuery): Entry[] {
  const sources = sourcesOf(cell);
  const heard = rows.filter((row) => sources.has(row.source)).sort(inOrder);
  const allot = allotments(cell, lots, lastHeardUs(heard));
  const endUs = shiftEnds(cell);
  const ends = lastEntries(cell, heard, lots);
  return heard
    .filter((row) => row.shiftFromUs >= fromUs && row.shiftFromUs < toUs)
    .flatMap((row): Entry[] => {
      const source = sources.get(row.source)!;
      const shift = { source, row, toUs: endUs(source.calendar, row) };
      if (source.place !== null) {
        const last = source.kind === 'place' && stepOf(cell, row.product, row.step)?.last === true;
        const finished = last ? row.processed - row.rejected : 0;
        return [{ ...shift, lot: row.lot, product: row.product, share: 1, allotted: false, finished, batches: ends.has(row) ? 1 : 0 }];
      }
      const none = { ...shift, finished: 0, batches: 0 };
      const shares = row.lot === null ? allot(source, row, shift.toUs) : [];
      if (shares.length > 0) return shares.map((of) => ({ ...none, ...of, allotted: true }));
      return [{ ...none, lot: row.lot, product: row.product, share: 1, allotted: false }];
    });
}

const text = (value: string | null) => value ?? '';
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function inOrder(a: LedgerRow, b: LedgerRow): number {
  return a.shiftFromUs - b.shiftFromUs || compare(a.source, b.source) || compare(text(a.lot), text(b.lot)) || compare(text(a.step), text(b.step));
}

/** To when the ledger goes at least: the times of a source in a shift follow each other from its beginning. */
function lastHeardUs(rows: readonly LedgerRow[]): number {
  const spent = new Map<string, number>();
  let lastUs = -Infinity;
  for (const { source, shiftFromUs, timeS } of rows) {
    const key = `${source} ${shiftFromUs}`;
    const seconds = (spent.get(key) ?? 0) + Object.values(timeS).reduce((sum, s) => sum + s, 0);
    spent.set(key, seconds);
    lastUs = Math.max(lastUs, shiftFromUs + seconds * 1e6);
  }
  return lastUs;
}

/** Of each lot that is done the last row of the last step of its route: there the batch is counted, once. */
function lastEntries(cell: CompiledCell, rows: readonly LedgerRow[], lots: readonly LotRecord[]): Set<LedgerRow> {
  const done = new Set(lots.filter(({ outcome }) => outcome === 'done').map(({ lot }) => lot));
  const places = new Set(cell.places.map(sourceOf));
  const last = new Map<string, LedgerRow>();
  for (const row of rows) {
    if (row.lot !== null && done.has(row.lot) && places.has(row.source) && stepOf(cell, row.product, row.step)?.last) last.set(row.lot, row);
  }
  return new Set(last.values());
}
