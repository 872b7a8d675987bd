import fc from '../../property.js';
import { meanBetween, meanLength } from '../../../src/model/analysis/reliability.js';
import { sample, type Distribution } from '../../../src/engine/distribution.js';
import { newStream, nextUniform } from '../../../src/engine/random.js';

const drawn = (law: Distribution, seed: number, count: number) => {
  const words = newStream('reliability', seed);
  return Array.from({ length: count }, () => sample(law, nextUniform(words, 0)));
};
const lognormal = (sigma: number): Distribution => ({ dist: 'lognormal', mean: 1, sigma });
const exponentials = (seed: number, count: number, mean: number) => drawn({ dist: 'exponential', mean }, seed, count);

describe('mean time between failures', () => {
  it('is operation over failures, between the limits of a test ended by time', () => {
    // Limits of a rate of 10 failures: 4.795 and 18.390 (Garwood, Biometrika 28, 1936).
    const { n, mean, low, high } = meanBetween(36_000, 10);
    expect([n, mean]).toEqual([10, 3600]);
    expect(36_000 / high!).toBeCloseTo(4.795, 3);
    expect(36_000 / low!).toBeCloseTo(18.39, 2);
  });

  it('is not known without a failure or without operation', () => {
    for (const [s, n] of [[3600, 0], [0, 3]] as const) expect(meanBetween(s, n)).toEqual({ n, mean: null, low: null, high: null }); // prettier-ignore
  });

  it('has an interval that holds the truth 19 times in 20', () => {
    const hits = Array.from({ length: 1000 }, (_, seed) => {
      const gaps = exponentials(seed, 60, 600);
      let [operating, failures] = [0, 0];
      while (operating + gaps[failures]! < 6000) operating += gaps[failures++]!;
      const { low, high } = meanBetween(6000, failures);
      return failures === 0 || (low! <= 600 && 600 <= high!);
    }).filter(Boolean).length;
    expect(hits).toBeGreaterThan(935);
  });
});

describe('mean time to restore', () => {
  it('has no interval from fewer than five, nor from none a mean', () => {
    expect(meanLength([])).toEqual({ n: 0, mean: null, low: null, high: null });
    expect(meanLength([600, 900, 1200, 700])).toEqual({ n: 4, mean: 850, low: null, high: null });
  });

  it('lies in its interval, or there is none', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 5, maxLength: 40 }), (lengths) => {
        const { mean, low, high } = meanLength(lengths);
        if (low === null) expect(high).toBeNull();
        else expect(low <= mean! && mean! <= high!).toBe(true);
      }),
    );
  });

  it.each([
    ['log-normal', 8, (seed: number) => drawn(lognormal(1), seed, 8), 1],
    ['log-normal', 30, (seed: number) => drawn(lognormal(0.5), seed, 30), 1],
    ['exponential', 12, (seed: number) => exponentials(seed, 12, 1), 1],
  ] as const)('holds the truth 92 times in 100 or more: %s, %d lengths', (_law, _n, lengths, truth) => {
    const found = Array.from({ length: 1000 }, (_, seed) => meanLength(lengths(seed)));
    expect(found.filter(({ low }) => low === null).length).toBeLessThan(10);
    expect(found.filter(({ low, high }) => low !== null && low <= truth && truth <= high!).length).toBeGreaterThan(920);
  });
});
