import { CLOCK, PLACE_SUM, type CellState } from '../../../src/model/cell/layout.js';
import type { CompiledCell } from '../../../src/model/cell/compile.js';
import { runCell } from '../../../src/model/cell/run.js';
import { forkCell, snapshotCell, startCell, timeOfCell } from '../../../src/model/cell/state.js';
import { begun, cellOf, done, HOUR, MIN, MONDAY_US, phase, product, told, unit, type SomeCell } from './cells.js';

type Law = NonNullable<NonNullable<SomeCell['releases']>[number]['record']>;
const name = { en: 's', fr: 's' };

/** A moment of a cell whose only uncertain duration is of some law, and what is left of it [min]. */
interface Case {
  cell: (law: Law) => CompiledCell;
  atMin: number;
  /** that have begun until then */
  stops?: number;
  left: (state: CellState) => number;
}
const work = (state: CellState) => state.p.left[0]! / MIN;
const timer = (which: number) => (state: CellState) => (state.batchTimers[which]! - timeOfCell(state)) / MIN;
const one = (rest: Partial<SomeCell>) =>
  cellOf({ units: [unit('a')], products: [product('x', 1, [{ id: 'a' }])], orders: [{ id: 'o', product: 'x', batches: 1 }], ...rest });
const held = (release: Partial<NonNullable<SomeCell['releases']>[number]>) =>
  one({
    teams: [{ id: 'lab', skills: ['analyst'], persons: 1 }],
    releases: [{ id: 'qc', ...release }],
    units: [unit('a', { phases: [phase(10)] })],
    products: [product('x', 1, [{ id: 'a', release: 'qc' }])],
  });
const failing = (rest: object, lasts: Law, repair?: { response: Law }) =>
  one({
    teams: [{ id: 'shop', skills: ['technician'], persons: 1 }],
    units: [
      unit('a', {
        phases: [phase(6000)],
        stops: [{ id: 's', name, class: 'failure', every: '10 min', lasts, ...rest }],
        ...(repair ? { repair: { persons: { technician: 1 }, ...repair } } : {}),
      }),
    ],
  });

const CASES: Record<string, Case> = {
  activity: { cell: (law) => one({ units: [unit('a', { phases: [{ id: 'p', lasts: law }] })] }), atMin: 30, left: work },
  stop: { cell: (law) => failing({ every: law }, '10 min'), atMin: 30, left: (state) => (state.due[0]! - state.age[0]!) / MIN },
  repair: { cell: (law) => failing({}, law), atMin: 40, stops: 1, left: (state) => state.p.repairLeft[0]! / MIN },
  response: { cell: (law) => failing({}, '10 min', { response: law }), atMin: 40, stops: 1, left: (state) => state.p.repairLeft[0]! / MIN },
  test: { cell: (law) => held({ tests: [{ id: 't', work: { lasts: law, persons: { analyst: 1 } } }] }), atMin: 40, left: timer(0) },
  incubation: { cell: (law) => held({ tests: [{ id: 't', work: { lasts: '5 min', persons: { analyst: 1 } }, incubation: law }] }), atMin: 45, left: timer(0) },
  review: { cell: (law) => held({ record: law }), atMin: 40, left: timer(1) },
  deviation: { cell: (law) => held({ record: '5 min', deviation: { probability: 1, lasts: law } }), atMin: 45, left: timer(1) },
};
const ALL = Object.keys(CASES);

/** What is left in forks of other luck, of the first parent in which it has lasted half an hour. */
function leftovers({ cell, atMin, stops = 0, left }: Case, law: Law, forks: number): number[] {
  const compiled = cell(law);
  for (let replication = 0; ; replication++) {
    const parent = startCell(compiled, { seed: 5, replication, atUs: MONDAY_US });
    runCell(compiled, parent, MONDAY_US + atMin * MIN);
    const into = forkCell(compiled, parent, { seed: 5, replication });
    const isUnderWay = left(into) > 0 && left(into) < 1e6 && parent.placeSums[PLACE_SUM.stops] === stops;
    if (isUnderWay) return Array.from({ length: forks }, (_, i) => left(forkCell(compiled, parent, { seed: 9, replication: i }, into)));
  }
}

