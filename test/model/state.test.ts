import fc from '../property.js';
import { expected } from '../../src/model/expected.js';
import { settle } from '../../src/model/flow.js';
import { PHASES, viewsOf } from '../../src/model/layout.js';
import { run } from '../../src/model/run.js';
import { copy, fork, restore, snapshot, start, timeOf } from '../../src/model/state.js';
import { compiled, HOUR_US, lineOf, MONDAY_US, S, solidDoseLine, station, stop } from './lines.js';

const line = compiled(solidDoseLine());
const begin = (seed = 1, replication = 0) => start(line, { seed, replication, atUs: MONDAY_US });

const duration = fc.integer({ min: 5, max: 3000 }).map((s) => `${s} s` as const);
const law = fc.oneof(
  duration.map((value) => value as never),
  duration.map((mean) => ({ dist: 'exponential' as const, mean })),
  duration.map((median) => ({ dist: 'lognormal' as const, median, sigma: 1 })),
);
const stationShape = fc.record({
  rate: fc.integer({ min: 1, max: 5000 }),
  rejects: fc.constantFrom(0, 0.01, 0.3),
  takes: fc.constantFrom(1, 1, 2, 10, 0.5),
  capacity: fc.constantFrom(0, 0, 3, 100, 2500.5),
  stops: fc.array(fc.record({ every: law, lasts: law, clock: fc.constantFrom('operation' as const, 'time' as const) }), { maxLength: 3 }),
  standby: fc.option(fc.record({ after: fc.integer({ min: 1, max: 300 }), wakeUp: fc.integer({ min: 0, max: 120 }) }), { nil: null }),
});
type Shape = typeof stationShape extends fc.Arbitrary<infer T> ? T : never;

function lineOfShapes(shapes: Shape[]) {
  const documents = shapes.map((shape, i) =>
    station(`s${i}`, {
      item: `item-${i}`,
      rate: `${shape.rate} /min`,
      rejects: shape.rejects,
      takes: shape.takes,
      stops: shape.stops.map(({ every, lasts, clock }, k) => stop(`law-${k}`, every, lasts, clock)),
      ...(shape.capacity > 0 && i < shapes.length - 1 ? { buffer: { capacity: shape.capacity } } : {}),
      ...(shape.standby ? { standby: { after: `${shape.standby.after} s`, wakeUp: `${shape.standby.wakeUp} s` } } : {}),
    }),
  );
  return lineOf(documents, { shifts: solidDoseLine().shifts });
}
const anyLine = fc.array(stationShape, { minLength: 1, maxLength: 6 }).map(lineOfShapes);
const instants = fc.uniqueArray(fc.integer({ min: 1, max: 30 * 3600 * 1e6 }), { maxLength: 5 }).map((us) => us.sort((a, b) => a - b));

