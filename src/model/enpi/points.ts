import type { BaselinePoint, EnergyPeriod } from '../../contract/enpi.js';
import type { BaselineModel } from './baseline.js';
import { compareWith } from './compare.js';

/** The periods that a baseline was fitted to, in their order, each with what it is explained by; those that were left out with what of it is known. */
export function pointsOf(model: BaselineModel, given: readonly EnergyPeriod[]): BaselinePoint[] {
  const { terms } = model.baseline;
  const { periods, rows, leftOut } = compareWith(model, given);
  const used = periods.map(({ fromUs, toUs, actualKwh, expectedKwh }, i): BaselinePoint => {
    const values = terms.map(({ id }, j) => ({ term: id, value: rows[i]![j]! }));
    return { fromUs, toUs, actualKwh, expectedKwh, values, leftOut: null };
  });
  const others = leftOut.map(({ fromUs, toUs, reason, driver }): BaselinePoint => {
    const period = given.find((each) => each.fromUs === fromUs && each.toUs === toUs);
    const values = terms.map(({ id, kind }) => ({ term: id, value: kind === 'driver' ? (period?.drivers[id] ?? null) : null }));
    return { fromUs, toUs, actualKwh: period?.energyKwh ?? null, expectedKwh: null, values, leftOut: { reason, driver } };
  });
  return [...used, ...others].sort((a, b) => a.fromUs - b.fromUs);
}
