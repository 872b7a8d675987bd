import type { CompiledLine } from './compile.js';
import type { LineState } from './layout.js';

/** Forecast: stops begin and end by their laws. */
export function run(line: CompiledLine, state: LineState, untilUs: number): void {
  throw new Error(`not yet: ${line.layout} ${state.layout} ${untilUs}`);
}
/** Mirror: no station stops or starts by itself; material flows, starves and blocks, energy accrues, ages grow. Shifts are not applied: what is observed counts. */
export function follow(line: CompiledLine, state: LineState, untilUs: number): void {
  throw new Error(`not yet: ${line.layout} ${state.layout} ${untilUs}`);
}
