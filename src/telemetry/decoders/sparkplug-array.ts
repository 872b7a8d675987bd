type Item = number | boolean | string;

/** Bytes of an item and how it is read, by datatype (Sparkplug 3.0, 6.4.17: little-endian, one after another). */
const PACKED: Readonly<Record<string, { bytes: number; at: (view: DataView, offset: number) => number }>> = {
  Int8Array: { bytes: 1, at: (view, offset) => view.getInt8(offset) },
  Int16Array: { bytes: 2, at: (view, offset) => view.getInt16(offset, true) },
  Int32Array: { bytes: 4, at: (view, offset) => view.getInt32(offset, true) },
  Int64Array: { bytes: 8, at: (view, offset) => Number(view.getBigInt64(offset, true)) },
  UInt8Array: { bytes: 1, at: (view, offset) => view.getUint8(offset) },
  UInt16Array: { bytes: 2, at: (view, offset) => view.getUint16(offset, true) },
  UInt32Array: { bytes: 4, at: (view, offset) => view.getUint32(offset, true) },
  UInt64Array: { bytes: 8, at: (view, offset) => Number(view.getBigUint64(offset, true)) },
  FloatArray: { bytes: 4, at: (view, offset) => view.getFloat32(offset, true) },
  DoubleArray: { bytes: 8, at: (view, offset) => view.getFloat64(offset, true) },
  DateTimeArray: { bytes: 8, at: (view, offset) => Number(view.getBigUint64(offset, true)) },
};

/** The items of an array by the name of its datatype. Throws a sentence where the bytes are none, or there are more than `most`. */
export function arrayOf(bytes: Uint8Array, type: string, most: number): Item[] {
  const bound = (count: number): number => {
    if (count > most) throw new RangeError(`more than ${most} values`);
    return count;
  };
  const packed = PACKED[type];
  if (packed) {
    if (bytes.length % packed.bytes !== 0) throw new RangeError(`${bytes.length} bytes are no ${type}`);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Array.from({ length: bound(bytes.length / packed.bytes) }, (_, i) => packed.at(view, i * packed.bytes));
  }
  if (type === 'BooleanArray') return flagsOf(bytes, bound);
  if (type === 'StringArray') return textsOf(bytes, bound);
  throw new RangeError(`${type} is no array`);
}

/** A count of 32 bits, then eight flags a byte, the first in its highest bit. */
function flagsOf(bytes: Uint8Array, bound: (count: number) => number): boolean[] {
  const count = bytes.length < 4 ? NaN : new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  if (!(count <= (bytes.length - 4) * 8)) throw new RangeError(`${bytes.length} bytes are no BooleanArray`);
  return Array.from({ length: bound(count) }, (_, i) => ((bytes[4 + (i >> 3)]! >> (7 - (i & 7))) & 1) === 1);
}

/** UTF-8 texts, each ended by a zero. */
function textsOf(bytes: Uint8Array, bound: (count: number) => number): string[] {
  if (bytes.length === 0) return [];
  if (bytes.at(-1) !== 0) throw new RangeError('a text of the StringArray has no end');
  let count = 0;
  for (const byte of bytes) if (byte === 0) bound(++count);
  return new TextDecoder().decode(bytes.subarray(0, -1)).split('\0');
}
