import { scale, type Distribution } from '../../../src/engine/distribution.js';
import { limitsOf, limitsOfLine } from '../../../src/model/analysis/elasticity.js';
import { replicateParts } from '../../../src/model/parts/replicate.js';
import type { PartsSpec } from '../../../src/model/parts/spec.js';
import { compiled, lineOf, MONDAY_US, solidDoseLine, station, stop } from '../lines.js';
import { start } from '../../../src/model/state.js';
import { compiledParts } from '../parts/specs.js';
import { B01, balanced } from './parts-lines.js';

const OPTIONS = { seed: 1, replications: 4, horizonUs: 3600e6 };
const empty = (line: ReturnType<typeof lineOf>) => start(line, { seed: 1, replication: 0, atUs: MONDAY_US });

/** Each machine of a line of parts 5 % slower and 5 % faster, on common random numbers. */
function limitsOfParts(spec: PartsSpec, replications: number, length: number) {
  const plan = { seed: 20_260_101, warmup: 500, length };
  const nudged = (i: number, factor: number) => {
    const stations = spec.stations.map((each, k) =>
      k === i ? { ...each, service: { every: scale((each.service as { every: Distribution }).every, 1 / factor) } } : each,
    );
    const model = compiledParts({ stations });
    return { factor, output: Array.from({ length: replications }, (_, r) => replicateParts(model, plan, r).throughput) };
  };
  return limitsOf(spec.stations.map((_, i) => ({ low: nudged(i, 0.95), high: nudged(i, 1.05) })));
}

describe('elasticity', () => {
  it('is one for the slow machine of a line without stops, and zero for the others', () => {
    const line = lineOf(['3 /s', '1 /s', '2 /s'].map((rate, i) => station(`s${i}`, { rate })));
    const { machines, limiting } = limitsOfLine(line, empty(line), { ...OPTIONS, nudge: 'speed' })!;
    expect(machines.map(({ elasticity }) => elasticity.mean)).toEqual([0, 1, 0].map((value) => expect.closeTo(value, 9)));
    expect(limiting).toBe(1);
  });

  it('of stops is minus their share of the time, for the one machine of a line', () => {
    // Up 80 s, down 20 s: output 0.8 per second of a cycle of 100 s; shortened to 18 s the cycle has 98 s.
    const line = lineOf([station('a', { stops: [stop('jam', { dist: 'fixed', value: '80 s' }, { dist: 'fixed', value: '20 s' })] })]);
    const { machines, limiting } = limitsOfLine(line, empty(line), { ...OPTIONS, horizonUs: 98 * 100e6, nudge: 'stops' })!;
    expect(machines[0]!.elasticity.mean).toBeCloseTo(Math.log(100 / 98) / Math.log(0.9), 6);
    expect(limiting).toBe(0);
  });

  it('of a line whose machines never stop has nothing to shorten', () => {
    const line = lineOf([station('a'), station('b', { rate: '2 /s' })]);
    const { machines, limiting } = limitsOfLine(line, empty(line), { ...OPTIONS, nudge: 'stops' })!;
    expect(machines.map(({ values }) => values)).toEqual([
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
    expect(limiting).toBeNull();
  });

  it('finds no difference between machines that are alike', () => {
    const even = lineOf([station('a'), station('b'), station('c')]);
    expect(limitsOfLine(even, empty(even), { ...OPTIONS, nudge: 'speed' })!.limiting).toBeNull();
    expect(limitsOfParts(balanced(2), 10, 5_000).limiting).toBeNull();
  });

  it('takes noise about zero for no difference', () => {
    const output = [100, 101, 99, 100, 102, 98];
    const machine = (...noise: number[]) => ({ low: { factor: 1, output }, high: { factor: 1.02, output: output.map((value, r) => value + noise[r]!) } });
    const noise = [machine(1, -1, 2, -2, 1, -1), machine(-1, 1, 1, -1, 2, -2), machine(0, 0, 0, 0, 0, 0)];
    expect(limitsOf(noise).limiting).toBeNull();
    expect(limitsOf([...noise, machine(3, 4, 3, 4, 3, 4)]).limiting).toBe(3);
    expect(limitsOf([...noise, machine(3, 4, 3, 4, 3, 4)], -1).limiting).toBeNull();
  });

  it('is not told of a line that makes nothing', () => {
    const line = lineOf([station('a')]);
    expect(limitsOfLine(line, empty(line), { ...OPTIONS, horizonUs: 0, nudge: 'speed' })).toBeNull();
  });

  it('names the machine of the solid-dose line that a faster speed helps most, or none, with an interval for each', () => {
    const line = compiled(solidDoseLine());
    const limits = limitsOfLine(line, empty(line), { seed: 5, replications: 24, horizonUs: 40 * 3600e6, nudge: 'speed' })!;
    for (const { elasticity } of limits.machines) expect(elasticity.low!).toBeLessThanOrEqual(elasticity.high!);
    const means = limits.machines.map(({ elasticity }) => elasticity.mean);
    if (limits.limiting !== null) expect(means[limits.limiting]).toBe(Math.max(...means));
    expect(means.reduce((sum, mean) => sum + mean, 0)).toBeLessThan(1.2); // all machines faster at once is at most a line as much faster
  });

  it('of case B01 agrees with its exact values, and finds its second machine', () => {
    const { machines, limiting } = limitsOfParts(B01, 12, 12_000);
    [0.20691, 0.36416, 0.26151, 0.12455].forEach((exact, i) => {
      const { mean, low, high } = machines[i]!.elasticity;
      const standardError = (high! - low!) / 2 / 2.201; // t at 11 degrees of freedom
      expect(Math.abs(mean - exact)).toBeLessThanOrEqual(4 * standardError);
      expect(standardError).toBeLessThan(0.02);
    });
    expect(limiting).toBe(1);
  });
});
