import type { CompiledLine } from './compile.js';
import type { LineState } from './layout.js';

export type { LineState } from './layout.js';

/** A state as JSON. Exact: every number comes back bit for bit. */
export interface LineSnapshot {
  layout: string;
  atUs: number;
  fields: Record<string, number[]>;
}

/** The empty line at an instant, every machine ready. */
export function start(line: CompiledLine, options: { seed: number; replication: number; atUs: number }): LineState {
  throw new Error(`not yet: ${line.layout} ${options.atUs}`);
}
/** Exact copy, into another state of the same layout where given. */
export function copy(state: LineState, into?: LineState): LineState {
  throw new Error(`not yet: ${state.layout} ${into?.layout}`);
}
/** A copy whose future is drawn afresh: what is under way continues with its residual life given its age. */
export function fork(line: CompiledLine, state: LineState, options: { seed: number; replication: number }): LineState {
  throw new Error(`not yet: ${line.layout} ${state.layout} ${options.seed}`);
}
/** Instant of a state [us]. */
export function timeOf(state: LineState): number {
  return state.line[0]!;
}
export function snapshot(line: CompiledLine, state: LineState): LineSnapshot {
  throw new Error(`not yet: ${line.layout} ${state.layout}`);
}
export function restore(line: CompiledLine, saved: LineSnapshot): { ok: true; state: LineState } | { ok: false; reason: string } {
  throw new Error(`not yet: ${line.layout} ${saved.layout}`);
}
