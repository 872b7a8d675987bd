import type { CellLive } from '../../../../src/contract/cell-live.js';
import type { CellLookAhead } from '../../../../src/contract/cell-view.js';

/** The product of which most items are expected until the end of the shift; null where none is, or nothing was simulated. */
export function leadingProduct({ lookAheads: { shift } }: CellLive): CellLookAhead['products'][number] | null {
  const made = (shift?.products ?? []).filter((product) => product.made.p90 > 0);
  return made.sort((a, b) => b.made.p50 - a.made.p50)[0] ?? null;
}

/** An order is likely late from this chance to be on time down. */
const LIKELY = 0.5;

/** Open orders whose chance to be on time is known, and how many of them are likely late; null where none is known. */
export function lateOrders({ lookAheads: { week } }: CellLive): { late: number; all: number } | null {
  const known = (week?.orders ?? []).filter(({ onTime }) => onTime !== null);
  return known.length === 0 ? null : { late: known.filter(({ onTime }) => onTime! < LIKELY).length, all: known.length };
}

/** The lot under way that likely comes to its end first, and when (median); null: none within the look-ahead of the week. */
export function nextLot({ lookAheads: { week }, lots }: CellLive): { lot: string; product: string | null; endUs: number } | null {
  const ends = (week?.lots ?? []).flatMap(({ lot, endUs: { p50 } }) => (p50 === null ? [] : [{ lot, product: lots[lot]?.product ?? null, endUs: p50 }]));
  return ends.sort((a, b) => a.endUs - b.endUs)[0] ?? null;
}
