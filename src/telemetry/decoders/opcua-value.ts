import type { Quality } from '../../contract/telemetry.js';
import type { Micros } from '../../contract/units.js';
import { isObject, readTimestamp } from './json-object.js';
import { refuse, shown, type Refusal } from './refusal.js';

/** A field of a DataSetMessage: a bare value, a Variant or a DataValue (OPC 10000-6, 5.4; OPC 10000-14, 7.2.5.4). */
export interface OpcUaValue {
  ok: true;
  value: unknown;
  /** Null: it has none of its own. */
  atUs: Micros | null;
  quality: Quality;
}

const MAX_WRAPPED = 3;
const OF_DATA_VALUE = ['Value', 'UaType', 'Status', 'StatusCode', 'SourceTimestamp', 'ServerTimestamp', 'SourcePicoseconds', 'ServerPicoseconds'];

export function opcUaValue(given: unknown): OpcUaValue | Refusal {
  if (!isObject(given)) return { ok: true, value: given, atUs: null, quality: 'good' };
  if ('Body' in given) return { ok: true, value: plain(given), atUs: null, quality: 'good' };
  if (!Object.keys(given).every((key) => OF_DATA_VALUE.includes(key))) return { ok: true, value: plain(given), atUs: null, quality: 'good' };
  const quality = qualityOf(given.Status ?? given.StatusCode);
  if (quality === null) return refuse('bad-payload', `Status: ${shown(given.Status ?? given.StatusCode)} is no status code`);
  const time = timeOf(given.SourceTimestamp ?? given.ServerTimestamp, given.SourceTimestamp === undefined ? 'ServerTimestamp' : 'SourceTimestamp');
  if (!time.ok) return time;
  const { Value: value = null } = given;
  return { ok: true, value: plain(value), atUs: time.atUs, quality };
}

/** A Variant and an ExtensionObject are what they hold; a text in a language counts as the text. */
function plain(given: unknown): unknown {
  let value = given;
  for (let depth = 0; depth < MAX_WRAPPED && isObject(value) && 'Body' in value; depth++) value = value.Body;
  return isObject(value) && typeof value.Text === 'string' ? value.Text : value;
}

/** The two highest bits of a status code say how good a value is. Null where it is no code. */
export function qualityOf(status: unknown): Quality | null {
  if (status === undefined || status === null) return 'good';
  const code = isObject(status) ? (status.Code ?? 0) : status;
  if (typeof code !== 'number' || !Number.isInteger(code) || code < 0 || code > 0xffffffff) return null;
  return code < 0x40000000 ? 'good' : code < 0x80000000 ? 'uncertain' : 'bad';
}

/** The UTC time of a message or value; null where it has none. */
export function timeOf(timestamp: unknown, field: string): { ok: true; atUs: Micros | null } | Refusal {
  return timestamp === undefined || timestamp === null ? { ok: true, atUs: null } : readTimestamp(timestamp, field, 'UTC', 'iso');
}
