import { CellDefinition } from '../../../src/contract/cell.js';
import { explain, toIssue } from '../../../src/contract/explain.js';
import { compileCell } from '../../../src/model/cell/compile.js';
import { always, day, definitionOf, phase, product, unit, type SomeCell } from './cells.js';

const WELL: SomeCell = {
  calendars: [day('day'), day('night', '22:00', '06:00'), always('always')],
  teams: [
    { id: 'crew', skills: ['operator', 'technician'], persons: 2, calendar: 'day' },
    { id: 'lab', skills: ['analyst'], persons: 1, calendar: 'day' },
    { id: 'owls', skills: ['owl'], persons: 1, calendar: 'night' },
  ],
  utilities: [{ id: 'steam', unit: 'kg', capacity: 100 }],
  stores: [{ id: 'wide' }, { id: 'narrow', capacity: 2 }],
  releases: [{ id: 'qc', tests: [{ id: 't', work: { lasts: '1 h', persons: { analyst: 1 } } }] }],
  units: [unit('a', { phases: [phase(10)] }), unit('b', { phases: [phase(10)] }), unit('c')],
  products: [product('x', 100, [{ id: 'a', store: 'wide' }, { id: 'b' }])],
  orders: [{ id: 'o', product: 'x', batches: 1 }],
  demand: [{ id: 'd', product: 'x', batches: 1, every: '1 d' }],
};

/** Refusals of the cell above with some of it changed, as pointer and words. */
function refused(rest: Partial<SomeCell>): [string, string][] {
  const compiled = compileCell(CellDefinition.parse(definitionOf({ ...WELL, ...rest })));
  return compiled.ok ? [] : compiled.issues.map(({ pointer, detail }) => [pointer, detail]);
}
const unitA = (rest: object) => refused({ units: [unit('a', { phases: [phase(10)], ...rest }), unit('b'), unit('c')] });
const route = (steps: Parameters<typeof product>[2], rest: Partial<SomeCell> = {}) => refused({ products: [product('x', 100, steps)], ...rest });
const uniform = { dist: 'uniform' as const, min: '5 min', max: '5 min' };
const stop = { id: 's', name: { en: 's', fr: 's' }, class: 'failure' as const, every: '1 h', lasts: '1 min' };
const tariff = { id: 't', source: 't', validFrom: '2026-01-01', periods: [{ id: 'p', from: '00:00', to: '23:00', price: '1 EUR/MWh' }] };
const contract = { id: 'c', source: 't', validFrom: '2026-01-01', periods: [{ label: 'p' }], energy: { byPeriod: { p: '1 EUR/MWh' } } };
const carbon = { source: 't', validFrom: '2026-01-01', factor: '205 g/kWh' };
const BELOW = 'min must be below max';
const APART = 'needs a next step that takes the batch at once: no store, release, split or merge between, and no loading by that step too';
const NEVER_THERE = 'these persons are never there at one time within the calendar: it could never begin';
const CROWDED = 'half of them at least must be a second or more';
const NO_DATE = 'there is no such date';

it('a cell without a fault is laid out', () => {
  expect(refused({})).toEqual([]);
});

