import type { CompiledLine } from '../../../src/model/compile.js';
import { LINE_SETTLED } from '../../../src/model/layout.js';
import { copy, fork, start, type LineState } from '../../../src/model/state.js';
import { correct } from '../../../src/model/correct.js';
import { follow } from '../../../src/model/run.js';
import type { ValidationCase } from '../case-file.js';
import { leaves, NotSupported, relativeTolerance, within, type Metric } from '../metric.js';
import { BEGIN_US, fluidLine, lineOf, runTo, stationOf, type FluidModel } from './fluid.js';

interface TracePoint {
  t: number;
  levels: number[];
  rates: number[] | null;
}
interface FluidNetwork {
  rule: 'proportional' | 'priority';
  nodes: Record<string, number>;
  buffer: { capacity: number; initial?: number };
  horizon: number;
}

/** A state with given contents, as a live line is known: by correcting the mirror, then looking ahead from it. */
function beginWith(line: CompiledLine, initial: readonly number[]): LineState {
  const state = start(line, { seed: 1, replication: 0, atUs: BEGIN_US });
  if (initial.every((items) => items === 0)) return state;
  follow(line, state, BEGIN_US);
  initial.forEach((items, after) => {
    if (items > 0) correct(line, state, { kind: 'level', after, items });
  });
  return fork(line, state, { seed: 1, replication: 0 });
}

/** Lines without chance: amounts, contents and rates at every turn. */
export function run(c: ValidationCase): Metric[] {
  if (c.model.type === 'fluid-line') return runLine(c, c.model as unknown as Required<FluidModel>);
  if (c.model.type === 'fluid-network') return runNetwork(c, c.model as unknown as FluidNetwork);
  throw new NotSupported(`model ${c.model.type}`);
}

function runLine(c: ValidationCase, model: Required<FluidModel>): Metric[] {
  const line = fluidLine(model);
  const state = beginWith(
    line,
    model.buffers.map(({ initial }) => initial ?? 0),
  );
  const trace = ((c.expected['trace'] as TracePoint[] | undefined) ?? []).map(({ t, rates }) => {
    runTo(line, state, t);
    // At an instant that is no whole microsecond the line turns within the next one.
    const turned = copy(state);
    runTo(line, turned, t + 2e-6);
    return { t, levels: levelsOf(state, model.buffers.length), rates: rates && Array.from(turned.rate, (rate) => rate * 1e6) };
  });
  runTo(line, state, model.horizon);
  const got = { cumulative: Array.from(state.processed), finalLevels: levelsOf(state, model.buffers.length), trace };
  const rel = relativeTolerance(c, 'cumulative');
  return Object.entries(c.expected).flatMap(([name, exact]) =>
    name === 'trace' ? traceLeaves(exact as TracePoint[], trace, rel) : leaves(name, exact, got[name as keyof typeof got], rel),
  );
}

const levelsOf = (state: LineState, buffers: number) => Array.from(state.level.subarray(0, buffers));

/** What one microsecond of flow carries may be missing at an instant that is none [items]. */
function traceLeaves(exact: TracePoint[], got: TracePoint[], rel: number): Metric[] {
  return exact.flatMap((point, i) => {
    const whole = Math.abs(point.t * 1e6 - Math.round(point.t * 1e6)) < 1e-6;
    const tolerance = whole ? rel : Math.max(rel, 1e-6);
    return leaves(`trace[${i}]`, point, got[i], tolerance);
  });
}

/** The last node takes from the buffer into which the others, in order, merge. */
function runNetwork(c: ValidationCase, model: FluidNetwork): Metric[] {
  const names = Object.keys(model.nodes);
  const sources = names.slice(0, -1);
  const wide = 10 * names.reduce((sum, name) => sum + model.nodes[name]!, 0);
  const line = lineOf([
    ...sources.map((name) => ({ ...stationOf(name.toLowerCase(), { rate: model.nodes[name]! }), next: 'junction' })),
    { ...stationOf('junction', { rate: wide }), merge: model.rule === 'priority' ? 'priority' : 'proportion', buffer: { capacity: model.buffer.capacity } },
    stationOf(names.at(-1)!.toLowerCase(), { rate: model.nodes[names.at(-1)!]! }),
  ]);
  const initial = names.map((_, i) => (i === sources.length ? (model.buffer.initial ?? 0) : 0));
  const made = (s: number) => {
    const state = beginWith(line, initial);
    runTo(line, state, s);
    return { state, amounts: sources.concat('', names.at(-1)!).map((name, i) => [name, state.processed[i]!] as const) };
  };
  const { amounts } = made(model.horizon);
  return Object.entries(c.expected).map(([metric, exact]) => {
    const rel = relativeTolerance(c, metric);
    if (metric === 'fullAt') return within(metric, exact as number, fullAt(line, beginWith(line, initial), sources.length, model), rel);
    const amount = amounts.find(([name]) => metric === `cum${name}`)?.[1];
    if (amount === undefined) throw new NotSupported(`metric ${metric}`);
    return within(metric, exact as number, amount, rel);
  });
}

/** When the buffer is met full [s]: the next instants at which the line does something else are asked of its timers. */
function fullAt(line: CompiledLine, state: LineState, slot: number, { buffer, horizon }: FluidNetwork): number {
  while (state.level[slot]! < buffer.capacity) {
    const nextS = (Math.min(...state.timers) - BEGIN_US) / 1e6;
    if (nextS > horizon) return Infinity;
    runTo(line, state, nextS);
  }
  return (state.line[LINE_SETTLED]! - BEGIN_US) / 1e6;
}
