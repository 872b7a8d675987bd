import { residual, sample, scale } from '../../engine/distribution.js';
import type { Distribution } from '../../engine/distribution.js';
import { normalUpper } from '../../engine/special.js';
import { nextUniform, STREAM_WORDS } from '../../engine/random.js';
import type { CellState } from './layout.js';

const US_PER_S = 1e6;

/** A duration of a law in seconds, `factor` times [whole us, not below zero]. */
export function drawUs(state: CellState, law: Distribution, stream: number, factor = 1): number {
  return Math.max(0, Math.round(sample(law, drawUniform(state, stream)) * factor * US_PER_S));
}

/** What is left of a duration that has lasted `ageUs`, drawn afresh given that age. A fixed one keeps what it had. */
export function drawLeftUs(state: CellState, law: Distribution, stream: number, ageUs: number, workUs: number, factor = 1): number {
  if (law.dist === 'fixed' || law.dist === 'deterministic') return Math.max(0, workUs - ageUs);
  const scaled = factor === 1 ? law : scale(law, factor);
  return Math.max(0, Math.round(residual(scaled, ageUs / US_PER_S, drawUniform(state, stream)) * US_PER_S));
}

/** Whether something of that chance happens. A chance of nothing draws nothing. */
export function happens(state: CellState, probability: number, stream: number): boolean {
  return probability > 0 && drawUniform(state, stream) > 1 - probability;
}

/** A standard normal number. */
export const drawNormal = (state: CellState, stream: number): number => normalUpper(drawUniform(state, stream));

/** A number of things. */
export const drawAmount = (state: CellState, law: Distribution, stream: number): number => Math.max(0, Math.round(sample(law, drawUniform(state, stream))));

/** A number between 0 and 1. */
export const drawUniform = (state: CellState, stream: number): number => nextUniform(state.words, STREAM_WORDS * stream);
