import { mean, type Distribution } from '../../../src/engine/distribution.js';
import { moments } from '../../../src/engine/statistics.js';
import { compileParts } from '../../../src/model/parts/compile.js';
import { replicateParts } from '../../../src/model/parts/replicate.js';
import type { Station } from '../../../src/model/parts/spec.js';
import type { ValidationCase } from '../case-file.js';
import { NotSupported, relativeTolerance, simulated, within, type Metric } from '../metric.js';
import { fluidLine, measureAll, type FluidMachine } from './fluid.js';

interface PartLine {
  blocking?: 'BAS' | 'BBS';
  machines: { service: Distribution; failures?: NonNullable<FluidMachine['failures']> }[];
  buffers: { capacity: number }[];
}

const SEED = 2026;
const REPLICATIONS = 2;

/** The same line part by part and as a flow with the capacity of the slots between the machines. */
export function run(c: ValidationCase): Metric[] {
  if (c.model.type !== 'line') throw new NotSupported(`model ${c.model.type}`);
  const model = c.model as unknown as PartLine;
  const parts = partThroughputs(model, c);
  const flow = measureAll(
    fluidLine({
      machines: model.machines.map(({ service, failures }) => ({ rate: 1 / mean(service), ...(failures ? { failures } : {}) })),
      buffers: model.buffers,
    }),
    c,
  ).map(({ throughput }) => throughput);
  return Object.entries(c.expected).map(([metric, exact]) => {
    if (typeof exact !== 'number') throw new NotSupported(`metric ${metric}`);
    const rel = relativeTolerance(c, metric, relativeTolerance(c, 'throughputDES', 0.005));
    switch (metric) {
      case 'throughputDES':
        return simulated(metric, exact, parts, rel, referenceSe(parts, c));
      case 'throughputFluidSameCapacity':
        // Told to five digits.
        return simulated(metric, exact, flow, rel, 0.5e-5 / Math.sqrt(3));
      case 'relativeDifference':
        return difference(exact, flow, parts, rel);
      default:
        throw new NotSupported(`metric ${metric}`);
    }
  });
}

function partThroughputs({ machines, buffers, blocking }: PartLine, c: ValidationCase): number[] {
  const stations = machines.map(({ service, failures }, i): Station => ({
    id: `m${i + 1}`,
    service: { every: service },
    blocking: blocking === 'BBS' ? 'before-service' : 'after-service',
    ...(failures ? { failures: [{ clock: failures.mode, after: failures.ttf, lasts: failures.ttr }] } : {}),
    ...(i === 0 ? { supply: {} } : { inputs: [{ waiting: buffers[i - 1]!.capacity }] }),
    ...(i + 1 < machines.length ? { next: { every: [{ probability: 1, to: { station: `m${i + 2}` } }] } } : {}),
  }));
  const compiled = compileParts({ stations });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled));
  const { replications = 10, warmup = 0, length = 1e5 } = c.simulate ?? {};
  return Array.from({ length: REPLICATIONS * replications }, (_, r) => replicateParts(compiled.model, { seed: SEED, warmup, length }, r).throughput);
}

/** The reference was simulated itself, over twenty long replications: it is as exact as twenty of ours. */
function referenceSe(values: readonly number[], { simulate }: ValidationCase): number {
  return Math.sqrt(moments(values).variance / (2 * (simulate?.replications ?? 10)));
}

/** Flow less parts, relative to parts: within what chance and the accuracy of the throughputs leave. */
function difference(exact: number, flow: readonly number[], parts: readonly number[], rel: number): Metric {
  const [a, b] = [moments(flow), moments(parts)];
  const got = (a.mean - b.mean) / b.mean;
  const se = Math.sqrt(a.variance / a.n + (b.variance / b.n) * 2) / b.mean;
  return { ...within('relativeDifference', exact, got, 0), z: (got - exact) / se, pass: Math.abs(got - exact) <= Math.min(4 * se, 1.5 * rel) };
}
