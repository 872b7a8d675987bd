import type { PlantChangeDocument } from '../../../src/contract/cell-change.js';
import { changed, expected, noted, refused, unitOf } from './changes.js';

const WEEK = 7 * 86400;

describe('demand', () => {
  it('of another volume comes more often, its next order when it would have come, and those before it in the new rhythm', () => {
    expect(changed({ kind: 'demand', product: 'x', volume: 'x0.9' })).toEqual(
      expected((cell) => Object.assign(cell.demand[0]!, { every: WEEK / 0.9, first: '2026-01-06T18:20:00Z' })),
    );
    const { first, every } = changed({ kind: 'demand', product: 'x', volume: '+25 %' }).demand[0]!;
    expect(((Date.parse('2026-03-02T05:00:00Z') - Date.parse(first!)) / 1000) % every).toBe(0);
    expect(changed({ kind: 'demand', volume: 'x2' }).demand.map(({ every }) => every)).toEqual([WEEK / 2, WEEK / 2]);
  });

  it('changes what an order is, and ends', () => {
    expect(
      changed({ kind: 'demand', demand: 'weekly-y', batches: '+1', dueAfter: '10 d', priority: 3 }, { kind: 'demand', demand: 'weekly-x', remove: true }),
    ).toEqual(expected((cell) => (cell.demand = [{ ...cell.demand[1]!, batches: 3, dueAfter: 10 * 86400, priority: 3 }])));
    expect(refused({ kind: 'demand', volume: '3' })).toEqual(['/changes/0/volume: expected a factor above zero, such as "x1.2" or "+20 %", found "3"']);
    expect(refused({ kind: 'demand', demand: 'weekly', volume: 'x2' })).toEqual([
      '/changes/0/demand: there is no demand "weekly", did you mean "weekly-x"? expected one of weekly-x, weekly-y',
    ]);
    expect(refused({ kind: 'demand', product: 'x', every: '1 s' })).toEqual(['/changes/0/every: 1 s: it must be at least 1 min']);
  });
});

describe('orders', () => {
  it('change, end, and come in a rush before all others', () => {
    expect(
      changed(
        { kind: 'order', order: 'o1', batches: 5, release: '+6 h', due: null },
        { kind: 'order', order: 'o2', remove: true },
        { kind: 'rush-order', id: 'urgent', product: 'y', batches: 1, due: '+3 d' },
      ).orders,
    ).toEqual([
      { id: 'o1', product: 'x', batches: 5, release: '2026-03-02T05:00:00Z', priority: 0 },
      { id: 'urgent', product: 'y', batches: 1, release: '2026-03-01T23:00:00Z', due: '2026-03-04T23:00:00Z', priority: -1 },
    ]);
    expect(noted({ kind: 'rush-order', id: 'urgent', product: 'y', batches: 1 })).toEqual([
      'the priority of order urgent says nothing while batches are dispatched by due',
    ]);
  });

  it('are refused with dates that are none, names that are taken, and an end before their begin', () => {
    expect(refused({ kind: 'rush-order', id: 'o1', product: 'z', batches: 1, release: '+3 hours', due: '2026-02-30T06:00' })).toEqual([
      '/changes/0/product: there is no product "z", did you mean "x"? expected one of x, y',
      '/changes/0/id: another order or demand has the id "o1" already',
      '/changes/0/release: expected a time after the start such as "+3 h", found "+3 hours"',
      '/changes/0/due: there is no such date: expected one such as 2026-03-14T06:00, found "2026-02-30T06:00"',
    ]);
    expect(refused({ kind: 'rush-order', id: 'u', product: 'x', batches: 1, release: '+3 d', due: '+1 d' })).toEqual([
      '/changes/0/due: the changed cell would not be right at /orders/2/due: must be later than its release',
    ]);
  });

  it('wait for late material: those of a product that are to come, and the next of its demand', () => {
    const { orders, demand } = changed({ kind: 'late-material', product: 'x', by: '2 d' });
    expect(orders[0]).toMatchObject({ id: 'o1', release: '2026-03-06T05:00:00Z', due: '2026-03-20T05:00:00Z' });
    expect(orders[2]).toEqual({ id: 'weekly-x-late', product: 'x', batches: 4, priority: 0, release: '2026-03-04T05:00:00Z', due: '2026-03-16T05:00:00Z' });
    expect(demand[0]).toMatchObject({ every: WEEK, skip: ['2026-03-02T05:00:00Z'] });
    expect(changed({ kind: 'late-material', order: 'o2', by: '2 d' }).orders[1]!.release).toBe('2026-03-03T23:00:00Z');
    expect(noted({ kind: 'late-material', order: 'o1', by: '20 d' })).toEqual([
      'order o1 is due before its material comes: it is late by 96 h more than is told',
    ]);
  });
});

