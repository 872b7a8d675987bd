/** A value as it stands in a payload: int_value is unsigned, long_value a bigint. */
export type WireScalar = number | bigint | boolean | string;

/** Names of the datatypes by their numbers (Sparkplug 3.0, 6.4.16). */
const NAMES = [
  'Unknown', 'Int8', 'Int16', 'Int32', 'Int64', 'UInt8', 'UInt16', 'UInt32', 'UInt64', 'Float', 'Double', 'Boolean', 'String', 'DateTime', 'Text', 'UUID',
  'DataSet', 'Bytes', 'File', 'Template', 'PropertySet', 'PropertySetList', 'Int8Array', 'Int16Array', 'Int32Array', 'Int64Array', 'UInt8Array', 'UInt16Array',
  'UInt32Array', 'UInt64Array', 'FloatArray', 'DoubleArray', 'BooleanArray', 'StringArray', 'DateTimeArray',
] as const; // prettier-ignore

/** Name of a datatype; its number where it has none. */
export const typeName = (datatype: number | undefined): string => NAMES[datatype ?? 0] ?? `datatype ${datatype}`;

/**
 * A number, flag or text by its datatype; undefined where it is none of it. Negative whole numbers come as unsigned ones of 32 or 64
 * bits; beyond 2^53 a number is as near as a double can be.
 */
export function scalarOf(value: WireScalar, datatype: number | undefined): number | boolean | string | undefined {
  switch (NAMES[datatype ?? 0]) {
    case 'Int8':
      return whole(value, 8, true);
    case 'Int16':
      return whole(value, 16, true);
    case 'Int32':
      return whole(value, 32, true);
    case 'Int64':
      return whole(value, 64, true);
    case 'UInt8':
      return whole(value, 8, false);
    case 'UInt16':
      return whole(value, 16, false);
    case 'UInt32':
      return whole(value, 32, false);
    case 'UInt64':
    case 'DateTime':
      return whole(value, 64, false);
    case 'Float':
    case 'Double':
      return typeof value === 'number' ? value : undefined;
    case 'Boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'String':
    case 'Text':
    case 'UUID':
      return typeof value === 'string' ? value : undefined;
    default:
      return undefined;
  }
}

function whole(value: WireScalar, bits: number, signed: boolean): number | undefined {
  if (typeof value !== 'bigint' && !(typeof value === 'number' && Number.isInteger(value))) return undefined;
  return Number(signed ? BigInt.asIntN(bits, BigInt(value)) : BigInt.asUintN(bits, BigInt(value)));
}
