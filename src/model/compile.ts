import type { LineDefinition } from '../contract/line.js';
import type { Issue } from '../contract/problem.js';
import type { Distribution } from '../engine/distribution.js';
import type { StreamKey } from '../engine/random.js';
import type { ShiftCalendar } from './calendar.js';
import type { PriceCalendar } from './bill.js';

/** A stop law with its place in the flat tables of a line. */
export interface CompiledLaw {
  id: string;
  index: number;
  station: number;
  clock: 'operation' | 'time';
  /** durations in seconds */
  every: Distribution;
  lasts: Distribution;
  everyKey: StreamKey;
  lastsKey: StreamKey;
}

export interface CompiledStation {
  id: string;
  index: number;
  /** ideal rate [items/us] */
  ratePerUs: number;
  /** good share of the processed items */
  yield: number;
  /** items of the station before in one of its own */
  takes: number;
  /** capacity of the buffer after it [items]; 0: hands over directly; null: last station */
  capacity: number | null;
  /** good units of the line in one item of this station */
  unitsPerItem: number;
  laws: CompiledLaw[];
  /** [kW] */
  power: { off: number; standby: number; idle: number; starting: number; execute: number; held: number };
  standby: { afterUs: number; wakeUpUs: number } | null;
  lawChoiceKey: StreamKey;
}

export interface CompiledLine {
  definition: LineDefinition;
  /** what the state of this line looks like: stations and stop laws by id */
  layout: string;
  stations: CompiledStation[];
  /** every stop law of the line; `correct` counts them within a station: stations[i].laws[law] */
  laws: CompiledLaw[];
  /** the station whose good items, times its unitsPerItem, are the good units of the line: the last one */
  goodStation: number;
  /** ideal rate of the line: its slowest station's [good units/min] */
  idealRatePerMin: number;
  shifts: ShiftCalendar;
  prices: PriceCalendar | null;
}

export type Compiled = { ok: true; line: CompiledLine } | { ok: false; issues: Issue[] };

/** Lays out a line for simulation, or says what is wrong with its definition beyond its shape. */
export function compile(definition: LineDefinition): Compiled {
  throw new Error(`not yet: ${definition.id}`);
}
