import { z } from 'zod';
import type { CompiledLine } from '../../../src/model/compile.js';
import { LINE_SETTLED } from '../../../src/model/layout.js';
import { TOUCH_ITEMS } from '../../../src/model/level-bounds.js';
import { copy, fork, start, type LineState } from '../../../src/model/state.js';
import { correct } from '../../../src/model/correct.js';
import { follow } from '../../../src/model/run.js';
import type { ValidationCase } from '../case-file.js';
import { absoluteTolerance, leaves, parsedAs, relativeTolerance, unknownMetric, unknownModel, type Metric } from '../metric.js';
import { BEGIN_US, fluidLine, fluidModel, lineOf, runTo, stationOf } from '../models/fluid.js';

const TracePoint = z.object({ t: z.number(), levels: z.array(z.number()), rates: z.array(z.number()).nullable() });
type TracePoint = z.infer<typeof TracePoint>;

const FluidNetwork = z
  .strictObject({
    type: z.literal('fluid-network'),
    rule: z.enum(['proportional', 'priority']),
    /** rates by name; the last node takes from the buffer into which the others merge, in order */
    nodes: z.record(z.string(), z.number().positive()),
    buffer: z.strictObject({ capacity: z.number().positive(), initial: z.number().nonnegative().optional() }),
    horizon: z.number().positive(),
    note: z.string().optional(),
  })
  .refine(({ nodes }) => Object.keys(nodes).length >= 2, { error: 'needs two nodes or more', path: ['nodes'] });
type FluidNetwork = z.infer<typeof FluidNetwork>;

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
  if (c.model.type === 'fluid-line') return runLine(c);
  if (c.model.type === 'fluid-network') return runNetwork(c, parsedAs(FluidNetwork, c));
  throw unknownModel(c);
}

function runLine(c: ValidationCase): Metric[] {
  const model = fluidModel(c);
  const points = c.expected['trace'] === undefined ? [] : parsedAs(z.array(TracePoint), c, c.expected['trace'], 'expected/trace');
  const line = fluidLine(model);
  const state = beginWith(
    line,
    model.buffers.map(({ initial }) => initial ?? 0),
  );
  const trace = points.map(({ t, rates }) => {
    runTo(line, state, t);
    // At an instant that is no whole microsecond the line turns within the next one.
    const turned = copy(state);
    runTo(line, turned, t + 2e-6);
    return { t, levels: levelsOf(state, model.buffers.length), rates: rates && Array.from(turned.rate, (rate) => rate * 1e6) };
  });
  runTo(line, state, model.horizon ?? points.at(-1)?.t ?? 0);
  const got = {
    cumulative: Array.from(state.processed),
    output: state.processed.at(-1),
    finalLevels: levelsOf(state, model.buffers.length),
    trace,
  };
  return Object.entries(c.expected).flatMap(([name, exact]) => {
    if (!Object.hasOwn(got, name)) throw unknownMetric(c, name, Object.keys(got));
    const rel = relativeTolerance(c, name);
    return name === 'trace' ? traceLeaves(points, trace, rel) : leaves(name, exact, got[name as keyof typeof got], rel, absoluteTolerance(c, name));
  });
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

/** Nodes that merge into a buffer, and one that takes from it. */
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
  const { amounts, state } = made(model.horizon);
  const got: Record<string, number> = {
    fullAt: fullAt(line, beginWith(line, initial), sources.length, model),
    finalLevel: state.level[sources.length]!,
    ...Object.fromEntries(amounts.map(([name, amount]) => [`cum${name}`, amount])),
  };
  return Object.entries(c.expected).flatMap(([metric, exact]) => {
    if (!Object.hasOwn(got, metric)) throw unknownMetric(c, metric, Object.keys(got));
    return leaves(metric, exact, got[metric], relativeTolerance(c, metric), absoluteTolerance(c, metric));
  });
}

/** When the buffer is met full [s]: the next instants at which the line does something else are asked of its timers. */
function fullAt(line: CompiledLine, state: LineState, slot: number, { buffer, horizon }: FluidNetwork): number {
  // The model takes a buffer for full within its slack.
  const slack = line.network?.ways.find((way) => way.slot === slot)?.slack ?? TOUCH_ITEMS;
  while (state.level[slot]! < buffer.capacity - slack) {
    const nextS = (Math.min(...state.timers) - BEGIN_US) / 1e6;
    if (nextS > horizon) return Infinity;
    runTo(line, state, nextS);
  }
  return (state.line[LINE_SETTLED]! - BEGIN_US) / 1e6;
}
