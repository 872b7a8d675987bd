import type { EnergyLoad } from '../../../../src/contract/energy-load.js';
import { edgesOf } from './load-view.js';

/** The load from its highest mean down: each with the time for which the load was as high at least, it included [h]. */
export interface DurationStep {
  kw: number;
  hours: number;
}

/** What is not known is in no step. */
export function durationSteps(load: Pick<EnergyLoad, 'kw' | 'stepUs' | 'fromUs' | 'toUs'>): DurationStep[] {
  const edgesUs = edgesOf(load);
  const known = load.kw.flatMap((kw, i) => (kw === null ? [] : [{ kw, us: edgesUs[i + 1]! - edgesUs[i]! }])).sort((a, b) => b.kw - a.kw);
  let us = 0;
  return known.map((step) => ({ kw: step.kw, hours: (us += step.us) / 3600e6 }));
}

/** Shares of the known time that the table reads the curve at. */
const READ_AT = [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/** The steps at which the known time comes to round shares of all of it, each once; the first is the highest. */
export function readSteps(steps: readonly DurationStep[]): DurationStep[] {
  const whole = steps.at(-1)?.hours ?? 0;
  return [...new Set(READ_AT.flatMap((share) => steps.find(({ hours }) => hours >= share * whole * (1 - 1e-9)) ?? []))];
}

/** Subscribed powers with the periods that have them, the highest first. */
export function subscribedLines(periods: EnergyLoad['periods']): { kw: number; labels: (string | null)[] }[] {
  const powers = [...new Set(periods.flatMap(({ subscribedKw }) => subscribedKw ?? []))].sort((a, b) => b - a);
  return powers.map((kw) => ({ kw, labels: periods.filter(({ subscribedKw }) => subscribedKw === kw).map(({ label }) => label) }));
}
