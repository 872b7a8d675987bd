import { isUtf8 } from 'node:buffer';
import type { Micros } from '../../contract/units.js';
import { refuse, shown, type Refusal } from './refusal.js';
import { parseIsoTimestamp } from './timestamp.js';

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
  if (!isUtf8(payload)) return refuse('not-utf8', 'the payload is not UTF-8');
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('utf8'));
  } catch {
    return refuse('not-json', 'the payload is not JSON');
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return refuse('bad-payload', `expected an object with timestamp_ms and value, not ${shown(json)}`);
  const message = json as Record<string, unknown>;
  for (const key in message)
    if (key !== 'timestamp_ms' && key !== 'value') return refuse('bad-payload', `there is no field ${shown(key)} in a UNS JSON reading`);
  if (message.value === undefined) return refuse('bad-payload', 'value is missing');
  const measuredAtUs = timestampUs(message.timestamp_ms, zone);
  if (measuredAtUs === null)
    return refuse('bad-payload', message.timestamp_ms === undefined ? 'timestamp_ms is missing' : `timestamp_ms: ${shown(message.timestamp_ms)} is no time`);
  return { ok: true, value: message.value, measuredAtUs };
}

function timestampUs(timestamp: unknown, zone: string): Micros | null {
  if (typeof timestamp === 'number') return Number.isFinite(timestamp) ? Math.round(timestamp * 1000) : null;
  return typeof timestamp === 'string' ? parseIsoTimestamp(timestamp, zone) : null;
}
