import type { DecimalMark } from './csv-number.js';
import type { FileTime } from './time-stamp.js';

/** What stands in a cell of a file. Null: nothing. */
export type SourceValue = string | number | boolean | FileTime | null;

/** A row of a file: the values of the columns that were asked for, in that order. */
export interface SourceRow {
  ok: true;
  /** From 1: of its first line, or of the row in files without lines. */
  line: number;
  values: readonly SourceValue[];
  /** Decimal mark of numbers that stand there as texts; null: texts are no numbers. */
  decimal: DecimalMark | null;
  /** Where a value begins, both from 1; column is null in files without lines. */
  placeOf(index: number): Place;
}

export interface Place {
  line: number;
  column: number | null;
}

/** A row, or a stretch of a file, that cannot be read. */
export interface BadRow {
  ok: false;
  line: number;
  column: number | null;
  problem: string;
}

export type ReadRow = SourceRow | BadRow;

/** The file as a whole cannot be read, or not beyond what was read. */
export class SourceFault extends Error {
  constructor(
    problem: string,
    readonly line: number | null = null,
    readonly column: number | null = null,
  ) {
    super(problem);
  }
}

/** `file:line:column what is wrong`, as much of it as is known. */
export const placed = (file: string, { line, column, problem }: { line: number | null; column: number | null; problem: string }): string =>
  `${[file, line, column].filter((part) => part !== null).join(':')} ${problem}`;
