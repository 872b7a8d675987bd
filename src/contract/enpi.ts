import { z } from 'zod';
import { TimeZone } from './time-zone.js';
import { Micros } from './units.js';

/** How long the periods of a baseline are, by the clock of the site. */
export const PERIOD_LENGTHS = ['hour', 'day', 'week', 'month'] as const;
export const PeriodLength = z.enum(PERIOD_LENGTHS);
export type PeriodLength = z.infer<typeof PeriodLength>;

/** What a site did with energy in a period, and what it needed it for. */
export const EnergyPeriod = z.strictObject({
  fromUs: Micros,
  toUs: Micros,
  energyKwh: z.number().nullable().describe('null: not known'),
  unknownShare: z.number().min(0).max(1).default(0).describe('of the time, for which the meter told nothing'),
  drivers: z.record(z.string(), z.number().nullable()).default({}).describe('by id, the sum over the period; null: not known'),
  outdoorC: z
    .array(z.number().nullable())
    .default([])
    .describe('mean outdoor temperature of each civil day of the period; of an hour, its one mean. Empty: not known'),
});
export type EnergyPeriod = z.infer<typeof EnergyPeriod>;

const WEEKDAYS = ['tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** Ids of the terms that are no drivers. */
export const OWN_TERMS: readonly string[] = ['base-load', 'heating', 'cooling', 'weekend', ...WEEKDAYS];

/** What drives energy, as the data call it. */
export const DriverId = z
  .string()
  .min(1)
  .max(80)
  .refine((id) => !OWN_TERMS.includes(id), { error: () => `this name is that of a term of ours (${OWN_TERMS.join(', ')}): call the driver otherwise` });

/** Degree-days of the outdoor temperature; without a base it is looked for. */
export const DegreeDays = z.strictObject({
  baseC: z.number().min(-10).max(40).optional().describe('outdoor temperature from which on the site heats or cools; looked for where not given'),
});
export type DegreeDays = z.infer<typeof DegreeDays>;

/** Verdicts of a baseline hold where nothing else is said. */
export const BaselineLimits = z.strictObject({
  leastPeriods: z.int().min(3).max(10_000).optional(),
  leastCoverage: z.number().min(0).max(1).optional().describe('share of the periods that could be used'),
  leastR2: z.number().min(0).max(1).optional(),
  mostCvRmse: z.number().positive().max(10).optional(),
  mostNmbe: z.number().positive().max(10).optional(),
  leastT: z.number().min(0).max(100).optional(),
});
export type BaselineLimits = z.infer<typeof BaselineLimits>;

export const CALENDARS = ['none', 'weekend', 'weekday'] as const;

/** What the energy of a period is explained by. */
export const BaselineRequest = z
  .strictObject({
    each: PeriodLength,
    timezone: TimeZone,
    drivers: z.array(DriverId).max(20).default([]).describe('production by product, operating hours and the like, by their id in the periods'),
    heating: DegreeDays.nullable().default(null),
    cooling: DegreeDays.nullable().default(null),
    calendar: z.enum(CALENDARS).default('none').describe('weekend: days off by Saturday and Sunday; weekday: each day of the week beside Monday'),
    mostUnknown: z.number().min(0).max(1).default(0.05).describe('share of a period that may be unknown; with more of it a period is left out'),
    limits: BaselineLimits.default({}),
  })
  .refine(({ drivers }) => new Set(drivers).size === drivers.length, { path: ['drivers'], error: () => 'each driver stands once' })
  .refine(({ heating, cooling }) => (heating?.baseC ?? -Infinity) <= (cooling?.baseC ?? Infinity), {
    path: ['cooling', 'baseC'],
    error: () => 'the cooling base is below the heating base',
  });
export type BaselineRequest = z.infer<typeof BaselineRequest>;

export const LEFT_OUT = ['energy-unknown', 'too-much-unknown', 'driver-unknown', 'temperature-unknown', 'not-after'] as const;

/** A period that was not used, and why. */
export const LeftOut = z.strictObject({
  fromUs: Micros,
  toUs: Micros,
  reason: z.enum(LEFT_OUT).describe('not-after: it begins before the one before it ends'),
  driver: z.string().nullable().describe('which is not known'),
});
export type LeftOut = z.infer<typeof LeftOut>;

/** A value with its 95 % interval. */
export const Ranged = z.strictObject({ mean: z.number(), low: z.number(), high: z.number() });
export type Ranged = z.infer<typeof Ranged>;

export const TERM_KINDS = ['base-load', 'driver', 'heating', 'cooling', 'calendar'] as const;

/** A coefficient of the regression. */
export const BaselineTerm = z.strictObject({
  id: z.string(),
  kind: z.enum(TERM_KINDS),
  value: z.number().describe('[kWh] by day (base-load, calendar), by degree-day (heating, cooling), by unit of the driver'),
  low: z.number(),
  high: z.number(),
  se: z.number(),
  t: z.number().nullable().describe('value / se with the correlation of the residuals; null where se is 0'),
  from: z.number().describe('least value in a period of the baseline'),
  to: z.number().describe('greatest'),
});
export type BaselineTerm = z.infer<typeof BaselineTerm>;

export const BaseTemperature = z.strictObject({
  baseC: z.number(),
  found: z.boolean().describe('looked for; false: given'),
  low: z.number().describe('lowest of the bases that fit nearly as well: 95 % by the F test'),
  high: z.number(),
  atEdge: z.boolean().describe('the best is at the edge of where it was looked for: there may be a better one'),
});
export type BaseTemperature = z.infer<typeof BaseTemperature>;

export const CRITERIA = ['periods', 'coverage', 'effective', 'r2', 'cv-rmse', 'nmbe', 't'] as const;
export const CRITERION_SOURCES = ['iso-50006', 'caltrack-2', 'ipmvp', 'ashrae-14', 'given'] as const;

/** One thing that makes a baseline fit for use. */
export const Criterion = z.strictObject({
  id: z.enum(CRITERIA),
  term: z.string().nullable(),
  value: z.number().nullable().describe('null: not defined, and so not met'),
  limit: z.number(),
  met: z.boolean(),
  source: z.enum(CRITERION_SOURCES),
});
export type Criterion = z.infer<typeof Criterion>;

/** An energy baseline (ISO 50006): energy by period as a regression on what drives it. */
export const EnergyBaseline = z.strictObject({
  request: BaselineRequest,
  fromUs: Micros,
  toUs: Micros,
  periods: z.int().describe('used'),
  leftOut: z.array(LeftOut),
  terms: z.array(BaselineTerm),
  unused: z
    .array(z.string())
    .describe('terms that were asked for and never differ from 0 in these periods: their effect cannot be told, and they are left out'),
  heating: BaseTemperature.nullable(),
  cooling: BaseTemperature.nullable(),
  meanKwh: z.number().describe('of a period'),
  parameters: z.int().describe('coefficients and bases that were looked for'),
  r2: z.number().nullable(),
  adjustedR2: z.number().nullable(),
  residualSdKwh: z.number().describe('of a period: root of the sum of squares by periods less parameters'),
  cvRmse: z.number().nullable().describe('residualSdKwh / meanKwh'),
  nmbe: z.number().nullable().describe('sum of residuals / (periods less parameters) / meanKwh; of a regression with a base load 0 but for months'),
  lag1: z.number().nullable().describe('correlation of residuals of neighbouring periods'),
  autocorrelation: z.number().describe('of the errors, from period to period: what intervals count with (restricted likelihood, at least 0)'),
  effectivePeriods: z.number().describe('periods (1 - autocorrelation) / (1 + autocorrelation)'),
  criteria: z.array(Criterion),
  verdict: z.enum(['fit-for-use', 'not-fit-for-use']),
});
export type EnergyBaseline = z.infer<typeof EnergyBaseline>;

/** Why there is no baseline. */
export const NoBaseline = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('too-few'), needed: z.int(), found: z.int(), leftOut: z.array(LeftOut) }),
  z.strictObject({ code: z.literal('collinear'), term: z.string(), of: z.array(z.string()), leftOut: z.array(LeftOut) }),
]);
export type NoBaseline = z.infer<typeof NoBaseline>;

