import { z } from 'zod';
import { replicateParts } from '../../../src/model/parts/replicate.js';
import type { PartsSpec } from '../../../src/model/parts/spec.js';
import type { ValidationCase } from '../case-file.js';
import { parsedAs, unknownModel, type Metric } from '../metric.js';
import { FailuresOfCase, LawOfCase } from '../models/laws.js';
import { lineBegin, lineMetrics, lineModel, lineSpec, mirrored, type LineModel } from '../models/line.js';
import { compiledParts, effort, numbersExpected, SEED, untilSharp } from '../models/simulate.js';

/** Serial lines and assemblies part by part, reliable or not. */
export function run(c: ValidationCase): Metric[] {
  if (c.model.type === 'assembly') return runAssembly(c);
  if (c.model.type !== 'line') throw unknownModel(c);
  const m = lineModel(c);
  const wanted = numbersExpected(c);
  const reversed = wanted.filter(([name]) => name.endsWith(REVERSED));
  const forward = wanted.filter(([name]) => !name.endsWith(REVERSED));
  return [...metrics(c, m, forward), ...metrics(c, mirrored(m), reversed, REVERSED)];
}

const REVERSED = 'Reversed';

function metrics(c: ValidationCase, m: LineModel, wanted: readonly (readonly [string, number])[], suffix = ''): Metric[] {
  if (wanted.length === 0) return [];
  const model = compiledParts(lineSpec(m));
  const plan = { seed: SEED, ...effort(c, 1), begin: lineBegin(m) };
  const named = (found: Record<string, number | null>) => Object.fromEntries(Object.entries(found).map(([name, value]) => [`${name}${suffix}`, value]));
  return untilSharp(c, wanted, (r) => named(lineMetrics(replicateParts(model, plan, r))));
}

const Feeder = z.strictObject({
  service: LawOfCase,
  buffer: z.int().nonnegative().nullable(),
  failures: FailuresOfCase.optional(),
  /** parts of this feeder in one assembly */
  takes: z.int().positive().optional(),
});
const AssemblyModel = z.strictObject({
  type: z.literal('assembly'),
  blocking: z.literal('BAS').default('BAS'),
  source: z.literal('saturated').default('saturated'),
  sink: z.literal('infinite').default('infinite'),
  feeders: z.array(Feeder).min(1),
  assembly: z.strictObject({ service: LawOfCase, failures: FailuresOfCase.optional() }),
});

/** Saturated feeders before one machine that puts one part of each together. */
function runAssembly(c: ValidationCase): Metric[] {
  const { feeders, assembly } = parsedAs(AssemblyModel, c);
  const broken = ({ failures }: { failures?: z.infer<typeof FailuresOfCase> | undefined }) => (failures ? { failures: [failures] } : {});
  const spec: PartsSpec = {
    stations: [
      ...feeders.map((feeder, input) => ({
        id: `feeder-${input + 1}`,
        service: { every: feeder.service },
        ...broken(feeder),
        supply: {},
        next: { every: [{ probability: 1, to: { station: 'assembly', input } }] },
      })),
      {
        id: 'assembly',
        service: { every: assembly.service },
        ...broken(assembly),
        inputs: feeders.map(({ buffer, takes }) => ({ waiting: buffer, ...(takes === undefined ? {} : { takes }) })),
      },
    ],
  };
  const model = compiledParts(spec);
  const plan = { seed: SEED, ...effort(c, 1) };
  return untilSharp(c, numbersExpected(c), (r) => {
    const report = replicateParts(model, plan, r);
    const last = report.stations.at(-1)!;
    return {
      ...lineMetrics(report),
      busyAssembly: last.share.busy,
      starvedAssembly: last.share.starved,
      ...Object.fromEntries(last.waiting.map((mean, i) => [`buffer${i + 1}`, mean])),
    };
  });
}
