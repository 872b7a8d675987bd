import fc from '../../property.js';
import { changesOf, earliestDue, fewestChanges, inserted, swapped } from '../../../src/engine/search/orders.js';
import { searchSchedule, type Scheduled, type ScheduleOptions } from '../../../src/engine/search/schedule.js';
import type { Goal, Row } from '../../../src/engine/search/search.js';
import { asked, pointOf } from './asked.js';
import { normals } from './normal.js';

const LESS: Goal = { better: 'less', indifference: 0.5 };
/** Without chance, one replication tells all. */
const CERTAIN = { goals: [LESS, LESS], constraints: [], confidence: 0.95, first: 2, most: 2, budget: 4000, seed: 1, rows: 1, atOnce: 4, finalists: 5 };

interface Week {
  work: readonly number[];
  due: readonly number[];
  change: readonly (readonly number[])[];
}

/** Eight orders of three families; the work of each, when it is due, and what it takes to change. */
const WEEK: Week = (() => {
  const family = [0, 1, 2, 0, 1, 2, 0, 1];
  return {
    work: [4, 7, 2, 9, 3, 5, 6, 8],
    due: [30, 12, 25, 22, 45, 9, 50, 38],
    change: family.map((from) => family.map((to) => (from === to ? 0 : 1 + Math.abs(from - to)))),
  };
})();

/** Number of late orders, and time to change, of a sequence. */
function outcome(sequence: readonly number[], { work, due, change }: Week): [late: number, changes: number] {
  let [time, late] = [0, 0];
  for (const [k, order] of sequence.entries()) {
    time += (k > 0 ? change[sequence[k - 1]!]![order]! : 0) + work[order]!;
    if (time > due[order]!) late++;
  }
  return [late, changesOf(sequence, change)];
}

const sequences = (n: number): number[][] =>
  n === 0 ? [[]] : sequences(n - 1).flatMap((one) => Array.from({ length: n }, (_, at) => [...one.slice(0, at), n - 1, ...one.slice(at)]));

const starts = ({ due, change }: Week) => [earliestDue(due), fewestChanges(change)];

function scheduled(options: ScheduleOptions, value: (point: readonly number[], replication: number) => Row): { point: readonly number[]; told: Scheduled } {
  const search = searchSchedule(options);
  const all = asked(search, value);
  const told = search.outcome();
  return { point: pointOf(all, told.front!.placed.find(({ place }) => place === 'front')!.id)!, told };
}

describe('first sequences', () => {
  it('by due date, and with fewest changes', () => {
    expect(earliestDue([5, 1, 5, 0])).toEqual([3, 1, 0, 2]);
    expect(changesOf(fewestChanges(WEEK.change), WEEK.change)).toBe(Math.min(...sequences(8).map((sequence) => changesOf(sequence, WEEK.change))));
    expect([fewestChanges([]), fewestChanges([[0]])]).toEqual([[], [0]]);
  });

  it('with few changes hold each order once, and no move of one order makes them fewer', () => {
    const matrix = fc.integer({ min: 1, max: 7 }).chain((n) => fc.array(fc.array(fc.nat(9), { minLength: n, maxLength: n }), { minLength: n, maxLength: n }));
    fc.assert(
      fc.property(matrix, (change) => {
        const found = fewestChanges(change);
        expect([...found].sort()).toEqual([...change.keys()]);
        for (const from of found.keys()) {
          for (const to of found.keys()) expect(changesOf(inserted(found, from, to), change)).toBeGreaterThanOrEqual(changesOf(found, change));
        }
      }),
    );
  });

  it('are changed by moving one order, or two', () => {
    expect([inserted([0, 1, 2, 3], 0, 2), inserted([0, 1, 2, 3], 3, 0), swapped([0, 1, 2, 3], 0, 3)]).toEqual([
      [1, 2, 0, 3],
      [3, 0, 1, 2],
      [3, 1, 2, 0],
    ]);
  });
});

