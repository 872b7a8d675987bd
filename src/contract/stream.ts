import { z } from 'zod';
import { AlarmEvent } from './alarm.js';
import { CellLive } from './cell-live.js';
import { EquipmentId, LineId, UnitId } from './equipment.js';
import { Freshness } from './freshness.js';
import { Kpis, KpiElements } from './kpi.js';
import { PackmlState, StateFamily, UnitMode } from './packml.js';
import { Quality, SignalValue } from './telemetry.js';
import { Bilingual, Micros } from './units.js';

/** A number that was measured. Null where nothing was received. */
export const Measured = z.strictObject({ value: SignalValue, measuredAtUs: Micros, quality: Quality }).nullable();
export type Measured = z.infer<typeof Measured>;

export const UnitView = z.strictObject({
  equipmentId: EquipmentId,
  name: Bilingual,
  type: z.string(),
  item: z.string(),
  freshness: Freshness,
  lastSeenUs: Micros.nullable(),
  state: PackmlState,
  mode: UnitMode,
  family: StateFamily,
  cause: z.enum(['internal', 'upstream', 'downstream']).nullable().describe('which side stopped the unit; null while it produces or where unknown'),
  stateSinceUs: Micros.nullable(),
  reason: z.int().nullable(),
  nominalRatePerMin: z.number(),
  ratePerMin: Measured.describe('measured speed [items/min]'),
  expectedRatePerMin: z.number().nullable().describe('simulated: what the model expects in the present state [items/min]'),
  powerKw: Measured,
  expectedPowerKw: z.number().nullable().describe('simulated [kW]'),
  shift: z.strictObject({
    good: z.number().describe('measured [items]'),
    rejected: z.number().describe('measured [items]'),
    expectedGood: z.number().nullable().describe('simulated: at the expected rate in the measured states [items]'),
    energyKwh: z.number().nullable().describe('measured'),
    expectedEnergyKwh: z.number().nullable().describe('simulated'),
    stops: z.int(),
    elements: KpiElements,
    kpis: Kpis,
  }),
  signals: z.record(z.string(), Measured).describe('newest reading of every other signal'),
});
export type UnitView = z.infer<typeof UnitView>;

export const BufferView = z.strictObject({
  after: UnitId,
  item: z.string(),
  capacity: z.number(),
  level: z.number().nullable().describe('inferred from the counts on both sides [items]'),
  expectedLevel: z.number().nullable().describe('simulated [items]'),
});
export type BufferView = z.infer<typeof BufferView>;

export const BatchView = z.strictObject({
  id: z.string(),
  unit: UnitId,
  fromUs: Micros,
  toUs: Micros.nullable().describe('null while it is the current one'),
  good: z.number(),
  rejected: z.number(),
  stops: z.int().describe('stops between first and last production: an open stop counts once production goes on'),
});
export type BatchView = z.infer<typeof BatchView>;

/** Where the line differs from what the model expects, as data; the screens make the sentence. */
export const Deviation = z.strictObject({
  unit: UnitId,
  kind: z.enum(['slow', 'fast', 'power-high', 'power-low']),
  sinceUs: Micros,
  ratio: z.number().describe('measured / expected over the time since'),
  effectUnits: z.number().nullable().describe('good units of the line lost (negative) or gained, where it can be said'),
  effectKwh: z.number().nullable(),
});
export type Deviation = z.infer<typeof Deviation>;

/** Quantiles of simulated cumulative good units of the line at instants of the shift. */
export const Forecast = z.strictObject({
  madeAtUs: Micros,
  revision: z.int(),
  replications: z.int(),
  atUs: z.array(Micros),
  p10: z.array(z.number()),
  p50: z.array(z.number()),
  p90: z.array(z.number()),
  planUnits: z.number().nullable(),
  chanceOfPlan: z.number().nullable().describe('share of replications that reach the plan by the end of the shift'),
});
export type Forecast = z.infer<typeof Forecast>;

