import type { Forecast, LineView } from '../../../../src/contract/stream.js';
import type { Series } from '../../../../src/contract/telemetry.js';
import { append, since, type Curve } from '../../charts/columns.js';
import { anchored, combine, rises } from '../../charts/history.js';

/** The unit whose count is the line's: the last one. */
export const countingUnit = (view: LineView) => view.order.at(-1)!;

/** Units of the line in one item of the counting unit: 80 cartons in a case. */
export function unitsPerItem(view: LineView): number {
  const counted = view.units[countingUnit(view)]!.shift.good;
  return counted > 0 ? view.output.good / counted : 1;
}

/** Good items since the start of the history: counted as such, or processed less rejected. Empty where neither is stored. */
export function goodRises(good: Series | undefined, processed: Series | undefined, defective: Series | undefined): Curve {
  if (good && good.atUs.length > 0) return rises(good);
  if (!processed || processed.atUs.length === 0) return { atS: [], value: [] };
  const made = rises(processed);
  if (!defective || defective.atUs.length === 0) return made;
  return combine([made, rises(defective)], (values) => Math.max(0, values[0]! - values[1]!));
}

/** Good units of the shift so far: the shape of the history up to what the stream told, then what the stream told. */
export function measuredOutput(history: Curve, live: Curve, shiftFromS: number, perItem: number): Curve {
  const seen = since(live, shiftFromS);
  if (seen.atS.length === 0) return seen;
  const units = { atS: history.atS, value: Array.from(history.value, (items) => (items === null ? null : items * perItem)) };
  return append(since(anchored(units, seen.value[0] ?? 0, seen.atS[0]!), shiftFromS), seen);
}

export const quantile = (forecast: Forecast | null, which: 'p10' | 'p50' | 'p90'): Curve => ({
  atS: forecast?.atUs.map((us) => us / 1e6) ?? [],
  value: forecast?.[which] ?? [],
});

/** A steady pace from nothing at the start of the shift to the plan at its end. */
export function planLine(plan: number | null, fromS: number, toS: number): Curve {
  return plan === null ? { atS: [], value: [] } : { atS: [fromS, toS], value: [0, plan] };
}

/** A forecast's value at an instant, between its instants by a straight line. Null outside of them. */
export function valueAt(curve: Curve, atS: number): number | null {
  for (let i = 1; i < curve.atS.length; i++) {
    const [from, to] = [curve.atS[i - 1]!, curve.atS[i]!];
    if (atS < from || atS > to) continue;
    const [low, high] = [curve.value[i - 1] ?? null, curve.value[i] ?? null];
    return low === null || high === null ? null : low + ((high - low) * (atS - from)) / (to - from || 1);
  }
  return null;
}
