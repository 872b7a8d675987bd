import fc from '../../property.js';
import { unforeseen } from '../../../src/model/cell/unforeseen.js';

const hours = (days: number, kwh: (hour: number) => number | null) => Array.from({ length: 24 * days }, (_, hour) => kwh(hour));
/** Numbers between -1 and 1 without a pattern of a day. */
const noise = (hour: number) => ((hour * 7919 + hour * hour * 104729) % 2003) / 1001.5 - 1;
const width = (errors: readonly number[]) => {
  const ascending = [...errors].sort((a, b) => a - b);
  return ascending[Math.floor(0.9 * ascending.length)]! - ascending[Math.floor(0.1 * ascending.length)]!;
};

describe('energy that a simulation does not foresee', () => {
  it('is what the same hours of the day before had, without any spread where each day is like the other', () => {
    const daily = (hour: number) => (hour % 24 < 8 ? 5 : -2);
    // The record ends with a whole day: eight hours of 5, then sixteen of -2.
    expect(unforeseen(hours(10, daily), 8)).toMatchObject({ kwh: 40, from: 'days' });
    expect(unforeseen(hours(10, daily), 10.5)).toMatchObject({ kwh: 40 - 2 * 2.5, from: 'days' });
    for (const error of unforeseen(hours(10, daily), 8).errors) expect(error).toBe(0);
  });

  it('strays as earlier days would have been off by the day before them, widened by Student for so few', () => {
    // 10 kWh more each day than on the day before: 8 hours are always off by 80; so are they forecast.
    const rising = unforeseen(
      hours(28, (hour) => 10 * Math.floor(hour / 24)),
      8,
    );
    const times = Math.floor((28 * 24 - 24) / 8);
    expect(new Set(rising.errors.map((kwh) => kwh.toFixed(9))).size).toBe(1);
    expect(rising.errors[0]! / 80).toBeGreaterThan(1);
    expect(rising.errors[0]! / 80).toBeLessThan(1 + 2 / times);
  });

  it('covers eight of ten hours to come of a record without a pattern', () => {
    let within = 0;
    const all = 300;
    for (let begin = 0; begin < all; begin++) {
      const past = Array.from({ length: 20 * 24 }, (_, hour) => noise(begin + hour));
      const came = Array.from({ length: 8 }, (_, hour) => noise(begin + 20 * 24 + hour)).reduce((sum, kwh) => sum + kwh, 0);
      const { kwh, errors } = unforeseen(past, 8);
      const ascending = errors.map((error) => kwh + error).sort((a, b) => a - b);
      if (came >= ascending[Math.floor(0.1 * ascending.length)]! && came <= ascending[Math.floor(0.9 * ascending.length)]!) within++;
    }
    expect(within / all).toBeGreaterThan(0.7);
    expect(within / all).toBeLessThan(0.9);
  });

  it('is wider the fewer days were measured, and widest of hours only', () => {
    const record = hours(28, noise);
    const of = (days: number) => width(unforeseen(record.slice(-24 * days), 24).errors);
    // The same errors from fewer days: compare the widening alone, of a record that repeats itself.
    const repeating = (days: number) =>
      width(
        unforeseen(
          hours(days, (hour) => noise(hour % 48)),
          24,
        ).errors,
      );
    expect(repeating(4)).toBeGreaterThan(repeating(6));
    expect(repeating(6)).toBeGreaterThan(repeating(12));
    expect(repeating(12)).toBeGreaterThan(repeating(28));
    expect(unforeseen(record.slice(-30), 24).from).toBe('hours');
    expect(width(unforeseen(record.slice(-30), 24).errors)).toBeGreaterThan(of(28));
  });

  it('is nothing, with nothing to tell a spread, where too little was measured', () => {
    for (const past of [[], [3], [null, null, 4], [null, 1, null, 2]]) expect(unforeseen(past, 8)).toEqual({ kwh: 0, errors: [0], from: 'nothing' });
  });

  it('goes on from the last hour where only hours were measured, and drifts as they did', () => {
    const { kwh, errors, from } = unforeseen([1, 2, 3, 4, 5], 4);
    expect([kwh, from]).toEqual([20, 'hours']);
    // What comes if it goes on to rise: 6 + 7 + 8 + 9 = 30 lies in the range.
    expect(Math.max(...errors)).toBeGreaterThan(10);
    expect(Math.min(...errors)).toBeCloseTo(-Math.max(...errors), 9);
    expect(unforeseen([4, 4, 4, 4], 6)).toMatchObject({ kwh: 24, from: 'hours' });
    for (const error of unforeseen([4, 4, 4, 4], 6).errors) expect(Math.abs(error)).toBe(0);
  });

  it('is finite whatever was measured, and says no more of hours that nobody knows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.double({ min: -1e4, max: 1e4, noNaN: true })), { maxLength: 120 }),
        fc.double({ min: 0, max: 200, noNaN: true }),
        (past, ahead) => {
          const { kwh, errors } = unforeseen(past, ahead);
          expect(errors.length).toBeGreaterThan(0);
          for (const number of [kwh, ...errors]) expect(Number.isFinite(number)).toBe(true);
        },
      ),
    );
  });

  it('leaves a past of ten times as much energy with ten times the spread', () => {
    const past = hours(9, noise);
    const ten = unforeseen(
      past.map((kwh) => kwh! * 10),
      8,
    );
    const { kwh, errors } = unforeseen(past, 8);
    expect(ten.kwh).toBeCloseTo(10 * kwh, 9);
    ten.errors.forEach((error, i) => expect(error).toBeCloseTo(10 * errors[i]!, 9));
  });
});
