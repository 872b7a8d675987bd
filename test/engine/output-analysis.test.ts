import fc from '../property.js';
import { enough } from '../../src/engine/precision.js';
import { binomialCdf, quantileInterval, wilson } from '../../src/engine/proportion.js';
import { newStream, nextUniform } from '../../src/engine/random.js';
import { lag1Correlation } from '../../src/engine/sequence.js';
import { normalUpper } from '../../src/engine/special.js';
import { chiSquaredQuantile, holm, tQuantile } from '../../src/engine/statistics.js';
import { batchMeans, groupMeans, warmUp } from '../../src/engine/warm-up.js';

const normals = (count: number, name: string) => {
  const words = newStream(name, 11);
  return Array.from({ length: count }, () => normalUpper(nextUniform(words, 0)));
};

describe('quantiles', () => {
  it.each([
    [0.6, 3, 0.276670662, 1e-8],
    [0.3, 5, -0.559429644, 1e-8],
    [0.999999, 1, 318309.886, 1e-8],
    [0.9999995, 2, 999.99925, 1e-8],
    [0.95, 4, 2.13184678632665, 1e-13],
  ])('of t, p = %d, %d degrees', (p, degrees, exact, tolerance) => expect(Math.abs(tQuantile(p, degrees) / exact - 1)).toBeLessThan(tolerance));

  it.each([
    [0.025, 1, 0.0009820691171752555],
    [0.95, 9, 16.918977604620448],
    [0.975, 19, 32.85232686172969],
  ])('of chi squared, p = %d, %d degrees', (p, degrees, exact) => expect(Math.abs(chiSquaredQuantile(p, degrees) / exact - 1)).toBeLessThan(1e-13));
});

describe('warm-up', () => {
  it('ends where the marginal standard error is least, by trying every end', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 10, maxLength: 120 }), (values) => {
        const groups = groupMeans(values, 5);
        const mser = (d: number) => {
          const kept = groups.slice(d);
          const mean = kept.reduce((a, b) => a + b, 0) / kept.length;
          return kept.reduce((sum, value) => sum + (value - mean) ** 2, 0) / kept.length ** 2;
        };
        const least = Math.min(...Array.from({ length: Math.floor(groups.length / 2) + 1 }, (_, d) => mser(d)));
        const found = warmUp(values)!;
        expect(found.mser).toBeCloseTo(least, 9);
        expect(found.mser).toBeCloseTo(mser(found.truncation / 5), 9);
      }),
    );
  });

  it('is none in an even series, that of the ramp in a ramp, and unknown in a short one', () => {
    const even = Array.from({ length: 60 }, (_, i) => i % 5);
    expect(warmUp(even)).toEqual({ truncation: 0, mser: 0, mean: 2 });
    expect(warmUp([...[50, 40, 30, 20, 10].flatMap((value) => [value, value, value, value, value]), ...even])!.truncation).toBe(25);
    expect(warmUp([1, 2, 3, 4, 5, 6, 7])).toBeNull();
  });
});

describe('batch means', () => {
  const SERIES = [9, 0.9, 1.1, -0.3, 2.2, 0.4, 1.7, -1.2, 0.8, 3.1, 0.2, 1.3, 0.6];

  it('the mean of the batches, their t-interval and correlation; the beginning that fills no batch is left out', () => {
    expect(batchMeans(SERIES, 4)).toEqual({
      mean: expect.closeTo(0.9, 12),
      low: expect.closeTo(0.2936934769750483, 12),
      high: expect.closeTo(1.5063065230250516, 12),
      sd: expect.closeTo(0.3810317377662722, 12),
      batches: 4,
      batchSize: 3,
      correlation: expect.closeTo(lag1Correlation([1.7 / 3, 4.3 / 3, 0.9, 0.7]), 12),
    });
    expect(lag1Correlation(SERIES.slice(1))).toBeCloseTo(-0.4608819345661452, 12);
    expect(() => batchMeans([1, 2], 3)).toThrow(RangeError);
  });
});

describe('how many replications', () => {
  it('enough once the interval is narrow and stays so for five more', () => {
    const values = [10, 10.1, 9.9, 10, 10.1, 9.9, 10, 10.1];
    expect(enough(values, { relative: 0.05 })).toEqual({ at: 3, halfWidth: expect.closeTo(0.0698, 3), further: 0 });
    expect(enough(values.slice(0, 6), { relative: 0.05 })).toEqual({ at: null, halfWidth: expect.closeTo(0.0939, 3), further: 2 });
  });

  it('a narrow interval that widens again was luck', () => {
    const found = enough([10, 10, 10, 14, 6, 10, 10, 10, 10], { relative: 0.1 });
    expect(found.at).toBeNull();
    expect(found.further).toBeGreaterThan(5);
  });

  it('knows nothing of one value, and asks for a precision', () => {
    expect(enough([], { absolute: 1 })).toEqual({ at: null, halfWidth: null, further: 8 });
    expect(enough([5], { absolute: 1 })).toEqual({ at: null, halfWidth: null, further: 7 });
    expect(() => enough([1, 2, 3], {})).toThrow(RangeError);
  });

  it('following its guess ends near the number that the true spread needs', () => {
    const pool = normals(20_000, 'replications').map((value) => 100 + 10 * value);
    let n = 10;
    for (let round = 0; round < 100; round++) {
      const { further } = enough(pool.slice(0, n), { relative: 0.01 });
      if (further === 0) break;
      n += further;
    }
    // t 10 / sqrt(n) <= 1 at about (1.97 * 10)^2 = 387
    expect(n).toBeGreaterThan(300);
    expect(n).toBeLessThan(520);
  });
});

describe('chances and quantiles from few values', () => {
  it('Wilson: 9 of 10, none of 20, all of 20', () => {
    expect(wilson(9, 10)).toEqual({ low: expect.closeTo(0.5958499732047616, 14), high: expect.closeTo(0.9821237869049271, 14) });
    expect(wilson(0, 20)).toEqual({ low: 0, high: expect.closeTo(0.16112515805281938, 14) });
    expect(wilson(20, 20)).toEqual({ low: expect.closeTo(1 - 0.16112515805281938, 14), high: 1 });
  });

  it('the binomial distribution function', () => {
    expect([binomialCdf(5, 20, 0.5), binomialCdf(17, 30, 0.4)]).toEqual([expect.closeTo(0.020694732666015625, 14), expect.closeTo(0.9787601238900394, 14)]);
    expect([binomialCdf(-1, 5, 0.3), binomialCdf(5, 5, 0.3)]).toEqual([0, 1]);
  });

  it('the interval of a median of 20 values is from the 6th to the 15th; too few values give no end', () => {
    const values = Array.from({ length: 20 }, (_, i) => i + 1);
    expect(quantileInterval(values, 0.5)).toEqual({ low: 6, high: 15 });
    expect(quantileInterval(values, 0.95)).toEqual({ low: 17, high: null });
    expect(quantileInterval([1, 2, 3], 0.5)).toEqual({ low: null, high: null });
  });

  it('covers the quantile at least as often as it says', () => {
    const inside = Array.from({ length: 400 }, (_, i) => {
      const { low, high } = quantileInterval(
        normals(40, `cover/${i}`).sort((a, b) => a - b),
        0.8,
      );
      return low! <= 0.8416212335729143 && high! >= 0.8416212335729143;
    }).filter(Boolean).length;
    expect(inside).toBeGreaterThan(372); // 93 %, two standard errors below 95 %
  });

  it('Holm corrects step by step, in the order given', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
    expect(holm([0.6, 0.9])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });
});
