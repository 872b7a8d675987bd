import { HOUR, definitionOf, TestPlant } from './plant.js';

const text = { en: 'x', fr: 'x' };
const power = { standby: '1 kW', idle: '2 kW', execute: '6 kW' };
const machine = (id: string, rest: object) => ({ id, type: 'machine', name: text, item: 'item', power, ...rest });
const cell = (stations: object[], batchSize: number, flow: object = {}) =>
  definitionOf({
    units: [{ id: 'line', type: 'line', name: text, power, flow: { stations, ...flow } } as never],
    products: [{ id: 'p', name: text, item: 'item', batchSize, route: [{ id: 'run', units: ['line'] }] }],
    orders: [{ id: 'o', product: 'p', batches: 2 }],
  });

describe('the machines of a simulated flow segment', () => {
  it('run at the rate of the slowest, from the first item to the last', () => {
    const plant = new TestPlant(cell([machine('a', { rate: '60 /min', buffer: { capacity: 30 } }), machine('b', { rate: '120 /min' })], 3600)).pass(3 * HOUR);
    const [first] = plant.batches;
    const { fromS, toS, good, machines } = first!.steps[0]!;
    expect(good).toBe(3600);
    expect(machines!.map(({ processed, residue }) => [processed, residue])).toEqual([
      [3600, 0],
      [3600, 0],
    ]);
    // 3,600 items at one a second, and the passing states of start and end.
    expect(toS - fromS).toBeGreaterThanOrEqual(3600);
    expect(toS - fromS).toBeLessThan(3630);
  });

  it.each([
    ['equal', 300, 300, 300],
    ['slower before', 120, 300, 120],
    ['slower after', 300, 120, 120],
  ])('hand over directly at the rate of the slower (%s), ramps and all', (_, before, after, slower) => {
    const ramped = (id: string, rate: number) => machine(id, { rate: `${rate} /min`, ramp: '60 s' });
    const plant = new TestPlant(cell([ramped('a', before), ramped('b', after)], 6000)).pass(3 * HOUR);
    const { fromS, toS, good } = plant.batches[0]!.steps[0]!;
    const idealS = (6000 / slower) * 60;
    expect(good).toBe(6000);
    expect(toS - fromS).toBeGreaterThanOrEqual(idealS);
    expect(toS - fromS).toBeLessThan(idealS + 90);
  });

  it('leave the items that are too few for one more as residue', () => {
    const plant = new TestPlant(cell([machine('a', { rate: '600 /min', buffer: { capacity: 100 } }), machine('b', { takes: 7, rate: '60 /min' })], 1000)).pass(
      HOUR,
    );
    const { good, rejected, machines } = plant.batches[0]!.steps[0]!;
    expect([good, rejected]).toEqual([142, 1]); // 1000 / 7 = 142.86: 143 whole ones would have come, rounded
    expect(machines![1]).toEqual({ id: 'b', processed: 142, defective: 0, residue: 6 });
  });

  it('part and join their ways, over a conveyor, without a loss', () => {
    const stations = [
      machine('a', {
        rate: '300 /min',
        rejects: 0.01,
        next: [
          { to: 'b', buffer: { capacity: 60 } },
          { to: 'c', buffer: { capacity: 60, transit: '30 s' } },
        ],
      }),
      machine('b', { rate: '200 /min', next: 'd', buffer: { capacity: 50 } }),
      machine('c', { rate: '150 /min', next: 'd', buffer: { capacity: 50 } }),
      machine('d', { rate: '400 /min', stops: [{ id: 's', name: text, class: 'micro-stop', every: '5 min', lasts: '30 s' }] }),
    ];
    const plant = new TestPlant(cell(stations, 20_000)).pass(6 * HOUR);
    expect(plant.batches.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
    for (const { steps } of plant.batches) {
      const [a, b, c, d] = steps[0]!.machines!;
      expect(a!.processed).toBe(20_000);
      expect(a!.defective).toBeGreaterThan(100);
      expect(b!.processed + c!.processed).toBe(a!.processed - a!.defective);
      expect(Math.min(b!.processed, c!.processed)).toBeGreaterThan(5000);
      expect(d!.processed).toBe(b!.processed + c!.processed);
      expect(steps[0]!.good).toBe(d!.processed);
    }
  });

  it('stop as their laws say, with a reason, and count what start-up costs as rejects', () => {
    const stops = [{ id: 'jam', name: text, class: 'micro-stop', every: '10 min', lasts: '2 min' }];
    const flow = { startUp: { lasts: '5 min' }, startUpRejects: 100 };
    const plant = new TestPlant(cell([machine('a', { rate: '60 /min', stops })], 3700, flow)).run(2 * HOUR);
    const { good, machines } = plant.batches[0]!.steps[0]!;
    expect(machines![0]).toEqual({ id: 'a', processed: 3700, defective: 100, residue: 0 });
    expect(good).toBe(3600);
    const reasons = plant.readings().get('line/a/_packml_v1/Admin/StopReason/ID')!;
    const jams = reasons.filter(({ value }, i) => value === 65 && reasons[i - 1]?.value !== 65);
    // An hour of production: a stop after each ten minutes of running, each of two minutes of mending.
    expect(jams.filter(({ timeMs }) => timeMs / 1000 < plant.batches[0]!.endedS).length).toBe(5);
    const { fromS, toS } = plant.batches[0]!.steps[0]!;
    expect(toS - fromS).toBeGreaterThan(300 + 3600 + 5 * 120);
    expect(toS - fromS).toBeLessThan(300 + 3600 + 5 * 130 + 60);
  });

  it('wait in standby and wake up by their policy', () => {
    const stations = [
      machine('a', { rate: '60 /min', buffer: { capacity: 10 }, stops: [{ id: 'down', name: text, class: 'failure', every: '10 min', lasts: '20 min' }] }),
      machine('b', { rate: '120 /min', standby: { after: '5 min', wakeUp: '1 min' } }),
    ];
    const plant = new TestPlant(cell(stations, 3600)).run(HOUR);
    const powers = plant.readings().get('line/b/_energy_v1/AcActivePowerTotal')!;
    const standby = powers.find(({ timeMs, value }) => timeMs / 1000 > plant.plant.beganS + 610 && value === 1)!;
    const waking = powers.find(({ timeMs, value }) => timeMs > standby.timeMs && Number(value) > 5)!;
    // It stands from some seconds after ten minutes; five minutes on it sleeps until the failure is mended.
    expect(standby.timeMs / 1000 - plant.plant.beganS).toBeGreaterThan(900);
    expect(standby.timeMs / 1000 - plant.plant.beganS).toBeLessThan(930);
    expect(waking.timeMs - standby.timeMs).toBeGreaterThan(800_000);
  });

  it('go on with the last items of a batch, however few they are', () => {
    for (let size = 1000; size < 1100; size += 7) {
      const stations = [machine('a', { rate: '600 /min', buffer: { capacity: 100 } }), machine('b', { rate: '120 /min' })];
      expect(new TestPlant(cell(stations, size)).pass(HOUR).batches.map(({ steps }) => steps[0]!.good)).toEqual([size, size]);
    }
  });
});

describe('a simulated unit that loads the next one', () => {
  it('kept for a batch, begins with it only once the next one is free', () => {
    const unit = (id: string, minutes: number, rest: object = {}) =>
      ({ id, type: 'unit', name: text, power, phases: [{ id: 'run', lasts: `${minutes} min` }], ...rest }) as never;
    const definition = definitionOf({
      units: [unit('tank', 10, { blocking: 'before-service' }), unit('filler', 20), unit('dryer', 120)],
      products: [
        {
          id: 'p',
          name: text,
          item: 'vial',
          batchSize: 100,
          route: [
            { id: 'make', units: ['tank'] },
            { id: 'fill', units: ['filler'], loads: true },
            { id: 'dry', units: ['dryer'] },
          ],
        },
      ],
      orders: [{ id: 'o', product: 'p', batches: 3 }],
    });
    const { batches } = new TestPlant(definition).pass(9 * HOUR);
    expect(batches.length).toBe(3);
    batches.slice(1).forEach(({ steps }, i) => {
      expect(steps[1]!.fromS).toBeGreaterThanOrEqual(batches[i]!.steps[2]!.toS);
    });
  });
});
