import type { CompiledLine } from '../compile.js';
import type { OrderedUnit } from './line-oee.js';
import { measurePoints } from './measure-point.js';
import type { MeasuredWork } from './measured-work.js';
import { saidStops, type SaidMerger, type SaidStop } from './said-of-stops.js';
import { accountSpans, type AccountSpan } from './time-accounts.js';
import { spansOf } from './timeline.js';

/** What the time at a point of measure of a line went to. */
export interface PointAccounts {
  station: number;
  /** part of the ideal flow of the line that is its own; of all points 1 */
  weight: number;
  /** contiguous over the window */
  spans: AccountSpan[];
  stops: SaidStop[];
}

/** Accounts of the time at each point of measure, with the stops as one that people told as one. */
export function pointAccounts(line: CompiledLine, work: MeasuredWork, units: readonly OrderedUnit[], mergers: readonly SaidMerger[]): PointAccounts[] {
  const points = measurePoints(line);
  const ideal = points.reduce((sum, { idealPerUs }) => sum + idealPerUs, 0);
  return points.map(({ station, idealPerUs }) => {
    const spans = spansOf(work.timeline, station);
    const stops = saidStops(units[station]!.id, spans, mergers, line.definition.microStop * 1e6);
    return { station, weight: idealPerUs / ideal, spans: accountSpans(spans, { shifts: work.shifts, ...units[station]!, stops }), stops };
  });
}
