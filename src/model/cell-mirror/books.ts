import type { CompiledCell } from '../cell/compile.js';
import type { Counter } from '../counter.js';
import type { BookAccount, Told } from './account.js';
import type { MeasuredFact } from './facts.js';
import type { LotBook } from './lot-events.js';
import type { Source } from './sources.js';
import type { Stretch } from './stretch.js';

/** Time and energy by account. */
export interface Spent {
  us: Partial<Record<BookAccount, number>>;
  kwh: Partial<Record<BookAccount, Record<string, number>>>;
}

/** A span of a source within an hour and a shift, with one lot and step: a line of the ledger is the sum of those alike. */
export interface Row extends Spent {
  fromUs: number;
  /** so far, where it is the last */
  toUs: number;
  shiftFromUs: number;
  shift: string | null;
  lot: string | null;
  product: string | null;
  step: string | null;
  /** the step that its events have begun; null: none */
  run: string | null;
  /** nothing was heard of the source */
  silent: boolean;
  processed: number;
  rejected: number;
  stops: number;
  minorStops: number;
  causedUs: Record<string, number>;
}

/** Time since the last reading of a meter, by row and account, and what was drawn in it by its rate. */
export interface Slice {
  /** serial number of the row */
  row: number;
  account: BookAccount;
  us: number;
  drawn: number;
}

/** A meter with its rate: carrier [kWh, kW], or `used.<utility>` and `total` [unit, unit/h]. */
export interface Meter {
  of: string;
  carrier: boolean;
  rate: number | null;
  counter: Counter;
  atUs: number;
  slices: Slice[];
  /** all that it counted */
  sum: number;
}

/** Energy and utilities of a step that its events have begun. */
export interface Run {
  lot: string;
  step: string;
  fromUs: number;
  kwh: Record<string, number>;
  used: Record<string, number>;
}

export interface Stop {
  fromUs: number;
  reason: number | null;
  /** without the time in which the source was off or not heard */
  lengthUs: number;
  /** its end, or a pause, after which it may go on */
  pausedUs: number | null;
  /** serial number of the row in which it began */
  row: number;
  long: boolean;
  /** its beginning was heard */
  whole: boolean;
  /** running time when it began */
  ranUs: number;
}

/** A phase or activity under way. */
export interface Work {
  name: string;
  lot: string | null;
  step: string | null;
  product: string | null;
  fromUs: number | null;
  sinceUs: number;
  activeUs: number;
  /** heard from its beginning, without a gap */
  whole: boolean;
}

/** What a unit's past means for what it needs next. */
export interface Condition {
  /** the lot that went through it last; its product from when the lot is no longer kept */
  setUp: { lot: string; product: string | null } | null;
  soiledSinceUs: number | null;
  cleanSinceUs: number | null;
  campaign: { batches: number; sinceUs: number; lot: string | null } | null;
  /** running time and instant when each maintenance was last done */
  maintained: Record<string, { ranUs: number; atUs: number }>;
}

/** What of a source is on its way to a fact. */
export interface Hour extends Spent {
  fromUs: number;
  used: Record<string, number>;
  /** of a utility: draws of the units when it began */
  drawn: number;
}

/** Air of a zone since its last fact. */
export interface Air {
  fromUs: number;
  us: number;
  fanKw: number | null;
  fanKwUs: number;
  flow: number | null;
  flowUs: number;
  flowKnownUs: number;
  outdoorC: number | null;
  outdoorUs: number;
  outdoorKnownUs: number;
  roomDpPa: number | null;
}

export interface SourceBook {
  id: string;
  /** null: never heard */
  firstUs: number | null;
  /** up to when it is booked: the time of its last values */
  atUs: number;
  /** last reading that was no event */
  heardUs: number;
  /** last event, which moves no values */
  eventUs: number;
  told: Told;
  /** values were told that are not regarded yet */
  dirty: boolean;
  silent: boolean;
  /** times between words that are too far apart, still to be booked */
  gaps: { fromUs: number; toUs: number }[];
  account: BookAccount;
  sinceUs: number;
  stretch: Stretch | null;
  /** end of the last row by the clock */
  rowEndUs: number;
  rows: Row[];
  /** rows that were dropped: serial number of the first one kept */
  dropped: number;
  /** serial number of the row in which the last interval began */
  before: number;
  /** of the first row whose run is not told yet */
  untold: number;
  processed: Counter;
  rejected: Counter;
  meters: Meter[];
  /** id of the step under way by its events, and turns to come */
  run: string | null;
  turns: { atUs: number; run: string | null }[];
  runs: Record<string, Run>;
  stop: Stop | null;
  work: Work | null;
  /** running time since it was first heard */
  ranUs: number;
  /** running time and instant at the end of the last stop of each reason */
  lastStops: Record<string, { ranUs: number; atUs: number }>;
  condition: Condition;
  hour: Hour;
  air: Air | null;
}

/** What a member of a group does from an instant on; -1: none, but lots have moved. */
export interface WaitTurn {
  atUs: number;
  member: number;
  side: Side;
  /** serial number of its row */
  row: number;
}
export type Side = 'runs' | 'stands' | 'starved' | 'blocked';

export interface WaitBook {
  doneUs: number | null;
  now: { side: Side; row: number }[];
  /** last turn that was told of each member */
  told: { side: Side; row: number }[];
  turns: WaitTurn[];
}

export interface OrderBook {
  order: string;
  product: string;
  batches: number | null;
  releasedUs: number | null;
  dueUs: number | null;
  doneUs: number | null;
  lost: number | null;
  /** of lots that were dropped */
  dropped: { begun: number; ended: number; lost: number; parts: number };
}

/** Raised whenever the shape of a mirror changes: one of another format is not restored. */
export const FORMAT = 'cell-mirror-2';

/** What was heard of a cell, and its books. Plain JSON. */
export interface CellMirror {
  format: typeof FORMAT;
  cell: string;
  layout: string;
  asOfUs: number | null;
  /** readings older than what their source already had */
  late: number;
  /** readings of what the cell does not have, and texts that are no events */
  strange: number;
  books: SourceBook[];
  groups: WaitBook[];
  lots: Record<string, LotBook>;
  orders: Record<string, OrderBook>;
}

/** The row of a serial number; undefined where it was dropped. */
export const rowOf = ({ rows, dropped }: SourceBook, serial: number): Row | undefined => rows[serial - dropped];
export const lastRow = ({ rows, dropped }: SourceBook): number => dropped + rows.length - 1;

/** A source at work in the mirror, and where its facts go; null: a copy that is only looked at. */
export interface Hearing {
  cell: CompiledCell;
  mirror: CellMirror;
  source: Source;
  book: SourceBook;
  facts: MeasuredFact[] | null;
}
