import fc from '../property.js';
import { mean, residual, sample, scale, survival, type Distribution } from '../../src/engine/distribution.js';

const LAWS: Distribution[] = [
  { dist: 'fixed', value: 7 },
  { dist: 'exponential', mean: 36 },
  { dist: 'uniform', min: 2, max: 5 },
  { dist: 'triangular', min: 30, mode: 45, max: 75 },
  { dist: 'normal', mean: 40, sd: 3 },
  { dist: 'normal', mean: 10, sd: 8, min: 0 },
  { dist: 'normal', mean: 10, sd: 8, min: 2, max: 15 },
  { dist: 'normal', mean: 100, sd: 8, min: 5, max: 60 },
  { dist: 'lognormal', median: 69.4, sigma: 1.05 },
  { dist: 'lognormal', mean: 90, sigma: 0.8 },
  { dist: 'weibull', scale: 20, shape: 0.45 },
  { dist: 'weibull', scale: 20, shape: 3 },
  { dist: 'gamma', mean: 12, shape: 2.5 },
  { dist: 'erlang', mean: 12, k: 4 },
  { dist: 'erlang', mean: 5, k: 40 },
  { dist: 'hyperexponential', p: [0.8, 0.2], means: [2, 50] },
  { dist: 'hyperexponential', p: [3, 2, 1], means: [1, 100, 10] },
  { dist: 'beta', min: 2, max: 9, alpha: 2, beta: 3.5 },
  { dist: 'beta', min: 0, max: 1, alpha: 0.6, beta: 0.8 },
  {
    dist: 'mixture',
    weights: [7, 3],
    of: [
      { dist: 'lognormal', median: 20, sigma: 0.5 },
      { dist: 'gamma', mean: 600, shape: 3 },
    ],
  },
  { dist: 'deterministic', value: 3 },
  { dist: 'geometric', mean: 10, step: 1 },
  { dist: 'geometric', mean: 0.4, step: 0.1 },
  { dist: 'empirical', values: [1, 2, 2, 5, 40] },
  { dist: 'discrete', values: [1, 5, 9], weights: [1, 2, 1] },
  {
    dist: 'mixture',
    weights: [1, 1],
    of: [
      { dist: 'fixed', value: 5 },
      { dist: 'exponential', mean: 8 },
    ],
  },
];
/** With no value that has a chance of its own. */
const CONTINUOUS = LAWS.slice(
  0,
  LAWS.findIndex((d) => d.dist === 'deterministic'),
).filter((d) => d.dist !== 'fixed');
const STEPPED = LAWS.filter((d) => !CONTINUOUS.includes(d));
const name = (d: Distribution) => JSON.stringify(d);
const uniform = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });

describe('distributions', () => {
  it.each(CONTINUOUS.map((d) => [name(d), d] as const))('%s: the sample at u is exceeded with probability u', (_, d) => {
    fc.assert(fc.property(uniform, (u) => Math.abs(survival(d, sample(d, u)) - u) <= 1e-10));
  });

  it.each(STEPPED.map((d) => [name(d), d] as const))('%s: the sample at u is the least that is exceeded with probability u or less', (_, d) => {
    fc.assert(
      fc.property(uniform, (u) => {
        const x = sample(d, u);
        expect(survival(d, x)).toBeLessThanOrEqual(u + 1e-12);
        expect(survival(d, x * (1 - 1e-9))).toBeGreaterThan(u - 1e-8);
      }),
    );
  });

  it.each(LAWS.map((d) => [name(d), d] as const))('%s: a larger u gives no larger sample, but for the last digits', (_, d) => {
    fc.assert(fc.property(uniform, uniform, (u, v) => sample(d, Math.min(u, v)) >= sample(d, Math.max(u, v)) * (1 - 1e-13)));
  });

  it.each(LAWS.map((d) => [name(d), d] as const))('%s: the mean of evenly spread samples is the mean', (_, d) => {
    const n = 5000;
    let sum = 0;
    for (let i = 0; i < n; i++) sum += sample(d, (i + 0.5) / n);
    expect(Math.abs(sum / n / mean(d) - 1)).toBeLessThan(d.dist === 'weibull' && d.shape < 1 ? 0.01 : 3e-3);
  });

  it.each(CONTINUOUS.map((d) => [name(d), d] as const))('%s: what is left at an age follows S(age + x) / S(age)', (_, d) => {
    fc.assert(
      fc.property(uniform, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (u, v) => {
        const age = sample(d, v);
        expect(Math.abs(survival(d, age + residual(d, age, u)) / survival(d, age) - u)).toBeLessThan(1e-8);
      }),
    );
  });

  it('an exponential forgets its age', () => expect(residual({ dist: 'exponential', mean: 5 }, 1000, 0.3)).toBe(sample({ dist: 'exponential', mean: 5 }, 0.3)));

  it('of a fixed duration the rest is left, and beyond it the law begins anew', () => {
    expect([residual({ dist: 'fixed', value: 7 }, 5, 0.3), residual({ dist: 'fixed', value: 7 }, 8, 0.3)]).toEqual([2, 7]);
  });

  it('of an empirical duration the longer values are left', () => {
    expect([0.9, 0.1].map((u) => residual({ dist: 'empirical', values: [1, 2, 2, 5, 40] }, 3, u))).toEqual([2, 37]);
  });

  it.each(LAWS.map((d) => [name(d), d] as const))('%s: scaling multiplies every sample', (_, d) => {
    fc.assert(fc.property(uniform, (u) => Math.abs(sample(scale(d, 1.7), u) - 1.7 * sample(d, u)) < 1e-12 * (mean(d) + sample(d, u))));
  });
});
