import { exp, ln } from './elementary.js';
import { gammaUpper, normalUpper } from './special.js';

/** A step below this share of x was the last one needed: Halley's method triples the digits, Newton's doubles them. */
const LAST_HALLEY = 2e-6;
const LAST_NEWTON = 1e-8;
/** Beyond so many phases the incomplete gamma function takes less time than the sum. */
const MANY_PHASES = 30;

/**
 * The x that the sum of k exponentials of mean 1 exceeds with probability s. Halley's steps on
 * S(x) = e^-x (1 + x + ... + x^(k-1)/(k-1)!), from Wilson and Hilferty's approximation (1931).
 */
export function erlangUpper(k: number, s: number): number {
  if (k === 1) return -ln(s);
  if (k > MANY_PHASES || s > 0.999) return gammaUpper(k, s);
  const cube = 1 - 1 / (9 * k) + normalUpper(s) / (3 * Math.sqrt(k));
  let x = Math.max(k * cube * cube * cube, 1e-3);
  for (let i = 0; i < 50; i++) {
    let term = 1;
    let sum = 1;
    for (let j = 1; j < k; j++) {
      term *= x / j;
      sum += term;
    }
    // term e^-x is the density. Of ln S - ln s, whose curvature is small in the tail.
    const hazard = term / sum;
    const off = ln(sum / s) - x;
    const slope = (k - 1) / x - 1; // of the density's logarithm
    const newton = off / hazard;
    const step = newton / (1 + 0.5 * newton * (hazard + slope));
    x += step > -x ? step : -x / 2;
    if (Math.abs(step) <= LAST_HALLEY * x) break;
  }
  return x;
}

/** Probability that a mixture of exponentials, in proportion p, exceeds x >= 0. */
export function hyperexponentialSurvival(p: readonly number[], means: readonly number[], x: number): number {
  let alive = 0;
  let total = 0;
  for (let i = 0; i < p.length; i++) {
    alive += p[i]! * exp(-x / means[i]!);
    total += p[i]!;
  }
  return alive / total;
}

/**
 * The x that a mixture of exponentials exceeds with probability s. ln S is convex, so Newton's steps from a point below
 * the solution rise to it: S(x) is at least exp(-x sum(p/mean)) (Jensen) and at least p exp(-x/mean) of every part.
 */
export function hyperexponentialUpper(p: readonly number[], means: readonly number[], s: number): number {
  let total = 0;
  let rate = 0;
  for (let i = 0; i < p.length; i++) {
    total += p[i]!;
    rate += p[i]! / means[i]!;
  }
  const wanted = s * total;
  let x = (-ln(s) * total) / rate;
  for (let i = 0; i < p.length; i++) x = Math.max(x, means[i]! * ln(p[i]! / wanted));
  for (let step = 0; step < 100; step++) {
    let alive = 0;
    let density = 0;
    for (let i = 0; i < p.length; i++) {
      const part = p[i]! * exp(-x / means[i]!);
      alive += part;
      density += part / means[i]!;
    }
    const rise = (alive / density) * ln(alive / wanted);
    x += rise;
    if (rise <= LAST_NEWTON * x) break;
  }
  return x;
}
