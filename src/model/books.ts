import type { LineId, UnitId } from '../contract/equipment.js';
import type { PackmlState, UnitMode } from '../contract/packml.js';
import type { BatchView } from '../contract/stream.js';
import type { Quality, SignalValue } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import type { CompiledLine } from './compile.js';
import { slotAfter } from './network.js';
import { type Counter, newCounter } from './counter.js';
import type { FamilyAndCause, TimeElement } from './packml.js';
import { newRateTrend, type RateTrend } from './rate-trend.js';
import { newWatch, type Watch } from './watch.js';

/** What was measured of a line: plain JSON, equal for equal readings, bit for bit. */
export interface Books {
  line: LineId;
  /** time of the line: highest measuredAt; null before the first reading */
  asOfUs: Micros | null;
  /** highest receivedAt */
  receivedAtUs: Micros | null;
  /** readings taken in */
  revision: number;
  /** readings left out: older than what their signal already had */
  late: number;
  window: ShiftWindow | null;
  units: UnitBooks[];
  buffers: BufferBooks[];
  /** good items of the counting station at its readings of the last minutes, a minute apart, and at the newest */
  output: OutputMark[];
  /** at the minutes of the last hours, oldest first */
  expectedPower: PowerMark[];
  rate: RateTrend;
  /** finished batches, oldest first */
  batches: BatchView[];
  /** closed shifts, oldest first */
  closed: ClosedWindow[];
}

/** A shift, or the time between two. The account begins with the line's first window, at its start. */
export interface ShiftWindow {
  shift: UnitId | null;
  fromUs: Micros;
  toUs: Micros;
}

export interface Reading {
  value: SignalValue;
  measuredAtUs: Micros;
  receivedAtUs: Micros;
  quality: Quality;
}

/** Sums since the books began. A shift and a batch take differences. */
export interface Totals {
  /** [items] */
  processed: number;
  good: number;
  rejected: number;
  /** from the energy meter [kWh] */
  meterKwh: number;
  /** from the power readings [kWh] */
  powerKwh: number;
  /** what the states that were measured should have drawn [kWh] */
  expectedKwh: number;
  stops: number;
}

/** Integer microseconds, so that a window's elements add up to it exactly. */
export type TimeAccount = Record<TimeElement, number>;

export interface UnitBooks {
  id: UnitId;
  latest: Record<string, Reading>;
  lastSeenUs: Micros | null;
  lastReceivedUs: Micros | null;
  /** since when its source says that it is not there, such as the death of an edge node; null from its next word on */
  goneUs: Micros | null;
  /** usual time between readings [s] */
  intervalS: number | null;
  state: PackmlState;
  mode: UnitMode;
  reason: number | null;
  family: FamilyAndCause;
  stateSinceUs: Micros | null;
  familySinceUs: Micros | null;
  /** what the model was told of it; null: nothing yet */
  condition: 'up' | 'down' | 'off' | null;
  conditionSinceUs: Micros;
  /** the account of the window is kept up to here */
  bookedUntilUs: Micros;
  us: TimeAccount;
  counters: { good: Counter; processed: Counter; defective: Counter; energy: Counter };
  /** rises of a counter that no machine makes: not counted */
  implausible: number;
  total: Totals;
  /** totals when the window began */
  mark: Totals;
  /** good items of the model when the window began */
  modelGoodMark: number;
  batch: OpenBatch | null;
  watches: { speed: Watch; power: Watch };
}

export interface OpenBatch {
  /** empty: the source says that there is none */
  id: string;
  fromUs: Micros;
  good: number;
  rejected: number;
  stops: number;
  /** it has produced in this batch */
  produced: boolean;
  /** a stop after production that counts once production goes on */
  stopOpen: boolean;
}

/** Bounds of the content of the buffer after a station [items of that station]. They close in on each other. */
export interface BufferBooks {
  after: UnitId;
  capacity: number;
  low: number;
  high: number;
}

export interface OutputMark {
  atUs: Micros;
  good: number;
}

/** Power of the line that was expected at an instant [kW]. */
export interface PowerMark {
  atUs: Micros;
  kw: number;
}

export interface ClosedWindow extends ShiftWindow {
  units: { id: UnitId; us: TimeAccount; made: Totals; expectedGood: number }[];
}

export const KEPT_WINDOWS = 30;
export const KEPT_BATCHES = 500;
export const KEPT_MINUTES = 480;

export const emptyAccount = (): TimeAccount => ({ APT: 0, AUST: 0, ADET: 0, ADOT: 0, PDOT: 0, unknown: 0 });
export const emptyTotals = (): Totals => ({ processed: 0, good: 0, rejected: 0, meterKwh: 0, powerKwh: 0, expectedKwh: 0, stops: 0 });

export function newUnit(id: UnitId): UnitBooks {
  return {
    id,
    latest: {},
    lastSeenUs: null,
    lastReceivedUs: null,
    goneUs: null,
    intervalS: null,
    state: 'Undefined',
    mode: 'Production',
    reason: null,
    family: { family: 'unknown', cause: null },
    stateSinceUs: null,
    familySinceUs: null,
    condition: null,
    conditionSinceUs: 0,
    bookedUntilUs: 0,
    us: emptyAccount(),
    counters: { good: newCounter(), processed: newCounter(), defective: newCounter(), energy: newCounter() },
    implausible: 0,
    total: emptyTotals(),
    mark: emptyTotals(),
    modelGoodMark: 0,
    batch: null,
    watches: { speed: newWatch(), power: newWatch() },
  };
}

/** The books of a line of which nothing was heard. */
export function newBooks(line: CompiledLine): Books {
  return {
    line: line.definition.id,
    asOfUs: null,
    receivedAtUs: null,
    revision: 0,
    late: 0,
    window: null,
    units: line.stations.map((station) => newUnit(station.id)),
    buffers: (line.network === null ? line.stations.slice(0, -1) : line.stations).map((station, i) => {
      const capacity = slotAfter(line.network, i) < 0 ? 0 : station.capacity;
      return { after: station.id, capacity, low: 0, high: capacity };
    }),
    output: [],
    expectedPower: [],
    rate: newRateTrend(),
    batches: [],
    closed: [],
  };
}

/** A copy whose time can be moved on without moving the original's. Readings, batches and closed shifts are shared: moving time replaces them. */
export function copyBooks(books: Books): Books {
  return {
    ...books,
    units: books.units.map((unit) => ({
      ...unit,
      us: { ...unit.us },
      mark: { ...unit.mark },
      total: { ...unit.total },
      batch: unit.batch && { ...unit.batch },
    })),
  };
}

/** a - b, sum by sum. */
export const since = (a: Totals, b: Totals): Totals => combined(a, b, (x, y) => x - y);

/** a + b, sum by sum. */
export const sum = (a: Totals, b: Totals): Totals => combined(a, b, (x, y) => x + y);

const combined = (a: Totals, b: Totals, of: (x: number, y: number) => number): Totals => ({
  processed: of(a.processed, b.processed),
  good: of(a.good, b.good),
  rejected: of(a.rejected, b.rejected),
  meterKwh: of(a.meterKwh, b.meterKwh),
  powerKwh: of(a.powerKwh, b.powerKwh),
  expectedKwh: of(a.expectedKwh, b.expectedKwh),
  stops: of(a.stops, b.stops),
});
