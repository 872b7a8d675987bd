import { sample, type Distribution } from '../../src/engine/distribution.js';
import { newStream, nextUniform } from '../../src/engine/random.js';

/** The luck of a plant: a seed, and the words of every stream that has been drawn from, by its name. Plain data. */
export interface Luck {
  seed: number;
  random: Record<string, number[]>;
}

/** The next uniform number in (0, 1) of a named stream. */
export function uniform(luck: Luck, name: string): number {
  const known = luck.random[name];
  const words = known === undefined ? newStream(`cell/${name}`, luck.seed) : Uint32Array.from(known);
  const u = nextUniform(words, 0);
  luck.random[name] = [...words];
  return u;
}

export const happens = (luck: Luck, name: string, probability: number): boolean => probability > 0 && uniform(luck, name) < probability;

/** A duration in whole seconds, at least one, of a law in seconds times a factor. */
export const drawS = (luck: Luck, name: string, law: Distribution, factor = 1): number => Math.max(1, Math.round(sample(law, uniform(luck, name)) * factor));
