import type { Billing } from './billing.js';
import { wholeSteps, type LoadProfile } from './profile.js';

/**
 * Root of the sum of squares of the means above the subscribed power, by month and then by label [kW]: what overruns are charged on
 * (TURPE HTA: CMDPS). A label without a subscribed power has none. Steps that are cut do not count.
 */
export function overrunRoots(
  { times, labels, periodOfStep, months, monthOfStep }: Billing,
  profile: LoadProfile,
  subscribedKw: readonly number[],
): Float64Array {
  const squares = new Float64Array(months.length * labels.length);
  const { first, end } = wholeSteps(times);
  const perHour = 3600 / times.stepS;
  for (let i = first; i < end; i++) {
    const above = profile.kwh[i]! * perHour - subscribedKw[periodOfStep[i]!]!;
    if (above > 0) squares[monthOfStep[i]! * labels.length + periodOfStep[i]!]! += above * above;
  }
  return squares.map(Math.sqrt);
}
