import { refuse, type Refusal } from './refusal.js';
import type { SparkplugMetric } from './sparkplug-payload.js';
import { scalarOf, typeName } from './sparkplug-scalar.js';
import { structureText } from './sparkplug-structure.js';

/** The value of a metric by its datatype, null where it is said to be none. Data sets, templates, arrays, files and bytes are texts. */
export function sparkplugValue(
  { isNull, value }: SparkplugMetric,
  datatype: number | undefined,
): { ok: true; value: number | boolean | string | null } | Refusal {
  if (isNull === true) return { ok: true, value: null };
  if (value === undefined) return refuse('bad-value', `there is no value of ${typeName(datatype)}`);
  if (value instanceof Uint8Array) return structured(value, datatype);
  const converted = scalarOf(value, datatype);
  return converted !== undefined ? { ok: true, value: converted } : refuse('bad-value', `expected a value of ${typeName(datatype)}, not ${typeof value}`);
}

function structured(bytes: Uint8Array, datatype: number | undefined): { ok: true; value: string } | Refusal {
  try {
    const text = structureText(bytes, datatype);
    return text !== null ? { ok: true, value: text } : refuse('bad-value', `expected a value of ${typeName(datatype)}, not bytes`);
  } catch (error) {
    return refuse('bad-value', `no ${typeName(datatype)}: ${(error as Error).message}`);
  }
}
