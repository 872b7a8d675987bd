import { BaselineRequest, EnergyBaseline, type EnergyPeriod } from '../../../src/contract/enpi.js';
import { fitBaseline, type BaselineModel } from '../../../src/model/enpi/baseline.js';
import { compareWith } from '../../../src/model/enpi/compare.js';
import { instantOf } from '../../../src/model/zone.js';
import { dayUs, madeDays, NEW_YEAR, PARIS, request, TRUTH } from './made-site.js';

const modelOf = (asked: BaselineRequest, periods: readonly EnergyPeriod[]): BaselineModel => {
  const fitted = fitBaseline(asked, periods);
  if (!fitted.ok) throw new Error(JSON.stringify(fitted.reason));
  return fitted.model;
};
const baselineOf = (asked: BaselineRequest, periods: readonly EnergyPeriod[]) => modelOf(asked, periods).baseline;
const term = ({ terms }: EnergyBaseline, id: string) => terms.find((each) => each.id === id)!;

describe('an energy baseline', () => {
  it('finds what a site without noise does, its base temperature too, and fits its own shape', () => {
    const baseline = baselineOf(request(), madeDays({ days: 366, seed: 1, sd: 0 }));
    expect(term(baseline, 'base-load').value).toBeCloseTo(TRUTH.baseLoad, 6);
    expect(term(baseline, 'batches').value).toBeCloseTo(TRUTH.perBatch, 6);
    expect(term(baseline, 'heating').value).toBeCloseTo(TRUTH.perDegree, 6);
    expect(baseline.heating).toMatchObject({ baseC: TRUTH.baseC, found: true, atEdge: false });
    expect(baseline.r2).toBeCloseTo(1, 12);
    expect(baseline.verdict).toBe('fit-for-use');
    expect(EnergyBaseline.safeParse(baseline).error).toBeUndefined();
  });

  it('figures worked by hand: five days, one driver', () => {
    const use = [1, 2, 2.8, 3.9, 5.3];
    const periods = use.map((energyKwh, i) => ({
      fromUs: dayUs(i),
      toUs: dayUs(i + 1),
      energyKwh,
      unknownShare: 0,
      drivers: { batches: i + 1 },
      outdoorC: [],
    }));
    const baseline = baselineOf(request({ heating: null }), periods);
    // Sxx 10, Sxy 10.5, Syy 11.14, so squares left 0.115; sd root(0.115 / 3), mean 3; residuals 0.1, 0.05, -0.2, -0.15, 0.2
    expect(term(baseline, 'batches').value).toBeCloseTo(1.05, 12);
    expect(baseline.residualSdKwh).toBeCloseTo(Math.sqrt(0.115 / 3), 12);
    expect(baseline.cvRmse).toBeCloseTo(Math.sqrt(0.115 / 3) / 3, 12);
    expect(baseline.r2).toBeCloseTo(1 - 0.115 / 11.14, 12);
    expect(baseline.adjustedR2).toBeCloseTo(1 - (0.115 * 4) / (11.14 * 3), 12);
    expect(baseline.nmbe).toBeCloseTo(0, 12);
    expect(baseline.lag1).toBeCloseTo((0.005 - 0.01 + 0.03 - 0.03) / Math.sqrt(0.075 * 0.105), 10);
    expect(baseline.criteria.filter(({ met }) => !met).map(({ id }) => id)).toEqual(['periods', 'effective']); // 5 (1 - rho) / (1 + rho) are fewer than 2 parameters and 1
    expect(baseline.verdict).toBe('not-fit-for-use');
  });

  it('says which limits a poor one misses, with their source, and takes those that are given', () => {
    const days = madeDays({ days: 90, seed: 3, sd: 4000 });
    const missed = baselineOf(request({ heating: { baseC: 15.5 } }), days).criteria.filter(({ met }) => !met);
    expect(missed.map(({ id, source }) => [id, source])).toEqual(
      expect.arrayContaining([
        ['r2', 'ipmvp'],
        ['cv-rmse', 'ashrae-14'],
      ]),
    );
    const lax = baselineOf(request({ heating: { baseC: 15.5 }, limits: { leastR2: 0, mostCvRmse: 2, leastT: 0 } }), days);
    expect(lax.verdict).toBe('fit-for-use');
    expect(lax.criteria.find(({ id }) => id === 'r2')).toMatchObject({ limit: 0, source: 'given' });
  });

  it('leaves out what is not known, and says why of each', () => {
    const days = madeDays({ days: 40, seed: 1, sd: 10 });
    const change = (i: number, to: Partial<EnergyPeriod>) => (days[i] = { ...days[i]!, ...to });
    change(3, { energyKwh: null });
    change(5, { unknownShare: 0.06 });
    change(6, { unknownShare: 0.05 });
    change(8, { drivers: { batches: null } });
    change(9, { drivers: {} });
    change(11, { outdoorC: [null] });
    change(13, { fromUs: dayUs(12), toUs: dayUs(13) });
    const { leftOut, periods } = baselineOf(request({ heating: { baseC: 15.5 } }), days);
    expect(leftOut.map(({ fromUs, reason, driver }) => [fromUs, reason, driver])).toEqual([
      [dayUs(3), 'energy-unknown', null],
      [dayUs(5), 'too-much-unknown', null],
      [dayUs(8), 'driver-unknown', 'batches'],
      [dayUs(9), 'driver-unknown', 'batches'],
      [dayUs(11), 'temperature-unknown', null],
      [dayUs(12), 'not-after', null],
    ]);
    expect(periods).toBe(34);
  });

  it('is none where a driver never changes, or periods are too few', () => {
    const days = madeDays({ days: 30, seed: 1, sd: 10 }).map((day) => ({ ...day, drivers: { batches: 12 } }));
    expect(fitBaseline(request({ heating: { baseC: 15.5 } }), days)).toEqual({
      ok: false,
      reason: { code: 'collinear', term: 'batches', of: ['base-load'], leftOut: [] },
    });
    const few = fitBaseline(request(), madeDays({ days: 4, seed: 1, sd: 10 }));
    expect(few).toMatchObject({ ok: false, reason: { code: 'too-few', needed: 5, found: 4 } });
  });

  it('leaves out what never differs from 0 and says so, and is the baseline without it', () => {
    const warm = madeDays({ days: 60, seed: 4, sd: 100 }).map((day) => ({ ...day, outdoorC: [24], drivers: { ...day.drivers, tours: 0 } }));
    for (const heating of [{}, { baseC: 15.5 }]) {
      const asked = request({ heating, drivers: ['batches', 'tours'] });
      const { baseline, tangents } = modelOf(asked, warm);
      expect([baseline.unused, tangents]).toEqual([['tours', 'heating'], []]);
      expect(baseline).toEqual({ ...baselineOf(request({ heating: null }), warm), request: asked, unused: baseline.unused });
    }
  });

  it('of what it has never seen other than 0 a later period is beyond it', () => {
    const warm = madeDays({ days: 60, seed: 4, sd: 100 }).map((day) => ({ ...day, outdoorC: [24] }));
    const model = modelOf(request({ heating: { baseC: 15.5 } }), warm);
    const later = [24, 10].map((mean, i) => ({ ...warm[0]!, fromUs: dayUs(60 + i), toUs: dayUs(61 + i), outdoorC: [mean] }));
    expect(compareWith(model, later).periods.map(({ outOfRange }) => outOfRange)).toEqual([[], ['heating']]);
  });

  it('is not fit for use where its periods hang together so much that they tell as little as none', () => {
    const days = madeDays({ days: 20, seed: 1, sd: 100 }).map((day, i) => ({ ...day, energyKwh: 4000 + 60 * Math.min(i, 19 - i) }));
    const { criteria, effectivePeriods, parameters, verdict } = baselineOf(request({ heating: null, drivers: [], limits: { leastR2: 0 } }), days);
    expect(effectivePeriods).toBeLessThan(parameters + 1);
    expect(criteria.find(({ id }) => id === 'effective')).toMatchObject({ value: effectivePeriods, limit: parameters + 1, met: false, source: 'ashrae-14' });
    expect(verdict).toBe('not-fit-for-use');
  });

  it('a base that no day tells of is at the edge of the search or as good as others, and moves nothing', () => {
    const { baseline, tangents } = modelOf(request(), madeDays({ days: 60, seed: 2, sd: 100, cold: true }));
    const { low, high, atEdge } = baseline.heating!;
    expect(atEdge || high - low > 2).toBe(true);
    expect(tangents.length).toBeLessThanOrEqual(1);
  });

  it('looks for both bases at once, never the heating base above the cooling base, whichever is given', () => {
    const cooled = madeDays({ days: 366, seed: 1, sd: 0 }).map((day) => ({ ...day, energyKwh: day.energyKwh! + 60 * Math.max(0, day.outdoorC[0]! - 19) }));
    const { heating, cooling, terms } = baselineOf(request({ cooling: {} }), cooled);
    expect([heating!.baseC, cooling!.baseC]).toEqual([15.5, 19]);
    expect(terms.find(({ id }) => id === 'cooling')!.value).toBeCloseTo(60, 6);
    expect(baselineOf(request({ cooling: { baseC: 14 } }), cooled).heating!.baseC).toBeLessThanOrEqual(14);
    expect(baselineOf(request({ heating: { baseC: 12 }, cooling: {} }), cooled).cooling!.baseC).toBeGreaterThanOrEqual(12);
    expect(BaselineRequest.safeParse({ ...request(), heating: { baseC: 20 }, cooling: { baseC: 19 } }).error!.issues[0]!.path).toEqual(['cooling', 'baseC']);
  });

  it('knows the days of 23 and 25 hours, weekends and months as days of the calendar', () => {
    const spans = (days: readonly number[]) =>
      days.slice(1).map((to, i): EnergyPeriod => {
        const fromUs = instantOf(PARIS, days[i]!, 0);
        const toUs = instantOf(PARIS, to, 0);
        return { fromUs, toUs, energyKwh: 100 * (to - days[i]!) + i * 1e-9, unknownShare: 0, drivers: { batches: i % 3 }, outdoorC: [] };
      });
    const march = Array.from({ length: 31 }, (_, i) => NEW_YEAR + 75 + i); // over 2024-03-31
    const byDay = modelOf(request({ heating: null, calendar: 'weekend' }), spans(march));
    expect(byDay.periods.every(({ days }) => days === 1)).toBe(true);
    expect(term(byDay.baseline, 'weekend')).toMatchObject({ kind: 'calendar', from: 0, to: 1 });
    const months = [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366].map((day) => NEW_YEAR + day);
    const byMonth = modelOf(request({ each: 'month', heating: null }), spans(months));
    expect(byMonth.periods.map(({ days }) => days)).toEqual([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
    expect(byMonth.periods.map(({ place }) => place - byMonth.periods[0]!.place)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(term(byMonth.baseline, 'base-load').value).toBeCloseTo(100, 6);
  });

  it('the heating degree-days of a week are those of its days', () => {
    const days = madeDays({ days: 364, seed: 1, sd: 0 });
    const weeks = Array.from({ length: 52 }, (_, w): EnergyPeriod => {
      const of = days.slice(7 * w, 7 * w + 7);
      const sum = (value: (day: EnergyPeriod) => number) => of.reduce((total, day) => total + value(day), 0);
      const drivers = { batches: sum(({ drivers: each }) => each['batches']!) };
      const outdoorC = of.flatMap((day) => day.outdoorC);
      return { fromUs: of[0]!.fromUs, toUs: of[6]!.toUs, energyKwh: sum(({ energyKwh }) => energyKwh!), unknownShare: 0, drivers, outdoorC };
    });
    const baseline = baselineOf(request({ each: 'week' }), weeks);
    expect(term(baseline, 'base-load').value).toBeCloseTo(TRUTH.baseLoad, 6);
    expect(term(baseline, 'heating').value).toBeCloseTo(TRUTH.perDegree, 6);
    expect(baseline.heating!.baseC).toBe(TRUTH.baseC);
  });

  it('correlated errors widen the intervals', () => {
    const width = (rho: number) => {
      const { high, low } = term(baselineOf(request({ heating: { baseC: 15.5 } }), madeDays({ days: 366, seed: 5, sd: 250, rho })), 'heating');
      return high - low;
    };
    expect(width(0.7)).toBeGreaterThan(1.5 * width(0));
  });
});
