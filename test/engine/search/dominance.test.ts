import fc from '../../property.js';
import { crowding, dominates, hypervolume, layers } from '../../../src/engine/search/dominance.js';

const merits = (goals: number) => fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: goals, maxLength: goals }), { maxLength: 8 });

/** Unit cubes of the grid that a point covers, counted one by one. */
function counted(points: readonly (readonly number[])[], goals: number): number {
  const cells = Array.from({ length: 6 ** goals }, (_, i) => Array.from({ length: goals }, (__, g) => Math.floor(i / 6 ** g) % 6));
  return cells.filter((cell) => points.some((point) => point.every((value, g) => value > cell[g]!))).length;
}

describe('dominance', () => {
  it('is to be nowhere worse and somewhere better', () => {
    expect([dominates([2, 1], [1, 1]), dominates([1, 1], [1, 1]), dominates([2, 0], [1, 1])]).toEqual([true, false, false]);
  });

  it('orders points in layers, of which none dominates another of its own and each is dominated by one of the layer before', () => {
    fc.assert(
      fc.property(merits(3), (points) => {
        const found = [...layers(points, dominates)];
        expect(found.flat()).toHaveLength(points.length);
        for (const [depth, layer] of found.entries()) {
          for (const point of layer) {
            expect(layer.some((other) => dominates(other, point))).toBe(false);
            if (depth > 0) expect(found[depth - 1]!.some((other) => dominates(other, point))).toBe(true);
          }
        }
      }),
    );
  });

  it('gives points room by their neighbours', () => {
    expect(
      crowding([
        [0, 4],
        [1, 3],
        [4, 0],
      ]),
    ).toEqual([Infinity, 2, Infinity]);
    expect(crowding([])).toEqual([]);
    expect(crowding([[1, 1]])).toEqual([Infinity]);
  });

  it.each([1, 2, 3, 4])('the hypervolume of %d goals is what one counts', (goals) => {
    fc.assert(
      fc.property(merits(goals), (points) => hypervolume(points, Array(goals).fill(0)) === counted(points, goals)),
      { numRuns: 50 },
    );
  });

  it('the hypervolume of a front by hand', () => {
    expect(
      hypervolume(
        [
          [1, 3],
          [2, 2],
          [3, 1],
        ],
        [0, 0],
      ),
    ).toBe(6);
    expect(
      hypervolume(
        [
          [1, 3],
          [-1, 9],
        ],
        [0, 0],
      ),
    ).toBe(3);
  });
});
