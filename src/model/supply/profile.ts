/** Energy in equal steps of the UTC clock. The first and the last step may be cut: their energy is that of the time within. */
export interface LoadProfile {
  fromUs: number;
  /** 600 as a rule; divides an hour */
  stepS: number;
  kwh: Float64Array;
  /** end of the last step where not given */
  toUs?: number;
}

/** When the steps of a profile are, without what is in them. */
export type ProfileTimes = Omit<LoadProfile, 'kwh'> & { steps: number };

/** The interval of French demand metering [s]. */
export const DEMAND_STEP_S = 600;

export const timesOf = ({ kwh, ...times }: LoadProfile): ProfileTimes => ({ ...times, steps: kwh.length });

/** Where the first step would begin if it were not cut [us]. */
export const gridStartUs = ({ fromUs, stepS }: Pick<LoadProfile, 'fromUs' | 'stepS'>): number => Math.floor(fromUs / (stepS * 1e6)) * stepS * 1e6;

export const endUs = (times: ProfileTimes): number => times.toUs ?? gridStartUs(times) + times.steps * times.stepS * 1e6;

/** Length of a step within the profile [h]. */
export function stepHours(times: ProfileTimes, i: number): number {
  const us = times.stepS * 1e6;
  const begin = gridStartUs(times) + i * us;
  return (Math.min(begin + us, endUs(times)) - Math.max(begin, times.fromUs)) / 3600e6;
}

/** The steps that are not cut: from `first` up to, not including, `end`. */
export function wholeSteps(times: ProfileTimes): { first: number; end: number } {
  const us = times.stepS * 1e6;
  const first = gridStartUs(times) < times.fromUs ? 1 : 0;
  const end = endUs(times) < gridStartUs(times) + times.steps * us ? times.steps - 1 : times.steps;
  return { first, end: Math.max(first, end) };
}

export const profileKwh = ({ kwh }: LoadProfile): number => kwh.reduce((sum, value) => sum + value, 0);

/** Highest mean over a whole step [kW]; null where every step is cut. */
export function peakKw(profile: LoadProfile): number | null {
  const { first, end } = wholeSteps(timesOf(profile));
  let most = -Infinity;
  for (let i = first; i < end; i++) most = Math.max(most, profile.kwh[i]!);
  return end > first ? (most * 3600) / profile.stepS : null;
}

/** A profile of the same steps. */
export const withKwh = ({ kwh: _, ...times }: LoadProfile, kwh: Float64Array): LoadProfile => ({ ...times, kwh });

/** Both have the same steps. */
export function sumProfiles(a: LoadProfile, b: LoadProfile): LoadProfile {
  if (a.fromUs !== b.fromUs || a.stepS !== b.stepS || a.kwh.length !== b.kwh.length) throw new RangeError('profiles of different steps cannot be added');
  return withKwh(
    a,
    a.kwh.map((value, i) => value + b.kwh[i]!),
  );
}

/** The same energy in other steps; within a step it counts as even. */
export function resample(profile: LoadProfile, stepS: number): LoadProfile {
  const times = timesOf(profile);
  const us = stepS * 1e6;
  const start = gridStartUs({ fromUs: profile.fromUs, stepS });
  const toUs = endUs(times);
  const kwh = new Float64Array(Math.ceil((toUs - start) / us));
  for (let i = 0; i < profile.kwh.length; i++) {
    const begin = Math.max(gridStartUs(times) + i * profile.stepS * 1e6, profile.fromUs);
    const end = Math.min(gridStartUs(times) + (i + 1) * profile.stepS * 1e6, toUs);
    for (let at = begin; at < end;) {
      const k = Math.floor((at - start) / us);
      const until = Math.min(end, start + (k + 1) * us);
      kwh[k]! += (profile.kwh[i]! * (until - at)) / (end - begin);
      at = until;
    }
  }
  return { fromUs: profile.fromUs, stepS, kwh, toUs };
}
