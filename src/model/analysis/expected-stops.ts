import type { MachineReport } from '../../contract/line-oee.js';
import { mean, sample, survival, type Distribution } from '../../engine/distribution.js';
import type { CompiledLaw } from '../compile.js';

/** Points of the quadrature: means of log-normal and exponential tails are right to 1 in 1000. */
const POINTS = 1000;

/**
 * MTBF and MTTR that stop laws mean [s], told as they are measured: stops longer than the limit are breakdowns, whichever law they are of.
 * A law has stops at the rate S(limit) / mean(every) of production at the ideal rate. Null: no law has such stops, or one that has runs
 * by the clock of time, so that its stops are not in proportion to production.
 */
export function expectedStops(laws: readonly Pick<CompiledLaw, 'clock' | 'every' | 'lasts'>[], limitS: number): MachineReport['expected'] {
  const long = laws.flatMap(({ clock, every, lasts }) => {
    const share = survival(lasts, limitS);
    return share > 0 ? [{ clock, perS: share / mean(every), lastsS: meanAbove(lasts, share) }] : [];
  });
  if (long.length === 0 || long.some(({ clock }) => clock === 'time')) return null;
  const perS = long.reduce((sum, each) => sum + each.perS, 0);
  return { mtbfS: 1 / perS, mttrS: long.reduce((sum, each) => sum + each.perS * each.lastsS, 0) / perS };
}

/** Mean of the greatest amounts, those of the share given: the mean of its upper quantiles, in steps that narrow towards the tail. */
function meanAbove(d: Distribution, share: number): number {
  let sum = 0;
  for (let i = 0; i < POINTS; i++) {
    const [low, middle, high] = [i, i + 0.5, i + 1].map((at) => (at / POINTS) ** 3);
    sum += sample(d, share * middle!) * (high! - low!);
  }
  return sum;
}
