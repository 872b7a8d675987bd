import type { PartsModel } from './model.js';
import { reportParts, type PartsReport } from './report.js';
import { runParts } from './run.js';
import { openPartsAccount, startParts, timeOfParts, type PartsState } from './state.js';
import type { Begin } from './spec.js';

export interface PartsPlan {
  seed: number;
  /** time before the account is opened; default 0 */
  warmup?: number;
  /** time of the account */
  length: number;
  begin?: Begin;
}

/** One replication from the beginning. Replication r of two models meets the same luck: their difference is that of the models. */
export function replicateParts(model: PartsModel, plan: PartsPlan, replication: number): PartsReport {
  const state = startParts(model, { seed: plan.seed, replication, begin: plan.begin ?? {} });
  runParts(model, state, plan.warmup ?? 0);
  openPartsAccount(model, state);
  return reportUntil(model, state, timeOfParts(state) + plan.length);
}

/** Runs a state on and takes its account. */
export function reportUntil(model: PartsModel, state: PartsState, until: number): PartsReport {
  runParts(model, state, until);
  return reportParts(model, state);
}
