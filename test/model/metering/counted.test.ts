import fc from '../../property.js';
import { isLong, isPause, loadOfCounter, plausibleRises, risesOf, settleOnChange } from '../../../src/model/metering/counted.js';
import { heldValues } from '../../../src/model/metering/held.js';
import { sumOf, type MeteredLoad } from '../../../src/model/metering/load.js';
import { counted, HOUR_US, MINUTE_US, readEveryMinute, stored, timesOf, type Reading } from './readings.js';

const FROM = Date.parse('2026-01-05T06:00:00Z') * 1000;
const hours = (n: number) => timesOf(FROM, FROM + n * HOUR_US);
const at = (minutes: number, value: number): Reading => ({ atUs: FROM + minutes * MINUTE_US, value });

describe('what a counter tells', () => {
  it('is its rises, by ten minutes, and all of the window is known', () => {
    const times = hours(2);
    const load = counted(
      readEveryMinute(times, (atUs) => (atUs < FROM + HOUR_US ? 60 : 120)),
      times,
    );
    expect(load.kwh.map((kwh) => Math.round(kwh * 1e9) / 1e9)).toEqual(Float64Array.from([10, 10, 10, 10, 10, 10, 20, 20, 20, 20, 20, 20]));
    expect(sumOf(load.knownUs)).toBeCloseTo(2 * HOUR_US, 0);
    expect([sumOf(load.pausedKwh), load.resets]).toEqual([0, 0]);
  });

  it('adds up to last less first reading, whatever the times of the readings', () => {
    const gaps = fc.array(fc.record({ minutes: fc.integer({ min: 1, max: 200 }), kwh: fc.double({ min: 0, max: 50, noNaN: true }) }), {
      minLength: 2,
      maxLength: 60,
    });
    fc.assert(
      fc.property(gaps, (list) => {
        const readings: Reading[] = [at(0, 500)];
        let [minutes, value] = [0, 500];
        for (const gap of list) readings.push(at((minutes += gap.minutes), (value += gap.kwh)));
        const load = counted(readings, hours(Math.ceil((minutes + 1) / 60)));
        expect(sumOf(load.kwh)).toBeCloseTo(value - 500, 6);
        expect(sumOf(load.pausedKwh)).toBeLessThanOrEqual(sumOf(load.kwh) + 1e-9);
        expect(sumOf(load.knownUs)).toBeLessThanOrEqual(minutes * MINUTE_US + 1);
      }),
    );
  });

  it('of windows that touch adds up to that of both', () => {
    const whole = hours(6);
    const readings = readEveryMinute(whole, (atUs) => 10 + ((atUs / MINUTE_US) % 37));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 359 }), (cut) => {
        const middle = FROM + cut * MINUTE_US;
        const parts = [timesOf(FROM, middle), timesOf(middle, FROM + 6 * HOUR_US)].map((times) => sumOf(counted(readings, times).kwh));
        expect(parts[0]! + parts[1]!).toBeCloseTo(sumOf(counted(readings, whole).kwh), 6);
      }),
    );
  });

  it('rises over a pause count, but the time is not known', () => {
    const load = counted([at(0, 100), at(10, 110), at(70, 170), at(80, 180), at(120, 220)], hours(2));
    expect(sumOf(load.kwh)).toBeCloseTo(120, 9);
    expect(sumOf(load.pausedKwh)).toBeCloseTo(60 + 40, 9);
    expect(sumOf(load.knownUs)).toBeCloseTo(20 * MINUTE_US, 0);
  });

  it('and that does not rise over a pause used nothing, which is known', () => {
    const load = counted([at(0, 100), at(110, 100), at(120, 101)], hours(2));
    expect([sumOf(load.kwh), sumOf(load.pausedKwh)]).toEqual([1, 0]);
    expect(sumOf(load.knownUs)).toBeCloseTo(2 * HOUR_US, 0);
  });

  it('comes over a pause when the power was drawn, where power and counter tell the same', () => {
    const times = hours(2);
    const rises = risesOf(stored([at(0, 100), at(110, 105), at(120, 110)], times));
    const span = (from: number, to: number, kw: number) => ({ fromUs: FROM + from * MINUTE_US, toUs: FROM + to * MINUTE_US, mean: kw, last: kw });
    const drawn = (kw: number) => heldValues({ before: 0, steps: [span(0, 100, 0), span(100, 120, kw)], silences: [] }, FROM, FROM + 2 * HOUR_US);
    const load = loadOfCounter(times, rises, drawn(30));
    expect(load.kwh.map((kwh) => Math.round(kwh * 1e6) / 1e6)).toEqual(Float64Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 5]));
    expect([sumOf(load.pausedKwh), Math.round(sumOf(load.knownUs))]).toEqual([0, 2 * HOUR_US]);
    expect(sumOf(loadOfCounter(times, rises, drawn(90)).pausedKwh)).toBeCloseTo(5, 9);
  });

  it('follows the power over minutes too, where that is asked for: what a machine did within them is told apart', () => {
    const fine = { fromUs: FROM, toUs: FROM + 10 * MINUTE_US, stepS: 60, steps: 10 };
    const rises = [
      { fromUs: FROM, toUs: FROM + 5 * MINUTE_US, kwh: 0.3, reset: false },
      { fromUs: FROM + 5 * MINUTE_US, toUs: FROM + 10 * MINUTE_US, kwh: 0.5, reset: false },
    ];
    const powers = [
      { fromUs: FROM, toUs: FROM + 2 * MINUTE_US, value: 6 },
      { fromUs: FROM + 2 * MINUTE_US, toUs: FROM + 10 * MINUTE_US, value: 2 },
    ];
    const minutes = (load: MeteredLoad) => Array.from(load.kwh, (kwh) => Math.round(kwh * 1e6) / 1e6);
    // The first five minutes tell the same; in the others the power tells too little, and the counter stays even.
    expect(minutes(loadOfCounter(fine, rises, powers, isPause, isLong))).toEqual([0.1, 0.1, 0.033333, 0.033333, 0.033333, 0.1, 0.1, 0.1, 0.1, 0.1]);
    expect(minutes(loadOfCounter(fine, rises, powers))).toEqual([0.06, 0.06, 0.06, 0.06, 0.06, 0.1, 0.1, 0.1, 0.1, 0.1]);
    expect(isLong({ fromUs: FROM, toUs: FROM + MINUTE_US, kwh: 1, reset: false })).toBe(false);
  });

  it('of more than ten times what its machine draws at most is a new baseline, that counts nothing and whose time is not known', () => {
    const times = hours(1);
    const rises = risesOf(stored([at(0, 100), at(10, 101), at(20, 5001), at(30, 5002), at(60, 5005)], times));
    // 30 kW at most: 0.5 kWh a minute.
    const load = loadOfCounter(times, plausibleRises(rises, 0.5));
    expect([sumOf(load.kwh), load.resets, Math.round(sumOf(load.knownUs) / MINUTE_US)]).toEqual([5, 1, 20]);
    expect(plausibleRises(rises, Infinity)).toEqual(rises);
  });

  it('that is told when it changes rose just before it was told, where its source was heard all the time', () => {
    const times = hours(2);
    const rises = risesOf(stored([at(0, 100), at(5, 101), at(10, 102), at(110, 103), at(115, 104), at(120, 105)], times));
    const heard = loadOfCounter(times, settleOnChange(rises, []));
    expect([sumOf(heard.pausedKwh), Math.round(sumOf(heard.knownUs))]).toEqual([0, 2 * HOUR_US]);
    expect(heard.kwh.map((kwh) => Math.round(kwh * 1e6) / 1e6)).toEqual(Float64Array.from([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2]));
    const silent = settleOnChange(rises, [{ fromUs: FROM + 60 * MINUTE_US, toUs: FROM + 70 * MINUTE_US }]);
    expect(sumOf(loadOfCounter(times, silent).pausedKwh)).toBeCloseTo(1, 9);
    const hourly = risesOf(stored([at(0, 100), at(60, 103), at(120, 106)], times));
    expect(settleOnChange(hourly, [])).toEqual(hourly);
  });

  it('adds nothing for a fall, and says that it fell', () => {
    const within = counted([at(0, 100), at(10, 100), at(12, 104), at(14, 1), at(19, 6), at(22, 8), at(60, 8)], hours(1));
    const between = counted([at(0, 100), at(9, 104), at(11, 1), at(19, 9), at(60, 9)], hours(1));
    expect([sumOf(within.kwh), sumOf(between.kwh)].map((kwh) => Math.round(kwh * 1e9) / 1e9)).toEqual([4 + 5 + 2, 4 + 8]);
    expect([within.resets, between.resets]).toEqual([1, 1]);
    expect(sumOf(between.knownUs)).toBeCloseTo(58 * MINUTE_US, 0);
  });

  it('knows nothing after its last reading, and nothing before the first', () => {
    const load = counted([at(30, 100), at(40, 110), at(50, 120)], hours(2));
    expect([sumOf(load.kwh), Math.round(sumOf(load.knownUs))]).toEqual([20, 20 * MINUTE_US]);
  });
});
