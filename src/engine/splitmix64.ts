/**
 * splitmix64 (Steele, Lea and Flood 2014, with Vigna's constants), in halves of 32 bits. Its 64-bit counter stands in the
 * caller's array, the low half first. It seeds larger generators; as one of its own it has the short period 2^64.
 */
export const SPLITMIX_WORDS = 2;

const TWO_32 = 4294967296;
/** 2^-52 */
const GRID = 2.220446049250313e-16;

/** The number at work, and after a draw the number drawn. Scratch, not state: valid until the next draw. */
let low = 0;
let high = 0;

/** z = (z ^ (z >>> shift)) for 0 < shift < 32 */
function fold(shift: number): void {
  low = (low ^ ((low >>> shift) | (high << (32 - shift)))) >>> 0;
  high = (high ^ (high >>> shift)) >>> 0;
}

/** z = z * factor modulo 2^64 */
function times(factorHigh: number, factorLow: number): void {
  const a = low >>> 16;
  const b = low & 0xffff;
  const c = factorLow >>> 16;
  const d = factorLow & 0xffff;
  const middle = a * d + Math.floor((b * d) / 65536);
  const cross = b * c + (middle % 65536);
  const carry = a * c + Math.floor(middle / 65536) + Math.floor(cross / 65536);
  high = (carry + Math.imul(low, factorHigh) + Math.imul(high, factorLow)) >>> 0;
  low = Math.imul(low, factorLow) >>> 0;
}

function step(words: Uint32Array, offset: number): void {
  const sum = words[offset]! + 0x7f4a7c15;
  low = words[offset] = sum >>> 0;
  high = words[offset + 1] = (words[offset + 1]! + 0x9e3779b9 + (sum >= TWO_32 ? 1 : 0)) >>> 0;
  fold(30);
  times(0xbf58476d, 0x1ce4e5b9);
  fold(27);
  times(0x94d049bb, 0x133111eb);
  fold(31);
}

/** The next uniform number, strictly between 0 and 1, on a grid of 2^-52: the upper 52 bits of one draw. */
export function nextSplitmix(words: Uint32Array, offset: number): number {
  step(words, offset);
  return (high * 1048576 + (low >>> 12) + 0.5) * GRID;
}

/** The next 64 random bits. */
export function nextSplitmixBits(words: Uint32Array, offset: number): bigint {
  step(words, offset);
  return (BigInt(high) << 32n) | BigInt(low);
}

/** Writes the next 64 random bits as two words, the low half first. */
export function drawSplitmix(words: Uint32Array, offset: number, into: Uint32Array, at: number): void {
  step(words, offset);
  into[at] = low;
  into[at + 1] = high;
}
