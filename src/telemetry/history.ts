import type { LineId, SourceId } from '../contract/equipment.js';
import type { Observation, Quality, Series, SignalName, SignalValue, StateSpan } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';

/** A stretch of time: from inclusive, to exclusive. */
export interface Window {
  fromUs: Micros;
  toUs: Micros;
}

export interface Reading {
  atUs: Micros;
  value: SignalValue;
}

export interface SeriesQuery extends Window {
  line: LineId;
  unit: SourceId;
  signal: SignalName;
  /** Width of the windows; null for raw points. Windows begin at multiples of it since the epoch. */
  everyUs: Micros | null;
  /** At most so many points; the answer says when it was cut. */
  limit: number;
}

/** Which signals of a line; null: all. */
export interface SignalChoice {
  units: readonly SourceId[] | null;
  signals: readonly SignalName[] | null;
}

/** A reading with all that is kept of it. */
export interface StoredReading extends Reading {
  unit: SourceId;
  signal: SignalName;
  quality: Quality;
}

/** What held in a narrow window, as one step: from its first reading to its end the mean over time (of texts and flags the last), then the last value. */
export interface HeldStep extends Reading {
  /** The window's end. */
  toUs: Micros;
  /** Its first and its last reading; of what is no number, where the store cannot tell them, start and end. */
  firstUs: Micros;
  lastUs: Micros;
  last: SignalValue;
  least: number | null;
  greatest: number | null;
}

export interface StateOptions {
  /** speed: the source reports no state; Execute where its speed is above zero, Stopped where it is zero. */
  from: 'state' | 'speed';
  /** A unit of which nothing at all was heard for longer than this is in no known state meanwhile. Null: the last state holds. */
  silentUs: Micros | null;
}

/**
 * The long memory of readings. Two stores: InfluxDB and an embedded DuckDB, with one behaviour.
 * A reading is known by line, unit, signal and measuredAtUs: of two with the same key the one written later stands.
 */
export interface History {
  /** Offset (exclusive) up to which the journal is stored for good, 0 at first. */
  storedOffset(): Promise<number>;
  /** Stores readings of the journal up to `nextOffset`. Calling it again with the same changes nothing. Rejects when the store is out of reach. */
  write(observations: readonly Observation[], nextOffset: number): Promise<void>;
  series(query: SeriesQuery): Promise<Series>;
  /** The first `limit` readings of a line in the window, in the order of time. Where there are more, those of the last instant may be some of it. */
  page(line: LineId, choice: SignalChoice, window: Window, limit: number): Promise<StoredReading[]>;
  /** A step of each window with a reading, in order. InfluxDB takes its mean over time from ten samples a window, from the window's start on. */
  held(query: SeriesQuery & { everyUs: Micros }): Promise<HeldStep[]>;
  /** The newest reading of a signal before an instant; null where there is none. */
  lastBefore(line: LineId, unit: SourceId, signal: SignalName, beforeUs: Micros): Promise<Reading | null>;
  /** Stretches of the window in which nothing at all was heard of the unit, each part of a pause longer than `silentUs`. */
  silences(line: LineId, unit: SourceId, window: Window, silentUs: Micros): Promise<Window[]>;
  /** States in the window, drawn to its end, beginning with the state then in force. */
  states(line: LineId, unit: SourceId, window: Window, options?: StateOptions): Promise<StateSpan[]>;
  /** Seconds in each state, adding up to the window. */
  timeInState(line: LineId, unit: SourceId, window: Window, options?: StateOptions): Promise<Record<string, number>>;
  /** Readings of the line in the window. */
  count(line: LineId, window: Window): Promise<number>;
  /** Time of the newest reading of the line, null where there is none. */
  newestUs(line: LineId): Promise<Micros | null>;
  close(): Promise<void>;
}

export const HISTORY = Symbol('history');
