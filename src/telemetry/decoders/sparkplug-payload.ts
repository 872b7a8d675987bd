import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { refuse, type Refusal } from './refusal.js';

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

export interface SparkplugPayload {
  ok: true;
  timestampMs?: number;
  seq?: number;
  metrics: SparkplugMetric[];
}

/** More metrics than a message of any source has. */
const MAX_METRICS = 10_000;

/** Field numbers of sparkplug_b.proto (Eclipse Tahu). */
const PAYLOAD = { timestamp: 1, metrics: 2, seq: 3 } as const;
const METRIC = { name: 1, alias: 2, timestamp: 3, datatype: 4, isHistorical: 5, isNull: 7, properties: 9, boolean: 14 } as const;
const PROPERTY_SET = { keys: 1, values: 2 } as const;
const REBIRTH = 'Node Control/Rebirth';
const BOOLEAN = 11;

type Field<T> = (reader: BinaryReader, into: T) => void;
type Fields<T> = Readonly<Record<number, { wire: WireType; read: Field<T> }>>;

const varint = <T>(read: Field<T>) => ({ wire: WireType.Varint, read });
const block = <T>(read: Field<T>) => ({ wire: WireType.LengthDelimited, read });
const number = (reader: BinaryReader): number => Number(reader.uint64());

const PROPERTY_FIELDS: Fields<{ value?: number }> = {
  3: varint((reader, property) => void (property.value = reader.uint32())),
  4: varint((reader, property) => void (property.value = number(reader))),
  5: { wire: WireType.Bit32, read: (reader, property) => void (property.value = reader.float()) },
  6: { wire: WireType.Bit64, read: (reader, property) => void (property.value = reader.double()) },
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
  [METRIC.timestamp]: varint((reader, metric) => void (metric.timestampMs = number(reader))),
  [METRIC.datatype]: varint((reader, metric) => void (metric.datatype = reader.uint32())),
  [METRIC.isHistorical]: varint((reader, metric) => void (metric.isHistorical = reader.bool())),
  [METRIC.isNull]: varint((reader, metric) => void (metric.isNull = reader.bool())),
  [METRIC.properties]: block((reader, metric) => void (metric.properties = propertiesOf(reader.bytes()))),
  10: varint((reader, metric) => void (metric.value = reader.uint32())),
  11: varint((reader, metric) => void (metric.value = BigInt(reader.uint64()))),
  12: { wire: WireType.Bit32, read: (reader, metric) => void (metric.value = reader.float()) },
  13: { wire: WireType.Bit64, read: (reader, metric) => void (metric.value = reader.double()) },
  [METRIC.boolean]: varint((reader, metric) => void (metric.value = reader.bool())),
  15: block((reader, metric) => void (metric.value = reader.string())),
  16: block((reader, metric) => void (metric.value = reader.bytes())),
  17: block((reader, metric) => void (metric.value = reader.bytes())),
  18: block((reader, metric) => void (metric.value = reader.bytes())),
  19: block((reader, metric) => void (metric.value = reader.bytes())),
};

const PAYLOAD_FIELDS: Fields<SparkplugPayload> = {
  [PAYLOAD.timestamp]: varint((reader, payload) => void (payload.timestampMs = number(reader))),
  [PAYLOAD.metrics]: block((reader, payload) => {
    const bytes = reader.bytes();
    payload.metrics.push(readMessage(bytes, METRIC_FIELDS, { bytes }));
    if (payload.metrics.length > MAX_METRICS) throw new RangeError(`more than ${MAX_METRICS} metrics`);
  }),
  [PAYLOAD.seq]: varint((reader, payload) => void (payload.seq = number(reader))),
};

/** Reads a payload of Sparkplug B. Fields that it does not know it passes over, as protobuf asks. */
export function decodeSparkplug(bytes: Uint8Array): SparkplugPayload | Refusal {
  try {
    return readMessage(bytes, PAYLOAD_FIELDS, { ok: true, metrics: [] });
  } catch (error) {
    return refuse('bad-payload', `not a payload of Sparkplug B: ${(error as Error).message}`);
  }
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

function readMessage<T>(bytes: Uint8Array, fields: Fields<T>, into: T): T {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [number, wire] = reader.tag();
    const field = fields[number];
    if (field?.wire === wire) field.read(reader, into);
    else reader.skip(wire, number);
  }
  if (reader.pos > reader.len) throw new RangeError('premature EOF');
  return into;
}

function propertiesOf(bytes: Uint8Array): Record<string, number> {
  const { keys, values } = readMessage(bytes, PROPERTY_SET_FIELDS, { keys: [], values: [] });
  return Object.fromEntries(keys.flatMap((key, i) => (values[i] === undefined ? [] : [[key, values[i]]])));
}
