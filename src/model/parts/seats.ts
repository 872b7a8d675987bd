/** Where each table named begins in the block that it lies in, counted in its own numbers. */
export function seatsOf<Name extends string>(tables: Readonly<Record<Name, Float64Array | Int32Array>>, names: readonly Name[]): Int32Array {
  return Int32Array.from(names, (name) => tables[name].byteOffset / tables[name].BYTES_PER_ELEMENT);
}

export const numbered = <Name extends string>(names: readonly Name[]) => Object.fromEntries(names.map((name, i) => [name, i])) as Record<Name, number>;
