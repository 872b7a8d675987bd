import { AHEAD } from './ahead.js';
import type { Counts } from './model.js';
import { PHASE_NAMES } from './spec.js';

/** Told of each event as it happens: for hashes, traces and tests. */
export type Watch = (happening: Happening, at: number, station: number, part: number) => void;
export const HAPPENING = { enter: 0, start: 1, finish: 2, leave: 3, fail: 4, repair: 5, lost: 6, scrap: 7, wake: 8, open: 9, close: 10 } as const;
export type Happening = (typeof HAPPENING)[keyof typeof HAPPENING];

/** What a server is at. */
export const ACTIVITY = { idle: 0, asleep: 1, waking: 2, setup: 3, busy: 4, finished: 5 } as const;
export const PHASE = { busy: 0, starved: 1, blocked: 2, down: 3, setup: 4, standby: 5, waking: 6, off: 7 } as const;
export const PHASES = PHASE_NAMES.length;

/** Timers from which on a heap is used instead of a scan. */
const SCANNED = 32;

const CLOCK_FIELDS = 2;
export const AT = 0; // present instant
export const OPENED = 1; // instant at which the sums began

export const TALLY_STRIDE = 3;
export const STARTED = 0; // parts whose service began
export const DELAYED = 1; // of them those that waited
export const WAITED = 2; // their waits together

export const FLOW_STRIDE = 6;
export const ARRIVED = 0; // from sources, supplies and the beginning, lost ones included
export const LOST = 1;
export const LEFT = 2; // good
export const SOJOURNED = 3; // their times in the system together
export const SCRAPPED_PARTS = 4;
export const JOINED = 5; // became part of another

const POOL_FIELDS = 3;
export const FREE_HEAD = 0;
export const FREE_COUNT = 1;
export const SERIAL = 2; // parts numbered so far

/** The state of a model of parts: one block of plain data with typed views into it. Copying the block copies the state. */
export interface PartsState {
  layout: string;
  /** parts that fit */
  capacity: number;
  bytes: Uint8Array;
  /** the same block as doubles and as whole numbers */
  doubles: Float64Array;
  integers: Int32Array;
  clock: Float64Array;
  /** next event of each timer: calendars, servers, stations that share, sources */
  times: Float64Array;

  // servers
  left: Float64Array; // of the activity, as of `from`
  work: Float64Array; // drawn for it
  from: Float64Array;
  since: Float64Array; // begin of the phase
  repairLeft: Float64Array; // of the repair, or as of `repairFrom`
  repairFrom: Float64Array;
  repairWork: Float64Array;

  // failure clocks
  clockLeft: Float64Array;
  clockFrom: Float64Array;
  clockWork: Float64Array;

  // stations
  spent: Float64Array; // in each phase, of all servers together
  presentArea: Float64Array; // parts at the station, over time
  presentSince: Float64Array;
  stay: Float64Array; // times at the station of those that left it, together
  closesAt: Float64Array;
  sharedVirtual: Float64Array; // service that each part had so far, of stations that share

  // queues
  waitingArea: Float64Array;
  waitingSince: Float64Array;

  tally: Float64Array; // by station and class
  flow: Float64Array; // by class
  passed: Float64Array; // parts served, by station
  startCount: Float64Array; // begins of work after none, by station
  lastArrival: Float64Array; // by source
  arrivals: Float64Array; // by source
  toCome: Float64Array; // by source, where some bring several: those of the present instant that are still to come

  // parts
  born: Float64Array;
  came: Float64Array; // to the station
  need: Float64Array; // service that it still needs where that is known; -1: not drawn
  key: Float64Array; // heap of stations that share: virtual time of completion
  ahead: Float64Array; // numbers drawn before they are needed, by slot

  kinds: Int32Array;
  heap: Int32Array;
  place: Int32Array;
  part: Int32Array; // on the server: the first of its parts, or -1
  activity: Int32Array;
  down: Int32Array; // 0, or 1 + number of the clock
  off: Int32Array;
  phase: Int32Array;
  setFor: Int32Array; // class
  failing: Int32Array; // clock that fails next
  blockedNext: Int32Array;
  open: Int32Array; // stations
  idle: Int32Array; // servers that can take a part
  present: Int32Array;
  waiting: Int32Array; // queues
  reserved: Int32Array;
  blockedHead: Int32Array;
  blockedTail: Int32Array;
  head: Int32Array; // lists
  tail: Int32Array;
  pool: Int32Array;
  next: Int32Array; // parts
  kind: Int32Array; // class
  serial: Int32Array; // order of arrival, where that settles ties
  route: Int32Array; // its way on where that is drawn, or -1
  sharedPart: Int32Array; // heap of stations that share
  aheadUsed: Int32Array; // of those numbers, by slot
  words: Uint32Array;

