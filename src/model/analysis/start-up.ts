import { DOES, type Timeline } from './timeline.js';

/** Production for so long after a set-up or a planned rest is start-up: rejects in it are start-up rejects [us]. */
export const START_UP_US = 600e6;

/** Share of each span, from its begin on, in which its machine produces and starts up. A start-up that is interrupted goes on afterwards. */
export function startUpShares(t: Timeline): Float64Array {
  const shares = new Float64Array(t.spans);
  const left = new Float64Array(t.units.length);
  for (let k = 0; k < t.spans; k++) {
    const i = t.unit[k]!;
    const does = t.does[k]!;
    if (does === DOES.setup || does === DOES.planned) left[i] = START_UP_US;
    else if (left[i]! > 0 && (does === DOES.producing || does === DOES.fed || does === DOES.drained)) {
      const us = t.end[k]! - t.begin[k]!;
      if (us <= 0) continue;
      shares[k] = Math.min(1, left[i]! / us);
      left[i]! -= us;
    }
  }
  return shares;
}
