import type { RunKpi, UnitShares } from '../contract/scenario.js';
import type { CompiledLine } from './compile.js';
import type { LineState } from './layout.js';

export interface Replication {
  kpis: Record<RunKpi, number | null>;
  units: UnitShares[];
}

/** One possible future: forks the state, runs it over the horizon and takes the account of that time alone. */
export function replicate(line: CompiledLine, begin: LineState, options: { seed: number; replication: number; horizonS: number }): Replication {
  throw new Error(`not yet: ${line.layout} ${begin.layout} ${options.horizonS}`);
}
