import type { LineView } from '../../../src/contract/stream.js';

/** A station that waits no longer than this waits as fast machines do between two items of slow ones [us]. */
const SHORT_WAIT_US = 60e6;

/**
 * The station that holds the line, where that is sure. One that is stopped by itself while its neighbours wait for it; or
 * one with a blocked neighbour before it and a starved one after it; or the one whose confirmed slowness costs the line
 * the most. Null otherwise: a fast machine that collects the items of a slow one waits too.
 */
export function holderOf(view: LineView, nowUs: number): string | null {
  const waited = view.order.map((_, index) => waits(view, index, nowUs));
  const held = view.order.map((id, index) => (isHeld(view, id, waited, index) ? countWaiting(waited, index) : 0));
  const most = Math.max(0, ...held);
  if (most > 0) return view.order[held.indexOf(most)]!;
  const slow = view.deviations
    .filter(({ kind, effectUnits }) => kind === 'slow' && effectUnits !== null && effectUnits < 0)
    .sort((a, b) => a.effectUnits! - b.effectUnits!)[0];
  return slow && view.units[slow.unit]?.family === 'producing' ? slow.unit : null;
}

type Wait = 'starved' | 'blocked' | null;

/** What a station has waited for, longer than is usual between fast machines. */
function waits(view: LineView, index: number, nowUs: number): Wait {
  const { family, stateSinceUs } = view.units[view.order[index]!]!;
  if ((family !== 'starved' && family !== 'blocked') || stateSinceUs === null || nowUs - stateSinceUs < SHORT_WAIT_US) return null;
  return family;
}

function isHeld(view: LineView, id: string, waited: readonly Wait[], index: number): boolean {
  const { family } = view.units[id]!;
  const before = waited[index - 1] === 'blocked';
  const after = waited[index + 1] === 'starved';
  if (family === 'down' || family === 'held') return before || after;
  return family === 'producing' && before && after;
}

/** How many stations in a row wait on either side of it. */
function countWaiting(waited: readonly Wait[], index: number): number {
  let count = 0;
  for (let i = index - 1; waited[i] === 'blocked'; i--) count++;
  for (let i = index + 1; waited[i] === 'starved'; i++) count++;
  return count;
}
