import fc from '../../property.js';
import { CellDefinition, type CellDocument } from '../../../src/contract/cell.js';
import { compileCell } from '../../../src/model/cell/compile.js';
import { day, definitionOf, product, unit } from './cells.js';

type Unit = CellDocument['units'][number];
type Step = CellDocument['products'][number]['route'][number];

const minutes = (min: number, max: number) => fc.integer({ min, max }).map((n) => `${n} min`);
const duration = fc.oneof(
  minutes(1, 90),
  fc.record({ dist: fc.constant('exponential' as const), mean: minutes(5, 90) }),
  fc.record({ dist: fc.constant('lognormal' as const), mean: minutes(5, 90), sigma: fc.constantFrom(0.3, 0.8) }),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const activity = fc.record({
  lasts: duration,
  persons: fc.constantFrom({}, {}, { operator: 1 }, { operator: 2 }, { cleaner: 1 }),
  utilities: fc.constantFrom(undefined, { steam: 40 }, { steam: 90 }),
});

const cleaning = fc.record({
  minor: maybe(activity),
  major: activity,
  campaign: fc.constantFrom(undefined, { batches: 2 }, { age: '8 h' }, { batches: 3, age: '20 h' }),
  dirtyHold: maybe(minutes(30, 600)),
  cleanHold: maybe(minutes(60, 1200)),
});

const stop = fc.record({
  name: fc.constant({ en: 'stop', fr: 'stop' }),
  class: fc.constantFrom('failure' as const, 'micro-stop' as const),
  clock: fc.constantFrom('operation' as const, 'time' as const),
  every: fc.record({ dist: fc.constant('weibull' as const), scale: minutes(30, 400), shape: fc.constantFrom(0.6, 1, 2) }),
  lasts: duration,
});

/** Some rules of every kind; the last one fits whatever the others leave. */
const changeover = fc.subarray<NonNullable<Unit['changeover']>[number]>([
  { from: 'p0', to: 'p1', clean: 'major' },
  { equal: ['family'], differ: ['product'], change: { lasts: '5 min' } },
  { up: 'shade', clean: 'minor' },
  { down: 'shade', clean: 'major', change: { lasts: '12 min', persons: { operator: 1 } } },
  { differ: ['product'], change: { lasts: '25 min' } },
]);

const outages = fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 2 }).map((hours) => hours.map((h) => ({ from: moment(h), to: moment(h + 7) })));
const moment = (hours: number) => `2026-03-${String(2 + Math.floor(hours / 24)).padStart(2, '0')}T${String(hours % 24).padStart(2, '0')}:00`;

function unitOf(id: string): fc.Arbitrary<Unit> {
  return fc
    .record({
      slots: fc.constantFrom(1, 1, 2),
      calendar: fc.constantFrom(undefined, undefined, 'day'),
      atShiftEnd: fc.constantFrom('suspend' as const, 'finish' as const),
      phases: fc.array(activity, { minLength: 1, maxLength: 3 }).map((phases) => phases.map((phase, i) => ({ ...phase, id: `p${i}` }))),
      setUp: maybe(activity),
      clearance: maybe(activity),
      cleaning: maybe(cleaning),
      changeover,
      outages,
      blocking: fc.constantFrom('after-service' as const, 'before-service' as const),
      stops: fc.array(stop, { maxLength: 2 }).map((stops) => stops.map((law, i) => ({ ...law, id: `stop${i}` }))),
      repair: fc.constantFrom(
        undefined,
        { persons: { technician: 1 } },
        { persons: { technician: 1 }, response: '8 min' },
        { persons: { operator: 1 } },
        { persons: { operator: 2 } },
      ),
      maintenance: fc.constantFrom(
        [],
        [{ id: 'care', every: '20 h', clock: 'time' as const, work: { lasts: '1 h', persons: { technician: 1 } } }],
        [{ id: 'care', every: '6 h', work: { lasts: '30 min' } }],
      ),
      standby: fc.constantFrom(undefined, { after: '20 min', wakeUp: '5 min' }),
      zone: fc.constantFrom(undefined, 'hall'),
      utilities: fc.constantFrom({}, { steam: { idle: 1, execute: 20, cleaning: 50 } }),
    })
    .map(({ changeover: rules, ...rest }) => ({
      ...rest,
      changeover: rest.cleaning === undefined ? rules.filter((rule) => rule.clean === undefined) : rules,
    }))
    .map((rest) => unit(id, Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Partial<Unit>));
}

const ownPhases: NonNullable<Step['phases']> = [
  { id: 'own', lasts: '90 ms', per: 'item', persons: { operator: 1 } },
  { id: 'sort', lasts: '2 s', per: 'reject' },
];

