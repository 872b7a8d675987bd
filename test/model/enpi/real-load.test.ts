import { readFileSync } from 'node:fs';
import { BaselineRequest, type EnergyPeriod } from '../../../src/contract/enpi.js';
import { readLoadW } from '../../../src/exchange/energy/load.js';
import { fitBaseline } from '../../../src/model/enpi/baseline.js';
import { savingsOf } from '../../../src/model/enpi/savings.js';
import { instantOf, localDay } from '../../../src/model/zone.js';
import { describeWithShared } from '../../shared.js';

const BERLIN = 'Europe/Berlin';

/** kWh of each civil day of a year of quarter hours. */
function days(text: string): EnergyPeriod[] {
  const read = readLoadW(text, { id: 'load', source: 'VDI 4657', timezone: BERLIN });
  if (!read.ok) throw new Error(read.problem);
  const { fromUs, stepS, values } = read.series;
  const first = localDay(BERLIN, fromUs);
  return Array.from({ length: 364 }, (_, i): EnergyPeriod => {
    const [begin, end] = [instantOf(BERLIN, first + i, 0), instantOf(BERLIN, first + i + 1, 0)];
    const steps = values.slice((begin - fromUs) / (stepS * 1e6), (end - fromUs) / (stepS * 1e6));
    const energyKwh = steps.reduce<number>((sum, kw) => sum + (kw ?? NaN) * (stepS / 3600), 0);
    return { fromUs: begin, toUs: end, energyKwh, unknownShare: 0, drivers: {}, outdoorC: [] };
  });
}

describeWithShared('a year of a real metal works', [['data', 'energy', 'industrial_load_metal.csv']], ([load]) => {
  it('days of the week tell much of it, its errors last for days, and a fifth that is taken away is seen', () => {
    const year = days(readFileSync(load!, 'utf8'));
    const asked = BaselineRequest.parse({ each: 'day', timezone: BERLIN, calendar: 'weekday', limits: { leastR2: 0.5, mostCvRmse: 0.5 } });
    const fitted = fitBaseline(asked, year.slice(0, 182));
    if (!fitted.ok) throw new Error(JSON.stringify(fitted.reason));
    const { r2, autocorrelation, terms } = fitted.model.baseline;
    expect(r2).toBeGreaterThan(0.6);
    expect(autocorrelation).toBeGreaterThan(0.4);
    expect(terms.filter(({ t }) => t !== null && t < -10).map(({ id }) => id)).toEqual(['saturday', 'sunday']);
    const after = year.slice(182);
    expect(savingsOf(fitted.model, after)).toMatchObject({ verdict: 'cannot-be-told', notes: ['interval-holds-zero'] });
    const less = savingsOf(
      fitted.model,
      after.map((day) => ({ ...day, energyKwh: day.energyKwh! * 0.8 })),
    )!;
    expect(less.verdict).toBe('saved');
    expect(less.savedShare!.low).toBeLessThan(0.2);
    expect(less.savedShare!.high).toBeGreaterThan(0.2);
  });
});
