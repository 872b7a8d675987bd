import { z } from 'zod';
import { replicateParts } from '../../../src/model/parts/replicate.js';
import type { PartsModel } from '../../../src/model/parts/model.js';
import type { PartsSpec } from '../../../src/model/parts/spec.js';
import type { ValidationCase } from '../case-file.js';
import { NotSupported, type Metric } from '../metric.js';
import { LawOfCase } from '../models/laws.js';
import { lineBegin, lineMetrics, lineModel, lineSpec, mirrored, type LineModel } from '../models/line.js';
import { compiledParts, effort, numbersExpected, SEED, untilSharp } from '../models/simulate.js';

/** Serial lines and assemblies part by part, reliable or not. */
export function run(c: ValidationCase): Metric[] {
  if (c.model.type === 'assembly') return runAssembly(c);
  const m = lineModel(c.model);
  const wanted = numbersExpected(c);
  const reversed = wanted.filter(([name]) => name.endsWith(REVERSED));
  const forward = wanted.filter(([name]) => !name.endsWith(REVERSED));
  return [...metrics(c, m, forward), ...(reversed.length > 0 ? metrics(c, mirrored(m), reversed, REVERSED) : [])];
}

const REVERSED = 'Reversed';

function metrics(c: ValidationCase, m: LineModel, wanted: readonly (readonly [string, number])[], suffix = ''): Metric[] {
  const model = compiledParts(lineSpec(m));
  const begin = lineBegin(m);
  const plan = { seed: SEED, ...effort(c, 1), begin };
  const named = (found: Record<string, number | null>) => Object.fromEntries(Object.entries(found).map(([name, value]) => [`${name}${suffix}`, value]));
  return untilSharp(c, wanted, (r) => named(lineMetrics(replicateParts(model, plan, r))));
}

const Feeder = z.object({ service: LawOfCase, buffer: z.int().nullable() });
const AssemblyModel = z.object({ type: z.literal('assembly'), feeders: z.array(Feeder).min(1), assembly: z.object({ service: LawOfCase }) });

/** Saturated feeders before one machine that puts one part of each together. */
function runAssembly(c: ValidationCase): Metric[] {
  const parsed = AssemblyModel.safeParse(c.model);
  if (!parsed.success) throw new NotSupported(z.prettifyError(parsed.error));
  const { feeders, assembly } = parsed.data;
  const spec: PartsSpec = {
    stations: [
      ...feeders.map(({ service }, input) => ({
        id: `feeder-${input + 1}`,
        service: { every: service },
        supply: {},
        next: { every: [{ probability: 1, to: { station: 'assembly', input } }] },
      })),
      { id: 'assembly', service: { every: assembly.service }, inputs: feeders.map(({ buffer }) => ({ waiting: buffer })) },
    ],
  };
  const model: PartsModel = compiledParts(spec);
  const plan = { seed: SEED, ...effort(c, 1) };
  return untilSharp(c, numbersExpected(c), (r) => {
    const report = replicateParts(model, plan, r);
    const last = report.stations.at(-1)!;
    return {
      ...lineMetrics(report),
      starvedAssembly: last.share.starved,
      ...Object.fromEntries(last.waiting.map((mean, i) => [`buffer${i + 1}`, mean])),
    };
  });
}