/** Steps of a route over numbered units, each to the next: stores where the recipe needs one. */
function routeOf(units: readonly string[]): fc.Arbitrary<Step[]> {
  const step = (id: string, i: number): fc.Arbitrary<Step> =>
    fc
      .record({
        yield: fc.constantFrom(1, 0.97, 0.5),
        makes: fc.constantFrom(1, 2),
        scrap: fc.constantFrom(0, 0.1),
        recovers: fc.constantFrom(0, 0.5),
        back: fc.constantFrom(false, false, true),
        split: fc.constantFrom(1, 1, 2),
        merge: fc.constantFrom(1, 1, 1, 2),
        loads: fc.constantFrom(false, false, true),
        phases: fc.constantFrom<Step['phases'][]>(undefined, undefined, ownPhases),
        store: fc.constantFrom(undefined, 'wide', 'narrow', 'cold'),
        release: fc.constantFrom(undefined, 'quick', 'lab'),
      })
      .map(({ back, ...rest }) => ({ id: `s${i}`, units: [id], ...rest, ...(back ? { rework: { probability: 0.2, from: `s${Math.max(0, i - 1)}` } } : {}) }));
  return fc.tuple(...units.map(step)).map((steps) => steps.map((given, i) => legal(given, i, steps)));
}

/** What the recipe rules ask for: no store where the next unit is loaded directly, a store where batches wait for one another. */
function legal(step: Step, i: number, steps: readonly Step[]): Step {
  const next = steps[i + 1];
  const loads = step.loads === true && next !== undefined && !steps[i - 1]?.loads && next.merge === 1;
  if (loads) return { ...step, loads, split: 1, store: undefined, release: undefined, rework: undefined };
  const store = step.store ?? (step.release !== undefined || step.rework !== undefined || (step.split ?? 1) > 1 || (next?.merge ?? 1) > 1 ? 'wide' : undefined);
  return { ...step, loads: false, store };
}

const givenOnly = <T extends object>(all: T): T => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as T;

/** Cells of batch units of every kind, with all that they share, of which the model refuses none. */
export const randomCell: fc.Arbitrary<Pick<CellDocument, 'units' | 'products'> & Partial<CellDocument>> = fc
  .integer({ min: 1, max: 4 })
  .chain((n) => {
    const ids = Array.from({ length: n }, (_, i) => `u${i}`);
    return fc.record({
      units: fc.tuple(...ids.map(unitOf)),
      routes: fc.array(fc.subarray(ids, { minLength: 1 }).chain(routeOf), { minLength: 1, maxLength: 3 }),
      spare: fc.constantFrom(undefined, undefined, ids.at(-1)),
      batches: fc.integer({ min: 1, max: 6 }),
      dispatch: fc.constantFrom('fifo' as const, 'due' as const, 'campaign' as const, 'priority' as const),
      inProcess: maybe(fc.integer({ min: 2, max: 5 })),
    });
  })
  .map(({ units, routes, batches, spare, ...rest }) => {
    const either = (step: Step) => (spare === undefined || step.units.includes(spare) ? step.units : [...step.units, spare]);
    const products = routes.map((route, i) =>
      product(
        `p${i}`,
        1000,
        route.map((step) => givenOnly({ ...step, units: either(step) })),
        { attributes: { family: i === 1 ? 'b' : 'a', shade: (2 * i) % 3 } },
      ),
    );
    return {
      ...rest,
      calendars: [day('day')],
      carriers: [{ id: 'electricity' }, { id: 'heat' }],
      utilities: [{ id: 'steam', unit: 'kg', capacity: 100, energy: { heat: 0.8 } }],
      teams: [
        { id: 'crew', skills: ['operator', 'cleaner'], persons: 2 },
        { id: 'workshop', skills: ['technician'], persons: 1, calendar: 'day' },
        { id: 'lab', skills: ['analyst'], persons: 1, calendar: 'day' },
      ],
      zones: [{ id: 'hall', calendar: 'day', fan: '20 kW', cooling: '5 kW', heat: { carrier: 'heat', power: '30 kW' }, setback: 0.5, recovery: '30 min' }],
      stores: [{ id: 'wide' }, { id: 'narrow', capacity: 2, holdLimit: '40 h' }, { id: 'cold', holdLimit: '30 h', afterLimit: 'scrap' as const }],
      releases: [
        { id: 'quick', record: '2 h', deviation: { probability: 0.3, lasts: { dist: 'exponential' as const, mean: '5 h' } } },
        { id: 'lab', tests: [{ id: 'assay', work: { lasts: '1 h', persons: { analyst: 1 } }, incubation: '3 h', calendar: 'day' }], reject: 0.1 },
      ],
      units,
      products,
      demand: products.map(({ id }, i) => ({ id: `d${i}`, product: id, batches, every: '48 h', dueAfter: '24 h', priority: i % 2 })),
    };
  })
  .filter((document) => compileCell(CellDefinition.parse(definitionOf(document))).ok);
