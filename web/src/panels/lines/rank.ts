import type { StateFamily } from '../../../../src/contract/packml.js';
import type { LineView } from '../../../../src/contract/stream.js';
import { holderOf } from '../../store/holder.js';
import { countingUnit } from '../line/output-curves.js';

/** How bad a state is for a line, worst first. */
const WORST: readonly StateFamily[] = ['down', 'held', 'blocked', 'starved', 'unknown', 'changeover', 'idle', 'planned', 'producing'];

/** The station that tells how the line does: the one the others wait for, else the one that counts. */
export const speaker = (view: LineView) => holderOf(view) ?? countingUnit(view);

/** Lines in order of how much they need somebody: stale ones, then by state, by deviations, by the share of output that is missing. */
export function needOf(view: LineView | null): number {
  if (!view) return -1;
  if (view.freshness === 'none') return 0;
  if (view.freshness === 'stale') return 100;
  const family = view.units[speaker(view)]!.family;
  return 10 + 8 * (WORST.length - WORST.indexOf(family)) + Math.min(5, view.deviations.length);
}
