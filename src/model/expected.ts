import type { CompiledLine } from './compile.js';
import type { Network } from './network.js';
import { US_PER_HOUR } from './meter.js';
import { LINE_AT, LINE_SETTLED, LINE_WORKING, PHASE, type LineState } from './layout.js';

/** What the simulated station does. planned: outside the shifts (forecasts only). */
export type SimulatedCondition = keyof typeof PHASE;

export interface ExpectedStation {
  condition: SimulatedCondition;
  /** processed items, good and rejected [items/min] */
  ratePerMin: number;
  powerKw: number;
  /** good items since the start of the model; take differences */
  good: number;
  /** since the start of the model [kWh] */
  energyKwh: number;
}

export interface Expected {
  stations: ExpectedStation[];
  /** content of the buffer after each station but the last [items of that station]; of a network by slot of the way */
  levels: number[];
  /** good units of the line since the start of the model */
  lineGood: number;
}

const US_PER_MIN = 60e6;
const NAMES = Object.keys(PHASE) as SimulatedCondition[];

/** What the model says at its present instant. The state is not changed. */
export function expected(line: CompiledLine, state: LineState): Expected {
  const us = state.line[LINE_AT]! - state.line[LINE_SETTLED]!;
  const working = state.line[LINE_WORKING] === 1;
  const stations = line.stations.map((station, i): ExpectedStation => ({
    condition: working ? NAMES[state.phase[i]!]! : 'planned',
    ratePerMin: state.rate[i]! * US_PER_MIN,
    powerKw: state.power[i]!,
    good: (state.processed[i]! + state.rate[i]! * us) * station.yield,
    energyKwh: state.energy[i]! + (state.power[i]! * us) / US_PER_HOUR,
  }));
  const levels =
    line.network === null ? line.stations.slice(0, -1).map(({ capacity }, i) => levelAt(state, i, capacity, us)) : levelsOf(line.network, state, us);
  return { stations, levels, lineGood: line.ends.reduce((sum, i) => sum + stations[i]!.good * line.stations[i]!.unitsPerItem, 0) };
}

const levelAt = (state: LineState, slot: number, capacity: number, us: number) => Math.min(capacity, Math.max(0, state.level[slot]! + state.net[slot]! * us));

function levelsOf({ ways }: Network, state: LineState, us: number): number[] {
  const levels = new Array<number>(state.level.length).fill(0);
  for (const { slot, capacity } of ways) levels[slot] = levelAt(state, slot, capacity, us);
  return levels;
}
