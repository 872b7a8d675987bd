import { carrierEnergy } from '../../src/model/carriers.js';
import { charge } from '../../src/model/charge.js';
import type { CompiledLine } from '../../src/model/compile.js';
import { expected } from '../../src/model/expected.js';
import { settle } from '../../src/model/flow.js';
import { PHASE, PHASES } from '../../src/model/layout.js';
import { follow, run } from '../../src/model/run.js';
import { fork, start } from '../../src/model/state.js';
import { moments } from '../../src/engine/statistics.js';
import { lineOf, MONDAY_US, S, solidDoseLine, station, stop } from './lines.js';

type Every = Parameters<typeof stop>[1];

function after(line: CompiledLine, seconds: number, atUs = MONDAY_US) {
  const state = start(line, { seed: 1, replication: 0, atUs });
  run(line, state, atUs + seconds * S);
  settle(line, state, atUs + seconds * S);
  return state;
}

describe('a station that comes up to speed', () => {
  const ramp = { ramp: '20 s' };

  it('makes half of its speed for its ramp: after the start and after a stop', () => {
    const line = lineOf([station('a', { ...ramp, stops: [stop('pause', '100 s', '10 s')] })]);
    // Its clock counts in proportion to the speed: 100 s of it are over at 110 s. It stops until 120 s and ramps until 140 s.
    expect([10, 20, 60, 110, 119, 130, 140, 150].map((s) => after(line, s).processed[0])).toEqual(
      [5, 10, 50, 100, 100, 105, 110, 120].map((n) => expect.closeTo(n, 9)),
    );
    const state = after(line, 130);
    expect(state.phase[0]).toBe(PHASE.producing);
    expect(state.energy[0]).toBeCloseTo((120 * 10 + 10 * 2) / 3600, 12);
  });

  it('after a wake-up, also in a network, where what is behind it is limited by it', () => {
    const line = lineOf([
      station('a', { outages: [{ from: '2026-01-05T06:01', to: '2026-01-05T06:03' }] }),
      station('b', { ...ramp, standby: { after: '30 s', wakeUp: '10 s' } }),
    ]);
    // b ramps from 0 to 20 s; from 60 s nothing comes; in standby at 90 s; a is back at 180 s; awake at 190 s; at speed at 210 s.
    expect([20, 60, 180, 190, 210, 220].map((s) => after(line, s).processed[1])).toEqual([10, 50, 50, 50, 60, 70].map((n) => expect.closeTo(n, 9)));
    expect(after(line, 200).processed[0]).toBeCloseTo(55, 9);
  });

  it('at the beginning of a shift and after an outage; a stop cuts it short', () => {
    const line = lineOf(
      [station('a', { ...ramp, outages: [{ from: '2026-01-06T06:01', to: '2026-01-06T06:02' }], stops: [stop('jam', '125 s', '5 s', 'time')] })],
      { shifts: solidDoseLine().shifts },
    );
    const night = MONDAY_US + 20 * 3600 * S;
    const until = 4 * 3600;
    const made = (s: number) => after(line, until + s, night).processed[0];
    // At 06:00 it ramps for 20 s. It is out from 60 s to 120 s and ramps again; jammed at 125 s for 5 s, it ramps anew.
    expect([0, 20, 60, 120, 125, 130, 150, 160].map(made)).toEqual([0, 10, 50, 50, 52.5, 52.5, 62.5, 72.5].map((n) => expect.closeTo(n, 9)));
  });

  it('a mirror believes what it is told: there is no ramp; a look ahead ramps where a repair ends', () => {
    const line = lineOf([station('a', { ...ramp, stops: [stop('pause', '100 s', '10 s')] })]);
    const state = start(line, { seed: 1, replication: 0, atUs: MONDAY_US });
    follow(line, state, MONDAY_US + 10 * S);
    settle(line, state, MONDAY_US + 10 * S);
    expect(state.processed[0]).toBeCloseTo(10, 9);
    const ahead = fork(line, state, { seed: 1, replication: 0 });
    run(line, ahead, MONDAY_US + 120 * S);
    settle(line, ahead, MONDAY_US + 120 * S);
    // Down from 100 s to 110 s.
    expect(ahead.processed[0]).toBeCloseTo(105, 9);
  });
});

