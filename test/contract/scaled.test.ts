import fc from 'fast-check';
import { scaled } from '../../src/contract/scaled.js';

describe('a number received with a scale', () => {
  it.each([
    [2203, 0.001, 0, 2.203],
    [353, 0.1, 0, 35.3],
    [7, -0.01, 0, -0.07],
    [21.5, 1, 0, 21.5],
    [3, 60, 0, 180],
    [50, 1.8, 32, 122],
  ])('%d of %d, and %d, is %d', (number, scale, offset, expected) => expect(scaled(number, scale, offset)).toBe(expected));

  it('of one over a power of ten is the number that its decimals say', () =>
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 1, max: 9 }), (whole, places) => {
        expect(scaled(whole, Number(`1e-${places}`), 0) + 0).toBe(Number(`${whole}e-${places}`) + 0);
      }),
    ));
});
