import type { CompiledLine } from './compile.js';
import type { LineState } from './layout.js';

/** What the simulated station does. planned: outside the shifts (forecasts only). */
export type SimulatedCondition = 'producing' | 'starved' | 'blocked' | 'down' | 'standby' | 'waking' | 'off' | 'planned';

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
  /** content of the buffer after each station but the last [items of that station] */
  levels: number[];
  /** good units of the line since the start of the model */
  lineGood: number;
}

/** What the model says at its present instant. The state is not changed. */
export function expected(line: CompiledLine, state: LineState): Expected {
  throw new Error(`not yet: ${line.layout} ${state.layout}`);
}
