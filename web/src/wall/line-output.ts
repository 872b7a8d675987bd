import type { LineView } from '../../../src/contract/stream.js';
import { quantile, valueAt } from '../panels/line/output-curves.js';

/** Output of the shift by now against what was expected by now, at the end, and the plan [units of the line]. */
export interface WallOutput {
  good: number;
  plan: number | null;
  /** expected by now when the shift began, 10 and 90 % (simulated) */
  now: { low: number; high: number } | null;
  /** expected at the end of the shift from the line as it stands (simulated) */
  end: { low: number; median: number; high: number; chance: number | null } | null;
}

export function outputOf(view: LineView, nowUs: number): WallOutput {
  const { start, forecast, output } = view;
  const at = (which: 'p10' | 'p90') => valueAt(quantile(start, which), nowUs / 1e6);
  const [low, high] = [at('p10'), at('p90')];
  const last = { low: forecast?.p10.at(-1), median: forecast?.p50.at(-1), high: forecast?.p90.at(-1) };
  const known = last.low !== undefined && last.median !== undefined && last.high !== undefined;
  return {
    good: output.good,
    plan: forecast?.planUnits ?? start?.planUnits ?? null,
    now: low === null || high === null ? null : { low, high },
    end: known ? { low: last.low!, median: last.median!, high: last.high!, chance: forecast?.chanceOfPlan ?? null } : null,
  };
}

/** A measured value against an expected one: 0.1 is a tenth more. Null where one is not known, or nothing is expected. */
export const deviationOf = (measured: number | null, expected: number | null) =>
  measured === null || expected === null || expected === 0 ? null : measured / expected - 1;

/** Machines of a line that have told their power, and of these, those that are heard now. */
export function metersOf(view: LineView): { metered: number; heard: number } {
  const metered = Object.values(view.units).filter(({ powerKw }) => powerKw !== null);
  return { metered: metered.length, heard: metered.filter(({ family }) => family !== 'unknown').length };
}
