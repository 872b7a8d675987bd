import { exp } from './elementary.js';

/** Chance that a Brownian bridge swings beyond x somewhere (Kolmogorov 1933). */
export function bridgeSurvival(x: number): number {
  if (x < 0.2) return 1; // below, the series needs many terms, and the chance differs from 1 by less than 1e-12
  let sum = 0;
  for (let k = 1; k <= 100; k++) {
    const term = exp(-2 * k * k * x * x);
    sum += k % 2 === 1 ? term : -term;
    if (term < 1e-17) break;
  }
  return Math.min(1, Math.max(0, 2 * sum));
}

export interface Shift {
  /** first place of the new level */
  at: number;
  /** 95 % set of places by likelihood ratio: its first and last */
  earliest: number;
  latest: number;
  /** of as large a swing where the level does not change */
  chance: number;
}

/** 95 % of the likelihood ratio of the place of a shift: -2 ln(1 - root(0.95)) (Hansen 2000). */
const PLACE_RATIO = 7.352;

/**
 * The likeliest shift of the level of values from..to, both sides of it at least `least` long. The test is that of the largest swing of the
 * CUSUM about its line, a Brownian bridge where nothing shifts. `sd`: that of a sum of n values is sd root(n), correlation counted (the
 * long-run deviation). Null for fewer than 2 least values.
 */
export function likeliestShift(values: ArrayLike<number>, from: number, to: number, sd: number, least: number): Shift | null {
  const n = to - from;
  if (n < 2 * least) return null;
  let total = 0;
  for (let i = from; i < to; i++) total += values[i]!;
  const gains = new Float64Array(n);
  let [sum, swing, best] = [0, 0, least];
  for (let k = 1; k < n; k++) {
    sum += values[from + k - 1]!;
    const off = sum - (k * total) / n;
    swing = Math.max(swing, Math.abs(off));
    gains[k] = (off * off * n) / (k * (n - k)); // of the sum of squares, if the level shifts there
    if (k >= least && k <= n - least && gains[k]! > gains[best]!) best = k;
  }
  const near = gains[best]! - PLACE_RATIO * sd * sd;
  const inside = Array.from({ length: n - 1 }, (_, i) => i + 1).filter((k) => gains[k]! >= near);
  const chance = sd > 0 ? bridgeSurvival(swing / (sd * Math.sqrt(n))) : swing > 0 ? 0 : 1;
  return { at: from + best, earliest: from + inside[0]!, latest: from + inside.at(-1)!, chance };
}

/** Shifts are placed anew beside their neighbours at most so often. */
const MOST_PASSES = 10;

/**
 * Places where the level of values shifts, by binary segmentation (Scott and Knott 1974): a stretch is cut at its likeliest shift while the
 * chance of its swing is at most `level`. Then each shift is placed anew between its neighbours, and falls where it is not one any more.
 * `sd` and `least` as of likeliestShift.
 */
export function shiftsOf(values: ArrayLike<number>, sd: number, least: number, level: number): Shift[] {
  const cut = (from: number, to: number): number[] => {
    const shift = likeliestShift(values, from, to, sd, least);
    return shift === null || shift.chance > level ? [] : [...cut(from, shift.at), shift.at, ...cut(shift.at, to)];
  };
  let places = cut(0, values.length);
  for (let pass = 0; ; pass++) {
    const shifts = places.flatMap((_, i) => {
      const shift = likeliestShift(values, places[i - 1] ?? 0, places[i + 1] ?? values.length, sd, least);
      return shift === null || shift.chance > level ? [] : [shift];
    });
    const same = shifts.length === places.length && shifts.every(({ at }, i) => at === places[i]);
    if (same || pass === MOST_PASSES) return shifts;
    places = [...new Set(shifts.map(({ at }) => at))].sort((a, b) => a - b);
  }
}
