import { carryOut } from '../../../src/engine/search/course.js';
import { compromises, type Front, type FrontOptions } from '../../../src/engine/search/front.js';
import type { Goal } from '../../../src/engine/search/search.js';
import { normalRows, type Spread } from './normal.js';

const MORE: Goal = { better: 'more', indifference: 0.5 };
const LESS: Goal = { better: 'less', indifference: 0.5 };
const OPTIONS: FrontOptions = { goals: [MORE, LESS], constraints: [], confidence: 0.95, first: 10, most: 640, budget: 100_000 };

function weighed(means: readonly (readonly number[])[], options: Partial<FrontOptions> = {}, run = 0, spread: Spread = { own: 1, shared: 3 }): Front {
  const rows = normalRows(means, run, spread);
  const points = means.map((_, id) => [id]);
  return carryOut(compromises(points, { ...OPTIONS, ...options }), ([id], replication) => rows(id!, replication));
}

const places = ({ placed }: Front) => placed.map(({ place }) => place);

describe('compromises between goals', () => {
  it('are those that none dominates, told with intervals of their means', () => {
    const front = weighed([
      [10, 10],
      [12, 12],
      [8, 12],
      [14, 20],
    ]);
    expect(front.ended).toBe('decided');
    expect(places(front)).toEqual(['front', 'front', 'dominated', 'front']);
    expect(front.placed.filter(({ sure }) => sure).map(({ id }) => id)).toEqual([0, 1, 3]);
    expect(front.placed[2]!.dominatedBy).toBe(0);
    const [throughput, energy] = front.placed[1]!.goals!;
    expect(throughput!.low < 12 && 12 < throughput!.high && energy!.low < 12 && 12 < energy!.high).toBe(true);
  });

  it('must hold the constraints: what surely misses one dominates nothing', () => {
    const constraints = [{ side: 'atMost', bound: 5, tolerance: 0.5 } as const];
    const front = weighed(
      [
        [10, 10, 2],
        [20, 5, 9],
        [8, 12, 2],
      ],
      { constraints },
    );
    expect(places(front)).toEqual(['front', 'infeasible', 'dominated']);
    expect(front.placed[2]!.dominatedBy).toBe(0);
  });

  it('are decided with fewer replications where points share their luck', () => {
    const cost = (spread: Spread) =>
      weighed(
        [
          [10, 10],
          [12, 12],
          [9, 11],
        ],
        {},
        0,
        spread,
      ).placed.reduce((sum, { replications }) => sum + replications.count, 0);
    expect(cost({ own: 1, shared: 3 })).toBeLessThan(cost({ own: 3.2, shared: 0 }) / 2);
  });

  it('leave out a point that is no worse than matters in one of twenty cases at most', () => {
    // The second is better in one goal, and worse in the other by as much as matters: it does not dominate.
    const wrong = Array.from({ length: 200 }, (_, run) =>
      weighed(
        [
          [10, 10],
          [13, 10.5],
        ],
        { most: 80 },
        run,
      ),
    ).filter((front) => places(front)[0] === 'dominated');
    expect(wrong.length / 200).toBeLessThanOrEqual(0.05);
  });

  it('are said to be sure wrongly in one of twenty cases at most', () => {
    // The second dominates by a hair more than matters.
    const wrong = Array.from({ length: 200 }, (_, run) =>
      weighed(
        [
          [10, 10],
          [10.51, 9.9],
        ],
        { most: 160 },
        run,
      ),
    ).filter(({ placed }) => placed[0]!.sure);
    expect(wrong.length / 200).toBeLessThanOrEqual(0.05);
  });

  it('of the same values are all kept, and what cannot be known is left out', () => {
    const front = carryOut(compromises([[0], [1], [2]], OPTIONS), ([id]) => [1, id === 2 ? null : 1]);
    expect(places(front)).toEqual(['front', 'front', 'unknown']);
    expect(front).toMatchObject({ ended: 'decided', placed: [{ sure: true }, { sure: true }, { sure: false, goals: null }] });
  });

  it('are told as far as the budget goes', () => {
    const front = weighed(
      [
        [10, 10],
        [10.2, 10.1],
        [10.1, 10.2],
      ],
      { budget: 50 },
    );
    expect(front.ended).toBe('budget');
    expect(front.placed.map(({ replications }) => replications.count)).toEqual([16, 16, 16]);
    expect(() => compromises([[0], [1]], { ...OPTIONS, budget: 19 })).toThrow(RangeError);
  });
});
