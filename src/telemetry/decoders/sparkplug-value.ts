import { refuse, type Refusal } from './refusal.js';
import type { SparkplugMetric } from './sparkplug-payload.js';

/** Names of the datatypes by their numbers (Sparkplug 3.0, 6.4.16). */
const NAMES = [
  'Unknown', 'Int8', 'Int16', 'Int32', 'Int64', 'UInt8', 'UInt16', 'UInt32', 'UInt64', 'Float', 'Double', 'Boolean', 'String', 'DateTime', 'Text', 'UUID',
  'DataSet', 'Bytes', 'File', 'Template', 'PropertySet', 'PropertySetList',
]; // prettier-ignore

/**
 * The value of a metric by its datatype, null where it is said to be none. Negative whole numbers come as unsigned ones
 * of 32 or 64 bits; beyond 2^53 a number is as near as a double can be. Data sets, bytes, files, templates and arrays are refused.
 */
export function sparkplugValue(
  { isNull, value }: SparkplugMetric,
  datatype: number | undefined,
): { ok: true; value: number | boolean | string | null } | Refusal {
  if (isNull === true) return { ok: true, value: null };
  const converted = value === undefined || value instanceof Uint8Array ? undefined : convert(value, NAMES[datatype ?? 0]);
  if (converted !== undefined) return { ok: true, value: converted };
  const type = NAMES[datatype ?? 0] ?? `datatype ${datatype}`;
  if (value === undefined) return refuse('bad-value', `there is no value of ${type}`);
  return refuse('bad-value', `expected a number, a flag or a text, not ${value instanceof Uint8Array ? type : `${typeof value} as ${type}`}`);
}

function convert(value: number | bigint | boolean | string, type: string | undefined): number | boolean | string | undefined {
  switch (type) {
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

function whole(value: number | bigint | boolean | string, bits: number, signed: boolean): number | undefined {
  if (typeof value !== 'bigint' && !(typeof value === 'number' && Number.isInteger(value))) return undefined;
  return Number(signed ? BigInt.asIntN(bits, BigInt(value)) : BigInt.asUintN(bits, BigInt(value)));
}
