import type { Observation, SignalValue } from '../contract/telemetry.js';
import { SeriesMap } from './series-map.js';

/** What a stored reading holds. The numbers are written to the stores and never change. */
export const KIND = { none: 0, number: 1, text: 2, flag: 3 } as const;
export type Kind = (typeof KIND)[keyof typeof KIND];

/** Kind of a value. A number that no store can hold (NaN, infinite) counts as no value. */
export function kindOf(value: SignalValue): Kind {
  if (typeof value === 'number') return Number.isFinite(value) ? KIND.number : KIND.none;
  if (typeof value === 'string') return KIND.text;
  return typeof value === 'boolean' ? KIND.flag : KIND.none;
}

export const seriesKey = (line: string, unit: string, signal: string): string => `${line}\u0000${unit}\u0000${signal}`;

/** The same readings with each (series, time) once: of two the later one stands. Order of the first occurrence. */
export function withoutRepeats(observations: readonly Observation[]): readonly Observation[] {
  if (allRise(observations)) return observations;
  const byKey = new Map<string, Observation>();
  for (const o of observations) byKey.set(`${seriesKey(o.line, o.unit, o.signal)}\u0000${o.measuredAtUs}`, o);
  return [...byKey.values()];
}

/** Whether the time of every series only goes forward: then nothing repeats. */
function allRise(observations: readonly Observation[]): boolean {
  const newest = new SeriesMap<{ atUs: number }>();
  for (const o of observations) {
    const last = newest.get(o);
    if (last === undefined) newest.set(o, { atUs: o.measuredAtUs });
    else if (o.measuredAtUs <= last.atUs) return false;
    else last.atUs = o.measuredAtUs;
  }
  return true;
}
