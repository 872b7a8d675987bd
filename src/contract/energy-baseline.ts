import { z } from 'zod';
import { SupplyNote } from './supply-note.js';
import { DaySpan } from './energy-file.js';
import {
  BaselineLimits,
  BaselinePoint,
  BaselineRequest,
  CALENDARS,
  Cusum,
  DegreeDays,
  EnergyBaseline,
  EnergySavings,
  PERIOD_LENGTHS,
  ScenarioProof,
} from './enpi.js';
import { LineId, SourceId, UnitId } from './equipment.js';
import { Micros } from './units.js';

/** Good units of the last steps of all products: the driver that a site measures by itself. */
export const PRODUCTION = 'production';

/** Periods of a site are days at the shortest: its production of an hour says little about the energy of that hour. */
const SitePeriod = z.enum(PERIOD_LENGTHS).exclude(['hour']);

/** A baseline of a site that is to be fitted to its own history, and kept. */
export const NewBaseline = z.strictObject({
  name: z.string().trim().min(1).max(200),
  carrier: UnitId.nullable().default('electricity').describe('null: all carriers together, as answers of what-ifs tell energy'),
  days: DaySpan.describe('first and last day by the clock of the site; whole periods within are used'),
  each: SitePeriod.default('day'),
  production: z.boolean().default(true).describe('good units of the last steps are a driver'),
  heating: DegreeDays.nullable().optional().describe('null: none. Where not given: with an outdoor temperature, of every carrier but electricity'),
  cooling: DegreeDays.nullable().optional().describe('null: none. Where not given: with an outdoor temperature, of electricity'),
  calendar: z.enum(CALENDARS).default('weekend'),
  limits: BaselineLimits.default({}),
});
export type NewBaseline = z.infer<typeof NewBaseline>;
export type NewBaselineDocument = z.input<typeof NewBaseline>;

/** A baseline as it is kept: nothing of it changes. */
export const KeptBaseline = z.strictObject({
  id: z.uuid(),
  cell: LineId,
  name: z.string(),
  carrier: UnitId.nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  modelVersion: z.string().describe('SHA-256 of the plant file then in force'),
  meters: z.array(z.strictObject({ carrier: UnitId, source: SourceId })).describe('whose readings it is the sum of: savings are of the same'),
  outdoor: SourceId.nullable().describe('where the outdoor temperature comes from; null: it was not used'),
  baseline: EnergyBaseline,
  notes: z.array(SupplyNote),
});
export type KeptBaseline = z.infer<typeof KeptBaseline>;

export const KeptBaselines = z.object({ items: z.array(KeptBaseline), next: z.null() });

/** Answer of GET /api/v1/cells/:cell/energy/baselines/:id/points: the periods of a baseline, in their order. */
export const BaselinePoints = z.strictObject({ id: z.uuid(), points: z.array(BaselinePoint) });
export type BaselinePoints = z.infer<typeof BaselinePoints>;

/** A scenario that was carried out: what its run promised beside what was measured from the day on. */
export const CarriedOut = z.strictObject({
  run: z.uuid(),
  question: z.string(),
  variant: z.string().describe('or point of a search'),
  carriedOutUs: Micros,
  proof: ScenarioProof,
});
export type CarriedOut = z.infer<typeof CarriedOut>;

/** Answer of GET /api/v1/cells/:cell/energy/baselines/:id/savings: what was used since, against what the baseline expects. */
export const BaselineSavings = z.strictObject({
  baseline: KeptBaseline,
  savings: EnergySavings.nullable().describe('null: no period of the window can be used'),
  cusum: Cusum.describe('over the periods of the baseline and those of the window'),
  carriedOut: CarriedOut.nullable().describe('null where no run was named, or nothing could be told of savings'),
  notes: z.array(SupplyNote),
});
export type BaselineSavings = z.infer<typeof BaselineSavings>;

/** The request of the regression that a site's own history is fitted by. */
export function requestOf(asked: NewBaseline, timezone: string, outdoor: boolean): BaselineRequest {
  const { each, production, calendar, limits, carrier } = asked;
  const usual = (of: 'heating' | 'cooling') => (outdoor && (of === 'cooling') === (carrier === 'electricity') ? {} : null);
  const { heating = usual('heating'), cooling = usual('cooling') } = asked;
  // Days off are known of days alone: a week has them all.
  return BaselineRequest.parse({
    ...{ each, timezone, drivers: production ? [PRODUCTION] : [], heating, cooling, limits },
    calendar: each === 'day' ? calendar : 'none',
  });
}
