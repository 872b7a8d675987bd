import type { StreamKey } from '../../engine/random.js';
import type { Law, PartsSpec } from './spec.js';

/** Sizes that lay out a state. */
export interface Counts {
  stations: number;
  classes: number;
  queues: number;
  lists: number;
  servers: number;
  clocks: number;
  sources: number;
  /** sources where some bring several parts at one instant; else 0 */
  groups: number;
  timers: number;
  streams: number;
  /** slots for streams that are drawn ahead: of each station and source */
  ahead: number;
  /** stations that serve all their parts at once */
  shared: number;
}

/** What a station needs beyond taking one part from one queue, serving it and handing it on. */
export const FLAG = {
  clocks: 1,
  before: 2,
  calendar: 4,
  sleep: 8,
  several: 16, // batches or several inputs
  changeover: 32,
  sharing: 64,
  fits: 128, // begins only what it can finish
  supply: 256,
  preemptive: 512,
  loadWhileDown: 1024,
} as const;

/** Where a route leads beside the queues. */
export const LEAVES = -1;
export const SCRAPPED = -2;
/** No entry: no law, no stream, no timer, no part. */
export const NONE = -1;
/** The short way does not know it. */
export const NOT_PLAIN = -2;

/** What happens, in the order of priority at one instant. */
export const EVENT = { calendar: 0, complete: 1, ready: 2, repair: 3, fail: 4, arrive: 5, sleep: 6 } as const;

export const POLICY = { suspend: 0, restart: 1, 'finish-over': 2, 'finish-before-end': 3 } as const;
export const ON_FAILURE = { resume: 0, restart: 1, scrap: 2 } as const;

/** A model as flat tables: stations, queues, servers, clocks and laws by number. */
export interface PartsModel {
  spec: PartsSpec;
  /** what a state of it looks like: a state fits only a model of the same layout */
  layout: string;
  counts: Counts;
  /** all tables of doubles, and all of whole numbers, one behind the other */
  doubles: Float64Array;
  integers: Int32Array;

  laws: Law[];
  lawKind: Int32Array;
  lawA: Float64Array;
  lawB: Float64Array;
  streamKeys: StreamKey[];
  /** 1: the stream's first word counts the draws of a sequence */
  counting: Int32Array;
  /** by stream: its slot among those that are drawn ahead, or NONE */
  aheadOf: Int32Array;

  // stations
  flags: Int32Array;
  firstServer: Int32Array;
  serverCount: Int32Array;
  /** servers that share; Infinity: none waits for another */
  rateLimit: Float64Array;
  /** 1: the station only takes, serves and hands on, and so do all that lead to it */
  plain: Int32Array;
  /** by station and class: the only way on where that leads from plain to plain or out, NONE: it is drawn, or NOT_PLAIN */
  plainRoute: Int32Array;
  /** stations whose servers wait for room here before they load: to be looked at when there is room */
  feeders: (Int32Array | null)[];
  shared: Int32Array; // number among the stations that share, or NONE
  stationTimer: Int32Array; // calendar, or next completion of a station that shares
  firstQueue: Int32Array;
  queueCount: Int32Array;
  serviceLaw: Int32Array; // by station and class
  serviceStream: Int32Array;
  routeStream: Int32Array;
  firstRoute: Int32Array; // by station and class
  endRoute: Int32Array;
  batchMin: Int32Array;
  batchMax: Int32Array;
  sleepAfter: Float64Array;
  wakeAt: Int32Array;
  wakeUpLaw: Int32Array;
  wakeUpStream: Int32Array;
  policy: Int32Array;
  calendars: (StationCalendar | null)[];
  changeover: (Float64Array | null)[]; // by class from and class to
  supplyStream: Int32Array;
  supplyMix: (MixTable | null)[];

  // routes
  routeUpTo: Float64Array; // cumulated probability
  routeTo: Int32Array; // queue, LEAVES or SCRAPPED
  routeBecomes: Int32Array;

  // queues
  queueStation: Int32Array;
  waitingLimit: Float64Array;
  systemLimit: Float64Array;
  /** 1: there is a limit of some kind */
  limited: Int32Array;
  takes: Int32Array;
  firstList: Int32Array;
  listCount: Int32Array;
  listOf: Int32Array; // by queue and class

  // servers
  serverStation: Int32Array;
  firstClock: Int32Array;
  endClock: Int32Array;

  // failure clocks, of each server
  clockRunsAlways: Int32Array;
  clockPart: Int32Array;
  afterLaw: Int32Array;
  afterStream: Int32Array;
  lastsLaw: Int32Array;
  lastsStream: Int32Array;

  // sources
  sourceTo: Int32Array;
  betweenLaw: Int32Array;
  betweenStream: Int32Array;
  togetherLaw: Int32Array; // NONE: one by one
  togetherStream: Int32Array;
  sourceFirst: Float64Array; // NaN: drawn
  sourceLimit: Float64Array;
  mixStream: Int32Array;
  mix: (MixTable | null)[];
  firstServerTimer: number;
  firstSourceTimer: number;
}

/** Work of a station: spans in ascending order, repeated with the period where there is one. */
export interface StationCalendar {
  spans: readonly (readonly [number, number])[];
  period: number | null;
}

export interface MixTable {
  upTo: Float64Array;
  classes: Int32Array;
}
