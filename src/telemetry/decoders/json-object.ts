import { isUtf8 } from 'node:buffer';
import type { TimeFormat } from '../../contract/mapping.js';
import type { Micros } from '../../contract/units.js';
import { refuse, shown, type Refusal } from './refusal.js';
import { parseIsoTimestamp } from './timestamp.js';

/** What a payload is as JSON. Of a key that stands twice in an object the last counts. */
export function parseJson(payload: Uint8Array): { ok: true; json: unknown } | Refusal {
  if (!isUtf8(payload)) return refuse('not-utf8', 'the payload is not UTF-8');
  try {
    return { ok: true, json: JSON.parse(textOf(payload)) };
  } catch {
    return refuse('not-json', 'the payload is not JSON');
  }
}

/** The object that a payload is as JSON. `expected` says what it should be. */
export function parseObject(payload: Uint8Array, expected: string): { ok: true; object: Record<string, unknown> } | Refusal {
  const parsed = parseJson(payload);
  if (!parsed.ok) return parsed;
  return isObject(parsed.json) ? { ok: true, object: parsed.json } : refuse('bad-payload', `expected ${expected}, not ${shown(parsed.json)}`);
}

export const textOf = (payload: Uint8Array): string =>
  (Buffer.isBuffer(payload) ? payload : Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength)).toString('utf8');

export const isObject = (json: unknown): json is Record<string, unknown> => typeof json === 'object' && json !== null && !Array.isArray(json);

/** JSON as bytes, numbers that it cannot hold as texts; `instead` where it is deeper than can be written. */
export function bytesOf(json: unknown, instead: Uint8Array): Uint8Array {
  try {
    return Buffer.from(JSON.stringify(json, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)));
  } catch {
    return instead;
  }
}

/** What stands at a path in an object; undefined for nothing. */
export function at(object: Record<string, unknown>, path: readonly string[]): unknown {
  const [only] = path;
  if (path.length === 1) return Object.hasOwn(object, only!) ? object[only!] : undefined;
  let value: unknown = object;
  for (const key of path) value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return value;
}

/** Microseconds in what a time that is a number counts. */
export const US_PER_UNIT: Readonly<Record<Exclude<TimeFormat, 'iso'>, number>> = { s: 1e6, ms: 1e3, us: 1, ns: 1e-3 };
const DECIMAL = /^\d{1,20}(\.\d{1,9})?$/;

/**
 * A time since 1970, decimals allowed, or an ISO 8601 text, which without zone is of `zone`. Where no format is given a text is ISO
 * and a number milliseconds.
 */
export function readTimestamp(timestamp: unknown, field: string, zone: string, format?: TimeFormat): { ok: true; atUs: Micros } | Refusal {
  if (timestamp === undefined) return refuse('bad-payload', `${field} is missing`);
  const atUs = microsOf(timestamp, zone, format ?? (typeof timestamp === 'number' ? 'ms' : 'iso'));
  return atUs === null ? refuse('bad-payload', `${field}: ${shown(timestamp)} is no time${format === undefined ? '' : ` in ${format}`}`) : { ok: true, atUs };
}

function microsOf(timestamp: unknown, zone: string, format: TimeFormat): Micros | null {
  if (format === 'iso') return typeof timestamp === 'string' ? parseIsoTimestamp(timestamp, zone) : null;
  const number = typeof timestamp === 'string' && DECIMAL.test(timestamp) ? Number(timestamp) : timestamp;
  return typeof number === 'number' && Number.isFinite(number) ? Math.round(number * US_PER_UNIT[format]) : null;
}
