import type { Forecast, LineView } from '../contract/stream.js';
import type { LineSummary } from '../contract/summary.js';
import type { Micros } from '../contract/units.js';

export function summary(view: LineView, planUnits: number | null): LineSummary {
  const forecast = view.forecast ?? view.start;
  return {
    id: view.line,
    name: view.name,
    demo: view.demo,
    clock: view.clock,
    timezone: view.timezone,
    freshness: view.freshness,
    catchingUp: view.catchingUp,
    lineTimeUs: view.lineTimeUs,
    productItem: view.productItem,
    shift: view.shift,
    good: view.output.good,
    expectedGood: view.start && view.lineTimeUs !== null ? medianAt(view.start, view.lineTimeUs) : null,
    planUnits,
    chanceOfPlan: forecast?.chanceOfPlan ?? null,
    oee: view.output.kpis.oee,
    powerKw: view.output.powerKw,
    units: view.order.map((id) => ({ id, name: view.units[id]!.name, family: view.units[id]!.family })),
    deviations: view.deviations.length,
  };
}

/** The forecast's median at an instant, linear between its points; null outside of them. */
export function medianAt({ atUs, p50 }: Forecast, instantUs: Micros): number | null {
  const next = atUs.findIndex((us) => us >= instantUs);
  if (next < 0 || instantUs < atUs[0]!) return null;
  if (next === 0) return p50[0]!;
  const share = (instantUs - atUs[next - 1]!) / (atUs[next]! - atUs[next - 1]!);
  return p50[next - 1]! + share * (p50[next]! - p50[next - 1]!);
}
