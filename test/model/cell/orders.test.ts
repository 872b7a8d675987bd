import { ORDER, ORDER_FIELDS } from '../../../src/model/cell/layout.js';
import { recordCell } from '../../../src/model/cell/record.js';
import { reportCell } from '../../../src/model/cell/report.js';
import { runCell } from '../../../src/model/cell/run.js';
import { startCell } from '../../../src/model/cell/state.js';
import { begun, cellOf, done, HOUR, MIN, MONDAY_US, phase, product, told, unit, type SomeCell } from './cells.js';

const shop = (rest: Partial<SomeCell>) =>
  cellOf({ units: [unit('a', { phases: [phase(30)] })], products: [product('x', 1, [{ id: 'a' }]), product('y', 1, [{ id: 'a' }])], ...rest });

describe('orders', () => {
  it('begin at their release and are late by what they are done after their due date', () => {
    const cell = shop({
      orders: [
        { id: 'o1', product: 'x', batches: 2, release: '2026-03-02T01:00', due: '2026-03-02T01:45' },
        { id: 'o2', product: 'x', batches: 1, release: '2026-03-02T01:00', due: '2026-03-02T02:20' },
        { id: 'o3', product: 'x', batches: 1, release: '2026-03-02T01:00', due: '2026-03-02T03:00' },
      ],
    });
    const { facts, state } = told(cell, 4);
    expect(done(facts).map(([, min]) => min)).toEqual([90, 120, 150, 180]);
    // 15 and 10 min late; the third is done when it is due
    expect(reportCell(cell, state).orders).toEqual({ done: 3, late: 2, meanLateS: 750, latestS: 900 });
    expect([...state.orderDone].map((us) => (us - MONDAY_US) / MIN)).toEqual([120, 150, 180]);
  });

  it('of a demand come again from its first moment on, a past one included', () => {
    const cell = shop({ demand: [{ id: 'd', product: 'x', batches: 1, every: '5 h', first: '2026-03-01T20:00', dueAfter: '20 min' }] });
    const { facts, state } = told(cell, 12);
    // 20:00 the day before, 01:00, 06:00, 11:00
    expect(facts.flatMap((f) => (f.kind === 'order-released' ? [[f.min, (f.dueUs! - MONDAY_US) / MIN]] : []))).toEqual([
      [60, 80],
      [360, 380],
      [660, 680],
    ]);
    expect(reportCell(cell, state).orders).toEqual({ done: 3, late: 3, meanLateS: 600, latestS: 600 });
  });

  it.each([
    ['fifo', [1, 2, 3, 4]],
    ['due', [1, 4, 3, 2]],
    ['priority', [1, 3, 2, 4]],
    ['campaign', [1, 3, 2, 4]],
  ] as const)('a free unit takes batches by the rule %s', (dispatch, batches) => {
    const cell = shop({
      dispatch,
      orders: [
        { id: 'first', product: 'x', batches: 1 },
        { id: 'o2', product: 'y', batches: 1, release: '2026-03-02T00:10', priority: 2 },
        { id: 'o3', product: 'x', batches: 1, release: '2026-03-02T00:15', due: '2026-03-02T08:00', priority: 1 },
        { id: 'o4', product: 'y', batches: 1, release: '2026-03-02T00:20', due: '2026-03-02T07:00', priority: 2 },
      ],
    });
    expect(begun(told(cell, 4).facts).map(([, batch]) => batch)).toEqual(batches);
  });

  it('only so many batches are in process, from their first unit to their end', () => {
    const cell = cellOf({
      inProcess: 2,
      stores: [{ id: 's' }],
      units: [unit('a', { phases: [phase(10)] }), unit('b', { phases: [phase(60)] })],
      products: [product('x', 1, [{ id: 'a', store: 's' }, { id: 'b' }])],
      orders: [{ id: 'o', product: 'x', batches: 4 }],
    });
    expect(begun(told(cell, 4).facts).filter(([id]) => id === 'a')).toEqual([
      ['a', 1, 0],
      ['a', 2, 10],
      ['a', 3, 70],
      ['a', 4, 130],
    ]);
  });

  it('an order whose last batch became part of one of another order is done then', () => {
    const cell = cellOf({
      stores: [{ id: 's' }],
      units: [unit('a', { phases: [phase(10)] }), unit('b', { phases: [phase(60)] })],
      products: [
        product('x', 50, [
          { id: 'a', store: 's' },
          { id: 'b', merge: 2 },
        ]),
      ],
      orders: [
        { id: 'o1', product: 'x', batches: 1 },
        { id: 'o2', product: 'x', batches: 1 },
      ],
    });
    const { facts, state } = told(cell, 4);
    expect(facts.flatMap((f) => (f.kind === 'order-done' ? [[f.id, f.min, f.lost]] : []))).toEqual([
      ['o2', 20, 0],
      ['o1', 80, 0],
    ]);
    expect(reportCell(cell, state).products[0]).toMatchObject({ begun: 2, done: 1, items: 100, lost: 0, meanLeadS: 80 * 60 });
    expect(state.orders.filter((_, i) => i % ORDER_FIELDS === ORDER.used)).toEqual(new Float64Array(8));
  });
});

