import type { CellRunKpi } from '../../../../src/contract/cell-scenario.js';
import type { AskedOf, RunVerdict } from '../../../../src/contract/run.js';
import type { RunKpi } from '../../../../src/contract/scenario.js';

/** Indicators by which an answer is told in short, the first that were judged. */
const HEADLINES: { line: readonly RunKpi[]; cell: readonly CellRunKpi[] } = {
  line: ['goodUnits', 'energyKwhPer1000', 'peakKw', 'oee', 'costEur', 'co2eKg', 'energyKwh'],
  cell: ['lotsDone', 'leadTimeH', 'costEur', 'energyKwh', 'peakKw', 'ordersLate', 'goodItems', 'co2eKg', 'kwhPerLot', 'kwhPer1000', 'lateH', 'personH', 'lotsLost', 'reworks', 'holdBreaches', 'ordersDone'], // prettier-ignore
};
const MOST = 3;

export interface Headline {
  variant: string;
  verdicts: RunVerdict[];
}

/** Of each variant the verdicts that are told in short: differences that were found come first. */
export function headlines(of: AskedOf, verdicts: readonly RunVerdict[]): Headline[] {
  const order: readonly string[] = HEADLINES[of];
  const found = ({ verdict }: RunVerdict) => (verdict === 'better' || verdict === 'worse' ? 0 : 1);
  const sorted = [...verdicts].sort((a, b) => found(a) - found(b) || order.indexOf(a.kpi) - order.indexOf(b.kpi));
  const variants = [...new Set(verdicts.map(({ variant }) => variant))];
  return variants.map((variant) => ({ variant, verdicts: sorted.filter((each) => each.variant === variant).slice(0, MOST) }));
}
