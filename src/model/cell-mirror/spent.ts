import { MEASURED_ACCOUNTS, type MeasuredAccount } from '../../contract/cell-view.js';
import type { CompiledCell } from '../cell/compile.js';
import type { CellMirror } from './books.js';
import { booksAt } from './copy.js';
import { sourcesOf, type Source } from './sources.js';

/** Time and energy of a source in one account, within an hour at most. */
export interface Spending {
  source: Source;
  fromUs: number;
  toUs: number;
  account: MeasuredAccount;
  seconds: number;
  /** by carrier [kWh] */
  kwh: Readonly<Record<string, number>>;
}

/**
 * What sources spent their time and energy on in a window, by the spans of the record; of one that the window cuts its share. Times that
 * the record does not have are not there.
 */
export function spendingsOf(cell: CompiledCell, mirror: CellMirror, { fromUs, toUs }: { fromUs: number; toUs: number }): Spending[] {
  if (mirror.asOfUs === null || toUs <= fromUs) return [];
  const { list } = sourcesOf(cell);
  return booksAt(cell, mirror, Math.max(mirror.asOfUs, toUs)).books.flatMap(({ rows }, i) =>
    rows.flatMap((row) => {
      const begin = Math.max(row.fromUs, fromUs);
      const end = Math.min(row.toUs, toUs);
      if (end <= begin) return [];
      const share = (end - begin) / (row.toUs - row.fromUs);
      return MEASURED_ACCOUNTS.flatMap((account): Spending[] => {
        const us = row.us[account] ?? 0;
        const kwh = row.kwh[account] ?? {};
        if (us === 0 && Object.keys(kwh).length === 0) return [];
        const shared = Object.fromEntries(Object.entries(kwh).map(([carrier, amount]) => [carrier, amount * share]));
        return [{ source: list[i]!, fromUs: begin, toUs: end, account, seconds: (us * share) / 1e6, kwh: shared }];
      });
    }),
  );
}

/** Begin of what the record still has of any source; null: it has nothing. */
export function recordFromUs({ books }: CellMirror): number | null {
  const first = Math.min(...books.map(({ rows, firstUs }) => rows[0]?.fromUs ?? firstUs ?? Infinity));
  return Number.isFinite(first) ? first : null;
}
