import type { MeasuredAccount } from '../../contract/cell-view.js';
import { accountOfUnit } from '../../contract/unit-account.js';
import type { Observation, SignalName } from '../../contract/telemetry.js';
import type { Micros } from '../../contract/units.js';
import type { CompiledCell } from '../cell/compile.js';
import type { CellMirror } from './books.js';
import { observeCell } from './observe.js';
import { viewMirror } from './view.js';

/** The signals that tell what a unit is at. */
export const ACCOUNT_SIGNALS: readonly SignalName[] = ['state', 'mode', 'blocked', 'starved', 'stopReason', 'batch', 'product', 'step', 'phase', 'power'];

type Shares = Partial<Record<MeasuredAccount, number>>;

/** Hears readings in the order of time up to an instant, and tells at each of these instants on the way which share of the units was at what. Takes away the instants that it has told. */
export function* unitShares(cell: CompiledCell, mirror: CellMirror, readings: Iterable<Observation>, instants: Micros[], untilUs: Micros): Generator<Shares> {
  for (const reading of readings) {
    while (instants.length > 0 && instants[0]! < reading.measuredAtUs) yield sharesAt(cell, mirror, instants.shift()!);
    observeCell(cell, mirror, reading);
  }
  while (instants.length > 0 && instants[0]! <= untilUs) yield sharesAt(cell, mirror, instants.shift()!);
}

function sharesAt(cell: CompiledCell, mirror: CellMirror, atUs: Micros): Shares {
  const { units } = viewMirror(cell, mirror, atUs);
  const shares: Shares = {};
  for (const account of units.map(accountOfUnit)) shares[account] = (shares[account] ?? 0) + 1 / units.length;
  return shares;
}
