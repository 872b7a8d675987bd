import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

const DATATYPE = {
  Int8: 1, Int16: 2, Int32: 3, Int64: 4, UInt8: 5, UInt16: 6, UInt32: 7, UInt64: 8, Float: 9, Double: 10, Boolean: 11, String: 12, DateTime: 13, Text: 14,
  UUID: 15, DataSet: 16, Bytes: 17, File: 18, Template: 19, BooleanArray: 32, StringArray: 33, Int32Array: 24,
} as const; // prettier-ignore

/** A metric with all that an edge node may say of it. */
export interface Metric {
  name?: string;
  alias?: number;
  timeMs?: number;
  datatype: keyof typeof DATATYPE;
  withoutDatatype?: boolean;
  value?: number | string | boolean | bigint | Uint8Array;
  historical?: boolean;
  isNull?: boolean;
  quality?: number;
}

/** A payload of Sparkplug B as an edge node sends it. */
export function encodeSparkplug({ timeMs, metrics, seq }: { timeMs?: number; metrics: readonly Metric[]; seq?: number }): Buffer {
  const payload = new BinaryWriter();
  if (timeMs !== undefined) payload.tag(1, WireType.Varint).uint64(timeMs);
  for (const metric of metrics) payload.tag(2, WireType.LengthDelimited).bytes(encodeMetric(metric));
  if (seq !== undefined) payload.tag(3, WireType.Varint).uint64(seq);
  return Buffer.from(payload.finish());
}

export function encodeMetric({ name, alias, timeMs, datatype, withoutDatatype, value, historical, isNull, quality }: Metric): Uint8Array {
  const metric = new BinaryWriter();
  if (name !== undefined) metric.tag(1, WireType.LengthDelimited).string(name);
  if (alias !== undefined) metric.tag(2, WireType.Varint).uint64(alias);
  if (timeMs !== undefined) metric.tag(3, WireType.Varint).uint64(timeMs);
  if (!withoutDatatype) metric.tag(4, WireType.Varint).uint32(DATATYPE[datatype]);
  if (historical !== undefined) metric.tag(5, WireType.Varint).bool(historical);
  if (isNull !== undefined) metric.tag(7, WireType.Varint).bool(isNull);
  if (quality !== undefined) {
    const property = new BinaryWriter().tag(1, WireType.Varint).uint32(3).tag(3, WireType.Varint).uint32(quality).finish();
    const properties = new BinaryWriter().tag(1, WireType.LengthDelimited).string('Quality').tag(2, WireType.LengthDelimited).bytes(property).finish();
    metric.tag(9, WireType.LengthDelimited).bytes(properties);
  }
  return value === undefined || isNull ? metric.finish() : withValue(metric, datatype, value).finish();
}

function withValue(metric: BinaryWriter, datatype: Metric['datatype'], value: NonNullable<Metric['value']>): BinaryWriter {
  if (value instanceof Uint8Array) return metric.tag(datatype === 'DataSet' ? 17 : datatype === 'Template' ? 18 : 16, WireType.LengthDelimited).bytes(value);
  switch (datatype) {
    case 'Int8':
    case 'Int16':
    case 'Int32':
    case 'UInt8':
    case 'UInt16':
    case 'UInt32':
      return metric.tag(10, WireType.Varint).uint32(Number(value) >>> 0);
    case 'Int64':
    case 'UInt64':
    case 'DateTime':
      return metric.tag(11, WireType.Varint).uint64(BigInt.asUintN(64, BigInt(value)));
    case 'Float':
      return metric.tag(12, WireType.Bit32).float(Number(value));
    case 'Double':
      return metric.tag(13, WireType.Bit64).double(Number(value));
    case 'Boolean':
      return metric.tag(14, WireType.Varint).bool(value === true);
    default:
      return metric.tag(15, WireType.LengthDelimited).string(String(value));
  }
}
