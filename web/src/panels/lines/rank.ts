import type { AlarmCount } from '../../../../src/contract/alarm.js';
import type { StateFamily } from '../../../../src/contract/packml.js';
import type { Deviation, LineView } from '../../../../src/contract/stream.js';
import { isSilent } from '../../format/state.js';
import { LEVEL, needOf, NEVER, type Level, type Need } from './need.js';

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

const LEVELS: Record<StateFamily, Level> = {
  down: LEVEL.down,
  held: LEVEL.held,
  blocked: LEVEL.waits,
  starved: LEVEL.waits,
  unknown: LEVEL.unknown,
  changeover: LEVEL.normal,
  idle: LEVEL.normal,
  planned: LEVEL.normal,
  producing: LEVEL.normal,
};

/** How much a line needs somebody: silent ones first, then by state, alarms and deviations; those never heard of last. */
export function needOfLine(view: LineView | null, alarms?: AlarmCount): Need {
  if (!view || view.freshness === 'none') return NEVER;
  return needOf(view.freshness === 'stale' ? LEVEL.silent : LEVELS[stateOf(view).family], alarms, view.deviations.length);
}

/** When anything was last heard of a line of which no station is heard; null: one is, or none ever was. */
export function silentSinceUs(view: LineView): number | null {
  const units = Object.values(view.units);
  return units.every(isSilent) ? units.reduce<number | null>((newest, { lastSeenUs }) => Math.max(newest ?? 0, lastSeenUs ?? 0) || null, null) : null;
}

/** The deviation that a line is told by in one sentence: the one that has cost most units, else the one that is farthest from the model. */
export function worstDeviation({ deviations }: LineView): Deviation | null {
  const cost = ({ effectUnits }: Deviation) => Math.min(0, effectUnits ?? 0);
  const far = ({ ratio }: Deviation) => Math.abs(ratio - 1);
  return [...deviations].sort((a, b) => cost(a) - cost(b) || far(b) - far(a))[0] ?? null;
}
