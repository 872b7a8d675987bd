import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

type Read<T> = (reader: BinaryReader, into: T) => void;

/** What to do with the fields of a message, by their numbers. */
export type Fields<T> = Readonly<Record<number, { wire: WireType; read: Read<T> }>>;

export const varint = <T>(read: Read<T>) => ({ wire: WireType.Varint, read });
export const block = <T>(read: Read<T>) => ({ wire: WireType.LengthDelimited, read });
export const bits32 = <T>(read: Read<T>) => ({ wire: WireType.Bit32, read });
export const bits64 = <T>(read: Read<T>) => ({ wire: WireType.Bit64, read });

/** A number of 64 bits; beyond 2^53 as near as a double can be. */
export const uint64 = (reader: BinaryReader): number => Number(reader.uint64());

/** Reads a message of protobuf. Fields that are not asked for are passed over, as protobuf asks. Throws where the bytes are no message. */
export function readMessage<T>(bytes: Uint8Array, fields: Fields<T>, into: T): T {
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
