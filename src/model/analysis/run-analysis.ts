import { workSpans } from '../calendar.js';
import type { CompiledLine } from '../compile.js';
import { activePeriods, holdsOf, type Holds } from './active-period.js';
import { measurePoints, neighboursOf } from './measure-point.js';
import { startUpShares } from './start-up.js';
import { waitsOf, type Timeline } from './timeline.js';
import type { WaitShares } from './turning-point.js';
import { waterfallOf, type Rejected, type Waterfall } from './waterfall.js';

/** What one stretch of a line tells of its bottleneck and its losses. Plain data; units by their number. */
export interface RunAnalysis {
  holds: Holds;
  waits: StationWaits;
  waterfall: Waterfall;
}

/** Analysis of a simulated stretch. `goodUnits`: good units that left the line in it. */
export function analyseFlow(line: CompiledLine, timeline: Timeline, goodUnits: number): RunAnalysis {
  const waterfall = waterfallOf({
    timeline,
    neighbours: neighboursOf(line),
    points: measurePoints(line),
    unitsPerItem: line.stations.map(({ unitsPerItem }) => unitsPerItem),
    rejected: rejectedInFlow(line, timeline),
    goodUnits,
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
  const { starvedUs, blockedUs, workUs } = waitsOf(timeline);
  const share = (us: number, i: number) => (workUs[i]! > 0 ? us / workUs[i]! : null);
  return { starved: starvedUs.map(share), blocked: blockedUs.map(share) };
}

/** The same as an observation of a line; null where a station had no time to work. */
export function waitShares({ starved, blocked }: StationWaits): WaitShares | null {
  return starved.includes(null) ? null : ({ starved, blocked } as WaitShares);
}

function rejectedInFlow(line: CompiledLine, t: Timeline): Rejected[] {
  const shares = startUpShares(t);
  const rejected = line.stations.map(() => ({ startUp: 0, run: 0 }));
  for (let k = 0; k < t.spans; k++) {
    const items = t.items[k]!;
    if (items === 0) continue;
    const i = t.unit[k]!;
    const lost = items * (1 - line.stations[i]!.yield);
    rejected[i]!.startUp += lost * shares[k]!;
    rejected[i]!.run += lost * (1 - shares[k]!);
  }
  return rejected;
}
