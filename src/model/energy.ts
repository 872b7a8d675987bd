import type { CompiledLine, StatePower } from './compile.js';
import { LINE_METER, PHASE, type LineState } from './layout.js';
import { accrueMeter } from './meter.js';

/** Power of a station in a phase, without that of each item [kW]. Outside the shifts it is off. */
export function powerIn({ power }: { power: StatePower }, phase: number): number {
  switch (phase) {
    case PHASE.producing:
      return power.execute;
    case PHASE.starved:
    case PHASE.blocked:
      return power.idle;
    case PHASE.down:
      return power.held;
    case PHASE.standby:
      return power.standby;
    case PHASE.waking:
      return power.starting;
    default:
      return power.off;
  }
}

/** Adds a stretch of constant power of the whole line to its cost and to its 10-minute means. */
export function accrue(line: CompiledLine, state: LineState, fromUs: number, toUs: number, powerKw: number): void {
  accrueMeter(line.prices, state.line, LINE_METER, fromUs, toUs, powerKw);
}
