import { gunzipSync, inflateSync } from 'node:zlib';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { refuse, type Refusal } from './refusal.js';
import { bits32, bits64, block, readMessage, uint64, varint, type Fields } from './sparkplug-wire.js';

/** A metric as it stands in a payload. Absent fields are undefined. */
export interface SparkplugMetric {
  name?: string;
  /** Compared as text: it may be beyond what a number holds. */
  alias?: string;
  timestampMs?: number;
  datatype?: number;
  isHistorical?: boolean;
  isNull?: boolean;
  /** Numbers of its properties that have one, by their names. */
  properties?: Record<string, number>;
  /** By the wire: int_value is unsigned, long_value a bigint. Bytes of those that are no scalar. */
  value?: number | bigint | boolean | string | Uint8Array;
  /** The metric as it was encoded. */
  bytes: Uint8Array;
}

/** What puts a payload in order. */
export interface SparkplugEnvelope {
  timestampMs?: number;
  seq?: number;
}

export interface SparkplugPayload extends SparkplugEnvelope {
  ok: true;
  metrics: SparkplugMetric[];
}

/** More metrics than a message of any source has. */
const MAX_METRICS = 10_000;
/** Of a payload that came compressed. */
const MAX_INFLATED_BYTES = 1024 * 1024;
/** The uuid of a payload that holds another in its body, compressed: a convention of Eclipse Tahu. */
const COMPRESSED = 'SPBV1.0_COMPRESSED';

/** Field numbers of sparkplug_b.proto (Eclipse Tahu). */
const PAYLOAD = { timestamp: 1, metrics: 2, seq: 3, uuid: 4, body: 5 } as const;
const METRIC = { name: 1, alias: 2, timestamp: 3, datatype: 4, isHistorical: 5, isNull: 7, properties: 9, boolean: 14 } as const;
const PROPERTY_SET = { keys: 1, values: 2 } as const;
const REBIRTH = 'Node Control/Rebirth';
const BOOLEAN = 11;

const PROPERTY_FIELDS: Fields<{ value?: number }> = {
  3: varint((reader, property) => void (property.value = reader.uint32())),
  4: varint((reader, property) => void (property.value = uint64(reader))),
  5: bits32((reader, property) => void (property.value = reader.float())),
  6: bits64((reader, property) => void (property.value = reader.double())),
};

const PROPERTY_SET_FIELDS: Fields<{ keys: string[]; values: (number | undefined)[] }> = {
  [PROPERTY_SET.keys]: block((reader, set) => void set.keys.push(reader.string())),
  [PROPERTY_SET.values]: block((reader, set) => {
    const property: { value?: number } = {};
    set.values.push(readMessage(reader.bytes(), PROPERTY_FIELDS, property).value);
  }),
};

const METRIC_FIELDS: Fields<SparkplugMetric> = {
  [METRIC.name]: block((reader, metric) => void (metric.name = reader.string())),
  [METRIC.alias]: varint((reader, metric) => void (metric.alias = String(reader.uint64()))),
  [METRIC.timestamp]: varint((reader, metric) => void (metric.timestampMs = uint64(reader))),
  [METRIC.datatype]: varint((reader, metric) => void (metric.datatype = reader.uint32())),
  [METRIC.isHistorical]: varint((reader, metric) => void (metric.isHistorical = reader.bool())),
  [METRIC.isNull]: varint((reader, metric) => void (metric.isNull = reader.bool())),
  [METRIC.properties]: block((reader, metric) => void (metric.properties = propertiesOf(reader.bytes()))),
  10: varint((reader, metric) => void (metric.value = reader.uint32())),
  11: varint((reader, metric) => void (metric.value = BigInt(reader.uint64()))),
  12: bits32((reader, metric) => void (metric.value = reader.float())),
  13: bits64((reader, metric) => void (metric.value = reader.double())),
  [METRIC.boolean]: varint((reader, metric) => void (metric.value = reader.bool())),
  15: block((reader, metric) => void (metric.value = reader.string())),
  16: block((reader, metric) => void (metric.value = reader.bytes())),
  17: block((reader, metric) => void (metric.value = reader.bytes())),
  18: block((reader, metric) => void (metric.value = reader.bytes())),
  19: block((reader, metric) => void (metric.value = reader.bytes())),
};

