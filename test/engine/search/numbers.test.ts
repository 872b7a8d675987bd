import fc from '../../property.js';
import { searchNumbers, type Found, type NumbersOptions } from '../../../src/engine/search/numbers.js';
import { carryOut } from '../../../src/engine/search/course.js';
import { levelAt, coordinateOf, type Factor } from '../../../src/engine/search/factors.js';
import type { Row } from '../../../src/engine/search/search.js';
import { asked, pointOf } from './asked.js';
import { normals } from './normal.js';

const less = { better: 'less', indifference: 1e-4 } as const;
/** Without chance, one replication tells all. */
const CERTAIN: Omit<NumbersOptions, 'factors'> = {
  goal: less,
  constraints: [],
  confidence: 0.95,
  first: 2,
  budget: 4000,
  seed: 1,
  least: 1,
  most: 1,
  finalists: 3,
  precision: 1e-5,
};
const times = (n: number, factor: Factor) => Array.from({ length: n }, () => factor);
const square = (x: number) => x * x;
const distance = (point: readonly number[], to: number) => point.reduce((sum, x) => sum + square(x - to), 0);

/** The chosen point, and what the search says of it. */
function optimum(options: NumbersOptions, value: (point: readonly number[], replication: number) => Row): { point: readonly number[]; found: Found } {
  const search = searchNumbers(options);
  const all = asked(search, value);
  const found = search.outcome();
  return { point: pointOf(all, found.choice!.best)!, found };
}

describe('a search over numbers without chance', () => {
  it.each([1, 2, 3])('finds the middle of a sphere (seed %d)', (seed) => {
    const { point, found } = optimum({ ...CERTAIN, seed, factors: times(3, { from: -5, to: 5 }) }, (x) => [distance(x, 1.234)]);
    for (const x of point) expect(Math.abs(x - 1.234)).toBeLessThan(0.001);
    expect(found).toMatchObject({ ended: 'converged', choice: { ended: 'decided' } });
    expect(found.spent).toBeLessThan(2000);
  });

  it.each([1, 2, 3])('follows the valley of Rosenbrock (seed %d)', (seed) => {
    const rosenbrock = ([x, y]: readonly number[]): Row => [100 * square(y! - square(x!)) + square(1 - x!)];
    for (const x of optimum({ ...CERTAIN, seed, factors: times(2, { from: -2, to: 2 }) }, rosenbrock).point) expect(Math.abs(x - 1)).toBeLessThan(0.01);
  });

  it.each([1, 2, 3])('goes to the bound where the optimum lies beyond, and to the more where more is better (seed %d)', (seed) => {
    const options = { ...CERTAIN, seed, goal: { ...less, better: 'more' } as const, factors: times(3, { from: -5, to: 1 }) };
    for (const x of optimum(options, (x) => [-distance(x, 1.5)]).point) expect(Math.abs(x - 1)).toBeLessThan(0.001);
  });

  it.each([1, 2, 3])('leaves a local optimum for a better one (seed %d)', (seed) => {
    const rastrigin = (x: readonly number[]): Row => [x.reduce((sum, v) => sum + square(v - 1) + 10 - 10 * Math.cos(2 * Math.PI * (v - 1)), 0)];
    for (const x of optimum({ ...CERTAIN, seed, budget: 8000, factors: times(2, { from: -5, to: 5 }) }, rastrigin).point)
      expect(Math.abs(x - 1)).toBeLessThan(0.01);
  });

  it.each([1, 2, 3])('stays where the constraints allow it (seed %d)', (seed) => {
    // Least x^2 + y^2 with x + y >= 2 lies at (1, 1).
    const constraints = [{ side: 'atLeast', bound: 2, tolerance: 0.001 } as const];
    const { point } = optimum({ ...CERTAIN, seed, constraints, factors: times(2, { from: -5, to: 5 }) }, ([x, y]) => [square(x!) + square(y!), x! + y!]);
    for (const x of point) expect(Math.abs(x - 1)).toBeLessThan(0.01);
    expect(point[0]! + point[1]!).toBeGreaterThanOrEqual(2);
  });

  it.each([1, 2, 3])('finds the best of twelve million points of a grid by fewer than 2500 (seed %d)', (seed) => {
    const factors = [...times(3, { from: 0, to: 20, step: 1 }), ...times(3, { from: -1, to: 1, step: 0.2 })];
    const { point, found } = optimum({ ...CERTAIN, seed, factors }, (x) => [distance(x.slice(0, 3), 7) + 25 * distance(x.slice(3), 0.6)]);
    expect(point).toEqual([7, 7, 7, 0.6, 0.6, 0.6]);
    expect(found.points).toBeLessThan(2500);
  });
});