/** A period beside what the baseline expects of it. */
export const ComparedPeriod = z.strictObject({
  fromUs: Micros,
  toUs: Micros,
  actualKwh: z.number(),
  expectedKwh: z.number(),
  low: z.number().describe('of the 95 % prediction interval of one period'),
  high: z.number(),
  cusumKwh: z.number().describe('sum of actual less expected up to its end'),
  outOfRange: z.array(z.string()).describe('terms that are more than 10 % beyond what the baseline saw'),
});
export type ComparedPeriod = z.infer<typeof ComparedPeriod>;

/** A period of a baseline, used in its fit or left out of it. */
export const BaselinePoint = z.strictObject({
  fromUs: Micros,
  toUs: Micros,
  actualKwh: z.number().nullable().describe('null: not known'),
  expectedKwh: z.number().nullable().describe('null: it was left out'),
  values: z
    .array(z.strictObject({ term: z.string(), value: z.number().nullable() }))
    .describe('what it is explained by, term by term of the baseline; of one that was left out the drivers that are known'),
  leftOut: LeftOut.pick({ reason: true, driver: true }).nullable().describe('why; null: it was used'),
});
export type BaselinePoint = z.infer<typeof BaselinePoint>;

/** Where the level of actual less expected changed. */
export const ChangePoint = z.strictObject({
  atUs: Micros.describe('begin of the first period of the new level'),
  earliestUs: Micros.describe('95 % by likelihood ratio'),
  latestUs: Micros,
  chance: z.number().min(0).max(1).describe('of as large a swing of the CUSUM where nothing changed'),
  stepKwhPerDay: Ranged.describe('new level less old one'),
});
export type ChangePoint = z.infer<typeof ChangePoint>;

