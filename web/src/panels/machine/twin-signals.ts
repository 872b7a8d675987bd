import type { TWIN_SIGNALS as All } from '../../../../src/contract/telemetry.js';

/** Signals that have a name of their own. The list of the contract would bring all its schemas into the page. */
export const TWIN_SIGNALS = [
  'state',
  'mode',
  'speed',
  'speedSetpoint',
  'goodCount',
  'processedCount',
  'defectiveCount',
  'blocked',
  'starved',
  'stopReason',
  'power',
  'energy',
  'batch',
] as const satisfies typeof All;
