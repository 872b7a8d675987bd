import fc from '../property.js';
import { charge, isDrained, nextEventUs, skipTo } from '../../src/model/charge.js';
import type { CompiledLine } from '../../src/model/compile.js';
import { isFirst } from '../../src/model/feed.js';
import { settle } from '../../src/model/flow.js';
import { LINE_METER, PHASE } from '../../src/model/layout.js';
import { METER_COST } from '../../src/model/meter.js';
import { migrate } from '../../src/model/migrate.js';
import { run } from '../../src/model/run.js';
import { copy, fork, restore, snapshot, start, timeOf, type LineState } from '../../src/model/state.js';
import { lineOf, MONDAY_US, S, solidDoseLine, station, stop } from './lines.js';
import { calmLines } from './random-lines.js';

const begin = (line: CompiledLine, seed = 1) => start(line, { seed, replication: 0, atUs: MONDAY_US });
const firsts = (line: CompiledLine) => line.stations.filter(({ index }) => isFirst(line, index));

/** Event by event until nothing is left, in so many events at most. */
function drain(line: CompiledLine, state: LineState, events = 50_000) {
  for (let n = 0; n < events && !isDrained(line, state); n++) run(line, state, nextEventUs(state));
  expect(isDrained(line, state)).toBe(true);
}

