import type { LineView } from '../../../src/contract/stream.js';

/** A station that waits no longer than this waits as fast machines do between two items of slow ones [us]. */
const SHORT_WAIT_US = 60e6;

/**
 * The station that the others wait for, as their states tell: from a starved one the first upstream that is not starved,
 * from a blocked one the first downstream that is not blocked. The one that most point at; null where nobody has waited
 * for a minute.
 */
export function holderOf(view: LineView, nowUs: number): string | null {
  const votes = new Map<string, number>();
  view.order.forEach((id, index) => {
    const { family, stateSinceUs } = view.units[id]!;
    if ((family !== 'starved' && family !== 'blocked') || stateSinceUs === null || nowUs - stateSinceUs < SHORT_WAIT_US) return;
    const step = family === 'starved' ? -1 : 1;
    let at = index;
    while (view.units[view.order[at] ?? '']?.family === family) at += step;
    const found = view.order[at];
    if (found) votes.set(found, (votes.get(found) ?? 0) + 1);
  });
  const [most] = [...votes].sort((a, b) => b[1] - a[1]);
  return most ? most[0] : null;
}
