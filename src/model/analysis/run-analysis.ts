import { workSpans } from '../calendar.js';
import type { CompiledLine } from '../compile.js';
import { activePeriods, holdsOf, type Holds } from './active-period.js';
import { measurePoints, neighboursOf } from './measure-point.js';
import { startUpsOf } from './start-up.js';
import { workOf, type Timeline } from './timeline.js';
import type { WaitShares } from './turning-point.js';
import { waterfallOf, type Rejected, type Waterfall } from './waterfall.js';

/** What one stretch of a line tells of its bottleneck and its losses. Plain data; units by their number. */
export interface RunAnalysis {
  holds: Holds;
  waits: StationWaits;
  waterfall: Waterfall;
}

/** Analysis of a simulated stretch. `made`: items that each station processed in it, and good units that left the line. */
export function analyseFlow(line: CompiledLine, timeline: Timeline, made: { processed: Float64Array; goodUnits: number }): RunAnalysis {
  const waterfall = waterfallOf({
    timeline,
    neighbours: neighboursOf(line),
    points: measurePoints(line),
    unitsPerItem: line.stations.map(({ unitsPerItem }) => unitsPerItem),
    rejected: rejectedInFlow(line, timeline, made.processed),
    goodUnits: made.goodUnits,
    shifts: workSpans(line.shifts, timeline.fromUs, timeline.toUs),
    microStopUs: line.definition.microStop * 1e6,
  });
  return { holds: holdsOf(activePeriods(timeline), timeline.fromUs, timeline.toUs), waits: stationWaits(timeline), waterfall };
}

/** Shares of its working time in which each station waited; null where it had none. */
export interface StationWaits {
  starved: (number | null)[];
  blocked: (number | null)[];
}

export function stationWaits(timeline: Timeline): StationWaits {
  const workUs = workOf(timeline);
  const share = (us: number, i: number) => (workUs[i]! > 0 ? us / workUs[i]! : null);
  return { starved: Array.from(timeline.waits.starvedUs, share), blocked: Array.from(timeline.waits.blockedUs, share) };
}

/** The same as an observation of a line; null where a station had no time to work. */
export function waitShares({ starved, blocked }: StationWaits): WaitShares | null {
  return starved.includes(null) ? null : ({ starved, blocked } as WaitShares);
}

/** Of each station the rejects of all that it processed; those of its start-up by what it processed in it. */
function rejectedInFlow(line: CompiledLine, t: Timeline, processed: Float64Array): Rejected[] {
  const startUp = new Float64Array(line.stations.length);
  for (const { span, share } of startUpsOf(t)) startUp[t.unit[span]!]! += t.items[span]! * share;
  return line.stations.map(({ index, yield: good }) => ({ startUp: startUp[index]! * (1 - good), run: (processed[index]! - startUp[index]!) * (1 - good) }));
}
