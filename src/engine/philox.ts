/**
 * Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011): no state but a counter, so that the n-th number can be had without those
 * before it. In the caller's array: two words of key, four of counter, low word first, and which word of the block is next.
 */
export const PHILOX_WORDS = 7;

const ROUNDS = 10;
const MULTIPLIERS = [0xd2511f53, 0xcd9e8d57] as const;
const WEYL = [0x9e3779b9, 0xbb67ae85] as const;
const TWO_32 = 4294967296;
/** 2^-52 */
const GRID = 2.220446049250313e-16;

/** The upper 32 bits of a product of two words. */
function upper(a: number, b: number): number {
  const [aHigh, aLow, bHigh, bLow] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
  const middle = aHigh * bLow + Math.floor((aLow * bLow) / 65536);
  const crossed = aLow * bHigh + (middle % 65536);
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(crossed / 65536)) >>> 0;
}

/** The block of a counter under a key, into the four words of `into`. */
export function philoxBlock(key: readonly [number, number], counter: ArrayLike<number>, into: Uint32Array): void {
  into.set([counter[0]!, counter[1]!, counter[2]!, counter[3]!]);
  let [k0, k1] = key;
  for (let round = 0; round < ROUNDS; round++) {
    const [c0, c1, c2, c3] = into as unknown as [number, number, number, number];
    into[0] = upper(MULTIPLIERS[1], c2) ^ c1 ^ k0;
    into[1] = Math.imul(MULTIPLIERS[1], c2);
    into[2] = upper(MULTIPLIERS[0], c0) ^ c3 ^ k1;
    into[3] = Math.imul(MULTIPLIERS[0], c0);
    k0 = (k0 + WEYL[0]) >>> 0;
    k1 = (k1 + WEYL[1]) >>> 0;
  }
}

/** Scratch, not state. */
const block = new Uint32Array(4);

/** The next 32 random bits, as a non-negative integer: the words of the block of each counter in turn. */
export function nextPhiloxBits(words: Uint32Array, offset: number): number {
  philoxBlock([words[offset]!, words[offset + 1]!], words.subarray(offset + 2, offset + 6), block);
  const next = words[offset + 6]!;
  words[offset + 6] = (next + 1) % 4;
  if (next === 3) for (let i = 2; i < 6 && (words[offset + i] = (words[offset + i]! + 1) % TWO_32) === 0;) i++;
  return block[next]!;
}

/** The next uniform number, strictly between 0 and 1, on a grid of 2^-52 (two draws of 32 bits). */
export function nextPhilox(words: Uint32Array, offset: number): number {
  const high = nextPhiloxBits(words, offset) >>> 6;
  const low = nextPhiloxBits(words, offset) >>> 6;
  return (high * 0x4000000 + low + 0.5) * GRID;
}
