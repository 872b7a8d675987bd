import type { StateSpan } from '../contract/telemetry.js';
import { partsOf, type SaidReason } from '../model/analysis/said-of-stops.js';
import { stopFrom } from '../model/analysis/stops.js';

/** A measured state, or the part of one of which one person's word holds. */
export interface ToldSpan extends StateSpan {
  said: SaidReason | null;
}

/**
 * The states in which a machine stood still, one after the other, with what people said of that time, as `partsOf` lays it: a state of which
 * they said several things comes in parts. A word without an end holds as long as the machine stands still. `began`: it stood still before the
 * first already. `reasons`: of that machine alone.
 */
export function withSaid(standing: readonly StateSpan[], began: boolean, reasons: readonly SaidReason[]): ToldSpan[] {
  const [first, last] = [standing.at(0), standing.at(-1)];
  if (first === undefined || last === undefined) return [];
  const parts = partsOf(stopFrom({ fromUs: first.fromUs, toUs: last.toUs, began: !began, downs: standing }, 0), reasons);
  return standing.flatMap((span) =>
    parts.flatMap(({ fromUs, toUs, said }) => {
      const part = { ...span, fromUs: Math.max(span.fromUs, fromUs), toUs: Math.min(span.toUs, toUs ?? span.toUs), said };
      return part.toUs > part.fromUs ? [part] : [];
    }),
  );
}
