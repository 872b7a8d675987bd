import { ln } from '../../engine/elementary.js';
import { scale } from '../../engine/distribution.js';
import type { LineDefinition, Station } from '../../contract/line.js';
import { compile, type CompiledLine } from '../compile.js';
import { expected } from '../expected.js';
import { migrate } from '../migrate.js';
import { run } from '../run.js';
import { fork, timeOf, type LineState } from '../state.js';
import { meanBetween, surelyAbove, surelyGreatest, type MeanBetween } from './certainty.js';

/** Output of a line with one quantity of one machine changed, on common random numbers. */
export interface Nudged {
  /** that quantity, by what it is */
  factor: number;
  /** output in each replication, with the quantity at `factor` */
  output: readonly number[];
}

export interface Elasticity {
  /** d ln output / d ln quantity, by the mean over replications of finite differences, with its 95 % interval */
  elasticity: MeanBetween;
  values: number[];
}

export interface Limits {
  machines: Elasticity[];
  /** number of the machine on which the output surely depends most, and surely at all; null: no detectable difference */
  limiting: number | null;
}

/**
 * Which machine limits a line: the elasticity of its output to each machine, from `low` to `high` of its quantity (the sensitivity
 * that defines a bottleneck: Kuo, Lim and Meerkov 1996). Outputs stand in the order of replications, above zero, all of the same
 * luck. Either end may be the line as it is, with factor 1. `sense`: -1 of quantities of which less makes more output.
 */
export function limitsOf(machines: readonly { low: Nudged; high: Nudged }[], sense: 1 | -1 = 1): Limits {
  const values = machines.map(({ low, high }) => low.output.map((output, r) => ln(high.output[r]! / output) / ln(high.factor / low.factor) + 0)); // + 0: never -0
  const sensitive = values.map((each) => each.map((value) => sense * value));
  const best = surelyGreatest(sensitive);
  const none = values[0]?.map(() => 0) ?? [];
  return {
    machines: values.map((each) => ({ elasticity: meanBetween(each, false), values: each })),
    limiting: best !== null && surelyAbove(sensitive[best]!, none, machines.length) ? best : null,
  };
}

/** What is nudged: each machine 2 % faster, or its stops 10 % shorter. */
export type Nudge = 'speed' | 'stops';
const FACTOR: Record<Nudge, number> = { speed: 1.02, stops: 0.9 };

export interface NudgeOptions {
  nudge: Nudge;
  seed: number;
  replications: number;
  horizonUs: number;
}

/**
 * The same for a line from a state on, by forks: of each replication one future as it is and one with each machine nudged. Machines
 * without stops have none to shorten: their elasticity is 0. Null where some future makes nothing.
 */
export function limitsOfLine(line: CompiledLine, begin: LineState, options: NudgeOptions): Limits | null {
  const base = outputs(line, begin, options);
  const factor = FACTOR[options.nudge];
  const nudged = line.stations.map((_, i) => nudgedOutputs(line, begin, i, options) ?? base);
  if ([base, ...nudged].flat().some((output) => !(output > 0))) return null;
  const ends = nudged.map((output) => ({ low: { factor: 1, output: base }, high: { factor, output } }));
  return limitsOf(ends, options.nudge === 'speed' ? 1 : -1);
}

function nudgedOutputs(line: CompiledLine, begin: LineState, i: number, options: NudgeOptions): number[] | null {
  const station = line.definition.stations[i]!;
  if (options.nudge === 'stops' && station.stops.length === 0) return null;
  const outcome = compile(withStation(line.definition, i, options.nudge === 'speed' ? faster(station) : shorter(station)));
  if (!outcome.ok) throw new Error(`a line with ${station.id} nudged does not compile: ${outcome.issues[0]?.detail}`);
  return outputs(outcome.line, migrate(line, outcome.line, begin), options);
}

const withStation = (definition: LineDefinition, i: number, station: Station): LineDefinition => ({
  ...definition,
  stations: definition.stations.with(i, station),
});
const faster = (station: Station): Station => ({ ...station, rate: station.rate * FACTOR.speed });
const shorter = (station: Station): Station => ({ ...station, stops: station.stops.map((stop) => ({ ...stop, lasts: scale(stop.lasts, FACTOR.stops) })) });

/** Good units of each replication. */
function outputs(line: CompiledLine, begin: LineState, { seed, replications, horizonUs }: NudgeOptions): number[] {
  return Array.from({ length: replications }, (_, replication) => {
    const state = fork(line, begin, { seed, replication });
    const before = expected(line, state).lineGood;
    run(line, state, timeOf(state) + horizonUs);
    return expected(line, state).lineGood - before;
  });
}
