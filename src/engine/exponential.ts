import { lnOfScaled } from './elementary.js';

const number = new Float64Array(1);
const halves = new Uint32Array(number.buffer);
number[0] = 1;
const HIGH = halves[1] === 0x3ff00000 ? 1 : 0;

/** 2^-52 */
const GRID = 2.220446049250313e-16;
/** 2^i: what takes a number from 2^-i up to between 1 and 2. */
const SCALES = Float64Array.from({ length: 54 }, (_, i) => 2 ** i);

/**
 * Writes -ln u of the next `count` uniform numbers u of a stream: exponential amounts of mean one. To the bit what `-ln(nextUniform())`
 * gives for each, in half of the time: the words of the stream stay in registers, and a uniform number is scaled by a power of
 * two, which is exact, instead of being taken apart in memory.
 */
export function fillExponential(words: Uint32Array, offset: number, into: Float64Array, first: number, count: number): void {
  let s0 = words[offset]!;
  let s1 = words[offset + 1]!;
  let s2 = words[offset + 2]!;
  let s3 = words[offset + 3]!;
  for (let i = first; i < first + count; i++) {
    // Two steps of xoshiro128**, as in nextBits.
    let five = Math.imul(s1, 5);
    const upper = Math.imul((five << 7) | (five >>> 25), 9) >>> 6;
    let t = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = (s3 << 11) | (s3 >>> 21);
    five = Math.imul(s1, 5);
    const lower = Math.imul((five << 7) | (five >>> 25), 9) >>> 6;
    t = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = (s3 << 11) | (s3 >>> 21);
    const u = (upper * 0x4000000 + lower + 0.5) * GRID;
    number[0] = u;
    const high = halves[HIGH]!;
    // Between sqrt(1/2) and sqrt(2) after scaling, as ln does it.
    const k = (high >>> 20) - 1023 + ((((high & 0xfffff) + 0x95f64) >>> 20) & 1);
    into[i] = -lnOfScaled(u * SCALES[0 - k]! - 1, high & 0xfffff, k);
  }
  words[offset] = s0;
  words[offset + 1] = s1;
  words[offset + 2] = s2;
  words[offset + 3] = s3;
}
