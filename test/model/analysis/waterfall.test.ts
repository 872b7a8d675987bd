import fc from '../../property.js';
import type { Loss } from '../../../src/contract/losses.js';
import { measurePoints } from '../../../src/model/analysis/measure-point.js';
import { analyseFlow } from '../../../src/model/analysis/run-analysis.js';
import { spansOf } from '../../../src/model/analysis/timeline.js';
import type { CompiledLine } from '../../../src/model/compile.js';
import { compiled, lineOf, MONDAY_US, S, solidDoseLine, station, stop } from '../lines.js';
import { plantLine } from '../mirror-lines.js';
import { randomRow, recorded } from './lines.js';

const fixed = (s: number) => ({ dist: 'fixed' as const, value: `${s} s` });
const EARLY = { shifts: [{ id: 'early', name: { en: 'e', fr: 'e' }, days: ['mon' as const], from: '06:00', to: '14:00' }] };

function waterfall(line: CompiledLine, seconds: number) {
  const { timeline, state, goodUnits } = recorded(line, seconds);
  return analyseFlow(line, timeline, { processed: state.processed, goodUnits }).waterfall;
}

const near = (...expected: [string, string | null, number][]) => expected.map(([loss, unit, units]) => [loss, unit, expect.closeTo(units, 6)]);
const plain = (losses: Loss[]) => losses.map(({ loss, unit, lostUnits }) => [loss, unit, lostUnits]);

