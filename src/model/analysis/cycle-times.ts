import type { CycleTimes } from '../../contract/cycle-times.js';
import { fitChance, fitLaws, type Fit } from '../../engine/choose-law.js';
import { sample, survival } from '../../engine/distribution.js';
import { moments } from '../../engine/statistics.js';
import { type HeldValue, histogram, spreadOf } from './held-values.js';

const S_PER_MIN = 60;
/** Fewer values tell too little of a law. */
const FEWEST = 20;
/** More values tell no more that can be drawn, and cost time: they are taken further apart. */
const MOST = 300;
/** Distances at which values are tried, until the next no longer hangs on the one before [min of production]. */
const EVERY_MIN = [1, 2, 3, 5, 10, 15, 20, 30, 60];
const BOOTSTRAP = { seed: 1, rounds: 199, by: 'kolmogorovD' } as const;
/** Values of which more than this share equal another one come in steps, which no law has. */
const MOST_EQUAL = 0.1;
/** A narrower gamma law is a log-normal one that takes long to compute. */
const NARROWEST_GAMMA = 1000;
const BELOW_ZERO = 0.01;
const MOST_BINS = 60;
/** So many widths of the middle half above it are drawn. */
const DRAWN = 10;

/**
 * Cycle times of a machine from the speeds that it told while it produced [items/min], each for as long as it held. The speed is taken, not
 * the counter: between two readings a counter rises by whole items, so that at some seconds a reading its steps of one item would be all
 * that is seen. Null where it never ran.
 *
 * The law is fitted to the cycle time in force at instants of production, a minute or more apart: as far as it takes until the correlation of
 * each with the one before is below 2 / sqrt(n). Only then is its distance from the values tested, by parametric bootstrap, since its parameters
 * come from the same values.
 */
export function cycleTimes(speeds: readonly HeldValue[], idealPerMin: number): CycleTimes | null {
  const held = speeds.flatMap(({ value, s }) => (value > 0 ? [{ value: S_PER_MIN / value, s }] : []));
  const spread = spreadOf(held);
  if (spread === null) return null;
  const { fit, noFit } = fitted(held);
  const width = binWidth(held, spread);
  const most = spread.q3 + DRAWN * Math.max(spread.q3 - spread.q1, width);
  const drawn = held.filter(({ value }) => value <= most);
  const bins = histogram(drawn, width).map(({ from, to, s }) => ({
    fromS: from,
    toS: to,
    s,
    fittedS: fit && spread.s * (survival(fit.law, from) - survival(fit.law, to)),
  }));
  const beyondS = held.reduce((sum, { value, s }) => sum + (value > most ? s : 0), 0);
  return { spread, idealS: S_PER_MIN / idealPerMin, bins, beyondS, fit, noFit };
}

/** By the rule of Freedman and Diaconis for values a minute apart; at least two steps in which the speed is told, and not too many. */
function binWidth(held: readonly HeldValue[], { s, q1, q3, median, min, max }: CycleTimes['spread']): number {
  const distinct = [...new Set(held.map(({ value }) => value))].sort((a, b) => a - b);
  const steps = distinct.slice(1).map((value, i) => value - distinct[i]!);
  const step = steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
  const range = Math.min(max, q3 + DRAWN * (q3 - q1)) - min;
  return Math.max((2 * (q3 - q1)) / Math.cbrt(Math.max(1, s / S_PER_MIN)), 2 * step, range / MOST_BINS, median * 1e-4);
}

function fitted(held: readonly HeldValue[]): Pick<CycleTimes, 'fit' | 'noFit'> {
  const { values, everyMin, independent } = apart(held);
  if (values.length < FEWEST) return { fit: null, noFit: 'too-few' };
  const best = fitLaws(values).find(isUsable);
  if (best === undefined) return { fit: null, noFit: 'all-equal' };
  const untested = !independent ? 'dependent' : equalShare(values) > MOST_EQUAL ? 'coarse' : null;
  const chance = untested === null ? fitChance(best, values.length, BOOTSTRAP) : null;
  return { fit: { law: best.law, n: values.length, everyMin, kolmogorovD: best.kolmogorovD, chance, untested }, noFit: null };
}

function isUsable({ law }: Fit): boolean {
  if (law.dist === 'gamma') return law.shape < NARROWEST_GAMMA;
  return law.dist !== 'normal' || sample(law, 1 - BELOW_ZERO) > 0;
}

/** Values so far apart that none hangs on the one before; where none are, a minute apart or as far as it takes for them not to be too many. */
function apart(held: readonly HeldValue[]): { values: number[]; everyMin: number; independent: boolean } {
  const s = held.reduce((sum, each) => sum + each.s, 0);
  const fewest = Math.max(1, Math.ceil(s / S_PER_MIN / MOST));
  for (const least of EVERY_MIN) {
    const everyMin = Math.max(least, fewest);
    const values = valuesEvery(held, everyMin * S_PER_MIN);
    if (values.length < FEWEST) break;
    if (correlation(values) < 2 / Math.sqrt(values.length)) return { values, everyMin, independent: true };
  }
  return { values: valuesEvery(held, fewest * S_PER_MIN), everyMin: fewest, independent: false };
}

/** The value in force at the middle of each `everyS` of the time that is known. */
function valuesEvery(held: readonly HeldValue[], everyS: number): number[] {
  const values: number[] = [];
  let passedS = 0;
  for (const { value, s } of held) {
    passedS += s;
    while ((values.length + 0.5) * everyS < passedS) values.push(value);
  }
  return values;
}

/** Correlation of each value with the one before it; 0 where all are equal. */
function correlation(values: readonly number[]): number {
  const { mean, variance } = moments(values);
  if (variance === 0) return 0;
  const sum = values.slice(1).reduce((products, value, i) => products + (value - mean) * (values[i]! - mean), 0);
  return sum / (variance * (values.length - 1));
}

const equalShare = (values: readonly number[]): number => 1 - new Set(values).size / values.length;
