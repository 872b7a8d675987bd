import type { StateFamily } from '../../../../src/contract/packml.js';
import type { LineView } from '../../../../src/contract/stream.js';

/** What the whole line is said to be in: the first of these that a station is in, and that station. */
const SAYING: readonly StateFamily[] = ['down', 'held', 'changeover', 'producing', 'blocked', 'starved', 'idle', 'planned', 'unknown'];

export interface LineState {
  family: StateFamily;
  unit: string;
}

/** A line stands as its worst stopped station stands; it produces while one produces and none is stopped by itself. */
export function stateOf(view: LineView): LineState {
  const found = SAYING.map((family) => ({ family, unit: view.order.find((id) => view.units[id]!.family === family) })).find(({ unit }) => unit !== undefined);
  return { family: found?.family ?? 'unknown', unit: found?.unit ?? view.order[0]! };
}

/** How bad a state is for a line, worst first. */
const WORST: readonly StateFamily[] = ['down', 'held', 'blocked', 'starved', 'unknown', 'changeover', 'idle', 'planned', 'producing'];

/** How much a line needs somebody: stale ones first, then by state and deviations; those never heard of last. */
export function needOf(view: LineView | null): number {
  if (!view || view.freshness === 'none') return 0;
  if (view.freshness === 'stale') return 1000;
  return 10 + 10 * (WORST.length - WORST.indexOf(stateOf(view).family)) + Math.min(9, view.deviations.length);
}

const NORMAL: readonly StateFamily[] = ['producing', 'planned', 'changeover', 'idle'];

/** Whether a line is other than it should be: silent, standing, or unlike its model. */
export const isAbnormal = (view: LineView | null): boolean =>
  view?.freshness !== 'live' || !NORMAL.includes(stateOf(view).family) || view.deviations.length > 0;
