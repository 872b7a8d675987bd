import type { LedgerRow, LotRecord } from '../../../contract/cell-view.js';
import type { CompiledCell } from '../../cell/compile.js';
import { sourceOf, type CellSource } from './sources.js';

/** A lot's share of what a utility or zone used in the shift or day of a ledger row. */
export interface Allotted {
  lot: string;
  product: string | null;
  share: number;
}

/** What a step of a lot used of a utility [its unit], or how long it stood in a zone [us], from when to when. */
interface Use {
  lot: string;
  product: string | null;
  fromUs: number;
  toUs: number;
  amount: number;
}

/**
 * Shares the energy of utilities and zones among lots: that of a utility by what their steps drew of it, that of a zone by the time of
 * their steps in it. Leaks, and what was drawn between lots, go with the draws of that shift or day. Where no lot used anything, nothing is
 * allotted. `untilUs`: to when steps under way have lasted.
 */
export function allotments(cell: CompiledCell, lots: readonly LotRecord[], untilUs: number): (source: CellSource, row: LedgerRow, toUs: number) => Allotted[] {
  const uses = usesOf(cell, lots, untilUs);
  const known = new Map<string, Allotted[]>();
  return ({ id }, { shiftFromUs }, toUs) => {
    const key = `${id} ${shiftFromUs} ${toUs}`;
    const shares = known.get(key) ?? sharesOf(uses.get(id) ?? [], shiftFromUs, toUs);
    known.set(key, shares);
    return shares;
  };
}

function sharesOf(uses: readonly Use[], fromUs: number, toUs: number): Allotted[] {
  const byLot = new Map<string, { product: string | null; amount: number }>();
  let total = 0;
  for (const use of uses) {
    const amount = use.amount * overlap(use, fromUs, toUs);
    if (amount <= 0) continue;
    total += amount;
    byLot.set(use.lot, { product: use.product, amount: amount + (byLot.get(use.lot)?.amount ?? 0) });
  }
  return [...byLot].map(([lot, { product, amount }]) => ({ lot, product, share: amount / total }));
}

/** Share of a use that lies in [fromUs, toUs). */
function overlap(use: Use, fromUs: number, toUs: number): number {
  if (use.toUs === use.fromUs) return use.fromUs >= fromUs && use.fromUs < toUs ? 1 : 0;
  return Math.max(0, Math.min(use.toUs, toUs) - Math.max(use.fromUs, fromUs)) / (use.toUs - use.fromUs);
}

function usesOf(cell: CompiledCell, lots: readonly LotRecord[], untilUs: number): Map<string, Use[]> {
  const zones = new Map(cell.places.map((place) => [sourceOf(place), place.unit.zone]));
  const uses = new Map<string, Use[]>();
  const add = (source: string, use: Use) => {
    const list = uses.get(source);
    if (list === undefined) uses.set(source, [use]);
    else list.push(use);
  };
  for (const { lot, product, steps } of [...lots].sort((a, b) => (a.lot < b.lot ? -1 : 1))) {
    for (const step of steps) {
      const endUs = step.toUs ?? untilUs;
      const begunUs: number | null = step.fromUs; // null: not heard
      const span = { lot, product, fromUs: begunUs ?? endUs, toUs: Math.max(begunUs ?? endUs, endUs) };
      for (const [utility, drawn] of Object.entries(step.utilities)) if (drawn > 0) add(`utilities.${utility}`, { ...span, amount: drawn });
      const zone = zones.get(step.source);
      if (zone !== undefined) add(`zones.${zone}`, { ...span, amount: span.toUs - span.fromUs });
    }
  }
  return uses;
}
