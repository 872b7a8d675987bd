import { reportCell } from '../../../src/model/cell/report.js';
import { begun, cellOf, day, done, phase, product, told, unit, type SomeCell } from './cells.js';

const analyst = { persons: { analyst: 1 } };
const mixed = (release: NonNullable<SomeCell['releases']>[number], rest: Partial<SomeCell> = {}) =>
  cellOf({
    calendars: [day('day')],
    teams: [{ id: 'lab', skills: ['analyst'], persons: 1 }],
    stores: [{ id: 'quarantine' }],
    releases: [release],
    units: [unit('mix', { phases: [phase(30)] }), unit('pack', { phases: [phase(10)] })],
    products: [product('x', 60, [{ id: 'mix', store: 'quarantine', release: release.id }, { id: 'pack' }])],
    orders: [{ id: 'o', product: 'x', batches: 1 }],
    ...rest,
  });
const released = (cell: ReturnType<typeof cellOf>, hours = 48) =>
  told(cell, hours).facts.flatMap((f) => (f.kind === 'released' ? [[f.batch, f.deviated, f.min]] : []));

describe('the release of a batch', () => {
  it('takes its tests one after the other, each with its incubation, and the batch goes on then', () => {
    const cell = mixed({
      id: 'qc',
      tests: [
        { id: 'assay', work: { lasts: '1 min', per: 'item', ...analyst }, incubation: '3 h' },
        { id: 'germs', work: { lasts: '20 min', ...analyst } },
      ],
      record: '2 h',
    });
    expect(released(cell)).toEqual([[1, false, 30 + 60 + 180 + 20]]);
    expect(begun(told(cell, 48).facts).at(-1)).toEqual(['pack', 1, 290]);
    expect(reportCell(cell, told(cell, 10).state).teams[0]!.busy).toBeCloseTo(80 / 600, 12);
  });

  it('waits for the review of the record where that is longer', () => {
    expect(released(mixed({ id: 'qc', tests: [{ id: 'assay', work: { lasts: '1 h', ...analyst } }], record: '2 h' }))).toEqual([[1, false, 150]]);
  });

  it('has the batches that wait longest tested first, by so many analysts as there are, within the calendar of the test', () => {
    const cell = mixed(
      { id: 'qc', tests: [{ id: 'assay', calendar: 'day', work: { lasts: '3 h', ...analyst } }] },
      { orders: [{ id: 'o', product: 'x', batches: 4 }] },
    );
    // begun at 06:00, 09:00 and 12:00 (done past the end at 14:00), then Tuesday at 06:00
    expect(released(cell)).toEqual([
      [1, false, 540],
      [2, false, 720],
      [3, false, 900],
      [4, false, 1980],
    ]);
  });

  it('needs the end of a deviation that comes to light after tests and review', () => {
    const cell = mixed({ id: 'qc', record: '1 h', deviation: { probability: 1, lasts: '5 h' } });
    expect(released(cell)).toEqual([[1, true, 390]]);
    expect(reportCell(cell, told(cell, 10).state).deviations).toBe(1);
  });

  it('may be refused, and the store is free again', () => {
    const cell = mixed({ id: 'qc', record: '1 h', reject: 1 });
    const { facts, state } = told(cell, 10);
    expect(facts.find(({ kind }) => kind === 'batch-lost')).toMatchObject({ batch: 1, why: 'not-released', items: 60, min: 90 });
    expect(state.storeCount).toEqual(new Float64Array(1));
    expect(reportCell(cell, state).products[0]).toMatchObject({ begun: 1, done: 0, lost: 1, lostItems: 60, meanLeadS: null });
  });

  it('of a finished batch needs no store, and lead time goes to its end', () => {
    const cell = mixed(
      { id: 'qc', record: '90 min' },
      { products: [product('x', 60, [{ id: 'mix', release: 'qc' }])], orders: [{ id: 'o', product: 'x', batches: 2 }] },
    );
    const { facts, state } = told(cell, 10);
    expect(done(facts)).toEqual([
      [1, 120],
      [2, 150],
    ]);
    expect(reportCell(cell, state).products[0]!.meanLeadS).toBe(120 * 60);
  });

  it('that the hold limit of the store ends frees the analyst at work on it', () => {
    const cell = mixed(
      { id: 'qc', tests: [{ id: 'assay', work: { lasts: '10 h', ...analyst } }] },
      { stores: [{ id: 'quarantine', holdLimit: '2 h', afterLimit: 'scrap' }], orders: [{ id: 'o', product: 'x', batches: 2 }] },
    );
    const { facts, state } = told(cell, 4);
    expect(facts.flatMap((f) => (f.kind === 'batch-lost' ? [[f.batch, f.why, f.min]] : []))).toEqual([
      [1, 'hold-limit', 150],
      [2, 'hold-limit', 180],
    ]);
    expect(state.busy).toEqual(new Float64Array(1));
    expect(reportCell(cell, state)).toMatchObject({ holdBreaches: 2, teams: [{ team: 'lab', busy: 150 / 240 }] }); // 30-150 and 150-180
  });
});

