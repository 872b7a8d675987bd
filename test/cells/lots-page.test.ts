import fc from '../property.js';
import { pageOfLots, type LotsWanted } from '../../src/cells/lots-page.js';
import type { LotRecord } from '../../src/contract/cell-view.js';
import { LOT_SORTS } from '../../src/contract/lot-page.js';
import { lotRecord } from '../lot-record.js';

const lot = (name: string, over: Partial<LotRecord> = {}): LotRecord => lotRecord({ lot: name, ...over });
const WANTED: LotsWanted = { fromUs: 0, toUs: 100, sort: 'begun', limit: 10 };
const names = (lots: LotRecord[], wanted: Partial<LotsWanted>) => pageOfLots(lots, { ...WANTED, ...wanted }, 100)!.items.map(({ lot: name }) => name);

describe('a page of lots', () => {
  const lots = [
    lot('A', { begunUs: -50, endedUs: -10, outcome: 'done', good: 5 }),
    lot('B', { begunUs: -20, endedUs: 30, outcome: 'done', good: 9 }),
    lot('C', { begunUs: 10, product: 'salt' }),
    lot('D', { begunUs: 20, endedUs: 40, outcome: 'lost', good: 0 }),
    lot('E', { begunUs: 100 }),
  ];

  it('has the lots that were under way within the window', () => {
    expect(names(lots, {})).toEqual(['B', 'C', 'D']);
    expect(names(lots, { fromUs: -100 })).toEqual(['A', 'B', 'C', 'D']);
    expect(names(lots, { toUs: 101 })).toEqual(['B', 'C', 'D', 'E']);
  });

  it('has those of a product or an outcome alone', () => {
    expect(names(lots, { product: 'salt' })).toEqual(['C']);
    expect(names(lots, { outcome: 'under-way' })).toEqual(['C']);
    expect(names(lots, { outcome: 'lost' })).toEqual(['D']);
  });

  it('is sorted by what is asked, and what is not known comes last', () => {
    expect(names(lots, { sort: '-begun' })).toEqual(['D', 'C', 'B']);
    expect(names(lots, { sort: 'good' })).toEqual(['D', 'B', 'C']);
    expect(names(lots, { sort: '-good' })).toEqual(['B', 'D', 'C']);
    expect(names(lots, { sort: '-ended' })).toEqual(['D', 'B', 'C']);
  });

  it('is refused where the lot of its cursor is not among them', () => expect(pageOfLots(lots, { ...WANTED, cursor: 'Z' }, 100)).toBeNull());

  it('with those that follow it has every lot once, in order', () => {
    const some = fc.uniqueArray(fc.record({ n: fc.nat(999), at: fc.nat(5), good: fc.option(fc.nat(3)) }), { selector: ({ n }) => n, maxLength: 12 });
    fc.assert(
      fc.property(some, fc.constantFrom(...LOT_SORTS), fc.integer({ min: 1, max: 5 }), (drawn, sort, limit) => {
        const all = drawn.map(({ n, at, good }) => lot(`L${n}`, { begunUs: at, good }));
        const seen: string[] = [];
        for (let cursor: string | null | undefined; cursor !== null;) {
          const page = pageOfLots(all, { ...WANTED, sort, limit, cursor }, 100)!;
          expect(page.total).toBe(all.length);
          expect(page.items.length).toBeLessThanOrEqual(limit);
          seen.push(...page.items.map(({ lot: name }) => name));
          cursor = page.next;
        }
        expect(seen).toEqual(names(all, { sort, limit: 500 }));
        expect([...seen].sort()).toEqual(all.map(({ lot: name }) => name).sort());
      }),
    );
  });
});
