/** Where tables begin in the block that they lie in, counted in its own numbers. */
export type Seats<Name extends string> = Readonly<Record<Name, number>>;

export function seatsOf<Name extends string>(tables: Readonly<Record<Name, Float64Array | Int32Array>>, names: readonly Name[]): Seats<Name> {
  return Object.fromEntries(names.map((name) => [name, tables[name].byteOffset / tables[name].BYTES_PER_ELEMENT])) as Seats<Name>;
}
