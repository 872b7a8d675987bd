import fc from '../property.js';
import type { LineDocument } from '../../src/contract/line.js';
import { earliest } from '../../src/engine/calendar.js';
import { compile, type CompiledLine } from '../../src/model/compile.js';
import { correct } from '../../src/model/correct.js';
import { expected } from '../../src/model/expected.js';
import { settle } from '../../src/model/flow.js';
import { PHASE, PHASES } from '../../src/model/layout.js';
import { migrate } from '../../src/model/migrate.js';
import { follow, run } from '../../src/model/run.js';
import { copy, fork, restore, snapshot, start } from '../../src/model/state.js';
import { define, lineOf, MONDAY_US, S, station } from './lines.js';
import { moment, tree, web } from './random-lines.js';

type StationDocument = LineDocument['stations'][number];

function expectConserved(line: CompiledLine, state: ReturnType<typeof start>) {
  const network = line.network!;
  const slots = state.level.length;
  const entered = (slot: number) => state.ways[2 * slots + slot]!;
  for (const { index: i, ...s } of line.stations) {
    const good = state.processed[i]! * s.yield;
    const tolerance = 1e-9 * Math.max(1, good);
    const out = network.after[i]!.ways;
    const into = network.before[i]!.ways;
    if (out.length > 0) expect(Math.abs(good - out.reduce((sum, { slot }) => sum + entered(slot), 0))).toBeLessThanOrEqual(tolerance);
    const taken = into.reduce((sum, { slot }) => sum + entered(slot) - state.level[slot]!, 0);
    if (into.length > 0) expect(Math.abs(state.processed[i]! * s.takes - taken)).toBeLessThanOrEqual(1e-9 * Math.max(1, taken));
  }
  for (const { slot, capacity, slack, from, to } of network.ways) {
    const inOneUs = slack + line.stations[from]!.ratePerUs + line.stations[to]!.ratePerUs * line.stations[to]!.takes;
    expect(state.level[slot]).toBeGreaterThanOrEqual(-inOneUs);
    expect(state.level[slot]).toBeLessThanOrEqual(capacity + inOneUs);
  }
}

