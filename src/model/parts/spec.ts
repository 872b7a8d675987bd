import type { Distribution } from '../../engine/distribution.js';

/**
 * A model of discrete parts (or customers, lots, jobs) that move through stations. Times are in any unit, the same
 * everywhere; a rate is per that unit. Plain data: what is not given has the default that its comment names.
 */
export interface PartsSpec {
  /** kinds of parts; default: one, `part` */
  classes?: PartClass[];
  sources?: Source[];
  stations: Station[];
  /** hours in one unit of time, for energy; default 1 */
  hoursPerUnit?: number;
}

/** A law of durations. What a distribution gives below zero counts as zero. */
export type Law =
  | Distribution
  /** the n-th draw is the n-th value; after the last it begins again */
  | { dist: 'sequence'; values: number[] };

export interface PartClass {
  id: string;
  /** a lower number is served first where the station looks at it; default 0 */
  priority?: number;
}

/** The same for every class, or one for each class by id. */
export type ByClass<T> = { every: T } | { byClass: Record<string, T> };

/** Shares of classes among the parts that come. They need not sum to one. Default: the first class alone. */
export type Mix = { class: string; share: number }[];

/** Where parts go: an input of a station (default the first). */
export interface Target {
  station: string;
  input?: number;
}

/** Renewal arrivals. A part that finds no room is lost. */
export interface Source {
  id: string;
  to: Target;
  between: Law;
  /** how many come at one instant: a law of whole numbers, at least one; default one. Who finds no room is lost, one by one. */
  together?: Law;
  /** instant of the first arrival; default: drawn from `between` */
  first?: number;
  /** how many come in all; default no limit */
  limit?: number;
  mix?: Mix;
}

/** One way on after service. Without a station the part leaves the system, good or as scrap. */
export interface Route {
  probability: number;
  to?: Target;
  scrap?: boolean;
  /** class that the part has from there on; default the same */
  becomes?: string;
}

export interface Queue {
  /** parts that may wait; null or not given: no limit. The positions of the servers come on top. */
  waiting?: number | null;
  /** parts that may be at the station, in service included; null or not given: no limit */
  system?: number | null;
  /** parts of this input in one service; default 1 */
  takes?: number;
}

/** A kind of failure with its own clock. At the end of a failure the clock begins anew. While a server is down every clock of it stands. */
export interface Failure {
  /** operation: runs only while the server works on a part; time: runs also while it is starved or blocked */
  clock: 'operation' | 'time';
  /** time on that clock to the failure */
  after: Law;
  lasts: Law;
  /** what becomes of the part that is worked on; default resume */
  part?: 'resume' | 'restart' | 'scrap';
}

/** When a station works. Outside, its clocks and repairs stand still too. */
export interface Calendar {
  /** spans [from, to) in ascending order */
  spans: [number, number][];
  /** what the spans are; default work */
  are?: 'work' | 'stops';
  /** the spans repeat with this period; default they do not */
  period?: number;
  /**
   * suspend: a part under way rests and goes on; restart: it begins again; finish-over: it is finished, and nothing new is
   * begun; finish-before-end: only what can be finished is begun. Default suspend.
   */
  policy?: 'suspend' | 'restart' | 'finish-over' | 'finish-before-end';
}

/** What a server without work does. */
export interface Sleep {
  /** idle time after which it sleeps; default 0: at once */
  after?: number;
  /** parts that wait when it is called; default 1 */
  wakeAt?: number;
  /** default: no time */
  wakeUp?: Law;
}

/** What a server does, each an account of time. Down stands above starved and blocked, off above down. */
export const PHASE_NAMES = ['busy', 'starved', 'blocked', 'down', 'setup', 'standby', 'waking', 'off'] as const;
export type PhaseName = (typeof PHASE_NAMES)[number];

export interface Station {
  id: string;
  /** default 1 */
  servers?: number | 'infinite';
  /** processor sharing: all parts are served at once, each at the rate min(1, servers / parts). Default false */
  sharing?: boolean;
  service: ByClass<Law>;
  /** default: one without limit. Several: assembly; the part of the first input goes on, the others become part of it. */
  inputs?: Queue[];
  /** an endless supply: the station is never starved. Default none. */
  supply?: { mix?: Mix };
  /**
   * fifo: by arrival at the station; priority: by priority, then arrival; preemptive: the same, and who is served gives way and
   * later resumes; campaign: by arrival, but first those of the class that the server is set up for. Default fifo.
   */
  discipline?: 'fifo' | 'priority' | 'preemptive' | 'campaign';
  /**
   * after-service: a finished part stays on its server until there is room; before-service: a part is loaded only when there is
   * room behind, and waits in the queue until then. Default after-service.
   */
  blocking?: 'after-service' | 'before-service';
  failures?: Failure[];
  /** whether an empty server that is down may be loaded; default true */
  loadWhileDown?: boolean;
  /** parts served together; default one by one */
  batch?: { min: number; max: number };
  sleep?: Sleep;
  calendar?: Calendar;
  /** time to change from the class in the first key to that in the second; what is not named takes none */
  changeover?: Record<string, Record<string, number>>;
  /** the ways on; default: the part leaves the system. What is missing to one leaves the system. */
  next?: ByClass<Route[]>;
  /** share of good parts, the others are scrap; default 1 */
  yield?: number;
  /** by phase [kW]; default 0 */
  power?: Partial<Record<PhaseName, number>>;
  /** for each time that a server begins to work after it was starved or asleep [kWh]; default 0 */
  startKwh?: number;
}

/** A model that begins elsewhere than empty: the state of a live line. */
export type Begin = Record<string, StationBegin>;

export interface StationBegin {
  /** parts in the queues of each input: a number of the first class, or classes in order */
  waiting?: (number | string[])[];
  /** default: ready and empty */
  servers?: ServerBegin[];
}

export interface ServerBegin {
  /** working and finished: there is a part on it */
  state: 'empty' | 'working' | 'finished';
  class?: string;
  /** index of the failure at work; default none */
  down?: number;
  /** work done on the part; default 0 */
  workAge?: number;
  /** time on the clock of each failure; default 0 */
  clockAges?: number[];
  /** time that it has been down; default 0 */
  downAge?: number;
}
