import { LineDefinition } from '../../../src/contract/line.js';
import type { Distribution } from '../../../src/engine/distribution.js';
import { compile, type CompiledLine } from '../../../src/model/compile.js';
import { expected } from '../../../src/model/expected.js';
import { settle } from '../../../src/model/flow.js';
import { run as runLine } from '../../../src/model/run.js';
import { start, type LineState } from '../../../src/model/state.js';
import type { ValidationCase } from '../case-file.js';
import { NotSupported, relativeTolerance, simulated, type Metric } from '../metric.js';

export interface FluidMachine {
  rate: number;
  failures?: { mode: 'operation' | 'time'; ttf: Distribution; ttr: Distribution };
  outages?: [number, number][];
}
export interface FluidModel {
  machines: FluidMachine[];
  buffers: { capacity: number; initial?: number }[];
  horizon?: number;
}

const US = 1e6;
/** Beginning of every case: a unit of its time is a second. */
export const BEGIN_US = Date.UTC(2026, 0, 5) * 1000;
const SEED = 2026;
/** Replications for each that the case asks for: the verdict is to be about the model. */
const REPLICATIONS = 4;

const both = (text: string) => ({ en: text, fr: text });
const moment = (s: number) => new Date(BEGIN_US / 1000 + s * 1000).toISOString();

type StationDocument = Record<string, unknown> & { id: string };

/** The compiled line of station documents, working all day; a unit of time is a second. */
export function lineOf(stations: StationDocument[]): CompiledLine {
  const definition = LineDefinition.parse({
    apiVersion: 'twin/v1',
    kind: 'Line',
    id: 'case',
    name: both('case'),
    equipment: { enterprise: 'demo', site: 'demo', area: 'demo' },
    timezone: 'UTC',
    product: { name: both('item'), item: 'item' },
    stations,
    shifts: [{ id: 'always', name: both('always'), days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' }],
    mqtt: { dialect: 'uns-json', prefix: 'case' },
  });
  const result = compile(definition);
  if (!result.ok) throw new Error(result.issues.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; '));
  return result.line;
}

export function stationOf(id: string, { rate, failures, outages }: FluidMachine): StationDocument {
  return {
    id,
    type: 'machine',
    name: both(id),
    item: 'item',
    rate: `${rate} /s`,
    power: { standby: '0 kW', idle: '0 kW', execute: '0 kW' },
    ...(failures
      ? {
          stops: [
            { id: 'failure', name: both('failure'), class: 'failure', clock: failures.mode, every: duration(failures.ttf), lasts: duration(failures.ttr) },
          ],
        }
      : {}),
    ...(outages?.length ? { outages: outages.map(([from, to]) => ({ from: moment(from), to: moment(to) })) } : {}),
  };
}

function duration(law: Distribution): unknown {
  if (law.dist === 'exponential') return { dist: 'exponential', mean: `${law.mean} s` };
  if (law.dist === 'fixed' || law.dist === 'deterministic') return `${law.value} s`;
  if (law.dist === 'weibull') return { ...law, scale: `${law.scale} s` };
  if (law.dist === 'gamma') return { ...law, mean: `${law.mean} s` };
  if (law.dist === 'erlang') return { dist: 'gamma', mean: `${law.mean} s`, shape: law.k };
  if (law.dist === 'uniform') return { ...law, min: `${law.min} s`, max: `${law.max} s` };
  if (law.dist === 'triangular') return { ...law, min: `${law.min} s`, mode: `${law.mode} s`, max: `${law.max} s` };
  if (law.dist === 'lognormal') return 'mean' in law ? { ...law, mean: `${law.mean} s` } : { ...law, median: `${law.median} s` };
  throw new NotSupported(`a line has no stops of ${law.dist} duration`);
}

export function fluidLine({ machines, buffers }: FluidModel): CompiledLine {
  return lineOf(
    machines.map((machine, i) => ({
      ...stationOf(`m${i + 1}`, machine),
      ...((buffers[i]?.capacity ?? 0) > 0 ? { buffer: { capacity: buffers[i]!.capacity } } : {}),
    })),
  );
}

export function runTo(line: CompiledLine, state: LineState, s: number): void {
  const atUs = BEGIN_US + Math.round(s * US);
  runLine(line, state, atUs);
  settle(line, state, atUs);
}

/** Output per second and mean content of each buffer after the warm-up. */
export function measure(line: CompiledLine, { warmup, length }: { warmup: number; length: number }, replication: number) {
  const state = start(line, { seed: SEED, replication, atUs: BEGIN_US });
  runTo(line, state, warmup);
  const good = expected(line, state).lineGood;
  const held = Array.from(state.held);
  runTo(line, state, warmup + length);
  return { throughput: (expected(line, state).lineGood - good) / length, levels: held.map((before, i) => (state.held[i]! - before) / (length * US)) };
}

export function measureAll(line: CompiledLine, c: ValidationCase) {
  const { replications, warmup = 0, length } = c.simulate ?? { replications: 10, warmup: 1e4, length: 2e5 };
  return Array.from({ length: REPLICATIONS * replications }, (_, r) => measure(line, { warmup, length: length ?? 2e5 }, r));
}

/** Unreliable lines of continuous material: throughput and mean contents. */
export function run(c: ValidationCase): Metric[] {
  if (c.model.type !== 'fluid-line') throw new NotSupported(`model ${c.model.type}`);
  const runs = measureAll(fluidLine(c.model as unknown as FluidModel), c);
  return Object.entries(c.expected).map(([metric, exact]) => {
    if (typeof exact !== 'number') throw new NotSupported(`metric ${metric}`);
    const level = metric === 'meanBuffer' ? 1 : Number(/^buffer(\d+)$/.exec(metric)?.[1] ?? NaN);
    if (metric !== 'throughput' && Number.isNaN(level)) throw new NotSupported(`metric ${metric}`);
    const values = runs.map(({ throughput, levels }) => (metric === 'throughput' ? throughput : levels[level - 1]!));
    return simulated(metric, exact, values, relativeTolerance(c, metric, 0.01));
  });
}