describe('a line that is charged', () => {
  it('over random lines and charges: what it was given is, once drained, rejected or good, to 1e-9', () => {
    fc.assert(
      fc.property(calmLines, fc.array(fc.double({ min: 0.5, max: 800, noNaN: true }), { minLength: 1, maxLength: 3 }), fc.nat(1000), (line, charges, seed) => {
        const state = begin(line, seed);
        let given = 0; // good units of the line in what it was given
        for (const items of charges) {
          for (const { index, takes, unitsPerItem } of firsts(line)) {
            charge(line, state, index, items);
            given += (items / takes) * unitsPerItem;
          }
          drain(line, state);
          const left = line.stations.reduce((sum, { index: i, yield: good, unitsPerItem }) => {
            const share = 1 - good + (line.ends.includes(i) ? good : 0);
            return sum + state.processed[i]! * share * unitsPerItem;
          }, 0);
          expect(Math.abs(left / given - 1)).toBeLessThan(1e-9);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('over random lines: a copy, and a state written to JSON half way, drain at the same instant with the same counts', () => {
    fc.assert(
      fc.property(calmLines, fc.nat(3600), fc.nat(1000), (line, s, seed) => {
        const whole = begin(line, seed);
        for (const { index } of firsts(line)) charge(line, whole, index, 300);
        run(line, whole, MONDAY_US + s * S);
        const back = restore(line, JSON.parse(JSON.stringify(snapshot(line, whole))));
        if (!back.ok) throw new Error(back.reason);
        const twin = copy(whole);
        for (const state of [whole, back.state, twin]) drain(line, state);
        expect(back.state.bytes).toStrictEqual(whole.bytes);
        expect(twin.bytes).toStrictEqual(whole.bytes);
      }),
      { numRuns: 50 },
    );
  });

  const mixer = () => lineOf([station('mixer', { takes: 2, buffer: { capacity: 50 } }), station('press', { rate: '0.5 /s' })]);

  it('tells when its feed ends and when the last item has left', () => {
    const line = mixer();
    const state = begin(line);
    charge(line, state, 0, 40); // 20 of its own items: until 20 s; the press has then made 10, and needs 20 s more
    expect(nextEventUs(state)).toBe(MONDAY_US + 20 * S);
    run(line, state, MONDAY_US + 20 * S);
    expect(Array.from(state.phase)).toEqual([PHASE.starved, PHASE.producing]);
    expect(isDrained(line, state)).toBe(false);
    expect(nextEventUs(state)).toBe(MONDAY_US + 40 * S);
    run(line, state, MONDAY_US + 40 * S);
    expect(isDrained(line, state)).toBe(true);
    expect(Array.from(state.processed)).toEqual([20, 20]);
    charge(line, state, 0, 2);
    expect(isDrained(line, state)).toBe(false);
    run(line, state, MONDAY_US + 60 * S);
    expect(Array.from(state.processed)).toEqual([21, 21]);
  });

  it('a line with a conveyor and two sources is drained when both have ended and the last item has travelled', () => {
    const line = lineOf([
      station('a', { next: 'c', buffer: { capacity: 30, transit: '10 s' } }),
      station('b', { next: 'c', buffer: { capacity: 30 } }),
      station('c', { rate: '2 /s' }),
    ]);
    const state = begin(line);
    charge(line, state, 0, 15);
    expect(isDrained(line, state)).toBe(false);
    charge(line, state, 1, 5);
    drain(line, state);
    expect(timeOf(state)).toBe(MONDAY_US + 25 * S);
    expect(Array.from(state.processed)).toEqual([15, 5, 20]);
  });

  it('one that was never charged does not end, nor does a second source that was not', () => {
    const line = lineOf([station('a', { next: 'c' }), station('b', { next: 'c' }), station('c')]);
    const state = begin(line);
    charge(line, state, 0, 1);
    run(line, state, MONDAY_US + 3600 * S);
    settle(line, state, MONDAY_US + 3600 * S);
    expect(isDrained(line, state)).toBe(false);
    expect(state.processed[1]).toBeCloseTo(3599, 6);
  });

  it('only a first station can be charged, and with something', () => {
    const line = mixer();
    const state = begin(line);
    for (const [at, items] of [
      [1, 5],
      [2, 5],
      [0, 0],
      [0, -1],
      [0, NaN],
      [0, Infinity],
    ] as const)
      expect(() => charge(line, state, at, items)).toThrow(RangeError);
  });

  it('skips the time to the next charge without booking any, and shifts are those of then', () => {
    const line = lineOf(
      [station('a', { stops: [stop('jam', '1 h', '10 min', 'time')], standby: { after: '60 s', wakeUp: '5 s' } }), station('b', { rate: '2 /s' })],
      {
        shifts: solidDoseLine().shifts,
        tariff: { id: 't', source: 'test', validFrom: '2025-01-01', periods: [{ id: 'p', from: '00:00', to: '24:00', price: '1 EUR/kWh' }] },
      },
    );
    const state = begin(line);
    expect(() => skipTo(line, state, MONDAY_US + S)).toThrow(RangeError); // it runs
    charge(line, state, 0, 100);
    drain(line, state);
    expect(timeOf(state)).toBe(MONDAY_US + 100 * S);
    const before = { spent: [...state.spent], energy: [...state.energy], age: [...state.age], cost: state.line[LINE_METER + METER_COST], left: state.left[0] };
    expect(() => skipTo(line, state, MONDAY_US)).toThrow(RangeError);
    skipTo(line, state, MONDAY_US + 2 * 3600 * S);
    expect({ spent: [...state.spent], energy: [...state.energy], age: [...state.age], cost: state.line[LINE_METER + METER_COST], left: state.left[0] }).toEqual(
      before,
    );
    // Sixty idle seconds until standby go on from where they were.
    run(line, state, MONDAY_US + (2 * 3600 + 59) * S);
    expect(state.phase[0]).toBe(PHASE.starved);
    run(line, state, MONDAY_US + (2 * 3600 + 60) * S);
    expect(state.phase[0]).toBe(PHASE.standby);
    skipTo(line, state, MONDAY_US + 17 * 3600 * S); // 23:00, after the late shift
    charge(line, state, 0, 10);
    expect(nextEventUs(state)).toBe(MONDAY_US + 24 * 3600 * S);
    drain(line, state);
    expect(state.processed[1]).toBeCloseTo(110, 9);
  });

  it('a fork keeps its feed, and so does another version of the line unless a station comes before it', () => {
    const line = mixer();
    const state = begin(line);
    charge(line, state, 0, 40);
    run(line, state, MONDAY_US + 5 * S);
    const forked = fork(line, state, { seed: 2, replication: 0 });
    const faster = lineOf([station('mixer', { takes: 2, rate: '3 /s', buffer: { capacity: 50 } }), station('press', { rate: '0.5 /s' })]);
    const moved = migrate(line, faster, forked);
    for (const [of, each] of [
      [line, forked],
      [faster, moved],
    ] as const) {
      drain(of, each);
      expect(each.processed[0]).toBeCloseTo(20, 9);
    }
    const longer = lineOf([station('drum'), station('mixer', { takes: 2, buffer: { capacity: 50 } }), station('press', { rate: '0.5 /s' })]);
    const endless = migrate(line, longer, state);
    run(longer, endless, MONDAY_US + 3600 * S);
    settle(longer, endless, MONDAY_US + 3600 * S);
    expect(Array.from(endless.fed)).toEqual([0, 0, 0]);
    expect(endless.processed[1]).toBeGreaterThan(1000);
  });
});
