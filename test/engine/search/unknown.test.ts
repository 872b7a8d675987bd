import { carryOut } from '../../../src/engine/search/course.js';
import { searchNumbers } from '../../../src/engine/search/numbers.js';
import { searchCompromises } from '../../../src/engine/search/pareto.js';
import { searchSchedule } from '../../../src/engine/search/schedule.js';
import type { Goal, Row } from '../../../src/engine/search/search.js';

const GOAL: Goal = { better: 'less', indifference: 0.1 };
const COMMON = { constraints: [], confidence: 0.95, first: 5, most: 20, budget: 600, seed: 1, finalists: 3, rows: 2, least: 2 };
const factors = [{ from: 0, to: 1 }];

describe('a search whose goal cannot be known', () => {
  const unknown = (): Row => [null];

  it('ends without a choice, whatever it looks for', () => {
    expect(carryOut(searchNumbers({ ...COMMON, goal: GOAL, factors }), unknown).choice).toMatchObject({
      best: null,
      contenders: [{ fate: 'unknown' }, {}, {}],
    });
    expect(carryOut(searchCompromises({ ...COMMON, goals: [GOAL], factors, population: 8 }), unknown).front).toMatchObject({ placed: [] });
    const schedule = carryOut(searchSchedule({ ...COMMON, goals: [GOAL], orders: 4, starts: [[0, 1, 2, 3]], atOnce: 2 }), unknown);
    expect(new Set(schedule.front!.placed.map(({ place }) => place))).toEqual(new Set(['unknown']));
  });

  it('finds the best of what can be known where only some cannot', () => {
    const value = ([x]: readonly number[]): Row => [x! > 0.5 ? null : (x! - 0.4) ** 2];
    const found = carryOut(searchNumbers({ ...COMMON, goal: { ...GOAL, indifference: 0.001 }, factors }), value);
    const best = found.choice!.contenders.find(({ id }) => id === found.choice!.best)!;
    expect(Math.abs(best.point[0]! - 0.4)).toBeLessThan(0.05);
  });
});
