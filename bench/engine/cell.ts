import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compileCell, type CompiledCell } from '../../src/model/cell/compile.js';
import type { CellState } from '../../src/model/cell/layout.js';
import { replicateCell } from '../../src/model/cell/replicate.js';
import { reportCell } from '../../src/model/cell/report.js';
import { runCell } from '../../src/model/cell/run.js';
import { forkCell, restoreCell, snapshotCell, startCell } from '../../src/model/cell/state.js';
import { readCell, type ReadCell } from '../../src/plant/read-cell.js';
import { packageRoot } from '../../src/platform/package.js';
import { belowLimit, interleave, rounded, timed, type Figure } from '../figure.js';

const DAY_S = 86_400;
/** Monday 2026-01-05, 06:00 in Paris. */
const MONDAY_US = Date.UTC(2026, 0, 5, 5) * 1000;
const FORKS = 5000;

/** The whole solid-dose cell of docs/examples, dispensing to palletizer: two weeks on, with batches, people and laboratory under way. */
export function* cellFigures(rounds: number): Generator<Figure> {
  const { cell, live } = liveCell();
  const weeks = Array.from({ length: 5 * rounds + 5 }, (_, replication) =>
    timed(() => replicateCell(cell, live, { seed: 1, replication, horizonS: 7 * DAY_S })),
  ).slice(5);
  yield belowLimit('cell: a week of the solid-dose cell with energy, one replication', weeks, 30, 'ms', 'limit of the issue');
  const target = forkCell(cell, live, { seed: 1, replication: 0 });
  const forks = Array.from({ length: rounds + 1 }, (_, round) =>
    timed(() => {
      for (let i = 0; i < FORKS; i++) forkCell(cell, live, { seed: round, replication: i }, target);
    }),
  ).slice(1);
  yield belowLimit(
    'cell: fork of the live cell, its future drawn afresh',
    forks.map((ms) => (ms * 1000) / FORKS),
    50,
    'us',
    'limit of the issue',
  );
  const trips = Array.from({ length: 20 * rounds }, () => timed(() => restoreCell(cell, JSON.parse(JSON.stringify(snapshotCell(cell, live)))))).slice(rounds);
  yield belowLimit('cell: snapshot of the live cell to JSON and back', trips, 10, 'ms', 'no limit is set; 10 ms is that of a frame of a screen');
  yield backlog(rounds);
}

/** Orders of four batches each: so many, and as many as the cell begins in four weeks. */
const ORDERS = { backlog: 5000, enough: 40 };

/** Four weeks of the same cell that make the same batches, whether 40 orders or 5,000 of them were released at once. */
function backlog(rounds: number): Figure {
  const msPerBatch = (orders: number) => {
    const cell = orderedCell(orders);
    return () => {
      const state = startCell(cell, { seed: 1, replication: 0, atUs: MONDAY_US });
      const ms = timed(() => runCell(cell, state, MONDAY_US + 28 * DAY_S * 1e6));
      return ms / reportCell(cell, state).units[0]!.batches;
    };
  };
  const [ours, rival] = [msPerBatch(ORDERS.backlog), msPerBatch(ORDERS.enough)];
  const measured = interleave(3 * rounds, ours, rival, 3);
  return {
    name: 'cell: backlog of 5,000 orders',
    ours: rounded(measured.ours),
    rival: rounded(measured.rival),
    ratio: rounded(measured.ratio),
    unit: 'ms',
    note: 'time for a batch weighed, against the same cell with orders for four weeks alone',
  };
}

function orderedCell(count: number): CompiledCell {
  const orders = Array.from({ length: count }, (_, i) => ({ id: `o${i}`, product: i % 2 === 0 ? 'alpha' : 'beta', batches: 4, priority: 0 }));
  const compiled = compileCell({ ...example().definition, demand: [], orders });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
  return compiled.cell;
}

function example(): Extract<ReadCell, { ok: true }> {
  const file = 'docs/examples/solid-dose-cell.yaml';
  const read = readCell(readFileSync(path.join(packageRoot, file), 'utf8'), file);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read;
}

function liveCell(): { cell: CompiledCell; live: CellState } {
  const { cell } = example();
  const live = startCell(cell, { seed: 1, replication: 0, atUs: MONDAY_US });
  runCell(cell, live, MONDAY_US + 17 * DAY_S * 1e6 + 12_345_678);
  return { cell, live };
}
