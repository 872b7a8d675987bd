import { nextUniform } from '../random.js';

/** A whole number from 0 to below n. */
export const below = (n: number, words: Uint32Array): number => Math.floor(n * nextUniform(words, 0));

/** 0 to n - 1 in random order (Fisher and Yates). */
export function shuffled(n: number, words: Uint32Array): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = below(i + 1, words);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
