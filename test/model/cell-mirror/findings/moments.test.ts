import { momentsOf, momentsOfSum } from '../../../../src/model/cell-mirror/findings/moments.js';

const EULER = 0.5772156649;

describe('moments of a law', () => {
  it('are those of the closed forms', () => {
    const triangular = momentsOf({ dist: 'triangular', min: 24, mode: 40, max: 75 });
    expect(triangular.mean).toBeCloseTo(139 / 3, 3);
    expect(triangular.cv).toBeCloseTo(Math.sqrt(2041 / 18) / (139 / 3), 3);
    const lognormal = momentsOf({ dist: 'lognormal', median: 60, sigma: 0.8 });
    expect(lognormal.lnMean).toBeCloseTo(Math.log(60), 3);
    expect(lognormal.lnSd).toBeCloseTo(0.8, 2);
    expect(lognormal.mean / (60 * Math.exp(0.32))).toBeCloseTo(1, 2);
  });

  it('know the long lower tail of the logarithm of an exponential, cut at four standard deviations', () => {
    const { mean, cv, lnMean, lnSd } = momentsOf({ dist: 'exponential', mean: 10 });
    expect(mean).toBeCloseTo(10, 2);
    expect(cv).toBeCloseTo(1, 2);
    expect(lnMean).toBeCloseTo(Math.log(10) - EULER, 1);
    expect(lnSd).toBeCloseTo(Math.PI / Math.sqrt(6), 1);
  });

  it('see how irregular a Weibull of shape 0.45 is', () => {
    expect(momentsOf({ dist: 'weibull', scale: 1188, shape: 0.45 }).cv ** 2).toBeGreaterThan(6.5);
  });

  it('of a sum add', () => {
    const { mean, cv } = momentsOfSum([
      { dist: 'fixed', value: 100 },
      { dist: 'uniform', min: 0, max: 60 },
    ]);
    expect(mean).toBeCloseTo(130, 3);
    expect(cv * mean).toBeCloseTo(Math.sqrt(300), 1);
    expect(momentsOf({ dist: 'fixed', value: 100 }).lnSd).toBeCloseTo(0, 12);
  });
});
