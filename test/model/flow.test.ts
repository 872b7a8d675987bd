import { readFileSync } from 'node:fs';
import { meanInterval, tQuantile } from '../../src/engine/statistics.js';
import type { CompiledLine } from '../../src/model/compile.js';
import { correct } from '../../src/model/correct.js';
import { expected } from '../../src/model/expected.js';
import { follow, run } from '../../src/model/run.js';
import { settle } from '../../src/model/flow.js';
import { start } from '../../src/model/state.js';
import { lineOf, MONDAY_US, S, station, stop } from './lines.js';

interface Case {
  id: string;
  model: {
    machines: { rate: number; failures?: { mode: 'operation' | 'time'; ttf: { mean: number }; ttr: { mean: number } }; outages?: [number, number][] }[];
    buffers: { capacity: number }[];
    horizon?: number;
  };
  expected: Record<string, unknown>;
  simulate?: { replications: number; warmup: number; length: number };
  tolerance: { rel: Record<string, number> };
}

const CASES = JSON.parse(readFileSync(new URL('../fixtures/fluid-cases.json', import.meta.url), 'utf8')) as Case[];

/** A case's time unit is a second here. */
function lineOfCase({ model }: Case): CompiledLine {
  return lineOf(
    model.machines.map(({ rate, failures }, i) =>
      station(`m${i + 1}`, {
        rate: `${rate} /s`,
        ...(model.buffers[i] && model.buffers[i].capacity > 0 ? { buffer: { capacity: model.buffers[i].capacity } } : {}),
        stops: failures
          ? [stop('failure', { dist: 'exponential', mean: `${failures.ttf.mean} s` }, { dist: 'exponential', mean: `${failures.ttr.mean} s` }, failures.mode)]
          : [],
      }),
    ),
  );
}

/** Throughput and mean levels after the warm-up. */
function measure(line: CompiledLine, { warmup, length }: { warmup: number; length: number }, replication: number) {
  const state = start(line, { seed: 2026, replication, atUs: MONDAY_US });
  const at = (atUs: number) => {
    run(line, state, atUs);
    settle(line, state, atUs);
    return { good: expected(line, state).lineGood, held: Array.from(state.held) };
  };
  const begin = at(MONDAY_US + warmup * S);
  const end = at(MONDAY_US + (warmup + length) * S);
  return { throughput: (end.good - begin.good) / length, levels: end.held.map((held, i) => (held - begin.held[i]!) / (length * S)) };
}

/** Share of the recommended length that is run here; the whole is for the validation. */
const EFFORT = 0.25;

describe('against exact values', () => {
  it.each(CASES.filter((c) => c.simulate).map((c) => [c.id, c] as const))('%s', (_, c) => {
    const line = lineOfCase(c);
    const runs = Array.from({ length: c.simulate!.replications }, (_, r) =>
      measure(line, { warmup: c.simulate!.warmup * EFFORT, length: c.simulate!.length * EFFORT }, r),
    );
    const got: Record<string, number[]> = {
      throughput: runs.map((r) => r.throughput),
      meanBuffer: runs.map((r) => r.levels[0]!),
      buffer1: runs.map((r) => r.levels[0]!),
      buffer2: runs.map((r) => r.levels[1]!),
    };
    for (const [metric, rel] of Object.entries(c.tolerance.rel)) {
      const exact = c.expected[metric] as number;
      const { mean, high } = meanInterval(got[metric]!, 0.95);
      const standardError = (high - mean) / tQuantile(0.975, runs.length - 1);
      expect(Math.abs(mean - exact)).toBeLessThanOrEqual(4 * standardError);
      expect(Math.abs(mean - exact)).toBeLessThanOrEqual(3 * rel * exact);
    }
  });

  it.each(CASES.filter((c) => c.model.horizon).map((c) => [c.id, c] as const))('%s: levels and amounts to nine digits', (_, c) => {
    const line = lineOfCase(c);
    const state = start(line, { seed: 1, replication: 0, atUs: MONDAY_US });
    const outages = c.model.machines.flatMap(({ outages }, i) =>
      (outages ?? []).flatMap(([from, to]) => [
        { at: from, i, condition: 'down' as const },
        { at: to, i, condition: 'up' as const },
      ]),
    );
    const changes = outages.sort((a, b) => a.at - b.at);
    follow(line, state, MONDAY_US);
    for (const { at, i, condition } of changes) {
      follow(line, state, MONDAY_US + at * S);
      correct(line, state, { kind: 'condition', station: i, condition, law: null, sinceUs: MONDAY_US + at * S });
    }
    follow(line, state, MONDAY_US + c.model.horizon! * S);
    const { stations, levels } = expected(line, state);
    (c.expected['cumulative'] as number[]).forEach((amount, i) => expect(Math.abs(stations[i]!.good / amount - 1)).toBeLessThan(1e-9));
    (c.expected['finalLevels'] as number[]).forEach((level, i) => expect(levels[i]).toBeCloseTo(level, 8));
  });
});

