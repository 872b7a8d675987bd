import fc from '../property.js';
import { expectedArrivals, nextArrival, type ArrivalPlan } from '../../src/engine/arrivals.js';
import { NEVER } from '../../src/engine/calendar.js';
import { newStream, nextUniform } from '../../src/engine/random.js';

/** 2 an hour up to 4 h, none up to 6 h, 5 an hour up to 8 h. */
const DAY: ArrivalPlan = { until: [4, 6, 8], rates: [2, 0, 5], cyclic: true };
const ONCE: ArrivalPlan = { ...DAY, cyclic: false };
const after = (arrivals: number) => Math.exp(-arrivals);

describe('arrivals with a changing rate', () => {
  it('arrive when as many are expected as -ln u says, across pieces without any and across cycles', () => {
    expect([1, 8.5, 17.5, 18 + 180].map((area) => nextArrival(DAY, 0, after(area)))).toEqual([0.5, 6.1, 7.9, 88].map((x) => expect.closeTo(x, 9)));
    expect(nextArrival(DAY, 7, after(5 + 4))).toBeCloseTo(10, 12);
    expect(nextArrival(DAY, 5, after(1))).toBeCloseTo(6.2, 12);
  });

  it('end with a plan that is not cyclic, and never come where no rate is', () => {
    expect([nextArrival(ONCE, 7, after(4.9)), nextArrival(ONCE, 7, after(5.1)), nextArrival(ONCE, 9, 0.5)]).toEqual([expect.closeTo(7.98, 9), NEVER, NEVER]);
    expect(nextArrival({ until: [1], rates: [0], cyclic: true }, 0, 0.5)).toBe(NEVER);
  });

  it('the expected number up to the next arrival is -ln u', () => {
    const uniform = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
    fc.assert(
      fc.property(uniform, fc.double({ min: 0, max: 100, noNaN: true }), (u, at) => {
        const next = nextArrival(DAY, at, u);
        expect(next).toBeGreaterThanOrEqual(at);
        expect(expectedArrivals(DAY, at, next)).toBeCloseTo(-Math.log(u), 9);
      }),
    );
  });

  it('are Poisson piece by piece: mean and variance of the counts in 4,000 cycles', () => {
    const words = newStream('arrivals', 5);
    const cycles = 4000;
    const counts = { first: new Array<number>(cycles).fill(0), rest: new Array<number>(cycles).fill(0), none: 0 };
    for (let at = nextArrival(DAY, 0, nextUniform(words, 0)); at < 8 * cycles; at = nextArrival(DAY, at, nextUniform(words, 0))) {
      const within = at % 8;
      if (within >= 4 && within < 6) counts.none++;
      else counts[within < 4 ? 'first' : 'rest'][Math.floor(at / 8)]!++;
    }
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / cycles;
    const variance = (values: number[]) => mean(values.map((value) => (value - mean(values)) ** 2));
    expect(counts.none).toBe(0);
    // means 8 and 10 within four standard errors; index of dispersion 1 within four of sqrt(2 / cycles)
    expect(Math.abs(mean(counts.first) - 8)).toBeLessThan(4 * Math.sqrt(8 / cycles));
    expect(Math.abs(mean(counts.rest) - 10)).toBeLessThan(4 * Math.sqrt(10 / cycles));
    for (const values of [counts.first, counts.rest]) expect(Math.abs(variance(values) / mean(values) - 1)).toBeLessThan(4 * Math.sqrt(2 / cycles));
  });
});
