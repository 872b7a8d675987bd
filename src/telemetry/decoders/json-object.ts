import { isUtf8 } from 'node:buffer';
import type { Micros } from '../../contract/units.js';
import { refuse, shown, type Refusal } from './refusal.js';
import { parseIsoTimestamp } from './timestamp.js';

/** The object that a payload is as JSON. `expected` says what it should be. */
export function parseObject(payload: Uint8Array, expected: string): { ok: true; object: Record<string, unknown> } | Refusal {
  if (!isUtf8(payload)) return refuse('not-utf8', 'the payload is not UTF-8');
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('utf8'));
  } catch {
    return refuse('not-json', 'the payload is not JSON');
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return refuse('bad-payload', `expected ${expected}, not ${shown(json)}`);
  return { ok: true, object: json as Record<string, unknown> };
}

/** A time in milliseconds since 1970, decimals allowed, or an ISO 8601 text, which without zone is of `zone`. */
export function readTimestamp(timestamp: unknown, field: string, zone: string): { ok: true; atUs: Micros } | Refusal {
  if (timestamp === undefined) return refuse('bad-payload', `${field} is missing`);
  const ofNumber = typeof timestamp === 'number' && Number.isFinite(timestamp) ? Math.round(timestamp * 1000) : null;
  const atUs = typeof timestamp === 'string' ? parseIsoTimestamp(timestamp, zone) : ofNumber;
  return atUs === null ? refuse('bad-payload', `${field}: ${shown(timestamp)} is no time`) : { ok: true, atUs };
}
