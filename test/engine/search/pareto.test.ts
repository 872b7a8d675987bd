import fc from '../../property.js';
import { dominates, hypervolume } from '../../../src/engine/search/dominance.js';
import { coordinateOf, levelAt, type Factor } from '../../../src/engine/search/factors.js';
import { searchCompromises, type Compromises, type ParetoOptions } from '../../../src/engine/search/pareto.js';
import type { Goal, Row } from '../../../src/engine/search/search.js';
import { asked } from './asked.js';
import { normals } from './normal.js';

const LESS: Goal = { better: 'less', indifference: 1e-6 };
/** Without chance, one replication tells all. */
const CERTAIN: Omit<ParetoOptions, 'factors'> = {
  goals: [LESS, LESS],
  constraints: [],
  confidence: 0.95,
  first: 2,
  most: 2,
  budget: 5000,
  seed: 1,
  population: 40,
  rows: 1,
  finalists: 40,
};
const times = (n: number, factor: Factor) => Array.from({ length: n }, () => factor);

function found(options: ParetoOptions, value: (point: readonly number[], replication: number) => Row): Compromises {
  const search = searchCompromises(options);
  asked(search, value);
  return search.outcome();
}

const frontOf = ({ front }: Compromises) => front!.placed.filter(({ place }) => place === 'front');

describe('a search for compromises', () => {
  it.each([1, 2])('finds the front of ZDT1 (seed %d)', (seed) => {
    const zdt1 = (x: readonly number[]): Row => {
      const g = 1 + (9 * x.slice(1).reduce((sum, v) => sum + v, 0)) / (x.length - 1);
      return [x[0]!, g * (1 - Math.sqrt(x[0]! / g))];
    };
    const compromises = found({ ...CERTAIN, seed, factors: times(6, { from: 0, to: 1 }) }, zdt1);
    const reached = hypervolume(
      frontOf(compromises).map(({ goals }) => goals!.map(({ mean }) => -mean)),
      [-1.1, -1.1],
    );
    // All of the front f2 = 1 - sqrt(f1) has 0.11 + 0.1 + 2/3; forty points of it, evenly spread, about 0.01 less.
    expect(reached).toBeGreaterThan(0.85);
    expect(reached).toBeLessThan(0.11 + 0.1 + 2 / 3);
  });

  it('finds the whole front of a grid, and nothing that is not allowed', () => {
    // More of x is worth more and costs more; of y nothing is worth anything; x above 7 is not allowed.
    const factors: Factor[] = [
      { from: 0, to: 9, step: 1 },
      { from: 0, to: 9, step: 1 },
    ];
    const goals: Goal[] = [
      { better: 'more', indifference: 0.1 },
      { better: 'less', indifference: 0.1 },
    ];
    const constraints = [{ side: 'atMost', bound: 7, tolerance: 0.5 } as const];
    const compromises = found({ ...CERTAIN, factors, goals, constraints, population: 20, finalists: 20 }, ([x, y]) => [x!, 2 * x! + y!, x!]);
    expect(
      frontOf(compromises)
        .map(({ point }) => point)
        .sort(),
    ).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((x) => [x, 0]));
    expect(compromises.ended).toBe('converged');
  });

  it('asks the same of the same seed, within bounds, on the grid and within its budget; its front has no point that another dominates', () => {
    const factor = fc.oneof(
      fc.constant<Factor>({ from: -2, to: 3 }),
      fc.constant<Factor>({ from: 0, to: 1, step: 0.1 }),
      fc.constant<Factor>({ from: 0, to: 1, step: 1 }),
    );
    fc.assert(
      fc.property(fc.array(factor, { minLength: 1, maxLength: 3 }), fc.nat(), (factors, seed) => {
        const draw = normals(seed);
        const noisy = (point: readonly number[], r: number): Row => {
          const total = point.reduce((sum, x) => sum + x, 0);
          return [total + draw('a', r), (total - 1) ** 2 + draw('b', r) + 0.1 * draw(`${point.join(' ')}`, r)];
        };
        const options: ParetoOptions = { ...CERTAIN, factors, seed, population: 8, rows: 3, finalists: 8, first: 5, most: 20, budget: 400 };
        const search = searchCompromises(options);
        const all = asked(search, noisy);
        expect(asked(searchCompromises(options), noisy)).toEqual(all);
        expect(all.reduce((sum, { replications }) => sum + replications.count, 0)).toBeLessThanOrEqual(400);
        for (const { point } of all) {
          for (const [k, level] of point.entries()) {
            expect(level >= factors[k]!.from && level <= factors[k]!.to).toBe(true);
            expect(Math.abs(levelAt(factors[k]!, coordinateOf(factors[k]!, level)) - level)).toBeLessThan(1e-9);
          }
        }
        const merits = frontOf(search.outcome()).map(({ goals }) => goals!.map(({ mean }) => -mean));
        expect(merits.length).toBeGreaterThan(0);
        expect(merits.some((a) => merits.some((b) => dominates(a, b)))).toBe(false);
      }),
      { numRuns: 15 },
    );
  });

  it('refuses a budget that is too small', () => {
    expect(() => searchCompromises({ ...CERTAIN, factors: times(2, { from: 0, to: 1 }), budget: 100 })).toThrow(RangeError);
  });
});
