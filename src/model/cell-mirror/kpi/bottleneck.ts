import type { MeasuredAccount } from '../../../contract/cell-view.js';
import type { CompiledCell } from '../../cell/compile.js';
import { timeOf } from './elements.js';
import type { Entry } from './entries.js';

/**
 * The unit of a cell with the greatest share of its planned busy time in production, set-up and own stops, its slots together; of equals
 * the first of the file. Null where no unit had any.
 */
export function bottleneckOf(cell: CompiledCell, entries: readonly Entry[]): { unit: string; busyShare: number } | null {
  const times = new Map<string, Partial<Record<MeasuredAccount, number>>>();
  for (const { source, row } of entries) {
    if (source.kind !== 'place') continue;
    const sum = times.get(source.place!.unit.id) ?? {};
    for (const [account, seconds] of Object.entries(row.timeS) as [MeasuredAccount, number][]) sum[account] = (sum[account] ?? 0) + seconds;
    times.set(source.place!.unit.id, sum);
  }
  let most: { unit: string; busyShare: number } | null = null;
  for (const { id } of cell.definition.units) {
    const accountsS = times.get(id) ?? {};
    const PBT = timeOf('PBT', accountsS);
    if (PBT <= 0) continue;
    const busyShare = timeOf('busy', accountsS) / PBT;
    if (most === null || busyShare > most.busyShare) most = { unit: id, busyShare };
  }
  return most;
}
