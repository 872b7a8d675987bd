import { z } from 'zod';
import { LineDefinition } from '../../../src/contract/line.js';
import { compile, type CompiledLine } from '../../../src/model/compile.js';
import { expected } from '../../../src/model/expected.js';
import { settle } from '../../../src/model/flow.js';
import { PHASE, PHASES } from '../../../src/model/layout.js';
import { run } from '../../../src/model/run.js';
import { start, type LineState } from '../../../src/model/state.js';
import type { Law } from '../../../src/model/parts/spec.js';
import type { ValidationCase } from '../case-file.js';
import { NotSupported, parsedAs } from '../metric.js';
import { FailuresOfCase } from './laws.js';
import { SEED } from './simulate.js';

const Span = z.tuple([z.number().nonnegative(), z.number().nonnegative()]);
const FluidMachine = z.strictObject({
  id: z.union([z.string(), z.number()]).optional(),
  name: z.string().optional(),
  rate: z.number().positive(),
  failures: FailuresOfCase.optional(),
  outages: z.array(Span).optional(),
});
export type FluidMachine = z.infer<typeof FluidMachine>;

const FluidModel = z
  .strictObject({
    type: z.literal('fluid-line'),
    machines: z.array(FluidMachine).min(1),
    /** capacity null: no limit */
    buffers: z.array(z.strictObject({ capacity: z.number().nonnegative().nullable(), initial: z.number().nonnegative().optional() })),
    horizon: z.number().positive().optional(),
    note: z.string().optional(),
  })
  .refine(({ machines, buffers }) => machines.length === buffers.length + 1, { error: 'needs one buffer less than machines', path: ['buffers'] });
export type FluidModel = z.infer<typeof FluidModel>;

export const fluidModel = (c: ValidationCase): FluidModel => parsedAs(FluidModel, c);

const US = 1e6;
/** Beginning of every case: a unit of its time is a second. */
export const BEGIN_US = Date.UTC(2026, 0, 5) * 1000;
/** What no line of a case ever fills. */
const ENDLESS = 1e9;

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
  if (!result.ok) throw new NotSupported(result.issues.map(({ pointer, detail }) => `${pointer} of the line: ${detail}`).join('; '));
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
            {
              id: 'failure',
              name: both('failure'),
              class: 'failure',
              clock: failures.clock,
              every: duration(failures.after),
              lasts: duration(failures.lasts),
            },
          ],
        }
      : {}),
    ...(outages?.length ? { outages: outages.map(([from, to]) => ({ from: moment(from), to: moment(to) })) } : {}),
  };
}

function duration(law: Law): unknown {
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

/** A line of continuous flow as a plant file describes it. */
export function fluidLine({ machines, buffers }: Pick<FluidModel, 'machines' | 'buffers'>): CompiledLine {
  return lineOf(
    machines.map((machine, i) => {
      const capacity = i < buffers.length ? (buffers[i]!.capacity ?? ENDLESS) : 0;
      return { ...stationOf(`m${i + 1}`, machine), ...(capacity > 0 ? { buffer: { capacity } } : {}) };
    }),
  );
}

export function runTo(line: CompiledLine, state: LineState, s: number): void {
  const atUs = BEGIN_US + Math.round(s * US);
  run(line, state, atUs);
  settle(line, state, atUs);
}

/** Output per second, mean content of each buffer and shares of time of each machine, after the warm-up. */
export function fluidMetrics(line: CompiledLine, { warmup, length }: { warmup: number; length: number }, replication: number): Record<string, number> {
  const state = start(line, { seed: SEED, replication, atUs: BEGIN_US });
  runTo(line, state, warmup);
  const before = { good: expected(line, state).lineGood, held: state.held.slice(), spent: state.spent.slice() };
  runTo(line, state, warmup + length);
  const levels = Array.from(state.held, (held, i) => (held - before.held[i]!) / (length * US));
  const share = (i: number, phase: number) => (state.spent[PHASES * i + phase]! - before.spent[PHASES * i + phase]!) / (length * US);
  return {
    throughput: (expected(line, state).lineGood - before.good) / length,
    meanBuffer: levels[0]!,
    ...Object.fromEntries(levels.map((level, i) => [`buffer${i + 1}`, level])),
    ...Object.fromEntries(
      line.stations.flatMap((_, i) => [
        [`busy${i + 1}`, share(i, PHASE.producing)],
        [`starved${i + 1}`, share(i, PHASE.starved)],
        [`blocked${i + 1}`, share(i, PHASE.blocked)],
        [`down${i + 1}`, share(i, PHASE.down)],
        [`availability${i + 1}`, 1 - share(i, PHASE.down)],
      ]),
    ),
  };
}