describe('a new product', () => {
  const product = {
    id: 'z',
    name: { en: 'Z', fr: 'Z' },
    item: 'kg',
    batchSize: 500,
    route: [
      { id: 'mix', units: ['mixer'], store: 'bulk' },
      { id: 'dry', units: ['dryer'], phases: [{ id: 'run', lasts: '8 h' }], store: 'goods', release: 'lab' },
      { id: 'pack', units: ['packer'] },
    ],
  };
  const change: PlantChangeDocument = {
    kind: 'new-product',
    product,
    demand: [{ id: 'weekly-z', batches: 1, every: '7 d' }],
    orders: [{ id: 'first-z', batches: 2 }],
    changeovers: [{ unit: 'mixer', rules: [{ to: 'z', clean: 'major', change: { lasts: '3 h' } }] }],
    launch: { batches: 3, release: 'full' },
  };

  it('has its route, demand and changeover rules before those of the units', () => {
    const after = changed({ ...change, launch: undefined });
    expect(after.products[2]).toMatchObject({ id: 'z', batchSize: 500, route: [{ id: 'mix', yield: 1 }, { id: 'dry' }, { id: 'pack' }] });
    expect(after.demand[2]).toEqual({ id: 'weekly-z', product: 'z', batches: 1, every: WEEK, priority: 0 });
    expect(after.orders[2]).toEqual({ id: 'first-z', product: 'z', batches: 2, priority: 0 });
    expect(unitOf(after, 'mixer').changeover).toHaveLength(3);
    expect(unitOf(after, 'mixer').changeover[0]).toMatchObject({ to: 'z', clean: 'major', change: { lasts: { dist: 'fixed', value: 10800 } } });
  });

  it('is launched with slower, fully tested batches, which are a product of their own', () => {
    const after = changed(change);
    const launch = after.products.find(({ id }) => id === 'z-launch')!;
    expect(launch.route.map(({ phases, release }) => [phases?.map(({ lasts }) => lasts) ?? null, release ?? null])).toEqual([
      [
        [
          { dist: 'fixed', value: 1560 },
          { dist: 'triangular', min: 2340, mode: 3510, max: 5850 },
        ],
        null,
      ],
      [[{ dist: 'fixed', value: expect.closeTo(8 * 3600 * 1.3, 9) }], 'full'],
      [null, null],
    ]);
    expect(after.orders.at(-1)).toEqual({ id: 'z-launch', product: 'z-launch', batches: 3, release: '2026-03-01T23:00:00Z', priority: 0 });
    expect(unitOf(after, 'mixer').changeover.map(({ to }) => to)).toEqual(['z', 'z-launch', undefined, undefined]);
    expect(noted(change)).toEqual([
      'z-launch: packer is as fast as for any product at pack',
      'the first 3 batches of z are counted as z-launch; its demand comes beside them',
    ]);
  });

  it('is refused where its route names what is not there, at the very place', () => {
    const wrong = { ...product, id: 'x', route: [{ id: 'mix', units: ['mixr'], store: 'bulk', release: 'lab' }] };
    expect(refused({ kind: 'new-product', product: wrong })).toEqual(['/changes/0/product/id: another product has the id "x" already']);
    expect(refused({ kind: 'new-product', product: { ...wrong, id: 'w' } })).toEqual([
      '/changes/0/product/route/0/units/0: there is no unit "mixr", did you mean "mixer"? expected one of mixer, dryer, packer',
    ]);
    expect(refused({ kind: 'new-product', product: { ...product, route: [{ ...product.route[0]!, split: 9 }, ...product.route.slice(1)] } })).toEqual([
      '/changes/0: the changed cell would not be right at /stores/0/capacity: must be 9 at least: batches that come together or parts of one would wait for room in it for ever',
    ]);
    expect(
      refused({ kind: 'new-product', product: { ...product, batchSize: 1, route: [{ ...product.route[0]!, loads: true }, ...product.route.slice(1)] } }),
    ).toEqual([
      '/changes/0/product: the changed cell would not be right at /products/2/route/0/loads: needs a next step that takes the batch at once: no store, release, split or merge between, and no loading by that step too',
    ]);
  });
});

describe('a disruption', () => {
  const from = '+3 h';
  const outage = { from: '2026-03-02T02:00:00Z', to: '2026-03-02T06:00:00Z', halt: true };

  it('is an outage of a unit, of a slot, of all in a zone, or of all that need a utility', () => {
    const hit = (change: object) =>
      changed({ kind: 'disruption', from, lasts: '4 h', ...change }).units.flatMap(({ id, outages }) => outages.map((each) => [id, each] as const));
    expect(hit({ unit: 'packer' })).toEqual([['packer', outage]]);
    expect(hit({ unit: 'dryer', slot: 2 })).toEqual([['dryer', { ...outage, slot: 2 }]]);
    expect(hit({ zone: 'hall' })).toEqual([['mixer', outage]]);
    expect(hit({ utility: 'steam' })).toEqual([['mixer', outage]]);
    expect(hit({ utility: 'air' })).toEqual([['dryer', outage]]);
    expect(noted({ kind: 'disruption', from, lasts: '4 h', utility: 'wfi' })).toEqual(['wfi: no unit needs it, so nothing stands still']);
  });

  it('says what stands still, and is refused where it hits nothing that there is', () => {
    expect(noted({ kind: 'disruption', from: '2026-03-02T06:00', lasts: '4 h', unit: 'packer' })).toEqual([
      'packer do no work at all from 2026-03-02T05:00:00Z to 2026-03-02T09:00:00Z, also none that could go on',
      'a batch that is interrupted goes on afterwards; whether it may be used is for quality to say',
    ]);
    expect(refused({ kind: 'disruption', from, lasts: '4 h' })).toEqual(['/changes/0: expected one of "unit", "utility" and "zone"']);
    expect(refused({ kind: 'disruption', from, lasts: '4 h', unit: 'dryer', slot: 3 })).toEqual(['/changes/0/slot: "dryer" has 2 slots']);
    expect(refused({ kind: 'disruption', from, lasts: '4 h', utility: 'stem' })).toEqual([
      '/changes/0/utility: there is no utility "stem", did you mean "steam"? expected one of air, steam, wfi',
    ]);
  });
});
