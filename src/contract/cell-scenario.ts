import { z } from 'zod';
import { AnswerNote } from './answer-note.js';
import { CellVariant } from './cell-variant.js';
import { ACCOUNTS, LookAheadNote } from './cell-view.js';
import { BILL_PARTS, PeriodBill } from './bill.js';
import { SupplyNote } from './supply-note.js';
import { EnergySeries } from './series.js';
import { ChangeNote } from './change-note.js';
import { LineId, UnitId } from './equipment.js';
import { Estimate, Interval } from './estimate.js';
import { HORIZON_S } from './horizon.js';
import { PastStart, ScenarioRequest, ScenarioStart, StateHash } from './scenario.js';
import { Share } from './share.js';
import { MATTERS } from './matters.js';
import { Micros, quantity } from './units.js';
import { Difference } from './verdict.js';

const DAY_S = 86_400;
const Horizon = quantity('duration', { positive: true, most: 366 * DAY_S }).default(HORIZON_S.cell);
const Instant = z.iso.datetime();

export const CellStart = z.discriminatedUnion('from', [
  ScenarioStart.options[0].describe('where the site stands when the run is accepted; of what is under way the rest is drawn'),
  PastStart,
  z.strictObject({ from: z.literal('snapshot'), hash: StateHash }).describe('where an earlier run began'),
  z.strictObject({
    from: z.literal('steady'),
    at: Instant.optional().describe(
      'instant at which the horizon begins; where not given the warm-up begins at 2026-01-05T06:00:00Z: orders are to come during it',
    ),
    warmUp: quantity('duration', { positive: true, most: 366 * DAY_S })
      .default(56 * DAY_S)
      .describe('before it, from the empty site; 8 weeks where not given'),
  }),
  z.strictObject({ from: z.literal('empty'), at: Instant.optional().describe('2026-01-05T06:00:00Z where not given') }),
]);
export type CellStart = z.infer<typeof CellStart>;

/** What an answer about a site tells, in this order. A KPI that cannot be known is null. */
export const CELL_RUN_KPIS = [
  'lotsDone',
  'goodItems',
  'leadTimeH',
  'ordersDone',
  'ordersLate',
  'lateH',
  'lotsLost',
  'reworks',
  'holdBreaches',
  'personH',
  'energyKwh',
  'kwhPerLot',
  'kwhPer1000',
  'costEur',
  'co2eKg',
  'peakKw',
] as const;
export const CellRunKpi = z.enum(CELL_RUN_KPIS);
export type CellRunKpi = z.infer<typeof CellRunKpi>;

/** Whether more of it is better. */
export const CELL_KPI_TREND: Record<CellRunKpi, 'up' | 'down'> = {
  lotsDone: 'up',
  goodItems: 'up',
  leadTimeH: 'down',
  ordersDone: 'up',
  ordersLate: 'down',
  lateH: 'down',
  lotsLost: 'down',
  reworks: 'down',
  holdBreaches: 'down',
  personH: 'down',
  energyKwh: 'down',
  kwhPerLot: 'down',
  kwhPer1000: 'down',
  costEur: 'down',
  co2eKg: 'down',
  peakKw: 'down',
};

/** A what-if question about a site (process cell): as it is, and up to six variants of it, on common random numbers. */
export const CellScenarioRequest = z.strictObject({
  cell: LineId,
  question: z.string().min(1).max(500),
  hypothesis: z.string().max(2000).optional().describe('what is expected, and why'),
  start: CellStart.default({ from: 'live' }),
  horizon: Horizon,
  replications: ScenarioRequest.shape.replications.describe('the most of them where a precision is wanted'),
  precision: z
    .strictObject({ kpi: CellRunKpi, within: Share.describe('half-width of its 95 % interval, of the mean: 2 %') })
    .optional()
    .describe('end as soon as this is known so well of the site as it is and of every variant'),
  seed: ScenarioRequest.shape.seed,
  matters: Share.default(MATTERS).describe('the least difference that matters, of the mean of the site as it is; 1 % where not given'),
  kpis: z.array(CellRunKpi).min(1).optional().describe('those that are judged; all where not given. Fewer are judged more sharply'),
  series: z
    .record(UnitId, EnergySeries)
    .default({})
    .describe('prices, emissions and sun by hour that changes name by their id; day-ahead-fr, carbon-fr and sun-paris, made from published means, are there'),
  variants: z.array(CellVariant).max(6).default([]),
});
export type CellScenarioRequest = z.infer<typeof CellScenarioRequest>;
export type CellScenarioDocument = z.input<typeof CellScenarioRequest>;

const Account = z.enum(ACCOUNTS);

