import { z } from 'zod';
import { UnitId } from './equipment.js';
import { STATE_FAMILIES } from './packml.js';
import { LineSignalName } from './telemetry.js';
import { Bilingual, Duration, Micros, PositiveDuration } from './units.js';

/** From the most pressing on (ISA-18.2). */
export const ALARM_PRIORITIES = ['urgent', 'high', 'medium', 'low'] as const;
export const AlarmPriority = z.enum(ALARM_PRIORITIES);
export type AlarmPriority = z.infer<typeof AlarmPriority>;

/** alarm: a person has to respond; advisory: the twin tells. */
export const AlarmKind = z.enum(['alarm', 'advisory']);
export type AlarmKind = z.infer<typeof AlarmKind>;

const DeadBand = z
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

const common = {
  id: UnitId,
  name: Bilingual,
  kind: AlarmKind.default('alarm'),
  priority: AlarmPriority,
  onDelay: Duration.default(0).describe('the condition must hold for so long before the alarm is raised'),
  offDelay: Duration.default(60).describe('it must be gone for so long before the alarm returns; keeps repeats from being alarms of their own'),
  suppress: z.literal('planned').optional().describe('suppressed while the machine is planned not to produce'),
  cause: Bilingual,
  consequence: Bilingual,
  response: Bilingual.optional().describe('what the person is to do; an alarm needs one'),
};

/** A rationalised alarm (ISA-18.2) as it stands in the plant file. */
export const StationAlarm = z.strictObject({ ...common, on: StationCondition });
export type StationAlarm = z.infer<typeof StationAlarm>;
export const LineAlarm = z.strictObject({ ...common, on: LineCondition });
export type LineAlarm = z.infer<typeof LineAlarm>;

/** `station.alarm`, or the id alone of an alarm of the line. */
export const AlarmId = z
  .string()
  .max(127)
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)?$/, { error: () => 'expected the id of an alarm such as blister.seal-temp-high' });

/**
 * ISA-18.2. unacknowledged, acknowledged: raised; returned: gone, and nobody has acknowledged it; active: an advisory that
 * holds; shelved: silenced by a person for a time; suppressed: holds, and by its rule is not raised at present.
 */
export const AlarmStanding = z.enum(['normal', 'unacknowledged', 'acknowledged', 'returned', 'active', 'shelved', 'suppressed']);
export type AlarmStanding = z.infer<typeof AlarmStanding>;

/** An alarm that is not normal. Times are those of the line. */
export const ActiveAlarm = z.strictObject({
  id: AlarmId,
  unit: UnitId.nullable(),
  name: Bilingual,
  kind: AlarmKind,
  priority: AlarmPriority,
  state: AlarmStanding,
  raisedAtUs: Micros.nullable().describe('when it was last raised; null: not since it is watched'),
  returnedAtUs: Micros.nullable().describe('when it returned; null while it holds'),
  value: z.number().nullable().describe('of what is watched, now'),
  acknowledgedBy: z.string().nullable(),
  shelved: z.strictObject({ untilUs: Micros, who: z.string(), why: z.string() }).nullable(),
  cause: Bilingual,
  consequence: Bilingual,
  response: Bilingual.nullable(),
});
export type ActiveAlarm = z.infer<typeof ActiveAlarm>;

export const ActiveAlarms = z.strictObject({
  seq: z.int().min(0).describe('number of the last event that this list knows'),
  items: z.array(ActiveAlarm).describe('the most pressing first, then the newest'),
});
export type ActiveAlarms = z.infer<typeof ActiveAlarms>;

export const AlarmChange = z.enum(['raised', 'returned', 'acknowledged', 'shelved', 'unshelved']);
export type AlarmChange = z.infer<typeof AlarmChange>;

/** A line of the history of alarms. Written once, never changed. */
export const AlarmEvent = z.strictObject({
  seq: z.int().positive().describe('contiguous per line, over restarts of the service too'),
  atUs: Micros.describe('time of the line'),
  recordedAtUs: Micros.describe('time of the wall clock'),
  alarm: AlarmId,
  unit: UnitId.nullable(),
  event: AlarmChange,
  kind: AlarmKind,
  priority: AlarmPriority,
  value: z.number().nullable().describe('of what is watched'),
  who: z.string().nullable().describe('name of the token; null: no person'),
  why: z.string().nullable().describe('as the person said; of the twin itself: planned, rule-removed or time-up'),
  untilUs: Micros.nullable().describe('of shelved: when it ends, in time of the line'),
});
export type AlarmEvent = z.infer<typeof AlarmEvent>;

/** Newest first. */
export const AlarmHistory = z.strictObject({
  items: z.array(AlarmEvent),
  next: z.string().nullable().describe('cursor of the next page; null where there is none'),
});
export type AlarmHistory = z.infer<typeof AlarmHistory>;

const Why = z.string().trim().min(1).max(500);
export const AcknowledgeRequest = z.strictObject({ why: Why.optional() }).prefault({});
export const ShelveRequest = z
  .strictObject({
    for: PositiveDuration.optional(),
    until: z.iso.datetime({ offset: true }).optional().describe('in time of the line'),
    why: Why,
  })
  .refine((asked) => (asked.for === undefined) !== (asked.until === undefined), { error: () => 'expected either for or until' });
export type ShelveRequest = z.infer<typeof ShelveRequest>;
export type ShelveDocument = z.input<typeof ShelveRequest>;
