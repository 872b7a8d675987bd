import { CycleTimes } from '../../../src/contract/cycle-times.js';
import { sample } from '../../../src/engine/distribution.js';
import { newStream, nextUniform } from '../../../src/engine/random.js';
import { cycleTimes } from '../../../src/model/analysis/cycle-times.js';
import type { HeldValue } from '../../../src/model/analysis/held-values.js';

const IDEAL_PER_MIN = 60;
const uniforms = (seed: number) => {
  const words = newStream('cycle', seed, 0);
  return () => nextUniform(words, 0);
};
/** Speeds of a machine whose cycle time is drawn anew every `everyS` of production. */
function speeds(minutes: number, everyS: number, cycleS: (u: () => number) => number, seed = 1): HeldValue[] {
  const u = uniforms(seed);
  return Array.from({ length: (minutes * 60) / everyS }, () => ({ value: 60 / cycleS(u), s: everyS }));
}
const lognormal = (u: () => number) => sample({ dist: 'lognormal', median: 1.05, sigma: 0.04 }, u());
const told = (held: readonly HeldValue[]) => CycleTimes.parse(cycleTimes(held, IDEAL_PER_MIN));

describe('cycle times of a machine', () => {
  it('are 60 over its speed, beside that of the ideal rate, and fill their bins with all of their time', () => {
    const { spread, idealS, bins, beyondS } = told(speeds(200, 10, lognormal));
    expect(idealS).toBe(1);
    expect(spread.median).toBeCloseTo(1.05, 2);
    expect(bins.reduce((sum, { s }) => sum + s, beyondS)).toBeCloseTo(12_000, 6);
    expect(bins.reduce((sum, { fittedS }) => sum + fittedS!, 0)).toBeGreaterThan(0.97 * 12_000);
    expect(cycleTimes([{ value: 0, s: 600 }], IDEAL_PER_MIN)).toBeNull();
  });

  it('have the law that they were drawn from, which the test of Kolmogorov and Smirnov does not reject', () => {
    const { fit } = told(speeds(250, 10, lognormal));
    expect(fit).toMatchObject({ n: 250, everyMin: 1, untested: null });
    expect(fit!.kolmogorovD).toBeLessThan(0.08);
    expect(fit!.chance).toBeGreaterThan(0.05);
    const { median } = fit!.law as { median: number };
    expect({ dist: fit!.law.dist, near: Math.abs(median - 1.05) < 0.01 || fit!.law.dist !== 'lognormal' }).toMatchObject({ near: true });
  });

  it('are rejected about as often as the test says where the law is right', () => {
    const chances = Array.from({ length: 10 }, (_, seed) => told(speeds(25, 10, (u) => sample({ dist: 'normal', mean: 1, sd: 0.05 }, u()), seed)).fit!.chance);
    const tested = chances.filter((chance) => chance !== null);
    expect(tested.length).toBeGreaterThan(7);
    expect(tested.filter((chance) => chance < 0.05).length).toBeLessThanOrEqual(3); // more of 10: 1 in 1000
  });

  it('of two kinds of product are no one law', () => {
    const { fit } = told(speeds(300, 10, (u) => (u() < 0.5 ? 1 : 1.5) + 0.01 * u()));
    expect(fit!.chance).toBeLessThan(0.01);
  });

  it('that hang on the ones before are taken further apart, and not tested where that does not help', () => {
    let level = 1;
    const slow = speeds(2000, 60, (u) => (level = 1 + 0.7 * (level - 1) + 0.02 * (u() - 0.5)));
    expect(told(slow).fit).toMatchObject({ untested: null });
    expect(told(slow).fit!.everyMin).toBeGreaterThan(5);
    let drift = 1;
    const drifting = speeds(600, 60, () => (drift += 0.0005));
    expect(told(drifting).fit).toMatchObject({ chance: null, untested: 'dependent' });
  });

  it('told in steps are fitted and not tested', () => {
    const { fit, bins } = told(speeds(250, 10, lognormal).map(({ value, s }) => ({ value: Math.round(value), s })));
    expect(fit).toMatchObject({ chance: null, untested: 'coarse' });
    expect(bins.slice(1, -1).filter(({ s }) => s === 0).length).toBeLessThan(bins.length / 4);
  });

  it('are fitted by no law where they are few or all alike', () => {
    expect(told(speeds(19, 10, lognormal))).toMatchObject({ fit: null, noFit: 'too-few' });
    expect(told(speeds(200, 10, () => 1))).toMatchObject({ fit: null, noFit: 'all-equal' });
  });

  it('of a machine that crept once do not squeeze all others into one bin', () => {
    const { bins, beyondS } = told([...speeds(200, 10, lognormal), { value: 1, s: 7 }]);
    expect(beyondS).toBe(7);
    expect(bins.length).toBeGreaterThan(8);
  });

  it('of a week are fitted to no more values than can be tested while one waits', () => {
    const week = speeds(7 * 1440, 60, lognormal);
    expect(told(week).fit!.n).toBeLessThanOrEqual(300);
  });
});
