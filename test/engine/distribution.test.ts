import fc from 'fast-check';
import { mean, residual, sample, scale, survival, type Distribution } from '../../src/engine/distribution.js';
import { newStream, nextUniform } from '../../src/engine/random.js';

const LAWS: Distribution[] = [
  { dist: 'fixed', value: 7 },
  { dist: 'exponential', mean: 36 },
  { dist: 'uniform', min: 2, max: 5 },
  { dist: 'triangular', min: 30, mode: 45, max: 75 },
  { dist: 'lognormal', mu: 4.24, sigma: 1.05 },
  { dist: 'weibull', scale: 20, shape: 0.45 },
  { dist: 'weibull', scale: 20, shape: 3 },
  { dist: 'gamma', mean: 12, shape: 2.5 },
  { dist: 'empirical', values: [1, 2, 2, 5, 40] },
];
const CONTINUOUS = LAWS.filter((d) => d.dist !== 'fixed' && d.dist !== 'empirical');
const name = (d: Distribution) => JSON.stringify(d);
const uniform = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });

describe('distributions', () => {
  it.each(CONTINUOUS.map((d) => [name(d), d] as const))('%s: the sample at u is exceeded with probability u', (_, d) => {
    fc.assert(fc.property(uniform, (u) => Math.abs(survival(d, sample(d, u)) - u) <= 1e-10));
  });

  it.each(LAWS.map((d) => [name(d), d] as const))('%s: a larger u gives no larger sample, but for the last digits', (_, d) => {
    fc.assert(fc.property(uniform, uniform, (u, v) => sample(d, Math.min(u, v)) >= sample(d, Math.max(u, v)) * (1 - 1e-13)));
  });

  it.each(LAWS.map((d) => [name(d), d] as const))('%s: the mean of evenly spread samples is the mean', (_, d) => {
    const n = d.dist === 'gamma' ? 1000 : 20_000; // a gamma variate costs ten times the others
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
    fc.assert(fc.property(uniform, (u) => Math.abs(sample(scale(d, 1.7), u) / (1.7 * sample(d, u)) - 1) < 1e-12));
  });

  it('gives the same bits for ever: sums of 1,000 samples of one stream', () => {
    const sums = LAWS.map((d) => {
      const words = newStream('golden', 1);
      let sum = 0;
      for (let i = 0; i < 1000; i++) sum += sample(d, nextUniform(words, 0));
      return `${d.dist} ${sum}`;
    });
    expect(sums).toMatchInlineSnapshot(`
     [
       "fixed 7000",
       "exponential 34422.09871473271",
       "uniform 3433.61317889353",
       "triangular 49342.054725168564",
       "lognormal 118774.88269274875",
       "weibull 50634.168422506125",
       "weibull 17431.34247986846",
       "gamma 11592.824648284584",
       "empirical 9264",
     ]
    `);
  });
});
