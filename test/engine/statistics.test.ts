import { dueIn, earliest, NEVER } from '../../src/engine/calendar.js';
import { fCdf, fQuantile, independentDifference, meanInterval, moments, pairedDifference, quantile, tCdf, tQuantile } from '../../src/engine/statistics.js';

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

  // scipy 1.17.1
  it.each([
    [0.95, 3, 10, 3.7082648190468435],
    [0.05, 4, 6, 0.1622551576264002],
    [0.5, 1, 1, 1],
  ])('the %d quantile of F with %d and %d degrees of freedom', (p, above, below, exact) => {
    expect(Math.abs(fQuantile(p, above, below) / exact - 1)).toBeLessThan(1e-11);
    expect(Math.abs(fCdf(exact, above, below) - p)).toBeLessThan(1e-12);
  });

  it('independent samples are compared as scipy compares them', () => {
    const found = independentDifference([5.1, 4.8, 6, 5.5, 5.9, 4.7], [5.6, 5, 6.1, 6.2, 6, 5.4]);
    const exact = {
      mean: 0.3833333333333333,
      low: -0.27792185871176367,
      high: 1.0445885253784293,
      t: 1.2967267707053594,
      degrees: 9.719954054378936,
      chance: 0.22466223667715957,
    };
    for (const [name, value] of Object.entries(exact)) expect(Math.abs(found[name as keyof typeof exact] / value - 1)).toBeLessThan(1e-9);
    expect(() => independentDifference([1], [1, 2])).toThrow(RangeError);
  });

  it('an event is due at the next whole microsecond, and rounding puts it off by none', () => {
    expect([dueIn(5, 0), dueIn(5, 2), dueIn(5, 2.1), dueIn(5, -1), dueIn(5, Infinity)]).toEqual([5, 7, 8, 5, NEVER]);
    expect(3 / (1.5e-6 + 1e-6 - 2e-6)).toBeGreaterThan(6e6);
    expect(dueIn(0, 3 / (1.5e-6 + 1e-6 - 2e-6))).toBe(6e6);
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
