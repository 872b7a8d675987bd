import fc from '../../property.js';
import type { Choice } from '../../../src/engine/search/choice.js';
import { carryOut } from '../../../src/engine/search/course.js';
import { race, type RaceOptions } from '../../../src/engine/search/race.js';
import type { Constraint, Row } from '../../../src/engine/search/search.js';
import { normalRows, normals, type Spread } from './normal.js';

const OPTIONS: RaceOptions = { goal: { better: 'more', indifference: 1 }, constraints: [], confidence: 0.95, first: 10, budget: 100_000 };
const AT_MOST: Constraint = { side: 'atMost', bound: 20, tolerance: 1 };
const AT_LEAST: Constraint = { side: 'atLeast', bound: 5, tolerance: 1 };

/** Races points with these means (goal, then constrained values). */
function raced(means: readonly (readonly number[])[], options: Partial<RaceOptions>, run: number, spread: Spread): Choice {
  const rows = normalRows(means, run, spread);
  const points = means.map((_, id) => [id]);
  return carryOut(race(points, { ...OPTIONS, ...options }), ([id], replication) => rows(id!, replication));
}

const shareOf = (runs: number, right: (run: number) => boolean) => Array.from({ length: runs }, (_, run) => right(run)).filter((is) => is).length / runs;

describe('a race of points', () => {
  it('is over after the first stage where the others are far behind or far from what is allowed', () => {
    const { best, ended, confidence, contenders } = raced(
      [
        [100, 0],
        [50, 0],
        [200, 90],
      ],
      { constraints: [AT_MOST] },
      0,
      { own: 1, shared: 1 },
    );
    expect({ best, ended, confidence }).toEqual({ best: 0, ended: 'decided', confidence: { value: 0.95, from: 'procedure' } });
    expect(contenders.map(({ fate, beatenBy, holds }) => ({ fate, beatenBy, holds }))).toEqual([
      { fate: 'best', beatenBy: null, holds: [true] },
      { fate: 'beaten', beatenBy: 0, holds: [true] },
      { fate: 'infeasible', beatenBy: null, holds: [false] },
    ]);
    expect(contenders.map(({ replications }) => replications)).toEqual([0, 0, 0].map((from) => ({ from, count: 10 })));
  });

  it.each([
    ['kn++', 20],
    ['kn', 10],
  ] as const)('by %s from %d replications on finds the best in 95 of 100 races or more at the hardest means', (method, first) => {
    const right = (run: number) => raced([[0], [0], [1], [0], [0]], { method, first }, run, { own: 2, shared: 4 }).best === 2;
    expect(shareOf(400, right)).toBeGreaterThanOrEqual(0.95);
  });

  it('finds the best that is allowed in 95 of 100 races or more where all lies as near as it matters', () => {
    // The best holds both bounds by the tolerance; two are worse by the indifference, two are far better and miss one bound by the tolerance.
    const means = [
      [0, 19, 6],
      [-1, 19, 6],
      [-1, 10, 9],
      [3, 21, 6],
      [3, 19, 4],
    ];
    const right = shareOf(400, (run) => raced(means, { constraints: [AT_MOST, AT_LEAST], first: 20 }, run, { own: 1.5, shared: 1.5 }).best === 0);
    expect(right).toBeGreaterThanOrEqual(0.95);
  });

  it('says in 95 of 100 races or more that nothing is allowed where each point misses the bound by the tolerance', () => {
    const choices = Array.from({ length: 400 }, (_, run) =>
      raced(
        [
          [0, 21],
          [5, 21],
        ],
        { constraints: [AT_MOST] },
        run,
        { own: 2, shared: 1 },
      ),
    );
    expect(choices.filter(({ best }) => best === null).length).toBeGreaterThanOrEqual(380);
    expect(choices.filter(({ ended }) => ended !== 'decided')).toEqual([]);
  });

  it('costs less with common random numbers', () => {
    const cost = (spread: Spread) => raced([[0], [0.5], [2]], {}, 1, spread).contenders.reduce((sum, { replications }) => sum + replications.count, 0);
    expect(cost({ own: 1, shared: 5 })).toBeLessThan(cost({ own: 5.1, shared: 0 }) / 5);
  });

  it('ends where points are the same to the last bit, and where a bound is met exactly', () => {
    const same: Row = [7, 20];
    const { best, ended } = carryOut(race([[0], [1], [2]], { ...OPTIONS, constraints: [AT_MOST] }), () => same);
    expect({ best, ended }).toEqual({ best: 0, ended: 'decided' });
  });

  it('leaves out a point of which something cannot be known', () => {
    const draw = normals(0);
    const { best, contenders } = carryOut(race([[0], [1]], OPTIONS), ([id], r) => [id === 1 && r === 3 ? null : id! * 100 + draw('x', r)]);
    expect({ best, fates: contenders.map(({ fate }) => fate) }).toEqual({ best: 0, fates: ['best', 'unknown'] });
  });

  it('tells what it has found when the budget is used up, and how sure that is', () => {
    const near = raced(
      [
        [0, 15],
        [0.3, 15],
      ],
      { constraints: [AT_MOST], budget: 60 },
      2,
      { own: 6, shared: 0 },
    );
    expect(near.ended).toBe('budget');
    expect(near.contenders.map(({ replications }) => replications.count)).toEqual([30, 30]);
    expect(near.confidence?.from).toBe('estimate');
    expect(near.confidence!.value).toBeGreaterThan(0.3);
    expect(near.confidence!.value).toBeLessThan(0.95);
  });

  it('decides the same however many replications are asked for at once', () => {
    const means = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: 18, max: 22 })), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(means, fc.integer({ min: 1, max: 50 }), fc.nat(1000), (of, atOnce, run) => {
        const decided = (options: Partial<RaceOptions>) => {
          const { best, contenders } = raced(of, { constraints: [AT_MOST], ...options }, run, { own: 1, shared: 1 });
          return { best, fates: contenders.map(({ fate, beatenBy, holds }) => ({ fate, beatenBy, holds })) };
        };
        expect(decided({ atOnce })).toEqual(decided({}));
      }),
      { numRuns: 30 },
    );
  });

  it('refuses a budget below the first stage, and answers to what was not asked', () => {
    expect(() => race([[0], [1]], { ...OPTIONS, budget: 19 })).toThrow(RangeError);
    const search = race([[0], [1]], OPTIONS);
    expect(() => search.tell([{ id: 0, values: [] }])).toThrow('candidate 0 was asked for 10 replications, got 0');
  });
});
