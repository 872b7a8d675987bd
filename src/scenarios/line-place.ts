import type { UnitId } from '../contract/equipment.js';
import type { LineDefinition } from '../contract/line.js';
import { Change, KPI_TREND, RUN_KPIS } from '../contract/scenario.js';
import { applyChanges, unitsWithSetRate } from '../model/scenario.js';
import type { LineSnapshot } from '../model/state.js';
import { canonicalJson } from '../plant/canonical.js';
import { consequences } from './question.js';
import { lineJobs } from './run-job.js';
import { grouped, type SearchPlace, type SearchPlant } from './search-place.js';

/** A line with changes. */
export interface VariantOfLine {
  definition: LineDefinition;
  /** units whose rate is set */
  setRates: UnitId[];
}

/** A line as a search sees it. */
export const linePlace = (definition: LineDefinition): SearchPlace<Change, VariantOfLine> => ({
  kpis: RUN_KPIS,
  trend: KPI_TREND,
  change: Change,
  vary: (changes) => {
    const changed = applyChanges(definition, changes);
    if (!changed.ok) return changed;
    const issues = consequences(changed.definition).map((detail) => ({ pointer: '/changes', detail }));
    if (issues.length > 0) return { ok: false, issues };
    return { ok: true, variant: { definition: changed.definition, setRates: unitsWithSetRate(changes) }, notes: [] };
  },
});

interface Simulated {
  /** as it is: the state at the start is of it */
  definition: LineDefinition;
  start: LineSnapshot;
  horizonS: number;
  seed: number;
}

/** The plants of variants of a line. */
export function linePlants({ definition, ...asked }: Simulated, variants: readonly VariantOfLine[]): SearchPlant[] {
  return grouped(variants, canonicalJson).map(({ of, items: [variant] }) => ({
    of,
    simulate: async (queue, from, count, signal) => {
      const job = { ...asked, definitions: [definition, variant!.definition], setRates: [[], variant!.setRates], only: [1], from, count };
      const [replications] = await lineJobs(queue).run(job, signal);
      const rows = replications!.map(({ kpis }) => kpis);
      return of.map(() => rows);
    },
  }));
}
