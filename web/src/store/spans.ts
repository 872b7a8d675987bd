import type { StateFamily } from '../../../src/contract/packml.js';
import type { LineView } from '../../../src/contract/stream.js';
import type { StateSpan } from '../../../src/contract/telemetry.js';
import { familyOfState, familySinceUs } from '../format/state.js';

/** A stretch of one meaning, as a strip shows it. */
export interface Span {
  fromUs: number;
  toUs: number;
  family: StateFamily;
  state: string;
  reason: number | null;
}

/** What the stream told of a unit since the page was opened. Each begins where the one before ends. */
export interface LiveSpan {
  fromUs: number;
  family: StateFamily;
  state: string;
  reason: number | null;
}

export const KEPT_LIVE_SPANS = 2000;

/** Notes the present state of every unit. Gives the same object where nothing changed. */
export function noteStates(known: Record<string, LiveSpan[]>, view: LineView, nowUs: number): Record<string, LiveSpan[]> {
  let result = known;
  for (const [id, unit] of Object.entries(view.units)) {
    const spans = known[id] ?? [];
    const last = spans.at(-1);
    if (last && last.family === unit.family && last.state === unit.state && last.reason === unit.reason) continue;
    const beganUs = familySinceUs(unit) ?? nowUs;
    const moved = last !== undefined && unit.state === last.state && unit.family !== 'unknown';
    const fromUs = moved ? nowUs : Math.max(beganUs, last?.fromUs ?? -Infinity);
    const next = { fromUs, family: unit.family, state: unit.state, reason: unit.reason };
    if (result === known) result = { ...known };
    result[id] = [...spans, next].slice(-KEPT_LIVE_SPANS);
  }
  return result;
}

/** The stored states of a unit, then what the stream told, drawn to `nowUs` and cut to begin at `fromUs`. Neighbours of one family and reason are one span. */
export function mergeSpans(history: readonly StateSpan[], live: readonly LiveSpan[], fromUs: number, nowUs: number): Span[] {
  const liveFromUs = live[0]?.fromUs ?? Infinity;
  const spans: Span[] = [];
  const put = (span: Span) => {
    const cut = { ...span, fromUs: Math.max(span.fromUs, fromUs), toUs: Math.min(span.toUs, nowUs) };
    if (cut.toUs <= cut.fromUs) return;
    const last = spans.at(-1);
    if (last && last.family === cut.family && last.reason === cut.reason && last.toUs >= cut.fromUs) last.toUs = cut.toUs;
    else spans.push(cut);
  };
  for (const { fromUs: from, toUs, state, reason } of history)
    put({ fromUs: from, toUs: Math.min(toUs, liveFromUs), state, reason: reason || null, family: familyOfState(state, reason) });
  live.forEach((span, i) => put({ ...span, reason: span.reason || null, toUs: live[i + 1]?.fromUs ?? nowUs }));
  return spans;
}

/** Seconds in each family. They add up to the stretch that the spans cover. */
export function totals(spans: readonly Span[]): Partial<Record<StateFamily, number>> {
  const sums: Partial<Record<StateFamily, number>> = {};
  for (const span of spans) sums[span.family] = (sums[span.family] ?? 0) + (span.toUs - span.fromUs) / 1e6;
  return sums;
}
