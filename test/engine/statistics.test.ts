import { earliest, NEVER } from '../../src/engine/calendar.js';
import { meanInterval, moments, pairedDifference, quantile, tCdf, tQuantile } from '../../src/engine/statistics.js';

describe('statistics', () => {
  it('mean and variance keep their digits far from zero', () => {
    expect(moments([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])).toEqual({ n: 4, mean: 1e9 + 10, variance: 30 });
    expect(moments([5])).toEqual({ n: 1, mean: 5, variance: 0 });
  });

  it.each([
    [0.975, 1, 12.706204736174698],
    [0.975, 2, 4.302652729749462],
    [0.975, 9, 2.2621571627982053],
    [0.995, 9, 3.2498355415921263],
    [0.975, 99, 1.9842169515864174],
    [0.975, 1999, 1.961151420170562],
  ])('the %d quantile of t with %d degrees of freedom', (p, degrees, exact) => {
    expect(Math.abs(tQuantile(p, degrees) / exact - 1)).toBeLessThan(1e-11);
    expect(Math.abs(tCdf(exact, degrees) - p)).toBeLessThan(1e-12);
  });

  it('quantiles are linear between order statistics', () => {
    expect([0, 0.1, 0.5, 0.9, 1].map((p) => quantile([10, 20, 30, 40, 50], p))).toEqual([10, 14, 30, 46, 50]);
    expect(quantile([3], 0.9)).toBe(3);
  });

  it('the t-interval of 10 values by hand', () => {
    const { mean, low, high, sd } = meanInterval([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect([mean, sd]).toEqual([5.5, Math.sqrt(82.5 / 9)]);
    expect(high - mean).toBeCloseTo(2.262157 * Math.sqrt(82.5 / 90), 6);
    expect(mean - low).toBeCloseTo(high - mean, 12);
  });

  it('a paired difference takes the pairs, not the groups', () => {
    expect(pairedDifference([1, 100, 10], [2, 101, 11])).toEqual({ mean: 1, low: 1, high: 1, sd: 0 });
    expect(() => pairedDifference([1], [1, 2])).toThrow(RangeError);
  });
});

describe('calendar', () => {
  it('takes the earliest timer, and of equal times the one of the lowest slot', () => {
    expect(earliest(new Float64Array([NEVER, 5, 3, 3, 9]))).toBe(2);
    expect(earliest(new Float64Array([NEVER, NEVER]))).toBe(0);
  });
});
