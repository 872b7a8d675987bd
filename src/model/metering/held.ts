import type { ProfileTimes } from '../supply/profile.js';
import { eachStep, emptyLoad, type MeteredLoad } from './load.js';

const US_PER_HOUR = 3.6e9;

interface Span {
  fromUs: number;
  toUs: number;
}

/** A value as a store has it in a window: from its first reading to the window's end the mean over time, then the last one. */
export interface ValueStep extends Span {
  mean: number;
  last: number;
}

export interface ValueReadings {
  /** in force at the begin; null: not known */
  before: number | null;
  /** in the order of time */
  steps: readonly ValueStep[];
  /** times in which nothing at all was heard of the source, in order: the value is not known in them */
  silences: readonly Span[];
}

/** A value that held from one instant to another. */
export interface HeldValue extends Span {
  value: number;
}

/** Values up to an instant, each until the next, cut where nothing was heard. What held before a silence holds after it. */
export function heldValues({ before, steps, silences }: ValueReadings, fromUs: number, untilUs: number): HeldValue[] {
  const held: HeldValue[] = [];
  let value = before;
  let at = fromUs;
  const hold = (toUs: number) => {
    if (value !== null && toUs > at) held.push({ fromUs: at, toUs, value });
    at = Math.max(at, toUs);
  };
  for (const step of steps) {
    hold(Math.min(step.fromUs, untilUs));
    value = step.mean;
    hold(Math.min(step.toUs, untilUs));
    value = step.last;
  }
  hold(untilUs);
  return silences.reduce(without, held);
}

function without(held: HeldValue[], silence: Span): HeldValue[] {
  return held.flatMap((one) => {
    if (silence.toUs <= one.fromUs || silence.fromUs >= one.toUs) return [one];
    return [
      { ...one, toUs: silence.fromUs },
      { ...one, fromUs: silence.toUs },
    ].filter(({ fromUs, toUs }) => toUs > fromUs);
  });
}

/** Energy of a source without a counter: its power [kW] over the time in which it is known. */
export function loadOfPower(times: ProfileTimes, held: readonly HeldValue[]): MeteredLoad {
  const load = emptyLoad('power', times);
  for (const { fromUs, toUs, value } of held)
    eachStep(times, fromUs, toUs, (step, us) => {
      load.kwh[step]! += (value * us) / US_PER_HOUR;
      load.knownUs[step]! += us;
    });
  return load;
}

/** The parts of values, which are in order and apart, that lie in a span. */
export function valuesWithin(held: readonly HeldValue[], { fromUs, toUs }: Span): HeldValue[] {
  const within: HeldValue[] = [];
  for (let i = firstEndingAfter(held, fromUs); i < held.length && held[i]!.fromUs < toUs; i++) {
    const one = held[i]!;
    within.push({ value: one.value, fromUs: Math.max(one.fromUs, fromUs), toUs: Math.min(one.toUs, toUs) });
  }
  return within;
}

function firstEndingAfter(held: readonly HeldValue[], atUs: number): number {
  let [low, high] = [0, held.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (held[middle]!.toUs <= atUs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Energy of powers [kW]. */
export const kwhOfPowers = (held: readonly HeldValue[]): number =>
  held.reduce((sum, { fromUs, toUs, value }) => sum + (value * (toUs - fromUs)) / US_PER_HOUR, 0);
