import { moments } from '../../../src/engine/statistics.js';
import { replicateParts } from '../../../src/model/parts/replicate.js';
import type { ValidationCase } from '../case-file.js';
import { NotSupported, relativeTolerance, unknownModel, within, type Metric } from '../metric.js';
import { fluidLine, fluidMetrics } from '../models/fluid.js';
import { meanOf } from '../models/laws.js';
import { lineModel, lineSpec, type LineModel } from '../models/line.js';
import { compiledParts, effort, numbersExpected, SEED, untilSharp } from '../models/simulate.js';

const PARTS = 'throughputDES';
const FLOW = 'throughputFluidSameCapacity';
const DIFFERENCE = 'relativeDifference';
/** The throughput of the flow is told to five digits. */
const FLOW_SE = 0.5e-5 / Math.sqrt(3);
/** Replications for each that the reference had of its own: it was simulated over twenty long ones. */
const REFERENCE_REPLICATIONS = 20;

/** The same line part by part and as a flow with the capacity of the slots between the machines. */
export function run(c: ValidationCase): Metric[] {
  if (c.model.type !== 'line') throw unknownModel(c);
  const m = lineModel(c);
  const parts = compiledParts(lineSpec(m));
  const flow = fluidLine({ machines: m.machines.map((machine) => flowMachine(c, machine)), buffers: m.buffers });
  const plan = effort(c, 1);
  const seen: { parts: number[]; flow: number[] } = { parts: [], flow: [] };
  const wanted = numbersExpected(c, [DIFFERENCE]);
  const rel = toleranceOf(c);
  const metrics = untilSharp(
    { ...c, tolerance: { rel: Object.fromEntries(wanted.map(([name]) => [name, relativeTolerance(c, name, rel)])) } },
    wanted,
    (r) => {
      seen.parts.push(replicateParts(parts, { seed: SEED, ...plan }, r).throughput);
      seen.flow.push(fluidMetrics(flow, plan, r)['throughput']!);
      return { [PARTS]: seen.parts.at(-1)!, [FLOW]: seen.flow.at(-1)! };
    },
    { first: FIRST, exactSe: (name, values) => (name === PARTS ? referenceSe(values) : FLOW_SE) },
  );
  const exact = c.expected[DIFFERENCE];
  return typeof exact === 'number' ? [...metrics, difference(exact, seen.flow, seen.parts, rel)] : metrics;
}

/** Long replications: few at first. */
const FIRST = 24;

const toleranceOf = (c: ValidationCase) => relativeTolerance(c, PARTS, 0.005);

function flowMachine(c: ValidationCase, { service, failures }: LineModel['machines'][number]) {
  const [failure, ...more] = failures === undefined ? [] : [failures].flat();
  if (more.length > 0) throw new NotSupported(`${c.at}/model/machines: one kind of failures for each machine`);
  return { rate: 1 / meanOf(service), ...(failure ? { failures: failure } : {}) };
}

/** Standard error of the reference: ours are half as long. */
const referenceSe = (values: readonly number[]) => Math.sqrt(moments(values).variance / (2 * REFERENCE_REPLICATIONS));

/** Flow less parts, relative to parts: within what chance and the accuracy of the throughputs leave. */
function difference(exact: number, flow: readonly number[], parts: readonly number[], rel: number): Metric {
  const [a, b] = [moments(flow), moments(parts)];
  const got = (a.mean - b.mean) / b.mean;
  const se = Math.hypot(Math.sqrt(a.variance / a.n + b.variance / b.n), referenceSe(parts), FLOW_SE) / b.mean;
  return { ...within(DIFFERENCE, exact, got, 0), z: (got - exact) / se, pass: Math.abs(got - exact) <= Math.min(4 * se, 1.5 * rel) };
}
