import { changed, expected, noted, refused, unitOf } from './changes.js';

const stations = (definition: ReturnType<typeof changed>) => unitOf(definition, 'packer').flow!.stations;

describe('a change of rate', () => {
  it('sets, multiplies or adds to that of a machine, and changes nothing else', () => {
    const to = (perMin: number) => expected((cell) => (stations(cell)[0]!.rate = perMin));
    expect(changed({ kind: 'rate', unit: 'packer', machine: 'blister', rate: '250 /min' })).toEqual(to(250));
    expect(changed({ kind: 'rate', unit: 'packer', machine: 'blister', rate: '-10 %' })).toEqual(to(270));
    expect(changed({ kind: 'rate', unit: 'packer', machine: 'blister', rate: '+600 /h' })).toEqual(to(310));
  });

  it('by a factor is of all machines where none is named', () => {
    expect(stations(changed({ kind: 'rate', unit: 'packer', rate: 'x0.5' })).map(({ rate }) => rate)).toEqual([150, 80]);
    expect(refused({ kind: 'rate', unit: 'packer', rate: '200 /min' })).toEqual([
      '/changes/0/machine: missing: which machine of "packer"? expected one of blister, cartoner',
    ]);
  });

  it('says that stops and rejects stay, or lets them follow the speed to a power', () => {
    expect(noted({ kind: 'rate', unit: 'packer', machine: 'blister', rate: '250 /min' })).toEqual([
      'packer.blister: stops and rejects stay as they are at the old speed; "wear" makes them follow it',
    ]);
    const [blister] = stations(changed({ kind: 'rate', unit: 'packer', machine: 'blister', rate: 'x1.05', wear: 2 }));
    expect(blister!.rejects).toBeCloseTo(0.01 * 1.05 ** 2, 12);
    expect(blister!.stops[0]!.every).toEqual({ dist: 'exponential', mean: expect.closeTo(1200 / 1.05 ** 2, 9) });
    expect(blister!.stops[1]!.every).toEqual({ dist: 'exponential', mean: 16 * 3600 });
  });

  it('beyond the proven range is flagged with the range and its source', () => {
    expect(noted({ kind: 'rate', unit: 'packer', machine: 'blister', rate: 'x1.2' })).toContain(
      'units.packer.flow.stations.blister.rate: 360 /min is beyond the proven range, 200 /min to 320 /min (PQ-17)',
    );
    expect(noted({ kind: 'rate', unit: 'packer', machine: 'cartoner', rate: 'x3' })).toEqual([]);
  });

  it('of what is not there names what is', () => {
    expect(refused({ kind: 'rate', unit: 'pakcer', machine: 'blister', rate: 'x2' })).toEqual([
      '/changes/0/unit: there is no unit "pakcer", did you mean "packer"? expected one of mixer, dryer, packer',
    ]);
    expect(refused({ kind: 'rate', unit: 'packer', machine: 'robot', rate: 'x2' })).toEqual([
      '/changes/0/machine: there is no machine in "packer" "robot"; expected one of blister, cartoner',
    ]);
    expect(refused({ kind: 'rate', unit: 'mixer', rate: 'x2' })).toEqual(['/changes/0/unit: "mixer" has no machines: it has phases, no flow segment']);
    expect(refused({ kind: 'rate', unit: 'packer', machine: 'blister', rate: '-400 /min' })).toEqual([
      '/changes/0/rate: "-400 /min" from 300 /min would be -100 /min: it must be more than zero',
    ]);
  });
});

describe('a change of duration', () => {
  it('moves the mean and keeps the form of the law', () => {
    expect(changed({ kind: 'duration', unit: 'mixer', phase: 'mix', lasts: 'x0.8' })).toEqual(
      expected((cell) => (unitOf(cell, 'mixer').phases[1]!.lasts = { dist: 'triangular', min: 1440, mode: 2160, max: 3600 })),
    );
    expect(changed({ kind: 'duration', unit: 'mixer', phase: 'mix', lasts: '25 min' })).toEqual(
      expected((cell) => (unitOf(cell, 'mixer').phases[1]!.lasts = { dist: 'triangular', min: 900, mode: 1350, max: 2250 })),
    );
    expect(unitOf(changed({ kind: 'duration', unit: 'mixer', lasts: '+10 %' }), 'mixer').phases.map(({ lasts }) => lasts)).toEqual([
      { dist: 'fixed', value: 1320 },
      { dist: 'triangular', min: expect.closeTo(1980, 9), mode: expect.closeTo(2970, 9), max: expect.closeTo(4950, 9) },
    ]);
  });

  it('is of phases of a recipe, or another law', () => {
    const law = { dist: 'uniform' as const, min: '5 min', max: '9 min' };
    expect(changed({ kind: 'duration', product: 'y', step: 'dry', phase: 'cool', lasts: law })).toEqual(
      expected((cell) => (cell.products[1]!.route[1]!.phases![1]!.lasts = { dist: 'uniform', min: 300, max: 540 })),
    );
  });

  it('is refused where it is not clear what it is of', () => {
    expect(refused({ kind: 'duration', unit: 'mixer', lasts: '20 min' })).toEqual([
      '/changes/0/phase: missing: of several phases only a factor can be taken; expected one of charge, mix',
    ]);
    expect(refused({ kind: 'duration', lasts: 'x2' })).toEqual(['/changes/0: expected either "unit", or "product" and "step"']);
    expect(refused({ kind: 'duration', product: 'x', step: 'dry', lasts: 'x2' })).toEqual([
      '/changes/0/step: "dry" has no phases of its own: it takes those of dryer; change them by "unit"',
    ]);
    expect(refused({ kind: 'duration', unit: 'packer', lasts: 'x2' })).toEqual([
      '/changes/0/unit: "packer" has no phases but a flow segment: change the rate of its machines',
    ]);
    expect(refused({ kind: 'duration', unit: 'mixer', phase: 'charge', lasts: { dist: 'uniform', min: '9 min', max: '5 min' } })).toEqual([
      '/changes/0/lasts: min must be below max',
    ]);
  });
});

