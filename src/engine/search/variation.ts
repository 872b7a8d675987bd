import { power } from '../elementary.js';
import { nextUniform } from '../random.js';

/** Children of coordinates from 0 to 1. The larger an index, the nearer they stay. */
const CROSSING_INDEX = 15;
const MUTATION_INDEX = 20;
const CROSSING_CHANCE = 0.9;

const clamped = (x: number) => Math.min(1, Math.max(0, x));

/**
 * Two children about two parents: simulated binary crossover (Deb and Agrawal 1995). Each coordinate crosses with chance 1/2; which child is
 * nearer to which parent is drawn for each.
 */
export function crossed(a: readonly number[], b: readonly number[], words: Uint32Array): [number[], number[]] {
  const crossing = nextUniform(words, 0) < CROSSING_CHANCE;
  const pairs = a.map((x, k): [number, number] => {
    const y = b[k]!;
    const [whether, u, side] = [nextUniform(words, 0), nextUniform(words, 0), nextUniform(words, 0)];
    if (!crossing || whether > 0.5) return [x, y];
    const spread = power(u < 0.5 ? 2 * u : 1 / (2 * (1 - u)), 1 / (CROSSING_INDEX + 1));
    const near = clamped(((1 + spread) * x + (1 - spread) * y) / 2);
    const far = clamped(((1 - spread) * x + (1 + spread) * y) / 2);
    return side < 0.5 ? [near, far] : [far, near];
  });
  return [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
}

/** Polynomial mutation (Deb and Goyal 1996); each coordinate with chance 1 / their number. `least`: reach of a mutation along each, at least. */
export function mutated(x: readonly number[], least: readonly number[], words: Uint32Array): number[] {
  return x.map((at, k) => {
    const [whether, u] = [nextUniform(words, 0), nextUniform(words, 0)];
    if (whether > 1 / x.length) return at;
    const step = u < 0.5 ? power(2 * u, 1 / (MUTATION_INDEX + 1)) - 1 : 1 - power(2 * (1 - u), 1 / (MUTATION_INDEX + 1));
    return clamped(at + (u < 0.5 ? Math.min(step, -least[k]!) : Math.max(step, least[k]!)));
  });
}
