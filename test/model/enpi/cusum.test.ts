import { Cusum } from '../../../src/contract/enpi.js';
import { fitBaseline } from '../../../src/model/enpi/baseline.js';
import { cusumOf } from '../../../src/model/enpi/cusum.js';
import { dayUs, madeDays, request, type MadeSite } from './made-site.js';

const BASELINE = 366;
const HEATED = request({ heating: { baseC: 15.5 } });

function cusum(site: MadeSite): Cusum {
  const days = madeDays(site);
  const fitted = fitBaseline(HEATED, days.slice(0, BASELINE));
  if (!fitted.ok) throw new Error(JSON.stringify(fitted.reason));
  return cusumOf(fitted.model, days);
}

/** How many days lie between. */
const apart = (aUs: number, bUs: number) => Math.abs(aUs - bUs) / 86_400e6;

describe('CUSUM', () => {
  it('is the sum of actual less expected, and ends at 0 with the baseline', () => {
    const { periods } = cusum({ days: 430, seed: 1, sd: 200, rho: 0.3 });
    let sum = 0;
    for (const { actualKwh, expectedKwh, cusumKwh, low, high } of periods) {
      sum += actualKwh - expectedKwh;
      expect(cusumKwh).toBeCloseTo(sum, 6);
      expect(low).toBeLessThan(expectedKwh);
      expect(high).toBeGreaterThan(expectedKwh);
    }
    expect(periods[BASELINE - 1]!.cusumKwh).toBeCloseTo(0, 5);
    const outside = periods.filter(({ actualKwh, low, high }) => actualKwh < low || actualKwh > high).length;
    expect(outside / periods.length).toBeLessThan(0.08);
  });

  it('planted changes are found within days, with how much they bring', () => {
    const saved = (day: number) => (day < 400 ? 0 : day < 460 ? 400 : -200);
    const found = cusum({ days: 520, seed: 4, sd: 200, rho: 0.3, saved });
    expect(found.changes).toHaveLength(2);
    const [first, second] = found.changes;
    expect(apart(first!.atUs, dayUs(400))).toBeLessThanOrEqual(4);
    expect(apart(second!.atUs, dayUs(460))).toBeLessThanOrEqual(4);
    expect(first!.earliestUs).toBeLessThanOrEqual(dayUs(400));
    expect(first!.latestUs).toBeGreaterThanOrEqual(dayUs(400));
    expect(first!.stepKwhPerDay.low).toBeLessThan(-400);
    expect(first!.stepKwhPerDay.high).toBeGreaterThan(-400);
    expect(second!.stepKwhPerDay.low).toBeLessThan(600);
    expect(second!.stepKwhPerDay.high).toBeGreaterThan(600);
    expect(found.levels.map(({ fromUs }) => fromUs)).toEqual([dayUs(0), first!.atUs, second!.atUs]);
    expect(Cusum.safeParse(found).error).toBeUndefined();
  });

  it('finds none where nothing changed, though errors last for days', () => {
    const seeds = Array.from({ length: 60 }, (_, seed) => seed);
    const wrong = seeds.filter((seed) => cusum({ days: 450, seed: seed + 1, sd: 250, rho: 0.6 }).changes.length > 0).length;
    // Binomial of 60 and 0.01: at most 3 with chance 0.997.
    expect(wrong).toBeLessThanOrEqual(3);
  }, 60_000);

  it('of no periods is empty', () => {
    const fitted = fitBaseline(HEATED, madeDays({ days: 60, seed: 1, sd: 100 }));
    if (!fitted.ok) throw new Error(JSON.stringify(fitted.reason));
    expect(cusumOf(fitted.model, [])).toEqual({ periods: [], leftOut: [], levels: [], changes: [] });
  });
});
