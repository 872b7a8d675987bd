import { correct } from '../../src/model/correct.js';
import { expected } from '../../src/model/expected.js';
import { follow, run } from '../../src/model/run.js';
import { copy, fork, start } from '../../src/model/state.js';
import { lineOf, HOUR_US, MONDAY_US, S, solidDoseLine, station, stop } from './lines.js';

const stops = [
  stop('micro', { dist: 'exponential', mean: '10 min' }, { dist: 'exponential', mean: '60 s' }),
  stop('failure', { dist: 'weibull', scale: '10 h', shape: 3 }, { dist: 'lognormal', median: '40 min', sigma: 0.5 }),
];
const line = lineOf(
  [station('a', { rate: '2 /s', buffer: { capacity: 100 }, stops }), station('b', { rate: '1 /s', stops, standby: { after: '5 min', wakeUp: '1 min' } })],
  {
    shifts: solidDoseLine().shifts,
  },
);
const at = (s: number) => MONDAY_US + s * S;
const mirror = () => {
  const state = start(line, { seed: 1, replication: 0, atUs: MONDAY_US });
  follow(line, state, MONDAY_US);
  return state;
};
const set = (state: ReturnType<typeof mirror>, station: number, condition: 'up' | 'down' | 'standby' | 'off', s: number, law: number | null = null) => {
  follow(line, state, at(s));
  correct(line, state, { kind: 'condition', station, condition, law, sinceUs: at(s) });
};

describe('the mirrored model', () => {
  it('lets nothing stop or start by itself: neither stop laws, nor standby, nor the end of the shift', () => {
    const state = mirror();
    set(state, 0, 'down', 0);
    follow(line, state, MONDAY_US + 20 * HOUR_US);
    expect(expected(line, state).stations.map((s) => s.condition)).toEqual(['down', 'starved']);
    set(state, 0, 'up', 20 * 3600);
    follow(line, state, MONDAY_US + 40 * HOUR_US);
    expect(expected(line, state)).toMatchObject({
      lineGood: 20 * 3600,
      levels: [100],
      stations: [{ condition: 'producing', ratePerMin: 60 }, { condition: 'producing' }],
    });
  });

  it('starves and blocks by the levels, and accrues energy', () => {
    const state = mirror();
    set(state, 1, 'down', 10);
    follow(line, state, at(100));
    // 10 items after 10 s; then 2/s into the buffer of 100: full at 55 s. Executing 55 s at 10 kW, 45 s idle at 2 kW.
    expect(expected(line, state)).toMatchObject({
      levels: [100],
      stations: [{ condition: 'blocked', powerKw: 2, good: expect.closeTo(110, 9) }, { condition: 'down' }],
    });
    expect(expected(line, state).stations[0]!.energyKwh).toBeCloseTo((55 * 10 + 45 * 2) / 3600, 12);
  });

  it('takes a level as it is told, within the buffer', () => {
    const state = mirror();
    correct(line, state, { kind: 'level', after: 0, items: 250 });
    expect(expected(line, state)).toMatchObject({ levels: [100], stations: [{ ratePerMin: 60 }, { ratePerMin: 60 }] });
    correct(line, state, { kind: 'level', after: 0, items: 40 });
    expect(expected(line, state)).toMatchObject({ levels: [40], stations: [{ ratePerMin: 120 }, {}] });
  });

  it('runs at the measured speed until told otherwise', () => {
    const state = mirror();
    correct(line, state, { kind: 'speed', station: 1, ratePerMin: 30 });
    follow(line, state, at(60));
    expect(expected(line, state)).toMatchObject({ lineGood: 30, stations: [{}, { ratePerMin: 30 }] });
    correct(line, state, { kind: 'speed', station: 1, ratePerMin: null });
    follow(line, state, at(120));
    expect(expected(line, state).lineGood).toBe(90);
  });

  it('is the same whether it followed in one step or in many', () => {
    const one = mirror();
    follow(line, one, at(5000));
    const many = mirror();
    for (let s = 0; s <= 5000; s += 7) follow(line, many, at(s));
    follow(line, many, at(5000));
    expect(many.bytes).toStrictEqual(one.bytes);
  });

  it('a stop that ends sets back the clock of the law believed to be at work', () => {
    const state = mirror();
    set(state, 1, 'down', 3600, 1);
    expect(Array.from(state.age.subarray(2))).toEqual([3600 * S, 3600 * S]);
    set(state, 1, 'up', 3700);
    expect(Array.from(state.age.subarray(2))).toEqual([3600 * S, 0]);
  });

  it('of a stop of unknown cause the duration tells the law', () => {
    for (const [seconds, ages] of [
      [30, [0, 3600 * S]],
      [2400, [3600 * S, 0]],
    ] as const) {
      const state = mirror();
      set(state, 1, 'down', 3600);
      set(state, 1, 'up', 3600 + seconds);
      expect(Array.from(state.age.subarray(2))).toEqual(ages);
    }
  });

  it('throws for a station or a law that there is not', () => {
    const state = mirror();
    expect(() => correct(line, state, { kind: 'level', after: 7, items: 1 })).toThrow(RangeError);
    expect(() => correct(line, state, { kind: 'condition', station: 0, condition: 'down', law: 9, sinceUs: 0 })).toThrow(RangeError);
  });
});

describe('a forecast from the mirrored model', () => {
  const laws = (state: ReturnType<typeof mirror>, n: number) =>
    Array.from({ length: n }, (_, replication) => fork(line, state, { seed: 3, replication }).law[1]!);

  it('believes a young stop of unknown cause to be short, an old one to be a failure', () => {
    const state = mirror();
    set(state, 1, 'down', 600);
    follow(line, state, at(610));
    // Micro-stops are 54 times as frequent, and e^(-1/6) of them last 10 s.
    expect(laws(state, 400).filter((law) => law === 3).length).toBeGreaterThan(380);
    follow(line, state, at(600 + 900));
    // After 15 min, e^-15 of them go on: a failure.
    expect(laws(state, 400).every((law) => law === 4)).toBe(true);
  });

  it('keeps a known stop law', () => {
    const state = mirror();
    set(state, 1, 'down', 600, 1);
    expect(laws(state, 50).every((law) => law === 4)).toBe(true);
  });

  it('takes what is off to be needed, wakes what is in standby, and rests at the end of the shift', () => {
    const state = mirror();
    set(state, 0, 'off', 60);
    set(state, 1, 'standby', 60);
    expect(expected(line, state).stations.map((s) => s.condition)).toEqual(['off', 'standby']);
    const forked = fork(line, state, { seed: 1, replication: 0 });
    run(line, forked, at(60));
    expect(expected(line, forked).stations.map((s) => s.condition)).toEqual(['producing', 'waking']);
    run(line, forked, at(121));
    expect(expected(line, forked).stations[1]!.condition).toBe('producing');
    run(line, forked, MONDAY_US + 17 * HOUR_US);
    expect(expected(line, forked).stations.map((s) => s.condition)).toEqual(['planned', 'planned']);
  });

  it('does not disturb the mirror', () => {
    const state = mirror();
    follow(line, state, at(100));
    const before = copy(state);
    fork(line, state, { seed: 1, replication: 1 });
    expect(state.bytes).toStrictEqual(before.bytes);
  });
});
