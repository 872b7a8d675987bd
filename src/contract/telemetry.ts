import { z } from 'zod';
import { LineId, SourceId } from './equipment.js';
import { Micros } from './units.js';

export const Quality = z.enum(['good', 'uncertain', 'bad']);
export type Quality = z.infer<typeof Quality>;

/**
 * The signals the twin itself understands. Counters are cumulative in the unit's own items; a fall is a reset.
 * Any other signal is a process value and is called process.<name>.
 */
export const TWIN_SIGNALS = [
  'state', // PackML state by name
  'mode', // unit mode by name
  'speed', // current speed [items/min]
  'speedSetpoint', // [items/min]
  'goodCount', // good items, cumulative
  'processedCount', // good and defective items, cumulative
  'defectiveCount', // rejected items, cumulative
  'blocked', // boolean
  'starved', // boolean
  'stopReason', // code of the line's reason list, 0 when none
  'power', // active power [kW]
  'energy', // active energy, cumulative [kWh]
  'batch', // batch id
] as const;

/** Signals of process cells besides: texts of what a unit works on, and events as JSON texts, whose shapes are in cell-events.ts. */
export const CELL_SIGNALS = [
  'product',
  'order',
  'step', // of the recipe
  'phase', // of ISA-88, or what else the unit is at
  'batchEvent',
  'orderEvent',
  'qcResult',
  'qcRelease',
  'alarmEvent',
  'flow', // of a utility, all draws and leaks [unit/h]
  'total', // of a utility, its sum [unit]
] as const;
const Name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/);
/**
 * power.<carrier> [kW] and energy.<carrier> [kWh, cumulative] of carriers other than electricity; draw.<utility> [unit/h] and
 * used.<utility> [unit, cumulative] of a unit; hvac.<name> of a zone; weather.<name>; process.<name>: any other value.
 */
export const SIGNAL_FAMILIES = ['process', 'power', 'energy', 'draw', 'used', 'hvac', 'weather'] as const;
export const SignalName = z.union([z.enum(TWIN_SIGNALS), z.enum(CELL_SIGNALS), z.templateLiteral([z.enum(SIGNAL_FAMILIES), '.', Name])]);
export type SignalName = z.infer<typeof SignalName>;

/** Signals of a machine of a line. */
export const LineSignalName = z.union([z.enum(TWIN_SIGNALS), z.templateLiteral(['process.', z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/)])]);
export type LineSignalName = z.infer<typeof LineSignalName>;

export const SignalValue = z.union([z.number(), z.string(), z.boolean(), z.null()]);
export type SignalValue = z.infer<typeof SignalValue>;

/** One reading, decoded. */
export const Observation = z.strictObject({
  line: LineId.describe('line or process cell'),
  unit: SourceId,
  signal: SignalName,
  value: SignalValue.describe('null where the source says that it has no value'),
  measuredAtUs: Micros.describe('time of the source, or of arrival where the source gives none'),
  receivedAtUs: Micros,
  quality: Quality,
  historical: z.literal(true).optional().describe('the source tells of its past: for the history alone, whatever its time'),
});
export type Observation = z.infer<typeof Observation>;

export const DEAD_LETTER_REASONS = [
  'unknown-topic', // no line or cell reads this topic, or this name of a message
  'not-utf8',
  'not-json',
  'bad-payload', // JSON, but not of the dialect's shape
  'bad-value', // a value that the signal cannot have
  'future-timestamp', // more than 5 minutes ahead on a wall clock
  'implausible-timestamp', // before 2000 or after 2200
  'too-large', // a message beyond the limit, or its topic
  'not-bound', // its sender may not speak for this source
  'not-born', // Sparkplug B: data before their birth, or an alias that no birth gave
] as const;
export const DeadLetterReason = z.enum(DEAD_LETTER_REASONS);
export type DeadLetterReason = z.infer<typeof DeadLetterReason>;

/** A message, or one reading of a message, that could not be used. Kept with its bytes. */
export const DeadLetter = z.strictObject({
  id: z.string(),
  topic: z.string(),
  payloadBase64: z.base64(),
  reason: DeadLetterReason,
  detail: z.string(),
  receivedAtUs: Micros,
  replayedAtUs: Micros.optional().describe('when it was read again with success; absent of one that still waits'),
});
export type DeadLetter = z.infer<typeof DeadLetter>;

