import { z } from 'zod';
import type { PartsReport } from '../../../src/model/parts/report.js';
import type { Begin, Calendar, PartsSpec, Queue, Station } from '../../../src/model/parts/spec.js';
import { NotSupported } from '../metric.js';
import { FailuresOfCase, LawOfCase } from './laws.js';

const CalendarOfCase = z.object({
  work: z.array(z.tuple([z.number(), z.number()])),
  policy: z.enum(['suspend-resume', 'suspend', 'restart', 'finish-before-end', 'finish-over']).default('suspend-resume'),
  period: z.number().optional(),
});

const MachineOfCase = z.object({
  service: LawOfCase,
  servers: z.int().optional(),
  failures: FailuresOfCase.optional(),
  calendar: CalendarOfCase.optional(),
  stops: z.array(z.tuple([z.number(), z.number()])).optional(),
  resume: z.boolean().default(true),
  yield: z.number().optional(),
});

const LineModel = z.object({
  type: z.literal('line'),
  blocking: z.enum(['BAS', 'BBS', 'communication']).default('BAS'),
  source: z.union([z.literal('saturated'), LawOfCase]).default('saturated'),
  sink: z.literal('infinite').default('infinite'),
  machines: z.array(MachineOfCase).min(1),
  buffers: z.array(z.object({ capacity: z.int().nullable() })),
  loadWhileDown: z.boolean().default(true),
  horizon: z.number().optional(),
  initial: z
    .object({
      machines: z.array(z.object({ state: z.enum(['working', 'idle', 'starved', 'blocked']), down: z.boolean().default(false) })),
      buffers: z.array(z.int()),
    })
    .optional(),
});
export type LineModel = z.infer<typeof LineModel>;

export function lineModel(model: unknown): LineModel {
  const parsed = LineModel.safeParse(model);
  if (!parsed.success) throw new NotSupported(z.prettifyError(parsed.error));
  return parsed.data;
}

/** The same line read from its end. */
export const mirrored = (m: LineModel): LineModel => ({ ...m, machines: m.machines.toReversed(), buffers: m.buffers.toReversed() });

export const machineName = (i: number) => `machine-${i + 1}`;

/** A serial line. The buffer before a machine is its queue. */
export function lineSpec(m: LineModel): PartsSpec {
  return {
    ...(m.source === 'saturated' ? {} : { sources: [{ id: 'source', to: { station: machineName(0) }, between: m.source }] }),
    stations: m.machines.map((machine, i): Station => {
      const capacity = i === 0 ? null : m.buffers[i - 1]!.capacity;
      const input: Queue = capacity === null ? {} : { waiting: capacity };
      return {
        id: machineName(i),
        service: { every: machine.service },
        inputs: [input],
        ...(machine.servers === undefined ? {} : { servers: machine.servers }),
        ...(i === 0 && m.source === 'saturated' ? { supply: {} } : {}),
        ...(m.blocking === 'BAS' ? {} : { blocking: 'before-service' as const }),
        ...(machine.failures
          ? {
              failures: [
                {
                  clock: machine.failures.mode,
                  after: machine.failures.ttf,
                  lasts: machine.failures.ttr,
                  part: machine.failures.resume ? ('resume' as const) : ('restart' as const),
                },
              ],
            }
          : {}),
        loadWhileDown: m.loadWhileDown,
        ...calendarOf(machine),
        ...(machine.yield === undefined ? {} : { yield: machine.yield }),
        ...(i + 1 < m.machines.length ? { next: { every: [{ probability: 1, to: { station: machineName(i + 1) } }] } } : {}),
      };
    }),
  };
}

function calendarOf({ calendar, stops, resume }: LineModel['machines'][number]): { calendar?: Calendar } {
  if (stops) return { calendar: { spans: stops, are: 'stops', policy: resume ? 'suspend' : 'restart' } };
  if (calendar === undefined) return {};
  const policy = calendar.policy === 'suspend-resume' ? 'suspend' : calendar.policy;
  return { calendar: { spans: calendar.work, policy, ...(calendar.period === undefined ? {} : { period: calendar.period }) } };
}

/** Where a live line stands. */
export function lineBegin({ initial }: LineModel): Begin {
  if (initial === undefined) return {};
  const STATES = { working: 'working', blocked: 'finished', idle: 'empty', starved: 'empty' } as const;
  return Object.fromEntries(
    initial.machines.map(({ state, down }, i) => [
      machineName(i),
      { waiting: [i === 0 ? 0 : initial.buffers[i - 1]!], servers: [{ state: STATES[state], ...(down ? { down: 0 } : {}) }] },
    ]),
  );
}

/** Every figure of a line by the names of the cases, machines and buffers numbered from one. */
export function lineMetrics(report: PartsReport): Record<string, number | null> {
  const { stations, throughput } = report;
  return {
    throughput,
    throughputDES: throughput,
    availability: 1 - stations[0]!.share.down,
    meanBuffer: stations[1]?.waiting[0] ?? null,
    ...Object.fromEntries(
      stations.flatMap(({ share, waiting }, i) => [
        [`busy${i + 1}`, share.busy],
        [`starved${i + 1}`, share.starved],
        [`blocked${i + 1}`, share.blocked],
        [`down${i + 1}`, share.down],
        ...(i > 0 ? [[`buffer${i}`, waiting[0]!] as const] : []),
      ]),
    ),
  };
}
