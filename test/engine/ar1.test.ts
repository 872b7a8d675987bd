import { ar1Correlation, ar1Likelihood, ar1Quadratic } from '../../src/engine/ar1.js';
import { newStream, nextUniform } from '../../src/engine/random.js';
import { normalUpper } from '../../src/engine/special.js';
import fc from '../property.js';

const rising = (gaps: readonly number[]) => gaps.map((_, i) => gaps.slice(0, i + 1).reduce((sum, gap) => sum + gap, 0));

describe('a first-order autoregression', () => {
  it('has the variance of a weighted sum that the whole matrix gives, whatever the gaps', () => {
    const cell = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 0, max: 4 }));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 12 }), fc.integer({ min: 0, max: 99 }), (cells, percent) => {
        const v = cells.map(([value]) => value);
        const places = rising(cells.map(([, gap]) => gap));
        const rho = percent / 100;
        const whole = v.reduce((sum, a, i) => sum + v.reduce((row, b, j) => row + a * b * rho ** Math.abs(places[i]! - places[j]!), 0), 0);
        expect(ar1Quadratic(v, places, rho)).toBeCloseTo(whole, 8);
      }),
    );
  });

  it('a restricted likelihood worked by hand: two values about one mean', () => {
    // Of two neighbours only the difference d tells: its variance is 2 (1 - rho), and -ln of that - ln(d^2 / that) does not depend on rho.
    const ones = [Float64Array.of(1, 1)];
    const [a, b] = [0.2, 0.7].map((rho) => ar1Likelihood([3, 5], ones, [0, 1], rho)!);
    expect(a).toBeCloseTo(b!, 12);
    expect(ar1Likelihood([3, 5], [Float64Array.of(1, 1), Float64Array.of(2, 2)], [0, 1], 0.2)).toBeNull();
  });

  it.each([0, 0.4, 0.8])('of %d is found again', (rho) => {
    const words = newStream('ar1-test', 3);
    const noise = () => normalUpper(1 - nextUniform(words, 0));
    const n = 800;
    let error = noise();
    const y = Array.from({ length: n }, () => (error = rho * error + Math.sqrt(1 - rho * rho) * noise()));
    const places = y.map((_, i) => i);
    const columns = [y.map(() => 1), places];
    // Its standard error is root((1 - rho^2) / n): 3 of them at most.
    expect(Math.abs(ar1Correlation(y, columns, places) - rho)).toBeLessThan(3 * Math.sqrt((1 - rho * rho) / n));
  });

  it('is none where the fit is exact', () => {
    expect(ar1Correlation([0, 0, 0, 0], [[1, 1, 1, 1]], [0, 1, 2, 3])).toBe(0);
  });
});