describe('the record of a run', () => {
  it('holds each batch with its parents, steps, phases, stays and end, each order, and the PackML states of each unit', () => {
    const cell = cellOf({
      stores: [{ id: 's' }],
      releases: [{ id: 'file', record: '30 min' }],
      units: [unit('a', { phases: [phase(10)] }), unit('b', { phases: [phase(60)], setUp: { lasts: '5 min' } })],
      products: [
        product('x', 50, [
          { id: 'one', units: ['a'], store: 's', release: 'file', yield: 0.9 },
          { id: 'two', units: ['b'], merge: 2 },
        ]),
      ],
      orders: [{ id: 'o1', product: 'x', batches: 2, due: '2026-03-02T01:00' }],
    });
    const state = startCell(cell, { seed: 1, replication: 0, atUs: MONDAY_US });
    const record = recordCell(state);
    runCell(cell, state, MONDAY_US + 3 * HOUR);
    const at = (min: number) => MONDAY_US + min * MIN;
    expect(record.orders.get(1)).toEqual({ order: 1, id: 'o1', product: 'x', releasedUs: at(0), dueUs: at(60), doneUs: at(115), lost: 0 });
    expect(record.batches.get(1)).toEqual({
      batch: 1,
      product: 'x',
      order: 1,
      createdUs: at(0),
      items: 50,
      parents: [2],
      steps: [
        { step: 'one', unit: 'a', fromUs: at(0), toUs: at(10), itemsIn: 50, itemsOut: 45, rejected: 5, phases: [{ phase: 'run', fromUs: at(0) }] },
        { step: 'two', unit: 'b', fromUs: at(50), toUs: at(115), itemsIn: 90, itemsOut: 90, rejected: 0, phases: [{ phase: 'run', fromUs: at(55) }] },
      ],
      stays: [
        { where: 's', what: 'stored', atUs: at(10) },
        { where: 'file', what: 'held', atUs: at(10) },
        { where: 'in-order', what: 'released', atUs: at(40) },
      ],
      end: { atUs: at(115), how: 'done' },
    });
    expect(record.batches.get(2)!.end).toEqual({ atUs: at(50), how: 'merged', into: 1 });
    expect(record.units.get('b')).toEqual([
      { fromUs: at(0), account: 'starved', state: 'Idle', mode: 'Production' },
      { fromUs: at(50), account: 'set-up', state: 'Starting', mode: 'Changeover' },
      { fromUs: at(55), account: 'execute', state: 'Execute', mode: 'Production' },
      { fromUs: at(115), account: 'idle', state: 'Idle', mode: 'Production' },
    ]);
  });
});
