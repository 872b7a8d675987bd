import { z } from 'zod';
import { LineDefinition } from '../../../src/contract/line.js';
import { compile, type CompiledLine } from '../../../src/model/compile.js';
import { expected } from '../../../src/model/expected.js';
import { settle } from '../../../src/model/flow.js';
import { run } from '../../../src/model/run.js';
import { start } from '../../../src/model/state.js';
import { NotSupported } from '../metric.js';
import { SEED } from './simulate.js';

const Law = z.object({ dist: z.literal('exponential'), mean: z.number() });
const FluidModel = z.object({
  machines: z
    .array(
      z.object({
        rate: z.number(),
        failures: z.object({ mode: z.enum(['operation', 'time']), ttf: Law, ttr: Law }).optional(),
        outages: z.array(z.unknown()).max(0).optional(),
      }),
    )
    .min(1),
  buffers: z.array(z.object({ capacity: z.number(), initial: z.literal(0).optional() })),
});
export type FluidModel = z.infer<typeof FluidModel>;

export function fluidModel(model: unknown): FluidModel {
  const parsed = FluidModel.safeParse(model);
  if (!parsed.success) throw new NotSupported(z.prettifyError(parsed.error));
  return parsed.data;
}

const both = (text: string) => ({ en: text, fr: text });
const MONDAY_US = Date.UTC(2026, 0, 5) * 1000;
const US_PER_S = 1e6;

/** A line of continuous flow as a plant file describes it. A unit of time of the case is a second. */
export function fluidLine(m: FluidModel): CompiledLine {
  const exponential = (mean: number) => ({ dist: 'exponential' as const, mean: `${mean} s` });
  const definition = LineDefinition.parse({
    apiVersion: 'twin/v1',
    kind: 'Line',
    id: 'case',
    name: both('case'),
    equipment: { enterprise: 'demo', site: 'validation', area: 'cases' },
    timezone: 'Etc/UTC',
    product: { name: both('part'), item: 'part' },
    stations: m.machines.map(({ rate, failures }, i) => ({
      id: `m${i + 1}`,
      type: 'machine',
      name: both(`M${i + 1}`),
      item: 'part',
      rate: `${rate} /s`,
      power: { standby: '0 kW', idle: '0 kW', execute: '0 kW' },
      ...(m.buffers[i] && m.buffers[i].capacity > 0 ? { buffer: { capacity: m.buffers[i].capacity } } : {}),
      stops: failures
        ? [
            {
              id: 'failure',
              name: both('failure'),
              class: 'failure',
              clock: failures.mode,
              every: exponential(failures.ttf.mean),
              lasts: exponential(failures.ttr.mean),
            },
          ]
        : [],
    })),
    shifts: [{ id: 'always', name: both('always'), days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' }],
    mqtt: { dialect: 'uns-json', prefix: 'case' },
  });
  const compiled = compile(definition);
  if (!compiled.ok) throw new NotSupported(compiled.issues.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; '));
  return compiled.line;
}

/** Throughput and mean content of the buffers after the warm-up. */
export function fluidMetrics(line: CompiledLine, { warmup, length }: { warmup: number; length: number }, replication: number): Record<string, number> {
  const state = start(line, { seed: SEED, replication, atUs: MONDAY_US });
  const at = (time: number) => {
    const us = MONDAY_US + Math.round(time * US_PER_S);
    run(line, state, us);
    settle(line, state, us);
    return { good: expected(line, state).lineGood, held: Array.from(state.held) };
  };
  const begin = at(warmup);
  const end = at(warmup + length);
  const levels = end.held.map((held, i) => (held - begin.held[i]!) / (length * US_PER_S));
  return { throughput: (end.good - begin.good) / length, meanBuffer: levels[0]!, ...Object.fromEntries(levels.map((level, i) => [`buffer${i + 1}`, level])) };
}
