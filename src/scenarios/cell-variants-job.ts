import type { CellDefinition } from '../contract/cell.js';
import { compileCell } from '../model/cell/compile.js';
import type { CellOutcome } from '../model/what-if/outcome.js';
import { CellFutures, type CellBeginning } from '../model/what-if/replicate.js';

/** A share of the replications of a question about a site, as plain data: all that a worker needs to know. */
export interface CellVariantsJob {
  /** of the question: what was compiled for the last one of the same key is used again */
  key: string;
  /** The site as it is, then as each variant has it. */
  definitions: CellDefinition[];
  beginning: CellBeginning;
  horizonS: number;
  seed: number;
  /** Number of the first replication. */
  from: number;
  count: number;
}

/** Outcome of a job: for each definition its replications, in order. */
export type CellVariantsShare = CellOutcome[][];

let known: { key: string; futures: CellFutures[] } | null = null;

/** Simulates a job. The n-th replication of every definition draws the same random numbers; it depends on its number and on nothing else of the job. */
export function simulateVariants({ key, definitions, beginning, horizonS, seed, from, count }: CellVariantsJob): CellVariantsShare {
  if (known?.key !== key) known = { key, futures: definitions.map((definition) => futuresOf(definition, beginning, { seed, horizonS })) };
  return known.futures.map((futures) => Array.from({ length: count }, (_, i) => futures.replicate(from + i)));
}

function futuresOf(definition: CellDefinition, beginning: CellBeginning, options: { seed: number; horizonS: number }): CellFutures {
  const compiled = compileCell(definition);
  if (!compiled.ok) throw new Error(`a cell that was checked does not compile: ${compiled.issues[0]?.detail}`);
  return new CellFutures(compiled.cell, beginning, options);
}