describe('the flow of a line', () => {
  it('a deterministic station runs 100 s in 110', () => {
    const line = lineOf([station('press', { rate: '2 /s', stops: [stop('pause', '100 s', '10 s')] })]);
    const state = start(line, { seed: 1, replication: 0, atUs: MONDAY_US });
    run(line, state, MONDAY_US + 1105 * S);
    expect(expected(line, state)).toMatchObject({ lineGood: 2010, stations: [{ condition: 'producing', ratePerMin: 120, powerKw: 10 }] });
    run(line, state, MONDAY_US + 1205 * S);
    expect(expected(line, state)).toMatchObject({ lineGood: 2200, stations: [{ condition: 'down', ratePerMin: 0, powerKw: 2 }] });
  });

  it('a deterministic tandem: the buffer carries the second machine over stops of the first', () => {
    // First machine 2/s, stopping 10 s after every 50 s of its running at full speed; second 1/s; buffer 20.
    const line = lineOf([station('a', { rate: '2 /s', buffer: { capacity: 20 }, stops: [stop('pause', '50 s', '10 s')] }), station('b', { rate: '1 /s' })]);
    const state = start(line, { seed: 1, replication: 0, atUs: MONDAY_US });
    // Full after 20 s; then a runs at half speed, so its clock reaches 50 s at 80 s; the stop takes 10 of the 20 items.
    run(line, state, MONDAY_US + 85 * S);
    expect(expected(line, state)).toMatchObject({ levels: [15], lineGood: 85, stations: [{ condition: 'down' }, { condition: 'producing', ratePerMin: 60 }] });
    run(line, state, MONDAY_US + 95 * S);
    expect(expected(line, state)).toMatchObject({ levels: [15], lineGood: 95, stations: [{ ratePerMin: 120 }, {}] });
    run(line, state, MONDAY_US + 3600 * S);
    expect(expected(line, state).lineGood).toBeCloseTo(3600, 6);
  });

  it('rejects leave the flow and items are converted: tablets into blisters into cartons', () => {
    const line = lineOf([
      station('press', { item: 'tablet', rate: '2000 /min', rejects: 0.1 }),
      station('blister', { item: 'blister', takes: 10, rate: '400 /min', rejects: 0.5 }),
      station('cartoner', { item: 'carton', takes: 3, rate: '100 /min' }),
    ]);
    const state = start(line, { seed: 1, replication: 0, atUs: MONDAY_US });
    const { stations } = expected(line, state);
    // 1,800 good tablets fill 180 blisters, of which 90 are good: 30 cartons.
    expect(stations.map((s) => s.ratePerMin)).toEqual([2000, 180, 30].map((rate) => expect.closeTo(rate, 9)));
    expect(line.stations.map((s) => s.unitsPerItem)).toEqual([1 / 30, 1 / 3, 1]);
    expect(line.idealRatePerMin).toBeCloseTo(2000 / 30, 9);
  });

  it('of what stands still, the cause is upstream where no material comes and downstream where there is no room', () => {
    const line = lineOf([station('a'), station('b', { stops: [stop('pause', '10 s', '10 s')] }), station('c')]);
    const state = start(line, { seed: 1, replication: 0, atUs: MONDAY_US });
    run(line, state, MONDAY_US + 15 * S);
    expect(expected(line, state).stations.map((s) => s.condition)).toEqual(['blocked', 'down', 'starved']);
  });

  it('zero and infinite buffers bound the efficiency of the packaging line of the domain reference', () => {
    const machine = (id: string, rate: number, micro: [number, number], failure: [number, number], capacity: number) =>
      station(id, {
        rate: `${rate} /min`,
        stops: [
          stop('micro', { dist: 'exponential', mean: `${micro[0]} min` }, { dist: 'lognormal', mean: `${micro[1]} s`, sigma: 1 }),
          stop('failure', { dist: 'exponential', mean: `${failure[0]} h` }, { dist: 'lognormal', mean: `${failure[1]} min`, sigma: 0.8 }),
        ],
        ...(capacity > 0 && id !== 'plt' ? { buffer: { capacity } } : {}),
      });
    const efficiency = (capacity: number) => {
      const line = lineOf([
        machine('bls', 300, [25, 90], [16, 35], capacity),
        machine('crt', 345, [15, 75], [20, 30], capacity),
        machine('cws', 360, [30, 110], [60, 45], capacity),
        machine('cpk', 390, [40, 90], [40, 30], capacity),
        machine('plt', 420, [60, 120], [80, 45], capacity),
      ]);
      const runs = Array.from({ length: 8 }, (_, r) => measure(line, { warmup: 36e3, length: 100 * 3600 }, r).throughput / 5);
      return meanInterval(runs, 0.99);
    };
    const laws = [
      [25 * 60, 90],
      [16 * 3600, 2100],
      [15 * 60, 75],
      [20 * 3600, 1800],
      [30 * 60, 110],
      [60 * 3600, 2700],
      [40 * 60, 90],
      [40 * 3600, 1800],
      [60 * 60, 120],
      [80 * 3600, 2700],
    ] as const;
    // A machine that runs below its ideal rate also fails less: its clock counts in proportion to the speed.
    const speed = [1, 300 / 345, 300 / 360, 300 / 390, 300 / 420];
    const e0 = 1 / (1 + laws.reduce((sum, [every, lasts], i) => sum + (speed[Math.floor(i / 2)]! * lasts) / every, 0));
    const zero = efficiency(0);
    expect(zero.low).toBeLessThan(e0);
    expect(zero.high).toBeGreaterThan(e0);
    const infinite = efficiency(1e9);
    const isolated = 1 / (1 + 90 / 1500 + 2100 / 57600);
    expect(infinite.low).toBeLessThan(isolated);
    expect(infinite.mean).toBeGreaterThan(isolated * 0.98);
    expect(zero.high).toBeLessThan(infinite.low);
  });

  it('cannot run back', () => {
    const line = lineOf([station('a')]);
    const state = start(line, { seed: 1, replication: 0, atUs: MONDAY_US });
    expect(() => run(line, state, MONDAY_US - 1)).toThrow(RangeError);
  });
});