describe('a search over numbers with chance', () => {
  const NOISY: NumbersOptions = {
    factors: times(2, { from: -5, to: 5 }),
    goal: { better: 'less', indifference: 0.3 },
    constraints: [],
    confidence: 0.95,
    first: 20,
    budget: 5000,
    seed: 1,
    least: 4,
    most: 32,
    finalists: 4,
  };
  /** A sphere with noise that is common to all points at a replication, and some of each point's own. */
  const noisy = (run: number) => {
    const draw = normals(run);
    return (point: readonly number[], replication: number): Row => [
      distance(point, 1.5) + 3 * draw('common', replication) + draw(point.join(' '), replication),
    ];
  };

  it('finds about the best within its budget, and says how sure it is', () => {
    for (const run of [1, 2, 3, 4, 5]) {
      const { point, found } = optimum({ ...NOISY, seed: run }, noisy(run));
      expect(distance(point, 1.5)).toBeLessThan(0.3);
      expect(found.spent).toBeLessThanOrEqual(NOISY.budget);
      expect(found.choice!.confidence!.value).toBeGreaterThan(0.5);
    }
  });

  it('lets the finalists race on replications that nothing was chosen by', () => {
    const search = searchNumbers(NOISY);
    const all = asked(search, noisy(1));
    const { choice } = search.outcome();
    const from = choice!.contenders[0]!.replications.from;
    const finalists = new Set(choice!.contenders.map(({ id }) => id));
    expect(choice!.contenders.every(({ replications }) => replications.from === from)).toBe(true);
    const before = all.filter(({ replications }) => replications.from < from);
    expect(Math.max(...before.map(({ replications }) => replications.from + replications.count))).toBe(from);
    expect(all.filter(({ replications }) => replications.from >= from).every(({ id }) => finalists.has(id))).toBe(true);
  });

  it('ends early where points make no difference', () => {
    const draw = normals(3);
    const found = carryOut(searchNumbers({ ...NOISY, budget: 100_000 }), (point, r) => [draw(point.join(' '), r)]);
    expect(found.ended).toBe('converged');
    expect(found.spent).toBeLessThan(50_000);
  });

  it('asks the same of the same seed, and only for points within bounds and on their grid', () => {
    const factor = fc.oneof(
      fc.record({ from: fc.integer({ min: -9, max: 0 }), to: fc.integer({ min: 1, max: 9 }) }),
      fc.record({ from: fc.integer({ min: -9, max: 0 }), to: fc.integer({ min: 1, max: 9 }), step: fc.constantFrom(0.1, 1, 2) }),
    );
    fc.assert(
      fc.property(fc.array(factor, { minLength: 1, maxLength: 3 }), fc.nat(), (factors, seed) => {
        const options = { ...NOISY, factors, seed, budget: 600 };
        const all = asked(searchNumbers(options), noisy(seed));
        expect(asked(searchNumbers(options), noisy(seed))).toEqual(all);
        for (const { point } of all) {
          for (const [k, level] of point.entries()) {
            expect(level >= factors[k]!.from && level <= factors[k]!.to).toBe(true);
            expect(Math.abs(levelAt(factors[k]!, coordinateOf(factors[k]!, level)) - level)).toBeLessThan(1e-9);
          }
        }
        expect(all.reduce((sum, { replications }) => sum + replications.count, 0)).toBeLessThanOrEqual(600);
      }),
      { numRuns: 10 },
    );
  });

  it('refuses a budget that is too small', () => {
    expect(() => searchNumbers({ ...NOISY, budget: 100 })).toThrow(RangeError);
  });
});