describe('a waterfall worked by hand', () => {
  it('of one machine: shift, breakdown, micro-stop, rejects', () => {
    // One a second; runs 2800 s, down 700 s, in turn; a tenth is rejected. 06:00 to 15:00 with a shift to 14:00.
    const line = lineOf([station('a', { rejects: 0.1, stops: [stop('break', fixed(2800), fixed(700))] })], EARLY);
    const { theoreticalUnits, losses, goodUnits } = waterfall(line, 9 * 3600);
    expect(theoreticalUnits).toBeCloseTo(9 * 3600, 6);
    const made = 28800 - 8 * 700; // eight stops of 3500 s each begun and ended within 28 800 s
    expect(goodUnits).toBeCloseTo(0.9 * made, 6);
    expect(plain(losses)).toEqual(near(['not-planned', null, 3600], ['breakdown', 'a', 5600], ['run-rejects', 'a', 0.1 * made]));
  });

  it('a stop up to the limit of the line is a micro-stop, and one over a rest of the shift is one stop', () => {
    const short = lineOf([station('a', { stops: [stop('jam', fixed(500), fixed(300))] })]);
    expect(plain(waterfall(short, 8000).losses)).toEqual(near(['micro-stop', 'a', 3000]));
    const long = lineOf([station('a', { stops: [stop('jam', fixed(28_500), fixed(301))] })], {
      shifts: [...EARLY.shifts, { ...EARLY.shifts[0]!, id: 'late', from: '15:00', to: '22:00' }],
    });
    // Down from 13:55 on: 300 s before the rest, one second after it.
    expect(plain(waterfall(long, 10 * 3600).losses)).toEqual(near(['not-planned', null, 3600], ['breakdown', 'a', 301]));
  });

  it('a starved slowest machine loses to the first one before it that stopped, through those that starve too', () => {
    const line = lineOf([
      station('first', { rate: '2 /s', buffer: { capacity: 10 }, stops: [stop('jam', fixed(100), fixed(60))] }),
      station('middle', { rate: '2 /s', buffer: { capacity: 10 } }),
      station('slow'),
    ]);
    // Nothing is stored up before the first fills both buffers in 20 s, then all run at 1 /s. The clock of the stop runs at half
    // speed once the first is held back: it stops at 10 + 10 + 2 * 80 = 180 s, until 240 s. The buffers last for 20 s of these.
    const { losses } = waterfall(line, 240);
    expect(plain(losses)).toEqual(near(['starved', 'first', 40]));
  });

  it('a blocked slowest machine loses to the first one after it that stopped', () => {
    const line = lineOf([
      station('slow', { buffer: { capacity: 10 } }),
      station('middle', { rate: '2 /s', buffer: { capacity: 10 } }),
      station('last', { rate: '2 /s', stops: [stop('jam', fixed(50), fixed(60))] }),
    ]);
    // The last one works at half its speed: it stops at 100 s. Both buffers take 20 s of the slow one, then it stands 40 s.
    const { losses, goodUnits } = waterfall(line, 160);
    expect(goodUnits).toBeCloseTo(100, 6);
    expect(plain(losses)).toEqual(near(['blocked', 'last', 40], ['buffer', null, 20]));
  });

  it('waking up is standby, and what was slept through is of whom it waited for', () => {
    const line = lineOf([
      station('a', { rate: '2 /s', stops: [stop('jam', fixed(50), fixed(60))] }),
      station('slow', { standby: { after: '10 s', wakeUp: '5 s' } }),
    ]);
    // The first runs at half its speed up to 100 s, is down to 160 s; the slow one sleeps from 110 s on and wakes up in 5 s.
    expect(plain(waterfall(line, 170).losses)).toEqual(near(['starved', 'a', 60], ['standby', 'slow', 5]));
  });

  it('a slowest machine that is fed too slowly loses to the machine that feeds it, as rejects before it make', () => {
    const line = lineOf([station('a', { rejects: 0.2 }), station('b')]);
    const { losses, goodUnits } = waterfall(line, 100);
    // Both are as fast; the first in the flow is the point of measure, and its rejects are the loss.
    expect(goodUnits).toBeCloseTo(80, 6);
    expect(plain(losses)).toEqual(near(['run-rejects', 'a', 20]));
    const slow = lineOf([station('a', { rate: '1.1 /s', rejects: 0.2, stops: [] }), station('b')]);
    expect(plain(waterfall(slow, 100).losses)).toEqual(near(['starved', 'a', 12]));
  });

  it('rejects soon after a rest of the shift are start-up rejects', () => {
    const line = lineOf([station('a', { rejects: 0.1 })], { shifts: [{ ...EARLY.shifts[0]!, from: '07:00', to: '08:00' }] });
    expect(plain(waterfall(line, 2 * 3600).losses)).toEqual(near(['not-planned', null, 3600], ['start-up-rejects', 'a', 60], ['run-rejects', 'a', 300]));
  });

  it('an outage within the shift is a planned stop', () => {
    const moment = (s: number) => new Date(MONDAY_US / 1000 + s * 1000).toISOString();
    const line = lineOf([station('a', { outages: [{ from: moment(100), to: moment(400) }] }), station('b', { rate: '2 /s' })]);
    expect(plain(waterfall(line, 1000).losses)).toEqual(near(['planned-stop', 'a', 300]));
  });

  it('is measured at the ends where items can pass the slowest machine by, and shares a loss between what caused it', () => {
    const ways = [{ to: 'left' }, { to: 'right' }];
    const line = lineOf([
      station('source', { rate: '4 /s', next: ways, stops: [stop('jam', fixed(100), fixed(50))] }),
      station('left', { next: 'end', stops: [stop('jam', fixed(60), fixed(30))] }),
      station('right', { next: 'end' }),
      station('end', { rate: '3 /s' }),
    ]);
    expect(measurePoints(line).map(({ station, idealPerUs }) => [line.stations[station]!.id, idealPerUs * S])).toEqual([['end', expect.closeTo(2, 9)]]);
    const { losses, goodUnits, theoreticalUnits } = waterfall(line, 80);
    expect(theoreticalUnits).toBeCloseTo(160, 6);
    // From 60 s on the left way is down: one of two units a second, and the end waits for it.
    expect(goodUnits).toBeCloseTo(140, 6);
    expect(losses.reduce((sum, { lostUnits }) => sum + lostUnits, 0)).toBeCloseTo(20, 6);
  });
});

