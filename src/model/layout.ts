/** The simulated state of a line: one block of plain data with typed views into it. Copying the block copies the state. */
export interface LineState {
  /** what the block looks like: equal to CompiledLine.layout */
  layout: string;
  bytes: Uint8Array;
  /** time and sums of the line, by the LINE_ constants below */
  line: Float64Array;
  /** next events: calendar, then stations, then levels, then stop laws: the order of priority [us] */
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
  /** content of the buffer after the station [items of the station]; 0 for the last one */
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
  /** random streams: two a stop law (every, lasts), then one a station (which law) */
  words: Uint32Array;
}

export const LINE_AT = 0; // present instant [us]
export const LINE_SETTLED = 1; // instant up to which the sums are made [us]
export const LINE_MIRROR = 2; // 1: follows observations, 0: forecasts
export const LINE_WORKING = 3; // 1 within the shifts
export const LINE_WORK_UNTIL = 4; // [us]
export const LINE_PRICE = 5; // [EUR/kWh]
export const LINE_PRICE_UNTIL = 6; // [us]
export const LINE_COST = 7; // [EUR]
export const LINE_WINDOW_FROM = 8; // start of the present 10 minutes, or of the account within them [us]
export const LINE_WINDOW_KWH = 9;
export const LINE_PEAK = 10; // highest mean over whole 10 minutes [kW]; -1 before the first
const LINE_FIELDS = 11;

/** What a station is able to do. */
export const CONDITION = { up: 0, down: 1, standby: 2, waking: 3, off: 4 } as const;
/** What a station does. Within the shifts; outside them its time is planned, whatever its phase. */
export const PHASE = { producing: 0, starved: 1, blocked: 2, down: 3, standby: 4, waking: 5, off: 6, planned: 7 } as const;
export const PHASES = 8;

export interface Counts {
  stations: number;
  laws: number;
}

const doubles = ({ stations, laws }: Counts) => LINE_FIELDS + 1 + 2 * stations + laws + (11 + PHASES) * stations + 2 * laws;
const integers = ({ stations, laws }: Counts) => 3 * stations + 8 * laws + 4 * stations;

/** Views over a block; a fresh block of zeros where none is given. */
export function viewState(layout: string, counts: Counts, block?: ArrayBuffer): LineState {
  const { stations, laws } = counts;
  const buffer = block ?? new ArrayBuffer(8 * doubles(counts) + 4 * integers(counts));
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
    timers: numbers(1 + 2 * stations + laws),
    rate: numbers(stations),
    offered: numbers(stations),
    processed: numbers(stations),
    power: numbers(stations),
    energy: numbers(stations),
    left: numbers(stations),
    since: numbers(stations),
    speed: numbers(stations),
    level: numbers(stations),
    held: numbers(stations),
    net: numbers(stations),
    spent: numbers(PHASES * stations),
    age: numbers(laws),
    due: numbers(laws),
    condition: whole(stations),
    phase: whole(stations),
    law: whole(stations),
    words: whole(8 * laws + 4 * stations),
  };
}

/** The typed views of a state by name. */
export function viewsOf(state: LineState): [string, Float64Array | Uint32Array][] {
  return Object.entries(state).filter(([name, view]) => name !== 'bytes' && typeof view !== 'string') as [string, Float64Array | Uint32Array][];
}
