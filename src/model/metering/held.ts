import type { ProfileTimes } from '../supply/profile.js';
import { eachStep, emptyLoad, type MeteredLoad } from './load.js';

const US_PER_HOUR = 3.6e9;

interface Span {
  fromUs: number;
  toUs: number;
}

/** Power as a store has it in a window: from its first reading to the window's end the mean over time, then the last value [kW]. */
export interface PowerStep extends Span {
  mean: number;
  last: number;
}

export interface PowerReadings {
  /** in force at the begin [kW]; null: not known */
  before: number | null;
  /** in the order of time */
  steps: readonly PowerStep[];
  /** times in which nothing at all was heard of the source, in order: its power is not known in them */
  silences: readonly Span[];
}

/** A power that held from one instant to another [kW]. */
export interface HeldPower extends Span {
  kw: number;
}

/** Powers up to an instant, each until the next, cut where nothing was heard. What held before a silence holds after it. */
export function heldPowers({ before, steps, silences }: PowerReadings, fromUs: number, untilUs: number): HeldPower[] {
  const held: HeldPower[] = [];
  let kw = before;
  let at = fromUs;
  const hold = (toUs: number) => {
    if (kw !== null && toUs > at) held.push({ fromUs: at, toUs, kw });
    at = Math.max(at, toUs);
  };
  for (const step of steps) {
    hold(Math.min(step.fromUs, untilUs));
    kw = step.mean;
    hold(Math.min(step.toUs, untilUs));
    kw = step.last;
  }
  hold(untilUs);
  return silences.reduce(without, held);
}

function without(held: HeldPower[], silence: Span): HeldPower[] {
  return held.flatMap((one) => {
    if (silence.toUs <= one.fromUs || silence.fromUs >= one.toUs) return [one];
    return [
      { ...one, toUs: silence.fromUs },
      { ...one, fromUs: silence.toUs },
    ].filter(({ fromUs, toUs }) => toUs > fromUs);
  });
}

/** Energy of a source without a counter: its power over the time in which it is known. */
export function loadOfPower(times: ProfileTimes, held: readonly HeldPower[]): MeteredLoad {
  const load = emptyLoad('power', times);
  for (const { fromUs, toUs, kw } of held)
    eachStep(times, fromUs, toUs, (step, us) => {
      load.kwh[step]! += (kw * us) / US_PER_HOUR;
      load.knownUs[step]! += us;
    });
  return load;
}

/** The parts of powers that lie in a span. */
export const powersWithin = (held: readonly HeldPower[], { fromUs, toUs }: Span): HeldPower[] =>
  held.flatMap((one) =>
    one.toUs <= fromUs || one.fromUs >= toUs ? [] : [{ kw: one.kw, fromUs: Math.max(one.fromUs, fromUs), toUs: Math.min(one.toUs, toUs) }],
  );

export const kwhOfPowers = (held: readonly HeldPower[]): number => held.reduce((sum, { fromUs, toUs, kw }) => sum + (kw * (toUs - fromUs)) / US_PER_HOUR, 0);
