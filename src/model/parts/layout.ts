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
  words: Uint32Array;

  /** not part of the state: stations to look at before time goes on, and who watches */
  dirty: Int32Array;
  marked: Uint8Array;
  dirtyCount: number;
  watch: Watch | null;
}

type Field = readonly [name: keyof PartsState, length: number];

/** Fields of the block in their order: doubles, then whole numbers, then random words. */
function fields(n: Counts, capacity: number): { doubles: Field[]; integers: Field[]; words: number } {
  const { stations, servers, clocks, queues, classes, lists, sources, groups, timers, shared } = n;
  const heaped = timers > SCANNED ? timers : 0;
  return {
    doubles: [
      ['clock', CLOCK_FIELDS],
      ['times', timers],
      ...(['left', 'work', 'from', 'since', 'repairLeft', 'repairFrom', 'repairWork'] as const).map((name): Field => [name, servers]),
      ...(['clockLeft', 'clockFrom', 'clockWork'] as const).map((name): Field => [name, clocks]),
      ['spent', PHASES * stations],
      ...(['presentArea', 'presentSince', 'stay', 'closesAt', 'sharedVirtual', 'passed', 'startCount'] as const).map((name): Field => [name, stations]),
      ...(['waitingArea', 'waitingSince'] as const).map((name): Field => [name, queues]),
      ['tally', TALLY_STRIDE * stations * classes],
      ['flow', FLOW_STRIDE * classes],
      ['lastArrival', sources],
      ['arrivals', sources],
      ['toCome', groups],
      ...(['born', 'came', 'need'] as const).map((name): Field => [name, capacity]),
      ['key', shared * capacity],
    ],
    integers: [
      ['kinds', timers],
      ['heap', heaped],
      ['place', heaped],
      ...(['part', 'activity', 'down', 'off', 'phase', 'setFor', 'failing', 'blockedNext'] as const).map((name): Field => [name, servers]),
      ...(['open', 'idle', 'present'] as const).map((name): Field => [name, stations]),
      ...(['waiting', 'reserved', 'blockedHead', 'blockedTail'] as const).map((name): Field => [name, queues]),
      ...(['head', 'tail'] as const).map((name): Field => [name, lists]),
      ['pool', POOL_FIELDS],
      ...(['next', 'kind', 'serial', 'route'] as const).map((name): Field => [name, capacity]),
      ['sharedPart', shared * capacity],
    ],
    words: 4 * n.streams,
  };
}

/** Views over a block; a fresh block of zeros where none is given. */
export function viewParts(layout: string, counts: Counts, capacity: number, block?: ArrayBuffer): PartsState {
  const { doubles, integers, words } = fields(counts, capacity);
  const sum = (list: readonly Field[]) => list.reduce((total, [, length]) => total + length, 0);
  const buffer = block ?? new ArrayBuffer(8 * sum(doubles) + 4 * (sum(integers) + words));
  const views: Record<string, unknown> = {};
  let offset = 0;
  for (const [name, length] of doubles) {
    views[name] = new Float64Array(buffer, offset, length);
    offset += 8 * length;
  }
  for (const [name, length] of integers) {
    views[name] = new Int32Array(buffer, offset, length);
    offset += 4 * length;
  }
  views['words'] = new Uint32Array(buffer, offset, words);
  return {
    layout,
    capacity,
    bytes: new Uint8Array(buffer),
    ...(views as unknown as Omit<PartsState, 'layout' | 'capacity' | 'bytes' | 'dirty' | 'marked' | 'dirtyCount' | 'watch'>),
    dirty: new Int32Array(counts.stations),
    marked: new Uint8Array(counts.stations),
    dirtyCount: 0,
    watch: null,
  };
}

const OUTSIDE = new Set(['bytes', 'dirty', 'marked']);

/** The typed views of a state by name. */
export function partsViews(state: PartsState): [string, Float64Array | Int32Array | Uint32Array][] {
  return Object.entries(state).filter(([name, view]) => ArrayBuffer.isView(view) && !OUTSIDE.has(name)) as [string, Float64Array | Int32Array | Uint32Array][];
}