describe('stores', () => {
  it('that are full block the unit before', () => {
    const cell = cellOf({
      stores: [{ id: 's', capacity: 1 }],
      units: [unit('mix', { phases: [phase(10)] }), unit('pack', { phases: [phase(60)] })],
      products: [product('x', 1, [{ id: 'mix', store: 's' }, { id: 'pack' }])],
      orders: [{ id: 'o', product: 'x', batches: 4 }],
    });
    const { facts, state } = told(cell, 1.5);
    expect(begun(facts)).toEqual([
      ['mix', 1, 0],
      ['mix', 2, 10],
      ['pack', 1, 10],
      ['mix', 3, 20],
      ['pack', 2, 70],
      ['mix', 4, 70],
    ]);
    expect(reportCell(cell, state).inStores).toEqual({ s: 1 });
    expect(reportCell(cell, state).units[0]!.accountS.blocked).toBe(50 * 60);
  });

  it('take a divided batch only where all its parts fit', () => {
    const cell = cellOf({
      stores: [{ id: 's', capacity: 2 }],
      units: [unit('mix', { phases: [phase(10)] }), unit('pack', { phases: [phase(60)] })],
      products: [product('x', 4, [{ id: 'mix', store: 's', split: 2 }, { id: 'pack' }])],
      orders: [{ id: 'o', product: 'x', batches: 2 }],
    });
    const { facts } = told(cell, 4);
    // two parts at 10, one of them in pack until 70; at 70 the store is empty
    expect(facts.flatMap((f) => (f.kind === 'stored' ? [f.min] : []))).toEqual([10, 10, 70, 70]);
  });

  it('count a batch that waits too long, once, and let it go on', () => {
    const cell = cellOf({
      stores: [{ id: 's', holdLimit: '50 min' }],
      units: [unit('mix', { phases: [phase(10)] }), unit('pack', { phases: [phase(60)] })],
      products: [product('x', 1, [{ id: 'mix', store: 's' }, { id: 'pack' }])],
      orders: [{ id: 'o', product: 'x', batches: 3 }],
    });
    const { facts, state } = told(cell, 5);
    expect(done(facts).map(([, min]) => min)).toEqual([70, 130, 190]); // waits of 0, 50 (at its limit to the minute) and 100 min
    expect(reportCell(cell, state).holdBreaches).toBe(2);
  });

  it('a unit that looks ahead begins only where its batch finds room, and keeps that room', () => {
    const cell = cellOf({
      stores: [{ id: 's', capacity: 1 }],
      units: [unit('mix', { phases: [phase(10)], blocking: 'before-service' }), unit('pack', { phases: [phase(60)] })],
      products: [product('x', 1, [{ id: 'mix', store: 's' }, { id: 'pack' }])],
      orders: [{ id: 'o', product: 'x', batches: 3 }],
    });
    expect(begun(told(cell, 3).facts)).toEqual([
      ['mix', 1, 0],
      ['pack', 1, 10],
      ['mix', 2, 10], // now there is room
      ['pack', 2, 70],
      ['mix', 3, 70],
      ['pack', 3, 130],
    ]);
  });

  it('a chain of units that look ahead, the second of which loads a third, waits for each place behind', () => {
    const cell = cellOf({
      units: [
        unit('a', { phases: [phase(10)], blocking: 'before-service' }),
        unit('b', { phases: [phase(10)], blocking: 'before-service' }),
        unit('c', { phases: [phase(40)] }),
      ],
      products: [product('x', 1, [{ id: 'a' }, { id: 'b', loads: true }, { id: 'c' }]), product('y', 1, [{ id: 'c' }])],
      orders: [
        { id: 'o', product: 'x', batches: 2 },
        { id: 'p', product: 'y', batches: 1 },
      ],
    });
    expect(begun(told(cell, 3).facts)).toEqual([
      ['a', 1, 0],
      ['c', 3, 0],
      ['b', 1, 40], // it stood on a from 10 on
      ['c', 1, 50],
      ['a', 2, 50],
      ['b', 2, 90],
      ['c', 2, 100],
    ]);
  });
});
