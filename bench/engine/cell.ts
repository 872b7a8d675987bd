import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CompiledCell } from '../../src/model/cell/compile.js';
import type { CellState } from '../../src/model/cell/layout.js';
import { replicateCell } from '../../src/model/cell/replicate.js';
import { runCell } from '../../src/model/cell/run.js';
import { forkCell, restoreCell, snapshotCell, startCell } from '../../src/model/cell/state.js';
import { readCell } from '../../src/plant/read-cell.js';
import { packageRoot } from '../../src/platform/package.js';
import { belowLimit, timed, type Figure } from '../figure.js';

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
}

function liveCell(): { cell: CompiledCell; live: CellState } {
  const file = 'docs/examples/solid-dose-cell.yaml';
  const read = readCell(readFileSync(path.join(packageRoot, file), 'utf8'), file);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  const { cell } = read;
  const live = startCell(cell, { seed: 1, replication: 0, atUs: MONDAY_US });
  runCell(cell, live, MONDAY_US + 17 * DAY_S * 1e6 + 12_345_678);
  return { cell, live };
}
