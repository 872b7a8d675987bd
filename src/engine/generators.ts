import { jumpMrg, MRG_WORDS, nextMrg, seedMrg } from './mrg32k3a.js';
import { nextPhilox, PHILOX_WORDS } from './philox.js';
import { nextUniform, seedStream, STREAM_WORDS, type StreamKey } from './random.js';
import { drawSplitmix, nextSplitmix, SPLITMIX_WORDS } from './splitmix64.js';
import { nextXoshiro256, XOSHIRO256_WORDS } from './xoshiro256.js';

/** A generator of uniform numbers whose state is words in the caller's array. */
export interface Generator {
  words: number;
  /** Sets the stream at `offset` to its beginning for this name, seed and replication. */
  seed(words: Uint32Array, offset: number, key: StreamKey, seed: number, replication: number): void;
  /** The next number of the stream at `offset`, strictly between 0 and 1. */
  uniform(words: Uint32Array, offset: number): number;
}

/** Seeds `count` words by splitmix64 from the 128 bits of the named stream, half of them from each half. */
function expand(count: number, key: StreamKey, seed: number, replication: number): Uint32Array {
  const root = new Uint32Array(STREAM_WORDS);
  seedStream(root, 0, key, seed, replication);
  const words = new Uint32Array(count + (count % 4));
  for (let at = 0; at < words.length; at += 2) drawSplitmix(root, at < words.length / 2 ? 0 : 2, words, at);
  return words;
}

/**
 * The generators to choose from. With each of them the n-th number of a stream depends only on the seed, the replication,
 * the name and n. With MRG32k3a the replications of a name are substreams of one stream, 2^76 numbers apart, and so never
 * overlap; with the others that is a matter of chance below 2^-60.
 */
export const GENERATORS = {
  'xoshiro128**': { words: STREAM_WORDS, seed: seedStream, uniform: nextUniform },
  'xoshiro256**': {
    words: XOSHIRO256_WORDS,
    seed: (words, offset, key, seed, replication) => words.set(expand(XOSHIRO256_WORDS, key, seed, replication), offset),
    uniform: nextXoshiro256,
  },
  splitmix64: {
    words: SPLITMIX_WORDS,
    seed: (words, offset, key, seed, replication) => words.set(expand(SPLITMIX_WORDS, key, seed, replication).subarray(0, SPLITMIX_WORDS), offset),
    uniform: nextSplitmix,
  },
  'philox4x32-10': {
    words: PHILOX_WORDS,
    seed: (words, offset, key, seed, replication) => {
      words.set(expand(2, key, seed, replication).subarray(0, 2), offset);
      words.fill(0, offset + 2, offset + PHILOX_WORDS);
    },
    uniform: nextPhilox,
  },
  mrg32k3a: {
    words: MRG_WORDS,
    seed: (words, offset, key, seed, replication) => {
      seedMrg(words, offset, expand(MRG_WORDS, key, seed, 0));
      jumpMrg(words, offset, 'substream', replication);
    },
    uniform: nextMrg,
  },
} as const satisfies Record<string, Generator>;
export type GeneratorName = keyof typeof GENERATORS;
