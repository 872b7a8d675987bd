import fc from '../../property.js';
import { keyOf, notPreferred, preferred, preferredByMeans, type Lead } from '../../../src/engine/search/preference.js';
import type { Goal } from '../../../src/engine/search/search.js';

const lead = fc
  .tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: 0, max: 3 }))
  .map(([middle, half]): Lead => ({ low: middle - half, high: middle + half, enough: 1 }));
const leads = fc.array(lead, { minLength: 1, maxLength: 3 });
const reversed = (of: readonly Lead[]) => of.map(({ low, high, enough }) => ({ low: -high, high: -low, enough }));
const preference = fc.constantFrom('pareto' as const, 'lexicographic' as const);
const sure = (...middles: number[]): Lead[] => middles.map((middle) => ({ low: middle, high: middle, enough: 1 }));

describe('preference', () => {
  it('among goals that each count for themselves goes to who is ahead somewhere and behind nowhere', () => {
    expect([sure(2, 0), sure(2, -0.5), sure(2, -1), sure(0.5, 0.5)].map((of) => preferred(of, 'pareto'))).toEqual([true, true, false, false]);
  });

  it('among goals of which the first counts most goes to who is ahead in the first that makes a difference', () => {
    expect([sure(2, -9), sure(0.5, 2), sure(-1, 9), sure(-0.5, 2, -9)].map((of) => preferred(of, 'lexicographic'))).toEqual([true, true, false, true]);
  });

  it('is never both sure and excluded, nor sure of both', () => {
    fc.assert(
      fc.property(leads, preference, (of, by) => {
        expect(preferred(of, by) && notPreferred(of, by)).toBe(false);
        expect(preferred(of, by) && preferred(reversed(of), by)).toBe(false);
      }),
    );
  });

  it('is sure, or excluded, where every difference is known exactly', () => {
    const exact = fc.array(
      fc.integer({ min: -3, max: 3 }).map((x) => 1.5 * x),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(fc.property(exact, preference, (middles, by) => preferred(sure(...middles), by) !== notPreferred(sure(...middles), by)));
  });

  it('by means rounds all goals but the last to what makes a difference', () => {
    const goals: Goal[] = [
      { better: 'more', indifference: 10 },
      { better: 'more', indifference: 10 },
    ];
    expect(keyOf([104, 104], goals)).toEqual([10, 10.4]);
    expect(preferredByMeans([104, 101], [96, 100], goals, 'lexicographic')).toBe(true);
    expect(preferredByMeans([96, 101], [104, 100], goals, 'lexicographic')).toBe(true);
    expect(preferredByMeans([96, 101], [104, 100], goals, 'pareto')).toBe(false);
    expect(preferredByMeans([104, 100], [104, 100], goals, 'lexicographic')).toBe(false);
  });
});
