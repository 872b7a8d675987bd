import { METER_FIELDS } from './meter.js';

/** The simulated state of a line: one block of plain data with typed views into it. Copying the block copies the state. */
export interface LineState {
  /** what the block looks like: equal to CompiledLine.layout */
  layout: string;
  bytes: Uint8Array;
  /** time and sums of the line, by the LINE_ constants below */
  line: Float64Array;
  /** next events: calendar, then stations, then levels, then stop laws, then of a network further ways and conveyors, then feeds: the order of priority [us] */
  timers: Float64Array;
  /** per station: present rate [processed items/us] */
  rate: Float64Array;
  /** rate that the stations before would allow [items/us] */
  offered: Float64Array;
  /** processed items, good and rejected, since the start of the account */
  processed: Float64Array;
  /** [kW] */
  power: Float64Array;
  /** since the start of the account [kWh] */
  energy: Float64Array;
  /** working time until the condition changes by itself [us]; NEVER: it does not */
  left: Float64Array;
  /** instant at which the present phase began [us] */
  since: Float64Array;
  /** measured speed [items/us]; 0: none, the ideal rate holds */
  speed: Float64Array;
  /** of a station that was charged: items left for it to take */
  feed: Float64Array;
  /** content of the buffer after the station [items of the station]; 0 for the last one. In a network by the slot of the way, and at most a slack beyond empty or full: see network-flow.ts */
  level: Float64Array;
  /** time integral of that content since the start of the account [items us] */
  held: Float64Array;
  /** inflow less outflow of that buffer [items/us] */
  net: Float64Array;
  /** time spent in each phase, PHASES numbers a station [us] */
  spent: Float64Array;
  /** per stop law: time on its clock since its last stop ended [us] */
  age: Float64Array;
  /** age at which its next stop begins [us] */
  due: Float64Array;
  /** CONDITION of each station */
  condition: Uint32Array;
  /** PHASE of each station */
  phase: Uint32Array;
  /** stop law at work: its index in the line plus one; 0: none, or not known */
  law: Uint32Array;
  /** 1: the station was charged, 0: it never lacks what it takes */
  fed: Uint32Array;
  /** random streams: two a stop law (every, lasts), then one a station (which law) */
  words: Uint32Array;
  /** of a network, by slot: inflow, then outflow [items/us], then items that entered since the start of the account */
  ways: Float64Array;
  /** of a network: the time that the line worked [us], then BELT_FIELDS numbers a conveyor */
  belts: Float64Array;
  /** of a network: BELT_MARKS numbers a conveyor, then by station 1 where it is scheduled not to produce */
  marks: Uint32Array;
}

export const LINE_AT = 0; // present instant [us]
export const LINE_SETTLED = 1; // instant up to which the sums are made [us]
export const LINE_MIRROR = 2; // 1: follows observations, 0: forecasts
export const LINE_WORKING = 3; // 1 within the shifts
export const LINE_WORK_UNTIL = 4; // [us]
export const LINE_FED = 5; // 1: a station was charged
export const LINE_METER = 6; // cost and peak of its electricity: METER_FIELDS numbers
const LINE_FIELDS = LINE_METER + METER_FIELDS;

/** What a station is able to do; ramping: up, and not at speed yet. */
export const CONDITION = { up: 0, down: 1, standby: 2, waking: 3, off: 4, ramping: 5 } as const;
/** What a station does. Within the shifts; outside them its time is planned, whatever its phase. */
export const PHASE = { producing: 0, starved: 1, blocked: 2, down: 3, standby: 4, waking: 5, off: 6, planned: 7 } as const;
export const PHASES = 8;

/** Changes of rate under way that a conveyor remembers one by one; more are taken together, amounts kept. */
export const BELT_STEPS = 64;
/** Numbers of a conveyor in `belts` and in `marks`: see conveyor.ts */
export const BELT_FIELDS = 3 + 2 * BELT_STEPS;
export const BELT_MARKS = 2;

export interface Counts {
  stations: number;
  laws: number;
  /** of a network */
  slots?: number;
  belts?: number;
}

/** Lengths of what only a network has, beside those of stations in a row. */
function networkLengths({ stations, slots, belts = 0 }: Counts) {
  if (slots === undefined) return { more: 0, timers: 0, ways: 0, belts: 0, marks: 0 };
  const more = slots - stations;
  return { more, timers: more + belts, ways: 3 * slots, belts: 1 + belts * BELT_FIELDS, marks: belts * BELT_MARKS + stations };
}
type NetworkLengths = ReturnType<typeof networkLengths>;

const doubles = ({ stations, laws }: Counts, more: NetworkLengths) =>
  LINE_FIELDS + 2 + 2 * stations + laws + (12 + PHASES) * stations + 2 * laws + more.timers + 3 * more.more + more.ways + more.belts;
const integers = ({ stations, laws }: Counts, more: NetworkLengths) => 4 * stations + 8 * laws + 4 * stations + more.marks;

const NO_NUMBERS = new Float64Array(0);
const NO_MARKS = new Uint32Array(0);

/** Views over a block; a fresh block of zeros where none is given. */
export function viewState(layout: string, counts: Counts, block?: ArrayBuffer): LineState {
  const { stations, laws } = counts;
  const more = networkLengths(counts);
  const buffer = block ?? new ArrayBuffer(8 * doubles(counts, more) + 4 * integers(counts, more));
  let offset = 0;
  const numbers = (length: number) => {
    const view = new Float64Array(buffer, offset, length);
    offset += 8 * length;
    return view;
  };
  const whole = (length: number) => {
    const view = new Uint32Array(buffer, offset, length);
    offset += 4 * length;
    return view;
  };
  return {
    layout,
    bytes: new Uint8Array(buffer),
    line: numbers(LINE_FIELDS),
    timers: numbers(2 + 2 * stations + laws + more.timers),
    rate: numbers(stations),
    offered: numbers(stations),
    processed: numbers(stations),
    power: numbers(stations),
    energy: numbers(stations),
    left: numbers(stations),
    since: numbers(stations),
    speed: numbers(stations),
    feed: numbers(stations),
    level: numbers(stations + more.more),
    held: numbers(stations + more.more),
    net: numbers(stations + more.more),
    spent: numbers(PHASES * stations),
    age: numbers(laws),
    due: numbers(laws),
    ways: more.ways > 0 ? numbers(more.ways) : NO_NUMBERS,
    belts: more.belts > 0 ? numbers(more.belts) : NO_NUMBERS,
    condition: whole(stations),
    phase: whole(stations),
    law: whole(stations),
    fed: whole(stations),
    words: whole(8 * laws + 4 * stations),
    marks: more.marks > 0 ? whole(more.marks) : NO_MARKS,
  };
}

/** What a state has, read off its views. */
export function countsOfState({ rate, age, level, ways, belts }: LineState): Counts {
  const counts = { stations: rate.length, laws: age.length };
  return ways.length === 0 ? counts : { ...counts, slots: level.length, belts: (belts.length - 1) / BELT_FIELDS };
}

/** The typed views of a state by name; those that it does not need are left out. */
export function viewsOf(state: LineState): [string, Float64Array | Uint32Array][] {
  return Object.entries(state).filter(([name, view]) => name !== 'bytes' && typeof view !== 'string' && view !== NO_NUMBERS && view !== NO_MARKS) as [
    string,
    Float64Array | Uint32Array,
  ][];
}
