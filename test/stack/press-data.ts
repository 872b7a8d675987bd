import { readFileSync } from 'node:fs';

/** What a direct count over the rows of a recorded press file gives for one batch. */
export interface BatchTruth {
  id: string;
  good: number;
  rejected: number;
  stops: number;
}

type Row = Record<string, string>;

export function readRows(file: string): Row[] {
  const [head, ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const names = head!.split(';');
  return lines.map((line) => Object.fromEntries(line.split(';').map((cell, index) => [names[index]!, cell])));
}

/** Cells that hold something, in these columns. */
export const filledCells = (rows: Row[], columns: string[]): number =>
  rows.reduce((sum, row) => sum + columns.filter((column) => row[column] !== '').length, 0);

/**
 * Per batch: good = 1,000 times the sum of the rises of `produced`, rejects = sum of the rises of `waste`, stops = maximal
 * runs of rows with `tbl_speed` 0 between the first and the last positive row. An empty cell is no reading.
 */
export function countBatches(rows: Row[]): BatchTruth[] {
  const batches = new Map<string, Row[]>();
  for (const row of rows) {
    const own = batches.get(row['batch']!);
    if (own) own.push(row);
    else batches.set(row['batch']!, [row]);
  }
  return [...batches].map(([id, own]) => ({
    id,
    good: Math.round(rises(numbers(own, 'produced')) * 1000),
    rejected: rises(numbers(own, 'waste')),
    stops: zeroRuns(numbers(own, 'tbl_speed')),
  }));
}

const numbers = (rows: Row[], column: string) => rows.filter((row) => row[column] !== '').map((row) => Number(row[column]));

function rises(values: number[]): number {
  return values.reduce((sum, value, index) => sum + Math.max(0, value - (values[index - 1] ?? value)), 0);
}

function zeroRuns(speeds: number[]): number {
  const first = speeds.findIndex((speed) => speed > 0);
  const last = speeds.findLastIndex((speed) => speed > 0);
  return speeds.filter((speed, index) => index > first && index < last && speed === 0 && speeds[index - 1] !== 0).length;
}