describe('a search for a schedule', () => {
  it.each([1, 2, 3, 4])('finds the fewest late orders, and of such sequences the least to change, as trying all of them does (seed %d)', (seed) => {
    const [late, changes] = sequences(8)
      .map((sequence) => outcome(sequence, WEEK))
      .sort((a, b) => a[0] - b[0] || a[1] - b[1])[0]!;
    const { point, told } = scheduled({ ...CERTAIN, seed, orders: 8, starts: starts(WEEK) }, (sequence) => outcome(sequence, WEEK));
    expect(outcome(point, WEEK)).toEqual([late, changes]);
    expect(told.points).toBeLessThan(3000);
  });

  it('does not give up a later goal for a difference of an earlier one that does not matter', () => {
    // Late orders count only in tens, so changes decide.
    const goals = [{ ...LESS, indifference: 100 }, LESS];
    const { point } = scheduled({ ...CERTAIN, goals, orders: 8, starts: [earliestDue(WEEK.due)] }, (sequence) => outcome(sequence, WEEK));
    expect(changesOf(point, WEEK.change)).toBe(changesOf(fewestChanges(WEEK.change), WEEK.change));
  });

  it('shifts releases where that lowers a peak', () => {
    // Four orders that each draw a power for one step from their release; two must not be late by more than one step.
    const draw = [5, 5, 3, 3];
    const peak = (point: readonly number[]): Row => {
      const levels = point.slice(4);
      return [Math.max(...[0, 1, 2].map((step) => draw.reduce((sum, kw, order) => sum + (levels[order] === step ? kw : 0), 0)))];
    };
    const { point, told } = scheduled({ ...CERTAIN, goals: [LESS], orders: 4, releases: 3, starts: [[0, 1, 2, 3]], budget: 1500 }, peak);
    expect(peak(point)).toEqual([6]);
    expect(told.ended).toBe('converged');
  });

  it('takes the better sequence under noise, and says which ones are surely worse', () => {
    const draw = normals(5);
    const noisy = (sequence: readonly number[], r: number): Row => {
      const [late, changes] = outcome(sequence, WEEK);
      return [late + 0.5 * draw('late', r) + 0.2 * draw(`${sequence.join()}`, r), changes + draw('changes', r)];
    };
    const options = { ...CERTAIN, orders: 8, starts: starts(WEEK), rows: 4, first: 20, most: 160, budget: 8000 };
    const { point, told } = scheduled(options, noisy);
    const best = Math.min(...sequences(8).map((sequence) => outcome(sequence, WEEK)[0]));
    expect(outcome(point, WEEK)[0]).toBe(best);
    expect(told.spent).toBeLessThanOrEqual(8000);
    expect(told.front!.placed.every(({ replications }) => replications.from === 4)).toBe(true);
  });

  it('keeps to sequences that are allowed where a value is limited', () => {
    const constraints = [{ side: 'atMost', bound: 0, tolerance: 0.5 } as const];
    // Order 7 must not come before order 2.
    const { point } = scheduled({ ...CERTAIN, constraints, orders: 8, starts: starts(WEEK) }, (sequence) => [
      ...outcome(sequence, WEEK),
      sequence.indexOf(7) < sequence.indexOf(2) ? 1 : 0,
    ]);
    expect(point.indexOf(2)).toBeLessThan(point.indexOf(7));
  });

  it('asks the same of the same seed, each order once in every point, releases on their grid, within its budget', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 1, max: 4 }), fc.nat(), (orders, releases, seed) => {
        const draw = normals(seed);
        const value = (point: readonly number[], r: number): Row => [point.reduce((sum, x, k) => sum + x * ((k * 7) % 5), 0) + draw('x', r)];
        const plan = Array.from({ length: orders }, (_, k) => k);
        const options = { ...CERTAIN, goals: [LESS], orders, releases, starts: [plan, [...plan].reverse()], seed, rows: 2, budget: 300 };
        const all = asked(searchSchedule(options), value);
        expect(asked(searchSchedule(options), value)).toEqual(all);
        expect(all.reduce((sum, { replications }) => sum + replications.count, 0)).toBeLessThanOrEqual(300);
        for (const { point } of all) {
          expect(point).toHaveLength(releases > 1 ? 2 * orders : orders);
          expect(point.slice(0, orders).sort()).toEqual(plan);
          expect(point.slice(orders).every((level) => Number.isInteger(level) && level >= 0 && level < releases)).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('refuses a budget that is too small', () => {
    expect(() => searchSchedule({ ...CERTAIN, orders: 8, starts: starts(WEEK), budget: 12 })).toThrow(RangeError);
  });
});