describe('a definition of a cell is refused where it stands:', () => {
  const REFUSALS: [string, () => [string, string][], string, string][] = [
    ['an id twice', () => refused({ stores: [{ id: 'wide' }, { id: 'wide' }] }), '/stores/1/id', '"wide" is already the id of /stores/0'],
    [
      'a test twice',
      () => refused({ releases: [{ id: 'qc', tests: [1, 2].map(() => ({ id: 't', work: { lasts: '1 h' } })) }] }),
      '/releases/0/tests/1/id',
      '"t" is already the id of /releases/0/tests/0',
    ],
    [
      'an unknown calendar of a unit',
      () => unitA({ calendar: 'noon' }),
      '/units/0/calendar',
      'there is no calendar "noon"; expected one of day, night, always',
    ],
    ['an unknown zone', () => unitA({ zone: 'hall' }), '/units/0/zone', 'there is no zone "hall"; no zone is defined'],
    [
      'an unknown calendar of a team',
      () => refused({ teams: [...WELL.teams!, { id: 'z', skills: ['z'], persons: 1, calendar: 'noon' }] }),
      '/teams/3/calendar',
      'there is no calendar "noon"; expected one of day, night, always',
    ],
    [
      'an unknown calendar of a zone',
      () => refused({ zones: [{ id: 'z', fan: '1 kW', calendar: 'noon' }] }),
      '/zones/0/calendar',
      'there is no calendar "noon"; expected one of day, night, always',
    ],
    [
      'an unknown carrier of heat',
      () => refused({ zones: [{ id: 'z', fan: '1 kW', heat: { carrier: 'gas', power: '1 kW' } }] }),
      '/zones/0/heat/carrier',
      'there is no carrier "gas"; expected one of electricity',
    ],
    [
      'an unknown carrier of a utility',
      () => refused({ utilities: [{ id: 'steam', unit: 'kg', energy: { gas: 1 } }] }),
      '/utilities/0/energy/gas',
      'there is no carrier "gas"; expected one of electricity',
    ],
    [
      'a tariff beside a contract',
      () => refused({ carriers: [{ id: 'electricity', tariff: { ...tariff, periods: [{ ...tariff.periods[0]!, to: '24:00' }] }, contract }] }),
      '/carriers/0/contract',
      'expected either a tariff or a contract',
    ],
    [
      'one factor beside emissions',
      () => refused({ carriers: [{ id: 'gas', carbon, emissions: { source: 't', validFrom: '2026-01-01', scope: 1, location: { factor: '205 g/kWh' } } }] }),
      '/carriers/0/emissions',
      'expected either carbon or emissions',
    ],
    [
      'a contract with a gap',
      () => refused({ carriers: [{ id: 'electricity', contract: { ...contract, periods: [{ label: 'p', days: ['weekday'] }] } }] }),
      '/carriers/0/contract/periods',
      'the periods must cover all hours of the year: no period covers 00:00 on a saturday in month 1',
    ],
    [
      'a tariff with a gap',
      () => refused({ carriers: [{ id: 'electricity', tariff }] }),
      '/carriers/0/tariff/periods',
      'the periods must cover the 24 hours of a day, each hour once',
    ],
    [
      'a shift without a length',
      () => refused({ calendars: [...WELL.calendars!, day('none', '06:00', '06:00')] }),
      '/calendars/3/shifts/0/to',
      'ends when it begins; a whole day is from 00:00 to 24:00',
    ],
    [
      'a skill that nobody has',
      () => unitA({ setUp: { lasts: '1 h', persons: { welder: 1 } } }),
      '/units/0/setUp/persons/welder',
      'no team has the skill "welder"',
    ],
    [
      'more people than a team has',
      () => unitA({ clearance: { lasts: '1 h', persons: { operator: 3 } } }),
      '/units/0/clearance/persons/operator',
      'needs 3 with the skill "operator", and the largest team with it has 2',
    ],
    [
      'more people of two skills than a team has',
      () => unitA({ setUp: { lasts: '1 h', persons: { operator: 2, technician: 1 } } }),
      '/units/0/setUp/persons',
      NEVER_THERE,
    ],
    ['people who never meet', () => unitA({ setUp: { lasts: '1 h', persons: { operator: 1, owl: 1 } } }), '/units/0/setUp/persons', NEVER_THERE],
    [
      'people who are never there when the unit works',
      () => unitA({ calendar: 'day', setUp: { lasts: '1 h', persons: { owl: 1 } } }),
      '/units/0/setUp/persons',
      NEVER_THERE,
    ],
    [
      'technicians who are never there when the unit works',
      () => unitA({ calendar: 'night', repair: { persons: { technician: 1 } } }),
      '/units/0/repair/persons',
      NEVER_THERE,
    ],
    [
      'analysts who are never there when tests begin',
      () => refused({ releases: [{ id: 'qc', tests: [{ id: 't', calendar: 'night', work: { lasts: '1 h', persons: { analyst: 1 } } }] }] }),
      '/releases/0/tests/0/work/persons',
      NEVER_THERE,
    ],
    ['a law of a phase that is none', () => unitA({ phases: [{ id: 'p', lasts: uniform }] }), '/units/0/phases/0/lasts', BELOW],
    ['a law of a response that is none', () => unitA({ repair: { persons: { technician: 1 }, response: uniform } }), '/units/0/repair/response', BELOW],
    ['a law of a stop that is none', () => unitA({ stops: [{ ...stop, every: uniform }] }), '/units/0/stops/0/every', BELOW],
    ['a law of a length of stop that is none', () => unitA({ stops: [{ ...stop, lasts: uniform }] }), '/units/0/stops/0/lasts', BELOW],
    [
      'a law of a minor cleaning that is none',
      () => unitA({ cleaning: { minor: { lasts: uniform }, major: { lasts: '1 h' } } }),
      '/units/0/cleaning/minor/lasts',
      BELOW,
    ],
    ['a law of a major cleaning that is none', () => unitA({ cleaning: { major: { lasts: uniform } } }), '/units/0/cleaning/major/lasts', BELOW],
    [
      'a law of an incubation that is none',
      () => refused({ releases: [{ id: 'qc', tests: [{ id: 't', work: { lasts: '1 h' }, incubation: uniform }] }] }),
      '/releases/0/tests/0/incubation',
      BELOW,
    ],
    ['a law of a review that is none', () => refused({ releases: [{ id: 'qc', record: uniform }] }), '/releases/0/record', BELOW],
    [
      'a law of a deviation that is none',
      () => refused({ releases: [{ id: 'qc', deviation: { probability: 1, lasts: uniform } }] }),
      '/releases/0/deviation/lasts',
      BELOW,
    ],
    [
      'an unknown utility',
      () => unitA({ setUp: { lasts: '1 h', utilities: { air: 1 } } }),
      '/units/0/setUp/utilities/air',
      'there is no utility "air"; expected one of steam',
    ],
    [
      'a draw above the capacity',
      () => unitA({ phases: [phase(1, { utilities: { steam: 101 } })] }),
      '/units/0/phases/0/utilities/steam',
      'draws 101, and the utility "steam" gives 100 at the most: it could never begin',
    ],
    [
      'a draw at rest above the capacity',
      () => unitA({ utilities: { steam: { idle: 101 } } }),
      '/units/0/utilities/steam',
      'draws 101, and the utility "steam" gives 100 at the most: it could never begin',
    ],
    ['a rule before an unknown product', () => unitA({ changeover: [{ to: 'y' }] }), '/units/0/changeover/0/to', 'there is no product "y"; expected one of x'],
    [
      'a rule after an unknown product',
      () => unitA({ changeover: [{ from: 'y' }] }),
      '/units/0/changeover/0/from',
      'there is no product "y"; expected one of x',
    ],
    ['a rule that cleans what has no cleaning', () => unitA({ changeover: [{ clean: 'major' }] }), '/units/0/changeover/0/clean', 'the unit has no cleaning'],
    ['a law of a changeover that is none', () => unitA({ changeover: [{ change: { lasts: uniform } }] }), '/units/0/changeover/0/change/lasts', BELOW],
    [
      'a law of maintenance that is none',
      () => unitA({ maintenance: [{ id: 'm', every: '1 h', work: { lasts: uniform } }] }),
      '/units/0/maintenance/0/work/lasts',
      BELOW,
    ],
    [
      'maintenance at no interval',
      () => unitA({ maintenance: [{ id: 'm', every: '59 s', work: { lasts: '1 h' } }] }),
      '/units/0/maintenance/0/every',
      'must be a minute at least',
    ],
    [
      'maintenance that leaves no time',
      () =>
        unitA({
          maintenance: [
            { id: 'm', every: '1 h', clock: 'time', work: { lasts: '1 min' } },
            { id: 'n', every: '2 h', clock: 'time', work: { lasts: '1 h' } },
          ],
        }),
      '/units/0/maintenance/0/every',
      'the other maintenance of the unit lasts that long: it would never work on a batch',
    ],
    [
      'an outage that ends before it begins',
      () => unitA({ outages: [{ from: '2026-03-02T07:00', to: '2026-03-02T06:00' }] }),
      '/units/0/outages/0/to',
      'must be later than from',
    ],
    ['an outage on no date', () => unitA({ outages: [{ from: '2026-02-30T07:00', to: '2026-03-02T06:00' }] }), '/units/0/outages/0/from', NO_DATE],
    ['an unknown unit of a step', () => route([{ id: 'a', units: ['z'] }]), '/products/0/route/0/units/0', 'there is no unit "z"; expected one of a, b, c'],
    [
      'a law of a phase of a recipe that is none',
      () => route([{ id: 'a', phases: [{ id: 'p', lasts: uniform }] }]),
      '/products/0/route/0/phases/0/lasts',
      BELOW,
    ],
    ['an unknown store', () => route([{ id: 'a', store: 'z' }]), '/products/0/route/0/store', 'there is no store "z"; expected one of wide, narrow'],
    ['an unknown release plan', () => route([{ id: 'a', release: 'z' }]), '/products/0/route/0/release', 'there is no release plan "z"; expected one of qc'],
    [
      'rework from a later step',
      () => route([{ id: 'a', store: 'wide', rework: { probability: 0.1, from: 'b' } }, { id: 'b' }]),
      '/products/0/route/0/rework/from',
      'there is no earlier step "b"; expected one of a',
    ],
    [
      'rework without a store',
      () => route([{ id: 'a', rework: { probability: 0.1, from: 'a' } }]),
      '/products/0/route/0/rework',
      'a batch that goes back needs a store to wait in',
    ],
    [
      'rework of every batch',
      () => route([{ id: 'a', store: 'wide', rework: { probability: 1, from: 'a' } }]),
      '/products/0/route/0/rework/probability',
      'must be below 1: no batch would ever go on',
    ],
    [
      'rework into a limited store alone',
      () => route([{ id: 'a', store: 'narrow', rework: { probability: 0.1, from: 'a' } }, { id: 'b' }]),
      '/products/0/route/0',
      'batches could wait for each other for ever in a circle: "a", "narrow", "a"; put a store without a capacity on it',
    ],
    [
      'units that wait for each other',
      () => route([{ id: 'a' }, { id: 'b' }, { id: 'again', units: ['a'] }]),
      '/products/0/route/0',
      'batches could wait for each other for ever in a circle: "a", "b", "a"; put a store without a capacity on it',
    ],
    ['loading at the end of a route', () => route([{ id: 'a', loads: true }]), '/products/0/route/0/loads', APART],
    ['loading into a store', () => route([{ id: 'a', loads: true, store: 'wide' }, { id: 'b' }]), '/products/0/route/0/loads', APART],
    ['loading of a unit that loads', () => route([{ id: 'a', loads: true }, { id: 'b', loads: true }, { id: 'c' }]), '/products/0/route/0/loads', APART],
    ['loading of itself', () => route([{ id: 'a', units: ['a', 'b'], loads: true }, { id: 'b' }]), '/products/0/route/0/loads', 'a unit cannot load itself'],
    [
      'a release without a store',
      () => route([{ id: 'a', release: 'qc' }, { id: 'b' }]),
      '/products/0/route/0/release',
      'a batch that waits for its release needs a store',
    ],
    ['a split without a store', () => route([{ id: 'a', split: 2 }, { id: 'b' }]), '/products/0/route/0/split', 'parts of a batch need a store to wait in'],
    [
      'a merge without a store',
      () => route([{ id: 'a' }, { id: 'b', merge: 2 }]),
      '/products/0/route/0/store',
      'batches that come together need a store to wait in',
    ],
    [
      'parts for which a store has no room',
      () => route([{ id: 'a', split: 3, store: 'narrow' }, { id: 'b' }]),
      '/stores/1/capacity',
      'must be 3 at least: batches that come together or parts of one would wait for room in it for ever',
    ],
    [
      'a merge for which a store has no room',
      () =>
        route([
          { id: 'a', store: 'narrow' },
          { id: 'b', merge: 3 },
        ]),
      '/stores/1/capacity',
      'must be 3 at least: batches that come together or parts of one would wait for room in it for ever',
    ],
    [
      'a merge of more than may be in process',
      () =>
        route(
          [
            { id: 'a', store: 'wide' },
            { id: 'b', merge: 3 },
          ],
          { inProcess: 2 },
        ),
      '/inProcess',
      'must be 3 at least: batches that come together would wait for others for ever',
    ],
    [
      'a batch that does not fit',
      () => unitA({ capacity: { max: 90 } }),
      '/products/0/route/0/units/0',
      'a batch of 100 does not fit "a", which holds 0 to 90',
    ],
    [
      'a test of two skills',
      () => refused({ releases: [{ id: 'qc', tests: [{ id: 't', work: { lasts: '1 h', persons: { analyst: 1, operator: 1 } } }] }] }),
      '/releases/0/tests/0/work/persons',
      'a test needs one skill at the most',
    ],
    [
      'a test that draws',
      () => refused({ releases: [{ id: 'qc', tests: [{ id: 't', work: { lasts: '1 h', power: '1 kW' } }] }] }),
      '/releases/0/tests/0/work/power',
      'what a test draws is not counted',
    ],
    [
      'an unknown calendar of a test',
      () => refused({ releases: [{ id: 'qc', tests: [{ id: 't', calendar: 'noon', work: { lasts: '1 h' } }] }] }),
      '/releases/0/tests/0/calendar',
      'there is no calendar "noon"; expected one of day, night, always',
    ],
    [
      'an order of an unknown product',
      () => refused({ orders: [{ id: 'o', product: 'y', batches: 1 }] }),
      '/orders/0/product',
      'there is no product "y"; expected one of x',
    ],
    [
      'a demand of an unknown product',
      () => refused({ demand: [{ id: 'o', product: 'y', batches: 1, every: '1 h' }] }),
      '/demand/0/product',
      'there is no product "y"; expected one of x',
    ],
    [
      'an order due before its release',
      () => refused({ orders: [{ id: 'o', product: 'x', batches: 1, release: '2026-03-03T00:00', due: '2026-03-02T00:00' }] }),
      '/orders/0/due',
      'must be later than its release',
    ],
    ['an order due on no date', () => refused({ orders: [{ id: 'o', product: 'x', batches: 1, due: '2026-13-02T00:00' }] }), '/orders/0/due', NO_DATE],
    [
      'a demand from no date',
      () => refused({ demand: [{ id: 'o', product: 'x', batches: 1, every: '1 h', first: '2026-02-29T00:00' }] }),
      '/demand/0/first',
      NO_DATE,
    ],
    ['stops without a distance', () => unitA({ stops: [{ ...stop, every: '999 ms' }] }), '/units/0/stops/0/every', CROWDED],
    [
      'stops of which most come at once, whatever their mean',
      () => unitA({ stops: [{ ...stop, every: { dist: 'lognormal', mean: '1 h', sigma: 10 } }] }),
      '/units/0/stops/0/every',
      CROWDED,
    ],
    [
      'the same of a machine of a flow segment',
      () =>
        unitA({
          phases: [],
          flow: {
            stations: [
              {
                id: 'm',
                type: 'machine',
                name: { en: 'm', fr: 'm' },
                item: 'kg',
                rate: '10 /min',
                power: { standby: '1 kW', idle: '1 kW', execute: '1 kW' },
                stops: [{ ...stop, every: '1 us' }],
              },
            ],
          },
        }),
      '/units/0/flow/stations/0/stops/0/every',
      CROWDED,
    ],
    [
      'rework that hardly any batch gets beyond',
      () => route([{ id: 'a', store: 'wide', rework: { probability: 0.99995, from: 'a' } }]),
      '/products/0/route',
      'one batch would lead to 20000 steps on average, by rework and division: at most 10000',
    ],
    [
      'several reworks that together hardly any batch gets beyond',
      () => route(['a', 'b', 'c'].map((id) => ({ id, store: 'wide', rework: { probability: 0.96, from: 'a' } }))),
      '/products/0/route',
      'one batch would lead to 16275 steps on average, by rework and division: at most 10000',
    ],
    [
      'parts that go back to be divided again, more than go on',
      () =>
        route([
          { id: 'a', store: 'wide', split: 3 },
          { id: 'b', store: 'wide', rework: { probability: 0.4, from: 'a' } },
        ]),
      '/products/0/route',
      'by rework and division there would be ever more batches: more go back than go on',
    ],
    [
      'parts of parts without measure',
      () => route([{ id: 'a', store: 'wide', split: 200 }, { id: 'b', store: 'wide', split: 200 }, { id: 'c' }]),
      '/products/0/route',
      'one batch would lead to 40201 steps on average, by rework and division: at most 10000',
    ],
    [
      'a demand without a distance',
      () => refused({ demand: [{ id: 'o', product: 'x', batches: 1, every: '59.9 s' }] }),
      '/demand/0/every',
      'must be a minute at least',
    ],
  ];

  it.each(REFUSALS)('%s', (_, refuse, pointer, detail) => {
    expect(refuse()).toContainEqual([pointer, detail]);
  });

  it('a night shift reaches into the morning of the next day, and a unit that finishes its work can begin parts of it outside its shift', () => {
    const early = (rest: object) =>
      refused({ calendars: [...WELL.calendars!, day('early', '05:00', '06:30')], units: [unit('a', rest), unit('b'), unit('c')] });
    const owl = { lasts: '1 h', persons: { owl: 1 } };
    expect(early({ calendar: 'early', setUp: owl })).toEqual([]);
    expect(early({ calendar: 'day', atShiftEnd: 'finish', setUp: owl })).toEqual([]);
  });
});