describe('the energy of a station', () => {
  const power = { standby: '1 kW', idle: '2 kW', execute: '10 kW' };

  it('per item is on top of execute, in proportion to the rate', () => {
    const line = lineOf([station('a', { rate: '2 /s', power: { ...power, perItem: '3 Wh' } }), station('b', { rate: '1 /s' })]);
    // b holds it at 1 item a second: 10 kW and 3 Wh/s = 10.8 kW.
    const state = after(line, 3600);
    expect(expected(line, state).stations[0]!.powerKw).toBeCloseTo(20.8, 9);
    expect(state.energy[0]).toBeCloseTo(10 + 3.6 * 3, 9);
    charge(line, state, 0, 1);
    run(line, state, MONDAY_US + 3700 * S);
    expect(expected(line, state).stations[0]!.powerKw).toBe(2);
  });

  it('of other carriers follows from the time in each phase and the items', () => {
    const line = lineOf([
      station('dryer', {
        stops: [stop('pause', '100 s', '50 s')],
        carriers: {
          steam: { ...power, held: '4 kW', perItem: '1 Wh' },
          'compressed-air': { standby: '0 kW', idle: '0 kW', execute: '3.6 kW' },
        },
      }),
      station('b'),
    ]);
    const state = after(line, 130);
    const [steam, air, ...more] = carrierEnergy(line, state);
    expect(more).toEqual([]);
    expect(steam).toMatchObject({ station: 'dryer', carrier: 'steam' });
    expect(steam!.kwhIn.producing).toBeCloseTo((100 * 10) / 3600, 12);
    expect(steam!.kwhIn.down).toBeCloseTo((30 * 4) / 3600, 12);
    expect(steam!.kwh).toBeCloseTo((100 * 10 + 30 * 4) / 3600 + 0.1, 12);
    expect(air!.kwh).toBeCloseTo(0.1, 12);
    // Between two events it counts up to the present instant, and the state is not changed.
    const unsettled = start(line, { seed: 1, replication: 0, atUs: MONDAY_US });
    run(line, unsettled, MONDAY_US + 130 * S);
    const bytes = unsettled.bytes.slice();
    expect(carrierEnergy(line, unsettled)[0]!.kwh).toBeCloseTo(steam!.kwh, 12);
    expect(unsettled.bytes).toStrictEqual(bytes);
  });
});

describe('stops that come in bursts', () => {
  const bursty: Every = { dist: 'hyperexponential', p: [9, 1], means: ['1 min', '40 min'] };
  const mixed: Every = { dist: 'mixture', weights: [1, 1], of: ['50 s', { dist: 'uniform', min: '100 s', max: '300 s' }] };

  it('a mixture and a hyper-exponential are kept in seconds, and stop as often as their means say', () => {
    const counts = [bursty, mixed].map((every) => {
      const line = lineOf([station('a', { stops: [stop('jam', every, '10 s')] })]);
      const made = Array.from({ length: 40 }, (_, replication) => {
        const state = start(line, { seed: 5, replication, atUs: MONDAY_US });
        run(line, state, MONDAY_US + 200 * 3600 * S);
        settle(line, state, MONDAY_US + 200 * 3600 * S);
        return state.processed[0]! / (200 * 3600);
      });
      return { line, ...moments(made) };
    });
    expect(counts.map(({ line }) => line.laws[0]!.every)).toEqual([
      { dist: 'hyperexponential', p: [9, 1], means: [60, 2400] },
      {
        dist: 'mixture',
        weights: [1, 1],
        of: [
          { dist: 'fixed', value: 50 },
          { dist: 'uniform', min: 100, max: 300 },
        ],
      },
    ]);
    const means = [0.9 * 60 + 0.1 * 2400, 0.5 * 50 + 0.5 * 200];
    counts.forEach(({ mean, variance }, i) => expect(Math.abs(mean - means[i]! / (means[i]! + 10))).toBeLessThan(4 * Math.sqrt(variance / 40)));
  });

  it('a fork draws the residual life: a machine that ran long is of the long ones', () => {
    const line = lineOf([station('a', { stops: [stop('jam', bursty, '10 s'), stop('wear', mixed, '10 s')] })]);
    const state = start(line, { seed: 1, replication: 0, atUs: MONDAY_US });
    follow(line, state, MONDAY_US + 120 * S);
    // After 120 s: P(long) = 0.1 e^(-120/2400) / (0.1 e^(-120/2400) + 0.9 e^(-120/60)); the part of 50 s of the mixture is over.
    const long = 0.1 * Math.exp(-120 / 2400);
    const share = long / (long + 0.9 * Math.exp(-120 / 60));
    const left = Array.from({ length: 4000 }, (_, replication) => {
      const { due, age } = fork(line, state, { seed: 3, replication });
      return [0, 1].map((law) => (due[law]! - age[law]!) / S);
    });
    const [jam, wear] = [0, 1].map((law) => moments(left.map((each) => each[law]!)));
    expect(Math.abs(jam!.mean - (share * 2400 + (1 - share) * 60))).toBeLessThan(4 * Math.sqrt(jam!.variance / 4000));
    expect(Math.abs(wear!.mean - 90)).toBeLessThan(4 * Math.sqrt(wear!.variance / 4000)); // uniform from 120 s to 300 s
    expect(Math.max(...left.map((each) => each[1]!))).toBeLessThanOrEqual(180);
  });
});

it('the time of every phase adds up while stations ramp, starve and wait', () => {
  const line = lineOf([
    station('a', { ramp: '30 s', stops: [stop('jam', '60 s', '45 s')], buffer: { capacity: 5 } }),
    station('b', { rate: '2 /s', ramp: '7 s', standby: { after: '20 s', wakeUp: '3 s' } }),
  ]);
  const state = after(line, 5000);
  for (const i of [0, 1]) expect(state.spent.subarray(i * PHASES, (i + 1) * PHASES).reduce((sum, us) => sum + us, 0)).toBe(5000 * S);
});
