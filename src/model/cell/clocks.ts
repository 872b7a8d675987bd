import type { CompiledStop } from './compile.js';
import { STAGE, type CellState } from './layout.js';

/** Whether a place works on a batch: the clocks of use tick. */
export const isAtWork = ({ p }: CellState, i: number): boolean => p.runs[i] === 1 && p.stage[i]! >= STAGE.startUp && p.stage[i]! <= STAGE.production;

/** Whether the clock of a stop goes on now: with use, or always but while the place rests by its calendar, is down, or is maintained. */
export function ticks(state: CellState, i: number, { clock }: CompiledStop): boolean {
  const { p } = state;
  return clock === 'operation' ? isAtWork(state, i) : p.open[i] === 1 && p.down[i] === 0 && p.stage[i] !== STAGE.maintenance;
}
