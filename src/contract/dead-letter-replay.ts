import { z } from 'zod';
import { LineId } from './equipment.js';
import { DeadLetterReason } from './telemetry.js';

const LEVEL = '(?:\\+|[^+#/]*)';
/** An MQTT topic filter: + is any one level, # at the end all that follows. */
export const TopicFilter = z
  .string()
  .min(1)
  .max(1024)
  .regex(new RegExp(`^(?:#|${LEVEL}(?:/${LEVEL})*(?:/#)?)$`), {
    error: () => 'expected an MQTT topic filter: + for any one level, # at the end for all that follows',
  });

const CHOICE = {
  line: LineId.optional().describe('those below the topics of this line or process cell'),
  topic: TopicFilter.optional().describe('those whose topic matches this filter'),
  reason: DeadLetterReason.optional(),
};

/** Which dead letters; all where nothing is said. */
export const DeadLetterChoice = z.strictObject(CHOICE);
export type DeadLetterChoice = z.infer<typeof DeadLetterChoice>;

export const REPLAY_LIMIT = 10_000;

/** Dead letters that are read again by the mapping of today, oldest first. */
export const ReplayRequest = z.strictObject({
  ...CHOICE,
  ids: z.array(z.string().min(1).max(64)).min(1).max(1000).optional().describe('only these'),
  limit: z.int().min(1).max(REPLAY_LIMIT).default(REPLAY_LIMIT).describe('at most so many'),
  dryRun: z.boolean().default(true).describe('true: says what would happen, changes nothing'),
});
export type ReplayRequest = z.infer<typeof ReplayRequest>;

/**
 * stored: its readings are in the journal (of a dry run: would be). duplicate: they were before. empty: it says nothing that is kept,
 * for example since its topic is ignored now. refused: it cannot be read now either, and stays.
 */
export const ReplayOutcome = z.enum(['stored', 'duplicate', 'empty', 'refused']);
export type ReplayOutcome = z.infer<typeof ReplayOutcome>;

export const ReplayedLetter = z.strictObject({
  id: z.string(),
  topic: z.string(),
  outcome: ReplayOutcome,
  readings: z.int().describe('that it says now'),
  refusedReadings: z.int().describe('that it says and that are refused: where others of it are stored, each becomes a dead letter of its own'),
  reason: DeadLetterReason.nullable().describe('of the first refusal'),
  detail: z.string().nullable(),
});
export type ReplayedLetter = z.infer<typeof ReplayedLetter>;

export const REPLAY_SHOWN = 200;

export const ReplayAnswer = z.strictObject({
  dryRun: z.boolean(),
  letters: z.strictObject({ stored: z.int(), duplicate: z.int(), empty: z.int(), refused: z.int() }).describe('dead letters by what became of them'),
  readings: z.int().describe('stored; of a dry run would be'),
  more: z.boolean().describe('more dead letters are meant than the limit let be read'),
  items: z.array(ReplayedLetter).describe(`the first ${REPLAY_SHOWN}, oldest first`),
});
export type ReplayAnswer = z.infer<typeof ReplayAnswer>;
