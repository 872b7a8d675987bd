import { newStream, nextUniform } from '../../src/engine/random.js';
import { allocate, select, type SelectionOptions } from '../../src/engine/selection.js';
import { normalUpper } from '../../src/engine/special.js';

const OPTIONS: SelectionOptions = { indifference: 1, confidence: 0.95, first: 10, method: 'kn', better: 'more' };

/** Observations of normal designs; sd of what all of them share at a replication, and of what is each one's own. */
function observations(means: readonly number[], count: number, run: number, { own, shared }: { own: number; shared: number }): number[][] {
  const common = newStream('shared', 1, run);
  const luck = Array.from({ length: count }, () => shared * normalUpper(nextUniform(common, 0)));
  return means.map((mean, i) => {
    const words = newStream(`design/${i}`, 1, run);
    return luck.map((both) => mean + both + own * normalUpper(nextUniform(words, 0)));
  });
}

/** Adds observations one by one as a caller does, and tells the choice and what it cost. */
function race(values: number[][], options: SelectionOptions): { best: number | null; observed: number } {
  const taken = values.map((of) => of.slice(0, options.first));
  for (;;) {
    const { alive, best } = select(taken, options);
    const observed = taken.reduce((sum, of) => sum + of.length, 0);
    if (best !== null || taken[alive[0]!]!.length === values[0]!.length) return { best, observed };
    for (const i of alive) taken[i]!.push(values[i]![taken[i]!.length]!);
  }
}

describe('the best of several designs', () => {
  it('is known after the first stage where the others are far behind', () => {
    expect(select(observations([0, 50, 100], 10, 0, { own: 1, shared: 0 }), OPTIONS)).toEqual({ alive: [2], best: 2 });
    expect(select(observations([0, 50, 100], 10, 0, { own: 1, shared: 0 }), { ...OPTIONS, better: 'less' })).toEqual({ alive: [0], best: 0 });
  });

  it('is not known where two are near, and the hopeless one is out', () => {
    expect(select(observations([0, 99.9, 100], 10, 0, { own: 4, shared: 0 }), OPTIONS)).toEqual({ alive: [1, 2], best: null });
  });

  it.each(['kn', 'kn++'] as const)('%s finds it in at least 95 of 100 races at the hardest means', (method) => {
    const found = Array.from({ length: 100 }, (_, run) => select(observations([0, 0, 0, 0, 1], 600, run, { own: 2, shared: 0 }), { ...OPTIONS, method }).best);
    expect(found.filter((best) => best === 4).length).toBeGreaterThanOrEqual(95);
    expect(found).not.toContain(null);
  });

  it('costs less with common random numbers, and less by kn++', () => {
    const cost = (method: 'kn' | 'kn++', spread: { own: number; shared: number }) =>
      Array.from({ length: 5 }, (_, run) => race(observations([0, 0.5, 2], 1500, run, spread), { ...OPTIONS, method }).observed).reduce((a, b) => a + b);
    expect(cost('kn', { own: 1, shared: 5 })).toBeLessThan(cost('kn', { own: 5.1, shared: 0 }) / 5);
    expect(cost('kn++', { own: 3, shared: 0 })).toBeLessThan(cost('kn', { own: 3, shared: 0 }));
  });

  it('needs the first stage of every design', () => {
    expect(() => select([[1, 2], [1]], { ...OPTIONS, first: 2 })).toThrow(RangeError);
  });
});

describe('budget allocation', () => {
  it('follows the rule of Chen et al. by hand', () => {
    // shares: (3/3)^2 : best : (3/1)^2 with best = 3 sqrt((1/3)^2 + (9/3)^2) = sqrt(82)
    const designs = [-3, 0, -1].map((mean) => ({ n: 10, mean, variance: 9 }));
    const total = 30 + 1000;
    const weight = 1 + Math.sqrt(82) + 9;
    const exact = [1, Math.sqrt(82), 9].map((share) => (total * share) / weight - 10);
    const got = allocate(designs, 1000, 'more');
    expect(got.reduce((a, b) => a + b)).toBe(1000);
    got.forEach((count, i) => expect(Math.abs(count - exact[i]!)).toBeLessThanOrEqual(1));
  });

  it('gives nothing to who has more than the share, and stays whole with equal designs and no spread', () => {
    expect(allocate([{ n: 500, mean: -30, variance: 1 }, ...[0, -1].map((mean) => ({ n: 10, mean, variance: 1 }))], 10, 'more')).toEqual([0, 5, 5]);
    const equal = allocate(
      [1, 1, 1].map((mean) => ({ n: 5, mean, variance: 0 })),
      7,
      'less',
    );
    expect(equal.reduce((a, b) => a + b)).toBe(7);
    expect(equal.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
  });
});
