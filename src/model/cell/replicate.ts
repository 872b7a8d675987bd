import type { CompiledCell } from './compile.js';
import { reportCell, type CellReport } from './report.js';
import { runCell } from './run.js';
import { forkCell, openCellAccount, startCell, timeOfCell } from './state.js';
import type { CellState } from './layout.js';

/** One possible future: forks the state, runs it over the horizon and takes the account of that time alone. */
export function replicateCell(cell: CompiledCell, begin: CellState, options: { seed: number; replication: number; horizonS: number }): CellReport {
  const state = forkCell(cell, begin, options);
  openCellAccount(cell, state);
  runCell(cell, state, timeOfCell(state) + Math.round(options.horizonS * 1e6));
  return reportCell(cell, state);
}

/** The same from an empty cell, the account opened after a time in which it fills. */
export function replicateFromEmpty(
  cell: CompiledCell,
  options: { seed: number; replication: number; atUs: number; warmUpS: number; horizonS: number },
): CellReport {
  const state = startCell(cell, options);
  runCell(cell, state, options.atUs + Math.round(options.warmUpS * 1e6));
  openCellAccount(cell, state);
  runCell(cell, state, timeOfCell(state) + Math.round(options.horizonS * 1e6));
  return reportCell(cell, state);
}
