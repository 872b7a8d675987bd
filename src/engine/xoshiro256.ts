/**
 * xoshiro256** (Blackman and Vigna 2018), in halves of 32 bits: big integers would take twenty times as long. Its four
 * 64-bit words stand in the caller's array, each with its low half first.
 */
export const XOSHIRO256_WORDS = 8;

const TWO_32 = 4294967296;
/** 2^-52 */
const GRID = 2.220446049250313e-16;

/** The last number drawn. Scratch, not state: valid until the next draw. */
let low = 0;
let high = 0;

/** rotl(s1 * 5, 7) * 9 */
function scramble(s1Low: number, s1High: number): void {
  const five = s1Low * 5;
  const fiveLow = five >>> 0;
  const fiveHigh = (s1High * 5 + Math.floor(five / TWO_32)) >>> 0;
  const turnedLow = ((fiveLow << 7) | (fiveHigh >>> 25)) >>> 0;
  const turnedHigh = ((fiveHigh << 7) | (fiveLow >>> 25)) >>> 0;
  const nine = turnedLow * 9;
  low = nine >>> 0;
  high = (turnedHigh * 9 + Math.floor(nine / TWO_32)) >>> 0;
}

function step(words: Uint32Array, offset: number): void {
  const s0Low = words[offset]!;
  const s0High = words[offset + 1]!;
  const s1Low = words[offset + 2]!;
  const s1High = words[offset + 3]!;
  scramble(s1Low, s1High);
  const s2Low = words[offset + 4]! ^ s0Low;
  const s2High = words[offset + 5]! ^ s0High;
  const s3Low = words[offset + 6]! ^ s1Low;
  const s3High = words[offset + 7]! ^ s1High;
  words[offset] = s0Low ^ s3Low;
  words[offset + 1] = s0High ^ s3High;
  words[offset + 2] = s1Low ^ s2Low;
  words[offset + 3] = s1High ^ s2High;
  words[offset + 4] = s2Low ^ (s1Low << 17);
  words[offset + 5] = s2High ^ ((s1High << 17) | (s1Low >>> 15));
  // rotl(s3, 45): the halves change places and turn by 13
  words[offset + 6] = (s3High << 13) | (s3Low >>> 19);
  words[offset + 7] = (s3Low << 13) | (s3High >>> 19);
}

/** The next uniform number, strictly between 0 and 1, on a grid of 2^-52: the upper 52 bits of one draw. */
export function nextXoshiro256(words: Uint32Array, offset: number): number {
  step(words, offset);
  return (high * 1048576 + (low >>> 12) + 0.5) * GRID;
}

/** The next 64 random bits. */
export function nextXoshiro256Bits(words: Uint32Array, offset: number): bigint {
  step(words, offset);
  return (BigInt(high) << 32n) | BigInt(low);
}

/** The authors' polynomials, 64 bits a word. */
const AHEAD = {
  stream: [0x180ec6d33cfd0aban, 0xd5a61266f0c9392cn, 0xa9582618e03fc9aan, 0x39abdc4529b1661cn],
  longStream: [0x76e15d3efefdcbbfn, 0xc5004e441c522fb3n, 0x77710069854ee241n, 0x39109bb02acbe635n],
} as const;

/** Moves the state 2^128 numbers ahead, or 2^192 (longStream). */
export function jumpXoshiro256(words: Uint32Array, offset: number, by: keyof typeof AHEAD): void {
  const sum = new Uint32Array(XOSHIRO256_WORDS);
  for (const polynomial of AHEAD[by]) {
    for (let bit = 0n; bit < 64n; bit++) {
      if ((polynomial >> bit) & 1n) for (let i = 0; i < XOSHIRO256_WORDS; i++) sum[i]! ^= words[offset + i]!;
      step(words, offset);
    }
  }
  words.set(sum, offset);
}
