import { ByteWriter, ParquetWriter, type ColumnSource } from 'hyparquet-writer';
import type { CellValue, Column, Table, TableWriter } from './table.js';

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

const GROUP_ROWS = 20_000; // encoded at once: more would hold up all else

/** A column of the file, and what of a cell goes there. */
interface Leaf {
  element: SchemaElement;
  of: (value: CellValue) => unknown;
}

/**
 * Parquet, a row group at a time. Times are TIMESTAMP in microseconds, UTC; numbers DOUBLE. A column of values of any type becomes
 * three: name (numbers), name_text, name_flag.
 */
export const parquetWriter: TableWriter = async function* write({ columns, rows, about }: Table) {
  const leaves = columns.map((column) => leavesOf(column));
  const flat = leaves.flat();
  const out = new ByteWriter();
  const schema: SchemaElement[] = [{ name: 'root', num_children: flat.length }, ...flat.map(({ element }) => element)];
  const kvMetadata = [
    { key: 'pharmatwin.of', value: about.of },
    { key: 'pharmatwin.origin', value: about.origin },
    { key: 'pharmatwin.modelVersion', value: about.modelVersion },
  ];
  const writer = new ParquetWriter({ writer: out, schema, createdBy: 'pharmatwin', kvMetadata });
  let group = flat.map((): unknown[] => []);
  const flush = () => {
    const columnData = flat.map(({ element }, i): ColumnSource => ({ name: element.name, data: group[i]!, offsetIndex: false }));
    void writer.write({ columnData, rowGroupSize: GROUP_ROWS }); // into memory: there is nothing to wait for
    group = flat.map(() => []);
    return taken(out);
  };
  for await (const block of rows) {
    for (const row of block) {
      let at = 0;
      for (let i = 0; i < columns.length; i++) for (const { of } of leaves[i]!) group[at++]!.push(of(row[i]!));
      if (group[0]!.length >= GROUP_ROWS) yield flush();
    }
  }
  if (group[0]!.length > 0) yield flush();
  void writer.finish();
  yield taken(out);
};

/** What was written since the last time; the buffer begins anew. */
function taken(out: ByteWriter): Uint8Array {
  const bytes = out.getBytes().slice();
  out.index = 0;
  return bytes;
}

const isNumber = (value: CellValue) => (typeof value === 'number' ? value : null);
const isText = (value: CellValue) => (typeof value === 'string' ? value : null);
const isFlag = (value: CellValue) => (typeof value === 'boolean' ? value : null);

function leavesOf({ name, type }: Column): Leaf[] {
  const optional = (element: Omit<SchemaElement, 'repetition_type'>): SchemaElement => ({ ...element, repetition_type: 'OPTIONAL' });
  const numbers: Leaf = { element: optional({ name, type: 'DOUBLE' }), of: isNumber };
  const texts = (of: string): Leaf => ({ element: optional({ name: of, type: 'BYTE_ARRAY', converted_type: 'UTF8' }), of: isText });
  const flags = (of: string): Leaf => ({ element: optional({ name: of, type: 'BOOLEAN' }), of: isFlag });
  switch (type) {
    case 'time':
      return [
        {
          element: optional({
            name,
            type: 'INT64',
            converted_type: 'TIMESTAMP_MICROS',
            logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
          }),
          of: (value) => (value === null ? null : BigInt(value)),
        },
      ];
    case 'number':
      return [numbers];
    case 'text':
      return [texts(name)];
    case 'flag':
      return [flags(name)];
    case 'value':
      return [numbers, texts(`${name}_text`), flags(`${name}_flag`)];
  }
}
