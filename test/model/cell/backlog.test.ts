import fc from '../../property.js';
import { NEVER } from '../../../src/engine/calendar.js';
import { clearBatchTimers, nextBatchTimer, setBatchTimer } from '../../../src/model/cell/batch-timers.js';
import { BATCH, BATCH_FIELDS, BATCH_TIMERS, CLOCK } from '../../../src/model/cell/layout.js';
import { takeBatchRow } from '../../../src/model/cell/rows.js';
import { runCell } from '../../../src/model/cell/run.js';
import { startCell } from '../../../src/model/cell/state.js';
import { begun, cellOf, HOUR, MONDAY_US, phase, product, told, unit, type SomeCell } from './cells.js';

const LUCK = { seed: 1, replication: 0, atUs: MONDAY_US };
const steps = (orders: NonNullable<SomeCell['orders']>, rest: Partial<SomeCell> = {}) =>
  cellOf({
    stores: [{ id: 's' }],
    units: [unit('mix', { phases: [phase(20)] }), unit('dry', { phases: [phase(30)] })],
    products: [product('x', 10, [{ id: 'mix', store: 's' }, { id: 'dry' }]), product('y', 10, [{ id: 'mix', store: 's' }, { id: 'dry' }])],
    orders,
    ...rest,
  });

describe('a backlog', () => {
  it('has rows for what has begun alone, however much has been ordered', () => {
    const cell = steps(Array.from({ length: 2000 }, (_, i) => ({ id: `o${i}`, product: 'x', batches: 100_000 })));
    const state = startCell(cell, LUCK);
    runCell(cell, state, MONDAY_US + 10 * HOUR);
    const live = state.batches.filter((status, i) => i % BATCH_FIELDS === BATCH.status && status > 0).length;
    expect([live, state.batches.length / BATCH_FIELDS]).toEqual([12, 32]); // 31 begun until 10:00, 19 done: 50, 80 and so on to 590
    expect(state.clock[CLOCK.inProcess]).toBe(12);
    expect(state.waitingAt[0]).toBe(2e8 - 31);
    expect(state.clock[CLOCK.serial]).toBe(2e8);
  });

  it.each([
    ['fifo', [0, 1, 2, 3]],
    ['due', [2, 0, 3, 1]],
    ['priority', [3, 1, 0, 2]],
    ['campaign', [0, 2, 1, 3]],
  ] as const)('is begun by the rule %s, and by waiting where that leaves it open', (dispatch, expected) => {
    const cell = steps(
      [
        { id: 'a', product: 'x', batches: 2, priority: 5, due: '2026-03-10T00:00' },
        { id: 'b', product: 'y', batches: 2, priority: 2, due: '2026-03-12T00:00' },
        { id: 'c', product: 'x', batches: 2, priority: 5, due: '2026-03-09T00:00' },
        { id: 'd', product: 'y', batches: 2, priority: 1, due: '2026-03-11T00:00' },
      ],
      { dispatch },
    );
    const mixed = begun(told(cell, 4).facts).flatMap(([id, batch]) => (id === 'mix' ? [batch] : []));
    expect(mixed).toEqual(expected.flatMap((order) => [2 * order + 1, 2 * order + 2]));
  });

  it('of orders with releases of their own begins in their time, in the order of the file at one instant', () => {
    const cell = steps([
      { id: 'late', product: 'x', batches: 1, release: '2026-03-02T02:00' },
      { id: 'early', product: 'x', batches: 1, release: '2026-03-02T01:00' },
      { id: 'too', product: 'y', batches: 1, release: '2026-03-02T01:00' },
      { id: 'at-once', product: 'y', batches: 1 },
      { id: 'long-ago', product: 'y', batches: 1, release: '2026-03-01T01:00' },
    ]);
    const released = told(cell, 4).facts.flatMap((f) => (f.kind === 'order-released' ? [[f.id, f.min]] : []));
    expect(released).toEqual([
      ['at-once', 0],
      ['long-ago', 0],
      ['early', 60],
      ['too', 60],
      ['late', 120],
    ]);
  });

  it('waits whole where as many as may be in process have begun', () => {
    const cell = steps([{ id: 'o', product: 'x', batches: 50 }], { inProcess: 2 });
    const { state, facts } = told(cell, 3);
    expect(begun(facts).filter(([id]) => id === 'mix').length).toBe(7); // 0, 20, then one for each that is dry: 50, 80, 110, 140, 170
    expect(state.clock[CLOCK.inProcess]).toBe(2);
  });
});

describe('timers of batches', () => {
  const cell = steps([]);
  const change = fc.tuple(fc.integer({ min: 0, max: 69 }), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 20 }));

  it('the next is the earliest, of equals that of the batch made first, in the order laboratory, record, hold limit', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 150 }), fc.integer({ min: 1, max: 70 }), (changes, made) => {
        const state = startCell(cell, LUCK);
        const serials = Array.from({ length: made }, (_, i) => (i * 31) % 71);
        const take = (serial: number) => takeBatchRow(state, { serial, status: 1, product: 0, order: 0, step: 0, items: 1, begun: true, born: 0, since: 0 });
        serials.forEach(take);
        for (const [row, which, atUs] of changes) {
          if (row >= made) continue;
          if (which === BATCH_TIMERS) clearBatchTimers(state, row);
          else setBatchTimer(state, row, which, atUs);
          const all = serials.flatMap((serial, r) => [0, 1, 2].map((w) => ({ atUs: state.batchTimers[3 * r + w]!, serial, w, slot: 3 * r + w })));
          const [first] = all.sort((a, b) => a.atUs - b.atUs || a.serial - b.serial || a.w - b.w);
          const next = nextBatchTimer(state);
          if (first!.atUs === NEVER) expect(state.batchTimers[next]).toBe(NEVER);
          else expect(next).toBe(first!.slot);
        }
      }),
      { numRuns: 50, seed: 20261125 },
    );
  });
});
