import { tQuantile } from '../../engine/statistics.js';
import type { CompiledCell, CompiledStep } from './compile.js';
import { drawUniform } from './draw.js';
import { CLOCK, LOSS, LOSS_FIELDS, type CellState } from './layout.js';
import type { LossPast } from './situation.js';

/** From fewer measured losses no law is taken. */
const ENOUGH = 5;

/**
 * Losses of steps without machines scatter, and the file says their mean only. What was measured of a step in the past, as times the loss of the
 * file, is taken as normal: what comes next is then distributed as Student's t about the mean, sqrt(1 + 1/n) standard deviations wide,
 * with n - 1 degrees of freedom. A step that was measured too rarely is taken to scatter as all steps of the cell together.
 */
export function layLosses(cell: CompiledCell, state: CellState, past: readonly LossPast[]): void {
  const all = past.flatMap(({ times }) => times);
  for (const { index, product, id } of cell.steps) {
    const own = past.find((one) => one.step === id && one.product === cell.definition.products[product]!.id)?.times ?? [];
    const times = own.length >= ENOUGH ? own : all;
    const n = times.length;
    if (n < ENOUGH) continue;
    const mean = times.reduce((sum, one) => sum + one, 0) / n;
    const variance = times.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1);
    state.loss.set([n - 1, mean, Math.sqrt(variance * (1 + 1 / n))], LOSS_FIELDS * index);
  }
}

/** Share of the items that a step loses: the mean of the file, or by chance what was measured. */
export function lostShare(state: CellState, { index, recipe, lossStream }: CompiledStep): number {
  const told = 1 - recipe.yield;
  const at = LOSS_FIELDS * index;
  const degrees = state.loss[at + LOSS.degrees]!;
  if (state.clock[CLOCK.chance] !== 1 || degrees === 0 || told === 0) return told;
  const t = tQuantile(drawUniform(state, lossStream), degrees);
  return Math.min(1, Math.max(0, told * (state.loss[at + LOSS.mean]! + t * state.loss[at + LOSS.spread]!)));
}