/** Dead letters, newest first. */
export const DeadLetterPage = z.strictObject({
  items: z.array(DeadLetter),
  next: z.string().nullable().describe('cursor of the next page; null where there is none'),
});
export type DeadLetterPage = z.infer<typeof DeadLetterPage>;

/** The newest reading of a signal. Late data never moves it. */
export const LatestValue = z.strictObject({
  unit: SourceId,
  signal: SignalName,
  value: SignalValue,
  measuredAtUs: Micros,
  receivedAtUs: Micros,
  quality: Quality,
});
export type LatestValue = z.infer<typeof LatestValue>;

/** received = stored + duplicate + deadLettered + inFlight, in readings. */
export const IngestCounters = z.strictObject({
  received: z.int(),
  stored: z.int(),
  duplicate: z.int(),
  deadLettered: z.int(),
  inFlight: z.int(),
});
export type IngestCounters = z.infer<typeof IngestCounters>;

const Presence = {
  online: z.boolean(),
  sinceUs: Micros.describe('of the birth by our clock; of the death by our clock, of a device alone by its own'),
};

/** The edge nodes of Sparkplug B that plant files name, and what is known of them since the process began. */
export const SparkplugStatus = z.strictObject({
  nodes: z.array(
    z.strictObject({
      node: z.string().describe('group and edge node, joined by a slash'),
      lines: z.array(LineId).describe('lines and process cells that it speaks for'),
      online: z.boolean().nullable().describe('null: nothing was heard of it'),
      sinceUs: Micros.nullable(),
      stale: z.boolean().describe('a message of it was lost since its births: its values are uncertain until the next'),
      devices: z.array(z.strictObject({ device: z.string(), ...Presence })),
    }),
  ),
  gaps: z.int().describe('in the sequence numbers of nodes'),
  lostMessages: z.int().describe('that the gaps are short of, at least'),
  birthRequests: z.int().describe('sent to nodes'),
  waiting: z.int().describe('messages that wait for one before them; they are not received yet'),
});
export type SparkplugStatus = z.infer<typeof SparkplugStatus>;

const Part = { ok: z.boolean(), detail: z.string().describe('one sentence for people') };

/** How readings come in. */
export const TelemetryStatus = z.strictObject({
  counters: IngestCounters,
  broker: z.strictObject({ ...Part, mode: z.enum(['embedded', 'external']), address: z.string().describe('where machines publish, without credentials') }),
  journal: z.strictObject({
    ...Part,
    bytes: z.int(),
    limitBytes: z.int(),
    nearLimit: z.boolean().describe('beyond four fifths of the limit, at which nothing more is acknowledged'),
  }),
  history: z.strictObject({ ...Part, lagS: z.number().describe('age of the oldest reading that is not in the history yet [s]') }),
  deadLetters: z.int().describe('kept at present and not replayed'),
  sparkplug: SparkplugStatus,
});
export type TelemetryStatus = z.infer<typeof TelemetryStatus>;

/**
 * Points of one signal in time order. A value holds until the next point, and while its unit is heard. Null: not known, since the
 * source says so or since nothing at all was heard of the unit for more than 5 minutes, from its last word on. Counters
 * (goodCount, processedCount, defectiveCount, energy, total, used.*) rise from one point to the next instead; events hold nothing either.
 */
export const Series = z.strictObject({
  line: LineId,
  unit: SourceId,
  signal: SignalName,
  everyUs: Micros.nullable().describe('window, null for raw points'),
  atUs: z.array(Micros).describe('time of each point; of a window its start'),
  value: z
    .array(SignalValue)
    .describe(
      'value from its time on; of a window the mean over the time in which it was known, of texts, flags and codes the last, of counters the mean of the readings. ' +
        'null: not known, since the source gave none or since the unit was silent for more than 5 minutes, from its last word on',
    ),
  min: z.array(z.number().nullable()).optional(),
  max: z.array(z.number().nullable()).optional(),
  truncated: z.boolean().describe('true where the limit of points cut the answer'),
});
export type Series = z.infer<typeof Series>;

/** A stretch of one state. The first begins at the window's start with the state then in force. */
export const StateSpan = z.strictObject({
  unit: SourceId,
  fromUs: Micros,
  toUs: Micros,
  state: z.string().describe('value of the state signal; Undefined where none was known'),
  reason: z.int().nullable(),
});
export type StateSpan = z.infer<typeof StateSpan>;
