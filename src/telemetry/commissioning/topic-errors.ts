import type { TopicErrors } from '../../contract/commissioning.js';
import type { BuriedReading } from '../journal-frame.js';

const MOST_TOPICS = 500;
const LAST = 3;
const KEPT_CHARACTERS = 2_732; // of Base64: 2,049 bytes

interface Row {
  errors: number;
  reasons: Map<string, number>;
  last: BuriedReading[];
}

/** Readings of mapped topics that could not be used, with the last payloads of each topic. Where there are too many topics the one heard of longest ago goes. */
export class ErrorsByTopic {
  private readonly rows = new Map<string, Row>();

  seen(topic: string, refused: BuriedReading): void {
    const row = this.rows.get(topic) ?? { errors: 0, reasons: new Map<string, number>(), last: [] };
    this.rows.delete(topic); // to the end: the order of the map is that of the last error
    this.rows.set(topic, row);
    if (this.rows.size > MOST_TOPICS) this.rows.delete(this.rows.keys().next().value!);
    row.errors += 1;
    row.reasons.set(refused.reason, (row.reasons.get(refused.reason) ?? 0) + 1);
    row.last = [refused, ...row.last.slice(0, LAST - 1)];
  }

  /** The newest first. */
  list(lineOf: (topic: string) => string | null): TopicErrors[] {
    return [...this.rows].reverse().map(([topic, { errors, reasons, last }]) => ({
      topic,
      line: lineOf(topic),
      errors,
      reasons: Object.fromEntries(reasons),
      lastSeenUs: last[0]!.receivedAtUs,
      last: last.map(shownPart),
    }));
  }
}

function shownPart({ payloadBase64, reason, detail, receivedAtUs }: BuriedReading): TopicErrors['last'][number] {
  const cut = payloadBase64.length > KEPT_CHARACTERS;
  return { payloadBase64: cut ? payloadBase64.slice(0, KEPT_CHARACTERS) : payloadBase64, cut, reason, detail, receivedAtUs };
}
