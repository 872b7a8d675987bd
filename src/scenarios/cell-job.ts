import type { CellDefinition } from '../contract/cell.js';
import { compileCell } from '../model/cell/compile.js';
import { replicateFromEmpty } from '../model/cell/replicate.js';
import type { CellReport } from '../model/cell/report.js';

/** A share of the replications of a cell from empty, as plain data: all that a worker needs to know. */
export interface CellJob {
  cell: CellDefinition;
  atUs: number;
  warmUpS: number;
  horizonS: number;
  seed: number;
  /** Number of the first replication. */
  from: number;
  count: number;
}

/** Simulates a job. A replication depends on its number and on nothing else of the job. Throws where a cell that was checked does not compile. */
export function simulateCells({ cell: definition, from, count, ...options }: CellJob): CellReport[] {
  const compiled = compileCell(definition);
  if (!compiled.ok) throw new Error(`a cell that was checked does not compile: ${compiled.issues[0]?.detail}`);
  return Array.from({ length: count }, (_, i) => replicateFromEmpty(compiled.cell, { ...options, replication: from + i }));
}
