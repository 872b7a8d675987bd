import { ln } from './elementary.js';

/** The upper triangle R of X = QR, rows of which are those of columns scaled to length 1. */
export interface Triangle {
  /** of each column of X */
  lengths: number[];
  /** rows, each from its diagonal on */
  rows: number[][];
}

export type Factors =
  | {
      ok: true;
      triangle: Triangle;
      /** first entries of Q'y */
      projected: number[];
      /** sum of squares of the others: what is left of y beside the columns */
      restSquares: number;
    }
  /** places of a column and of those before it that make it up */
  | { ok: false; column: number; of: number[] };

/** What is left of a column of length 1 beside those before it, below which nothing but rounding is left. */
const DEPENDENT = 1e-10;
/** Share of a column of length 1 that counts as a part of it. */
const PART = 1e-6;

/**
 * Householder's QR of columns, and Q'y. Not ok where a column is made up of those before it. More rows than
 * columns.
 */
export function factorise(columns: readonly ArrayLike<number>[], y: ArrayLike<number>): Factors {
  const lengths = columns.map(lengthOf);
  const work = columns.map((column, j) => scaled(column, lengths[j]! || 1));
  const right = Float64Array.from(y);
  const rows: number[][] = [];
  for (const [j, column] of work.entries()) {
    const left = lengthOf(column.subarray(j));
    if (left < DEPENDENT) return { ok: false, column: j, of: partsOf(rows, column, j) };
    const diagonal = column[j]! > 0 ? -left : left;
    column[j]! -= diagonal;
    const half = -diagonal * column[j]!; // of the square of the reflector's length
    for (const other of [...work.slice(j + 1), right]) reflect(column, other, j, half);
    rows.push([diagonal, ...work.slice(j + 1).map((other) => other[j]!)]);
  }
  const restSquares = right.subarray(columns.length).reduce((sum, rest) => sum + rest * rest, 0);
  return { ok: true, triangle: { lengths, rows }, projected: Array.from(right.subarray(0, columns.length)), restSquares };
}

function reflect(mirror: Float64Array, other: Float64Array, from: number, half: number): void {
  let dot = 0;
  for (let i = from; i < other.length; i++) dot += mirror[i]! * other[i]!;
  const factor = dot / half;
  for (let i = from; i < other.length; i++) other[i]! -= factor * mirror[i]!;
}

function partsOf(rows: readonly number[][], column: ArrayLike<number>, j: number): number[] {
  const triangle = { lengths: new Array<number>(j).fill(1), rows: rows.map((row, i) => row.slice(0, j - i)) };
  return solveUpper(
    triangle,
    Array.from({ length: j }, (_, i) => column[i]!),
  ).flatMap((part, i) => (Math.abs(part) > PART ? [i] : []));
}

function scaled(values: ArrayLike<number>, by: number): Float64Array {
  const copy = new Float64Array(values.length);
  for (let i = 0; i < copy.length; i++) copy[i] = values[i]! / by;
  return copy;
}

/** Scaled against overflow. */
function lengthOf(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) {
    const size = values[i]! < 0 ? -values[i]! : values[i]!;
    if (size > most) most = size;
  }
  if (most === 0) return 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const share = values[i]! / most;
    sum += share * share;
  }
  return most * Math.sqrt(sum);
}

/** b of R b = right, in the units of the columns. */
export function solveUpper({ lengths, rows }: Triangle, right: readonly number[]): number[] {
  const found = new Array<number>(rows.length).fill(0);
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i]!;
    let rest = right[i]!;
    for (let j = 1; j < row.length; j++) rest -= row[j]! * found[i + j]!;
    found[i] = rest / row[0]!;
  }
  return found.map((value, j) => value / lengths[j]!);
}

/** z of R'z = at: its square is the leverage x'(X'X)^-1 x of a row of regressors. */
export function solveLower({ lengths, rows }: Triangle, at: readonly number[]): number[] {
  const rest = at.map((value, j) => value / lengths[j]!);
  return rows.map((row, i) => {
    const z = rest[i]! / row[0]!;
    for (let j = 1; j < row.length; j++) rest[i + j]! -= row[j]! * z;
    return z;
  });
}

/** x'(X'X)^-1 x of a row of regressors. */
export const leverageOf = (triangle: Triangle, at: readonly number[]): number => solveLower(triangle, at).reduce((sum, z) => sum + z * z, 0);

/** (X'X)^-1 x of a row of regressors. */
export const solveNormal = (triangle: Triangle, at: readonly number[]): number[] => solveUpper(triangle, solveLower(triangle, at));

/** ln det(X'X). */
export const lnDeterminant = ({ lengths, rows }: Triangle): number => rows.reduce((sum, [diagonal], j) => sum + 2 * ln(Math.abs(diagonal!) * lengths[j]!), 0);