it('rework and division within measure are left alone', () => {
  expect(route([{ id: 'a', store: 'wide', split: 2 }, { id: 'b', store: 'wide', split: 100, rework: { probability: 0.4, from: 'a' } }, { id: 'c' }])).toEqual(
    [],
  );
  expect(route([{ id: 'a', store: 'wide', split: 1000 }, { id: 'b', merge: 1000, store: 'wide', split: 1000 }, { id: 'c' }])).toEqual([]);
});

it.each([
  ['batches of an order', { orders: [{ id: 'o', product: 'x', batches: 1e9 }] }, '/orders/0/batches', 100_000],
  ['batches of a demand', { demand: [{ id: 'o', product: 'x', batches: 1e9, every: '1 d' }] }, '/demand/0/batches', 100_000],
  ['slots', { units: [unit('a', { slots: 1e9 }), unit('b'), unit('c')] }, '/units/0/slots', 1000],
  ['parts', { products: [product('x', 1, [{ id: 'a', split: 1e9 }])] }, '/products/0/route/0/split', 1000],
  ['batches that come together', { products: [product('x', 1, [{ id: 'a', merge: 1e9 }])] }, '/products/0/route/0/merge', 1000],
])('more %s than can be simulated are refused by form', (_, rest, pointer, most) => {
  const explained = explain(CellDefinition, definitionOf({ ...WELL, ...rest }));
  expect(explained.ok ? [] : explained.faults.map(toIssue)).toEqual([{ pointer, detail: `must be at most ${most}, found 1000000000` }]);
});
