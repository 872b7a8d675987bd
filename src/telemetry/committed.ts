import type { Observation } from '../contract/telemetry.js';

/** Readings that are durably in the journal, each once, in the order of arrival. */
export interface CommittedBatch {
  /** Journal offset after this batch: resume from here. */
  nextOffset: number;
  observations: readonly Observation[];
}
