import type { Micros } from '../../contract/units.js';
import { parseObject, readTimestamp } from './json-object.js';
import { refuse, type Refusal } from './refusal.js';

export interface Bundle {
  ok: true;
  measuredAtUs: Micros;
  /** Name and value of each reading, in the order of the message. */
  values: [name: string, value: unknown][];
}

/** More readings than any source has at an instant. */
const MAX_READINGS = 10_000;

/**
 * A JSON bundle, what a source says at an instant: `{"ts": "2026-01-05T08:00:00.000Z", "state": 6, "kW": 36.1}`. The time
 * is an ISO 8601 text, which without zone is of `zone`, or in milliseconds.
 */
export function decodeJsonBundle(payload: Uint8Array, zone: string): Bundle | Refusal {
  const parsed = parseObject(payload, 'an object with ts and values');
  if (!parsed.ok) return parsed;
  const { ts, ...others } = parsed.object;
  const time = readTimestamp(ts, 'ts', zone);
  if (!time.ok) return time;
  const values = Object.entries(others);
  if (values.length === 0) return refuse('bad-payload', 'there is no value beside ts');
  if (values.length > MAX_READINGS) return refuse('bad-payload', `${values.length} values; at most ${MAX_READINGS} are read of a message`);
  return { ok: true, measuredAtUs: time.atUs, values };
}

/** The message of one reading alone. */
export const bundleOf = (measuredAtUs: Micros, name: string, value: unknown): Buffer => Buffer.from(JSON.stringify({ ts: measuredAtUs / 1000, [name]: value }));
