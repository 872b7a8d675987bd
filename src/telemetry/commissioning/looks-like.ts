import type { LooksLike } from '../../contract/commissioning.js';
import { isMap } from '../../contract/plain.js';
import { mayBeCbor, parseSenmlCbor } from '../decoders/senml-cbor.js';

/** A message as it may be meant. */
export interface Guess {
  looksLike: LooksLike;
  /** Names and values; of a tag alone with an empty name. None where nothing can be said. */
  fields: [name: string, value: unknown][];
}

const TIMES = ['ts', 'timestamp', 'timestamp_ms', 'time'];
const MOST_FIELDS = 100;
const MOST_TEXT = 200;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** What a payload looks like, whatever it is. A payload of which only the begin is kept is told by that alone. */
export function looksLike(topic: string, payload: Uint8Array): Guess {
  if (topic.startsWith('spBv1.0/')) return { looksLike: 'sparkplug-b', fields: [] };
  let text: string;
  try {
    text = utf8.decode(payload);
  } catch {
    return binary(payload);
  }
  const value = parsed(text);
  if (Array.isArray(value)) return senml(value);
  if (isMap(value)) return object(value);
  return text.length <= MOST_TEXT && !/^\s*[[{]/.test(text)
    ? { looksLike: 'packtags', fields: [['', value === undefined ? text : value]] }
    : { looksLike: 'text', fields: [] };
}

/** SenML in CBOR, or bytes of no dialect. */
function binary(payload: Uint8Array): Guess {
  const read = mayBeCbor(payload) ? parseSenmlCbor(payload) : null;
  const guess = read?.ok && Array.isArray(read.json) ? senml(read.json) : null;
  return guess?.looksLike === 'senml' ? guess : { looksLike: 'binary', fields: [] };
}

function object(value: Record<string, unknown>): Guess {
  if (value['MessageType'] === 'ua-data' || value['MessageType'] === 'ua-metadata') return { looksLike: 'opcua-json', fields: [] };
  const keys = Object.keys(value);
  if (keys.length === 2 && 'timestamp_ms' in value && 'value' in value) return { looksLike: 'uns-json', fields: [['', value['value']]] };
  const fields = Object.entries(value).filter(([key, each]) => !TIMES.includes(key) && !isObject(each));
  if ('ts' in value && fields.length > 0) return { looksLike: 'json-bundle', fields: fields.slice(0, MOST_FIELDS) };
  return { looksLike: 'json', fields: [] };
}

/** RFC 8428: records with a name and a value of one kind; the name may begin with that of a base. */
function senml(records: unknown[]): Guess {
  let base = '';
  const fields: [string, unknown][] = [];
  for (const record of records.slice(0, MOST_FIELDS)) {
    if (!isMap(record)) return { looksLike: 'json', fields: [] };
    if (typeof record['bn'] === 'string') base = record['bn'];
    const value = record['v'] ?? record['vs'] ?? record['vb'];
    if (value !== undefined) fields.push([`${base}${typeof record['n'] === 'string' ? record['n'] : ''}`, value]);
  }
  return fields.length > 0 ? { looksLike: 'senml', fields } : { looksLike: 'json', fields: [] };
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