describe('a line that branches', () => {
  for (const [name, lines] of [
    ['trees', tree],
    ['lines with parallel ways', web],
  ] as const) {
    it(`over random ${name}: what goes in comes out good, is rejected, or is inside, to 1e-9`, () => {
      fc.assert(
        fc.property(lines, fc.integer({ min: 1, max: 8 * 3600 }), fc.nat(1000), (line, s, seed) => {
          if (line.network === null) return;
          const state = start(line, { seed, replication: 0, atUs: MONDAY_US });
          run(line, state, MONDAY_US + s * S);
          settle(line, state, MONDAY_US + s * S);
          expectConserved(line, state);
          line.stations.forEach((_, i) => expect(state.spent.subarray(i * PHASES, (i + 1) * PHASES).reduce((sum, us) => sum + us, 0)).toBe(s * S));
        }),
        { numRuns: 60 },
      );
    });

    it(`over random ${name}: stopping on the way, and writing to JSON there, changes no bit`, () => {
      fc.assert(
        fc.property(lines, fc.uniqueArray(fc.integer({ min: 1, max: 8 * 3600 * 1e6 }), { maxLength: 4 }), fc.nat(1000), (line, stops, seed) => {
          const end = MONDAY_US + 9 * 3600 * S;
          const whole = start(line, { seed, replication: 3, atUs: MONDAY_US });
          run(line, whole, end);
          let pieces = start(line, { seed, replication: 3, atUs: MONDAY_US });
          for (const us of stops.sort((a, b) => a - b)) {
            run(line, pieces, MONDAY_US + us);
            const back = restore(line, JSON.parse(JSON.stringify(snapshot(line, pieces))));
            if (!back.ok) throw new Error(back.reason);
            expect(back.state.bytes).toStrictEqual(pieces.bytes);
            pieces = back.state;
          }
          run(line, pieces, end);
          expect(pieces.bytes).toStrictEqual(whole.bytes);
        }),
        { numRuns: 30 },
      );
    });
  }

  it('over random lines: what comes from outside and from stops has few consequences, so no event answers another for ever', () => {
    fc.assert(
      fc.property(fc.oneof(tree, web), fc.nat(1000), (line, seed) => {
        if (line.network === null) return;
        const state = start(line, { seed, replication: 0, atUs: MONDAY_US });
        const stations = line.stations.length;
        const ofLaws = 1 + 2 * stations;
        let causes = 0;
        let consequences = 0;
        for (let slot = earliest(state.timers); state.timers[slot]! <= MONDAY_US + 8 * 3600 * S; slot = earliest(state.timers)) {
          if (slot <= stations || (slot >= ofLaws && slot < ofLaws + line.laws.length)) causes++;
          else consequences++;
          run(line, state, state.timers[slot]!);
        }
        expect(consequences).toBeLessThanOrEqual(4 * stations * (1 + causes));
      }),
      { numRuns: 100 },
    );
  });

  const after = (line: CompiledLine, seconds: number) => {
    const state = start(line, { seed: 1, replication: 0, atUs: MONDAY_US });
    run(line, state, MONDAY_US + seconds * S);
    settle(line, state, MONDAY_US + seconds * S);
    return state;
  };
  const amounts = (line: CompiledLine, seconds: number) => Array.from(after(line, seconds).processed, (items) => expect.closeTo(items, 9) as number);

  it.each([
    ['proportion', [22.5, 22.5, 45, 40]],
    ['priority', [30, 15, 45, 40]],
  ] as const)('flows that merge by %s into a buffer that fills after 5 s', (merge, made) => {
    const line = lineOf([
      station('a', { rate: '1.5 /s', next: 'junction' }),
      station('b', { rate: '1.5 /s', next: 'junction' }),
      station('junction', { rate: '100 /s', merge, buffer: { capacity: 5 } }),
      station('c', { rate: '2 /s' }),
    ]);
    expect([...made]).toEqual(amounts(line, 20));
    expect(line.idealRatePerMin).toBeCloseTo(120, 9);
  });

  it('a flow is split by shares, by what the ways can take, or by priority', () => {
    const split = (more: object, shares: [number?, number?] = []) =>
      amounts(
        lineOf([
          station('a', {
            rate: '3 /s',
            ...more,
            next: [
              { to: 'b', share: shares[0] },
              { to: 'c', share: shares[1] },
            ],
          }),
          station('b', { rate: '1.5 /s', next: [] }),
          station('c', { rate: '4.5 /s' }),
        ]),
        10,
      );
    expect([30, 7.5, 22.5]).toEqual(split({}));
    expect([30, 10, 20]).toEqual(split({}, [1, 2]));
    expect([30, 15, 15]).toEqual(split({}, [9, 1]));
    expect([30, 15, 15]).toEqual(split({ split: 'priority' }));
  });

  it('a conveyor delays, backs up while the next station stands, and loses nothing', () => {
    const line = lineOf([
      station('a', { buffer: { capacity: 30, transit: '10 s' } }),
      station('b', { rate: '2 /s', outages: [{ from: moment(20), to: moment(50) }] }),
    ]);
    // Ten travel; from 20 s they queue until thirty are on it at 40 s; from 50 s two a second leave.
    expect(Array.from(after(line, 10).processed)).toEqual([10, 0]);
    expect(Array.from(after(line, 20).processed)).toEqual([20, 10]);
    expect([40, 10]).toEqual(amounts(line, 45));
    expect([50, 30]).toEqual(amounts(line, 60));
    expect(after(line, 45).level[0]).toBe(30);
  });

  it('a buffer that is met between two microseconds leaves exact amounts, along the line and where ways part and meet', () => {
    // Full at 6 2/3 s, empty again at 29 s.
    const row = lineOf([
      station('a', { rate: '3 /s', buffer: { capacity: 12 } }),
      station('b', { rate: '2 /s', buffer: { capacity: 8 }, outages: [{ from: moment(4), to: moment(10) }] }),
      station('c', { rate: '2.5 /s', outages: [{ from: moment(14), to: moment(17) }] }),
    ]);
    expect([60, 48, 48]).toEqual(amounts(row, 30));
    // Each way takes 3 and gives 1 while d stands at first; full at 100/3 s, whereafter b and c share what d takes.
    const diamond = lineOf([
      station('a', { rate: '6 /s', next: [{ to: 'b' }, { to: 'c' }] }),
      station('b', { rate: '4 /s', next: 'd', buffer: { capacity: 50 } }),
      station('c', { rate: '4 /s', next: 'd', buffer: { capacity: 50 } }),
      station('d', { rate: '3 /s' }),
    ]);
    expect([220, 110, 110, 120]).toEqual(amounts(diamond, 40));
  });

  it('an outage is planned time; what stands before it is blocked', () => {
    const line = lineOf([station('a', { outages: [{ from: '2026-01-05T06:00:10', to: '2026-01-05T05:00:20Z' }] }), station('b')]);
    const { spent, energy } = after(line, 30);
    expect(spent[PHASES * 0 + PHASE.planned]).toBe(10 * S);
    expect(spent[PHASES * 1 + PHASE.starved]).toBe(10 * S);
    expect(energy[0]).toBeCloseTo((20 * 10) / 3600, 12);
  });

  it('says what is wrong with ways and outages', () => {
    const issues = (stations: StationDocument[]) => {
      const result = compile(define(stations, { product: { name: { en: 'x', fr: 'x' }, item: 'part' } }));
      return result.ok ? [] : result.issues.map(({ pointer }) => pointer);
    };
    expect(issues([station('a', { next: 'x' }), station('b')])).toEqual(['/stations/0/next']);
    expect(issues([station('a'), station('b', { next: 'a' })])).toEqual(['/stations/0/next']);
    expect(issues([station('a', { next: [] }), station('b')])).toEqual(['/stations/1/id']);
    expect(issues([station('a', { next: 'c', item: 'x' }), station('b'), station('c')])).toEqual(['/stations/1/item']);
    expect(issues([station('a', { next: [{ to: 'b', share: 1 }, { to: 'c' }] }), station('b', { next: [] }), station('c')])).toEqual(['/stations/0/next']);
    expect(issues([station('a', { outages: [{ from: '2026-02-30T06:00', to: '2026-03-01T06:00' }] })])).toEqual(['/stations/0/outages/0/from']);
  });

  it('a copy ends where the original ends; a mirror that was told contents looks ahead from them; another version keeps them', () => {
    const shape = (capacity: number) => [
      station('a', {
        rate: '2 /s',
        next: [
          { to: 'b', buffer: { capacity: 40 } },
          { to: 'c', buffer: { capacity, transit: '10 s' } },
        ],
      }),
      station('b', { next: [] }),
      station('c'),
    ];
    const line = lineOf(shape(30));
    const state = after(line, 5);
    const twin = copy(state);
    for (const each of [state, twin]) run(line, each, MONDAY_US + 100 * S);
    expect(twin.bytes).toStrictEqual(state.bytes);
    follow(line, state, MONDAY_US + 100 * S);
    correct(line, state, { kind: 'level', after: line.network!.ways[1]!.slot, items: 25 });
    const ahead = fork(line, state, { seed: 1, replication: 0 });
    expect(expected(line, ahead).levels[line.network!.ways[1]!.slot]).toBe(25);
    const smaller = lineOf(shape(12));
    expect(migrate(line, smaller, ahead).level[smaller.network!.ways[1]!.slot]).toBe(12);
  });
});
