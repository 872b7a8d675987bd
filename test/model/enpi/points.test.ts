import { BaselinePoint } from '../../../src/contract/enpi.js';
import { fitBaseline } from '../../../src/model/enpi/baseline.js';
import { pointsOf } from '../../../src/model/enpi/points.js';
import { madeDays, request } from './made-site.js';

const days = madeDays({ days: 120, seed: 3, sd: 150 }).map((day, i) =>
  i === 10 ? { ...day, energyKwh: null } : i === 20 ? { ...day, drivers: { batches: null } } : day,
);

describe('points of a baseline', () => {
  const fitted = fitBaseline(request({ heating: { baseC: 15.5 } }), days);
  if (!fitted.ok) throw new Error(JSON.stringify(fitted.reason));
  const points = pointsOf(fitted.model, days);
  const { terms } = fitted.model.baseline;

  it('are its periods in their order, each expected as its terms say', () => {
    expect(points.map(({ fromUs }) => fromUs)).toEqual(days.map(({ fromUs }) => fromUs));
    const used = points.filter(({ leftOut }) => leftOut === null);
    expect(used).toHaveLength(118);
    for (const { expectedKwh, values } of used) {
      expect(values.map(({ term }) => term)).toEqual(terms.map(({ id }) => id));
      expect(values.reduce((sum, { value }, j) => sum + terms[j]!.value * value!, 0)).toBeCloseTo(expectedKwh!, 6);
    }
    points.forEach((point) => BaselinePoint.parse(point));
  });

  it('say of those that were left out why, and what of them is known', () => {
    const [silent, uncounted] = [points[10]!, points[20]!];
    const batches = ({ values }: typeof silent) => values.find(({ term }) => term === 'batches')!.value;
    expect([silent.leftOut, silent.actualKwh, silent.expectedKwh, batches(silent)]).toEqual([
      { reason: 'energy-unknown', driver: null },
      null,
      null,
      days[10]!.drivers['batches'],
    ]);
    expect([uncounted.leftOut, uncounted.actualKwh, batches(uncounted)]).toEqual([{ reason: 'driver-unknown', driver: 'batches' }, days[20]!.energyKwh, null]);
  });
});
