import { DOES, type Timeline } from './timeline.js';

/** Production for so long after a set-up or a planned rest is start-up: rejects in it are start-up rejects [us]. */
export const START_UP_US = 600e6;

/** A stretch in which a machine produces and starts up: so much of a span, from its begin on. */
export interface StartUp {
  span: number;
  share: number;
}

/** All start-ups of a timeline. One that is interrupted goes on afterwards. */
export function startUpsOf(t: Timeline): StartUp[] {
  const found: StartUp[] = [];
  const left = new Float64Array(t.units.length);
  for (let k = 0; k < t.spans; k++) {
    const i = t.unit[k]!;
    const does = t.does[k]!;
    if (does === DOES.setup || does === DOES.planned) left[i] = START_UP_US;
    else if (left[i]! > 0 && (does === DOES.producing || does === DOES.fed || does === DOES.drained)) {
      const us = t.end[k]! - t.begin[k]!;
      found.push({ span: k, share: Math.min(1, left[i]! / us) });
      left[i]! -= us;
    }
  }
  return found;
}
