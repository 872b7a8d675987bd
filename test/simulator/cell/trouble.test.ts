import { CellDefinition } from '../../../src/contract/cell.js';
import { factorReader, noSecrets, Secrets } from '../../../simulator/cell/secrets.js';
import { isAt } from '../../../simulator/cell/trouble-now.js';
import { layOut } from '../../../simulator/cell/truth.js';
import { wave } from '../../../simulator/cell/zones.js';
import type { IncidentRequest } from '../../../simulator/cell/incident.js';
import { DAY, definitionOf, exampleDocument, HOUR, MONDAY_S, TestPlant } from './plant.js';

const text = { en: 'x', fr: 'x' };
const power = { standby: '1 kW', idle: '2 kW', execute: '10 kW' };
const unit = (id: string, rest: object = {}) => ({ id, type: 'mixer', name: text, power, ...rest }) as never;
/** Two units one after the other with a store between, on steam, in a zone, with one operator. */
const small = (rest: object = {}) =>
  definitionOf({
    carriers: [{ id: 'electricity' }, { id: 'heat' }],
    utilities: [{ id: 'steam', unit: 'kg', capacity: 100, energy: { heat: 0.5 } }],
    teams: [
      { id: 'crew', skills: ['operator'], persons: 1 },
      { id: 'workshop', skills: ['technician'], persons: 1 },
    ],
    zones: [{ id: 'hall', fan: '10 kW', calendar: 'day', setback: 0.5, exponent: 3 }],
    calendars: [{ id: 'day', shifts: [{ id: 'day', name: text, days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '06:00', to: '14:00' }] }],
    stores: [{ id: 'store' }],
    releases: [
      {
        id: 'lab',
        tests: [{ id: 'assay', work: { lasts: '10 min', persons: { operator: 1 } } }],
        record: '1 h',
        deviation: { probability: 0, lasts: '5 h' },
      },
    ],
    units: [
      unit('mixer', {
        zone: 'hall',
        phases: [{ id: 'mix', lasts: '30 min', persons: { operator: 1 }, utilities: { steam: 80 } }],
        repair: { persons: { technician: 1 }, response: '5 min' },
      }),
      unit('dryer', { phases: [{ id: 'dry', lasts: '50 min' }] }),
    ],
    products: [
      {
        id: 'p',
        name: text,
        item: 'kg',
        batchSize: 1000,
        route: [
          { id: 'mix', units: ['mixer'], store: 'store', release: 'lab' },
          { id: 'dry', units: ['dryer'], yield: 0.9 },
        ],
      },
    ],
    orders: [{ id: 'o', product: 'p', batches: 3 }],
    ...rest,
  });
const incident = (request: object): IncidentRequest => ({ id: 'one', afterS: 0, lastsS: HOUR, ...request }) as IncidentRequest;
const mixings = (plant: TestPlant) => plant.events('_batch_v1/Event').filter(({ body }) => body['event'] === 'phase-begin' && body['phase'] === 'mix');
const reasonsOf = (plant: TestPlant, unitId: string) =>
  plant
    .readings()
    .get(`${unitId}/_packml_v1/Admin/StopReason/ID`)!
    .map(({ value }) => value);

