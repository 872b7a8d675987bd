import { z } from 'zod';
import { KpiAccount } from './cell-kpi.js';
import { LineId, UnitId } from './equipment.js';
import { Micros } from './units.js';

/** Accounts of the time bridge that are stops of a machine by itself. */
export const STOP_ACCOUNTS = ['down', 'minor-stop'] as const satisfies readonly KpiAccount[];
export const StopAccount = z.enum(STOP_ACCOUNTS);
export type StopAccount = z.infer<typeof StopAccount>;

/** What lost time is put down to: the machine that was waited for, or the reason that the state was told with. */
const CAUSE = {
  unit: UnitId.nullable().describe('machine that was waited for; null: none, or what lies outside the line'),
  outside: z.boolean().describe('waited for what lies outside the line'),
  reason: z.int().nullable().describe('code that the state was told with; null: none'),
};

/** A stretch in which the line lost time at a point of measure without a stop of the machine there. */
export const LostStretch = z.strictObject({
  unit: UnitId.describe('where it was measured'),
  fromUs: Micros.describe('its begin; that of the window where it began before'),
  began: z.boolean().describe('it began in the window'),
  toUs: Micros.nullable().describe('null: it goes on at the end of the window'),
  s: z.number().describe('in the window [s]'),
  causes: z.array(z.strictObject({ ...CAUSE, s: z.number().describe('of the stretch [s]') })).describe('adds up to it, the longest first'),
});
export type LostStretch = z.infer<typeof LostStretch>;

/** Lost time of one cause. */
export const LostCause = z.strictObject({
  ...CAUSE,
  stretches: z.int().describe('in which it had a part'),
  s: z.number().describe('as the bridge sums it: of several points of measure each by its share of the ideal flow [s]'),
  share: z.number().describe('of all lost time of this account'),
  cumulativeShare: z.number().describe('with those before it'),
});
export type LostCause = z.infer<typeof LostCause>;

/** Answer of GET /api/v1/lines/:line/lost-time. */
export const LostTime = z.strictObject({
  line: LineId,
  fromUs: Micros,
  toUs: Micros.describe('at most now of the line'),
  account: KpiAccount,
  causes: z.array(LostCause).describe('of all of it in the window: no cause first, then the longest first; adds up to the step of the bridge'),
  total: z.int().describe('stretches in the window'),
  items: z.array(LostStretch).describe('newest first, at most as many as were asked for'),
});
export type LostTime = z.infer<typeof LostTime>;
