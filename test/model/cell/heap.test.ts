import fc from '../../property.js';
import { push, remove, rowsIn, topOf, type Links } from '../../../src/model/cell/heap.js';

const ROWS = 40;
const ranks = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: ROWS, maxLength: ROWS });
/** Puts a row into one of two heaps where it is in none, else takes it out. */
const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: ROWS - 1 }), fc.integer({ min: 0, max: 1 })), { maxLength: 300 });

it('the top of a heap is the row that goes first of those that were put in and not taken out', () => {
  fc.assert(
    fc.property(ranks, steps, (rank, changes) => {
      const links: Links = { table: new Float64Array(5 * ROWS), fields: 5, first: 1 };
      const tops = new Float64Array(2);
      const before = (a: number, b: number) => rank[a]! < rank[b]! || (rank[a] === rank[b] && a < b);
      const inside = [new Set<number>(), new Set<number>()];
      for (const [row, heap] of changes) {
        const at = inside.findIndex((rows) => rows.has(row));
        if (at < 0) push(links, tops, heap, row, before);
        else remove(links, tops, at, row, before);
        if (at < 0) inside[heap]!.add(row);
        else inside[at]!.delete(row);
        inside.forEach((rows, k) => {
          const sorted = [...rows].sort((a, b) => (before(a, b) ? -1 : 1));
          expect(topOf(tops, k)).toBe(sorted[0] ?? -1);
          expect(rowsIn(links, tops, k).sort((a, b) => (before(a, b) ? -1 : 1))).toEqual(sorted);
        });
      }
      expect(links.table.filter((_, i) => i % 5 === 0 || i % 5 === 4)).toEqual(new Float64Array(2 * ROWS)); // other fields stay
    }),
    { numRuns: 100, seed: 20261125 },
  );
});

it('a row that is in no heap can be taken out of one, which changes nothing', () => {
  const links: Links = { table: new Float64Array(9), fields: 3, first: 0 };
  const tops = new Float64Array(1);
  push(links, tops, 0, 2, () => true);
  remove(links, tops, 0, 1, () => true);
  expect(rowsIn(links, tops, 0)).toEqual([2]);
});
