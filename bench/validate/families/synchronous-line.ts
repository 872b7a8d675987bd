import { z } from 'zod';
import { replicateParts } from '../../../src/model/parts/replicate.js';
import type { PartsSpec, Station } from '../../../src/model/parts/spec.js';
import type { ValidationCase } from '../case-file.js';
import { parsedAs, type Metric } from '../metric.js';
import { machineName, nextMachine } from '../models/line.js';
import { compiledParts, effort, numbersExpected, SEED, untilSharp } from '../models/simulate.js';
import { run as runFluid } from './fluid.js';
import { run as runLine } from './line.js';

const Chance = z.number().positive().max(1);
const Synchronous = z
  .strictObject({
    type: z.literal('synchronous-line'),
    timeStep: z.number().positive().default(1),
    machines: z.array(z.strictObject({ p: Chance, r: Chance })).min(1),
    buffers: z.array(z.strictObject({ capacity: z.int().positive() })),
    conventions: z.string().optional(),
    note: z.string().optional(),
  })
  .refine(({ machines, buffers }) => machines.length === buffers.length + 1, { error: 'needs one buffer less than machines', path: ['buffers'] });

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
      ...nextMachine(i, machines.length),
    })),
  };
}

function runSynchronous(c: ValidationCase): Metric[] {
  const model = compiledParts(specOf(parsedAs(Synchronous, c)));
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

/** Transfer lines: in step, as continuous flow, or part by part. */
export function run(c: ValidationCase): Metric[] {
  if (c.model.type === 'synchronous-line') return runSynchronous(c);
  if (c.model.type === 'fluid-line') return runFluid(c);
  return runLine(c);
}
