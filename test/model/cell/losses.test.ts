import { tQuantile } from '../../../src/engine/statistics.js';
import { lookAhead } from '../../../src/model/cell/look-ahead.js';
import type { LossPast, Situation } from '../../../src/model/cell/situation.js';
import { cellOf, HOUR, MONDAY_US, phase, product, unit } from './cells.js';
import { lotSituation, placeSituation } from './situations.js';

const ITEMS = 100_000;
/** A mixer that loses 10 % by the file, and a filter that loses 5 %: lot A is mixed, lot B filtered. */
const cell = cellOf({
  units: [unit('mixer', { phases: [phase(60)] }), unit('filter', { phases: [phase(60)] })],
  products: [product('a', ITEMS, [{ id: 'mix', units: ['mixer'], yield: 0.9 }]), product('b', ITEMS, [{ id: 'filter', units: ['filter'], yield: 0.95 }])],
});
const on = (lot: string, made: string, step: string, place: string): Pick<Situation, 'lots' | 'places'> => ({
  lots: [lotSituation(lot, { product: made, order: lot, step, items: ITEMS, sinceUs: MONDAY_US - HOUR / 2, begunUs: MONDAY_US - HOUR / 2 })],
  places: [placeSituation(place, { lot, stage: 'phases', phase: 'run', activeS: 1800 })],
});
const [a, b] = [on('A', 'a', 'mix', 'mixer'), on('B', 'b', 'filter', 'filter')];
const order = (name: string, made: string) => ({
  order: name,
  product: made,
  batches: 1,
  begun: 1,
  ended: 0,
  lost: 0,
  releasedUs: MONDAY_US - HOUR,
  dueUs: MONDAY_US + HOUR,
});
const situation: Situation = {
  atUs: MONDAY_US,
  places: [...a.places, ...b.places],
  lots: [...a.lots, ...b.lots],
  orders: [order('A', 'a'), order('B', 'b')],
};
const made = (lossPast: LossPast[], replications = 1000) =>
  lookAhead(cell, { ...situation, lossPast }, { untilUs: MONDAY_US + HOUR, replications, seed: 5 }).products.map((one) => one.made);

describe('what a step without machines loses', () => {
  const times = [0.8, 1, 1.2, 1.1, 1.4, 0.9];
  const past: LossPast = { product: 'a', step: 'mix', times };

  it('is the mean of the file where too little was measured', () => {
    for (const lossPast of [[], [{ ...past, times: [0.5, 1, 1.5, 2] }]])
      expect(made(lossPast, 50)).toEqual([
        { p10: 90_000, p50: 90_000, p90: 90_000 },
        { p10: 95_000, p50: 95_000, p90: 95_000 },
      ]);
  });

  it('scatters as Student’s t of what was measured of it, by which a step that was not measured is told too', () => {
    const mean = times.reduce((sum, one) => sum + one, 0) / 6;
    const sd = Math.sqrt(times.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 5);
    const half = tQuantile(0.9, 5) * sd * Math.sqrt(7 / 6);
    const expected = (loss: number) => [-1, 0, 1].map((side) => ITEMS * (1 - loss * (mean - side * half)));
    made([past]).forEach(({ p10, p50, p90 }, i) => {
      const loss = [0.1, 0.05][i]!;
      const [low, middle, high] = expected(loss);
      expect(Math.abs(p10 - low!)).toBeLessThan(0.05 * ITEMS * loss);
      expect(Math.abs(p50 - middle!)).toBeLessThan(0.03 * ITEMS * loss);
      expect(Math.abs(p90 - high!)).toBeLessThan(0.05 * ITEMS * loss);
    });
  });

  it('never is less than nothing or more than all', () => {
    const [mixed] = made([{ ...past, times: [0, 0, 30, 0, 30, 0] }]);
    expect([mixed!.p10, mixed!.p90]).toEqual([0, ITEMS]);
  });
});