describe('the state of a line', () => {
  it('over random lines: what goes in comes out good, is rejected, or is inside, to 1e-9', () => {
    fc.assert(
      fc.property(anyLine, fc.integer({ min: 1, max: 30 * 3600 }), fc.nat(1000), (random, seconds, seed) => {
        const state = start(random, { seed, replication: 0, atUs: MONDAY_US });
        run(random, state, MONDAY_US + seconds * S);
        settle(random, state, MONDAY_US + seconds * S);
        for (const { index: i, ...s } of random.stations) {
          const good = state.processed[i]! * s.yield;
          const used = i + 1 < random.stations.length ? state.processed[i + 1]! * random.stations[i + 1]!.takes : good;
          expect(Math.abs(good - used - state.level[i]!)).toBeLessThanOrEqual(1e-9 * Math.max(1, good));
          expect(state.level[i]).toBeGreaterThanOrEqual(0);
          expect(state.level[i]).toBeLessThanOrEqual(s.capacity);
          expect(state.processed[i]).toBeLessThanOrEqual(s.ratePerUs * seconds * S * (1 + 1e-9));
          expect(state.spent.subarray(i * PHASES, (i + 1) * PHASES).reduce((sum, us) => sum + us, 0)).toBe(seconds * S);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('over random lines: stopping on the way, and writing to JSON there, changes no bit', () => {
    fc.assert(
      fc.property(anyLine, instants, fc.nat(1000), (random, stops, seed) => {
        const end = MONDAY_US + 31 * HOUR_US;
        const whole = start(random, { seed, replication: 3, atUs: MONDAY_US });
        run(random, whole, end);
        let pieces = start(random, { seed, replication: 3, atUs: MONDAY_US });
        for (const us of stops) {
          run(random, pieces, MONDAY_US + us);
          const back = restore(random, JSON.parse(JSON.stringify(snapshot(random, pieces))));
          if (!back.ok) throw new Error(back.reason);
          expect(back.state.bytes).toStrictEqual(pieces.bytes);
          pieces = back.state;
        }
        run(random, pieces, end);
        expect(pieces.bytes).toStrictEqual(whole.bytes);
      }),
      { numRuns: 40 },
    );
  });

  it('a copy taken mid-run ends exactly where the original ends', () => {
    const original = begin();
    run(line, original, MONDAY_US + 3 * HOUR_US + 1234567);
    const twin = copy(original);
    const reused = copy(original, begin(9));
    for (const state of [original, twin, reused]) run(line, state, MONDAY_US + 40 * HOUR_US);
    expect(viewsOf(twin)).toStrictEqual(viewsOf(original));
    expect(reused.bytes).toStrictEqual(original.bytes);
  });

  it('a copy is independent of its original', () => {
    const original = begin();
    const before = original.bytes.slice();
    run(line, copy(original), MONDAY_US + HOUR_US);
    expect(original.bytes).toStrictEqual(before);
  });

  it('the same seed and replication give the same future, others another', () => {
    const good = (seed: number, replication: number) => {
      const state = fork(line, begin(), { seed, replication });
      run(line, state, MONDAY_US + 16 * HOUR_US);
      return expected(line, state).lineGood;
    };
    expect(good(1, 5)).toBe(good(1, 5));
    expect(new Set([good(1, 5), good(1, 6), good(2, 5)]).size).toBe(3);
  });

  it('a future keeps its first digits for ever', () => {
    const state = begin(2026, 1);
    run(line, state, MONDAY_US + 16 * HOUR_US);
    expect(expected(line, state).lineGood).toMatchInlineSnapshot(`76123.95857773775`);
  });

  it('outside the shifts everything rests, and a repair waits for the next shift', () => {
    const late = lineOf([station('a', { stops: [stop('repair', '15.5 h', '1 h')] })], { shifts: solidDoseLine().shifts });
    const state = start(late, { seed: 1, replication: 0, atUs: MONDAY_US });
    run(late, state, MONDAY_US + 20 * HOUR_US);
    expect(expected(late, state).stations[0]).toMatchObject({ condition: 'planned', ratePerMin: 0, powerKw: 0 });
    run(late, state, MONDAY_US + 24 * HOUR_US + 1799 * S);
    expect(expected(late, state).stations[0]!.condition).toBe('down');
    run(late, state, MONDAY_US + 24 * HOUR_US + 1801 * S);
    expect(expected(late, state)).toMatchObject({ lineGood: expect.closeTo(15.5 * 3600 + 1, 6), stations: [{ condition: 'producing' }] });
  });

  it('refuses a snapshot of another line, or one that is broken', () => {
    const other = lineOf([station('a')]);
    const saved = snapshot(other, start(other, { seed: 1, replication: 0, atUs: MONDAY_US }));
    expect(restore(line, saved)).toMatchObject({ ok: false, reason: expect.stringContaining('another line') });
    expect(restore(other, { ...saved, fields: { ...saved.fields, level: [] } })).toEqual({ ok: false, reason: 'level: expected 1 numbers' });
    expect(restore(other, { ...saved, fields: { ...saved.fields, level: [null] as never } })).toEqual({
      ok: false,
      reason: 'level: not every entry is a number of its kind',
    });
    expect(restore(other, null as never).ok).toBe(false);
    expect(() => snapshot(line, start(other, { seed: 1, replication: 0, atUs: MONDAY_US }))).toThrow(TypeError);
  });
});

describe('a fork', () => {
  const single = (lasts: Parameters<typeof stop>[2], every: Parameters<typeof stop>[1] = '100 s') =>
    lineOf([station('a', { stops: [stop('x', every, lasts)] })]);

  it('takes up a running stop with what is left of it', () => {
    const fixed = single('60 s');
    const state = start(fixed, { seed: 1, replication: 0, atUs: MONDAY_US });
    run(fixed, state, MONDAY_US + 140 * S);
    const forked = fork(fixed, state, { seed: 7, replication: 0 });
    run(fixed, forked, MONDAY_US + 159 * S);
    expect(expected(fixed, forked).stations[0]!.condition).toBe('down');
    run(fixed, forked, MONDAY_US + 160 * S);
    expect(expected(fixed, forked)).toMatchObject({ lineGood: 100, stations: [{ condition: 'producing' }] });
  });

  it('takes up the clock of a stop law at its age', () => {
    const fixed = single('60 s');
    const state = start(fixed, { seed: 1, replication: 0, atUs: MONDAY_US });
    run(fixed, state, MONDAY_US + 70 * S);
    const forked = fork(fixed, state, { seed: 7, replication: 0 });
    run(fixed, forked, MONDAY_US + 100 * S);
    expect(expected(fixed, forked).stations[0]!.condition).toBe('down');
  });

  it('draws the rest of a long log-normal stop longer than the whole of a new one', () => {
    const median = single({ dist: 'lognormal', median: '60 s', sigma: 1 });
    const state = start(median, { seed: 1, replication: 0, atUs: MONDAY_US });
    run(median, state, MONDAY_US + 100 * S);
    state.left[0] = 3600 * S; // a stop that happens to be long
    state.timers[1] = MONDAY_US + 3700 * S;
    run(median, state, MONDAY_US + 700 * S);
    const n = 2000;
    const rest = Array.from({ length: n }, (_, replication) => fork(median, state, { seed: 1, replication }).left[0]! / S).sort((a, b) => a - b);
    // ln 600 s lies 2.3026 above the median: S = 0.010651; half of it at 2.5531 sd: 60 exp(2.5531) - 600 s.
    expect(Math.abs(rest[n / 2]! / (60 * Math.exp(2.5531) - 600) - 1)).toBeLessThan(0.08);
  });

  it('leaves the state as it is and costs no more than a copy and a few draws', () => {
    const state = begin();
    run(line, state, MONDAY_US + 5 * HOUR_US);
    const before = state.bytes.slice();
    const forked = fork(line, state, { seed: 1, replication: 0 });
    expect(state.bytes).toStrictEqual(before);
    expect(timeOf(forked)).toBe(timeOf(state));
    expect(expected(line, forked).lineGood).toBeCloseTo(expected(line, state).lineGood, 6);
  });
});
