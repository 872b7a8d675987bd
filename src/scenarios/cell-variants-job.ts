import type { CellDefinition } from '../contract/cell.js';
import { compileCell } from '../model/cell/compile.js';
import type { SupplyState } from '../model/supply/state.js';
import { supplied, type CellOutcome } from '../model/what-if/outcome.js';
import { CellFutures, type CellBeginning } from '../model/what-if/replicate.js';

/** A share of the replications of a question about a site, as plain data: all that a worker needs to know. */
export interface CellVariantsJob {
  /** of the question: what was compiled for the last one of the same key is used again */
  key: string;
  /** Each plant that is to be simulated, once. */
  definitions: CellDefinition[];
  /** The site as it is, then each variant: which of the plants it has, and how it is supplied. */
  variants: { definition: number; supply: SupplyState }[];
  beginning: CellBeginning;
  horizonS: number;
  seed: number;
  /** Number of the first replication. */
  from: number;
  count: number;
}

/** Outcome of a job: for each variant its replications, in order. */
export type CellVariantsShare = CellOutcome[][];

let known: { key: string; futures: CellFutures[] } | null = null;

/** Simulates a job. The n-th replication of every variant draws the same random numbers; it depends on its number and on nothing else of the job. */
export function simulateVariants(job: CellVariantsJob): CellVariantsShare {
  if (known?.key !== job.key) known = { key: job.key, futures: job.definitions.map((definition, i) => futuresOf(definition, i, job)) };
  const numbers = Array.from({ length: job.count }, (_, i) => job.from + i);
  const runs = known.futures.map((futures) => numbers.map((n) => futures.replicate(n)));
  return job.variants.map(({ definition, supply }) =>
    supplied(
      supply,
      runs[definition]!.map(({ plant }) => plant),
      runs[definition]!.map(({ loads }) => loads),
      false,
    ),
  );
}

function futuresOf(definition: CellDefinition, index: number, { beginning, seed, horizonS, variants }: CellVariantsJob): CellFutures {
  const compiled = compileCell(definition);
  if (!compiled.ok) throw new Error(`a cell that was checked does not compile: ${compiled.issues[0]?.detail}`);
  const recoveries = variants.filter((variant) => variant.definition === index).flatMap(({ supply }) => supply.recoveries.map(({ from }) => from));
  return new CellFutures(compiled.cell, beginning, { seed, horizonS, utilities: [...new Set(recoveries)] });
}
