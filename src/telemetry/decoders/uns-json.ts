import type { Micros } from '../../contract/units.js';
import { parseObject, readTimestamp } from './json-object.js';
import { refuse, shown, type Refusal } from './refusal.js';

export interface UnsReading {
  ok: true;
  value: unknown;
  measuredAtUs: Micros;
}

/**
 * UNS JSON (United Manufacturing Hub), one tag a topic: exactly `{"timestamp_ms": 1767600000000, "value": 6}`.
 * The time stamp is in milliseconds, decimals allowed, or an ISO 8601 text, which without zone is of `zone`.
 */
export function decodeUnsJson(payload: Uint8Array, zone: string): UnsReading | Refusal {
  const parsed = parseObject(payload, 'an object with timestamp_ms and value');
  if (!parsed.ok) return parsed;
  const { object: message } = parsed;
  for (const key in message)
    if (key !== 'timestamp_ms' && key !== 'value') return refuse('bad-payload', `there is no field ${shown(key)} in a UNS JSON reading`);
  if (message.value === undefined) return refuse('bad-payload', 'value is missing');
  const time = readTimestamp(message.timestamp_ms, 'timestamp_ms', zone);
  return time.ok ? { ok: true, value: message.value, measuredAtUs: time.atUs } : time;
}