describe('room', () => {
  it('of a buffer between machines, of stores, of slots, and of all that is in process', () => {
    expect(
      changed(
        { kind: 'buffer', unit: 'packer', after: 'blister', capacity: 'x2' },
        { kind: 'store', store: 'bulk', capacity: '+3', holdLimit: '-24 h' },
        { kind: 'slots', unit: 'dryer', slots: 3 },
        { kind: 'in-process', batches: '-2' },
        { kind: 'dispatch', rule: 'campaign' },
      ),
    ).toEqual(
      expected((cell) => {
        stations(cell)[0]!.buffer = { capacity: 600 };
        cell.stores[0] = { ...cell.stores[0]!, capacity: 8, holdLimit: 48 * 3600 };
        unitOf(cell, 'dryer').slots = 3;
        cell.inProcess = 6;
        cell.dispatch = 'campaign';
      }),
    );
    expect(changed({ kind: 'store', store: 'bulk', capacity: null, holdLimit: null }, { kind: 'in-process', batches: null })).toEqual(
      expected((cell) => {
        cell.stores[0] = { id: 'bulk', capacity: null, afterLimit: 'count' };
        cell.inProcess = undefined;
      }),
    );
  });

  it('is whole: what is not is rounded down, and told', () => {
    expect(noted({ kind: 'store', store: 'bulk', capacity: 'x1.5' })).toEqual(['stores.bulk.capacity: 7.5 is taken as 7, whole ones']);
    expect(refused({ kind: 'slots', unit: 'dryer', slots: 'x0.4' })).toEqual(['/changes/0/slots: "x0.4" from 2 would be 0.8: it must be at least 1']);
    expect(refused({ kind: 'store', store: 'goods', capacity: 'x2' })).toEqual([
      '/changes/0/capacity: "x2" changes a value, and there is none yet: expected one such as "8"',
    ]);
    expect(refused({ kind: 'buffer', unit: 'packer', after: 'cartoner', capacity: '10' })).toEqual([
      '/changes/0/after: "cartoner" is the last machine: there is no buffer after it',
    ]);
    expect(refused({ kind: 'store', store: 'bulk' })).toEqual(['/changes/0: changes nothing: expected "capacity", "holdLimit"']);
  });
});

describe('a batch size', () => {
  it('counts batches of the demand, or keeps its items by rarer orders', () => {
    expect(changed({ kind: 'batch-size', product: 'x', size: 'x2' })).toEqual(expected((cell) => (cell.products[0]!.batchSize = 40_000)));
    const after = changed({ kind: 'batch-size', product: 'x', size: 'x2', keepItems: true });
    expect(after.demand[0]).toMatchObject({ batches: 4, every: 14 * 86400, first: '2026-01-05T05:00:00Z' });
    expect(after.orders.map(({ batches }) => batches)).toEqual([2, 1]);
    expect(after.demand[1]).toMatchObject({ every: 7 * 86400 });
    expect(noted({ kind: 'batch-size', product: 'x', size: 'x2', keepItems: true })).toEqual([
      'x: phases that count the batch last as long as before on mixer, dryer',
      'o1: as many batches as hold 60000 items at least',
    ]);
  });
});

describe('a unit more', () => {
  it('is like another one in all but its name, and every step that may use the one may use the other', () => {
    expect(changed({ kind: 'add-unit', like: 'dryer', id: 'dryer-2' })).toEqual(
      expected((cell) => {
        const dryer = unitOf(cell, 'dryer');
        cell.units.splice(2, 0, { ...dryer, id: 'dryer-2', name: { en: 'dryer (dryer-2)', fr: 'dryer (dryer-2)' } });
        for (const { route } of cell.products) route[1]!.units = ['dryer', 'dryer-2'];
      }),
    );
  });

  it('can be changed in the same variant, and take the place of the one it is like', () => {
    const after = changed(
      { kind: 'add-unit', like: 'mixer', id: 'mixer-2' },
      { kind: 'duration', unit: 'mixer-2', phase: 'charge', lasts: 'x0.5' },
      { kind: 'remove-unit', unit: 'mixer' },
    );
    expect(after.units.map(({ id }) => id)).toEqual(['mixer-2', 'dryer', 'packer']);
    expect(after.products[0]!.route[0]!.units).toEqual(['mixer-2']);
    expect(unitOf(after, 'mixer-2').phases[0]!.lasts).toEqual({ dist: 'fixed', value: 600 });
  });

  it('needs a new name; and one less must leave a unit for every step', () => {
    expect(refused({ kind: 'add-unit', like: 'dryr', id: 'mixer', calendar: 'dya' })).toEqual([
      '/changes/0/like: there is no unit "dryr", did you mean "dryer"? expected one of mixer, dryer, packer',
      '/changes/0/id: another unit has the id "mixer" already',
    ]);
    expect(refused({ kind: 'remove-unit', unit: 'dryer' })).toEqual([
      '/changes/0/unit: no other unit can carry out x: dry, y: dry: expected another unit in the recipes first',
    ]);
  });
});
