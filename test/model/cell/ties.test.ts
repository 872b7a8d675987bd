import { reportCell } from '../../../src/model/cell/report.js';
import { begun, cellOf, day, done, phase, product, told, unit, accounts, type SomeCell } from './cells.js';

/** Kinds of facts of one minute, in their order. */
const at = (cell: ReturnType<typeof cellOf>, min: number, kinds: string[]) =>
  told(cell, 24)
    .facts.filter((f) => f.min === min && kinds.includes(f.kind))
    .map((f) => f.kind);
const jam = (rest: object) => [{ id: 'jam', name: { en: 'jam', fr: 'jam' }, class: 'failure' as const, every: '1 h', lasts: '10 min', ...rest }];

/** At one instant: calendars, outages, orders, demand, zones, ends of work and repairs, stops, idle places, batches; then everything starts. */
describe('at one instant', () => {
  const two = (rest: Partial<SomeCell>) =>
    cellOf({ calendars: [day('day')], units: [unit('a', { calendar: 'day', phases: [phase(60)] })], products: [product('x', 1, [{ id: 'a' }])], ...rest });

  it('a calendar opens its units before orders are released, which begin then', () => {
    const { facts } = told(two({ orders: [{ id: 'o', product: 'x', batches: 1, release: '2026-03-02T06:00' }] }), 24);
    expect(facts.filter(({ min }) => min === 360).map((f) => (f.kind === 'account' ? f.account : f.kind))).toEqual([
      'idle',
      'order-released',
      'batch-created',
      'step-begun',
      'phase-begun',
      'execute',
    ]);
  });

  it('a calendar closes before an outage is read, and the outage counts where both hold', () => {
    const cell = two({ units: [unit('a', { calendar: 'day', outages: [{ from: '2026-03-02T06:00', to: '2026-03-02T07:00' }], phases: [phase(60)] })] });
    expect(accounts(told(cell, 24).facts, 'a')).toEqual([
      ['idle', 420],
      ['off', 840],
    ]);
    const facts = told(cell, 24).facts.filter((f) => f.kind === 'account' && f.min === 360);
    expect(facts.map((f) => (f.kind === 'account' ? f.account : ''))).toEqual([]); // away already when the calendar opens it
  });

  it('an outage begins before orders, which wait for its end', () => {
    const cell = two({
      units: [unit('a', { outages: [{ from: '2026-03-02T06:00', to: '2026-03-02T07:00' }], phases: [phase(60)] })],
      orders: [{ id: 'o', product: 'x', batches: 1, release: '2026-03-02T06:00' }],
    });
    expect(begun(told(cell, 24).facts)).toEqual([['a', 1, 420]]);
  });

  it('orders of the plan are released before those of a demand', () => {
    const cell = two({
      demand: [{ id: 'd', product: 'x', batches: 1, every: '24 h', first: '2026-03-02T06:00' }],
      orders: [{ id: 'o', product: 'x', batches: 1, release: '2026-03-02T06:00' }],
    });
    expect(told(cell, 24).facts.flatMap((f) => (f.kind === 'order-released' ? [f.id] : []))).toEqual(['o', 'd']);
  });

  it('a demand comes before the work of a batch ends', () => {
    const cell = two({
      units: [unit('a', { phases: [phase(60)] })],
      demand: [{ id: 'd', product: 'x', batches: 1, every: '60 min' }],
    });
    expect(at(cell, 60, ['order-released', 'step-done', 'step-begun'])).toEqual(['order-released', 'step-done', 'step-begun']);
  });

  it('a zone is called for before a batch is open in it: its flow is whole from the same instant on', () => {
    const cell = two({
      zones: [{ id: 'hall', calendar: 'day', fan: '10 kW', setback: 0.5, exponent: 1 }],
      units: [unit('a', { zone: 'hall', phases: [phase(60)] })],
      orders: [{ id: 'o', product: 'x', batches: 1, release: '2026-03-02T05:00' }],
    });
    const [zone] = reportCell(cell, told(cell, 8).state).zones;
    expect(zone!.fanKwh).toBeCloseTo(5 * 5 + 3 * 10, 9); // open 05:00-06:00, called from 06:00
  });

  it('work ends before a stop of its unit begins, and the stop waits for the next use', () => {
    const cell = two({ units: [unit('a', { phases: [phase(60)], stops: jam({}) })], demand: [{ id: 'd', product: 'x', batches: 1, every: '90 min' }] });
    expect(accounts(told(cell, 3).facts, 'a').slice(0, 4)).toEqual([
      ['execute', 0],
      ['idle', 60],
      ['down', 90],
      ['execute', 100],
    ]);
  });

  it('a repair ends before the stop of another unit begins, whose technician is free then', () => {
    const units = ['a', 'b'].map((id, i) =>
      unit(id, { phases: [phase(300)], stops: jam({ every: `${60 + 10 * i} min` }), repair: { persons: { technician: 1 } } }),
    );
    const cell = two({
      teams: [{ id: 'shop', skills: ['technician'], persons: 1 }],
      units,
      products: ['a', 'b'].map((id) => product(id, 1, [{ id }])),
      orders: ['a', 'b'].map((id) => ({ id, product: id, batches: 1 })),
    });
    expect(accounts(told(cell, 1.6).facts, 'b')).toEqual([
      ['execute', 0],
      ['down', 70],
      ['execute', 80],
    ]);
  });

  it('a stop comes before an idle unit goes to standby', () => {
    const cell = two({ units: [unit('a', { stops: jam({ clock: 'time' }), standby: { after: '60 min', wakeUp: '5 min' } })] });
    expect(accounts(told(cell, 2).facts, 'a')).toEqual([
      ['down', 60],
      ['standby', 70],
    ]);
  });

  it('a unit that goes to standby at the end of a test wakes for its batch', () => {
    const cell = two({
      stores: [{ id: 's' }],
      releases: [{ id: 'file', record: '60 min' }],
      units: [unit('a', { phases: [phase(30)] }), unit('b', { phases: [phase(10)], standby: { after: '90 min', wakeUp: '5 min' } })],
      products: [product('x', 1, [{ id: 'a', store: 's', release: 'file' }, { id: 'b' }])],
      orders: [{ id: 'o', product: 'x', batches: 1 }],
    });
    expect(accounts(told(cell, 3).facts, 'b').slice(0, 3)).toEqual([
      ['starved', 0],
      ['waking', 90],
      ['execute', 95],
    ]);
  });

  it('a hold limit ends before a unit that is free at the same instant takes the batch', () => {
    const cell = two({
      stores: [{ id: 's', holdLimit: '50 min', afterLimit: 'scrap' }],
      units: [unit('a', { phases: [phase(10)] }), unit('b', { phases: [phase(60)] })],
      products: [product('x', 1, [{ id: 'a', store: 's' }, { id: 'b' }])],
      orders: [{ id: 'o', product: 'x', batches: 2 }],
    });
    const { facts } = told(cell, 3);
    expect(done(facts)).toEqual([[1, 70]]);
    expect(facts.find(({ kind }) => kind === 'batch-lost')).toMatchObject({ batch: 2, min: 70 });
  });

  it('everything ends before anything starts: what two batches give back together goes to those who wait', () => {
    const steam = (draw: number) => ({ utilities: { steam: draw } });
    const cell = two({
      utilities: [{ id: 'steam', unit: 'kg', capacity: 100 }],
      units: [
        unit('a', { phases: [phase(60, steam(50)), phase(60, { id: 'more', ...steam(50) })] }),
        unit('b', { phases: [phase(60, steam(50))] }),
        unit('c', { phases: [phase(60, steam(100))] }),
      ],
      products: ['a', 'b', 'c'].map((id) => product(id, 1, [{ id }])),
      orders: ['a', 'b', 'c'].map((id) => ({ id, product: id, batches: 1 })),
    });
    expect(done(told(cell, 5).facts)).toEqual([
      [2, 60],
      [3, 120],
      [1, 180],
    ]);
  });
});
