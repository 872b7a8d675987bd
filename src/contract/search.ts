import { z } from 'zod';
import { CellChange } from './cell-variant.js';
import { CellRunKpi, CellScenarioRequest } from './cell-scenario.js';
import { aims, sought } from './search-aim.js';
import { searchFaults, type Looked } from './search-faults.js';
import { Factor } from './search-factor.js';
import { LINE_SEARCH_KINDS, SEARCH_KINDS, type SearchKind } from './search-kind.js';
import { SCHEDULE } from './search-schedule.js';
import { Change, RunKpi, ScenarioRequest } from './scenario.js';

const kpis = <Kpi extends z.ZodType>(kpi: Kpi) =>
  z.array(kpi).min(1).optional().describe('those that are judged; all where not given. Fewer are judged more sharply');

const over = z.array(Factor).max(20).default([]);
const changes = <Schema extends z.ZodType>(change: Schema) => z.array(change).max(50).default([]).describe('that hold everywhere, in the baseline too');

const LineShape = z.strictObject({
  ...ScenarioRequest.omit({ variants: true }).shape,
  hypothesis: CellScenarioRequest.shape.hypothesis,
  matters: CellScenarioRequest.shape.matters,
  changes: changes(Change),
  kpis: kpis(RunKpi),
  over,
  ...aims(RunKpi),
});
const ofSite = sought(CellRunKpi);
const CellShape = z.strictObject({
  ...CellScenarioRequest.omit({ variants: true, precision: true }).shape,
  changes: changes(CellChange),
  over,
  ...aims(CellRunKpi),
  schedule: z
    .strictObject({
      ...SCHEDULE,
      goals: z
        .array(ofSite.goal)
        .min(1)
        .max(3)
        .default([{ kpi: 'ordersLate' }, { kpi: 'costEur' }, { kpi: 'peakKw' }])
        .describe('the first counts most, a later one where those before make no difference'),
      ...ofSite.means,
    })
    .optional()
    .describe('the best sequence of orders'),
});

const checking = (change: z.ZodType, allowed: readonly SearchKind[]) => (request: Looked, context: z.RefinementCtx) => {
  for (const { path, message } of searchFaults(request, change, allowed)) context.addIssue({ code: 'custom', path, message });
};

/** A search over what-ifs of a line: one of sweep, tornado, optimise and pareto. */
export const LineSearchRequest = LineShape.superRefine(checking(Change, LINE_SEARCH_KINDS));
export type LineSearchRequest = z.infer<typeof LineSearchRequest>;

/** The same of a site, and the schedule of its orders. */
export const CellSearchRequest = CellShape.superRefine(checking(CellChange, SEARCH_KINDS));
export type CellSearchRequest = z.infer<typeof CellSearchRequest>;
export type CellSearchDocument = z.input<typeof CellSearchRequest>;

export type SearchRequest = LineSearchRequest | CellSearchRequest;
