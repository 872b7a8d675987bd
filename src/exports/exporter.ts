import type { z } from 'zod';
import type { LineId } from '../contract/equipment.js';
import type { Bilingual, Micros } from '../contract/units.js';
import type { CellValue, Column, ColumnType, TableRow } from '../exchange/table.js';

/** Rows of one kind, ready to go out in any format. */
export interface Rows {
  /** Of the file and of its sheet. */
  name: string;
  title: Bilingual;
  /** Where the numbers come from: measured, simulated, typed. */
  origin: Bilingual;
  /** Null: of all that is kept. */
  period: { fromUs: Micros; toUs: Micros } | null;
  columns: readonly Column[];
  rows: AsyncIterable<readonly TableRow[]>;
}

/** What an address gives in other formats than JSON. */
export interface Exporter<Query = unknown> {
  /** What may be asked beside the format. */
  query: z.ZodType<Query>;
  /** Throws ProblemError where there is no such line, or the question makes no sense. */
  open(line: LineId, query: Query): Promise<Rows>;
}

/** A column with what of an item goes there. */
export interface Field<Item> extends Column {
  of: (item: Item) => CellValue;
}

export const field = <Item>(name: string, type: ColumnType, of: (item: Item) => CellValue): Field<Item> => ({ name, type, of });

export const MEASURED: Bilingual = { en: 'measured', fr: 'mesuré' };

const BLOCK = 1000;

/** Items that are at hand, as columns and rows. */
export function rowsOf<Item>(fields: readonly Field<Item>[], items: readonly Item[]): Pick<Rows, 'columns' | 'rows'> {
  return { columns: columnsOf(fields), rows: blocks(fields, items) };
}

export const columnsOf = <Item>(fields: readonly Field<Item>[]): Column[] => fields.map(({ name, type }) => ({ name, type }));
export const rowOf = <Item>(fields: readonly Field<Item>[], item: Item): TableRow => fields.map(({ of }) => of(item));

async function* blocks<Item>(fields: readonly Field<Item>[], items: readonly Item[]): AsyncGenerator<TableRow[]> {
  for (let at = 0; at < items.length; at += BLOCK) yield items.slice(at, at + BLOCK).map((item) => rowOf(fields, item));
}
