import { mostRise } from '../counter.js';
import type { ProfileTimes } from '../supply/profile.js';
import { kwhOfPowers, valuesWithin, type HeldValue } from './held.js';
import { eachStep, emptyLoad, type MeteredLoad } from './load.js';

/** A longer time between two readings of a counter that rose is a pause: when within it it rose is not known [us]. */
export const PAUSE_US = 900e6;
/** Power over a pause and rise of the counter are of one another within this share, and this much [kWh]: then the power tells when. */
const AGREES_SHARE = 0.25;
const AGREES_KWH = 0.05;

/** A counter as a store has it in a window: first and last reading, least and greatest value [kWh]. */
export interface CounterStep {
  atUs: number;
  lastUs: number;
  last: number;
  least: number;
  greatest: number;
}

export interface CounterReadings {
  /** the last one before the first step; null: there is none */
  before: { atUs: number; value: number } | null;
  /** in the order of time; the first reading after the window among them, where there is one */
  steps: readonly CounterStep[];
}

/** What a counter rose by between two of its readings. */
export interface Rise {
  fromUs: number;
  toUs: number;
  kwh: number;
  /** it fell meanwhile: the rise is what was seen of it, and not all */
  reset: boolean;
}

/** Rises from reading to reading, as far as a store tells them. A fall adds nothing: it is a new baseline. */
export function risesOf({ before, steps }: CounterReadings): Rise[] {
  const rises: Rise[] = [];
  let known = before;
  for (const { atUs, lastUs, last, least, greatest } of steps) {
    const fellWithin = last < greatest;
    if (fellWithin) {
      // Up to the greatest, then from the least on: the readings between are not known.
      const kwh = (known === null ? 0 : Math.max(0, greatest - known.value)) + (last - least);
      rises.push({ fromUs: known?.atUs ?? atUs, toUs: lastUs, kwh, reset: true });
    } else {
      if (known !== null) rises.push({ fromUs: known.atUs, toUs: atUs, kwh: Math.max(0, least - known.value), reset: least < known.value });
      if (lastUs > atUs || last > least) rises.push({ fromUs: atUs, toUs: lastUs, kwh: last - least, reset: false });
    }
    known = { atUs: lastUs, value: last };
  }
  return rises;
}

/**
 * Rises with those that no machine makes as new baselines: they count nothing, and when the machine used how much meanwhile is not known.
 * `kwhPerMin`: what it draws at its highest power in a minute.
 */
export const plausibleRises = (rises: readonly Rise[], kwhPerMin: number): Rise[] =>
  rises.map((rise) => (rise.kwh > mostRise(kwhPerMin, (rise.toUs - rise.fromUs) / 60e6) ? { ...rise, kwh: 0, reset: true } : rise));

interface Span {
  fromUs: number;
  toUs: number;
}

/**
 * Rises of a counter that is told when it changes. After a pause in which its source was heard all the time, the rise came since the last
 * usual gap before the reading: had it come before, it would have been told. Only where it is usually told without pauses.
 */
export function settleOnChange(rises: readonly Rise[], silences: readonly Span[]): Rise[] {
  const gaps = rises.filter(({ kwh, reset, fromUs, toUs }) => kwh > 0 && !reset && toUs > fromUs).map(({ fromUs, toUs }) => toUs - fromUs);
  const usualUs = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? Infinity;
  if (usualUs > PAUSE_US) return [...rises];
  const wasHeard = (rise: Rise) => silences.every(({ fromUs, toUs }) => toUs <= rise.fromUs || fromUs >= rise.toUs);
  return rises.flatMap((rise) => {
    if (rise.reset || !isPause(rise) || !wasHeard(rise)) return [rise];
    const sinceUs = rise.toUs - usualUs;
    return [
      { ...rise, toUs: sinceUs, kwh: 0 },
      { ...rise, fromUs: sinceUs },
    ];
  });
}

/** Whether it is not known when within its time a rise came. */
export const isPause = ({ fromUs, toUs, kwh, reset }: Rise): boolean => reset || (kwh > 0 && toUs - fromUs > PAUSE_US);

/** A rise over more than a minute: a machine may have done several things meanwhile. */
export const isLong = ({ fromUs, toUs, kwh }: Rise): boolean => kwh > 0 && toUs - fromUs > 60e6;

/**
 * Energy of a counter over the steps of a profile. Between two readings it counts as even. Over a pause it follows the powers of the
 * source, where they tell as much as the counter rose by; else it is spread evenly, and the time is not known. `unknown`: of which rises.
 * `follows`: which other rises follow the powers in the same way.
 */
export function loadOfCounter(
  times: ProfileTimes,
  rises: readonly Rise[],
  powers: readonly HeldValue[] = [],
  unknown: (rise: Rise) => boolean = isPause,
  follows: (rise: Rise) => boolean = isPause,
): MeteredLoad {
  const load = emptyLoad('counter', times);
  for (const rise of rises) {
    const within = (isPause(rise) || follows(rise)) && !rise.reset ? valuesWithin(powers, rise) : [];
    if (within.length > 0 && agrees(kwhOfPowers(within), rise.kwh)) addByPower(load, times, rise, within);
    else addEvenly(load, times, rise, unknown(rise));
  }
  return load;
}

const agrees = (kwh: number, risen: number): boolean => Math.abs(kwh - risen) <= AGREES_SHARE * risen + AGREES_KWH && kwh > 0;

function addByPower(load: MeteredLoad, times: ProfileTimes, rise: Rise, powers: readonly HeldValue[]): void {
  const scale = rise.kwh / kwhOfPowers(powers);
  for (const { fromUs, toUs, value } of powers) eachStep(times, fromUs, toUs, (step, us) => (load.kwh[step]! += (scale * value * us) / 3.6e9));
  eachStep(times, rise.fromUs, rise.toUs, (step, us) => (load.knownUs[step]! += us));
}

function addEvenly(load: MeteredLoad, times: ProfileTimes, rise: Rise, paused: boolean): void {
  const { fromUs, toUs, kwh } = rise;
  // Readings of one instant: what lies between them belongs to the step that ends there.
  const spanFromUs = toUs > fromUs ? fromUs : toUs - 1;
  if (rise.reset && toUs > times.fromUs) load.resets += 1;
  eachStep(times, spanFromUs, toUs, (step, us) => {
    const part = (kwh * us) / (toUs - spanFromUs);
    load.kwh[step]! += part;
    if (paused) load.pausedKwh[step]! += part;
    else if (toUs > fromUs) load.knownUs[step]! += us;
  });
}
