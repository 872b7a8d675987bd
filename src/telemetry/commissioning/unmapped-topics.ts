import type { Micros } from '../../contract/units.js';
import { FadingRate } from './fading-rate.js';
import { folded, topicPattern } from './topic-pattern.js';

/** The begin of a payload, and its whole size. */
export interface Payload {
  bytes: Uint8Array;
  sizeBytes: number;
}

export interface UnmappedRow {
  topic: string;
  field: string | null;
  messages: number;
  firstSeenUs: Micros;
  lastSeenUs: Micros;
  rate: FadingRate;
  /** The last message of the row. */
  sample: Payload & { topic: string };
}

const MOST_ROWS = 2_000;
const MOST_FOLDED = 200;
const FORGOTTEN_AFTER_US = 3600e6;
const KEPT_BYTES = 1_024;

/**
 * What is heard and not read, in a table that has a bound whatever the topics: where it is full a new topic takes the place of one
 * not heard for an hour, else it is counted with those of the same first two levels, then first level, then with all others.
 */
export class UnmappedTopics {
  private readonly rows = new Map<string, UnmappedRow>();
  private readonly foldedRows = new Map<string, UnmappedRow>();
  private lookedForOldUs = 0;

  /** A field where the topic is read but that field is not. */
  seen(topic: string, field: string | null, payload: Payload, nowUs: Micros): void {
    const pattern = topicPattern(topic);
    const row = this.rowOf(pattern, field, nowUs);
    row.messages += 1;
    row.lastSeenUs = nowUs;
    row.rate.count(nowUs);
    row.sample = { topic, bytes: Uint8Array.from(payload.bytes.subarray(0, KEPT_BYTES)), sizeBytes: payload.sizeBytes };
  }

  /** The most frequent first. */
  list(nowUs: Micros): UnmappedRow[] {
    return [...this.rows.values(), ...this.foldedRows.values()].sort((a, b) => b.rate.perMinute(nowUs) - a.rate.perMinute(nowUs) || b.messages - a.messages);
  }

  private rowOf(pattern: string, field: string | null, nowUs: Micros): UnmappedRow {
    const key = field === null ? pattern : `${pattern}\0${field}`;
    const known = this.rows.get(key);
    if (known) return known;
    if (this.rows.size >= MOST_ROWS) this.forgetOld(nowUs);
    if (this.rows.size < MOST_ROWS) return opened(this.rows, key, pattern, field, nowUs);
    for (const levels of [2, 1, 0]) {
      const together = folded(pattern, levels);
      const found = this.foldedRows.get(together);
      if (found) return found;
      // The last place is for all others.
      if (this.foldedRows.size < MOST_FOLDED - 1 || levels === 0) return opened(this.foldedRows, together, together, null, nowUs);
    }
    throw new Error('the row of all others is always there');
  }

  /** Looks at all rows no more than once in ten seconds: a flood must not make each of its messages cost that. */
  private forgetOld(nowUs: Micros): void {
    if (nowUs - this.lookedForOldUs < 10e6) return;
    this.lookedForOldUs = nowUs;
    for (const [key, { lastSeenUs }] of this.rows) if (nowUs - lastSeenUs > FORGOTTEN_AFTER_US) this.rows.delete(key);
  }
}

function opened(rows: Map<string, UnmappedRow>, key: string, topic: string, field: string | null, nowUs: Micros): UnmappedRow {
  const sample = { topic, bytes: new Uint8Array(), sizeBytes: 0 };
  const row = { topic, field, messages: 0, firstSeenUs: nowUs, lastSeenUs: nowUs, rate: new FadingRate(nowUs), sample };
  rows.set(key, row);
  return row;
}
