/**
 * MRG32k3a (L'Ecuyer 1999, Operations Research 47), with the streams and substreams of RngStreams (L'Ecuyer, Simard, Chen
 * and Kelton 2002): the next stream lies 2^127 numbers ahead, the next substream 2^76. The state is two recurrences of
 * three words each, the oldest first.
 */
export const MRG_WORDS = 6;

const M1 = 4294967087;
const M2 = 4294944443;
const A12 = 1403580;
const A13 = 810728;
const A21 = 527612;
const A23 = 1370589;
/** 1 / (M1 + 1) */
const NORM = 2.328306549295728e-10;

/** The next uniform number, strictly between 0 and 1. */
export function nextMrg(words: Uint32Array, offset: number): number {
  let first = A12 * words[offset + 1]! - A13 * words[offset]!;
  first -= Math.floor(first / M1) * M1;
  words[offset] = words[offset + 1]!;
  words[offset + 1] = words[offset + 2]!;
  words[offset + 2] = first;
  let second = A21 * words[offset + 5]! - A23 * words[offset + 3]!;
  second -= Math.floor(second / M2) * M2;
  words[offset + 3] = words[offset + 4]!;
  words[offset + 4] = words[offset + 5]!;
  words[offset + 5] = second;
  return (first > second ? first - second : first - second + M1) * NORM;
}

/** Sets the state from six numbers of any size: each is taken modulo its recurrence, and three zeros become 1, 0, 0. */
export function seedMrg(words: Uint32Array, offset: number, seeds: ArrayLike<number>): void {
  for (let i = 0; i < MRG_WORDS; i++) words[offset + i] = seeds[i]! % (i < 3 ? M1 : M2);
  for (const from of [offset, offset + 3]) if ((words[from]! | words[from + 1]! | words[from + 2]!) === 0) words[from] = 1;
}

type Matrix = readonly number[];

/** a b mod m for 0 <= a, b < m < 2^32, in doubles: a is cut in two so that no product passes 2^53. */
function timesModulo(a: number, b: number, m: number): number {
  const high = Math.floor(a / 131072);
  const carried = (high * b) % m;
  return (carried * 131072 + (a - high * 131072) * b) % m;
}

function multiply(a: Matrix, b: Matrix, m: number): number[] {
  return Array.from({ length: 9 }, (_, at) => {
    const row = at - (at % 3);
    let sum = 0;
    for (let k = 0; k < 3; k++) sum += timesModulo(a[row + k]!, b[3 * k + (at % 3)]!, m);
    return sum % m;
  });
}

const STEP_1: Matrix = [0, 1, 0, 0, 0, 1, M1 - A13, A12, 0];
const STEP_2: Matrix = [0, 1, 0, 0, 0, 1, M2 - A23, 0, A21];
const IDENTITY: Matrix = [1, 0, 0, 0, 1, 0, 0, 0, 1];

function squared(matrix: Matrix, times: number, m: number): Matrix {
  let result = matrix;
  for (let i = 0; i < times; i++) result = multiply(result, result, m);
  return result;
}

function raised(matrix: Matrix, exponent: number, m: number): Matrix {
  let result = IDENTITY;
  let square = matrix;
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = multiply(result, square, m);
    square = multiply(square, square, m);
  }
  return result;
}

/** Both recurrences 2^76 and 2^127 numbers ahead. */
const AHEAD = {
  substream: [squared(STEP_1, 76, M1), squared(STEP_2, 76, M2)],
  stream: [squared(STEP_1, 127, M1), squared(STEP_2, 127, M2)],
} as const;

/** Moves the state `count` streams or substreams ahead. */
export function jumpMrg(words: Uint32Array, offset: number, by: keyof typeof AHEAD, count = 1): void {
  for (const [i, m] of [M1, M2].entries()) {
    const at = offset + 3 * i;
    const matrix = raised(AHEAD[by][i]!, count, m);
    const old = [words[at]!, words[at + 1]!, words[at + 2]!];
    for (let row = 0; row < 3; row++) {
      let sum = 0;
      for (let k = 0; k < 3; k++) sum += timesModulo(matrix[3 * row + k]!, old[k]!, m);
      words[at + row] = sum % m;
    }
  }
}
