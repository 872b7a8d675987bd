import type { CellScenarioRequest } from '../../contract/cell-scenario.js';
import { enough } from '../../engine/precision.js';
import { valuesOf } from './answer.js';
import type { CellOutcome } from './outcome.js';

/** The fewest replications from the first on that know the wanted KPI well enough of every variant; null: not yet, or none is wanted. */
export function sufficient({ precision }: Pick<CellScenarioRequest, 'precision'>, outcomes: readonly CellOutcome[][]): number | null {
  if (!precision || (outcomes[0]?.length ?? 0) < 2) return null;
  let most = 0;
  for (const replications of outcomes) {
    const values = valuesOf(replications, precision.kpi);
    const at = values === null ? null : firstEnough(values, precision.within);
    if (at === null) return null;
    most = Math.max(most, at);
  }
  return most;
}

function firstEnough(values: readonly number[], relative: number): number | null {
  const known = enough(values, { relative });
  if (known.at === null) return null;
  // It had to stay narrow for some more: the fewest with which the procedure ends.
  for (let n = known.at; n <= values.length; n++) if (enough(values.slice(0, n), { relative }).at !== null) return n;
  return values.length;
}