describe('an incident of a simulated cell', () => {
  it('of failure stops a unit until a technician has come and mended it', () => {
    const plant = new TestPlant(small()).ask(incident({ kind: 'failure', unit: 'mixer', afterS: 600 })).run(3 * HOUR);
    const states = plant.readings().get('mixer/_packml_v1/Status/StateCurrent')!;
    const [from, to] = [states.find(({ value }) => value === 9)!, states.find(({ value }, i) => value !== 9 && states[i - 1]?.value === 9)!];
    expect((to.timeMs - from.timeMs) / 1000).toBeGreaterThan(300 + 3600 - 10);
    expect((to.timeMs - from.timeMs) / 1000).toBeLessThan(300 + 3600 + 10);
    const alarms = plant.events('_alarm_v1/Event').map(({ body }) => [body['alarm'], body['raised']]);
    expect(alarms).toEqual([
      ['incident', true],
      ['incident', false],
    ]);
  });

  it.each([
    ['mixer', ['mixer/1', 'mixer/2']],
    ['mixer/2', ['mixer/2']],
    ['mixer.2', ['mixer/2']],
  ])('of failure at %s of a unit with two slots stops %j, and says where', (asked, stopped) => {
    const slots = {
      units: [unit('mixer', { slots: 2, phases: [{ id: 'mix', lasts: '30 min' }] }), unit('dryer', { phases: [{ id: 'dry', lasts: '50 min' }] })],
    };
    const plant = new TestPlant(
      small({
        ...slots,
        releases: [],
        utilities: [],
        products: [
          {
            ...small().products[0]!,
            route: [
              { id: 'mix', units: ['mixer'], store: 'store' },
              { id: 'dry', units: ['dryer'], yield: 0.9 },
            ],
          },
        ],
      }),
    )
      .ask(incident({ kind: 'failure', unit: asked, afterS: 60 }))
      .run(300);
    const raised = plant.events('_alarm_v1/Event').map(({ topic }) => /(mixer\/\d)/.exec(topic)![1]);
    expect(raised.sort()).toEqual(stopped);
    expect(plant.said).toEqual([`incident one: failure of ${asked.replace('.', '/')} from 2026-01-04T23:01:00.000Z for 3600 s`]);
  });

  it('of slowness at one slot leaves the other as it is', () => {
    const document = exampleDocument();
    const cell = CellDefinition.parse({ ...document, units: document.units.map((one) => (one.id === 'coater' ? { ...one, slots: 2 } : one)) });
    const place = (id: string) => layOut(cell, noSecrets(cell.id), MONDAY_S).places.find((one) => one.id === id)!;
    expect([isAt('coater/1', place('coater/1')), isAt('coater/1', place('coater/2')), isAt('coater', place('coater/2'))]).toEqual([true, false, true]);
  });

  it('of utility loss lets what draws the utility rest, and nothing that needs it begin', () => {
    const plant = new TestPlant(small()).ask(incident({ kind: 'utility-loss', utility: 'steam', afterS: 600 })).run(2 * HOUR);
    const flow = plant.readings().get('utilities/steam/_utility_v1/Flow')!;
    const during = flow.filter(({ timeMs }) => timeMs / 1000 > MONDAY_S + 610 && timeMs / 1000 < MONDAY_S + 600 + HOUR);
    expect(during.length).toBeGreaterThan(3);
    expect(during.every(({ value }) => value === 0)).toBe(true);
    expect(reasonsOf(plant, 'mixer')).toContain(1100);
    const steps = plant.events('_batch_v1/Event').filter(({ body }) => body['event'] === 'step-end');
    expect(steps[0]!.timeMs / 1000 - MONDAY_S).toBeGreaterThan(1800 + HOUR);
  });

  it('of late material keeps batches from beginning', () => {
    const plant = new TestPlant(small()).ask(incident({ kind: 'late-material', product: 'p' })).run(2 * HOUR);
    expect(mixings(plant)[0]!.timeMs / 1000 - MONDAY_S).toBeGreaterThanOrEqual(HOUR);
  });

  it('of absence leaves work without people', () => {
    const plant = new TestPlant(small()).ask(incident({ kind: 'absence', team: 'crew', persons: 1 })).run(2 * HOUR);
    expect(reasonsOf(plant, 'mixer')).toContain(40);
    expect(mixings(plant)[0]!.timeMs / 1000 - MONDAY_S).toBeGreaterThanOrEqual(HOUR);
  });

  it('of slowness makes the work of a unit last longer', () => {
    const plant = new TestPlant(small()).ask(incident({ kind: 'slow', unit: 'mixer', factor: 0.5, lastsS: 8 * HOUR })).run(2 * HOUR);
    const end = plant.events('_batch_v1/Event').find(({ body }) => body['event'] === 'phase-end')!;
    expect((end.timeMs - mixings(plant)[0]!.timeMs) / 1000).toBeGreaterThanOrEqual(3600);
  });

  it('of a clean-room excursion raises the alarm, stops open product, and gives its batch a deviation', () => {
    const plant = new TestPlant(small()).ask(incident({ kind: 'excursion', zone: 'hall', afterS: 600, lastsS: 1200 })).run(12 * HOUR);
    const pressure = plant.readings().get('zones/hall/_hvac_v1/RoomDp')!;
    expect(Math.min(...pressure.map(({ value }) => Number(value)))).toBeLessThan(5);
    expect(plant.events('_alarm_v1/Event').map(({ body }) => [body['alarm'], body['raised']])).toEqual([
      ['room-pressure', true],
      ['room-pressure', false],
    ]);
    expect(reasonsOf(plant, 'mixer')).toContain(1200);
    const deviations = plant.events('_qc_v1/Release').filter(({ body }) => body['decision'] === 'deviation');
    expect(deviations.map(({ body }) => body['lot'])).toEqual([
      plant.events('_batch_v1/Event').find(({ body }) => body['event'] === 'batch-begin')!.body['lot'],
    ]);
  });

  it('is answered, is taken up once, and is cleared from the broker when it is over', () => {
    const request = incident({ kind: 'late-material', lastsS: 600 });
    const plant = new TestPlant(small()).ask(request).run(300).ask(request).run(600);
    const about = plant.sent.filter(({ topic }) => topic.startsWith('simulator/'));
    expect(about.map(({ topic, payload, retain }) => [topic, payload === '' ? '' : (JSON.parse(payload) as { accepted: boolean }).accepted, retain])).toEqual([
      ['simulator/v1/cell/answer/one', true, false],
      ['simulator/v1/cell/incident/one', '', true],
    ]);
    expect(plant.plant.incidents).toEqual([]);
  });

  it('is refused where there is no such thing, and says what was meant', () => {
    const plant = new TestPlant(small()).ask(incident({ kind: 'failure', unit: 'mixr' })).run(2);
    const [answer, cleared] = plant.sent.filter(({ topic }) => topic.startsWith('simulator/'));
    expect(JSON.parse(answer!.payload)).toEqual({ accepted: false, message: 'there is no unit mixr in cell, did you mean "mixer"?' });
    expect(cleared).toEqual({ topic: 'simulator/v1/cell/incident/one', payload: '', retain: true });
    plant.running.ask('two', 'no json');
    plant.run(1);
    expect(plant.said.at(-1)).toMatch(/^incident two is refused: /);
  });
});

