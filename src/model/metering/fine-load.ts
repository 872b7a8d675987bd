import { endUs, gridStartUs, type ProfileTimes } from '../supply/profile.js';
import { emptyLoad, type MeteredLoad } from './load.js';

/** Steps that divide ten minutes [s]: the shortest of which a window has no more than it may. */
const STEPS_S = [10, 20, 30, 60, 120, 300, 600] as const;
/** As many as a week has minutes, with one that is cut at each end. */
const MOST_STEPS = 7 * 24 * 60 + 2;

/** The steps of a window in which machines are told apart by what they did: short ones, of a whole number in ten minutes. */
export function fineTimes({ fromUs, toUs }: { fromUs: number; toUs: number }): ProfileTimes {
  const stepsOf = (stepS: number) => Math.ceil((toUs - gridStartUs({ fromUs, stepS })) / (stepS * 1e6));
  const stepS = STEPS_S.find((each) => stepsOf(each) <= MOST_STEPS) ?? STEPS_S.at(-1)!;
  return { fromUs, toUs, stepS, steps: stepsOf(stepS) };
}

/** Place among coarse steps of each fine one: both grids begin at whole multiples of their steps, and the fine step divides the coarse one. */
export function coarseStepOf(fine: ProfileTimes, coarse: ProfileTimes): (step: number) => number {
  const offsetS = (gridStartUs(fine) - gridStartUs(coarse)) / 1e6;
  return (step) => Math.floor((offsetS + step * fine.stepS) / coarse.stepS);
}

/** A load in coarser steps of the same window. */
export function coarsened(load: MeteredLoad, fine: ProfileTimes, coarse: ProfileTimes): MeteredLoad {
  if (endUs(fine) !== endUs(coarse) || fine.fromUs !== coarse.fromUs) throw new RangeError('steps of different windows cannot be put together');
  const at = coarseStepOf(fine, coarse);
  const sum: MeteredLoad = { ...emptyLoad(load.by, coarse), resets: load.resets };
  for (let i = 0; i < fine.steps; i++) {
    const step = at(i);
    sum.kwh[step]! += load.kwh[i]!;
    sum.pausedKwh[step]! += load.pausedKwh[i]!;
    sum.knownUs[step]! += load.knownUs[i]!;
  }
  return sum;
}
