import { z } from 'zod';
import { AlarmKind, AlarmPriority } from './alarm.js';
import { DeadBand, OffDelay, OnDelay, RATIONALE, RULE } from './alarm-rule.js';
import { MEASURED_ACCOUNTS } from './cell-view.js';
import { SourceId, UnitId } from './equipment.js';
import { SignalName } from './telemetry.js';
import { Bilingual, PositiveDuration } from './units.js';

const places = (what: string) =>
  z.union([SourceId, z.array(SourceId).min(1)]).describe(`${what}; of several each has an alarm of its own, and so has each slot of a unit that has some`);
const Anywhere = places('unit, slot, machine (packaging.blister), utility (utilities.air) or zone (zones.solids)');
const Machines = places('unit, slot or machine (packaging.blister)');
const Share = z.number().gt(0).max(1);
const ofLimit = (what: string) => Share.default(0.9).describe(`share of ${what} from which on it holds`);

/** Accounts of time that may last too long. `down` is every stop by itself, of whatever length. */
const LASTING = z.enum(MEASURED_ACCOUNTS).exclude(['unknown', 'minor-stop']);

/** What an alarm of a process cell watches: a number that is measured, or what the record of the cell knows. */
export const CellCondition = z.discriminatedUnion('when', [
  z.strictObject({ when: z.literal('above'), of: Anywhere, signal: SignalName, limit: z.number(), deadBand: DeadBand }),
  z.strictObject({ when: z.literal('below'), of: Anywhere, signal: SignalName, limit: z.number(), deadBand: DeadBand }),
  z.strictObject({
    when: z.literal('at-capacity'),
    of: places('utility with a capacity'),
    share: Share.default(0.95).describe('share of the capacity beyond which it holds'),
    deadBand: z.number().min(0).max(1).default(0.05).describe('share that the draw must fall below that before it returns'),
  }),
  z.strictObject({
    when: z.literal('state'),
    of: Machines,
    is: z.array(LASTING).min(1).describe('what it spends its time on'),
    for: PositiveDuration.describe('without a break; it may go from one of them to another'),
  }),
  z.strictObject({ when: z.literal('clean-hold'), of: places('unit with a cleanHold'), share: ofLimit('the clean hold time') }),
  z.strictObject({ when: z.literal('dirty-hold'), of: places('unit with a dirtyHold'), share: ofLimit('the dirty hold time') }),
  z
    .strictObject({ when: z.literal('hold-time'), of: places('store with a holdLimit (stores.bulk)'), share: ofLimit('the hold time') })
    .describe('each lot has an alarm of its own'),
  z
    .strictObject({
      when: z.literal('silent'),
      of: Anywhere,
      for: PositiveDuration.default(360).describe('6 min where not given: machines say everything again every five minutes'),
    })
    .describe('nothing at all is heard of it'),
  z.strictObject({ when: z.literal('stale'), of: Anywhere, signal: SignalName, for: PositiveDuration.describe('without a reading') }),
]);
export type CellCondition = z.infer<typeof CellCondition>;

/** A rationalised alarm (ISA-18.2) of a process cell as it stands in the plant file. */
export const CellAlarm = z.strictObject({
  ...RULE,
  on: CellCondition,
  suppressedBy: UnitId.optional().describe('alarm that a machine sends, as it names it: while that stands at the same place this one is suppressed'),
});
export type CellAlarm = z.infer<typeof CellAlarm>;

/**
 * What an alarm that a machine sends means. Without such words it is an advisory by its code, with the severity that the machine tells.
 */
export const MachineAlarmText = z.strictObject({
  id: UnitId.describe('as the machine names it'),
  name: Bilingual,
  kind: AlarmKind.default('alarm'),
  priority: AlarmPriority.optional().describe('the severity that the machine tells where not given'),
  onDelay: OnDelay,
  offDelay: OffDelay,
  ...RATIONALE,
});
export type MachineAlarmText = z.infer<typeof MachineAlarmText>;