/** How far a sample mean lies from the true one, in its standard errors. */
function z(sample: readonly number[], mean: number): number {
  const own = sample.reduce((a, b) => a + b, 0) / sample.length;
  const variance = sample.reduce((sum, x) => sum + (x - own) ** 2, 0) / (sample.length - 1);
  return (own - mean) / Math.sqrt(variance / sample.length);
}

describe('a fork redraws what is left', () => {
  it.each(ALL)('of an exponential %s as if it had just begun', (kind) => {
    const forked = leftovers(CASES[kind]!, { dist: 'exponential', mean: '60 min' }, 500);
    expect(Math.abs(z(forked, 60))).toBeLessThan(3.5);
  });

  it.each(ALL)('of a Weibull %s given its age', (kind) => {
    // Shape 2: the square of a life is exponential, so after 30 min its survivors have the mean square 30^2 + 60^2.
    const forked = leftovers(CASES[kind]!, { dist: 'weibull', scale: '60 min', shape: 2 }, 500);
    expect(
      Math.abs(
        z(
          forked.map((left) => (30 + left) ** 2),
          900 + 3600,
        ),
      ),
    ).toBeLessThan(3.5);
  });

  it.each(ALL)('of a fixed %s not: it keeps its rest', (kind) => {
    const forked = leftovers(CASES[kind]!, '50 min', 3);
    for (const left of forked) expect(left).toBeCloseTo(20, 6);
  });
});

const EXPONENTIAL = { dist: 'exponential' as const, mean: '40 min' };
const chain = (second: Law = EXPONENTIAL) =>
  cellOf({
    stores: [{ id: 's' }],
    units: [
      unit('a', {
        phases: [{ id: 'p', lasts: EXPONENTIAL }],
        stops: [{ id: 's', name, class: 'failure', every: { dist: 'exponential', mean: '3 h' }, lasts: EXPONENTIAL }],
      }),
      unit('b', { phases: [{ id: 'p', lasts: second }] }),
    ],
    products: [product('x', 100, [{ id: 'a', store: 's', scrap: 0.2 }, { id: 'b' }])],
    demand: [{ id: 'd', product: 'x', batches: 2, every: '4 h' }],
  });

describe('luck', () => {
  const luck = { seed: 3, replication: 1 };

  it('a fork of the beginning with the same luck is the same run', () => {
    const cell = chain();
    const whole = startCell(cell, { ...luck, atUs: MONDAY_US });
    runCell(cell, whole, MONDAY_US);
    const forked = forkCell(cell, whole, luck);
    for (const state of [whole, forked]) runCell(cell, state, MONDAY_US + 100 * HOUR);
    expect(snapshotCell(cell, forked)).toEqual(snapshotCell(cell, whole));
  });

  it('two forks of other luck between two events differ from each other and from their parent', () => {
    const cell = chain();
    const parent = startCell(cell, { ...luck, atUs: MONDAY_US });
    runCell(cell, parent, MONDAY_US + 5 * HOUR + 1234567);
    expect(parent.clock[CLOCK.settled]).toBeLessThan(timeOfCell(parent));
    const futures = [parent, forkCell(cell, parent, { seed: 4, replication: 0 }), forkCell(cell, parent, { seed: 4, replication: 1 })].map((state) => {
      runCell(cell, state, MONDAY_US + 60 * HOUR);
      return JSON.stringify([...state.spent]);
    });
    expect(new Set(futures).size).toBe(3);
  });

  it('a change of one unit leaves the draws of all others', () => {
    const first = (cell: CompiledCell) => told(cell, 100).facts.flatMap((f) => (f.kind === 'step-done' && f.unit === 'a' ? [[f.batch, f.min]] : []));
    const lost = (cell: CompiledCell) => told(cell, 100).facts.flatMap((f) => (f.kind === 'batch-lost' ? [[f.batch, f.min]] : []));
    expect(first(chain('1 min')).length).toBeGreaterThan(40);
    expect(first(chain('1 min'))).toEqual(first(chain()));
    expect(lost(chain('1 min'))).toEqual(lost(chain()));
    expect(done(told(chain('1 min'), 100).facts)).not.toEqual(done(told(chain(), 100).facts));
    expect(begun(told(chain(), 100).facts)).toEqual(begun(told(chain(), 100).facts));
  });
});
