import fc from 'fast-check';
import type { CellDocument } from '../../../src/contract/cell.js';
import { day, product, unit } from './cells.js';

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
  id: fc.constant('stop'),
  name: fc.constant({ en: 'stop', fr: 'stop' }),
  class: fc.constantFrom('failure' as const, 'micro-stop' as const),
  clock: fc.constantFrom('operation' as const, 'time' as const),
  every: fc.record({ dist: fc.constant('weibull' as const), scale: minutes(30, 400), shape: fc.constantFrom(0.6, 1, 2) }),
  lasts: duration,
});

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
      blocking: fc.constantFrom('after-service' as const, 'before-service' as const),
      stops: fc.array(stop, { maxLength: 1 }),
      repair: fc.constantFrom(undefined, { persons: { technician: 1 } }, { persons: { technician: 1 }, response: '8 min' }),
      maintenance: fc.constantFrom(
        [],
        [{ id: 'care', every: '20 h', clock: 'time' as const, work: { lasts: '1 h', persons: { technician: 1 } } }],
        [{ id: 'care', every: '6 h', work: { lasts: '30 min' } }],
      ),
      standby: fc.constantFrom(undefined, { after: '20 min', wakeUp: '5 min' }),
      zone: fc.constantFrom(undefined, 'hall'),
    })
    .map((rest) => unit(id, Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Partial<Unit>));
}

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
        merge: fc.constantFrom(1, 1, 2),
        loads: fc.constantFrom(false, false, true),
        store: fc.constantFrom(undefined, 'wide', 'narrow'),
        release: fc.constantFrom(undefined, 'quick', 'lab'),
      })
      .map(({ back, ...rest }) => ({ id: `s${i}`, units: [id], ...rest, ...(back ? { rework: { probability: 0.2, from: `s${Math.max(0, i - 1)}` } } : {}) }));
  return fc.tuple(...units.map(step)).map((steps) => steps.map((given, i) => legal(given, i, steps)));
}

/** What the recipe rules ask for: no store where the next unit is loaded directly, a store where batches wait for one another. */
function legal(step: Step, i: number, steps: readonly Step[]): Step {
  const next = steps[i + 1];
  const loads = step.loads === true && next !== undefined && !steps[i - 1]?.loads && next.merge === 1;
  if (loads) return { ...step, loads, split: 1, merge: i === 0 ? 1 : (step.merge ?? 1), store: undefined, release: undefined, rework: undefined } as Step;
  const store = step.store ?? (step.release !== undefined || step.rework !== undefined || (step.split ?? 1) > 1 || (next?.merge ?? 1) > 1 ? 'wide' : undefined);
  const merge = i === 0 ? 1 : (step.merge ?? 1);
  return Object.fromEntries(Object.entries({ ...step, merge, loads: false, store }).filter(([, value]) => value !== undefined)) as Step;
}

/** A limited store once in the cell, so that batches cannot wait for each other in a circle. */
function withOneNarrow(route: readonly Step[], product: number): (Step & { id: string })[] {
  const first = product === 0 ? route.findIndex(({ store }) => store === 'narrow') : -1;
  return route.map((step, k) => (step.store === 'narrow' && k !== first ? { ...step, store: 'wide' } : step));
}

/** Cells of batch units of every kind, with all that they share. */
export const randomCell: fc.Arbitrary<Pick<CellDocument, 'units' | 'products'> & Partial<CellDocument>> = fc
  .integer({ min: 1, max: 4 })
  .chain((n) => {
    const ids = Array.from({ length: n }, (_, i) => `u${i}`);
    return fc.record({
      units: fc.tuple(...ids.map(unitOf)),
      routes: fc.array(fc.subarray(ids, { minLength: 1 }).chain(routeOf), { minLength: 1, maxLength: 2 }),
      batches: fc.integer({ min: 1, max: 6 }),
      dispatch: fc.constantFrom('fifo' as const, 'due' as const, 'campaign' as const, 'priority' as const),
      inProcess: maybe(fc.integer({ min: 2, max: 5 })),
      changeover: fc.constantFrom<NonNullable<Unit['changeover']>[]>([], [{ differ: ['product'], change: { lasts: '25 min' } }]),
    });
  })
  .map(({ units, routes, batches, changeover, ...rest }) => {
    const products = routes.map((route, i) => product(`p${i}`, 1000, withOneNarrow(route, i)));
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
      stores: [{ id: 'wide' }, { id: 'narrow', capacity: 2, holdLimit: '40 h' }],
      releases: [
        { id: 'quick', record: '2 h', deviation: { probability: 0.3, lasts: { dist: 'exponential' as const, mean: '5 h' } } },
        { id: 'lab', tests: [{ id: 'assay', work: { lasts: '1 h', persons: { analyst: 1 } }, incubation: '3 h' }], reject: 0.1 },
      ],
      units: units.map((u) => ({ ...u, changeover })),
      products,
      demand: products.map(({ id }, i) => ({ id: `d${i}`, product: id, batches, every: '48 h', dueAfter: '24 h' })),
    };
  });
