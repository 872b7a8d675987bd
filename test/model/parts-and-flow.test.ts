import { moments } from '../../src/engine/statistics.js';
import { expected } from '../../src/model/expected.js';
import { settle } from '../../src/model/flow.js';
import { replicateParts } from '../../src/model/parts/replicate.js';
import type { Law } from '../../src/model/parts/spec.js';
import { run } from '../../src/model/run.js';
import { start } from '../../src/model/state.js';
import { fluidOfTwo } from '../bench/siblings/fluid-chain.js';
import { solvedLine } from '../bench/siblings/line-chain.js';
import { lineOf, MONDAY_US, S, station, stop } from './lines.js';
import { compiledParts, exponential, fixed, serial } from './parts/specs.js';

interface Failing {
  machines: number;
  slots: number;
  mttf: number;
  mttr: number;
}
const REPLICATIONS = 24;
const WARM_UP = 2000;

/** Throughput part by part, of cycles with mean one. */
function ofParts({ machines, slots, mttf, mttr }: Failing, law: Law, length: number) {
  const failures = [{ clock: 'operation' as const, after: exponential(mttf), lasts: exponential(mttr) }];
  const model = compiledParts(serial(Array.from({ length: machines }, (_, i) => ({ law, failures, ...(i === 0 ? {} : { buffer: slots }) }))));
  return moments(Array.from({ length: REPLICATIONS }, (_, r) => replicateParts(model, { seed: 3, warmup: WARM_UP, length }, r).throughput));
}

/** Throughput as a flow with the capacity of the slots: machine positions not counted. */
function asFlow({ machines, slots, mttf, mttr }: Failing, length: number) {
  const failing = () => [stop('failure', { dist: 'exponential', mean: `${mttf} s` }, { dist: 'exponential', mean: `${mttr} s` })];
  const line = lineOf(
    Array.from({ length: machines }, (_, i) => station(`m${i}`, { stops: failing(), ...(i + 1 < machines ? { buffer: { capacity: slots } } : {}) })),
  );
  return moments(
    Array.from({ length: REPLICATIONS }, (_, replication) => {
      const state = start(line, { seed: 4, replication, atUs: MONDAY_US });
      const at = (s: number) => {
        run(line, state, MONDAY_US + s * S);
        settle(line, state, MONDAY_US + s * S);
        return expected(line, state).lineGood;
      };
      const before = at(WARM_UP);
      return (at(WARM_UP + length) - before) / length;
    }),
  );
}

/** Flow less parts, as a share of the parts, and its standard error. */
function difference(line: Failing, law: Law, length: number) {
  const [parts, flow] = [ofParts(line, law, length), asFlow(line, length)];
  const se = Math.sqrt(parts.variance / parts.n + flow.variance / flow.n);
  return { share: (flow.mean - parts.mean) / parts.mean, se: se / parts.mean };
}

describe('P14 flow and parts', () => {
  it.each([
    { machines: 2, slots: 4, mttf: 20, mttr: 2 },
    { machines: 3, slots: 4, mttf: 20, mttr: 2 },
    { machines: 2, slots: 10, mttf: 30, mttr: 3 },
  ])('with fixed cycles they differ by 0.2 % at most: %j', (line) => {
    const { share, se } = difference(line, fixed(1), 40_000);
    expect(se).toBeLessThan(0.0015);
    expect(Math.abs(share)).toBeLessThan(0.002 + 3 * se);
  });

  it('with exponential cycles the flow is an upper bound, as far above as the exact answers of both say', () => {
    const line = { machines: 2, slots: 4, mttf: 40, mttr: 4 };
    const both = <T>(value: T): [T, T] => [value, value];
    const failures = { mode: 'operation' as const, ttf: both(line.mttf), ttr: both(line.mttr) };
    const parts = solvedLine({ means: [1, 1], buffers: [line.slots], failures })['throughput']!;
    const flow = fluidOfTwo({ mode: 'operation', rates: [1, 1], p: both(1 / line.mttf), r: both(1 / line.mttr), capacity: line.slots })['throughput']!;
    const exact = (flow - parts) / parts;
    expect(exact).toBeGreaterThan(0.08);
    const { share, se } = difference(line, exponential(1), 40_000);
    expect(se).toBeLessThan(0.002);
    expect(Math.abs(share - exact)).toBeLessThan(3 * se);
  });
});
