import { z } from 'zod';
import { CellScenarioResult } from './cell-scenario.js';
import { ChangeNote } from './change-note.js';
import { UnitId } from './equipment.js';
import { Interval } from './estimate.js';
import { Level, NamedFactor } from './search-factor.js';
import { SearchKind } from './search-kind.js';
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

const Goal = z.strictObject({ kpi: z.string(), better: z.enum(['more', 'less']), indifference: z.number() });
const Constraint = z.strictObject({ kpi: z.string(), side: z.enum(['atLeast', 'atMost']), bound: z.number(), tolerance: z.number() });
const PointId = z.string().describe('id of a point');

/** How surely a point holds a constraint. */
export const Holds = z.enum(['surely', 'possibly', 'not']);
export type Holds = z.infer<typeof Holds>;

/** What all searches for the best tell: what was sought, and how it ended. */
const SOUGHT = {
  constraints: z.array(Constraint),
  method: z
    .enum(['every-point', 'search'])
    .describe('every-point: all combinations were compared. search: points were looked for, and the best few compared on replications of their own'),
  ended: z.enum(['decided', 'budget', 'stopped']).describe('decided: with the confidence that was asked for'),
  asked: z.strictObject({ confidence: z.number(), budget: z.int() }),
  spent: z.int().describe('replications, of the baseline too'),
  refused: z.array(z.strictObject({ at: At, detail: z.string() })).describe('points that make no right variant'),
};
const OF_POINT = {
  point: PointId,
  replications: z.strictObject({ from: z.int(), count: z.int() }).nullable().describe('that the comparison rests on; null: it was not compared in the end'),
  holds: z
    .array(Holds)
    .describe('each constraint. surely, not: by the comparison, right with its confidence; of a point that was not compared by the 95 % interval of its mean'),
};

export const Optimum = z.strictObject({
  goal: Goal,
  ...SOUGHT,
  chosen: PointId.nullable().describe('null: none holds the constraints, or it cannot be known'),
  confidence: z
    .strictObject({ value: z.number(), from: z.enum(['procedure', 'estimate']) })
    .nullable()
    .describe(
      'that no other point that was compared is better by the indifference, and that the chosen one misses no constraint by its tolerance. procedure: promised before; estimate: from the data that made the choice',
    ),
  candidates: z.array(
    z.strictObject({
      ...OF_POINT,
      fate: z
        .enum(['best', 'racing', 'beaten', 'infeasible', 'unknown', 'left'])
        .describe(
          'racing: nothing is decided against it. infeasible: surely misses a constraint. unknown: a KPI cannot be known. left: not compared in the end',
        ),
      beatenBy: PointId.nullable(),
    }),
  ),
});
export type Optimum = z.infer<typeof Optimum>;

export const ParetoFront = z.strictObject({
  goals: z.array(Goal),
  ...SOUGHT,
  chosen: PointId.nullable().describe(
    'of a schedule, whose goals count one after the other, the one to take; of pareto null: what to give up for what is yours to say',
  ),
  candidates: z.array(
    z.strictObject({
      ...OF_POINT,
      place: z
        .enum(['front', 'behind', 'dominated', 'infeasible', 'unknown', 'left'])
        .describe(
          'front: its means hold the constraints, and no such point is as good in every goal and better in one. dominated, infeasible: surely so, together with the confidence that was asked for; behind: none of these. unknown: a KPI cannot be known. left: not compared in the end',
        ),
      sure: z.boolean().describe('of one in the front, that it is: nothing dominates it by the indifferences, and it misses no constraint by its tolerance'),
      dominatedBy: PointId.nullable(),
    }),
  ),
});
export type ParetoFront = z.infer<typeof ParetoFront>;

const SEARCH_ANSWER = {
  search: SearchKind,
  matters: z.number(),
  judged: z.array(z.string()).describe('KPIs'),
  factors: z.array(NamedFactor).describe('of a schedule its sequence, and which orders are released later'),
  baseline: z
    .strictObject({ at: At.describe('empty where no factor has a base'), replications: z.int(), kpis: ByKpi(Interval) })
    .describe('the place with the changes that hold everywhere'),
  points: z.array(SearchPoint),
  tornado: z.array(Tornado).nullable().describe('a list for each KPI that is judged and known; null for other kinds'),
  optimum: Optimum.nullable().describe('of optimise'),
  front: ParetoFront.nullable().describe('of pareto and schedule'),
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
