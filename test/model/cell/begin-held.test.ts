import { standFrom } from '../../../src/model/cell/begin.js';
import { BATCH, RECORD } from '../../../src/model/cell/layout.js';
import type { LotSituation } from '../../../src/model/cell/situation.js';
import { batchField } from '../../../src/model/cell/table.js';
import { cellOf, HOUR, MONDAY_US, phase, product, unit } from './cells.js';

describe('a lot that is held since ten hours, its review takes up to twenty', () => {
  const cell = cellOf({
    stores: [{ id: 'cold' }],
    releases: [{ id: 'bulk', tests: [{ id: 'count', work: { lasts: '30 h' } }], record: { dist: 'uniform', min: '0 h', max: '20 h' } }],
    units: [unit('a', { phases: [phase(10)] })],
    products: [product('gel', 10, [{ id: 'mix', units: ['a'], store: 'cold', release: 'bulk' }])],
  });
  const atUs = MONDAY_US + 24 * HOUR;
  const sinceUs = atUs - 10 * HOUR;
  const test: LotSituation['test'] = { test: 'count', doing: 'work', sinceUs };
  const lot = {
    lot: 'L',
    product: 'gel',
    order: null,
    step: 'mix',
    status: 'held',
    items: 10,
    rejected: 0,
    store: 'cold',
    sinceUs,
    begunUs: null,
    test,
  } as const;

  const reviewsDone = (mayBeDone: boolean) => {
    const lots: LotSituation[] = [{ ...lot, record: { doing: 'review', sinceUs, mayBeDone } }];
    const stands = Array.from({ length: 400 }, (_, replication) => standFrom(cell, { atUs, places: [], lots, orders: [] }, { seed: 1, replication }));
    return stands.filter(({ state }) => batchField(state, 0, BATCH.record) === RECORD.done).length;
  };

  it('has its review behind it by chance where nothing tells', () => {
    const share = reviewsDone(true) / 400;
    expect(share).toBeGreaterThan(0.45);
    expect(share).toBeLessThan(0.55);
  });

  it('and has not where it only waits for it', () => {
    expect(reviewsDone(false)).toBe(0);
  });
});
