import fc from '../property.js';
import { mean, sample, survival, type Distribution } from '../../src/engine/distribution.js';
import { reshape, standardDeviation } from '../../src/engine/spread.js';

/** Mean and standard deviation of midpoints of equal chances. */
function measured(d: Distribution, n = 4000) {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < n; i++) {
    const x = sample(d, (i + 0.5) / n);
    sum += x;
    squares += x * x;
  }
  return { mean: sum / n, sd: Math.sqrt(squares / n - (sum / n) ** 2) };
}

const LAWS: Distribution[] = [
  { dist: 'fixed', value: 7 },
  { dist: 'exponential', mean: 12 },
  { dist: 'uniform', min: 2, max: 9 },
  { dist: 'triangular', min: 30, mode: 45, max: 75 },
  { dist: 'normal', mean: 50, sd: 3 },
  { dist: 'lognormal', mean: 60, sigma: 0.8 },
  { dist: 'lognormal', median: 60, sigma: 0.3 },
  { dist: 'weibull', scale: 40, shape: 1.8 },
  { dist: 'gamma', mean: 9, shape: 2.5 },
  { dist: 'erlang', mean: 9, k: 3 },
  { dist: 'hyperexponential', p: [1, 3], means: [20, 4] },
  { dist: 'beta', min: 10, max: 20, alpha: 2, beta: 5 },
  { dist: 'geometric', mean: 8, step: 0.5 },
  { dist: 'empirical', values: [3, 4, 4, 9, 12] },
  { dist: 'discrete', values: [3, 4, 9], weights: [2, 1, 1] },
  {
    dist: 'mixture',
    weights: [1, 2],
    of: [
      { dist: 'triangular', min: 5, mode: 6, max: 10 },
      { dist: 'gamma', mean: 20, shape: 4 },
    ],
  },
];

describe('the standard deviation', () => {
  it.each(LAWS)('of $dist is that of its variates', (law) => {
    const { sd } = measured(law); // heavy tails have a little more beyond the last midpoint
    expect(Math.abs(standardDeviation(law) - sd)).toBeLessThanOrEqual(0.025 * sd);
  });
});

describe('another spread', () => {
  it.each(LAWS)('of $dist has exactly the mean and standard deviation that are asked for', (law) => {
    const to = { mean: mean(law) * 0.7, sd: (standardDeviation(law) || 2) * 0.35 };
    const { law: made } = reshape(law, to);
    expect(mean(made)).toBeCloseTo(to.mean, 6);
    expect(standardDeviation(made)).toBeCloseTo(to.sd, 6);
  });

  it('that follows the mean is the same law scaled, and of none is fixed', () => {
    expect(
      reshape(
        { dist: 'weibull', scale: 40, shape: 0.45 },
        { mean: mean({ dist: 'weibull', scale: 80, shape: 0.45 }), sd: standardDeviation({ dist: 'weibull', scale: 80, shape: 0.45 }) },
      ),
    ).toEqual({
      law: { dist: 'weibull', scale: expect.closeTo(80, 9), shape: 0.45 },
      kept: 'family',
    });
    expect(reshape({ dist: 'uniform', min: 2, max: 9 }, { mean: 4, sd: 0 })).toEqual({ law: { dist: 'fixed', value: 4 }, kept: 'moments' });
  });

  it('stretches a triangular law about its mean: half the mean and a quarter of the variance halve every bound', () => {
    const law: Distribution = { dist: 'triangular', min: 30, mode: 45, max: 75 };
    const made = reshape(law, { mean: 25, sd: standardDeviation(law) / 2 });
    expect(made).toEqual({
      law: { dist: 'triangular', min: expect.closeTo(15, 9), mode: expect.closeTo(22.5, 9), max: expect.closeTo(37.5, 9) },
      kept: 'family',
    });
    expect(reshape(law, { mean: 50, sd: standardDeviation(law) / 2 }).law).toEqual({
      dist: 'triangular',
      min: expect.closeTo(40, 9),
      mode: expect.closeTo(47.5, 9),
      max: expect.closeTo(62.5, 9),
    });
  });

  it('that reaches below zero is log-normal, and says so', () => {
    expect(reshape({ dist: 'uniform', min: 0, max: 10 }, { mean: 5, sd: 6 })).toMatchObject({ law: { dist: 'lognormal', mean: 5 }, kept: 'moments' });
    expect(reshape({ dist: 'fixed', value: 10 }, { mean: 10, sd: 2 })).toMatchObject({ law: { dist: 'lognormal', mean: 10 }, kept: 'moments' });
  });

  it('holds for any law, mean and spread: moments exact, no amount below zero', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LAWS), fc.double({ min: 0.1, max: 10, noNaN: true }), fc.double({ min: 0, max: 3, noNaN: true }), (law, times, cv) => {
        const to = { mean: mean(law) * times, sd: mean(law) * times * cv };
        const { law: made } = reshape(law, to);
        const near = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * (to.mean + to.sd);
        const below = law.dist === 'normal' ? 0 : 1 - survival(made, -1e-9 * to.mean);
        return near(mean(made), to.mean) && near(standardDeviation(made), to.sd) && below <= 1e-12;
      }),
      { numRuns: 300 },
    );
  });
});
