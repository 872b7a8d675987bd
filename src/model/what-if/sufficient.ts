import type { CellScenarioRequest } from '../../contract/cell-scenario.js';
import { endsAfter } from '../../engine/precision.js';
import { valuesOf } from './answer.js';
import type { CellOutcome } from './outcome.js';

/** The fewest replications from the first on that know the wanted KPI well enough of every variant; null: not yet, or none is wanted. */
export function sufficient({ precision }: Pick<CellScenarioRequest, 'precision'>, outcomes: readonly CellOutcome[][]): number | null {
  if (!precision || (outcomes[0]?.length ?? 0) < 2) return null;
  let most = 0;
  for (const replications of outcomes) {
    const values = valuesOf(replications, precision.kpi);
    const at = values === null ? null : endsAfter(values, { relative: precision.within });
    if (at === null) return null;
    most = Math.max(most, at);
  }
  return most;
}
