import { z } from 'zod';
import { AlarmKind, AlarmPriority } from './alarm.js';
import { UnitId } from './equipment.js';
import { STATE_FAMILIES } from './packml.js';
import { LineSignalName } from './telemetry.js';
import { Bilingual, Duration, PositiveDuration } from './units.js';

export const DeadBand = z
  .number()
  .min(0)
  .default(0)
  .describe('the value must come back this far inside the limit before the alarm returns; in the unit of the signal');
const limitOn = <Signal extends z.ZodType>(signal: Signal) =>
  [
    z.strictObject({ when: z.literal('above'), signal, limit: z.number(), deadBand: DeadBand }),
    z.strictObject({ when: z.literal('below'), signal, limit: z.number(), deadBand: DeadBand }),
  ] as const;

const Limited = z.union([z.enum(['speed', 'speedSetpoint', 'power']), z.templateLiteral(['process.', z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/)])]);

/** What an alarm of a station watches. */
export const StationCondition = z.discriminatedUnion('when', [
  ...limitOn(Limited),
  z.strictObject({
    when: z.literal('state'),
    is: z
      .array(z.enum(STATE_FAMILIES).exclude(['unknown']))
      .min(1)
      .describe('states as the screens name them'),
    for: PositiveDuration.describe('without a break; one stop may go through several of them'),
  }),
  z.strictObject({ when: z.literal('deviation'), finding: z.enum(['slow', 'fast', 'power-high', 'power-low']).describe('confirmed by the twin') }),
  z.strictObject({ when: z.literal('silent') }).describe('nothing at all is heard of the machine, for as long as makes its state unknown'),
  z.strictObject({
    when: z.literal('stale'),
    signal: LineSignalName.optional().describe('any signal of the station where not given'),
    for: PositiveDuration.describe('without a reading'),
  }),
]);
export type StationCondition = z.infer<typeof StationCondition>;

/** What an alarm of a whole line watches: the sum of its measured powers [kW], or that nothing is heard of it. */
export const LineCondition = z.discriminatedUnion('when', [
  ...limitOn(z.literal('power')),
  z.strictObject({ when: z.literal('stale'), for: PositiveDuration.describe('without a reading of any station') }),
]);
export type LineCondition = z.infer<typeof LineCondition>;

export const OnDelay = Duration.default(0).describe('the condition must hold for so long before the alarm is raised');
export const OffDelay = Duration.default(60).describe('it must be gone for so long before the alarm returns; keeps repeats from being alarms of their own');

/** What the rationalisation of an alarm (ISA-18.2) comes to. */
export const RATIONALE = {
  cause: Bilingual,
  consequence: Bilingual,
  response: Bilingual.optional().describe('what the person is to do; an alarm needs one'),
};

/** What every rule says beside what it watches. */
export const RULE = {
  id: UnitId,
  name: Bilingual,
  kind: AlarmKind.default('alarm'),
  priority: AlarmPriority,
  onDelay: OnDelay,
  offDelay: OffDelay,
  suppress: z.literal('planned').optional().describe('suppressed while the machine is planned not to produce'),
  ...RATIONALE,
};

/** A rationalised alarm (ISA-18.2) as it stands in the plant file. */
export const StationAlarm = z.strictObject({ ...RULE, on: StationCondition });
export type StationAlarm = z.infer<typeof StationAlarm>;
export const LineAlarm = z.strictObject({ ...RULE, on: LineCondition });
export type LineAlarm = z.infer<typeof LineAlarm>;