/** A stretch between change points. */
export const CusumLevel = z.strictObject({
  fromUs: Micros,
  toUs: Micros,
  periods: z.int(),
  excessKwhPerDay: Ranged.describe('actual less expected'),
});
export type CusumLevel = z.infer<typeof CusumLevel>;

export const Cusum = z.strictObject({
  periods: z.array(ComparedPeriod),
  leftOut: z.array(LeftOut),
  levels: z.array(CusumLevel),
  changes: z.array(ChangePoint),
});
export type Cusum = z.infer<typeof Cusum>;

export const SAVINGS_VERDICTS = ['saved', 'used-more', 'cannot-be-told'] as const;
export const SAVINGS_NOTES = ['baseline-not-fit', 'not-after-baseline', 'beyond-baseline', 'many-left-out', 'interval-holds-zero'] as const;

/** Avoided energy of a reporting period (IPMVP option C). */
export const EnergySavings = z.strictObject({
  fromUs: Micros,
  toUs: Micros,
  periods: z.int(),
  days: z.number().describe('civil days of the periods that were used'),
  leftOut: z.array(LeftOut),
  outOfRange: z.int().describe('periods with a term more than 10 % beyond what the baseline saw'),
  actualKwh: z.number(),
  expectedKwh: z.number(),
  savedKwh: Ranged,
  savedKwhPerDay: Ranged,
  savedShare: Ranged.nullable().describe('of what was expected'),
  fractionalUncertainty: z.number().nullable().describe('half of the 95 % interval by what was saved'),
  fractionalUncertaintyAshrae14: z.number().nullable().describe('the same by the approximation of ASHRAE Guideline 14, annex B, at 95 %'),
  verdict: z.enum(SAVINGS_VERDICTS),
  notes: z.array(z.enum(SAVINGS_NOTES)),
});
export type EnergySavings = z.infer<typeof EnergySavings>;

export const PROOF_VERDICTS = ['agree', 'differ', 'cannot-be-told'] as const;

/** What a scenario promised beside what was measured after it was carried out. */
export const ScenarioProof = z.strictObject({
  predictedKwhPerDay: Ranged.describe('saved'),
  measuredKwhPerDay: Ranged,
  differenceKwhPerDay: Ranged.describe('measured less predicted'),
  withinKwhPerDay: z.number().describe('the most that two savings may differ by and agree'),
  verdict: z.enum(PROOF_VERDICTS).describe('agree: the interval of the difference lies within; differ: it does not hold 0; neither is told where notes stand'),
  notes: z.array(z.enum(SAVINGS_NOTES)).describe('why what was measured proves nothing; empty where it does, and where the intervals alone are too wide'),
});
export type ScenarioProof = z.infer<typeof ScenarioProof>;
