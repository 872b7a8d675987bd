import type { LineStop, LineStops, StopCause } from '../../contract/line-oee.js';
import type { StopAccount } from '../../contract/lost-time.js';
import type { StateSpan } from '../../contract/telemetry.js';
import type { CompiledLine } from '../compile.js';
import { measurePoints } from './measure-point.js';
import { measuredWork, type MeasuredUnit } from './measured-work.js';
import { partsOf, saidStops, type SaidOfStops, type SaidStop, type StopPart } from './said-of-stops.js';
import { spansOf } from './timeline.js';

/** What was heard of a unit, with the reasons of its states. */
export interface ReasonedUnit extends MeasuredUnit {
  states: readonly Pick<StateSpan, 'fromUs' | 'toUs' | 'state' | 'reason'>[];
}

/**
 * Stops of the machines of a line by themselves over [fromUs, toUs), newest first, as people left them, and their reasons. `unit`: of this
 * one alone; null: of all.
 */
export function lineStops(
  line: CompiledLine,
  units: readonly ReasonedUnit[],
  unit: string | null,
  { fromUs, toUs }: { fromUs: number; toUs: number },
  said: SaidOfStops,
): Pick<LineStops, 'causes' | 'items'> {
  const { timeline } = measuredWork(line, units, fromUs, toUs);
  const microStopUs = line.definition.microStop * 1e6;
  const items = units.flatMap((each, i) => {
    if (unit !== null && unit !== each.id) return [];
    const reasons = said.reasons.filter(({ unit: id }) => id === each.id);
    return saidStops(each.id, spansOf(timeline, i), said.mergers, microStopUs).flatMap((stop) => {
      const parts = partsOf(stop, reasons);
      return parts.map((part) => told(each, stop, part, parts.length > 1));
    });
  });
  return { causes: causesOf(items), items: items.sort((a, b) => b.fromUs - a.fromUs || a.unit.localeCompare(b.unit)) };
}

function told({ id, states }: ReasonedUnit, { began, kind, stops, by, fromUs: stopFromUs }: SaidStop, part: StopPart, isPart: boolean): LineStop {
  const { fromUs, toUs, downUs, said } = part;
  const machineReason = toldReason(states, fromUs, toUs);
  const inside = began || fromUs > stopFromUs;
  return {
    unit: id,
    fromUs,
    began: inside,
    toUs,
    whole: inside && toUs !== null,
    downS: downUs / 1e6,
    kind,
    reason: said?.reason ?? machineReason,
    machineReason,
    said: said && { seq: said.seq, who: said.who, recordedAtUs: said.recordedAtUs, comment: said.comment },
    part: isPart,
    merged: stops > 1 ? { stops, by: [...by] } : null,
  };
}

/** The code that a machine last told with its states in a stretch; `toUs` null: to the end of them. Null: none. */
export function toldReason(states: ReasonedUnit['states'], fromUs: number, toUs: number | null): number | null {
  const named = states.filter((span) => span.toUs > fromUs && (toUs === null || span.fromUs < toUs) && span.reason !== null && span.reason !== 0);
  return named.at(-1)?.reason ?? null;
}

/** Those of stops that the time bridge of a line counts as one of its losses: of that kind, where the line is measured. */
export function stopsOfLoss(line: CompiledLine, stops: readonly LineStop[], loss: StopAccount): LineStop[] {
  const measuredAt = measurePoints(line).map(({ station }) => line.stations[station]!.id);
  const kind = loss === 'down' ? 'breakdown' : 'micro-stop';
  return stops.filter((stop) => stop.kind === kind && measuredAt.includes(stop.unit));
}

/** Stops by reason: unassigned first, then the longest first. */
export function causesOf(stops: readonly LineStop[]): StopCause[] {
  const reasons = [...new Set(stops.map(({ reason }) => reason))];
  const whole = stops.reduce((sum, { downS }) => sum + downS, 0);
  const causes = reasons.map((reason) => {
    const own = stops.filter((stop) => stop.reason === reason);
    const breakdowns = own.filter(({ kind }) => kind === 'breakdown').length;
    return { reason, breakdowns, microStops: own.length - breakdowns, downS: own.reduce((sum, { downS }) => sum + downS, 0) };
  });
  causes.sort((a, b) => Number(b.reason === null) - Number(a.reason === null) || b.downS - a.downS || a.reason! - b.reason!);
  let before = 0;
  return causes.map((cause) => ({ ...cause, share: cause.downS / whole, cumulativeShare: (before += cause.downS) / whole }));
}
