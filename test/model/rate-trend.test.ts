import fc from '../property.js';
import { LineView } from '../../src/contract/stream.js';
import { observe } from '../../src/model/assimilate.js';
import { KEPT_MINUTES } from '../../src/model/books.js';
import { migrateMirror, type Mirror, newMirror, restoreMirror, saveMirror } from '../../src/model/mirror.js';
import { markRate, newRateTrend } from '../../src/model/rate-trend.js';
import { view } from '../../src/model/view.js';
import { MONDAY_06_UTC, reading, smallLine } from './mirror-lines.js';

const line = smallLine();
const at = (atS: number) => MONDAY_06_UTC + atS * 1e6;
const minute = (n: number) => at(60 * n);
const seen = (mirror: Mirror, atS: number) =>
  LineView.parse(view(line, mirror, { atUs: at(atS), wallUs: at(atS), speed: 1, catchingUp: false, modelVersion: 'v', forecast: null, start: null }));
const trend = (mirror: Mirror, atS: number) => seen(mirror, atS).rateTrend;

const say = (mirror: Mirror, atS: number, unit: string, signal: Parameters<typeof reading>[3], value: Parameters<typeof reading>[4]) =>
  observe(line, mirror, reading('small', atS, unit, signal, value));

/** All three machines tell every 5 s that they run, and what they have made; `boxes` of an instant [s]. */
function run(mirror: Mirror, fromS: number, toS: number, boxes: (atS: number) => number = (atS) => atS) {
  for (let s = fromS; s <= toS; s += 5) {
    for (const unit of ['filler', 'packer', 'wrapper']) say(mirror, s, unit, 'state', 'Execute');
    say(mirror, s, 'filler', 'goodCount', 10 * s);
    say(mirror, s, 'packer', 'goodCount', s);
    say(mirror, s, 'wrapper', 'goodCount', boxes(s));
  }
}

describe('the rate of a line over time', () => {
  it('is the ideal one for the model where every machine runs, and what the counter says for the line', () => {
    const mirror = newMirror(line);
    run(mirror, 0, 1200, (s) => Math.floor(0.8 * s));
    const { idealRatePerMin, atUs, ratePerMin, expectedRatePerMin } = trend(mirror, 1200);
    expect(idealRatePerMin).toBe(60);
    expect(atUs).toEqual(Array.from({ length: 15 }, (_, i) => minute(6 + i)));
    expect(ratePerMin.slice(1)).toEqual(atUs.slice(1).map(() => 48));
    expect(expectedRatePerMin).toEqual(atUs.map(() => 60));
    expect(seen(mirror, 1200).output).toMatchObject({ ratePerMin: 48, expectedRatePerMin: 60 });
  });

  it('adds up to what was counted, whatever the pace', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 240, maxLength: 240 }), (steps) => {
        const made = steps.reduce((sums, step) => [...sums, sums.at(-1)! + step], [0]);
        const mirror = newMirror(line);
        run(mirror, 0, 1200, (s) => made[s / 5]!);
        const { atUs, ratePerMin } = trend(mirror, 1200);
        const [from, to] = [10, 20];
        const everyFifth = ratePerMin.filter((_, i) => atUs[i]! > minute(from) && atUs[i]! <= minute(to) && (atUs[i]! - minute(to)) % 300e6 === 0);
        expect(everyFifth).toHaveLength(2);
        const mean = everyFifth.reduce<number>((sum, rate) => sum + rate!, 0) / everyFifth.length;
        expect(mean * (to - from)).toBeCloseTo(countedBefore(made, to) - countedBefore(made, from), 6);
      }),
      { numRuns: 10 },
    );
  });

  it('of the model falls to nothing while the last machine is down', () => {
    const mirror = newMirror(line);
    run(mirror, 0, 600);
    for (let s = 605; s <= 1200; s += 5) say(mirror, s, 'wrapper', 'state', 'Aborted');
    const { atUs, expectedRatePerMin } = trend(mirror, 1200);
    expect(expectedRatePerMin[atUs.indexOf(minute(10))]).toBe(60);
    expect(expectedRatePerMin[atUs.indexOf(minute(12))]).toBeCloseTo((60 * 185) / 300, 6);
    expect(expectedRatePerMin[atUs.indexOf(minute(16))]).toBe(0);
  });

  it('is not known while the line is silent, and until five minutes were heard again', () => {
    const mirror = newMirror(line);
    run(mirror, 0, 600);
    expect(trend(mirror, 650).ratePerMin.at(-1)).toBe(60);
    expect(seen(mirror, 3000).output.expectedRatePerMin).toBeNull();
    run(mirror, 3000, 3600);
    const { atUs, ratePerMin, expectedRatePerMin } = trend(mirror, 3600);
    const of = (n: number) => [ratePerMin[atUs.indexOf(minute(n))], expectedRatePerMin[atUs.indexOf(minute(n))]];
    expect(atUs.filter((us) => us > minute(10) && us < minute(56))).toEqual([minute(51)]);
    expect(of(51)).toEqual([null, null]);
    expect(of(56)).toEqual([60, 60]);
  });

  it('is that of the model alone where nothing counts', () => {
    const mirror = newMirror(line);
    for (let s = 0; s <= 600; s += 5) for (const unit of ['filler', 'packer', 'wrapper']) say(mirror, s, unit, 'state', 'Execute');
    const { ratePerMin, expectedRatePerMin } = trend(mirror, 600);
    expect([ratePerMin, expectedRatePerMin]).toEqual([Array(5).fill(null), Array(5).fill(60)]);
  });

  it('is not known of minutes of two shifts', () => {
    const mirror = newMirror(line);
    run(mirror, 7 * 3600, 8 * 3600 + 600);
    const { atUs, ratePerMin } = trend(mirror, 8 * 3600 + 600);
    const known = atUs.filter((_, i) => ratePerMin[i] !== null);
    expect(known).toContain(minute(479));
    expect(known.filter((us) => us >= minute(480))).toEqual([485, 486, 487, 488, 489, 490].map(minute));
  });

  it('goes on after a restart, and begins anew with another version of the line', () => {
    const mirror = newMirror(line);
    run(mirror, 0, 600);
    const restored = restoreMirror(line, JSON.parse(JSON.stringify(saveMirror(line, mirror))));
    if (!restored.ok) throw new Error(restored.reason);
    run(restored.mirror, 605, 700);
    expect(trend(restored.mirror, 700).ratePerMin.at(-1)).toBe(60);
    const carried = migrateMirror(line, line, mirror);
    run(carried, 605, 700);
    expect(trend(carried, 700)).toMatchObject({ ratePerMin: [60, 60, 60, 60, 60, null].map((rate) => rate && expect.closeTo(rate, 0)) });
  });

  it('is kept of the last hours alone', () => {
    let kept = newRateTrend();
    for (let n = 0; n < 2 * KEPT_MINUTES; n++) kept = markRate(kept, minute(n), { good: n, expectedGood: n }, KEPT_MINUTES);
    expect([kept.atUs, kept.ratePerMin, kept.expectedRatePerMin].map((column) => column.length)).toEqual([KEPT_MINUTES, KEPT_MINUTES, KEPT_MINUTES]);
    expect(kept.atUs.at(-1)).toBe(minute(2 * KEPT_MINUTES - 1));
  });
});

/** The count that was read last before a minute. */
const countedBefore = (made: readonly number[], n: number): number => made[12 * n - 1]!;
