import type { Quality } from '../../contract/telemetry.js';
import type { Micros } from '../../contract/units.js';
import { isObject, parseJson } from './json-object.js';
import { opcUaValue, qualityOf, timeOf } from './opcua-value.js';
import { refuse, shown, type Refusal } from './refusal.js';

/** Who wrote a DataSetMessage, as far as the message says it. */
export interface Writer {
  publisher: string;
  id: number | null;
  name: string | null;
}

/** A DataSetMessage: the fields of a DataSet, all of them or those that changed. */
export interface DataSet {
  writer: Writer;
  /** Null: it has none. */
  atUs: Micros | null;
  quality: Quality;
  /** Values by name; in an array, in the order of the metadata. */
  payload: Record<string, unknown> | unknown[];
  /** The message of it alone. */
  alone: () => unknown;
}

/** What metadata say of a DataSet. */
export interface DataSetMeta {
  writer: Writer;
  /** Name of the DataSet. */
  name: string | null;
  fields: { name: string; unit: string | null }[];
}

export type NetworkMessage =
  | { ok: true; kind: 'data'; sets: DataSet[]; refused: (Refusal & { alone: unknown })[] }
  | { ok: true; kind: 'metadata'; meta: DataSetMeta }
  /** A message that only carries the protocol. */
  | { ok: true; kind: 'other' };

const MAX_MESSAGES = 10_000;
const HEAD = ['MessageId', 'MessageType', 'PublisherId', 'WriterGroupName', 'DataSetClassId', 'Messages'];
const OF_DATA_SET = ['Payload', 'DataSetWriterId', 'DataSetWriterName', 'SequenceNumber', 'MetaDataVersion', 'MinorVersion', 'Timestamp', 'Status'];
const DATA_KINDS = ['ua-keyframe', 'ua-deltaframe', 'ua-event', 'ua-keepalive'];

/**
 * OPC UA PubSub in JSON (OPC 10000-14, 7.2.5): a NetworkMessage with one or several DataSetMessages, DataSetMessages without it, or bare
 * fields; DataSetMetaData; anything else of the protocol. A bad DataSetMessage is refused alone. A keep-alive has no values.
 */
export function decodeOpcUa(payload: Uint8Array): NetworkMessage | Refusal {
  const parsed = parseJson(payload);
  if (!parsed.ok) return parsed;
  const { json } = parsed;
  if (Array.isArray(json)) return dataOf({}, json);
  if (!isObject(json)) return refuse('bad-payload', `expected an OPC UA message, not ${shown(json)}`);
  const { MessageType: type } = json;
  if (type === 'ua-metadata') return metadataOf(json);
  if (type === 'ua-data' || 'Messages' in json) {
    const { Messages: messages } = json;
    return messages === undefined ? refuse('bad-payload', 'Messages is missing') : dataOf(json, Array.isArray(messages) ? messages : [messages]);
  }
  if (typeof type === 'string' && type.startsWith('ua-') && !DATA_KINDS.includes(type)) return { ok: true, kind: 'other' };
  return dataOf({}, [json]);
}

function dataOf(head: Record<string, unknown>, messages: readonly unknown[]): NetworkMessage | Refusal {
  if (messages.length > MAX_MESSAGES) return refuse('bad-payload', `${messages.length} messages; at most ${MAX_MESSAGES} are read of one`);
  const sets: DataSet[] = [];
  const refused: (Refusal & { alone: unknown })[] = [];
  for (const message of messages) {
    const set = dataSetOf(head, message);
    if (set === null) continue;
    const alone = () => ({ ...headOf(head), Messages: [message] });
    if ('ok' in set) refused.push({ ...set, alone: alone() });
    else sets.push({ ...set, alone });
  }
  return { ok: true, kind: 'data', sets, refused };
}

const headOf = (head: Record<string, unknown>) => Object.fromEntries(HEAD.filter((key) => key in head && key !== 'Messages').map((key) => [key, head[key]]));

/** Null of a keep-alive. */
function dataSetOf(head: Record<string, unknown>, message: unknown): Omit<DataSet, 'alone'> | Refusal | null {
  if (!isObject(message)) return refuse('bad-payload', `expected a DataSetMessage, not ${shown(message)}`);
  const isBare = !OF_DATA_SET.some((key) => key in message) && !DATA_KINDS.includes(String(message.MessageType));
  const { Payload: payload, Timestamp: timestamp, Status: status } = isBare ? { Payload: message, Timestamp: undefined, Status: undefined } : message;
  if (payload === undefined) return null;
  if (!isObject(payload) && !Array.isArray(payload)) return refuse('bad-payload', `Payload: expected fields, not ${shown(payload)}`);
  const writer = writerOf(head, isBare ? {} : message);
  if ('ok' in writer) return writer;
  const time = timeOf(timestamp, 'Timestamp');
  if (!time.ok) return time;
  const quality = qualityOf(status);
  return quality === null ? refuse('bad-payload', `Status: ${shown(status)} is no status code`) : { writer, atUs: time.atUs, quality, payload };
}

function writerOf(head: Record<string, unknown>, message: Record<string, unknown>): Writer | Refusal {
  const { DataSetWriterId: id = null, DataSetWriterName: name = null, PublisherId: publisher = head.PublisherId ?? '' } = message;
  const number = typeof id === 'string' && /^\d{1,5}$/.test(id) ? Number(id) : id; // a text in version 1.04
  if (name !== null && typeof name !== 'string') return refuse('bad-payload', `DataSetWriterName: expected a text, not ${shown(name)}`);
  if (number === null || (typeof number === 'number' && Number.isInteger(number) && number >= 0)) return { publisher: shown(publisher), id: number, name };
  // In version 1.04 the id may be the name.
  return typeof number === 'string' && name === null
    ? { publisher: shown(publisher), id: null, name: number }
    : refuse('bad-payload', `DataSetWriterId: expected a number, not ${shown(id)}`);
}

function metadataOf(json: Record<string, unknown>): NetworkMessage | Refusal {
  const { MetaData: data } = json;
  if (!isObject(data) || !Array.isArray(data.Fields)) return refuse('bad-payload', 'MetaData: expected the fields of a DataSet');
  const writer = writerOf({}, json);
  if ('ok' in writer) return writer;
  const fields = data.Fields.map((field: unknown) => (isObject(field) ? { name: String(shownName(field.Name)), unit: unitOf(field.Properties) } : null));
  if (fields.length > MAX_MESSAGES || fields.includes(null)) return refuse('bad-payload', 'MetaData: expected fields with names');
  return {
    ok: true,
    kind: 'metadata',
    meta: { writer, name: typeof data.Name === 'string' ? data.Name : null, fields: fields.filter((field) => field !== null) },
  };
}

const shownName = (name: unknown): string => (typeof name === 'string' ? name : '');

/** EngineeringUnits among the properties of a field, by the name that people see. */
function unitOf(properties: unknown): string | null {
  if (!Array.isArray(properties)) return null;
  for (const property of properties as unknown[]) {
    if (!isObject(property) || !isNamed(property.Key, 'EngineeringUnits')) continue;
    const read = opcUaValue(property.Value);
    const unit = read.ok && isObject(read.value) ? read.value.DisplayName : undefined;
    const text = isObject(unit) ? unit.Text : unit;
    if (typeof text === 'string') return text;
  }
  return null;
}

/** A qualified name is an object, or a text with or without its namespace. */
const isNamed = (key: unknown, name: string): boolean => (isObject(key) ? key.Name === name : typeof key === 'string' && key.replace(/^.*[:;]/, '') === name);
