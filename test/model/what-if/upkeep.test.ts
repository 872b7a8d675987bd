import { changed, expected, noted, refused, unitOf } from './changes.js';

const mixer = (definition: ReturnType<typeof changed>) => unitOf(definition, 'mixer');

describe('a changeover', () => {
  it('by SMED: half the mean and a quarter of the variance of every part of a unit', () => {
    expect(changed({ kind: 'changeover', unit: 'mixer', lasts: '-50 %' })).toEqual(
      expected((cell) => {
        const unit = mixer(cell);
        unit.setUp!.lasts = { dist: 'fixed', value: 300 };
        unit.clearance!.lasts = { dist: 'fixed', value: 450 };
        unit.changeover[1]!.change!.lasts = { dist: 'triangular', min: 900, mode: 1350, max: 2250 };
        unit.cleaning!.minor!.lasts = { dist: 'fixed', value: 600 };
        unit.cleaning!.major.lasts = { dist: 'fixed', value: 2700 };
      }),
    );
  });

  it('of some parts, with the mean as it is and half the standard deviation', () => {
    expect(changed({ kind: 'changeover', parts: ['change'], spread: '-50 %' })).toEqual(
      expected((cell) => {
        mixer(cell).changeover[1]!.change!.lasts = { dist: 'triangular', min: 2400, mode: 2850, max: 3750 };
      }),
    );
  });

  it('of one rule, set to a mean; a spread of a fixed time is one of another law, and told', () => {
    expect(mixer(changed({ kind: 'changeover', unit: 'mixer', rule: 1, lasts: '25 min' })).changeover[1]!.change!.lasts).toEqual({
      dist: 'triangular',
      min: 900,
      mode: 1350,
      max: 2250,
    });
    expect(noted({ kind: 'changeover', unit: 'mixer', parts: ['set-up'], spread: '2 min' })).toEqual([
      'units.mixer.setUp.lasts: a law of this form cannot have that spread; one of another form has the same mean and standard deviation',
    ]);
  });

  it('is refused where there is none, or where a value would be set of several', () => {
    expect(refused({ kind: 'changeover', unit: 'mixer' })).toEqual(['/changes/0: changes nothing: expected "lasts", "spread"']);
    expect(refused({ kind: 'changeover', unit: 'mixer', rule: 0, lasts: 'x2' })).toEqual([
      '/changes/0/rule: "mixer" has no work by such a rule; expected one of 1',
    ]);
    expect(refused({ kind: 'changeover', unit: 'mixer', parts: ['start-up'], lasts: 'x2' })).toEqual([
      '/changes/0/parts: there is no such work on "mixer"; expected one of set-up, change, clearance, minor-cleaning, major-cleaning',
    ]);
    expect(refused({ kind: 'changeover', unit: 'mixer', parts: ['set-up', 'clearance'], lasts: '5 min' })).toEqual([
      '/changes/0/lasts: of several works only a factor can be taken, such as "-30 %": units.mixer.setUp, units.mixer.clearance',
    ]);
  });
});

describe('cleaning, maintenance, stops and repair', () => {
  it('change their limits and laws', () => {
    expect(
      changed(
        { kind: 'cleaning', campaignBatches: '+5', campaignAge: null, dirtyHold: '24 h' },
        { kind: 'maintenance', unit: 'mixer', task: 'care', every: 'x1.5', lasts: '-1 h', clock: 'time' },
        { kind: 'stops', unit: 'packer', machine: 'blister', stop: 'jam', every: 'x2', lasts: '-25 %' },
        { kind: 'stops', unit: 'mixer', stop: 'failure', remove: true },
        { kind: 'repair', response: '4 min', persons: { technician: 2 } },
      ),
    ).toEqual(
      expected((cell) => {
        const unit = mixer(cell);
        unit.cleaning = { ...unit.cleaning!, campaign: { batches: 15 }, dirtyHold: 24 * 3600 };
        unit.maintenance[0] = {
          ...unit.maintenance[0]!,
          every: 150 * 3600,
          clock: 'time',
          work: { ...unit.maintenance[0]!.work, lasts: { dist: 'fixed', value: 3 * 3600 } },
        };
        unit.stops = [];
        unit.repair = { persons: { technician: 2 }, response: { dist: 'lognormal', mean: 240, sigma: 0.6 } };
        const jam = unitOf(cell, 'packer').flow!.stations[0]!.stops[0]!;
        jam.every = { dist: 'exponential', mean: 2400 };
        jam.lasts = { dist: 'lognormal', mean: 90, sigma: 0.8 };
      }),
    );
    expect(mixer(changed({ kind: 'maintenance', unit: 'mixer', task: 'care', remove: true })).maintenance).toEqual([]);
  });

  it('are refused where they are not there or contradict themselves', () => {
    expect(refused({ kind: 'cleaning', unit: 'dryer', dirtyHold: '24 h' })).toEqual(['/changes/0/unit: "dryer" has no cleaning; expected one of mixer']);
    expect(refused({ kind: 'maintenance', unit: 'mixer', task: 'car', every: '10 s' })).toEqual([
      '/changes/0/task: there is no maintenance of "mixer" "car", did you mean "care"? expected one of care',
    ]);
    expect(refused({ kind: 'maintenance', unit: 'mixer', task: 'care', every: '10 s' })).toEqual(['/changes/0/every: 10 s: it must be at least 1 min']);
    expect(refused({ kind: 'stops', unit: 'packer', machine: 'blister', stop: 'jam', remove: true, lasts: 'x2' })).toEqual([
      '/changes/0/lasts: contradicts "remove": expected one of them',
    ]);
    expect(refused({ kind: 'stops', unit: 'packer', machine: 'cartoner', stop: 'jam', lasts: 'x2' })).toEqual([
      '/changes/0/stop: there is no stop "jam": there is no stop at all',
    ]);
    expect(refused({ kind: 'repair', unit: 'mixer', persons: { technician: 3 } })).toEqual([
      '/changes/0/persons: the changed cell would not be right at /units/0/repair/persons/technician: needs 3 with the skill "technician", and the largest team with it has 2',
    ]);
  });
});

describe('predictive maintenance', () => {
  const work = { lasts: '2 h', persons: { technician: 1 } };

  it('makes planned work of a share of the stops, and the others so much rarer', () => {
    const { stops, maintenance } = mixer(changed({ kind: 'predictive', unit: 'mixer', stop: 'failure', share: 0.6, work }));
    expect(stops[0]!.every).toEqual({ dist: 'exponential', mean: expect.closeTo(250 * 3600, 6) });
    expect(maintenance[1]).toEqual({
      id: 'predicted-failure',
      every: expect.closeTo((100 * 3600) / 0.6, 6),
      clock: 'operation',
      work: { lasts: { dist: 'fixed', value: 7200 }, per: 'batch', persons: { technician: 1 } },
    });
  });

  it('of all of them leaves none; of a machine it counts the time of its unit, and says so', () => {
    const change = { kind: 'predictive' as const, unit: 'packer', machine: 'blister', stop: 'breakdown', share: 1, work };
    const packer = unitOf(changed(change), 'packer');
    expect(packer.flow!.stations[0]!.stops.map(({ id }) => id)).toEqual(['jam']);
    expect(packer.maintenance).toMatchObject([{ id: 'predicted-blister-breakdown', every: 16 * 3600 }]);
    expect(noted(change)).toEqual([
      'units.packer.flow.stations.blister.stops.breakdown: the planned work counts the time in which the unit works on batches, not that of its machine',
    ]);
  });
});