describe('the secrets of a simulated cell', () => {
  const secretsOf = (rest: object) => Secrets.parse({ kind: 'Secrets', cell: 'cell', ...rest });
  const stepsOf = (rest: object, seconds = 4 * HOUR) =>
    new TestPlant(small(), { secrets: secretsOf(rest) }).pass(seconds).batches.flatMap(({ steps }) => steps);

  it('drift by the day from their instant on, and stay where they are after their time', () => {
    const read = factorReader('Europe/Paris', MONDAY_S);
    const drift = Secrets.parse({ kind: 'Secrets', cell: 'c', units: { u: { power: { factor: 1.1, drift: { after: '2 d', perDay: 0.05, lasts: '4 d' } } } } })
      .units['u']!.power;
    expect([0, 2, 3, 6, 20].map((day) => read(drift, MONDAY_S + day * DAY))).toEqual([
      1.1,
      1.1,
      expect.closeTo(1.15, 12),
      expect.closeTo(1.3, 12),
      expect.closeTo(1.3, 12),
    ]);
    const dated = Secrets.parse({ kind: 'Secrets', cell: 'c', units: { u: { power: { factor: 1, drift: { from: '2026-01-06T00:00', perDay: -0.5 } } } } })
      .units['u']!.power;
    expect([0, 1, 2, 5].map((day) => read(dated, MONDAY_S + day * DAY))).toEqual([1, 1, 0.5, 0]);
    expect(Secrets.safeParse({ kind: 'Secrets', cell: 'c', units: { u: { power: { drift: { perDay: 1 } } } } }).success).toBe(false);
  });

  it('change durations, losses and power by their factor', () => {
    const plain = stepsOf({});
    const worse = stepsOf({ units: { mixer: { phases: 1.5 }, dryer: { loss: 2, power: 1.2 } } }, 6 * HOUR);
    const lasts = (steps: typeof plain, step: string) => steps.filter((one) => one.step === step).map(({ fromS, toS }) => toS - fromS);
    expect(lasts(worse, 'mix')[0]! - lasts(plain, 'mix')[0]!).toBe(900);
    const loss = (steps: typeof plain) => steps.find(({ step }) => step === 'dry')!.rejected;
    expect(loss(worse)).toBeCloseTo(2 * loss(plain), -1);
    const kwh = (steps: typeof plain) => steps.find(({ step }) => step === 'dry')!.kwh['electricity']!;
    expect(kwh(worse) / kwh(plain)).toBeCloseTo(1.2, 1);
  });

  it('leak, slow the laboratory, and stick a set-back open', () => {
    const run = (rest: object) => new TestPlant(small(), { secrets: secretsOf(rest) }).run(5 * HOUR);
    const plain = run({});
    const worse = run({ utilities: { steam: { leak: 7 } }, zones: { hall: { stuck: { after: '1 h' } } }, laboratory: { record: 2 } });
    const total = (plant: TestPlant) => plant.meters.at(-1)!.utilities['steam']!;
    expect(total(worse).total - total(plain).total).toBeCloseTo(5 * 7, 3);
    expect(total(worse).kwh['heat']! - total(plain).kwh['heat']!).toBeCloseTo(5 * 7 * 0.5, 3);
    const released = (plant: TestPlant) => plant.events('_qc_v1/Release')[0]!.timeMs;
    expect(released(worse) - released(plain)).toBe(3_600_000);
    // At half the flow and the third power a fan draws an eighth. The zone is set back from midnight to six.
    const fan = (plant: TestPlant, hour: number) =>
      plant
        .readings()
        .get('zones/hall/_hvac_v1/FanPower')!
        .findLast(({ timeMs }) => timeMs / 1000 <= MONDAY_S + hour * HOUR)!.value;
    expect([fan(plain, 4.5), fan(worse, 4.5)]).toEqual([1.25, 10]);
    expect(worse.readings().get('zones/hall/_hvac_v1/SetbackActive')!.at(-1)!.value).toBe(true);
  });

  it('give less of a utility at once than the file says', () => {
    const steam = { phases: [{ id: 'run', lasts: '30 min', utilities: { steam: 50 } }] };
    const definition = small({
      units: [unit('mixer', steam), unit('dryer', steam)],
      products: ['mixer', 'dryer'].map((id) => ({ id, name: text, item: 'kg', batchSize: 10, route: [{ id: 'run', units: [id] }] })),
      orders: ['mixer', 'dryer'].map((id) => ({ id, product: id, batches: 1 })),
    });
    const begun = (secrets: Secrets) => new TestPlant(definition, { secrets }).pass(2 * HOUR).batches.map(({ endedS }) => endedS - MONDAY_S);
    const [together, alone] = [begun(secretsOf({})), begun(secretsOf({ utilities: { steam: { capacity: 0.9 } } }))];
    expect(Math.abs(together[1]! - together[0]!)).toBeLessThan(5);
    expect(alone[1]! - alone[0]!).toBeGreaterThanOrEqual(1800);
  });

  it('send more batches back', () => {
    const definition = small({
      products: [
        {
          id: 'p',
          name: text,
          item: 'kg',
          batchSize: 1000,
          route: [
            { id: 'mix', units: ['mixer'], store: 'store' },
            { id: 'dry', units: ['dryer'], rework: { probability: 0.1, from: 'mix' } },
          ],
        },
      ],
      orders: [{ id: 'o', product: 'p', batches: 30 }],
    });
    const mixed = (secrets: Secrets) => new TestPlant(definition, { secrets }).pass(60 * HOUR).batches.flatMap(({ steps }) => steps).length;
    expect(mixed(secretsOf({ units: { dryer: { rework: 0 } } }))).toBe(60);
    expect(mixed(secretsOf({ units: { dryer: { rework: 5 } } }))).toBeGreaterThan(80);
  });

  it('keep a unit from standby', () => {
    const definition = small({ orders: [], units: [unit('mixer', { standby: { after: '10 min', wakeUp: '5 min' } }), unit('dryer')] });
    const kwh = (secrets: Secrets) => new TestPlant(definition, { secrets }).pass(2 * HOUR).meters.at(-1)!.units['mixer']!.kwh['electricity']!;
    expect(kwh(secretsOf({}))).toBeCloseTo(2 * (1 / 6) + 1 * (11 / 6), 1);
    expect(kwh(secretsOf({ units: { mixer: { standby: 'never' } } }))).toBeCloseTo(4, 1);
  });
});

