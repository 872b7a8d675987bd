import { z } from 'zod';
import { DIALECTS } from './dialect.js';
import { LineId, SourceId } from './equipment.js';
import { DeadLetterReason, SignalName } from './telemetry.js';
import { Micros } from './units.js';

/** What a message looks like. json, text and binary are of no dialect. */
export const LooksLike = z.enum([...DIALECTS, 'json', 'text', 'binary']);
export type LooksLike = z.infer<typeof LooksLike>;

const Confidence = z.number().min(0).max(1).describe('how alike the names are: a guess to be looked at, 1 where they are the same');

/** A mapping that would read a message, made from names that are alike. Nobody has confirmed it. */
export const SuggestedMapping = z.strictObject({
  line: LineId.describe('line or process cell'),
  unit: SourceId,
  signals: z.array(z.strictObject({ name: z.string().describe('tag or field'), signal: SignalName, confidence: Confidence })),
  confidence: Confidence,
  yaml: z.string().describe('what to add to the plant file'),
});
export type SuggestedMapping = z.infer<typeof SuggestedMapping>;

const Sample = { payloadBase64: z.base64(), cut: z.boolean().describe('true: only the begin of the payload is here') };
const Seen = {
  messages: z.int(),
  firstSeenUs: Micros,
  lastSeenUs: Micros,
  ratePerMin: z.number().describe('messages a minute, of the last minutes'),
};

export const UnmappedTopic = z.strictObject({
  topic: z.string().describe('+ stands for levels that look like numbers and identifiers, # for all topics below that did not fit into the table'),
  field: z.string().nullable().describe('a field of a message that is read otherwise; null: nothing of the topic is read'),
  ...Seen,
  sizeBytes: z.int().describe('of the last payload'),
  sample: z.strictObject({ topic: z.string(), ...Sample }).describe('the last message'),
  looksLike: LooksLike,
  line: LineId.nullable().describe('line or process cell below whose prefix the topic is'),
  suggestion: SuggestedMapping.nullable().describe('of the 50 most frequent; null where nothing is alike'),
});
export type UnmappedTopic = z.infer<typeof UnmappedTopic>;

export const UnmappedNode = z.strictObject({
  node: z.string().describe('group and edge node of Sparkplug B, joined by a slash'),
  ...Seen,
  devices: z.array(
    z.strictObject({
      device: z.string().nullable().describe('null: the node itself'),
      metrics: z.array(z.strictObject({ name: z.string(), datatype: z.int().nullable() })),
      more: z.boolean().describe('true: it has more metrics than are listed'),
    }),
  ),
  line: LineId.nullable().describe('the line or process cell of which nothing was heard and whose sources are named most like its devices'),
  yaml: z.string().nullable().describe('what to put into its file'),
});
export type UnmappedNode = z.infer<typeof UnmappedNode>;

export const SilentTopic = z.strictObject({
  line: LineId,
  unit: SourceId,
  topic: z.string().describe('with # at the end: all of the source'),
  field: z.string().nullable(),
  lastSeenUs: Micros.nullable().describe('null: never since the process began'),
  usualGapS: z.number().nullable().describe('between its messages, a mean in which the newest count most; null where too few came'),
  silentS: z.number().describe('since its last message, or since the process began'),
});
export type SilentTopic = z.infer<typeof SilentTopic>;

export const SourceClock = z.strictObject({
  medianS: z
    .number()
    .nullable()
    .describe('time of arrival less time of measurement: above 0 it is behind, by its clock or on its way; null where too few were seen'),
  worstS: z.number().nullable().describe('the same, farthest from 0'),
  readings: z.int().describe('of which the median is'),
  judgement: z.enum(['right', 'ahead', 'behind', 'unknown']),
});

export const SourceReport = z.strictObject({
  line: LineId,
  unit: SourceId,
  readings: z.int(),
  duplicates: z.int().describe('readings that came again and were not stored again'),
  outOfOrder: z.int().describe('readings older than the newest of their signal'),
  late: z.int().describe('readings that came more than a minute after they were measured'),
  lastSeenUs: Micros.nullable(),
  clock: SourceClock.describe('of the last five minutes'),
});
export type SourceReport = z.infer<typeof SourceReport>;

export const TopicErrors = z.strictObject({
  topic: z.string(),
  line: LineId.nullable(),
  errors: z.int().describe('readings that could not be used'),
  reasons: z.record(z.string(), z.int()).describe('the same by reason'),
  lastSeenUs: Micros,
  last: z.array(z.strictObject({ ...Sample, reason: DeadLetterReason, detail: z.string(), receivedAtUs: Micros })).describe('the last three, newest first'),
});
export type TopicErrors = z.infer<typeof TopicErrors>;

/** What somebody who connects a plant wants to know: since the process began, in memory alone. */
export const CommissioningReport = z.strictObject({
  sinceUs: Micros,
  asOfUs: Micros,
  seesAll: z.boolean().describe('true: all topics of the broker; false: those below the prefixes of the plant files, and of TWIN_MQTT_DISCOVER'),
  discovery: z
    .strictObject({
      filters: z.array(z.string()),
      connected: z.boolean(),
      detail: z.string(),
      skipped: z.int().describe('messages beyond its bound of rate: not looked at'),
    })
    .nullable()
    .describe('the session that only looks; null where there is none'),
  unmapped: z.array(UnmappedTopic).describe('the most frequent first'),
  nodes: z.array(UnmappedNode).describe('edge nodes of Sparkplug B that no plant file names'),
  silent: z.array(SilentTopic),
  sources: z.array(SourceReport),
  errors: z.array(TopicErrors).describe('the newest first'),
});
export type CommissioningReport = z.infer<typeof CommissioningReport>;
