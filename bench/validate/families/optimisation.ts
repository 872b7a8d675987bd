import { z } from 'zod';
import { carryOut } from '../../../src/engine/search/course.js';
import { race } from '../../../src/engine/search/race.js';
import type { PartsModel } from '../../../src/model/parts/model.js';
import { replicateParts } from '../../../src/model/parts/replicate.js';
import type { ValidationCase } from '../case-file.js';
import { leaves, NotSupported, parsedAs, unknownMetric, unknownModel, type Metric } from '../metric.js';
import { BufferOfCase, lineModel, lineSpec, type LineModel } from '../models/line.js';
import { compiledParts, SEED, untilSharp } from '../models/simulate.js';

/** Time of a replication that ranks designs, and of one that measures a design. */
const RANKING = { seed: SEED, warmup: 200, length: 2000 };
const MEASURING = { seed: SEED, warmup: 500, length: 6000 };
const SELECTION = { confidence: 0.99, first: 20 } as const;
/** A difference in throughput that does not matter, as a share. */
const INDIFFERENT = 0.005;

const Allocated = z.object({ allocation: z.array(z.int()), throughput: z.number() });

const throughputOf = (model: PartsModel, plan: typeof RANKING) => (replication: number) => replicateParts(model, plan, replication).throughput;

function withBuffers(m: LineModel, allocation: readonly number[]): PartsModel {
  return compiledParts(lineSpec({ ...m, buffers: allocation.map((capacity) => ({ capacity })) }));
}

/** All ways to put `total` into so many places, descending as words. */
function allocations(total: number, places: number): number[][] {
  if (places === 1) return [[total]];
  return Array.from({ length: total + 1 }, (_, k) => total - k).flatMap((first) => allocations(total - first, places - 1).map((rest) => [first, ...rest]));
}

/** More designs than these are not tried one by one. */
const MOST_DESIGNS = 1000;
const PLACED = ['bestAllocation', 'bestThroughput', 'second', 'worst', 'top10'];

/** Places for a given number of buffer slots: every way competes, with the same luck for all. */
function placeBuffers(c: ValidationCase): Metric[] {
  const { decision, ...line } = c.model;
  const m = lineModel({ ...c, model: line });
  const { totalBuffer } = parsedAs(z.strictObject({ totalBuffer: z.int().nonnegative() }), c, decision, 'model/decision');
  const designs = allocations(totalBuffer, m.buffers.length);
  if (designs.length > MOST_DESIGNS) throw new NotSupported(`${c.at}/model/decision: ${designs.length} designs are more than ${MOST_DESIGNS}`);
  for (const name of Object.keys(c.expected)) if (!PLACED.includes(name)) throw unknownMetric(c, name, PLACED);
  const best = designs[bestOf(designs.map((allocation) => throughputOf(withBuffers(m, allocation), RANKING)))]!;
  const listed = Object.entries({ second: [c.expected['second']], worst: [c.expected['worst']], top10: c.expected['top10'] }).flatMap(([name, list]) =>
    z
      .array(Allocated)
      .catch([])
      .parse(list)
      .map(({ allocation, throughput }, i) => measured(c, `${name}[${i + 1}]`, throughput, withBuffers(m, allocation))),
  );
  return [
    ...(c.expected['bestAllocation'] === undefined ? [] : leaves('bestAllocation', c.expected['bestAllocation'], best, 0)),
    ...(typeof c.expected['bestThroughput'] === 'number' ? [measured(c, 'bestThroughput', c.expected['bestThroughput'], withBuffers(m, best))] : []),
    ...listed,
  ];
}

function measured(c: ValidationCase, name: string, exact: number, model: PartsModel): Metric {
  const tolerated = { ...c, tolerance: { rel: { [name]: 0.01 } } };
  return untilSharp(tolerated, [[name, exact]], (r) => ({ [name]: throughputOf(model, MEASURING)(r) }))[0]!;
}

/** Number of the design with the highest mean, by a race of all under the same luck. */
function bestOf(designs: readonly ((replication: number) => number)[]): number {
  const goal = { better: 'more', indifference: INDIFFERENT * Math.max(...designs.map((throughput) => throughput(0))) } as const;
  const points = designs.map((_, i) => [i]);
  const { best } = carryOut(race(points, { ...SELECTION, goal, constraints: [], budget: Infinity }), ([i], replication) => [designs[i!]!(replication)]);
  return best!;
}

const WORK = 1;
/** Distance of the three points through which the curve is laid, and the first points. */
const STEP = 0.1;
const PILOT = { points: [0, 0.1, 0.2, 0.3, 0.4], replications: 20 };
const LONG = { seed: SEED, warmup: 1000, length: 50_000 };

const BOWL = ['bestX', 'bestThroughput', 'balancedThroughput'];

/** Three exponential machines that share their work: means (1 + x/2, 1 - x, 1 + x/2). */
function bowl(c: ValidationCase): Metric[] {
  const Bowl = z.looseObject({ machines: z.array(z.object({ service: z.literal('decision') })).length(3), buffers: z.array(BufferOfCase).length(2) });
  const { machines } = parsedAs(Bowl, c);
  for (const name of Object.keys(c.expected)) if (!BOWL.includes(name)) throw unknownMetric(c, name, BOWL);
  const at = (x: number) => {
    const service = (mean: number) => ({ service: { dist: 'exponential', mean } });
    const means = [WORK * (1 + x / 2), WORK * (1 - x), WORK * (1 + x / 2)];
    return compiledParts(lineSpec(lineModel(c, { machines: machines.map((_, i) => service(means[i]!)) })));
  };
  const pilot = PILOT.points.map((x) => {
    const throughput = throughputOf(at(x), MEASURING);
    return Array.from({ length: PILOT.replications }, (_, r) => throughput(r)).reduce((sum, value) => sum + value, 0);
  });
  const middle = PILOT.points[pilot.indexOf(Math.max(...pilot))]!;
  const models = [middle - STEP, middle, middle + STEP].map(at);
  const wanted = (name: string): [string, number][] => (typeof c.expected[name] === 'number' ? [[name, c.expected[name]]] : []);
  /** The top of the parabola through three points that meet the same luck. */
  const top = untilSharp(c, wanted('bestX'), (r) => {
    const [low, mid, high] = models.map((model) => throughputOf(model, LONG)(r)) as [number, number, number];
    return { bestX: middle - (STEP * (high - low)) / (2 * (high - 2 * mid + low)) };
  });
  const bestX = top[0]?.got;
  const measures = (name: string, x: number) => untilSharp(c, wanted(name), (r) => ({ [name]: throughputOf(at(x), MEASURING)(r) }));
  return [...top, ...measures('bestThroughput', typeof bestX === 'number' ? bestX : middle), ...measures('balancedThroughput', 0)];
}

/** Which design is best. */
export function run(c: ValidationCase): Metric[] {
  if (c.model.type === 'line' && c.model['decision'] !== undefined) return placeBuffers(c);
  if (c.model.type === 'line') return bowl(c);
  throw unknownModel(c);
}