/** The state of one line's twin. Names of parts say what is simulated; the rest is measured or derived from measurements. */
export const LineView = z.strictObject({
  line: LineId,
  name: Bilingual,
  demo: z.boolean().describe('true: the machines are simulated, the line is invented'),
  timezone: z.string(),
  clock: z.enum(['wall', 'source']),
  speed: z.number().describe('seconds of line time per second; 1 on a wall clock'),
  lineTimeUs: Micros.nullable().describe('time of the line, null before the first reading'),
  heardAtUs: Micros.nullable().describe('time of the wall clock at which the last reading arrived, null before the first'),
  freshness: Freshness,
  catchingUp: z.boolean().describe('true while readings from the past are being taken in'),
  modelVersion: z.string(),
  productItem: z.string(),
  shift: z.strictObject({ id: UnitId, name: Bilingual, fromUs: Micros, toUs: Micros }).nullable(),
  output: z.strictObject({
    good: z.number().describe('good units of the line in the shift, measured'),
    rejected: z.number().describe('units of the line rejected at any station in the shift, measured'),
    ratePerMin: z.number().nullable().describe('good units per minute over the last 5 minutes, measured'),
    expectedRatePerMin: z.number().nullable().describe('simulated: the same of the model in the states that were measured, at the last minute'),
    powerKw: z.number().nullable().describe('sum of the measured powers'),
    expectedPowerKw: z.number().nullable().describe('simulated'),
    energyKwh: z.number().nullable(),
    expectedEnergyKwh: z.number().nullable().describe('simulated'),
    kpis: Kpis.describe(
      'of the line: times of its slowest station by ideal rate, good units where they leave it, rejects of that station and of those after it',
    ),
    elements: KpiElements,
  }),
  forecast: Forecast.nullable(),
  start: Forecast.nullable().describe('what was expected when the shift began, or when the line was first heard in it'),
  expectedPower: z
    .strictObject({ atUs: z.array(Micros), kw: z.array(z.number()) })
    .describe('simulated: power of the line that the model expected at the minutes of the last hours, oldest first'),
  rateTrend: z
    .strictObject({
      idealRatePerMin: z.number().nullable().describe('ideal rate of the line by its plant file; null where it has several ends'),
      atUs: z.array(Micros),
      ratePerMin: z
        .array(z.number().nullable())
        .describe('measured: good units of the line per minute over the 5 minutes before; null: not known until the next'),
      expectedRatePerMin: z.array(z.number().nullable()).describe('simulated: the same of the model in the states that were measured'),
    })
    .describe('at the minutes of the last hours, oldest first'),
  batch: BatchView.nullable(),
  units: z.record(UnitId, UnitView),
  order: z.array(UnitId),
  buffers: z.record(UnitId, BufferView),
  deviations: z.array(Deviation),
});
export type LineView = z.infer<typeof LineView>;

/** Changed leaves of a LineView by JSON pointer (RFC 6901). Arrays are leaves. A removed leaf is listed in `gone`. */
export const Leaves = z.record(z.string(), z.json());
export type Leaves = z.infer<typeof Leaves>;

export type TwinState = LineView | CellLive;

export const SUBPROTOCOL = 'twin.v1';
const Epoch = z.string().min(1);
const Rev = z.int().min(0);

export const ClientMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('auth'), token: z.string() }),
  z.strictObject({
    type: z.literal('sub'),
    line: LineId,
    maxHz: z.number().positive().max(20).optional(),
    resume: z.strictObject({ epoch: Epoch, rev: Rev, eventSeq: z.int().min(0).optional(), alarmSeq: z.int().min(0).optional() }).optional(),
  }),
  z.strictObject({ type: z.literal('unsub'), line: LineId }),
  z.strictObject({ type: z.literal('ping'), id: z.int().optional() }),
]);
export type ClientMessage = z.infer<typeof ClientMessage>;

export const TwinEvent = z.strictObject({
  seq: z.int().positive().describe('contiguous per line and epoch, never conflated'),
  atUs: Micros,
  kind: z.enum(['state', 'batch', 'deviation', 'shift', 'count']).describe('count: a counter rose by more than its machine can make, which is not counted'),
  unit: UnitId.nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  why: z.string(),
});
export type TwinEvent = z.infer<typeof TwinEvent>;

export const ServerMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('welcome'), principal: z.string(), expiresAtUs: Micros.nullable() }),
  z.strictObject({
    type: z.literal('snapshot'),
    line: LineId,
    epoch: Epoch,
    rev: Rev,
    asOfUs: Micros,
    reason: z.enum(['new', 'other-epoch', 'too-old']),
    state: z.union([LineView, CellLive]).describe('of a line, or of a process cell'),
    eventSeq: z.int(),
    alarmSeq: z.int().describe('number after which alarms follow; numbers of alarms go on over restarts of the service'),
  }),
  z.strictObject({ type: z.literal('delta'), line: LineId, from: Rev, to: Rev, asOfUs: Micros, set: Leaves, gone: z.array(z.string()) }),
  z.strictObject({ type: z.literal('events'), line: LineId, events: z.array(TwinEvent) }),
  z.strictObject({ type: z.literal('alarms'), line: LineId, events: z.array(AlarmEvent).describe('contiguous, never conflated, each after it was written') }),
  z.strictObject({ type: z.literal('check'), line: LineId, rev: Rev, hash: z.string().describe('of the state, see leaves.ts') }),
  z.strictObject({
    type: z.literal('error'),
    code: z.enum(['bad-message', 'unauthorized', 'forbidden', 'unknown-line', 'too-many', 'too-slow']),
    detail: z.string(),
    line: LineId.optional(),
    retryAfterS: z.number().optional(),
  }),
  z.strictObject({ type: z.literal('pong'), id: z.int().optional() }),
]);
export type ServerMessage = z.infer<typeof ServerMessage>;
