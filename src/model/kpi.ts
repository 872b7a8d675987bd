import type { KpiElements, Kpis } from '../contract/kpi.js';

/** a / b, or null where there is nothing to divide by. Never clipped: above one is a finding. */
const ratio = (a: number, b: number): number | null => (b > 0 ? a / b : null);

/** Indicators of ISO 22400-2 from summed times [s] and counts. Percentages are never averaged: sum the elements, then ask here. */
export function kpis(k: KpiElements): Kpis {
  return {
    availability: ratio(k.APT, k.PBT),
    effectiveness: ratio(k.PRI * k.PQ, k.APT),
    qualityRatio: ratio(k.GQ, k.PQ),
    oee: ratio(k.PRI * k.GQ, k.PBT),
  };
}