describe('the weather of the synthetic year', () => {
  it('is coldest in January before dawn and warmest in July in the afternoon, as a sine would be to 0.2 %', () => {
    for (let turn = -1; turn <= 1; turn += 0.01) expect(wave(turn)).toBeCloseTo(-Math.cos(2 * Math.PI * turn), 2);
  });

  it('follows the seasons and the days', () => {
    const definition = CellDefinition.parse({ ...exampleDocument(), demand: [] });
    const mean = (startS: number) => {
      const plant = new TestPlant(definition, { startS }).run(DAY);
      const values = plant
        .readings()
        .get('weather/_weather_v1/OutdoorAirTemp')!
        .map(({ value }) => Number(value));
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    const [january, july] = [mean(MONDAY_S), mean(Date.parse('2026-07-13T00:00:00Z') / 1000)];
    expect(january).toBeLessThan(8);
    expect(july).toBeGreaterThan(15);
  });
});

describe('alarms of limits', () => {
  const alarmsOf = (plant: TestPlant, alarm: string) =>
    plant
      .events('_alarm_v1/Event')
      .filter(({ body }) => body['alarm'] === alarm)
      .map(({ body: { raised, lot, store }, timeMs }) => ({ raised, lot, store, timeMs }));

  it('of a hold time are cleared when the batch leaves its store, by the names that raised them', () => {
    const plant = new TestPlant(small({ stores: [{ id: 'store', holdLimit: '30 min' }], orders: [{ id: 'o', product: 'p', batches: 1 }] })).run(6 * HOUR);
    const [stored, taken] = ['stored', 'taken'].map((event) => plant.events('_batch_v1/Event').find(({ body }) => body['event'] === event)!);
    const { lot } = stored!.body;
    expect(alarmsOf(plant, 'hold-limit')).toEqual([
      { raised: true, lot, store: 'store', timeMs: stored!.timeMs + 1_800_000 },
      { raised: false, lot, store: 'store', timeMs: taken!.timeMs },
    ]);
  });

  it('of a soiled unit are cleared once it is clean', () => {
    const cleaned = unit('dryer', { phases: [{ id: 'dry', lasts: '50 min' }], cleaning: { major: { lasts: '20 min' }, dirtyHold: '1 h' } });
    const mixed = unit('mixer', { phases: [{ id: 'mix', lasts: '30 min', persons: { operator: 1 } }] });
    const plant = new TestPlant(small({ units: [mixed, cleaned], orders: [{ id: 'o', product: 'p', batches: 1 }] })).run(8 * HOUR);
    const alarms = alarmsOf(plant, 'dirty-hold');
    expect(alarms.map(({ raised }) => raised)).toEqual([true, false]);
    expect(alarms[1]!.timeMs - alarms[0]!.timeMs).toBeGreaterThanOrEqual(20 * 60_000);
  });
});
