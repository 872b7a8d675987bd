/**
 * Payloads of Sparkplug B (sparkplug_b.proto, proto2) as far as a simulated edge node needs them: timestamp = 1, metrics = 2,
 * seq = 3; of a metric name = 1, alias = 2, timestamp = 3, datatype = 4, int_value = 10, long_value = 11, double_value = 13,
 * boolean_value = 14, string_value = 15.
 */

export const DATATYPE = { Int32: 3, Int64: 4, UInt64: 8, Double: 10, Boolean: 11, String: 12 } as const;
export type Datatype = keyof typeof DATATYPE;

export interface Metric {
  name?: string;
  alias?: number;
  timeMs: number;
  datatype: Datatype;
  value: number | string | boolean;
}

const VARINT = 0;
const FIXED_64 = 1;
const BYTES = 2;

class Writer {
  private readonly bytes: number[] = [];

  /** Of whole numbers from 0 to 2^53. */
  varint(field: number, value: number): this {
    this.number(field * 8 + VARINT);
    return this.number(value);
  }

  double(field: number, value: number): this {
    this.number(field * 8 + FIXED_64);
    const buffer = Buffer.alloc(8);
    buffer.writeDoubleLE(value);
    return this.append(buffer);
  }

  block(field: number, content: Uint8Array): this {
    this.number(field * 8 + BYTES);
    this.number(content.length);
    return this.append(content);
  }

  text = (field: number, value: string): this => this.block(field, Buffer.from(value, 'utf8'));
  done = (): Buffer => Buffer.from(this.bytes);

  private number(value: number): this {
    let left = value;
    while (left >= 128) {
      this.bytes.push((left % 128) + 128);
      left = Math.floor(left / 128);
    }
    this.bytes.push(left);
    return this;
  }

  private append(content: Uint8Array): this {
    for (const byte of content) this.bytes.push(byte);
    return this;
  }
}

/** A payload. Whole numbers must not be negative: nothing that a plant counts is. */
export function encodeSparkplug({ timeMs, metrics, seq }: { timeMs: number; metrics: readonly Metric[]; seq?: number }): Buffer {
  const payload = new Writer().varint(1, timeMs);
  for (const metric of metrics) payload.block(2, encodeMetric(metric));
  return (seq === undefined ? payload : payload.varint(3, seq)).done();
}

function encodeMetric({ name, alias, timeMs, datatype, value }: Metric): Buffer {
  const metric = new Writer();
  if (name !== undefined) metric.text(1, name);
  if (alias !== undefined) metric.varint(2, alias);
  metric.varint(3, timeMs).varint(4, DATATYPE[datatype]);
  switch (datatype) {
    case 'Int32':
      return metric.varint(10, Number(value)).done();
    case 'Int64':
    case 'UInt64':
      return metric.varint(11, Number(value)).done();
    case 'Double':
      return metric.double(13, Number(value)).done();
    case 'Boolean':
      return metric.varint(14, value === true ? 1 : 0).done();
    case 'String':
      return metric.text(15, String(value)).done();
  }
}

/** Whether a command to a node asks for its births again: a metric "Node Control/Rebirth" that is true. */
export function asksForRebirth(payload: Uint8Array): boolean {
  for (const metric of fields(payload) ?? []) {
    if (metric.field !== 2 || typeof metric.value === 'number') continue;
    const parts = fields(metric.value) ?? [];
    const name = parts.find(({ field }) => field === 1)?.value;
    const isName = typeof name === 'object' && Buffer.from(name).toString('utf8') === 'Node Control/Rebirth';
    if (isName && parts.some(({ field, value }) => field === 14 && value === 1)) return true;
  }
  return false;
}

/** The fields of a message; null where the bytes are none. */
function fields(bytes: Uint8Array): { field: number; value: number | Uint8Array }[] | null {
  const found: { field: number; value: number | Uint8Array }[] = [];
  let at = 0;
  const number = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      if (byte === undefined || scale > 2 ** 63) return NaN;
      value += (byte % 128) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const key = number();
    const wire = key % 8;
    const value = wire === VARINT ? number() : wire === BYTES ? number() : wire === FIXED_64 ? 8 : wire === 5 ? 4 : NaN;
    if (Number.isNaN(value)) return null;
    const field = Math.floor(key / 8);
    if (wire === VARINT) found.push({ field, value });
    else {
      if (at + value > bytes.length) return null;
      found.push({ field, value: bytes.subarray(at, at + value) });
      at += value;
    }
  }
  return found;
}
