import type { LedgerRow } from '../../../src/contract/cell-view.js';
import type { Row } from '../../../src/model/cell-mirror/books.js';
import type { SiteChain } from '../chain.js';
import { Comparison, type Check } from './check.js';

/**
 * The accounts of every source, unit, machine, utility and zone add up to the window, to the microsecond: in the ledger, and before any
 * rounding in the rows of its book, which follow each other without gap.
 */
export function checkTime({ mirror, site }: SiteChain, rows: readonly LedgerRow[], { fromUs, toUs }: { fromUs: number; toUs: number }): Check {
  const check = new Comparison('accounts = window');
  const sums = new Map<string, number>();
  for (const { source, timeS } of rows)
    sums.set(
      source,
      Object.values(timeS).reduce((sum, s) => sum + Math.round(s * 1e6), sums.get(source) ?? 0),
    );
  for (const { id, rows: booked } of mirror.books) {
    check.same(`${site.name} ${id} [us]`, toUs - fromUs, sums.get(id) ?? 0);
    const wrong = booked.find((row, i) => spent(row) !== row.toUs - row.fromUs || (i > 0 && booked[i - 1]!.toUs !== row.fromUs));
    check.same(`${site.name} ${id}, a row that does not add up`, undefined, wrong);
  }
  return check.done();
}

const spent = ({ us }: Row): number => Object.values(us).reduce((sum, one) => sum + one, 0);

/** Share of the time of all sources of which nothing is known. */
export function unknownShare(rows: readonly LedgerRow[]): number {
  const [unknown, all] = rows.reduce(
    ([u, a], { timeS }) => [u + (timeS.unknown ?? 0), a + Object.values(timeS).reduce((sum, s) => sum + s, 0)] as [number, number],
    [0, 0] as [number, number],
  );
  return all === 0 ? 0 : unknown / all;
}
