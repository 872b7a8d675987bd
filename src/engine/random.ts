/**
 * Named random streams: xoshiro128** (Blackman and Vigna, 2018) whose four words live in an array of the caller, so that
 * the state of a model is one block of plain data. The n-th number of a stream depends only on the seed, the replication,
 * the name and n: a new stream never shifts an old one, and two variants of a model meet the same luck.
 */

/** Words of a stream in the caller's array. */
export const STREAM_WORDS = 4;

/** The hash of a stream's name, made once. */
export type StreamKey = readonly [number, number, number, number];

/** The finisher of MurmurHash3: each input bit flips each output bit with probability 1/2. */
function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const GOLDEN = 0x9e3779b9;
/** 2^-52 */
const GRID = 2.220446049250313e-16;

/** Hashes a name to 128 bits: per word MurmurHash3 over its UTF-16 units, with the word's number times 0x9e3779b9 as seed. */
export function streamKey(name: string): StreamKey {
  const word = (index: number) => {
    let h = Math.imul(index + 1, GOLDEN) >>> 0;
    for (let i = 0; i < name.length; i++) {
      let k = Math.imul(name.charCodeAt(i), 0xcc9e2d51);
      k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
      h ^= k;
      h = (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
    }
    return mix(h ^ name.length);
  };
  return [word(0), word(1), word(2), word(3)];
}

/** Sets the stream at `offset` to its beginning for this seed and replication (both integers; their low 32 bits count). */
export function seedStream(words: Uint32Array, offset: number, key: StreamKey, seed: number, replication: number): void {
  for (let i = 0; i < STREAM_WORDS; i++) {
    const salted = mix((seed >>> 0) ^ Math.imul(i + 1, GOLDEN));
    words[offset + i] = mix(mix(key[i]! ^ salted) + Math.imul(replication + 1, GOLDEN));
  }
  // All zeros is the one state that xoshiro never leaves.
  if ((words[offset]! | words[offset + 1]! | words[offset + 2]! | words[offset + 3]!) === 0) words[offset] = 1;
}

/** The next 32 random bits of the stream at `offset`, as a non-negative integer. */
export function nextBits(words: Uint32Array, offset: number): number {
  const s0 = words[offset]!;
  const s1 = words[offset + 1]!;
  const s2 = words[offset + 2]! ^ s0;
  const s3 = words[offset + 3]! ^ s1;
  const five = Math.imul(s1, 5);
  words[offset] = s0 ^ s3;
  words[offset + 1] = s1 ^ s2;
  words[offset + 2] = s2 ^ (s1 << 9);
  words[offset + 3] = (s3 << 11) | (s3 >>> 21);
  return Math.imul((five << 7) | (five >>> 25), 9) >>> 0;
}

/** The next uniform number, strictly between 0 and 1, on a grid of 2^-52 (two draws of 32 bits). */
export function nextUniform(words: Uint32Array, offset: number): number {
  const high = nextBits(words, offset) >>> 6;
  const low = nextBits(words, offset) >>> 6;
  return (high * 0x4000000 + low + 0.5) * GRID;
}

/** The authors' polynomials, 32 bits a word. */
const AHEAD = {
  stream: [0x8764000b, 0xf542d2d3, 0x6fa035c3, 0x77f2db5b],
  longStream: [0xb523952e, 0x0b6f099f, 0xccf5a0ef, 0x1c580662],
} as const;

/** Moves the stream at `offset` 2^64 numbers of 32 bits ahead, or 2^96 (longStream). */
export function jumpStream(words: Uint32Array, offset: number, by: keyof typeof AHEAD): void {
  const sum = new Uint32Array(STREAM_WORDS);
  for (const polynomial of AHEAD[by]) {
    for (let bit = 0; bit < 32; bit++) {
      if ((polynomial >>> bit) & 1) for (let i = 0; i < STREAM_WORDS; i++) sum[i]! ^= words[offset + i]!;
      nextBits(words, offset);
    }
  }
  words.set(sum, offset);
}

/** A stream in words of its own. */
export function newStream(name: string, seed: number, replication = 0): Uint32Array {
  const words = new Uint32Array(STREAM_WORDS);
  seedStream(words, 0, streamKey(name), seed, replication);
  return words;
}
