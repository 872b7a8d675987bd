import fc from '../../property.js';
import { gridStartUs, peakKw, profileKwh, resample, stepHours, sumProfiles, timesOf, wholeSteps, type LoadProfile } from '../../../src/model/supply/profile.js';
import { load, us } from './contracts.js';

const cut: LoadProfile = { fromUs: us('2026-01-05T07:03:00Z'), toUs: us('2026-01-05T07:35:00Z'), stepS: 600, kwh: Float64Array.of(70, 20, 30, 50) };

describe('a load profile', () => {
  it('whose first and last steps are cut has its peak in the others', () => {
    expect(gridStartUs(cut)).toBe(us('2026-01-05T07:00:00Z'));
    expect(wholeSteps(timesOf(cut))).toEqual({ first: 1, end: 3 });
    expect(peakKw(cut)).toBe(180);
    expect([0, 1, 3].map((i) => stepHours(timesOf(cut), i) * 60)).toEqual([7, 10, 5].map((minutes) => expect.closeTo(minutes, 9)));
  });

  it('of cut steps only has no peak', () => {
    expect(peakKw({ ...cut, toUs: us('2026-01-05T07:09:00Z'), kwh: Float64Array.of(1) })).toBeNull();
  });

  it('keeps its energy in other steps, over random cuts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 2, maxLength: 40 }),
        fc.integer({ min: 0, max: 599 }),
        fc.integer({ min: 1, max: 600 }),
        fc.constantFrom(300, 600, 900, 1800, 3600),
        (kwh, late, last, stepS) => {
          const start = us('2026-01-05T00:50:00Z');
          const profile = { fromUs: start + late * 1e6, toUs: start + (kwh.length - 1) * 600e6 + last * 1e6, stepS: 600, kwh: Float64Array.from(kwh) };
          const found = resample(profile, stepS);
          expect(profileKwh(found)).toBeCloseTo(profileKwh(profile), 6);
          expect([found.fromUs, found.toUs]).toEqual([profile.fromUs, profile.toUs]);
          expect(found.kwh).toHaveLength(Math.ceil((profile.toUs - gridStartUs(found)) / (stepS * 1e6)));
        },
      ),
    );
  });

  it('of 10 minutes becomes hours', () => {
    const hours = resample(
      load('2026-01-05T07:00:00Z', '2026-01-05T09:00:00Z', (_, i) => i + 1),
      3600,
    );
    expect([...hours.kwh]).toEqual([expect.closeTo(3.5, 9), expect.closeTo(9.5, 9)]);
  });

  it('adds to another of the same steps only', () => {
    const [a, b] = [load('2026-01-05T07:00:00Z', '2026-01-05T08:00:00Z', 6), load('2026-01-05T08:00:00Z', '2026-01-05T09:00:00Z', 6)];
    expect([...sumProfiles(a, a).kwh]).toEqual([2, 2, 2, 2, 2, 2]);
    expect(() => sumProfiles(a, b)).toThrow(RangeError);
  });
});
