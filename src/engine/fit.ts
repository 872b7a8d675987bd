import type { Distribution } from './distribution.js';
import { exp, ln, power } from './elementary.js';
import { digamma, trigamma } from './polygamma.js';
import { moments } from './statistics.js';

/** Kinds of distribution that can be fitted. */
export const FITTED = ['exponential', 'weibull', 'gamma', 'lognormal', 'normal'] as const;
export type FittedKind = (typeof FITTED)[number];
/** A log-normal law is fitted by its median. */
type Law<K extends FittedKind> = Exclude<Extract<Distribution, { dist: K }>, { dist: 'lognormal'; mean: number }>;
export type FittedLaw = Law<FittedKind>;

const NEWTON_STEPS = 100;

function meanOf(values: readonly number[], f: (value: number) => number): number {
  let sum = 0;
  for (const value of values) sum += f(value);
  return sum / values.length;
}

/** Newton's steps on a shape, which stays above 0. */
function solveShape(start: number, step: (shape: number) => number): number {
  let shape = start;
  for (let i = 0; i < NEWTON_STEPS; i++) {
    const next = Math.max(shape - step(shape), shape / 4);
    const close = Math.abs(next - shape) <= 1e-14 * shape;
    shape = next;
    if (close) break;
  }
  return shape;
}

function fitWeibull(values: readonly number[]): Law<'weibull'> {
  const largest = values.reduce((a, b) => Math.max(a, b));
  const logs = values.map((value) => ln(value / largest));
  const meanLog = meanOf(logs, (log) => log);
  const sdLog = Math.sqrt(moments(logs).variance);
  // The likelihood equation of the shape k: sum(x^k ln x) / sum(x^k) - 1/k = mean(ln x). At first from the sd of ln x, pi / (k sqrt 6).
  const shape = solveShape(1.28 / sdLog, (k) => {
    let [s0, s1, s2] = [0, 0, 0];
    for (const log of logs) {
      const part = exp(k * log);
      s0 += part;
      s1 += part * log;
      s2 += part * log * log;
    }
    return (s1 / s0 - 1 / k - meanLog) / ((s2 * s0 - s1 * s1) / (s0 * s0) + 1 / (k * k));
  });
  return {
    dist: 'weibull',
    scale:
      largest *
      power(
        meanOf(logs, (log) => exp(shape * log)),
        1 / shape,
      ),
    shape,
  };
}

function fitGamma(values: readonly number[]): Law<'gamma'> {
  const mean = meanOf(values, (value) => value);
  const s = ln(mean) - meanOf(values, ln);
  // The likelihood equation ln k - psi(k) = s, from Minka's first value (2002).
  const start = (3 - s + Math.sqrt((s - 3) * (s - 3) + 24 * s)) / (12 * s);
  const shape = solveShape(start, (k) => (ln(k) - digamma(k) - s) / (1 / k - trigamma(k)));
  return { dist: 'gamma', mean, shape };
}

/** Mean, and the standard deviation that divides by n. */
function likeliestMoments(values: readonly number[]): { mean: number; sd: number } {
  const { n, mean, variance } = moments(values);
  return { mean, sd: Math.sqrt((variance * (n - 1)) / n) };
}

/** The distribution of a kind under which the values are likeliest. Values above 0 (normal: any), not all equal. */
export function fitLaw(kind: FittedKind, values: readonly number[]): FittedLaw {
  switch (kind) {
    case 'exponential':
      return { dist: 'exponential', mean: meanOf(values, (value) => value) };
    case 'weibull':
      return fitWeibull(values);
    case 'gamma':
      return fitGamma(values);
    case 'lognormal': {
      const { mean, sd } = likeliestMoments(values.map(ln));
      return { dist: 'lognormal', median: exp(mean), sigma: sd };
    }
    case 'normal':
      return { dist: 'normal', ...likeliestMoments(values) };
  }
}
