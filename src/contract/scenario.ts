import { z } from 'zod';
import { LineId, UnitId } from './equipment.js';
import { HORIZON_S } from './horizon.js';
import { Bottleneck, WaterfallEstimate } from './losses.js';
import { Estimate } from './estimate.js';
import { Difference } from './verdict.js';
import { SEED } from './seed.js';
import { Duration, DurationDistribution, Micros, PositiveDuration, Rate } from './units.js';

const Factor = z.number().positive().max(100);

/** One thing that a variant does otherwise than the line as it is. */
export const Change = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('rate'),
    unit: UnitId,
    to: Rate.optional().describe('new ideal rate; a machine that was found slow or fast runs at it too'),
    factor: Factor.optional().describe('multiplies the ideal rate, and the measured one of a machine that was found slow or fast'),
  }),
  z.strictObject({
    kind: z.literal('buffer'),
    after: UnitId.describe('the station before the buffer'),
    capacity: z.number().positive().describe('items of that station'),
  }),
  z.strictObject({
    kind: z.literal('stops'),
    unit: UnitId,
    stop: UnitId.describe('id of the stop law'),
    every: DurationDistribution.optional(),
    lasts: DurationDistribution.optional(),
    everyFactor: Factor.optional().describe('multiplies the time between stops'),
    lastsFactor: Factor.optional().describe('multiplies the duration of stops'),
  }),
  z.strictObject({
    kind: z.literal('standby'),
    unit: UnitId,
    after: PositiveDuration.nullable().describe('idle time before standby; null: never'),
    wakeUp: Duration.optional().describe('needed where the station has no standby policy of its own'),
  }),
]);
export type Change = z.infer<typeof Change>;
export type ChangeKind = Change['kind'];

export const StateHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, { error: () => 'expected the hash of a state, 64 hexadecimal digits, as in start.hash of an answer' });

const Live = z.strictObject({ from: z.literal('live') });
export const PastStart = z
  .strictObject({ from: z.literal('past'), at: z.iso.datetime() })
  .describe('where it stood then: the kept moment that is nearest, at most 15 minutes away; the answer tells its instant');

export const ScenarioStart = z.discriminatedUnion('from', [
  Live.describe('the state of the live twin when the run is accepted'),
  PastStart,
  z.strictObject({ from: z.literal('snapshot'), hash: StateHash }).describe('the state that an earlier run started from'),
  z.strictObject({
    from: z.literal('empty'),
    at: z.iso.datetime().optional().describe('instant at which the empty line starts, for shifts and tariff; 2026-01-05T06:00:00Z where not given'),
  }),
]);
export type ScenarioStart = z.infer<typeof ScenarioStart>;

export const Variant = z.strictObject({ id: UnitId, name: z.string().max(200).optional(), changes: z.array(Change).min(1).max(50) });
export type Variant = z.infer<typeof Variant>;

/** A what-if question: the line as it is, and up to six variants of it, on common random numbers. */
export const ScenarioRequest = z.strictObject({
  line: LineId,
  question: z.string().min(1).max(500),
  start: ScenarioStart.default({ from: 'live' }),
  horizon: quantityUpTo(31 * 86400),
  replications: z.int().min(2).max(2000).default(100),
  seed: z.int().min(0).max(0xffffffff).default(SEED),
  variants: z.array(Variant).max(6).default([]),
});
export type ScenarioRequest = z.infer<typeof ScenarioRequest>;
export type ScenarioDocument = z.input<typeof ScenarioRequest>;

function quantityUpTo(seconds: number) {
  return PositiveDuration.refine((s) => s <= seconds, { error: () => `must be at most ${seconds / 86400} d` }).default(HORIZON_S.line);
}

/** What a run answers, in this order. A KPI that cannot be known (no tariff, no output) is null. */
export const RUN_KPIS = ['goodUnits', 'oee', 'energyKwh', 'energyKwhPer1000', 'costEur', 'co2eKg', 'peakKw'] as const;
export const RunKpi = z.enum(RUN_KPIS);
export type RunKpi = z.infer<typeof RunKpi>;
/** Whether more of it is better. */
export const KPI_TREND: Record<RunKpi, 'up' | 'down'> = {
  goodUnits: 'up',
  oee: 'up',
  energyKwh: 'down',
  energyKwhPer1000: 'down',
  costEur: 'down',
  co2eKg: 'down',
  peakKw: 'down',
};

/** Mean share of the horizon that a unit spends in each of its simulated conditions. They add to one. */
export const UnitShares = z.strictObject({
  unit: UnitId,
  producing: z.number(),
  starved: z.number(),
  blocked: z.number(),
  down: z.number(),
  standby: z.number().describe('in standby or waking up'),
  planned: z.number().describe('outside the shifts'),
});
export type UnitShares = z.infer<typeof UnitShares>;

export const VariantResult = z.strictObject({
  id: z.string().describe('baseline or the id of the variant'),
  kpis: z.record(RunKpi, Estimate.nullable()).describe('null where a replication does not know it'),
  known: z
    .partialRecord(RunKpi, z.int())
    .optional()
    .describe('of each that is null: in how many replications it is known. Answers of earlier versions do not tell'),
  difference: z.record(RunKpi, Difference.nullable()).nullable().describe('to the baseline; null for the baseline'),
  units: z.array(UnitShares),
  bottleneck: Bottleneck.optional().describe('which machine holds the line; answers of earlier versions have none'),
  waterfall: WaterfallEstimate.optional().describe('where its good units go; answers of earlier versions have none'),
});
export type VariantResult = z.infer<typeof VariantResult>;

/** The answer. The same request from the same start with the same seed gives the same bytes. */
export const ScenarioResult = z.strictObject({
  line: LineId,
  modelVersion: z.string().describe('SHA-256 of the line definition'),
  engineVersion: z.string(),
  start: z.strictObject({
    from: z.enum(['live', 'past', 'snapshot', 'empty']),
    hash: z.string().describe('SHA-256 of the state at the start'),
    atUs: Micros,
    epoch: z.string().nullable(),
    revision: z.int().nullable().describe('revision of the live twin'),
  }),
  horizonS: z.number(),
  replications: z.int(),
  seed: z.int(),
  simulated: z.literal(true),
  notes: z.array(z.string()).describe('what limits the answer, in sentences'),
  variants: z.array(VariantResult).describe('the baseline first'),
});
export type ScenarioResult = z.infer<typeof ScenarioResult>;
