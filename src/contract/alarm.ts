import { z } from 'zod';
import { LineId, SourceId, UnitId } from './equipment.js';
import { Bilingual, Micros, PositiveDuration } from './units.js';

/** From the most pressing on (ISA-18.2). */
export const ALARM_PRIORITIES = ['urgent', 'high', 'medium', 'low'] as const;
export const AlarmPriority = z.enum(ALARM_PRIORITIES);
export type AlarmPriority = z.infer<typeof AlarmPriority>;

/** alarm: a person has to respond; advisory: the twin tells. */
export const AlarmKind = z.enum(['alarm', 'advisory']);
export type AlarmKind = z.infer<typeof AlarmKind>;

/**
 * `station.alarm`, or the id alone of an alarm of the line or cell. Of a rule for several places the place follows, of one for lots the
 * lot: `silent:of=press`, `hold-time:lot=B-1`. What a machine sends has its name: `packaging.blister.jam`, `cell.hold-limit:store=bulk:lot=B-1`.
 */
export const AlarmId = z
  .string()
  .max(512)
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+){0,3}(:(of|zone|store|lot)=.+)?$/, { error: () => 'expected the id of an alarm such as blister.seal-temp-high' });

/**
 * ISA-18.2. unacknowledged, acknowledged: raised; returned: gone, and nobody has acknowledged it; active: an advisory that
 * holds; shelved: silenced by a person for a time; suppressed: holds, and by its rule is not raised at present; out-of-service: taken
 * out by a person until one puts it back.
 */
export const AlarmStanding = z.enum(['normal', 'unacknowledged', 'acknowledged', 'returned', 'active', 'shelved', 'suppressed', 'out-of-service']);
export type AlarmStanding = z.infer<typeof AlarmStanding>;

/** What an alarm of a process cell is about. */
export const AlarmAbout = z.strictObject({
  machine: UnitId.nullable().describe('of a flow segment'),
  zone: UnitId.nullable(),
  store: UnitId.nullable(),
  lot: z.string().nullable(),
});
export type AlarmAbout = z.infer<typeof AlarmAbout>;

/** An alarm that is not normal. Times are those of the line or cell. */
export const ActiveAlarm = z.strictObject({
  id: AlarmId,
  unit: SourceId.nullable().describe('that it is about; of a process cell also a utility, a zone, a store or cell'),
  about: AlarmAbout.nullable().describe('null: of a line'),
  origin: z.enum(['rule', 'machine']).describe('judged by a rule of the plant file, or sent by a machine'),
  name: Bilingual,
  kind: AlarmKind,
  priority: AlarmPriority,
  state: AlarmStanding,
  raisedAtUs: Micros.nullable().describe('when it was last raised; null: not since it is watched'),
  returnedAtUs: Micros.nullable().describe('when it returned; null while it holds'),
  value: z.number().nullable().describe('of what is watched, now'),
  acknowledgedBy: z.string().nullable(),
  shelved: z.strictObject({ untilUs: Micros, who: z.string(), why: z.string() }).nullable(),
  outOfService: z.strictObject({ sinceUs: Micros, who: z.string(), why: z.string() }).nullable(),
  cause: Bilingual.nullable().describe('null: a machine sends it, and no file says what it means'),
  consequence: Bilingual.nullable(),
  response: Bilingual.nullable(),
});
export type ActiveAlarm = z.infer<typeof ActiveAlarm>;

export const ActiveAlarms = z.strictObject({
  seq: z.int().min(0).describe('number of the last event that this list knows'),
  items: z.array(ActiveAlarm).describe('the most pressing first, then the newest'),
});
export type ActiveAlarms = z.infer<typeof ActiveAlarms>;

export const AlarmChange = z.enum(['raised', 'returned', 'acknowledged', 'shelved', 'unshelved', 'out-of-service', 'in-service']);
export type AlarmChange = z.infer<typeof AlarmChange>;

/** A line of the history of alarms. Written once, never changed. */
export const AlarmEvent = z.strictObject({
  seq: z.int().positive().describe('contiguous per line, over restarts of the service too'),
  atUs: Micros.describe('time of the line'),
  recordedAtUs: Micros.describe('time of the wall clock'),
  alarm: AlarmId,
  unit: SourceId.nullable(),
  event: AlarmChange,
  kind: AlarmKind,
  priority: AlarmPriority,
  value: z.number().nullable().describe('of what is watched'),
  who: z.string().nullable().describe('name of the token; null: no person'),
  why: z.string().nullable().describe('as the person said; of the twin itself: planned, machine-alarm, rule-removed or time-up'),
  untilUs: Micros.nullable().describe('of shelved: when it ends, in time of the line'),
});
export type AlarmEvent = z.infer<typeof AlarmEvent>;

/** How many alarms of a line or cell stand by priority: those that hold or wait for a person, without what is silenced and without advisories. */
export const AlarmCount = z.strictObject({
  line: LineId.describe('line or process cell'),
  alarms: z.record(AlarmPriority, z.int().min(0)),
  unacknowledged: z.int().min(0).describe('of these'),
  advisories: z.int().min(0).describe('that hold'),
});
export type AlarmCount = z.infer<typeof AlarmCount>;

/** Newest first. */
export const AlarmHistory = z.strictObject({
  items: z.array(AlarmEvent),
  next: z.string().nullable().describe('cursor of the next page; null where there is none'),
});
export type AlarmHistory = z.infer<typeof AlarmHistory>;

const Why = z.string().trim().min(1).max(500);
export const AcknowledgeRequest = z.strictObject({ why: Why.optional() }).prefault({});
export const OutOfServiceRequest = z.strictObject({ why: Why });
export const ShelveRequest = z
  .strictObject({
    for: PositiveDuration.optional(),
    until: z.iso.datetime({ offset: true }).optional().describe('in time of the line'),
    why: Why,
  })
  .refine((asked) => (asked.for === undefined) !== (asked.until === undefined), { error: () => 'expected either for or until' });
export type ShelveRequest = z.infer<typeof ShelveRequest>;
export type ShelveDocument = z.input<typeof ShelveRequest>;
