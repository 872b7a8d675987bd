import { z } from 'zod';
import { scale } from '../../../src/engine/distribution.js';
import { moments } from '../../../src/engine/statistics.js';
import { bottleneckShares, shiftingBottleneck } from '../../../src/model/analysis/active-period.js';
import { limitsOf } from '../../../src/model/analysis/elasticity.js';
import { replicateParts } from '../../../src/model/parts/replicate.js';
import type { ValidationCase } from '../case-file.js';
import { compared, parsedAs, unknownModel, type Metric } from '../metric.js';
import { meanOf } from '../models/laws.js';
import { lineMetrics, lineModel, lineSpec, type LineModel } from '../models/line.js';
import { compiledParts, effort, numbersExpected, SEED, untilSharp } from '../models/simulate.js';

/** Share by which a machine is made faster and slower to see what it does to the line. */
const NUDGE = 0.05;

/** The line whose machine i runs at `factor` times its speed; the failure clock runs in time of work either way. */
function withSpeed(m: LineModel, i: number, factor: number) {
  const faster = ({ service, ...machine }: LineModel['machines'][number]) => ({
    ...machine,
    service: service.dist === 'sequence' ? { ...service, values: service.values.map((value) => value / factor) } : scale(service, 1 / factor),
  });
  return compiledParts(lineSpec({ ...m, machines: m.machines.map((machine, k) => (k === i ? faster(machine) : machine)) }));
}

/** Throughput that a machine would have alone. */
function isolated({ service, failures = [] }: LineModel['machines'][number]): number {
  const lost = [failures].flat().reduce((sum, { after, lasts }) => sum + meanOf(lasts) / meanOf(after), 0);
  return 1 / (meanOf(service) * (1 + lost));
}

/** Standard errors by which the most sensitive machine must lead before it is called the bottleneck. */
const LEAD = 4;

/** Number of the series with the highest mean, from one, and whether it leads every other by LEAD standard errors of the paired difference. */
function leader(series: readonly (readonly number[])[]): { best: number; clear: boolean } {
  const means = series.map((values) => moments(values).mean);
  const best = means.indexOf(Math.max(...means));
  const clear = series.every((values, i) => {
    if (i === best) return true;
    const { mean, variance, n } = moments(values.map((value, r) => series[best]![r]! - value));
    return mean > LEAD * Math.sqrt(variance / n);
  });
  return { best: best + 1, clear };
}

/**
 * The bottleneck is the machine whose speed the throughput of the line depends on most: the elasticity by central differences
 * between lines that meet the same luck.
 */
function byElasticity(c: ValidationCase): Metric[] {
  const m = lineModel(c);
  const plan = { seed: SEED, ...effort(c, 1) };
  const base = compiledParts(lineSpec(m));
  const pairs = m.machines.map((_, i) => ({ slow: withSpeed(m, i, 1 - NUDGE), fast: withSpeed(m, i, 1 + NUDGE) }));
  const elasticities: number[][] = m.machines.map(() => []);
  const shares = pairsOf(c.expected['starvedBlocked']).flatMap(([starved, blocked], i): [string, number][] => [
    [`starved${i + 1}`, starved],
    [`blocked${i + 1}`, blocked],
  ]);
  const wanted = [...numbersExpected(c, [...Object.keys(WHOLE), 'starvedBlocked']), ...shares];
  const differs = c.expected['bottleneck'] !== undefined || c.expected['elasticity'] !== undefined;
  const drawn = untilSharp(
    c,
    wanted,
    (r) => {
      const found = differs
        ? pairs.map(({ slow, fast }, i) => {
            const [low, high] = [replicateParts(slow, plan, r).throughput, replicateParts(fast, plan, r).throughput];
            const [value] = limitsOf([{ low: { factor: 1 - NUDGE, output: [low] }, high: { factor: 1 + NUDGE, output: [high] } }]).machines[0]!.values as [
              number,
            ];
            elasticities[i]!.push(value);
            return [`elasticity[${i + 1}]`, value] as const;
          })
        : [];
      return { ...lineMetrics(replicateParts(base, plan, r)), ...Object.fromEntries(found) };
    },
    { unsettled: () => c.expected['bottleneck'] !== undefined && !leader(elasticities).clear },
  );
  const whole = Object.fromEntries(Object.entries(c.expected).filter(([name]) => Object.hasOwn(WHOLE, name)));
  return [
    ...drawn,
    ...compared({ ...c, expected: whole, tolerance: {} }, { bottleneck: leader(elasticities).best, isolatedThroughput: m.machines.map(isolated) }),
  ];
}

/** Metrics that are no means over replications. */
const WHOLE = { bottleneck: true, isolatedThroughput: true };

const pairsOf = (value: unknown): [number, number][] =>
  z
    .array(z.tuple([z.number(), z.number()]))
    .catch([])
    .parse(value);

const ActivePeriodModel = z.strictObject({
  type: z.literal('active-period'),
  active: z.record(z.string(), z.array(z.tuple([z.number(), z.number()]))),
  horizon: z.number().positive(),
  note: z.string().optional(),
});

function byActivePeriod(c: ValidationCase): Metric[] {
  const { active, horizon } = parsedAs(ActivePeriodModel, c);
  const shareOfTime = bottleneckShares(active, horizon);
  return compared(c, {
    shareOfTime,
    intervals: shiftingBottleneck(active, horizon).map(({ from, to, machine }) => [from, to, machine]),
    bottleneck: Object.entries(shareOfTime).reduce((most, one) => (one[1] > most[1] ? one : most))[0],
  });
}

/** Which machine holds a line up. */
export function run(c: ValidationCase): Metric[] {
  if (c.model.type === 'line') return byElasticity(c);
  if (c.model.type === 'active-period') return byActivePeriod(c);
  throw unknownModel(c);
}
