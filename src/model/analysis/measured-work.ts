import { workSpans } from '../calendar.js';
import type { CompiledLine } from '../compile.js';
import { sumsOf, type UnitCounts, type UnitSums } from './counted.js';
import type { HeardUnit } from './family-turns.js';
import { measuredTimeline } from './measured-timeline.js';
import type { Timeline } from './timeline.js';

/** What was heard of a unit, and what it counted. */
export interface MeasuredUnit extends HeardUnit {
  counts: UnitCounts;
}

/** What a measured line did over a window, and what its units counted, in the order of its stations. */
export interface MeasuredWork {
  /** time to work in the window */
  shifts: [number, number][];
  sums: UnitSums[];
  timeline: Timeline;
}

const US_PER_MIN = 60e6;

/** From what was heard of the units of a line in [fromUs, toUs), in the order of its stations. */
export function measuredWork(line: CompiledLine, units: readonly MeasuredUnit[], fromUs: number, toUs: number): MeasuredWork {
  const shifts = workSpans(line.shifts, fromUs, toUs);
  const sums = units.map(({ counts }, i) => sumsOf(counts, line.stations[i]!.ratePerUs * US_PER_MIN));
  return { shifts, sums, timeline: measuredTimeline(units, fromUs, toUs, shifts, (unit, atUs) => sums[unit]!.processed?.(atUs) ?? NaN) };
}