interface Packed extends SparkplugEnvelope {
  uuid?: string;
  body?: Uint8Array;
}

const ENVELOPE_FIELDS: Fields<Packed> = {
  [PAYLOAD.timestamp]: varint((reader, payload) => void (payload.timestampMs = uint64(reader))),
  [PAYLOAD.seq]: varint((reader, payload) => void (payload.seq = uint64(reader))),
  [PAYLOAD.uuid]: block((reader, payload) => void (payload.uuid = reader.string())),
  [PAYLOAD.body]: block((reader, payload) => void (payload.body = reader.bytes())),
};

const PAYLOAD_FIELDS: Fields<Packed & { metrics: SparkplugMetric[] }> = {
  ...ENVELOPE_FIELDS,
  [PAYLOAD.metrics]: block((reader, payload) => {
    if (payload.metrics.length === MAX_METRICS) throw new RangeError(`more than ${MAX_METRICS} metrics`);
    payload.metrics.push(metricOf(reader.bytes()));
  }),
};

/** Reads a payload of Sparkplug B, also one that came compressed. Fields that it does not know it passes over, as protobuf asks. */
export function decodeSparkplug(bytes: Uint8Array): SparkplugPayload | Refusal {
  try {
    const { timestampMs, seq, metrics } = unpacked(bytes, PAYLOAD_FIELDS, (): Packed & { metrics: SparkplugMetric[] } => ({ metrics: [] }));
    return { ok: true, metrics, ...(timestampMs === undefined ? {} : { timestampMs }), ...(seq === undefined ? {} : { seq }) };
  } catch (error) {
    return refuse('bad-payload', `not a payload of Sparkplug B: ${(error as Error).message}`);
  }
}

/** Sequence number and time of a payload, without reading its metrics; null where the bytes are none. */
export function envelopeOf(bytes: Uint8Array): SparkplugEnvelope | null {
  try {
    return unpacked(bytes, ENVELOPE_FIELDS, (): Packed => ({}));
  } catch {
    return null;
  }
}

/** Throws where the bytes are no metric. */
export function metricOf(bytes: Uint8Array): SparkplugMetric {
  return readMessage(bytes, METRIC_FIELDS, { bytes });
}

/** The command that asks a node for its births. */
export function encodeRebirth(nowMs: number): Buffer {
  const metric = new BinaryWriter().tag(METRIC.name, WireType.LengthDelimited).string(REBIRTH);
  metric.tag(METRIC.timestamp, WireType.Varint).uint64(nowMs).tag(METRIC.datatype, WireType.Varint).uint32(BOOLEAN);
  metric.tag(METRIC.boolean, WireType.Varint).bool(true);
  const payload = new BinaryWriter().tag(PAYLOAD.timestamp, WireType.Varint).uint64(nowMs);
  return Buffer.from(payload.tag(PAYLOAD.metrics, WireType.LengthDelimited).bytes(metric.finish()).finish());
}

/** A payload of one metric, as it was encoded. */
export const payloadOfMetric = (metric: SparkplugMetric): Uint8Array =>
  new BinaryWriter().tag(PAYLOAD.metrics, WireType.LengthDelimited).bytes(metric.bytes).finish();

/** Reads a payload, and where it holds another, compressed, that one instead. */
function unpacked<T extends Packed>(bytes: Uint8Array, fields: Fields<T>, empty: () => T): T {
  const outer = readMessage(bytes, fields, empty());
  const { uuid, body } = outer;
  if (uuid !== COMPRESSED || body === undefined) return outer;
  const inflate = body[0] === 0x1f && body[1] === 0x8b ? gunzipSync : inflateSync;
  return readMessage(inflate(body, { maxOutputLength: MAX_INFLATED_BYTES }), fields, empty());
}

function propertiesOf(bytes: Uint8Array): Record<string, number> {
  const { keys, values } = readMessage(bytes, PROPERTY_SET_FIELDS, { keys: [], values: [] });
  return Object.fromEntries(keys.flatMap((key, i) => (values[i] === undefined ? [] : [[key, values[i]]])));
}
