import type { LineId } from '../contract/equipment.js';
import type { Observation } from '../contract/telemetry.js';

/** Readings that are durably in the journal, each once, in the order of arrival. */
export interface CommittedBatch {
  /** Journal offset after this batch: resume from here. */
  nextOffset: number;
  observations: readonly Observation[];
  /** The same by line or cell, in the same order. */
  byLine: ReadonlyMap<LineId, readonly Observation[]>;
}

export function committedBatch(nextOffset: number, observations: readonly Observation[]): CommittedBatch {
  const byLine = new Map<LineId, Observation[]>();
  for (const observation of observations) {
    const ofLine = byLine.get(observation.line);
    if (ofLine) ofLine.push(observation);
    else byLine.set(observation.line, [observation]);
  }
  return { nextOffset, observations, byLine };
}
