import { stopFrom, stopsOf, type Stop, type Stretch } from './stops.js';
import type { Span } from './timeline.js';

/** A person's word that a machine stood still for a reason. */
export interface SaidReason {
  seq: number;
  unit: string;
  fromUs: number;
  /** null: to the end of the stop in which it begins, or that goes on at the begin of what is looked at */
  toUs: number | null;
  reason: number;
  who: string;
  recordedAtUs: number;
  comment: string | null;
}

/** A person's word that the stops of a machine that touch a stretch are one. */
export interface SaidMerger extends Stretch {
  seq: number;
  unit: string;
}

/** What people said of the stops of a line and did not take back; of two that tell of one time the later, by number, holds. */
export interface SaidOfStops {
  reasons: readonly SaidReason[];
  mergers: readonly SaidMerger[];
}

export const NOTHING_SAID: SaidOfStops = { reasons: [], mergers: [] };

/** A stop as people told it: several measured stops where `by` is not empty. */
export interface SaidStop extends Stop {
  /** measured stops in it */
  stops: number;
  /** numbers of the mergers that made it one */
  by: readonly number[];
}

/**
 * Stops in the contiguous spans of a machine, in order, with those as one that people told as one: such a stop has the kind of its whole time.
 * `mergers`: of all machines of the line.
 */
export function saidStops(unit: string, spans: readonly Span[], mergers: readonly SaidMerger[], microStopUs: number): SaidStop[] {
  const own = mergers.filter((merger) => merger.unit === unit);
  const merged: SaidStop[] = [];
  for (const stop of stopsOf(spans, microStopUs)) {
    const last = merged.at(-1);
    const by = last === undefined ? [] : own.filter((merger) => touches(last, merger) && touches(stop, merger)).map(({ seq }) => seq);
    if (last === undefined || by.length === 0) merged.push({ ...stop, stops: 1, by: [] });
    else {
      const { fromUs, began } = last;
      const whole = stopFrom({ fromUs, toUs: stop.toUs, began, downs: [...last.downs, ...stop.downs] }, microStopUs);
      merged[merged.length - 1] = { ...whole, stops: last.stops + 1, by: [...new Set([...last.by, ...by])] };
    }
  }
  return merged;
}

/** A piece of a stop that has one reason. */
export interface StopPart {
  fromUs: number;
  /** null: it goes on at the end of what is looked at */
  toUs: number | null;
  downUs: number;
  said: SaidReason | null;
}

/** The parts of a stop that people gave reasons of their own, in order; the whole of it where they did not. What was not down is no part. */
export function partsOf(stop: Stop, reasons: readonly SaidReason[]): StopPart[] {
  const lastUs = stop.downs.at(-1)!.toUs;
  const told = reasons
    .map((said) => ({ said, fromUs: said.fromUs, toUs: said.toUs ?? (begins(said, stop, lastUs) ? lastUs : said.fromUs) }))
    .filter(({ fromUs, toUs }) => fromUs < lastUs && toUs > stop.fromUs)
    .sort((a, b) => a.said.seq - b.said.seq);
  const edges = [...new Set([stop.fromUs, lastUs, ...told.flatMap(({ fromUs, toUs }) => [fromUs, toUs])])]
    .filter((us) => us >= stop.fromUs && us <= lastUs)
    .sort((a, b) => a - b);
  const parts: StopPart[] = [];
  for (const [i, fromUs] of edges.slice(0, -1).entries()) {
    const toUs = edges[i + 1]!;
    const downUs = stop.downs.reduce((sum, down) => sum + Math.max(0, Math.min(toUs, down.toUs) - Math.max(fromUs, down.fromUs)), 0);
    if (downUs === 0) continue;
    const said = told.findLast((each) => each.fromUs <= fromUs && each.toUs >= toUs)?.said ?? null;
    const last = parts.at(-1);
    if (last !== undefined && last.said === said) Object.assign(last, { toUs, downUs: last.downUs + downUs });
    else parts.push({ fromUs, toUs, downUs, said });
  }
  const last = parts.at(-1)!;
  if (last.toUs === lastUs) last.toUs = stop.toUs;
  return parts;
}

const touches = (stop: Stop, { fromUs, toUs }: Stretch) => stop.fromUs < toUs && stop.downs.at(-1)!.toUs > fromUs;

/** Whether a word without an end was said of this stop. */
const begins = (said: SaidReason, stop: Stop, lastUs: number) => said.fromUs < lastUs && (said.fromUs >= stop.fromUs || !stop.began);
