import { EnergySavings, ScenarioProof, type Ranged } from '../../../src/contract/enpi.js';
import { fitBaseline } from '../../../src/model/enpi/baseline.js';
import { predictedSaving, proofOf } from '../../../src/model/enpi/proof.js';
import { savingsOf } from '../../../src/model/enpi/savings.js';
import fc from '../../property.js';
import { madeDays, request, type MadeSite } from './made-site.js';

/** Savings of the days after the first `baseline` ones. */
function savings(site: MadeSite, baseline: number, asked = request({ heating: { baseC: 15.5 } })): EnergySavings {
  const days = madeDays(site);
  const fitted = fitBaseline(asked, days.slice(0, baseline));
  if (!fitted.ok) throw new Error(JSON.stringify(fitted.reason));
  const found = savingsOf(fitted.model, days.slice(baseline));
  if (found === null) throw new Error('no period can be used');
  return found;
}

const holds = ({ low, high }: Ranged, value: number) => low <= value && value <= high;

/** Of so many seeds, the share in which the interval of a planted saving of 300 kWh a day holds it. */
function coverage(seeds: number, site: Omit<MadeSite, 'seed'>, baseline: number, asked = request({ heating: { baseC: 15.5 } })): number {
  const saved = (day: number) => (day >= baseline ? 300 : 0);
  const held = Array.from({ length: seeds }, (_, seed) => savings({ ...site, seed: seed + 1, saved }, baseline, asked)).filter(({ savedKwhPerDay }) =>
    holds(savedKwhPerDay, 300),
  );
  return held.length / seeds;
}

describe('savings', () => {
  it('a planted saving without noise is found to the kWh', () => {
    const found = savings({ days: 426, seed: 1, sd: 0, saved: (day) => (day >= 366 ? 250 : 0) }, 366);
    expect(found.savedKwh.mean).toBeCloseTo(60 * 250, 4);
    expect(found.days).toBe(60);
    expect(found.verdict).toBe('saved');
    expect(found.savedShare!.mean).toBeCloseTo((60 * 250) / found.expectedKwh, 12);
    expect(EnergySavings.safeParse(found).error).toBeUndefined();
  });

  // Whatever the errors are like: 95 % intervals hold the truth in 92 to 98 of 100 simulations (500 of them: +- 2 at 95 %).
  it.each([
    ['errors that do not hang together', 0, 120, 30],
    ['errors that last for days', 0.5, 180, 30],
  ])(
    'the 95 %% interval of a planted saving is honest with %s',
    (_, rho, baseline, after) => {
      const share = coverage(500, { days: baseline + after, sd: 250, rho }, baseline);
      expect(share).toBeGreaterThanOrEqual(0.92);
      expect(share).toBeLessThanOrEqual(0.98);
    },
    120_000,
  );

  it('it is honest too where the base temperature was looked for', () => {
    const share = coverage(200, { days: 240, sd: 250, rho: 0.3 }, 210, request());
    expect(share).toBeGreaterThanOrEqual(0.9);
    expect(share).toBeLessThanOrEqual(0.99);
  }, 120_000);

  it('a saving that is small against the noise cannot be told, and more days tell it', () => {
    const saved = (day: number) => (day >= 366 ? 60 : 0);
    expect(savings({ days: 376, seed: 2, sd: 300, saved }, 366)).toMatchObject({ verdict: 'cannot-be-told', notes: ['interval-holds-zero'] });
    expect(savings({ days: 366 + 364, seed: 2, sd: 300, saved }, 366)).toMatchObject({ verdict: 'saved', notes: [] });
    expect(savings({ days: 426, seed: 2, sd: 100, saved: (day) => (day >= 366 ? -500 : 0) }, 366).verdict).toBe('used-more');
  });

  it('nothing is told beyond what the baseline saw, by a poor baseline, or with days that are not known', () => {
    const winterOnly = savings({ days: 220, seed: 2, sd: 50 }, 60);
    expect(winterOnly.outOfRange).toBeGreaterThan(16);
    expect(winterOnly).toMatchObject({ verdict: 'cannot-be-told' });
    expect(winterOnly.notes).toContain('beyond-baseline');
    const poor = savings({ days: 426, seed: 2, sd: 5000, saved: (day) => (day >= 366 ? 4000 : 0) }, 366);
    expect(poor.notes).toContain('baseline-not-fit');
    const days = madeDays({ days: 426, seed: 1, sd: 10, saved: (day) => (day >= 366 ? 300 : 0) });
    const fitted = fitBaseline(request(), days.slice(0, 366));
    if (!fitted.ok) throw new Error(JSON.stringify(fitted.reason));
    const reporting = days.slice(366).map((day, i) => (i % 5 === 0 ? { ...day, energyKwh: null } : day));
    expect(savingsOf(fitted.model, reporting)).toMatchObject({ periods: 48, verdict: 'cannot-be-told', notes: ['many-left-out'] });
    expect(
      savingsOf(
        fitted.model,
        reporting.map((day) => ({ ...day, energyKwh: null })),
      ),
    ).toBeNull();
  });

  it('nothing is told of days that the baseline was made of', () => {
    const days = madeDays({ days: 426, seed: 1, sd: 10, saved: (day) => (day >= 366 ? 300 : 0) });
    const fitted = fitBaseline(request(), days.slice(0, 366));
    if (!fitted.ok) throw new Error(JSON.stringify(fitted.reason));
    expect(savingsOf(fitted.model, days.slice(365))).toMatchObject({ verdict: 'cannot-be-told', notes: ['not-after-baseline'] });
    expect(savingsOf(fitted.model, days.slice(366))).toMatchObject({ verdict: 'saved', notes: [] });
  });

  it('the approximation of Guideline 14 as it is written', () => {
    // n = n' where residuals are not correlated the other way: t(0.975, 363) = 1.966521
    const days = madeDays({ days: 456, seed: 7, sd: 250, saved: (day) => (day >= 366 ? 400 : 0) });
    const fitted = fitBaseline(request({ heating: { baseC: 15.5 } }), days.slice(0, 366));
    if (!fitted.ok) throw new Error(JSON.stringify(fitted.reason));
    const found = savingsOf(fitted.model, days.slice(366))!;
    const { lag1, cvRmse } = fitted.model.baseline;
    const r = Math.max(0, lag1!);
    const effective = (366 * (1 - r)) / (1 + r);
    const fraction = found.savedKwh.mean / found.expectedKwh;
    const expected = ((1.9665 * 1.26 * cvRmse!) / fraction) * Math.sqrt(((366 / effective) * (1 + 2 / effective)) / 90);
    expect(found.fractionalUncertaintyAshrae14! / expected).toBeCloseTo(1, 3);
  });

  it('energy in other units gives the same share saved, and a saving more is a saving more', () => {
    const days = madeDays({ days: 150, seed: 3, sd: 200, rho: 0.3 });
    const factor = fc.integer({ min: 1, max: 10_000 }).map((value) => value / 100);
    const more = fc.integer({ min: -500, max: 500 });
    fc.assert(
      fc.property(factor, more, (by, saved) => {
        const found = (scale: number, less: number) => {
          const energy = days.map((day, i) => ({ ...day, energyKwh: (day.energyKwh! - (i >= 120 ? less : 0)) * scale }));
          const fitted = fitBaseline(request({ heating: { baseC: 15.5 } }), energy.slice(0, 120));
          if (!fitted.ok) throw new Error(JSON.stringify(fitted.reason));
          return savingsOf(fitted.model, energy.slice(120))!;
        };
        const [plain, scaled, less] = [found(1, 0), found(by, 0), found(1, saved)];
        expect(scaled.savedShare!.mean).toBeCloseTo(plain.savedShare!.mean, 9);
        expect(scaled.savedKwh.high / by).toBeCloseTo(plain.savedKwh.high, 5);
        expect(less.savedKwhPerDay.low - plain.savedKwhPerDay.low).toBeCloseTo(saved, 6);
      }),
      { numRuns: 20 },
    );
  });
});