  /** not part of the state: stations to look at before time goes on, and who watches */
  dirty: Int32Array;
  marked: Uint8Array;
  dirtyCount: number;
  watch: Watch | null;
}

/** Gives out a piece of a block. */
interface Pieces {
  doubles: (length: number) => Float64Array;
  integers: (length: number) => Int32Array;
  words: (length: number) => Uint32Array;
}

/** The views of a state in the order of its block: doubles, then whole numbers, then random words. */
function views(layout: string, n: Counts, capacity: number, buffer: ArrayBuffer, { doubles, integers, words }: Pieces): PartsState {
  const { stations, servers, clocks, queues, classes, lists, sources, groups, timers, shared } = n;
  const heaped = timers > SCANNED ? timers : 0;
  return {
    clock: doubles(CLOCK_FIELDS),
    times: doubles(timers),
    left: doubles(servers),
    work: doubles(servers),
    from: doubles(servers),
    since: doubles(servers),
    repairLeft: doubles(servers),
    repairFrom: doubles(servers),
    repairWork: doubles(servers),
    clockLeft: doubles(clocks),
    clockFrom: doubles(clocks),
    clockWork: doubles(clocks),
    spent: doubles(PHASES * stations),
    presentArea: doubles(stations),
    presentSince: doubles(stations),
    stay: doubles(stations),
    closesAt: doubles(stations),
    sharedVirtual: doubles(stations),
    passed: doubles(stations),
    startCount: doubles(stations),
    waitingArea: doubles(queues),
    waitingSince: doubles(queues),
    tally: doubles(TALLY_STRIDE * stations * classes),
    flow: doubles(FLOW_STRIDE * classes),
    lastArrival: doubles(sources),
    arrivals: doubles(sources),
    toCome: doubles(groups),
    born: doubles(capacity),
    came: doubles(capacity),
    need: doubles(capacity),
    key: doubles(shared * capacity),
    ahead: doubles(AHEAD * n.ahead),
    kinds: integers(timers),
    heap: integers(heaped),
    place: integers(heaped),
    part: integers(servers),
    activity: integers(servers),
    down: integers(servers),
    off: integers(servers),
    phase: integers(servers),
    setFor: integers(servers),
    failing: integers(servers),
    blockedNext: integers(servers),
    open: integers(stations),
    idle: integers(stations),
    present: integers(stations),
    waiting: integers(queues),
    reserved: integers(queues),
    blockedHead: integers(queues),
    blockedTail: integers(queues),
    head: integers(lists),
    tail: integers(lists),
    pool: integers(POOL_FIELDS),
    next: integers(capacity),
    kind: integers(capacity),
    serial: integers(capacity),
    route: integers(capacity),
    sharedPart: integers(shared * capacity),
    aheadUsed: integers(n.ahead),
    words: words(4 * n.streams),
    layout,
    capacity,
    bytes: new Uint8Array(buffer),
    doubles: new Float64Array(buffer, 0, buffer.byteLength >> 3),
    integers: new Int32Array(buffer),
    dirty: new Int32Array(n.stations),
    marked: new Uint8Array(n.stations),
    dirtyCount: 0,
    watch: null,
  };
}

/** Bytes of a block. */
function sizeOf(counts: Counts, capacity: number): number {
  let bytes = 0;
  const [doubles, integers, words] = [new Float64Array(0), new Int32Array(0), new Uint32Array(0)];
  const add =
    <T>(each: number, none: T) =>
    (length: number) => ((bytes += each * length), none);
  views('', counts, capacity, words.buffer, { doubles: add(8, doubles), integers: add(4, integers), words: add(4, words) });
  return bytes;
}

/** Views over a block; a fresh block of zeros where none is given. */
export function viewParts(layout: string, counts: Counts, capacity: number, block?: ArrayBuffer): PartsState {
  const buffer = block ?? new ArrayBuffer(sizeOf(counts, capacity));
  let offset = 0;
  const at = (bytes: number) => (offset += bytes) - bytes;
  return views(layout, counts, capacity, buffer, {
    doubles: (length) => new Float64Array(buffer, at(8 * length), length),
    integers: (length) => new Int32Array(buffer, at(4 * length), length),
    words: (length) => new Uint32Array(buffer, at(4 * length), length),
  });
}

const OUTSIDE = new Set(['bytes', 'doubles', 'integers', 'dirty', 'marked']);

/** The typed views of a state by name. */
export function partsViews(state: PartsState): [string, Float64Array | Int32Array | Uint32Array][] {
  return Object.entries(state).filter(([name, view]) => ArrayBuffer.isView(view) && !OUTSIDE.has(name)) as [string, Float64Array | Int32Array | Uint32Array][];
}
