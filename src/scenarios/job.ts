import type { UnitId } from '../contract/equipment.js';
import type { LineDefinition } from '../contract/line.js';
import { compile, type CompiledLine } from '../model/compile.js';
import { correct } from '../model/correct.js';
import { replicate, type Replication } from '../model/replicate.js';
import { migrate } from '../model/scenario.js';
import { restore, type LineSnapshot, type LineState } from '../model/state.js';

/** A share of the replications of a question, as plain data: all that a worker needs to know. */
export interface ReplicationJob {
  /** The line as it is, then as each variant has it. */
  definitions: LineDefinition[];
  /** Units whose rate each of them sets: what was measured of it at the start holds no longer. Of none where not given. */
  setRates?: readonly (readonly UnitId[])[];
  /** Of which of them replications are wanted; of all where not given. */
  only?: readonly number[];
  /** State of the line as it is, from which all start. */
  start: LineSnapshot;
  horizonS: number;
  seed: number;
  /** Number of the first replication. */
  from: number;
  count: number;
}

/** Outcome of a job: for each definition that is wanted its replications, in order. A replication depends on its number and on nothing else of the job. */
export type ReplicationShare = Replication[][];

/** Simulates a job. The n-th replication of every definition draws the same random numbers. */
export function simulate(job: ReplicationJob): ReplicationShare {
  const lines = job.definitions.map(checkedLine);
  const base = lines[0]!;
  const restored = restore(base, job.start);
  if (!restored.ok) throw new Error(`the state at the start does not fit the line: ${restored.reason}`);
  return (job.only ?? lines.map((_, index) => index)).map((index) => {
    const line = lines[index]!;
    const begin = index === 0 ? restored.state : migrate(base, line, restored.state);
    for (const unit of job.setRates?.[index] ?? []) forgetMeasuredRate(line, begin, unit);
    const scratch = {};
    return Array.from({ length: job.count }, (_, i) => replicate(line, begin, { seed: job.seed, replication: job.from + i, horizonS: job.horizonS }, scratch));
  });
}

function forgetMeasuredRate(line: CompiledLine, state: LineState, unit: UnitId): void {
  const station = line.stations.findIndex(({ id }) => id === unit);
  correct(line, state, { kind: 'speed', station, ratePerMin: null });
}

/** The line of a definition that was checked before. Throws where it does not compile all the same. */
export function checkedLine(definition: LineDefinition): CompiledLine {
  const outcome = compile(definition);
  if (!outcome.ok) throw new Error(`a definition that was checked does not compile: ${outcome.issues[0]?.detail}`);
  return outcome.line;
}
