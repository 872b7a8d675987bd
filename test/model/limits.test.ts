import fc from '../property.js';
import { meanInterval } from '../../src/engine/statistics.js';
import type { CompiledLine } from '../../src/model/compile.js';
import { expected } from '../../src/model/expected.js';
import { settle } from '../../src/model/flow.js';
import { run } from '../../src/model/run.js';
import { start } from '../../src/model/state.js';
import { lineOf, MONDAY_US, S, station, stop } from './lines.js';

interface Machine {
  /** parts/s while it runs */
  rate: number;
  /** mean time to failure and mean time to repair [s] */
  mttf: number;
  mttr: number;
}
type Clock = 'operation' | 'time';
type Luck = 'exponential' | 'fixed';

/** Unreliable machines in a row with the same buffer between all of them; capacity 0: none. */
function row(machines: readonly Machine[], capacity: number, clock: Clock, luck: Luck): CompiledLine {
  const law = (mean: number) => (luck === 'fixed' ? `${mean} s` : { dist: 'exponential' as const, mean: `${mean} s` });
  return lineOf(
    machines.map(({ rate, mttf, mttr }, i) =>
      station(`m${i}`, {
        rate: `${rate} /s`,
        ...(capacity > 0 && i + 1 < machines.length ? { buffer: { capacity } } : {}),
        stops: [stop('failure', law(mttf), law(mttr), clock)],
      }),
    ),
  );
}

/** Good parts per second over `lengthS`, from an empty line on, or after a warm-up. */
function throughput(line: CompiledLine, lengthS: number, { replication = 0, warmUpS = 0 } = {}): number {
  const state = start(line, { seed: 13, replication, atUs: MONDAY_US });
  const good = (s: number) => {
    run(line, state, MONDAY_US + s * S);
    settle(line, state, MONDAY_US + s * S);
    return expected(line, state).lineGood;
  };
  const before = good(warmUpS);
  return (good(warmUpS + lengthS) - before) / lengthS;
}

const efficiency = ({ mttf, mttr }: Machine) => mttf / (mttf + mttr);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const seconds = fc.record({ mttf: fc.integer({ min: 20, max: 200 }), mttr: fc.integer({ min: 1, max: 40 }) });
const LENGTH_S = 40_000;

describe('P13 limits of unreliable lines, failures after fixed times of operation', () => {
  it('without buffers all stop with one: rate / (1 + sum of MTTR/MTTF), but for the repairs that the end cuts', () => {
    fc.assert(
      fc.property(fc.array(seconds, { minLength: 1, maxLength: 5 }), fc.constantFrom(0.5, 1, 2), (times, rate) => {
        const machines = times.map((t) => ({ ...t, rate }));
        const limit = rate / (1 + sum(machines.map(({ mttr, mttf }) => mttr / mttf)));
        const cut = (rate * sum(machines.map(({ mttr }) => mttr))) / LENGTH_S;
        const found = throughput(row(machines, 0, 'operation', 'fixed'), LENGTH_S);
        expect(Math.abs(found - limit)).toBeLessThanOrEqual(cut);
      }),
      { numRuns: 40 },
    );
  });

  it('with endless buffers the slowest alone decides: least rate x efficiency, but for one cycle of each', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(seconds, fc.constantFrom(0.5, 1, 1.5, 2)), { minLength: 1, maxLength: 5 }), (drawn) => {
        const machines = drawn.map(([t, rate]) => ({ ...t, rate }));
        const limit = Math.min(...machines.map((machine) => machine.rate * efficiency(machine)));
        const cycles = sum(machines.map(({ rate, mttf, mttr }) => rate * (mttf + mttr))) / LENGTH_S;
        const found = throughput(row(machines, 1e9, 'operation', 'fixed'), LENGTH_S);
        expect(Math.abs(found - limit)).toBeLessThanOrEqual(cycles);
      }),
      { numRuns: 40 },
    );
  });

  it('a buffer lies between the two limits', () => {
    fc.assert(
      fc.property(fc.array(seconds, { minLength: 2, maxLength: 4 }), fc.integer({ min: 1, max: 500 }), (times, capacity) => {
        const machines = times.map((t) => ({ ...t, rate: 1 }));
        const none = 1 / (1 + sum(machines.map(({ mttr, mttf }) => mttr / mttf)));
        const endless = Math.min(...machines.map(efficiency));
        const slack = sum(machines.map(({ mttf, mttr }) => mttf + mttr)) / LENGTH_S;
        const found = throughput(row(machines, capacity, 'operation', 'fixed'), LENGTH_S);
        expect(found).toBeGreaterThanOrEqual(none - slack);
        expect(found).toBeLessThanOrEqual(endless + slack);
      }),
      { numRuns: 40 },
    );
  });
});

const REPLICATIONS = 10;
const UNEQUAL: Machine[] = [
  { rate: 1, mttf: 100, mttr: 10 },
  { rate: 1, mttf: 60, mttr: 12 },
  { rate: 1, mttf: 200, mttr: 30 },
];
const FAST_FIRST: Machine[] = [
  { rate: 1.5, mttf: 80, mttr: 20 },
  { rate: 1, mttf: 90, mttr: 10 },
  { rate: 2, mttf: 30, mttr: 20 },
];

const SLOWEST = Math.min(...FAST_FIRST.map((machine) => machine.rate * efficiency(machine)));

describe('P13 limits of unreliable lines, exponential failures and repairs', () => {
  const LIMITS: [string, Machine[], Clock, number, number][] = [
    ['no buffers, clocks of operation: 1 / (1 + sum of MTTR/MTTF)', UNEQUAL, 'operation', 0, 1 / (1 + sum(UNEQUAL.map(({ mttr, mttf }) => mttr / mttf)))],
    ['no buffers, clocks of time: the product of the efficiencies', UNEQUAL, 'time', 0, UNEQUAL.reduce((product, m) => product * efficiency(m), 1)],
    ['endless buffers, clocks of operation: the least rate x efficiency', FAST_FIRST, 'operation', 1e9, SLOWEST],
    ['endless buffers, clocks of time: the least rate x efficiency', FAST_FIRST, 'time', 1e9, SLOWEST],
  ];

  it.each(LIMITS)('%s', (_, machines, clock, capacity, limit) => {
    const line = row(machines, capacity, clock, 'exponential');
    const runs = Array.from({ length: REPLICATIONS }, (__, replication) => throughput(line, 100_000, { replication, warmUpS: 20_000 }));
    const { low, high, mean } = meanInterval(runs, 0.999);
    expect(low).toBeLessThan(limit);
    expect(high).toBeGreaterThan(limit);
    expect(Math.abs(mean / limit - 1)).toBeLessThan(0.01);
  });
});