describe('a waterfall of runs', () => {
  const expectSum = (line: CompiledLine, seconds: number, luck = { seed: 1, replication: 0 }) => {
    const { timeline, goodUnits, state } = recorded(line, seconds, luck);
    const { theoreticalUnits, losses, goodUnits: told } = analyseFlow(line, timeline, { processed: state.processed, goodUnits }).waterfall;
    const lost = losses.reduce((sum, { lostUnits }) => sum + lostUnits, 0);
    expect(told).toBe(goodUnits);
    expect(Math.abs(theoreticalUnits - goodUnits - lost)).toBeLessThanOrEqual(1e-9 * theoreticalUnits);
    return { timeline, losses, state, theoreticalUnits };
  };

  it('adds up on random lines; what lies in the buffers after the slowest machine is what the model has there', () => {
    fc.assert(
      fc.property(randomRow, fc.integer({ min: 60, max: 12 * 3600 }), fc.nat(1000), (line, seconds, seed) => {
        const { timeline, losses, state, theoreticalUnits } = expectSum(line, seconds, { seed, replication: 0 });
        const slow = line.slowestStation;
        const stored = line.stations.slice(slow, -1).reduce((sum, { index, unitsPerItem }) => sum + state.level[index]! * unitsPerItem, 0);
        const buffer = losses.find(({ loss }) => loss === 'buffer')?.lostUnits ?? 0;
        expect(Math.abs(buffer - stored)).toBeLessThanOrEqual(1e-9 * theoreticalUnits);
        // Stops of its own: their time at the ideal rate, no more and no less.
        const ideal = line.idealRatePerMin / 60e6;
        const timeOf = (...doings: string[]) =>
          spansOf(timeline, slow).reduce((us, span) => (doings.includes(span.does) ? us + span.toUs - span.fromUs : us), 0);
        const lossOf = (...kinds: string[]) => losses.reduce((sum, { loss, lostUnits }) => (kinds.includes(loss) ? sum + lostUnits : sum), 0);
        expect(lossOf('breakdown', 'micro-stop')).toBeCloseTo(ideal * timeOf('down'), 5);
        expect(lossOf('not-planned')).toBeCloseTo(ideal * timeOf('planned'), 5);
        expect(lossOf('standby')).toBeCloseTo(ideal * timeOf('waking'), 5);
        const waits = timeOf('starved', 'blocked', 'standby');
        expect(lossOf('starved', 'blocked')).toBeGreaterThanOrEqual(ideal * waits - 1e-6);
      }),
      { numRuns: 150, seed: 11 },
    );
  });

  it('adds up on the lines of the repository over a week', () => {
    for (const line of [compiled(solidDoseLine()), plantLine('osd-1.yaml')])
      for (let r = 0; r < 5; r++) expectSum(line, 7 * 86400, { seed: 3, replication: r });
  });

  it('adds up where lines branch, merge, travel on conveyors and rest by schedule', () => {
    const ways = [
      { to: 'left', buffer: { capacity: 20, transit: '10 s' } },
      { to: 'right', buffer: { capacity: 15 } },
    ];
    const jam = (mean: number) => [stop('jam', { dist: 'exponential' as const, mean: `${mean} s` }, { dist: 'exponential' as const, mean: '90 s' })];
    const moment = (s: number) => new Date(MONDAY_US / 1000 + s * 1000).toISOString();
    const [source, left, right] = [
      station('source', { rate: '4 /s', next: ways, stops: jam(400), rejects: 0.01 }),
      station('left', { next: 'end', rate: '2 /s', buffer: { capacity: 8 }, stops: jam(300), rejects: 0.02 }),
      station('right', { next: 'end', rate: '1.5 /s', stops: jam(200), outages: [{ from: moment(1000), to: moment(2000) }] }),
    ];
    const slowEnd = lineOf([source, left, right, station('end', { rate: '3 /s', rejects: 0.05, stops: jam(500) })]);
    const slowBefore = lineOf([
      station('first', { rate: '2 /s', next: 'source', buffer: { capacity: 30, transit: '20 s' }, stops: jam(250) }),
      source,
      left,
      right,
      station('end', { rate: '5 /s' }),
    ]);
    expect([slowEnd, slowBefore].map((line) => measurePoints(line).map(({ station }) => line.stations[station]!.id))).toEqual([['end'], ['first']]);
    for (const line of [slowEnd, slowBefore]) {
      for (let seed = 0; seed < 20; seed++) {
        const { losses, state } = expectSum(line, 7200, { seed, replication: 0 });
        const after = line === slowBefore ? state.level.reduce((sum, level) => sum + level, 0) : 0;
        const buffer = losses.reduce((sum, { loss, lostUnits }) => (loss === 'buffer' ? sum + lostUnits : sum), 0);
        expect(buffer).toBeCloseTo(after, 5);
      }
    }
  });

  it('blames no machine for waiting that could not have caused it', () => {
    const line = compiled(solidDoseLine());
    const { losses } = expectSum(line, 7 * 86400);
    const slow = line.slowestStation;
    for (const { loss, unit } of losses) {
      if (loss === 'starved') expect(line.stations.findIndex(({ id }) => id === unit)).toBeLessThan(slow);
      if (loss === 'blocked') expect(line.stations.findIndex(({ id }) => id === unit)).toBeGreaterThan(slow);
    }
  });
});
