import type { Observation, Quality } from '../../contract/telemetry.js';
import type { Micros } from '../../contract/units.js';
import { seriesNumber, type Numbered } from '../series-number.js';
import type { Origin } from '../origin.js';
import { refuse, type Refusal } from './refusal.js';
import { checkValue, type Meaning } from './signal-value.js';

const MAX_AHEAD_US = 5 * 60 * 1_000_000; // of our clock, on a line with the wall clock
const EARLIEST_US = Date.UTC(2000, 0, 1) * 1000;
const LATEST_US = Date.UTC(2200, 0, 1) * 1000;

/** What a unit of a cell works on: an empty text says that it is nothing. */
export const WORKED_ON: ReadonlySet<string> = new Set(['batch', 'product', 'order', 'step', 'phase']);

/** A value as it was received, when, and what it means. */
export interface Received extends Meaning {
  value: unknown;
  measuredAtUs: Micros;
  quality?: Quality;
}

/** Tells messages without a time from equal ones that come later: they may rightly come again. */
export const arrival = (nowUs: Micros): string => `arrived ${nowUs}`;

/** Why nothing can have been measured at a time; null where it can. */
export function refusedTime(measuredAtUs: Micros, clock: Origin['clock'], nowUs: Micros): Refusal | null {
  if (!(measuredAtUs >= EARLIEST_US && measuredAtUs < LATEST_US))
    return refuse('implausible-timestamp', `${measuredAtUs / 1000} ms is not between the years 2000 and 2200`);
  if (clock === 'wall' && measuredAtUs > nowUs + MAX_AHEAD_US)
    return refuse('future-timestamp', `${Math.round((measuredAtUs - nowUs) / 1e6)} s ahead of our clock`);
  return null;
}

/** The reading of a source, or why it cannot be one. */
export function observe(origin: Origin, received: Received, nowUs: Micros): { ok: true; observation: Observation } | Refusal {
  return read(origin, received, received.value, received.measuredAtUs, received.quality, nowUs);
}

/** The same of a value that a field takes. */
export function read(
  { kind, line, unit, clock }: Origin,
  meaning: Meaning,
  given: unknown,
  measuredAtUs: Micros,
  quality: Quality = 'good',
  nowUs: Micros,
): { ok: true; observation: Numbered } | Refusal {
  const refused = refusedTime(measuredAtUs, clock, nowUs);
  if (refused) return refused;
  const { signal } = meaning;
  const series = meaning.series ?? seriesNumber({ line, unit, signal });
  const value = kind === 'cell' && given === '' && WORKED_ON.has(signal) ? null : given;
  const checked = checkValue(meaning, value);
  if (!checked.ok) return checked;
  return { ok: true, observation: { line, unit, signal, value: checked.value, measuredAtUs, receivedAtUs: nowUs, quality, series } };
}
