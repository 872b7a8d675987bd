import { z } from 'zod';
import { replicateParts } from '../../../src/model/parts/replicate.js';
import type { PartsSpec, Station } from '../../../src/model/parts/spec.js';
import type { ValidationCase } from '../case-file.js';
import { NotSupported, type Metric } from '../metric.js';
import { fluidLine, fluidMetrics, fluidModel } from '../models/fluid.js';
import { machineName } from '../models/line.js';
import { compiledParts, effort, numbersExpected, SEED, untilSharp } from '../models/simulate.js';
import { run as runLine } from './line.js';

const Synchronous = z.object({
  type: z.literal('synchronous-line'),
  timeStep: z.number().positive(),
  machines: z.array(z.object({ p: z.number(), r: z.number() })).min(1),
  buffers: z.array(z.object({ capacity: z.int() })),
});

/**
 * Machines in step. A part takes one slot; a machine loads one only where the buffer behind has room, counting what is in
 * process there as in the buffer; it fails after a number of slots of work and is down for a number of slots. All completions of
 * an instant come before the loads, so that these see the level at the beginning of the slot.
 */
function specOf({ timeStep, machines, buffers }: z.infer<typeof Synchronous>): PartsSpec {
  const slots = (chance: number) => ({ dist: 'geometric' as const, mean: timeStep / chance, step: timeStep });
  return {
    stations: machines.map(({ p, r }, i): Station => ({
      id: machineName(i),
      service: { every: { dist: 'fixed', value: timeStep } },
      failures: [{ clock: 'operation', after: slots(p), lasts: slots(r) }],
      blocking: 'before-service',
      ...(i === 0 ? { supply: {} } : { inputs: [{ system: buffers[i - 1]!.capacity }] }),
      ...(i + 1 < machines.length ? { next: { every: [{ probability: 1, to: { station: machineName(i + 1) } }] } } : {}),
    })),
  };
}

function runSynchronous(c: ValidationCase): Metric[] {
  const parsed = Synchronous.safeParse(c.model);
  if (!parsed.success) throw new NotSupported(z.prettifyError(parsed.error));
  const model = compiledParts(specOf(parsed.data));
  const plan = { seed: SEED, ...effort(c, 1) };
  return untilSharp(c, numbersExpected(c), (r) => {
    const { throughput, stations } = replicateParts(model, plan, r);
    return {
      throughput,
      meanBuffer: stations[1]?.present ?? null,
      ...Object.fromEntries(stations.slice(1).map(({ present }, i) => [`buffer${i + 1}`, present])),
    };
  });
}

/** Lines without buffers as continuous flow. */
export function runFluid(c: ValidationCase): Metric[] {
  const line = fluidLine(fluidModel(c.model));
  const { warmup, length } = effort(c, 1);
  return untilSharp(c, numbersExpected(c), (r) => fluidMetrics(line, { warmup, length }, r));
}

/** Transfer lines: in step, as continuous flow, or part by part. */
export function run(c: ValidationCase): Metric[] {
  if (c.model.type === 'synchronous-line') return runSynchronous(c);
  if (c.model.type === 'fluid-line') return runFluid(c);
  return runLine(c);
}
