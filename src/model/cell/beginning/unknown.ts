import { mean, sample, type Distribution } from '../../../engine/distribution.js';
import { newStream, nextUniform } from '../../../engine/random.js';
import type { Luck } from '../../state.js';

const US_PER_S = 1e6;
/** A clock that nobody has watched has run for so many mean intervals, and up to as many more. */
const MEANS_PASSED = 8;
const MOST_INTERVALS = 200;

/** Draws what a situation does not know, each thing from a stream of its own name. */
export class Unknown {
  /** whether anything was drawn: another luck would begin elsewhere */
  drawn = false;

  constructor(private readonly luck: Luck) {}

  /** Strictly between 0 and 1. */
  uniform(name: string): number {
    return this.uniforms(name)();
  }

  /** One after the other. */
  uniforms(name: string): () => number {
    const words = this.stream(name);
    return () => nextUniform(words, 0);
  }

  /** How long what is under way at a random moment has lasted [us]: the age of a renewal process that began long ago. */
  ageUs(name: string, law: Distribution): number {
    const draw = this.uniforms(name);
    let left = MEANS_PASSED * (1 + draw()) * mean(law);
    for (let n = 0; n < MOST_INTERVALS; n++) {
      const next = sample(law, draw());
      if (next > left) break;
      left -= next;
    }
    return Number.isFinite(left) ? Math.round(left * US_PER_S) : 0;
  }

  /** One of so many, with these weights; the first where none has any. */
  choice(name: string, weights: readonly number[]): number {
    let left = this.uniform(name) * weights.reduce((sum, weight) => sum + weight, 0);
    return Math.max(
      0,
      weights.findIndex((weight) => (left -= weight) < 0),
    );
  }

  private stream(name: string): Uint32Array {
    this.drawn = true;
    return newStream(`begin/${name}`, this.luck.seed, this.luck.replication);
  }
}