/** What the energy of a carrier comes to. */
export const CarrierEstimate = z.strictObject({
  carrier: UnitId,
  kwh: Interval,
  costEur: Interval.nullable(),
  co2eKg: Interval.nullable(),
  peakKw: Interval.describe('highest mean over ten minutes on the clock; of a shorter horizon its mean'),
  bill: z
    .strictObject({
      contract: z.string(),
      parts: z.partialRecord(z.enum(BILL_PARTS), z.number()).describe('[EUR], means'),
      periods: z.array(PeriodBill).describe('means; subscribed power of the first replication'),
    })
    .nullable()
    .describe('by a contract; null without one'),
  weekKw: z.array(z.number().nullable()).length(168).describe('mean power in each hour of the week of the site, Monday 0 h first; null: not in the horizon'),
});
export type CarrierEstimate = z.infer<typeof CarrierEstimate>;

/** How a unit spends its time: mean share of the horizon over its slots in each account; and its electricity. */
export const CellUnitShares = z.strictObject({
  unit: UnitId,
  shares: z.partialRecord(Account, z.number()),
  kwh: z.partialRecord(Account, z.number()).describe('electricity in each account, all slots together [kWh]'),
  used: Interval.describe('share of its shifts in which it works, is prepared, cleaned, changed, mended or maintained, or cannot pass on'),
});
export type CellUnitShares = z.infer<typeof CellUnitShares>;

export const CellBottleneck = z.strictObject({
  unit: UnitId.nullable().describe('the unit that is surely used more than every other; null: no detectable difference'),
  most: UnitId.describe('the unit that is used most, on average'),
});
export type CellBottleneck = z.infer<typeof CellBottleneck>;

export const CellVariantResult = z.strictObject({
  id: z.string().describe('baseline or the id of the variant'),
  kpis: z.record(CellRunKpi, Estimate.nullable()).describe('null where a replication does not know it'),
  known: z
    .partialRecord(CellRunKpi, z.int())
    .optional()
    .describe('of each that is null: in how many replications it is known. Answers of earlier versions do not tell'),
  difference: z.record(CellRunKpi, Difference.nullable()).nullable().describe('to the baseline; null for the baseline'),
  products: z.array(
    z.strictObject({
      product: UnitId,
      item: z.string().describe('what its good items are in the end'),
      lots: Interval,
      items: Interval,
      leadTimeH: Interval.nullable().describe('null where in a replication no batch ended'),
      leadTimeKnown: z.int().optional().describe('in how many replications a batch ended. Answers of earlier versions do not tell'),
    }),
  ),
  cost: z.strictObject({ energyEur: Interval, networkEur: Interval, taxEur: Interval }).nullable().describe('null where no contract splits it'),
  carriers: z.array(CarrierEstimate),
  units: z.array(CellUnitShares),
  zones: z.array(z.strictObject({ zone: UnitId, fanKwh: z.number(), coolingKwh: z.number(), heatKwh: z.number() })),
  utilities: z.array(z.strictObject({ utility: UnitId, unit: z.string(), used: z.number() })),
  teams: z.array(z.strictObject({ team: UnitId, busy: z.number().nullable().describe('share of the time of those present') })),
  bottleneck: CellBottleneck,
  behindTheMeter: z
    .strictObject({
      generatedKwh: z.number().nullable().describe('of photovoltaics'),
      fedInKwh: z.number().nullable(),
      battery: z.strictObject({ takenKwh: z.number(), givenKwh: z.number(), storedKwh: z.number() }).nullable(),
    })
    .describe('means'),
  notes: z.array(ChangeNote).describe('what the changes of this variant take for granted'),
  supplyNotes: z.array(SupplyNote.extend({ carrier: UnitId.nullable() })).describe('what limits its cost and emissions'),
});
export type CellVariantResult = z.infer<typeof CellVariantResult>;

/** The answer. The same request from the same start with the same seed gives the same bytes. */
export const CellScenarioResult = z.strictObject({
  cell: LineId,
  modelVersion: z.string().describe('SHA-256 of the definition of the cell'),
  engineVersion: z.string(),
  start: z.strictObject({
    from: z.enum(['live', 'past', 'snapshot', 'steady', 'empty']),
    hash: z.string().describe('SHA-256 of where it begins'),
    atUs: Micros,
    epoch: z.string().nullable().optional().describe('of the live record that it was forked from; null: of none. Answers of earlier versions have none'),
    revision: z.int().nullable().optional().describe('of the live record, within its epoch'),
  }),
  horizonS: z.number(),
  replications: z.int().describe('that were simulated of each'),
  seed: z.int(),
  matters: z.number(),
  judged: z.array(CellRunKpi).optional().describe('indicators that are judged; answers of earlier versions do not tell'),
  simulated: z.literal(true),
  notes: z.array(AnswerNote).describe('what limits the answer'),
  startNotes: z.array(LookAheadNote).describe('what was not known of the site at the start, and what it was taken to be'),
  variants: z.array(CellVariantResult).describe('the site as it is first'),
});
export type CellScenarioResult = z.infer<typeof CellScenarioResult>;
