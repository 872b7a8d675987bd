import { z } from 'zod';
import { mean, scale, type Distribution } from '../../../src/engine/distribution.js';
import { moments } from '../../../src/engine/statistics.js';
import { bottleneckShares, shiftingBottleneck } from '../../../src/model/analysis/active-period.js';
import { limitsOf } from '../../../src/model/analysis/elasticity.js';
import { replicateParts } from '../../../src/model/parts/replicate.js';
import type { ValidationCase } from '../case-file.js';
import { leaves, NotSupported, relativeTolerance, within, type Metric } from '../metric.js';
import { lineMetrics, lineModel, lineSpec, type LineModel } from '../models/line.js';
import { compiledParts, effort, SEED, untilSharp } from '../models/simulate.js';

/** Share by which a machine is made faster and slower to see what it does to the line. */
const NUDGE = 0.05;

/** Throughput of a line whose machine i runs at `factor` times its speed; the failure clock runs in time of work either way. */
function withSpeed(m: LineModel, i: number, factor: number) {
  const machines = m.machines.map((machine, k) => (k === i ? { ...machine, service: scale(machine.service as Distribution, 1 / factor) } : machine));
  return compiledParts(lineSpec({ ...m, machines }));
}

/** Throughput that a machine would have alone. */
function isolated({ service, failures }: LineModel['machines'][number]): number {
  const rate = 1 / mean(service as Distribution);
  if (failures === undefined) return rate;
  const [up, down] = [mean(failures.ttf as Distribution), mean(failures.ttr as Distribution)];
  return (rate * up) / (up + down);
}

/**
 * The bottleneck is the machine whose speed the throughput of the line depends on most: the elasticity by central differences
 * between lines that meet the same luck.
 */
function byElasticity(c: ValidationCase): Metric[] {
  const m = lineModel(c.model);
  const { warmup, length } = effort(c, 1);
  const plan = { seed: SEED, warmup, length };
  const base = compiledParts(lineSpec(m));
  const pairs = m.machines.map((_, i) => ({ slow: withSpeed(m, i, 1 - NUDGE), fast: withSpeed(m, i, 1 + NUDGE) }));
  const elasticities: number[][] = m.machines.map(() => []);
  const wanted: [string, number][] = [];
  if (typeof c.expected['throughput'] === 'number') wanted.push(['throughput', c.expected['throughput']]);
  numbers(c.expected['elasticity']).forEach((value, i) => wanted.push([`elasticity[${i + 1}]`, value]));
  pairsOf(c.expected['starvedBlocked']).forEach(([starved, blocked], i) => wanted.push([`starved${i + 1}`, starved], [`blocked${i + 1}`, blocked]));
  const drawn = untilSharp(c, wanted, (r) => {
    const found = pairs.map(({ slow, fast }, i) => {
      const [low, high] = [replicateParts(slow, plan, r).throughput, replicateParts(fast, plan, r).throughput];
      const [value] = limitsOf([{ low: { factor: 1 - NUDGE, output: [low] }, high: { factor: 1 + NUDGE, output: [high] } }]).machines[0]!.values as [number];
      elasticities[i]!.push(value);
      return [`elasticity[${i + 1}]`, value] as const;
    });
    return { ...lineMetrics(replicateParts(base, plan, r)), ...Object.fromEntries(found) };
  });
  const means = elasticities.map((values) => moments(values).mean);
  const answer = { bottleneck: 1 + means.indexOf(Math.max(...means)), isolatedThroughput: m.machines.map(isolated) };
  return [
    ...drawn,
    ...(typeof c.expected['bottleneck'] === 'number' ? [within('bottleneck', c.expected['bottleneck'], answer.bottleneck, 0)] : []),
    ...(c.expected['isolatedThroughput'] === undefined ? [] : leaves('isolatedThroughput', c.expected['isolatedThroughput'], answer.isolatedThroughput, 1e-9)),
  ];
}

const numbers = (value: unknown): number[] => z.array(z.number()).catch([]).parse(value);
const pairsOf = (value: unknown): [number, number][] =>
  z
    .array(z.tuple([z.number(), z.number()]))
    .catch([])
    .parse(value);

const ActivePeriodModel = z.object({
  type: z.literal('active-period'),
  active: z.record(z.string(), z.array(z.tuple([z.number(), z.number()]))),
  horizon: z.number(),
});

function byActivePeriod(c: ValidationCase): Metric[] {
  const parsed = ActivePeriodModel.safeParse(c.model);
  if (!parsed.success) throw new NotSupported(z.prettifyError(parsed.error));
  const { active, horizon } = parsed.data;
  const answer = {
    shareOfTime: bottleneckShares(active, horizon),
    intervals: shiftingBottleneck(active, horizon).map(({ from, to, machine }) => [from, to, machine]),
  };
  return leaves('', c.expected, answer, relativeTolerance(c, ''));
}

/** Which machine holds a line up. */
export function run(c: ValidationCase): Metric[] {
  if (c.model.type === 'line') return byElasticity(c);
  if (c.model.type === 'active-period') return byActivePeriod(c);
  throw new NotSupported(`model ${c.model.type}`);
}
