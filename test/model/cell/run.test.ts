import { BATCH, BATCH_FIELDS } from '../../../src/model/cell/layout.js';
import { cellOf, day, phase, product, told, unit } from './cells.js';

describe('a cell of batch units', () => {
  it('batches go through their route, wait for a unit that is taken, and block the one before', () => {
    const cell = cellOf({
      units: [unit('mix', { phases: [phase(30)] }), unit('dry', { phases: [phase(50)] })],
      products: [product('a', 100, [{ id: 'mix' }, { id: 'dry', yield: 0.9 }])],
      orders: [{ id: 'o1', product: 'a', batches: 3 }],
    });
    const { facts, state } = told(cell, 10);
    expect(facts.filter(({ kind }) => kind === 'step-begun').map((f) => (f.kind === 'step-begun' ? [f.unit, f.batch, f.min] : []))).toEqual([
      ['mix', 1, 0],
      ['dry', 1, 30],
      ['mix', 2, 30],
      ['dry', 2, 80],
      ['mix', 3, 80],
      ['dry', 3, 130],
    ]);
    expect(facts.filter(({ kind }) => kind === 'batch-done').map((f) => (f.kind === 'batch-done' ? [f.items, f.min] : []))).toEqual([
      [90, 80],
      [90, 130],
      [90, 180],
    ]);
    expect(facts.at(-1)).toMatchObject({ kind: 'account', account: 'idle' });
    expect(state.batches.filter((_, i) => i % BATCH_FIELDS === BATCH.status)).toEqual(new Float64Array(state.batches.length / BATCH_FIELDS));
  });

  it('people and utilities hold up what needs them until they are free', () => {
    const cell = cellOf({
      teams: [{ id: 'crew', skills: ['operator'], persons: 1, calendar: 'day' }],
      calendars: [day('day')],
      utilities: [{ id: 'steam', unit: 'kg', capacity: 100, energy: { heat: 0.8 } }],
      carriers: [{ id: 'electricity' }, { id: 'heat' }],
      units: [
        unit('a1', { phases: [phase(60, { persons: { operator: 1 } })] }),
        unit('a2', { phases: [phase(60, { utilities: { steam: 80 } })] }),
        unit('a3', { phases: [phase(60, { utilities: { steam: 80 } })] }),
      ],
      products: [product('x', 10, [{ id: 'one', units: ['a1'] }]), product('y', 10, [{ id: 'two', units: ['a2', 'a3'] }])],
      orders: [
        { id: 'o1', product: 'x', batches: 2 },
        { id: 'o2', product: 'y', batches: 2 },
      ],
    });
    const { facts, state } = told(cell, 24);
    const done = facts.flatMap((f) => (f.kind === 'batch-done' ? [f.min] : []));
    expect(done).toEqual([60, 120, 420, 480]); // the shift begins at 06:00; steam serves one at a time
    expect(state.used[0]).toBeCloseTo(160, 9);
    expect(state.carrierKwh[1]).toBeCloseTo(128, 9);
  });
});
