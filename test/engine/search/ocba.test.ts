import { carryOut } from '../../../src/engine/search/course.js';
import type { Choice } from '../../../src/engine/search/choice.js';
import { ocba, type OcbaOptions } from '../../../src/engine/search/ocba.js';
import { normalRows, normals } from './normal.js';

const OPTIONS: OcbaOptions = { goal: { better: 'less', indifference: 0.1 }, constraints: [], first: 5, budget: 400, atOnce: 20 };

function chosen(means: readonly (readonly number[])[], options: Partial<OcbaOptions>, run = 0): Choice {
  const rows = normalRows(means, run, { own: 2, shared: 1 });
  const points = means.map((_, id) => [id]);
  return carryOut(ocba(points, { ...OPTIONS, ...options }), ([id], replication) => rows(id!, replication));
}

const counts = ({ contenders }: Choice) => contenders.map(({ replications }) => replications.count);

describe('a fixed budget', () => {
  it('is used to the last replication, most of it on those that are hard to tell apart', () => {
    const choice = chosen([[0], [1], [6], [7]], {});
    expect(choice).toMatchObject({ best: 0, ended: 'budget', confidence: { from: 'estimate' } });
    const [best, near, far, farther] = counts(choice) as [number, number, number, number];
    expect(best + near + far + farther).toBe(400);
    expect(Math.min(best, near)).toBeGreaterThan(5 * Math.max(far, farther));
  });

  it('finds the best more often than equal shares do', () => {
    const means = [[0], [1], [1.5], [2], [3], [4], [5], [6], [7], [8]];
    const right = (options: Partial<OcbaOptions>) => Array.from({ length: 200 }, (_, run) => chosen(means, options, run).best === 0).filter((is) => is).length;
    expect(right({ budget: 120, atOnce: 5 })).toBeGreaterThan(right({ first: 12, budget: 120 }) + 10);
  });

  it('goes to those that hold the constraint, and to those that nearly do', () => {
    const constraints = [{ side: 'atLeast', bound: 10, tolerance: 0.1 } as const];
    const choice = chosen(
      [
        [5, 14],
        [6, 14],
        [0, 9],
        [0, 1],
      ],
      { constraints, budget: 600 },
    );
    expect(choice.best).toBe(0);
    const [, , nearly, hopeless] = counts(choice) as [number, number, number, number];
    expect(nearly).toBeGreaterThan(5 * hopeless);
  });

  it('says that none holds the constraint where that is so', () => {
    const constraints = [{ side: 'atMost', bound: 0, tolerance: 0.1 } as const];
    expect(
      chosen(
        [
          [5, 14],
          [6, 14],
        ],
        { constraints },
      ),
    ).toMatchObject({ best: null, confidence: { value: 1, from: 'estimate' } });
  });

  it('tells how sure it is, honestly: of its choices at least as many are right as was said, and hardly more', () => {
    const choices = Array.from({ length: 1000 }, (_, run) => chosen([[0], [1], [1.2]], { budget: 150 }, run));
    const said = choices.reduce((sum, { confidence }) => sum + confidence!.value, 0) / choices.length;
    const right = choices.filter(({ best }) => best === 0).length / choices.length;
    expect(right).toBeGreaterThanOrEqual(said);
    expect(right).toBeLessThan(said + 0.05);
  });

  it('leaves out a point of which something cannot be known, and stops where no choice is left', () => {
    const draw = normals(0);
    const choice = carryOut(ocba([[0], [1]], OPTIONS), ([id], r) => [id === 0 ? null : draw('x', r)]);
    expect(choice).toMatchObject({ best: 1, contenders: [{ fate: 'unknown' }, { fate: 'best' }] });
    expect(counts(choice)).toEqual([5, 5]);
  });
});