describe('the proof of a scenario that was carried out', () => {
  const ranged = (mean: number, half: number): Ranged => ({ mean, low: mean - half, high: mean + half });
  const saved = (mean: number, half: number, notes: EnergySavings['notes'] = []) => ({ savedKwhPerDay: ranged(mean, half), notes });
  it('compares what was promised with what was measured', () => {
    // 30 and 40 make 50
    expect(proofOf(ranged(300, 30), saved(320, 40))).toMatchObject({ differenceKwhPerDay: ranged(20, 50), withinKwhPerDay: 150, verdict: 'agree' });
    expect(proofOf(ranged(300, 30), saved(100, 40)).verdict).toBe('differ');
    expect(proofOf(ranged(300, 30), saved(320, 400)).verdict).toBe('cannot-be-told');
    expect(proofOf(ranged(300, 30), saved(320, 40), 60).verdict).toBe('cannot-be-told');
    expect(ScenarioProof.safeParse(proofOf(ranged(300, 30), saved(320, 40))).error).toBeUndefined();
  });
  it('tells neither where the saving proves nothing, and says why; that its interval holds 0 is no such reason', () => {
    for (const [mean, verdict] of [
      [320, 'agree'],
      [100, 'differ'],
    ] as const) {
      expect(proofOf(ranged(300, 30), saved(mean, 40, ['interval-holds-zero']))).toMatchObject({ verdict, notes: [] });
      for (const note of ['baseline-not-fit', 'not-after-baseline', 'beyond-baseline', 'many-left-out'] as const)
        expect(proofOf(ranged(300, 30), saved(mean, 40, [note]))).toMatchObject({ verdict: 'cannot-be-told', notes: [note] });
    }
  });
  it('takes an answer of a week: energy that falls is saved', () => {
    expect(predictedSaving({ mean: -2100, low: -2800, high: -1400 }, 7 * 86_400)).toEqual({ mean: 300, low: 200, high: 400 });
  });
});
