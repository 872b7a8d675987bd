import fc from '../../property.js';
import { coordinateOf, gridOf, levelAt, levelsOf, type Factor } from '../../../src/engine/search/factors.js';

const onGrid = fc
  .record({ from: fc.integer({ min: -50, max: 50 }), levels: fc.integer({ min: 2, max: 40 }), step: fc.constantFrom(0.1, 0.25, 1, 3) })
  .map(({ from, levels, step }): Factor => ({ from, to: from + (levels - 1) * step, step }));

describe('factors', () => {
  it('a level of a grid is a decimal number of it, within bounds, at every coordinate', () => {
    fc.assert(
      fc.property(onGrid, fc.double({ min: -5, max: 5, noNaN: true }), (factor, coordinate) => {
        const level = levelAt(factor, coordinate);
        const steps = (level - factor.from) / factor.step!;
        expect(Math.abs(steps - Math.round(steps))).toBeLessThan(1e-9);
        expect(level).toBeGreaterThanOrEqual(factor.from);
        expect(level).toBeLessThanOrEqual(factor.to + 1e-9);
        expect(String(level).length).toBeLessThan(8);
      }),
    );
  });

  it('a level is found again at its coordinate', () => {
    fc.assert(fc.property(onGrid, (factor) => gridOf([factor]).every(([level]) => levelAt(factor, coordinateOf(factor, level!)) === level)));
    expect(levelAt({ from: -3, to: 5 }, coordinateOf({ from: -3, to: 5 }, 1.5))).toBe(1.5);
  });

  it('is mirrored at its bounds', () => {
    expect([-0.25, 0.25, 1.75, 2.25].map((coordinate) => levelAt({ from: 0, to: 4 }, coordinate))).toEqual([1, 1, 1, 1]);
    expect([1, 1.25, -1].map((coordinate) => levelAt({ from: 0, to: 4 }, coordinate))).toEqual([4, 3, 4]);
  });

  it('a grid ends at the last level not above the bound, and combines with others', () => {
    expect([levelsOf({ from: 0, to: 1, step: 0.3 }), levelsOf({ from: 0, to: 0.3, step: 0.1 }), levelsOf({ from: 0, to: 1 })]).toEqual([4, 4, Infinity]);
    expect(
      gridOf([
        { from: 0.1, to: 0.3, step: 0.1 },
        { from: 5, to: 6, step: 1 },
      ]),
    ).toEqual([
      [0.1, 5],
      [0.1, 6],
      [0.2, 5],
      [0.2, 6],
      [0.3, 5],
      [0.3, 6],
    ]);
    expect(() => gridOf([{ from: 0, to: 1 }])).toThrow(RangeError);
  });
});
