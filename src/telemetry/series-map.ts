import type { Observation } from '../contract/telemetry.js';

type Key = Pick<Observation, 'line' | 'unit' | 'signal'>;

/** A map by line, unit and signal: three look-ups by texts that are there already cost less than one by a text made for it. */
export class SeriesMap<T> {
  private readonly lines = new Map<string, Map<string, Map<string, T>>>();

  get({ line, unit, signal }: Key): T | undefined {
    return this.lines.get(line)?.get(unit)?.get(signal);
  }

  set({ line, unit, signal }: Key, value: T): void {
    let units = this.lines.get(line);
    if (!units) this.lines.set(line, (units = new Map<string, Map<string, T>>()));
    let signals = units.get(unit);
    if (!signals) units.set(unit, (signals = new Map<string, T>()));
    signals.set(signal, value);
  }
}
