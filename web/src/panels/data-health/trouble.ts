import type { SourceReport } from '../../../../src/contract/commissioning.js';
import type { DeadLetterReason, IngestCounters } from '../../../../src/contract/telemetry.js';

/** Readings that came in and are in none of the counts that they must be in; 0 where all add up. */
export const unaccounted = ({ received, stored, duplicate, deadLettered, inFlight }: IngestCounters) => received - stored - duplicate - deadLettered - inFlight;

const wrongClock = ({ clock: { judgement } }: SourceReport) => judgement === 'ahead' || judgement === 'behind';
const untidy = ({ duplicates, outOfOrder, late, readings }: SourceReport) => (readings === 0 ? 0 : (duplicates + outOfOrder + late) / readings);

/** Sources that were heard: those of a wrong clock first, then by the share of readings that came again, out of order or late. */
export const inTrouble = (sources: readonly SourceReport[]): SourceReport[] =>
  sources.filter(({ lastSeenUs }) => lastSeenUs !== null).sort((a, b) => Number(wrongClock(b)) - Number(wrongClock(a)) || untidy(b) - untidy(a));

const REASON_SET: Record<DeadLetterReason, true> = {
  'unknown-topic': true,
  'not-utf8': true,
  'not-json': true,
  'bad-payload': true,
  'bad-value': true,
  'future-timestamp': true,
  'implausible-timestamp': true,
  'too-large': true,
  'not-bound': true,
  'not-born': true,
};
const isReason = (text: string): text is DeadLetterReason => Object.hasOwn(REASON_SET, text);
export const REASONS: readonly DeadLetterReason[] = Object.keys(REASON_SET).filter(isReason);
/** A reason as addresses and reports have it; null where it is none. */
export const reasonOf = (text: string | undefined): DeadLetterReason | null => (text !== undefined && isReason(text) ? text : null);

/** A topic, and a field of its messages where only that is meant. */
export const topicAndField = ({ topic, field }: { topic: string; field: string | null }) => (field === null ? topic : `${topic} · ${field}`);
