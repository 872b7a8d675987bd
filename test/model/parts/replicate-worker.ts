import { parentPort, workerData } from 'node:worker_threads';
import { runParts } from '../../../src/model/parts/run.js';
import type { PartsSpec } from '../../../src/model/parts/spec.js';
import { startParts } from '../../../src/model/parts/state.js';
import { compiledParts, eventHash } from './specs.js';

export interface ReplicationTask {
  spec: PartsSpec;
  seed: number;
  until: number;
  replications: number[];
}

/** What a replication left: a hash of its events, and the whole state of a second run without anybody watching. */
export interface Replicated {
  replication: number;
  events: number;
  state: Uint8Array;
}

export function replicateAll({ spec, seed, until, replications }: ReplicationTask): Replicated[] {
  const model = compiledParts(spec);
  return replications.map((replication) => {
    const { watch, value } = eventHash();
    runParts(model, startParts(model, { seed, replication, watch }), until);
    const state = startParts(model, { seed, replication });
    runParts(model, state, until);
    return { replication, events: value(), state: state.bytes };
  });
}

parentPort?.postMessage(replicateAll(workerData as ReplicationTask));
