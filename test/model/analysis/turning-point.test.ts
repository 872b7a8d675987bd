import { runPartsRecorded } from '../../../src/model/analysis/record-parts.js';
import { stationWaits, waitShares } from '../../../src/model/analysis/run-analysis.js';
import { turningPoints, type WaitShares } from '../../../src/model/analysis/turning-point.js';
import { nextUniform, seedStream, STREAM_WORDS, streamKey } from '../../../src/engine/random.js';
import { runParts } from '../../../src/model/parts/run.js';
import { startParts } from '../../../src/model/parts/state.js';
import type { PartsSpec } from '../../../src/model/parts/spec.js';
import { lineOf, station } from '../lines.js';
import { compiledParts } from '../parts/specs.js';
import { recorded } from './lines.js';
import { B01, balanced } from './parts-lines.js';

const shares = (...pairs: [starved: number, blocked: number][]): WaitShares => ({ starved: pairs.map(([s]) => s), blocked: pairs.map(([, b]) => b) });

/** The same shares seen with a little noise, so often. */
function noisy(n: number, sd: number, ...pairs: [number, number][]): WaitShares[] {
  const words = new Uint32Array(STREAM_WORDS);
  seedStream(words, 0, streamKey('noise'), 1, 0);
  const noise = (value: number) => value + sd * Math.sqrt(12) * (nextUniform(words, 0) - 0.5);
  return Array.from({ length: n }, () => shares(...pairs.map(([s, b]): [number, number] => [noise(s), noise(b)])));
}

const EXACT_B01 = shares([0, 0.37826], [0.11336, 0.18684], [0.29319, 0.08507], [0.43478, 0]);

/** Shares over replications of a line of parts. */
function observed(spec: PartsSpec, replications: number, length: number): WaitShares[] {
  const model = compiledParts(spec);
  return Array.from({ length: replications }, (_, replication) => {
    const state = startParts(model, { seed: 20_260_101, replication });
    runParts(model, state, 500);
    return waitShares(stationWaits(runPartsRecorded(model, state, 500 + length, 1e6)))!;
  });
}

describe('the turning point', () => {
  it('is the second machine of case B01, from its exact shares and from runs', () => {
    expect(turningPoints([EXACT_B01, EXACT_B01])).toEqual({ verdict: 'one', points: [{ station: 1, certain: true }] });
    const seen = observed(B01, 10, 10_000);
    for (const [key, i] of [
      ['blocked', 0],
      ['starved', 1],
      ['blocked', 1],
      ['starved', 2],
      ['starved', 3],
    ] as const) {
      const mean = seen.reduce((sum, each) => sum + each[key][i]!, 0) / seen.length;
      expect(Math.abs(mean - EXACT_B01[key][i]!)).toBeLessThan(0.012);
    }
    expect(turningPoints(seen)).toEqual({ verdict: 'one', points: [{ station: 1, certain: true }] });
  });

  it('is not certain of one observation, nor where noise could have made it', () => {
    expect(turningPoints([EXACT_B01])).toEqual({ verdict: 'uncertain', points: [{ station: 1, certain: false }] });
    expect(turningPoints(noisy(10, 0.005, [0, 0.378], [0.113, 0.187], [0.293, 0.085], [0.435, 0])).verdict).toBe('one');
    expect(turningPoints(noisy(10, 0.2, [0, 0.378], [0.113, 0.187], [0.293, 0.085], [0.435, 0])).verdict).toBe('uncertain');
  });

  it('is no finding on symmetric lines', () => {
    for (const machines of [2, 3, 5]) {
      expect(turningPoints(observed(balanced(machines), 10, 4000)).points.filter(({ certain }) => certain)).toEqual([]);
    }
  });

  it('falsely finds one on equal machines in fewer than one of twenty such questions', () => {
    let found = 0;
    const words = new Uint32Array(STREAM_WORDS);
    seedStream(words, 0, streamKey('equal'), 2, 0);
    for (let question = 0; question < 400; question++) {
      const draws = () => 0.2 + 0.1 * (nextUniform(words, 0) - 0.5);
      const seen = Array.from({ length: 8 }, () => shares([draws(), draws()], [draws(), draws()], [draws(), draws()], [draws(), draws()]));
      if (turningPoints(seen).points.some(({ certain }) => certain)) found++;
    }
    expect(found).toBeLessThan(20);
  });

  it('may stand at either end of the line', () => {
    const [first, last] = [shares([0, 0], [0.5, 0], [0.5, 0]), shares([0, 0.5], [0, 0.5], [0, 0])];
    expect(turningPoints([first, first])).toEqual({ verdict: 'one', points: [{ station: 0, certain: true }] });
    expect(turningPoints([last, last])).toEqual({ verdict: 'one', points: [{ station: 2, certain: true }] });
  });

  it('is told for each segment of a line that turns several times', () => {
    const twice = shares([0, 0.4], [0.05, 0.05], [0.3, 0.1], [0.1, 0.3], [0.02, 0.05], [0.4, 0]);
    expect(turningPoints([twice, twice])).toEqual({ verdict: 'several', points: [1, 4].map((station) => ({ station, certain: true })) });
  });

  it('is a tie where stations at the turn wait equally little, and none where the line waits for others', () => {
    const tie = shares([0, 0.4], [0, 0], [0, 0], [0.4, 0]);
    expect(turningPoints([tie, tie])).toEqual({ verdict: 'tie', points: [1, 2].map((station) => ({ station, certain: false })) });
    const even = shares([0, 0], [0, 0], [0, 0]);
    expect(turningPoints([even, even]).verdict).toBe('tie');
    const starved = shares([0.3, 0], [0.4, 0]);
    expect(turningPoints([starved, starved])).toEqual({ verdict: 'none', points: [] });
    const blocked = shares([0, 0.3], [0, 0.3]);
    expect(turningPoints([blocked, blocked])).toEqual({ verdict: 'none', points: [] });
    expect(turningPoints([])).toEqual({ verdict: 'none', points: [] });
  });

  it('is the slow machine of a simulated line of fluids', () => {
    const line = lineOf(['3 /s', '1 /s', '2 /s'].map((rate, i) => station(`s${i}`, { rate, ...(i < 2 ? { buffer: { capacity: 4 } } : {}) })));
    const seen = [0, 1].map((replication) => waitShares(stationWaits(recorded(line, 1000, { seed: 1, replication }).timeline))!);
    expect(turningPoints(seen)).toEqual({ verdict: 'one', points: [{ station: 1, certain: true }] });
    expect(seen[0]!.starved[2]).toBeCloseTo(0.5, 9);
    expect(seen[0]!.blocked[0]).toBeCloseTo((2 / 3) * (1 - 2 / 1000), 9); // its buffer of 4 fills at 2 /s in 2 s
  });
});
