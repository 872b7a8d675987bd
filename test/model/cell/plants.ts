import { beginFrom } from '../../../src/model/cell/begin.js';
import type { CompiledCell } from '../../../src/model/cell/compile.js';
import { followFuture, type Future } from '../../../src/model/cell/future.js';
import type { CellState } from '../../../src/model/cell/layout.js';
import { recordCell, type CellRecord } from '../../../src/model/cell/record.js';
import { runCell } from '../../../src/model/cell/run.js';
import { forkCell, startCell } from '../../../src/model/cell/state.js';
import { cellOf, HOUR, MONDAY_US, type SomeCell } from './cells.js';
import { situationFrom } from './situation-from.js';

const HORIZON = 24 * HOUR;

export interface Live {
  cell: CompiledCell;
  state: CellState;
  record: CellRecord;
}

/** A simulated cell that is the plant, so long after Monday. Its demand began then, which the file says. */
export function plant(document: SomeCell, hours: number, seed = 1): Live {
  const cell = cellOf({ ...document, demand: document.demand?.map((demand) => ({ first: '2026-03-02T00:00', ...demand })) });
  const state = startCell(cell, { seed, replication: 0, atUs: MONDAY_US });
  const record = recordCell(state);
  runCell(cell, state, MONDAY_US + Math.round(hours * HOUR) + 12_345);
  return { cell, state, record };
}

/** Greatest distance of two empirical distribution functions, times the square root of half their size: 2.2 is passed by chance once in 10,000. */
export function distance(a: readonly number[], b: readonly number[]): number {
  const all = [...a.map((x) => ({ x, step: 1 / a.length })), ...b.map((x) => ({ x, step: -1 / b.length }))].sort((one, other) => one.x - other.x);
  let apart = 0;
  let most = 0;
  all.forEach(({ x, step }, i) => {
    apart += step;
    if (all[i + 1] === undefined || all[i + 1]!.x - x > 1e-9 * Math.abs(x)) most = Math.max(most, Math.abs(apart));
  });
  return most * Math.sqrt(a.length / 2);
}
export const LIMIT = 2.2;

/** What becomes of forks of the true state, and of beginnings from what is known of it. */
export function futures({ cell, state, record }: Live, replications: number): { forks: Future[]; begins: Future[] } {
  const situation = situationFrom(cell, state, record);
  const all = (begin: (replication: number) => CellState) =>
    Array.from({ length: replications }, (_, replication) => followFuture(cell, begin(replication), situation.atUs + HORIZON));
  return {
    forks: all((replication) => forkCell(cell, state, { seed: 5, replication })),
    begins: all((replication) => beginFrom(cell, situation, { seed: 6, replication }).state),
  };
}
