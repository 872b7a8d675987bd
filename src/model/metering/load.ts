import { endUs, gridStartUs, stepHours, type ProfileTimes } from '../supply/profile.js';

/** What a meter tells over the steps of a profile; of a counter of items, items for kWh. */
export interface MeteredLoad {
  by: 'counter' | 'power' | 'parts';
  /** energy of each step, what came over pauses spread evenly [kWh] */
  kwh: Float64Array;
  /** of it what came over pauses [kWh] */
  pausedKwh: Float64Array;
  /** time of each step of which it is known when the energy was used [us] */
  knownUs: Float64Array;
  /** falls of the counter within */
  resets: number;
}

export const emptyLoad = (by: MeteredLoad['by'], { steps }: ProfileTimes): MeteredLoad => ({
  by,
  kwh: new Float64Array(steps),
  pausedKwh: new Float64Array(steps),
  knownUs: new Float64Array(steps),
  resets: 0,
});

/** Calls back with each part of a span that lies within the profile: its step, and its length [us]. */
export function eachStep(times: ProfileTimes, fromUs: number, toUs: number, part: (step: number, us: number) => void): void {
  const stepUs = times.stepS * 1e6;
  const start = gridStartUs(times);
  const end = Math.min(toUs, endUs(times));
  for (let at = Math.max(fromUs, times.fromUs); at < end;) {
    const step = Math.floor((at - start) / stepUs);
    const until = Math.min(end, start + (step + 1) * stepUs);
    part(step, until - at);
    at = until;
  }
}

/** The sum of loads of the same steps. A time is known where all of them know it. At least one. */
export function sumLoads(loads: readonly MeteredLoad[]): MeteredLoad {
  const [first, ...rest] = loads;
  const sum: MeteredLoad = { ...first!, by: 'parts', kwh: first!.kwh.slice(), pausedKwh: first!.pausedKwh.slice(), knownUs: first!.knownUs.slice() };
  for (const { kwh, pausedKwh, knownUs, resets } of rest) {
    sum.resets += resets;
    for (let i = 0; i < kwh.length; i++) {
      sum.kwh[i]! += kwh[i]!;
      sum.pausedKwh[i]! += pausedKwh[i]!;
      sum.knownUs[i] = Math.min(sum.knownUs[i]!, knownUs[i]!);
    }
  }
  return sum;
}

export const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

/** A step of which more is not known than readings of a second apart leave open. */
const KNOWN_SHARE = 0.999;

/** Whether it is known of all of a step when energy was used. */
export function isKnown({ knownUs }: MeteredLoad, times: ProfileTimes, step: number): boolean {
  return knownUs[step]! >= KNOWN_SHARE * stepHours(times, step) * 3600e6;
}
