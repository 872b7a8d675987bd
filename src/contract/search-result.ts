import { z } from 'zod';
import { CellScenarioResult } from './cell-scenario.js';
import { ChangeNote } from './change-note.js';
import { UnitId } from './equipment.js';
import { Interval } from './estimate.js';
import { Level } from './search-factor.js';
import { SearchKind } from './search.js';
import { ScenarioResult } from './scenario.js';
import { Difference } from './verdict.js';

const ByKpi = <Of extends z.ZodType>(of: Of) => z.record(z.string(), of.nullable());
const At = z.record(UnitId, Level).describe('factors and their values');
const Span = z.strictObject({ mean: z.number(), low: z.number(), high: z.number() });

/** The place with the changes of a point. Replication n of every point and of the baseline draws the same random numbers. */
export const SearchPoint = z.strictObject({
  id: z.string(),
  at: At.describe('of a tornado the one factor that is not as in the baseline'),
  replications: z.int(),
  kpis: ByKpi(Interval),
  difference: ByKpi(Difference).describe('to the baseline, of the KPIs that are judged: all those of the answer together'),
  notes: z.array(ChangeNote).describe('what its changes take for granted'),
});
export type SearchPoint = z.infer<typeof SearchPoint>;

/** What one factor does to a KPI between its low and its high, all others as they are. */
export const TornadoBar = z.strictObject({
  factor: UnitId,
  low: z.number().describe('mean difference to the baseline at the low'),
  high: z.number().describe('mean difference to the baseline at the high'),
  span: Span.describe('of low, baseline and high the greatest mean less the least: mean of the paired differences with its 95 % interval'),
});
export type TornadoBar = z.infer<typeof TornadoBar>;

const Tornado = z.strictObject({ kpi: z.string(), bars: z.array(TornadoBar).describe('the widest span first') });
export type Tornado = z.infer<typeof Tornado>;

const SEARCH_ANSWER = {
  search: SearchKind,
  matters: z.number(),
  judged: z.array(z.string()).describe('KPIs'),
  factors: z.array(z.strictObject({ id: UnitId, name: z.string().nullable() })),
  baseline: z
    .strictObject({ at: At.describe('empty where no factor has a base'), replications: z.int(), kpis: ByKpi(Interval) })
    .describe('the place with the changes that hold everywhere'),
  points: z.array(SearchPoint),
  tornado: z.array(Tornado).nullable().describe('a list for each KPI that is judged and known; null for other kinds'),
};

/** The answer of a search over what-ifs of a line. The same request from the same start with the same seed gives the same bytes. */
export const LineSearchResult = z.strictObject({ ...ScenarioResult.omit({ variants: true }).shape, ...SEARCH_ANSWER });
export type LineSearchResult = z.infer<typeof LineSearchResult>;

/** The same of a site. */
export const CellSearchResult = z.strictObject({ ...CellScenarioResult.omit({ variants: true }).shape, ...SEARCH_ANSWER });
export type CellSearchResult = z.infer<typeof CellSearchResult>;

export type SearchResult = LineSearchResult | CellSearchResult;
/** What the answers about lines and sites have in common. */
export type SearchAnswer = Pick<CellSearchResult, keyof typeof SEARCH_ANSWER>;
