import type { Micros } from '../contract/units.js';

/** What a column holds. time: microseconds since 1970 UTC; value: number, text or flag, as each row has it. */
export type ColumnType = 'time' | 'number' | 'text' | 'flag' | 'value';

export interface Column {
  /** With its unit where it has one: durationS, energyKwh. */
  name: string;
  type: ColumnType;
}

/** Null: not known, or nothing to say. */
export type CellValue = string | number | boolean | null;
export type TableRow = readonly CellValue[];

/** Rows as they go out, whatever the format. */
export interface Table {
  columns: readonly Column[];
  /** IANA zone of local times. */
  timezone: string;
  /** Blocks of rows, cells in the order of the columns. */
  rows: AsyncIterable<readonly TableRow[]>;
  about: About;
}

/** What a spreadsheet says of itself on its first sheet. */
export interface About {
  lang: 'en' | 'fr';
  /** Name of the sheet of rows, and of the file. */
  name: string;
  title: string;
  /** Line or process cell. */
  of: string;
  /** Null: of all that is known. */
  period: { fromUs: Micros; toUs: Micros } | null;
  modelVersion: string;
  generatedAtUs: Micros;
  origin: string;
}

/** Makes bytes of a table, piece by piece: nothing is kept but what is on its way. */
export type TableWriter = (table: Table) => AsyncGenerator<Uint8Array, void>;

/** A format that cannot take so many rows. */
export class TooManyRows extends Error {}
