import fc from '../property.js';
import { commonSubsequence, warpingDistance } from '../../src/engine/sequence.js';

const REAL = [4.1, 3.9, 4.0, 5.2, 4.1, 4.0, 9.5, 4.2, 4.0, 3.9];
const TWIN = [4.0, 4.0, 5.0, 4.0, 4.1, 9.0, 4.0, 4.1, 4.0, 4.0];

const few = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 6 });

/** By its definition, without a table. */
function warpingByRecursion(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) return a.length === b.length ? 0 : Infinity;
  const [shorterA, shorterB] = [a.slice(0, -1), b.slice(0, -1)];
  const before = [warpingByRecursion(shorterA, shorterB), warpingByRecursion(shorterA, b), warpingByRecursion(a, shorterB)];
  return Math.abs(a.at(-1)! - b.at(-1)!) + Math.min(...before);
}

function commonByRecursion(a: readonly number[], b: readonly number[], tolerance: number, shift: number): number {
  if (a.length === 0 || b.length === 0) return 0;
  const [shorterA, shorterB] = [a.slice(0, -1), b.slice(0, -1)];
  if (Math.abs(a.length - b.length) <= shift && Math.abs(a.at(-1)! - b.at(-1)!) <= tolerance)
    return commonByRecursion(shorterA, shorterB, tolerance, shift) + 1;
  return Math.max(commonByRecursion(shorterA, b, tolerance, shift), commonByRecursion(a, shorterB, tolerance, shift));
}

describe('how far two sequences are apart', () => {
  it('by warping: two inter-departure sequences with one part moved', () => {
    expect(warpingDistance(REAL, TWIN)).toBeCloseTo(1.5, 12);
    expect(warpingDistance(REAL, REAL)).toBe(0);
  });

  it('by warping as by its definition', () => {
    fc.assert(
      fc.property(few, few, (a, b) => (a.length > 0 && b.length > 0 ? warpingDistance(a, b) === warpingByRecursion(a, b) : warpingDistance(a, b) === Infinity)),
    );
  });

  it('a window of 0 compares place by place, and one too narrow for the lengths has no path', () => {
    expect([warpingDistance([1, 5, 2], [1, 2, 5], 0), warpingDistance([1, 5, 2], [1, 2, 5]), warpingDistance([1, 2, 3], [1], 1)]).toEqual([6, 4, Infinity]);
  });

  it('by their longest common subsequence', () => {
    expect(commonSubsequence(REAL, TWIN, 0.3, 2)).toEqual({ length: 8, similarity: 0.8 });
    expect(commonSubsequence(REAL, [], 0.3)).toEqual({ length: 0, similarity: 0 });
    expect(commonSubsequence([1, 2], [9, 1, 9, 2], 0)).toEqual({ length: 2, similarity: 1 });
  });

  it('by their longest common subsequence as by its definition', () => {
    fc.assert(
      fc.property(few, few, fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 4 }), (a, b, tolerance, shift) => {
        expect(commonSubsequence(a, b, tolerance, shift).length).toBe(commonByRecursion(a, b, tolerance, shift));
      }),
    );
  });
});
