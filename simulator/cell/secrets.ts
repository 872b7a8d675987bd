import { z } from 'zod';
import { UnitId } from '../../src/contract/equipment.js';
import { Moment } from '../../src/contract/line.js';
import { Duration, PositiveDuration } from '../../src/contract/units.js';
import { momentS } from './calendar.js';

const DAY_S = 86_400;

const Drift = z
  .strictObject({
    from: Moment.optional(),
    after: Duration.optional().describe('time of the plant, instead of from'),
    perDay: z.number().describe('added to the factor a day'),
    lasts: PositiveDuration.optional().describe('it stays where it is then; without end where not given'),
  })
  .refine(({ from, after }) => (from === undefined) !== (after === undefined), { error: () => 'expected either from or after' });

/** What a value of the plant file is multiplied by; it may drift with time. */
const Factor = z.union([
  z
    .number()
    .min(0)
    .transform((factor) => ({ factor })),
  z.strictObject({ factor: z.number().min(0).default(1), drift: Drift }),
]);
type Factor = { factor: number; drift?: z.infer<typeof Drift> };
const factor = Factor.default({ factor: 1 });
const amount = Factor.default({ factor: 0 });

const Stops = z.record(UnitId, z.strictObject({ every: factor, lasts: factor })).default({});

const StationSecrets = z.strictObject({ rate: factor, rejects: factor, power: factor, stops: Stops });
const UnitSecrets = z.strictObject({
  phases: factor,
  phase: z.record(UnitId, factor).default({}).describe('of one phase, beside that of all'),
  setUp: factor,
  startUp: factor,
  startUpRejects: factor,
  clearance: factor,
  changeover: factor,
  cleaning: factor,
  maintenance: factor,
  response: factor,
  loss: factor.describe('of the share of items that a step loses'),
  rework: factor.describe('of the chance that a batch goes back after it'),
  power: factor,
  utilities: factor,
  stops: Stops,
  standby: z.enum(['as-said', 'never']).default('as-said'),
  stations: z.record(UnitId, StationSecrets).default({}),
});
const UtilitySecrets = z.strictObject({
  leak: amount.describe('flow that nobody draws [unit/h]'),
  energy: factor,
  capacity: factor.describe('of the most that can be drawn at once'),
});
const ZoneSecrets = z.strictObject({
  fan: factor,
  cooling: factor,
  heat: factor,
  coolingPerK: z.number().default(0).describe('share more for each K above the yearly mean outdoors'),
  heatPerK: z.number().default(0).describe('share more for each K below it'),
  stuck: z.strictObject({ after: Duration }).optional().describe('from then on its dampers stay open when it is set back'),
});

const MeterSecrets = z.strictObject({
  unmetered: z.number().min(0).default(0).describe('power that it counts and nothing below it: lights, offices [kW]'),
});

/** What the twin is not told of a plant. Only the simulator reads it. */
export const Secrets = z.strictObject({
  kind: z.literal('Secrets'),
  cell: UnitId,
  units: z.record(UnitId, UnitSecrets).default({}),
  utilities: z.record(UnitId, UtilitySecrets).default({}),
  zones: z.record(UnitId, ZoneSecrets).default({}),
  meters: z.record(UnitId, MeterSecrets).default({}),
  laboratory: z.strictObject({ work: factor, incubation: factor, record: factor, deviations: factor, reject: factor }).prefault({}),
});
export type Secrets = z.infer<typeof Secrets>;
export type UnitSecrets = z.infer<typeof UnitSecrets>;
export type StationSecrets = z.infer<typeof StationSecrets>;
export type UtilitySecrets = z.infer<typeof UtilitySecrets>;
export type ZoneSecrets = z.infer<typeof ZoneSecrets>;

/** A plant exactly as its file says. */
export const noSecrets = (cell: string): Secrets => Secrets.parse({ kind: 'Secrets', cell });
export const unitSecrets = (secrets: Secrets, id: string): UnitSecrets => secrets.units[id] ?? UnitSecrets.parse({});
export const stationSecrets = (unit: UnitSecrets, id: string): StationSecrets => unit.stations[id] ?? StationSecrets.parse({});
export const utilitySecrets = (secrets: Secrets, id: string): UtilitySecrets => secrets.utilities[id] ?? UtilitySecrets.parse({});
export const zoneSecrets = (secrets: Secrets, id: string): ZoneSecrets => secrets.zones[id] ?? ZoneSecrets.parse({});

/** Reads factors at an instant: the factor, and what it has drifted by. Never below zero. */
export function factorReader(timezone: string, beganS: number): (factor: Factor | undefined, timeS: number) => number {
  return (value, timeS) => {
    if (value === undefined) return 1;
    const { factor: base, drift } = value;
    if (drift === undefined) return base;
    const fromS = drift.after === undefined ? momentS(drift.from!, timezone) : beganS + drift.after;
    const days = Math.min(timeS - fromS, drift.lasts ?? Infinity) / DAY_S;
    return Math.max(0, base + drift.perDay * Math.max(0, days));
  };
}
