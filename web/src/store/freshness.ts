import type { CellLive } from '../../../src/contract/cell-live.js';
import type { LineView, TwinState } from '../../../src/contract/stream.js';

export type Link = 'connecting' | 'live' | 'stale' | 'offline';

export interface Received<View extends TwinState = LineView> {
  view: View;
  /** now of the line or cell when the server made the view */
  asOfUs: number;
  /** performance.now() when it came */
  receivedMs: number;
  link: Link;
}

export interface Age {
  kind: 'live' | 'stale' | 'since' | 'none' | 'offline' | 'connecting';
  /** time since the newest reading [s] */
  ageS: number;
  /** time of the newest reading, or of the state shown */
  atUs: number | null;
  /** now, on the clock that atUs is of: the line's, or the wall's where a recording has fallen silent */
  nowUs: number;
}

/** After so long an age is given as a time of day [s]. */
const LONG_S = 600;

/** The same, of a server that does not answer. */
export const cutOff = <View extends TwinState>(received: Received<View> | null): Received<View> | null => received && { ...received, link: 'offline' };

const isCell = (view: TwinState): view is CellLive => 'kind' in view;

/** The newest time that anything was heard of the line. */
const heardUs = (view: LineView) =>
  Object.values(view.units).reduce<number | null>(
    (newest, unit) => (unit.lastSeenUs !== null && unit.lastSeenUs > (newest ?? 0) ? unit.lastSeenUs : newest),
    null,
  );

/**
 * How old what is shown is. A state that is not kept up to date is never live. Of a line whose time is that of its source
 * the silence is told by the wall clock: its own time stands still meanwhile. What catches up is as old as its newest reading, by the
 * time of that.
 */
export function ageOf(received: Received<TwinState> | null, nowMs: number, wallUs: number): Age {
  if (!received) return { kind: 'connecting', ageS: 0, atUs: null, nowUs: wallUs };
  const { view, asOfUs, receivedMs, link } = received;
  const newestUs = isCell(view) ? view.asOfUs : heardUs(view);
  if (newestUs === null) return { kind: 'none', ageS: 0, atUs: null, nowUs: asOfUs };
  const sinceS = Math.max(0, nowMs - receivedMs) / 1000;
  const behindS = (now: number, speed = 1) => Math.max(0, (now - newestUs) / 1e6 / speed);
  const ofWall = isCell(view) || view.clock === 'wall';
  const speed = isCell(view) ? 1 : view.speed || 1;
  const ageS = view.catchingUp && ofWall ? behindS(wallUs) : behindS(asOfUs, speed) + sinceS;
  if (link !== 'live') return { kind: 'offline', ageS, atUs: asOfUs, nowUs: asOfUs };
  if (view.freshness === 'live') return { kind: 'live', ageS, atUs: newestUs, nowUs: asOfUs };
  if (!isCell(view) && view.clock === 'source' && view.heardAtUs !== null) {
    const silentS = Math.max(0, (wallUs - view.heardAtUs) / 1e6);
    return { kind: silentS > LONG_S ? 'since' : 'stale', ageS: silentS, atUs: view.heardAtUs, nowUs: wallUs };
  }
  return { kind: ageS > LONG_S ? 'since' : 'stale', ageS, atUs: newestUs, nowUs: asOfUs };
}
